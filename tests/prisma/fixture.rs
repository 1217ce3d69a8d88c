//! A database of its own for each test, with two tenants in it.

use chrono::{DateTime, TimeZone, Utc};
use prisma::{Client, SignalAction, SignalSource, SystemDb, TenantDb, bot, signal};
use prisma_client_rust::migrate::Migrations;
use rust_decimal::Decimal;
use serde_json::json;
use uuid::Uuid;

pub(crate) use crate::harness::Database;

/// The migrations of the project.
pub(super) static MIGRATIONS: Migrations<'static> = Migrations::embedded(prisma::MIGRATIONS);

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
