//! What can be configured: by flag, by environment variable, by `.env`.

use std::{fmt, net::IpAddr, path::PathBuf, str::FromStr};

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use sha2::{Digest, Sha256};
use url::Url;

/// Whether mistakes are cheap here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Mode {
    /// Demo data is allowed; logs are for eyes.
    Development,
    /// No demo data; logs are JSON.
    Production,
}

/// Where the database is. Three roles: the owner migrates, `tickwire_app` serves, `tickwire_system` looks for work.
#[derive(Args, Clone, Debug)]
pub(crate) struct Database {
    /// The database as its owner: `postgresql://owner:password@host:5432/tickwire`
    #[arg(long = "database-url", id = "database-url", env = "DATABASE_URL", hide_env_values = true)]
    owner: Option<String>,
    /// The database as the role that serves; derived from `DATABASE_URL` if left out
    #[arg(
        long = "app-database-url",
        id = "app-database-url",
        env = "APP_DATABASE_URL",
        hide_env_values = true
    )]
    app: Option<String>,
    /// The database as the role of cross-tenant jobs; derived from `DATABASE_URL` if left out
    #[arg(
        long = "system-database-url",
        id = "system-database-url",
        env = "SYSTEM_DATABASE_URL",
        hide_env_values = true
    )]
    system: Option<String>,
}

pub(crate) const APP_ROLE: &str = "tickwire_app";
pub(crate) const SYSTEM_ROLE: &str = "tickwire_system";

impl Database {
    /// The owner's URL.
    pub(crate) fn owner(&self) -> anyhow::Result<&str> {
        self.known_owner()?.context(
            "DATABASE_URL is not set: say where the database is, such as postgresql://owner:password@localhost:5432/tickwire",
        )
    }

    /// The owner's URL, where this process knows it.
    pub(crate) fn known_owner(&self) -> anyhow::Result<Option<&str>> {
        let given = self.owner.as_deref().filter(|url| !url.is_empty());
        given.map(|url| parse(url).map(|_| url)).transpose()
    }

    /// The serving role's URL.
    pub(crate) fn app(&self) -> anyhow::Result<String> {
        self.role(self.app.as_deref(), APP_ROLE)
    }

    /// The cross-tenant role's URL.
    pub(crate) fn system(&self) -> anyhow::Result<String> {
        self.role(self.system.as_deref(), SYSTEM_ROLE)
    }

    /// The role's password as it is derived; none where the role's URL was given, so that its password is not ours.
    pub(crate) fn derived_password(&self, role: &str) -> anyhow::Result<Option<String>> {
        let given = if role == APP_ROLE { &self.app } else { &self.system };
        Ok(if given.is_some() { None } else { Some(derive(&parse(self.owner()?)?, role)) })
    }

    fn role(&self, given: Option<&str>, role: &str) -> anyhow::Result<String> {
        if let Some(url) = given {
            return Ok(url.to_owned());
        }
        let mut url = parse(self.owner()?)?;
        let password = derive(&url, role);
        if url.set_username(role).is_err() || url.set_password(Some(&password)).is_err() {
            bail!(
                "DATABASE_URL names no host, so the URL of {role} cannot be derived from it: set APP_DATABASE_URL and SYSTEM_DATABASE_URL"
            );
        }
        Ok(url.into())
    }
}

fn parse(url: &str) -> anyhow::Result<Url> {
    let parsed = Url::parse(url)
        .context("DATABASE_URL is not a URL such as postgresql://owner:password@localhost:5432/tickwire")?;
    if !matches!(parsed.scheme(), "postgresql" | "postgres") {
        bail!("DATABASE_URL must begin with postgresql://");
    }
    Ok(parsed)
}

/// A role's password follows from the owner's, so that every process derives the same one and none is stored.
fn derive(owner: &Url, role: &str) -> String {
    let secret = owner.password().unwrap_or_default();
    hex::encode(&Sha256::digest(format!("tickwire role {role}\n{secret}"))[..24])
}

