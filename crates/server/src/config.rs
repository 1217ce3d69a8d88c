//! What can be configured: by flag, by environment variable, by `.env`.

mod database;
mod halt;
mod identity;
mod jobs;
mod mail;
mod market;
mod paper;

use std::{
    fmt,
    net::{IpAddr, SocketAddr},
    path::PathBuf,
    str::FromStr,
    time::Duration,
};

use anyhow::{Context, bail};
use app::vault::Vault;
use base64::{Engine, prelude::BASE64_STANDARD};
use clap::{Args, Subcommand, ValueEnum};
use url::Url;

pub(crate) use self::database::{APP_ROLE, Database, SYSTEM_ROLE};
pub(crate) use self::halt::{Halt, Operator};
pub(crate) use self::jobs::Jobs;

/// Whether mistakes are cheap here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Mode {
    /// Demo data is allowed; logs are for eyes.
    Development,
    /// No demo data; logs are JSON.
    Production,
}

/// What seals the secrets that are stored.
#[derive(Args, Clone, Debug)]
pub(crate) struct Secrets {
    /// Keys of 32 bytes in base64, separated by commas: the first seals, all open. In development they may be left out.
    #[arg(long, env = "TICKWIRE_SECRET_KEYS", value_name = "TICKWIRE_SECRET_KEYS", hide_env_values = true)]
    secret_keys: Option<String>,
}

impl Secrets {
    /// The vault of those keys.
    pub(crate) fn vault(&self, database: &Database, mode: Mode) -> anyhow::Result<Vault> {
        let keys = match self.secret_keys.as_deref().filter(|keys| !keys.is_empty()) {
            Some(keys) => keys.split(',').map(secret_key).collect::<anyhow::Result<Vec<_>>>()?,
            None if mode == Mode::Development => vec![database.development_key()?],
            None => bail!("TICKWIRE_SECRET_KEYS is not set: make a key with `openssl rand -base64 32`"),
        };
        Vault::new(&keys).context("TICKWIRE_SECRET_KEYS holds no key")
    }
}

fn secret_key(text: &str) -> anyhow::Result<[u8; 32]> {
    let bytes = BASE64_STANDARD.decode(text.trim()).ok().and_then(|bytes| bytes.try_into().ok());
    bytes.context("TICKWIRE_SECRET_KEYS holds something that is no key of 32 bytes in base64")
}

/// Where to listen, and for whom. A value is called by its variable, so that a wrong one is told by that name.
#[derive(Args, Clone, Debug)]
pub(crate) struct Serve {
    #[command(flatten)]
    pub(crate) process: Process,
    /// The address to listen at.
    #[arg(long, env = "TICKWIRE_HOST", value_name = "TICKWIRE_HOST", default_value = "127.0.0.1")]
    pub(crate) host: IpAddr,
    /// The port to listen at.
    #[arg(long, env = "TICKWIRE_PORT", value_name = "TICKWIRE_PORT", default_value_t = 4000)]
    pub(crate) port: u16,
    /// Proxies in front of the server that add the address they see to X-Forwarded-For. A client is told by the address
    /// that the outermost of them added; what the client itself says there is not looked at.
    #[arg(
        long,
        env = "TICKWIRE_TRUSTED_PROXIES",
        value_name = "TICKWIRE_TRUSTED_PROXIES",
        default_value_t = 0,
        value_parser = clap::value_parser!(u8).range(0..=8)
    )]
    pub(crate) trusted_proxies: u8,
    /// Whether this process also finishes signals, sends mails and tidies up. Where it does not, `tickwire worker` does.
    #[arg(
        long,
        env = "TICKWIRE_WORKER",
        value_name = "TICKWIRE_WORKER",
        default_value_t = true,
        action = clap::ArgAction::Set
    )]
    pub(crate) worker: bool,
    /// For how many seconds a server that was told to stop still takes callers while /readyz says no, so that whoever
    /// sends them here notices: more than the time between two probes. Left out, 5 in production, none in development.
    #[arg(long, env = "TICKWIRE_NOTICE", value_name = "TICKWIRE_NOTICE", value_parser = clap::value_parser!(u64).range(..=600))]
    notice: Option<u64>,
    #[command(flatten)]
    pub(crate) outside: identity::Outside,
}

