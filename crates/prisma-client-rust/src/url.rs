//! Prisma's connection URLs, which carry parameters that the database does not know.

use percent_encoding::percent_decode_str;

use crate::error::{Error, Result};

/// Parameters that are Prisma's own and mean nothing here.
const IGNORED: [&str; 6] =
    ["connection_limit", "pool_timeout", "pgbouncer", "statement_cache_size", "socket_timeout", "sslaccept"];

/// Reads `postgresql://…?schema=public`; the schema becomes the search path.
pub(crate) fn parse(url: &str) -> Result<tokio_postgres::Config> {
    let unreadable =
        |reason: String| Error::Configuration(format!("the database URL cannot be read: {reason}"));
    let (base, query) = url.split_once('?').unwrap_or((url, ""));
    let mut kept = Vec::new();
    let mut schema = None;
    for parameter in query.split('&').filter(|parameter| !parameter.is_empty()) {
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        if name == "schema" {
            schema =
                Some(percent_decode_str(value).decode_utf8().map_err(|error| unreadable(error.to_string()))?);
        } else if !IGNORED.contains(&name) {
            kept.push(parameter);
        }
    }
    let stripped = if kept.is_empty() { base.to_owned() } else { format!("{base}?{}", kept.join("&")) };
    let mut config: tokio_postgres::Config =
        stripped.parse().map_err(|error: tokio_postgres::Error| unreadable(error.to_string()))?;
    if let Some(schema) = schema {
        add_option(&mut config, "search_path", &schema);
    }
    Ok(config)
}

/// Adds `-c name=value` to what the server is told when a session starts.
pub(crate) fn add_option(config: &mut tokio_postgres::Config, name: &str, value: &str) {
    let escaped = value.replace('\\', "\\\\").replace(' ', "\\ ");
    let options = format!("{} -c {name}={escaped}", config.get_options().unwrap_or_default());
    config.options(options.trim_start());
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn takes_prismas_parameters_out() {
        let config = parse(
            "postgresql://a:b@localhost:5433/app?schema=my%20own&connection_limit=3&application_name=x",
        )
        .unwrap();
        assert_eq!(config.get_dbname(), Some("app"));
        assert_eq!(config.get_ports(), [5433]);
        assert_eq!(config.get_application_name(), Some("x"));
        assert_eq!(config.get_options(), Some(r"-c search_path=my\ own"));
    }

    #[test]
    fn says_what_is_wrong_with_a_url() {
        let error = parse("postgresql://a@localhost/app?nonsense=1").unwrap_err();
        assert!(error.to_string().starts_with("the database URL cannot be read"), "{error}");
    }
}
