//! Every operation of the client, done by one tenant beside another: it answers nothing of the other's, and leaves the
//! other's rows as they are. Either wall is enough: policies, and the `tenant_id = …` of the statements.

mod nested;
mod raw;
mod reads;
mod told;
mod writes;

use futures::{StreamExt, future::LocalBoxFuture};
use prisma::{Client, Config, Db, OrderType, Side, SignalAction, SignalSource, SystemDb, TABLES, api_key};
use prisma_client_rust::{Source, SystemSource};
use rust_decimal::Decimal;
use tokio_postgres::Client as Connection;
use url::Url;
use uuid::Uuid;

use super::fixture::{Database, at_second};

/// One operation, and what it answers whatever wall there is: ids are never told.
struct Check<S> {
    name: &'static str,
    /// Where the walls answer differently, all that they may: `a | b`.
    expected: &'static str,
    run: for<'a> fn(&'a Db<S>, &'a Scene) -> LocalBoxFuture<'a, String>,
}

macro_rules! checks {
    ($($name:literal => $expected:literal, |$db:ident, $at:ident| $answer:expr;)*) => {
        vec![$(super::Check {
            name: $name,
            expected: $expected,
            run: |$db, $at| Box::pin(async move {
                let answer = async { Ok::<_, prisma::Error>(super::told::Told::told(&$answer)) }.await;
                super::told::answer(answer)
            }),
        }),*]
    };
}
use checks;

/// The tenant that acts, and the one that nothing may happen to.
struct Scene {
    ours: Furnished,
    theirs: Furnished,
    instrument: Uuid,
}

/// A tenant with rows of every kind. Its names end alike.
#[derive(Clone)]
struct Furnished {
    tenant: Uuid,
    /// It has the key, the signal and the order.
    bot: Uuid,
    /// It has nothing.
    idle: Uuid,
    key: Uuid,
    /// Of no bot.
    free_key: Uuid,
    signal: Uuid,
    order: Uuid,
}

impl Furnished {
    async fn new(system: &SystemDb, instrument: Uuid, label: &str) -> prisma::Result<Self> {
        let tenant = system.tenant().create(new_id().to_string(), label, []).exec().await?.id;
        let bot = system.bot().create(tenant, format!("bot {label}"), []).exec().await?.id;
        let idle = system.bot().create(tenant, format!("idle {label}"), []).exec().await?.id;
        let key = async |name: String, bot| {
            let hash = new_id().as_bytes().to_vec();
            let key = system.api_key().create(tenant, name, "tw", hash, [api_key::bot_id::set(bot)]);
            Ok::<_, prisma::Error>(key.exec().await?.id)
        };
        let (bound, free_key) =
            (key(format!("key {label}"), Some(bot)).await?, key(format!("free {label}"), None).await?);
        let (source, action, raw) = (SignalSource::Api, SignalAction::Close, serde_json::json!({}));
        let name = format!("signal {label}");
        let signal = system.signal();
        let signal = signal
            .create(tenant, bot, instrument, source, name, action, raw, at_second(1), at_second(1), 1, [])
            .exec()
            .await?
            .id;
        let (name, qty) = (format!("order {label}"), Decimal::ONE);
        let (kind, force, status) =
            (OrderType::Market, prisma::TimeInForce::Gtc, prisma::OrderStatus::Submitted);
        let order = system.order();
        let order = order
            .create(tenant, bot, signal, instrument, name, Side::Buy, kind, force, qty, status, 1, [])
            .exec()
            .await?
            .id;
        system.stream_head().create(tenant, []).exec().await?;
        Ok(Self { tenant, bot, idle, key: bound, free_key, signal, order })
    }
}

fn new_id() -> Uuid {
    SystemSource.uuid_v7()
}

/// What stands between the tenants.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Wall {
    /// The role that serves, and statements that name the tenant.
    Both,
    /// A role whom the policies show everything, and statements that name the tenant.
    Statements,
    /// The role that serves, and statements that name no tenant; the session does.
    Policies,
    /// The same, and nobody names one.
    NoTenant,
}

struct Stage {
    database: Database,
    system: SystemDb,
    owner: Connection,
    theirs: Furnished,
    instrument: Uuid,
}

impl Stage {
    async fn new() -> Self {
        let database = Database::migrated().await;
        let (system, owner) = (database.system().await, database.owner().await);
        let (step, none) = (Decimal::new(1, 2), []);
        let instrument =
            system.instrument().create("V", "BTCUSDT", "BTC", "USDT", step, step, step, step, none);
        let instrument = instrument.exec().await.unwrap().id;
        let theirs = Furnished::new(&system, instrument, "theirs").await.unwrap();
        Self { database, system, owner, theirs, instrument }
    }

    /// The tenant's rows, and by whom they were last written.
    async fn rows(&self, tenant: Uuid) -> String {
        let of = |(table, column): (&str, &str)| {
            format!("SELECT '{table} ' || to_jsonb(t)::text || xmin FROM {table} t WHERE {column} = $1")
        };
        let tables = TABLES.iter().filter_map(|table| Some((table.name, table.columns[table.tenant?].name)));
        let all: Vec<_> = tables.chain([("tenants", "id")]).map(of).collect();
        let sql = format!(
            "SELECT string_agg(r, E'\\n' ORDER BY r) FROM ({}) AS all_rows (r)",
            all.join(" UNION ALL ")
        );
        self.owner.query_one(&sql, &[&tenant]).await.unwrap().get(0)
    }

