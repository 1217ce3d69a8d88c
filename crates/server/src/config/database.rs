//! Where the database is, and as whom each part of the program talks to it.

use anyhow::{Context, bail};
use clap::Args;
use sha2::{Digest, Sha256};
use url::Url;

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

    /// What opens and seals stored secrets where no keys were given: it follows from the password of the system role.
    pub(super) fn development_key(&self) -> anyhow::Result<[u8; 32]> {
        Ok(Sha256::digest(format!("tickwire secrets\n{}", self.system()?)).into())
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
    fn what_is_missing_or_wrong_is_said() {
        let none = Database { owner: None, app: None, system: None };
        assert!(none.app().unwrap_err().to_string().contains("DATABASE_URL is not set"));
        assert!(database("mysql://x@y/z").app().unwrap_err().to_string().contains("postgresql://"));
    }
}
