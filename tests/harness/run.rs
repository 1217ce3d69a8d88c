//! This run of the tests: the database server that it works on, and the template that its databases are copied from.

use std::process::Command;

use prisma_client_rust::{Source, SystemSource};
use tokio::sync::{Mutex, OnceCell};
use tokio_postgres::{Client, NoTls};
use url::Url;
use uuid::Uuid;

use super::{Program, keeper::Keeper, within};

/// What all databases of all runs are called, before an id that tells their age.
const PREFIX: &str = "tickwire_cargo_";

/// Older databases are a crashed run's.
const STALE_SECONDS: u64 = 60 * 60;

/// What the tests of this process share.
pub(crate) struct Run {
    pub(crate) keeper: Keeper,
    /// The owner's URL of the database server.
    server: Url,
    /// A migrated database without a row.
    template: String,
    /// What `tickwire migrate` says the serving roles' URLs are, for the template.
    roles: [Url; 2],
    /// A template is copied by one at a time.
    copying: Mutex<()>,
}

static RUN: OnceCell<Result<Run, String>> = OnceCell::const_new();

impl Run {
    /// The run, prepared by whoever asks first. What cannot be prepared fails every test, and is tried once.
    pub(crate) async fn get() -> &'static Self {
        let prepared = RUN.get_or_init(|| async { Self::prepare().await.map_err(|error| error.to_string()) });
        prepared.await.as_ref().unwrap_or_else(|error| panic!("the tests cannot begin: {error}"))
    }

    async fn prepare() -> Result<Self, Box<dyn std::error::Error>> {
        let server = Url::parse(&server_url()?)?;
        let owner = connect(&server).await?;
        let superuser = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user";
        if owner.query_one(superuser, &[]).await?.get(0) {
            return Err("DATABASE_URL names a superuser, whom no policy binds: \
                        give the tests a role with CREATEDB and CREATEROLE alone"
                .into());
        }
        drop_stale(&owner).await?;
        let keeper = Keeper::start(server.as_str());
        let template = new_name();
        keeper.database(&template);
        owner.batch_execute(&format!("CREATE DATABASE {template}")).await?;
        let url = on_database(&server, &template);
        let (migrated, answer, said) = Program::new("migrate").env("DATABASE_URL", url.as_str()).run();
        if !migrated {
            return Err(format!("`tickwire migrate` fails: {said}").into());
        }
        let roles = [role_url(&answer, "APP_DATABASE_URL=")?, role_url(&answer, "SYSTEM_DATABASE_URL=")?];
        Ok(Self { keeper, server, template, roles, copying: Mutex::new(()) })
    }

    /// Creates a database, migrated or without any table. Answers its name.
    pub(crate) async fn create_database(&self, migrated: bool) -> String {
        let name = new_name();
        self.keeper.database(&name);
        let template = if migrated { &self.template } else { "template0" };
        let creating = async {
            let _turn = self.copying.lock().await;
            let owner = connect(&self.server).await?;
            owner.batch_execute(&format!("CREATE DATABASE {name} TEMPLATE {template}")).await
        };
        within("creating a database", creating).await.expect("the owner may create databases");
        name
    }

    /// The owner's URL of a database.
    pub(crate) fn owner_url(&self, database: &str) -> Url {
        on_database(&self.server, database)
    }

    /// The URLs of the serving role and of the system role.
    pub(crate) fn role_urls(&self, database: &str) -> [Url; 2] {
        self.roles.each_ref().map(|url| on_database(url, database))
    }
}

/// The owner's URL: the environment's, else that of the project's own database, which is started if need be.
fn server_url() -> Result<String, Box<dyn std::error::Error>> {
    if let Some(url) = std::env::var("DATABASE_URL").ok().filter(|url| !url.is_empty()) {
        return Ok(url);
    }
    let mut command = Command::new("node");
    command.args(["tools/database.mjs", "start", "--url"]);
    let output = command.current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).output()?;
    if !output.status.success() {
        return Err(format!("no database: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
}

/// A connection that lives on the caller's runtime.
pub(crate) async fn connect(url: &Url) -> Result<Client, tokio_postgres::Error> {
    let (client, connection) = tokio_postgres::connect(url.as_str(), NoTls).await?;
    tokio::spawn(connection);
    Ok(client)
}

async fn drop_stale(owner: &Client) -> Result<(), tokio_postgres::Error> {
    let named = "SELECT datname FROM pg_database WHERE starts_with(datname, $1)";
    let now = SystemSource.now().timestamp().unsigned_abs();
    for row in owner.query(named, &[&PREFIX]).await? {
        let name: String = row.get(0);
        if born(&name).is_some_and(|born| born + STALE_SECONDS < now) {
            // Another run may be dropping it too, or a lost server may still use it.
            let _ = owner.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
        }
    }
    Ok(())
}

fn new_name() -> String {
    format!("{PREFIX}{}", SystemSource.uuid_v7().simple())
}

/// When a database of that name was made, in seconds since 1970.
fn born(name: &str) -> Option<u64> {
    let id = Uuid::parse_str(name.strip_prefix(PREFIX)?).ok()?;
    id.get_timestamp().map(|timestamp| timestamp.to_unix().0)
}

fn on_database(url: &Url, name: &str) -> Url {
    let mut url = url.clone();
    url.set_path(name);
    url.set_query(None);
    url
}

/// The URL that `tickwire migrate` answers.
pub(crate) fn role_url(answer: &str, variable: &str) -> Result<Url, Box<dyn std::error::Error>> {
    let line = answer.lines().find_map(|line| line.strip_prefix(variable));
    Ok(Url::parse(line.ok_or_else(|| format!("`tickwire migrate` does not say {variable}"))?)?)
}

#[test]
fn a_databases_name_tells_its_age() {
    let now = SystemSource.now().timestamp().unsigned_abs();
    assert!(born(&new_name()).is_some_and(|born| born.abs_diff(now) <= 1));
    assert_eq!(born("tickwire"), None);
    assert_eq!(born("tickwire_cargo_precious"), None);
}
