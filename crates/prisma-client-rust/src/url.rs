//! Prisma's connection URLs, which carry parameters that the database does not know.

use percent_encoding::percent_decode_str;

use crate::error::{Error, Result};

/// Parameters that are Prisma's own and mean nothing here.
const IGNORED: [&str; 6] =
    ["connection_limit", "pool_timeout", "pgbouncer", "statement_cache_size", "socket_timeout", "sslaccept"];

/// Reads `postgresql://…?schema=public`; the schema becomes the search path.
pub(crate) fn parse(url: &str) -> Result<tokio_postgres::Config> {
    let (mut config, schema) = parse_with_schema(url)?;
    if let Some(schema) = schema {
        add_option(&mut config, "search_path", &quoted(&schema));
    }
    Ok(config)
}

/// Reads `postgresql://…?schema=public` as how to connect, and the schema.
pub(crate) fn parse_with_schema(url: &str) -> Result<(tokio_postgres::Config, Option<String>)> {
    let unreadable =
        |reason: String| Error::Configuration(format!("the database URL cannot be read: {reason}"));
    let (base, query) = url.split_once('?').unwrap_or((url, ""));
    let mut kept = Vec::new();
    let mut schema = None;
    for parameter in query.split('&').filter(|parameter| !parameter.is_empty()) {
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        if name == "schema" {
            let decoded =
                percent_decode_str(value).decode_utf8().map_err(|error| unreadable(error.to_string()))?;
            schema = Some(decoded.into_owned());
        } else if !IGNORED.contains(&name) {
            kept.push(parameter);
        }
    }
    let stripped = if kept.is_empty() { base.to_owned() } else { format!("{base}?{}", kept.join("&")) };
    let config = stripped.parse().map_err(|error: tokio_postgres::Error| unreadable(error.to_string()))?;
    Ok((config, schema))
}

/// Adds `-c name=value` to what the server is told when a session starts.
pub(crate) fn add_option(config: &mut tokio_postgres::Config, name: &str, value: &str) {
    let escaped = value.replace('\\', "\\\\").replace(' ', "\\ ");
    let options = format!("{} -c {name}={escaped}", config.get_options().unwrap_or_default());
    config.options(options.trim_start());
}

/// An identifier, in whatever letters.
pub(crate) fn quoted(identifier: &str) -> String {
    format!("\"{}\"", identifier.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn takes_prismas_parameters_out() {
        let config = parse(
            "postgresql://a:b@localhost:5433/app?schema=My%20own&connection_limit=3&application_name=x",
        )
        .unwrap();
        assert_eq!(config.get_dbname(), Some("app"));
        assert_eq!(config.get_ports(), [5433]);
        assert_eq!(config.get_application_name(), Some("x"));
        assert_eq!(config.get_options(), Some(r#"-c search_path="My\ own""#));
    }

    #[test]
    fn says_what_is_wrong_with_a_url() {
        let error = parse("postgresql://a@localhost/app?nonsense=1").unwrap_err();
        assert!(error.to_string().starts_with("the database URL cannot be read"), "{error}");
    }
}