/// Where to listen, and for whom. A value is called by its variable, so that a wrong one is told by that name.
#[derive(Args, Clone, Debug)]
pub(crate) struct Serve {
    #[command(flatten)]
    pub(crate) database: Database,
    /// The address to listen at.
    #[arg(long, env = "TICKWIRE_HOST", value_name = "TICKWIRE_HOST", default_value = "127.0.0.1")]
    pub(crate) host: IpAddr,
    /// The port to listen at.
    #[arg(long, env = "TICKWIRE_PORT", value_name = "TICKWIRE_PORT", default_value_t = 4000)]
    pub(crate) port: u16,
    /// Where people open the web client: decides the cookie's protection and which pages may call.
    #[arg(
        long,
        env = "TICKWIRE_PUBLIC_URL",
        value_name = "TICKWIRE_PUBLIC_URL",
        default_value = "http://localhost:3000"
    )]
    pub(crate) public_url: PublicUrl,
    /// Connections to the database, for each of the two roles.
    #[arg(
        long,
        env = "TICKWIRE_DATABASE_CONNECTIONS",
        value_name = "TICKWIRE_DATABASE_CONNECTIONS",
        default_value_t = 16,
        value_parser = clap::value_parser!(u16).range(1..=1000)
    )]
    pub(crate) connections: u16,
    #[command(flatten)]
    pub(crate) telemetry: Telemetry,
}

/// Where people open the web client: http or https, a host, perhaps a port.
#[derive(Clone, Debug)]
pub(crate) struct PublicUrl(Url);

impl FromStr for PublicUrl {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let url =
            Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
        url.map(Self).ok_or("not an address such as https://trade.example or http://localhost:3000")
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.origin().ascii_serialization())
    }
}

impl PublicUrl {
    /// Whether the page is served over HTTPS.
    pub(crate) fn is_secure(&self) -> bool {
        self.0.scheme() == "https"
    }

    /// The origins that its pages have: this machine goes by several names.
    pub(crate) fn origins(&self) -> Vec<String> {
        const LOOPBACK: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];
        let named = self.0.host_str().unwrap_or_default();
        let names = if LOOPBACK.contains(&named) { LOOPBACK.to_vec() } else { vec![named] };
        let origin = |name| {
            let mut url = self.0.clone();
            url.set_host(Some(name)).ok().map(|()| url.origin().ascii_serialization())
        };
        names.into_iter().filter_map(origin).collect()
    }
}

/// What is logged.
#[derive(Args, Clone, Debug)]
pub(crate) struct Telemetry {
    /// Development or production.
    #[arg(
        long = "env",
        env = "TICKWIRE_ENV",
        value_name = "TICKWIRE_ENV",
        value_enum,
        default_value_t = Mode::Development
    )]
    pub(crate) mode: Mode,
    /// Which messages are logged, such as `info,rspc_axum=debug`.
    #[arg(long, env = "TICKWIRE_LOG", value_name = "TICKWIRE_LOG", default_value = "info")]
    pub(crate) log: String,
}

/// How to migrate.
#[derive(Args, Clone, Debug)]
pub(crate) struct Migrate {
    #[command(flatten)]
    pub(crate) database: Database,
    /// Only say which migrations are applied; fails if one is missing.
    #[arg(long)]
    pub(crate) status: bool,
}

/// What to seed.
#[derive(Args, Clone, Debug)]
pub(crate) struct Seed {
    #[command(flatten)]
    pub(crate) database: Database,
    #[command(flatten)]
    pub(crate) telemetry: Telemetry,
}

/// Where bindings go.
#[derive(Args, Clone, Debug)]
pub(crate) struct Bindings {
    /// The folder to write to.
    #[arg(long, default_value = "bindings/generated")]
    pub(crate) out: PathBuf,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn database(url: &str) -> Database {
        Database { owner: Some(url.to_owned()), app: None, system: None }
    }

    #[test]
    fn roles_are_derived_from_the_owner_and_differ() {
        let database = database("postgresql://owner:secret@db.example:5433/tickwire?schema=public");
        let (app, system) = (database.app().unwrap(), database.system().unwrap());
        assert!(
            app.starts_with("postgresql://tickwire_app:")
                && app.ends_with("@db.example:5433/tickwire?schema=public")
        );
        assert_ne!(
            database.derived_password(APP_ROLE).unwrap(),
            database.derived_password(SYSTEM_ROLE).unwrap()
        );
        assert!(!app.contains("secret") && !system.contains("secret"));
    }

    #[test]
    fn a_public_url_is_an_origin() {
        let origins = |url: &str| url.parse::<PublicUrl>().map(|url| url.origins());
        assert_eq!(origins("https://trade.example/app"), Ok(vec!["https://trade.example".to_owned()]));
        let loopback = ["http://localhost:3000", "http://127.0.0.1:3000", "http://[::1]:3000"];
        assert_eq!(origins("http://localhost:3000").unwrap(), loopback);
        for bad in ["localhost:3000", "trade.example", "file:///x", ""] {
            assert!(origins(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn what_is_missing_or_wrong_is_said() {
        let none = Database { owner: None, app: None, system: None };
        assert!(none.app().unwrap_err().to_string().contains("DATABASE_URL is not set"));
        assert!(database("mysql://x@y/z").app().unwrap_err().to_string().contains("postgresql://"));
    }
}