    /// What is wrong with the check behind that wall; nothing, as it should be.
    async fn fault<S>(
        &self,
        check: &Check<S>,
        wall: Wall,
        db: impl AsyncFnOnce(Uuid) -> Db<S>,
    ) -> Option<String> {
        let ours = Furnished::new(&self.system, self.instrument, "ours").await.unwrap();
        let scene = Scene { ours, theirs: self.theirs.clone(), instrument: self.instrument };
        let (ours, theirs) = (self.rows(scene.ours.tenant).await, self.rows(scene.theirs.tenant).await);
        let db = db(scene.ours.tenant).await;
        let told = (check.run)(&db, &scene).await;
        let fault = |what: &str| Some(format!("{wall:?}: {}: {what}: {told}", check.name));
        if self.rows(scene.theirs.tenant).await != theirs {
            return fault("their rows are others");
        }
        if wall == Wall::NoTenant {
            if self.rows(scene.ours.tenant).await != ours {
                return fault("rows are changed by nobody");
            }
            return told.contains("ours").then(|| fault("nobody reads")).flatten();
        }
        let is_expected = check.expected.split(" | ").any(|expected| expected == told);
        if is_expected { None } else { fault(&format!("not {}", check.expected)) }
    }

    async fn door(&self, url: &str) -> Client {
        Client::connect(url, Config { max_connections: 1, ..Config::default() }).await.unwrap()
    }

    /// Through a tenant's door.
    async fn faults_of_tenants(
        &self,
        checks: &[Check<prisma::Tenant>],
        walls: &[(Wall, &str)],
    ) -> Vec<String> {
        let mut faults = Vec::new();
        for &(wall, url) in walls {
            let client = self.door(url).await;
            let client = &client;
            for check in checks {
                faults.extend(self.fault(check, wall, async move |tenant| client.tenant(tenant)).await);
            }
        }
        faults
    }

    /// Through the door that adds nothing to statements.
    async fn faults_of_system(&self, checks: &[Check<prisma::System>]) -> Vec<String> {
        let connect = async |url: &str| {
            SystemDb::connect(url, Config { max_connections: 1, ..Config::default() }).await.unwrap()
        };
        let checks = futures::stream::iter(checks).map(async |check| {
            let with_setting = async |tenant: Uuid| {
                let mut url = Url::parse(&self.database.app_url).unwrap();
                url.set_query(Some(&format!("options=-c%20app.tenant_id%3D{tenant}")));
                connect(url.as_str()).await
            };
            let fault = self.fault(check, Wall::Policies, with_setting).await;
            if fault.is_some() {
                return fault;
            }
            self.fault(check, Wall::NoTenant, async |_| connect(&self.database.app_url).await).await
        });
        checks.buffer_unordered(4).filter_map(async |fault| fault).collect().await
    }

    async fn hold(tenants: Vec<Check<prisma::Tenant>>, system: Vec<Check<prisma::System>>) {
        let stage = Self::new().await;
        let walls = [(Wall::Both, &*stage.database.app_url), (Wall::Statements, &*stage.database.system_url)];
        let mut faults = stage.faults_of_tenants(&tenants, &walls).await;
        faults.extend(stage.faults_of_system(&system).await);
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}

#[tokio::test]
async fn reads_answer_the_tenants_rows_alone() {
    Stage::hold(reads::checks(), reads::checks()).await;
}

#[tokio::test]
async fn writes_reach_the_tenants_rows_alone() {
    Stage::hold(writes::checks(), writes::checks()).await;
}

#[tokio::test]
async fn nested_writes_reach_the_tenants_rows_alone() {
    Stage::hold(nested::checks(), nested::checks()).await;
}

/// Nothing is added to raw SQL: policies are its wall.
#[tokio::test]
async fn raw_sql_reaches_the_tenants_rows_alone() {
    let stage = Stage::new().await;
    let walls = [(Wall::Both, &*stage.database.app_url)];
    let mut faults = stage.faults_of_tenants(&raw::checks(), &walls).await;
    faults.extend(stage.faults_of_system(&raw::checks()).await);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// A new operation of the client has its check.
#[test]
fn no_operation_is_left_out() {
    let names: Vec<&str> =
        [reads::checks::<prisma::System>(), writes::checks(), nested::checks(), raw::checks()]
            .iter()
            .flatten()
            .map(|check| check.name)
            .collect();
    for (source, prefix) in [
        (include_str!("../../../crates/prisma-client-rust/src/actions.rs"), ""),
        (include_str!("../../../crates/prisma-client-rust/src/nested.rs"), "nested "),
    ] {
        let functions = source.lines().filter_map(|line| line.trim().strip_prefix("pub fn "));
        for function in
            functions.filter_map(|line| line.split(['(', '<']).next()).filter(|name| *name != "new")
        {
            let name = format!("{prefix}{function}");
            assert!(names.iter().any(|check| check.split(':').next() == Some(&name)), "no check of {name}");
        }
    }
}