impl Serve {
    /// For how long callers are still taken after it was told to stop.
    pub(crate) fn notice(&self) -> Duration {
        let otherwise = if self.process.telemetry.mode == Mode::Production { 5 } else { 0 };
        Duration::from_secs(self.notice.unwrap_or(otherwise))
    }
}

/// What every process needs that stays, whether it answers calls or not.
#[derive(Args, Clone, Debug)]
pub(crate) struct Process {
    #[command(flatten)]
    pub(crate) database: Database,
    /// Where people open the web client: decides the cookie's protection and which pages may call,
    /// and is what links in e-mails begin with.
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
    /// An address such as 127.0.0.1:9464 at which `/metrics` tells Prometheus what this process does. Without one it is
    /// not counted. Whoever reaches it may read it.
    #[arg(long, env = "TICKWIRE_METRICS", value_name = "TICKWIRE_METRICS")]
    pub(crate) metrics: Option<SocketAddr>,
    #[command(flatten)]
    pub(crate) market: market::Market,
    #[command(flatten)]
    pub(crate) paper: paper::Paper,
    #[command(flatten)]
    pub(crate) secrets: Secrets,
    #[command(flatten)]
    pub(crate) mail: mail::Mail,
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
        // Links and origins are made of the origin alone: what else is said would be lost.
        let url = url.filter(|url| url.path() == "/" && url.query().is_none() && url.fragment().is_none());
        url.map(Self)
            .ok_or("not an address such as https://trade.example or http://localhost:3000, with no path")
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
    /// Only say how each migration stands; fails if there is something to do or to mend.
    #[arg(long, conflicts_with = "dry_run")]
    pub(crate) status: bool,
    /// Only say which migrations would be applied, or why none would be.
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// The folder to take migrations from, such as prisma/migrations; without it, those that this program carries.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) migrations: Option<PathBuf>,
    /// How many seconds another deployment may take before this one gives up.
    #[arg(long, value_name = "SECONDS", default_value_t = 120)]
    pub(crate) wait: u64,
    /// How many seconds a migration waits for a lock that others have.
    #[arg(long, value_name = "SECONDS", default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub(crate) lock_timeout: u64,
}

/// Which database a backup was put back into.
#[derive(Args, Clone, Debug)]
pub(crate) struct Restored {
    #[command(flatten)]
    pub(crate) database: Database,
}

/// What to seed.
#[derive(Args, Clone, Debug)]
pub(crate) struct Seed {
    #[command(flatten)]
    pub(crate) database: Database,
    #[command(flatten)]
    pub(crate) secrets: Secrets,
    #[command(flatten)]
    pub(crate) telemetry: Telemetry,
}

/// What to do with the keys that seal stored secrets.
#[derive(Subcommand, Clone, Debug)]
pub(crate) enum Keys {
    /// Seals everything anew that another key than the first of `TICKWIRE_SECRET_KEYS` sealed, while others serve.
    Rotate(Rotate),
}

/// Which database, and which keys.
#[derive(Args, Clone, Debug)]
pub(crate) struct Rotate {
    #[command(flatten)]
    pub(crate) database: Database,
    #[command(flatten)]
    pub(crate) secrets: Secrets,
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

/// What `tickwire contract` holds against each other.
#[derive(Args, Clone, Debug)]
pub(crate) struct Contract {
    /// The contract of the last release.
    #[arg(long, default_value = "bindings/contract.json")]
    pub(crate) released: PathBuf,
    /// The breaks that are meant: a list of `{ "place", "why" }`.
    #[arg(long, default_value = "bindings/breaks.json")]
    pub(crate) breaks: PathBuf,
    /// Makes the contract as it stands the released one, with no breaks declared.
    #[arg(long)]
    pub(crate) accept: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_url_is_an_origin() {
        let origins = |url: &str| url.parse::<PublicUrl>().map(|url| url.origins());
        assert_eq!(origins("https://trade.example"), Ok(vec!["https://trade.example".to_owned()]));
        let loopback = ["http://localhost:3000", "http://127.0.0.1:3000", "http://[::1]:3000"];
        assert_eq!(origins("http://localhost:3000").unwrap(), loopback);
        for bad in ["localhost:3000", "trade.example", "https://trade.example/app", "file:///x", ""] {
            assert!(origins(bad).is_err(), "{bad}");
        }
    }
}
