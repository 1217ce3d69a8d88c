//! A database for one test, or for the server that tests share.

use prisma::{Client, Config, SystemDb};
use tokio_postgres::Client as Connection;

use super::run::{self, Run};

/// A new database. It is dropped with this value.
pub(crate) struct Database {
    name: String,
    run: &'static Run,
    /// The owner's URL.
    pub(crate) owner_url: String,
    /// The serving role's URL.
    pub(crate) app_url: String,
    /// The system role's URL.
    pub(crate) system_url: String,
}

impl Database {
    /// One with the schema and no rows.
    pub(crate) async fn migrated() -> Self {
        Self::new(true).await
    }

    /// One without any table.
    pub(crate) async fn empty() -> Self {
        Self::new(false).await
    }

    async fn new(migrated: bool) -> Self {
        let run = Run::get().await;
        let name = run.create_database(migrated).await;
        let [app_url, system_url] = run.role_urls(&name).map(String::from);
        Self { owner_url: run.owner_url(&name).into(), app_url, system_url, name, run }
    }

    /// The role that serves tenants, on a pool of so many connections.
    pub(crate) async fn client(&self, max_connections: usize) -> Client {
        let config = Config { max_connections, ..Config::default() };
        Client::connect(&self.app_url, config).await.expect("the serving role may log in")
    }

    /// The role that no tenant limits.
    pub(crate) async fn system(&self) -> SystemDb {
        let config = Config { max_connections: 4, ..Config::default() };
        SystemDb::connect(&self.system_url, config).await.expect("the system role may log in")
    }

    /// A connection of the owner, for what the client has no words for.
    pub(crate) async fn owner(&self) -> Connection {
        connect(&self.owner_url).await
    }

    /// A connection of a superuser: of the project's own server's, where that is what the tests run on.
    pub(crate) async fn superuser(&self) -> Option<Connection> {
        let state = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../.data/database.json")).ok()?;
        let state: serde_json::Value = serde_json::from_slice(&state).ok()?;
        let mut url = url::Url::parse(&self.owner_url).ok()?;
        if state["port"].as_u64() != url.port().map(u64::from) {
            return None;
        }
        url.set_username("postgres").ok()?;
        url.set_password(state["adminPassword"].as_str()).ok()?;
        Some(connect(url.as_str()).await)
    }

    /// A connection of the serving role, with no tenant set.
    pub(crate) async fn serving(&self) -> Connection {
        connect(&self.app_url).await
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        self.run.keeper.drop_now(&self.name);
    }
}

async fn connect(url: &str) -> Connection {
    let url = url.parse().expect("a URL that this module made");
    run::connect(&url).await.expect("the role may log in")
}
