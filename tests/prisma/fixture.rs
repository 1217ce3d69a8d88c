//! A database of its own for each test, with two tenants in it.

use chrono::{DateTime, TimeZone, Utc};
use prisma::{Client, Config, SignalAction, SignalSource, SystemDb, TenantDb, bot, signal};
use prisma_client_rust::migrate::{self, Migrations};
use prisma_client_rust::{Source, SystemSource};
use rust_decimal::Decimal;
use serde_json::json;
use tokio_postgres::NoTls;
use uuid::Uuid;

/// The migrations of the project.
pub(super) const MIGRATIONS: Migrations<'_> = Migrations::embedded(prisma::MIGRATIONS);

const PASSWORD: &str = "only-for-tests";

/// A new database, dropped with the server that it is on.
pub(super) struct Database {
    /// Its URL for the owner.
    pub(super) owner_url: String,
}

impl Database {
    /// A database without any table.
    pub(super) async fn empty() -> Self {
        let server = std::env::var("DATABASE_URL")
            .expect("DATABASE_URL names a server and a role that may create databases");
        let name = format!("test_{}", SystemSource.uuid_v7().simple());
        let (client, connection) = tokio_postgres::connect(without_parameters(&server), NoTls).await.unwrap();
        tokio::spawn(connection);
        client.batch_execute(&format!("CREATE DATABASE {name}")).await.unwrap();
        Self { owner_url: on_database(&server, &name) }
    }

    /// A migrated database.
    pub(super) async fn migrated() -> Self {
        let database = Self::empty().await;
        migrate::deploy(&database.owner_url, &MIGRATIONS).await.unwrap();
        for role in ["tickwire_app", "tickwire_system"] {
            migrate::allow_login(&database.owner_url, role, PASSWORD).await.unwrap();
        }
        database
    }

    /// Its URL for another role.
    pub(super) fn url_of(&self, role: &str) -> String {
        let (_, place) = self.owner_url.split_once('@').unwrap();
        format!("postgresql://{role}:{PASSWORD}@{place}")
    }

    /// The role that serves tenants, on a pool of so many connections.
    pub(super) async fn client(&self, max_connections: usize) -> Client {
        let config = Config { max_connections, ..Config::default() };
        Client::connect(&self.url_of("tickwire_app"), config).await.unwrap()
    }

    /// The role that no tenant limits.
    pub(super) async fn system(&self) -> SystemDb {
        SystemDb::connect(&self.url_of("tickwire_system"), Config::default()).await.unwrap()
    }

    /// A connection of the owner, for what the client has no words for.
    pub(super) async fn owner(&self) -> tokio_postgres::Client {
        let (client, connection) = tokio_postgres::connect(&self.owner_url, NoTls).await.unwrap();
        tokio::spawn(connection);
        client
    }
}

fn without_parameters(url: &str) -> &str {
    url.split_once('?').map_or(url, |(base, _)| base)
}

fn on_database(url: &str, name: &str) -> String {
    let (server, _) = without_parameters(url).rsplit_once('/').unwrap();
    format!("{server}/{name}")
}

/// Two tenants with a bot each, and an instrument.
pub(super) struct World {
    /// Where they are.
    pub(super) database: Database,
    /// The role that no tenant limits.
    pub(super) system: SystemDb,
    /// One tenant's place.
    pub(super) ours: Place,
    /// The other's.
    pub(super) theirs: Place,
    /// The instrument of both.
    pub(super) instrument: Uuid,
}

/// A tenant and its bot.
pub(super) struct Place {
    /// The tenant.
    pub(super) tenant: Uuid,
    /// The database as it sees it.
    pub(super) db: TenantDb,
    /// Its bot.
    pub(super) bot: bot::Data,
}

impl World {
    /// A new one.
    pub(super) async fn new() -> Self {
        let database = Database::migrated().await;
        let (client, system) = (database.client(4).await, database.system().await);
        let (ours, theirs) =
            (Place::new(&client, &system, "ours").await, Place::new(&client, &system, "theirs").await);
        let step = Decimal::new(1, 2);
        let instrument = system
            .instrument()
            .create("BINANCE", "BTCUSDT", "BTC", "USDT", step, step, step, step, vec![])
            .exec()
            .await
            .unwrap()
            .id;
        Self { database, system, ours, theirs, instrument }
    }

    /// Stores a signal of that tenant's bot, received at that second of the day.
    pub(super) async fn signal(&self, place: &Place, key: &str, second: u32) -> signal::Data {
        place.db.signal().create_row(self.new_signal(place.bot.id, key, second)).exec().await.unwrap()
    }

    /// A signal of that bot.
    pub(super) fn new_signal(
        &self,
        bot: Uuid,
        key: &str,
        second: u32,
    ) -> prisma_client_rust::Create<signal::Model> {
        let at = at_second(second);
        let instrument = self.instrument;
        signal::create(
            bot,
            instrument,
            SignalSource::Api,
            key,
            SignalAction::Close,
            json!({ "key": key }),
            at,
            at,
            1,
            vec![],
        )
    }
}

impl Place {
    async fn new(client: &Client, system: &SystemDb, slug: &str) -> Self {
        let tenant = system.tenant().create(slug, slug, vec![]).exec().await.unwrap().id;
        let db = client.tenant(tenant);
        let bot = db.bot().create(format!("bot of {slug}"), vec![]).exec().await.unwrap();
        Self { tenant, db, bot }
    }
}

/// That second of a certain day.
pub(super) fn at_second(second: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 1, 2, 3, 4, 0).unwrap() + chrono::Duration::seconds(second.into())
}
