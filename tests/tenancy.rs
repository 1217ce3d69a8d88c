//! The border between tenants on the database of a running server, with every filter of ours taken away.

use prisma::{CommandKind, HaltState, MessageLevel, RiskRule, Role, SystemDb, TABLES};
use prisma_client_rust::{Source, SystemSource};
use rust_decimal::Decimal;
use serde_json::json;
use tokio_postgres::{Client, error::SqlState};
use uuid::Uuid;

use crate::harness::{Database, Server, Tenant, world};

/// A connection of the serving role that has said which tenant it acts for.
async fn acting_for(database: &Database, tenant: Uuid) -> Client {
    let client = database.serving().await;
    client.execute("SELECT set_config('app.tenant_id', $1, false)", &[&tenant.to_string()]).await.unwrap();
    client
}

/// The tables that hold tenants' rows, and the column that says whose.
fn tenant_tables() -> impl Iterator<Item = (&'static str, &'static str)> {
    TABLES.iter().filter_map(|table| Some((table.name, table.columns[table.tenant?].name)))
}

/// A row in each of the tables that only administration fills.
async fn trust(system: &SystemDb, tenant: Uuid) {
    let (now, key) = (SystemSource.now(), SystemSource.uuid_v4());
    let invited = system.invitation().create(
        tenant,
        "ada@example.com",
        Role::Viewer,
        key.into_bytes().to_vec(),
        "us",
        now,
        [],
    );
    invited.exec().await.unwrap();
    system.idempotency_key().create(tenant, key, vec![], vec![], now, []).exec().await.unwrap();
    let entry =
        system.audit_entry().create(tenant, 1, now, "us", "nothing", "nobody", json!({}), vec![], vec![], []);
    entry.exec().await.unwrap();
}

/// A row in each of the tables that bound trading or look back on it.
async fn risk(system: &SystemDb, tenant: Uuid) {
    let now = SystemSource.now();
    let traded = system.instrument().find_first([]).exec().await.unwrap().expect("an instrument").id;
    let (zero, one) = (Decimal::ZERO, Decimal::ONE);
    system.risk_limit().create(tenant, RiskRule::MaxLeverage, one, []).exec().await.unwrap();
    system.pair_lock().create(tenant, traded, now, "a test", "us", []).exec().await.unwrap();
    system.paper_account().create(tenant, "USDT", one, []).exec().await.unwrap();
    system.equity_snapshot().create(tenant, now, one, zero, zero, zero, 0, []).exec().await.unwrap();
    system.kill_switch().create(tenant, HaltState::Halted, "a test", "us", now, []).exec().await.unwrap();
}

/// A row in each of the tables that tell of a bot.
async fn bots(tenant: &Tenant) {
    let (system, bot, now) = (&tenant.system, tenant.bot.id, SystemSource.now());
    system.bot_version().create(tenant.id, bot, 1, json!({}), vec![], "us", []).exec().await.unwrap();
    system.bot_run().create(tenant.id, bot, 1, now, "us", []).exec().await.unwrap();
    system.bot_message().create(tenant.id, bot, MessageLevel::Info, "a test", now, []).exec().await.unwrap();
    let command = system.bot_command().create(tenant.id, bot, CommandKind::Reload, now, "us", 1, 1, []);
    command.exec().await.unwrap();
}

#[tokio::test]
async fn without_any_filter_a_tenant_sees_its_own_rows_alone() {
    let world = world().await;
    let (ours, theirs) = (world.tenant().await, world.tenant().await);
    for tenant in [&ours, &theirs] {
        tenant.finished(tenant.buy()).await;
        tenant.person(Role::Owner).await;
        trust(&tenant.system, tenant.id).await;
        risk(&tenant.system, tenant.id).await;
        bots(tenant).await;
        tenant.backtest().await;
    }
    let client = acting_for(world.database(), ours.id).await;
    let mut tables = 0;
    for (table, column) in tenant_tables() {
        let sql = format!("SELECT count(*), count(*) FILTER (WHERE {column} <> $1) FROM {table}");
        let row = client.query_one(&sql, &[&ours.id]).await.unwrap();
        let (all, foreign): (i64, i64) = (row.get(0), row.get(1));
        assert!(all > 0, "{table} holds rows of ours");
        assert_eq!(foreign, 0, "{table}");
        tables += 1;
    }
    assert!(tables >= 13, "{tables} tables were looked at");
    let tenants: Vec<Uuid> =
        client.query("SELECT id FROM tenants", &[]).await.unwrap().iter().map(|row| row.get(0)).collect();
    assert_eq!(tenants, [ours.id]);
}

#[tokio::test]
async fn with_no_tenant_set_there_are_no_rows() {
    let world = world().await;
    let tenant = world.tenant().await;
    tenant.finished(tenant.buy()).await;
    let client = world.database().serving().await;
    for (table, _) in tenant_tables() {
        let row = client.query_one(&format!("SELECT count(*) FROM {table}"), &[]).await.unwrap();
        assert_eq!(row.get::<_, i64>(0), 0, "{table}");
    }
    // And people are none of its business at all.
    for table in ["users", "sessions"] {
        let error = client.query(&format!("SELECT FROM {table}"), &[]).await.unwrap_err();
        assert_eq!(error.code(), Some(&SqlState::INSUFFICIENT_PRIVILEGE), "{table}");
    }
}

#[tokio::test]
async fn a_position_of_another_tenant_can_be_neither_seen_nor_changed() {
    let world = world().await;
    let (ours, theirs) = (world.tenant().await, world.tenant().await);
    theirs.finished(theirs.buy()).await;
    let client = acting_for(world.database(), ours.id).await;
    let named: &[&(dyn tokio_postgres::types::ToSql + Sync)] = &[&theirs.id];
    assert!(client.query("SELECT FROM positions WHERE tenant_id = $1", named).await.unwrap().is_empty());
    let touched = client.execute("UPDATE positions SET fees = 0 WHERE tenant_id = $1", named).await.unwrap();
    assert_eq!(touched, 0);
    assert_eq!(theirs.rows().await[3], 1);
}

#[tokio::test]
async fn a_row_cannot_be_moved_to_another_tenant() {
    let world = world().await;
    let (ours, theirs) = (world.tenant().await, world.tenant().await);
    let client = acting_for(world.database(), ours.id).await;
    let error = client.execute("UPDATE bots SET tenant_id = $1", &[&theirs.id]).await.unwrap_err();
    assert_eq!(error.code(), Some(&SqlState::INSUFFICIENT_PRIVILEGE));
}

#[tokio::test]
async fn a_foreign_key_into_another_tenant_is_refused() {
    let world = world().await;
    let (ours, theirs) = (world.tenant().await, world.tenant().await);
    theirs.finished(theirs.buy()).await;
    let client = acting_for(world.database(), ours.id).await;
    // A key of ours for a bot of theirs.
    let key = "INSERT INTO api_keys (id, tenant_id, bot_id, name, prefix, hash, updated_at)
               VALUES (gen_random_uuid(), $1, $2, 'stray', 'tw_stray', sha256($3), now())";
    let hash = ours.id.as_bytes().as_slice();
    let error = client.execute(key, &[&ours.id, &theirs.bot.id, &hash]).await.unwrap_err();
    assert_eq!(error.code(), Some(&SqlState::FOREIGN_KEY_VIOLATION), "{error}");

    // Not even the role that sees all tenants can store one that crosses.
    let system: &SystemDb = &world.system;
    let stray = system.api_key().create(
        ours.id,
        "stray",
        "tw_stray",
        hash.to_vec(),
        [prisma::api_key::bot_id::set(Some(theirs.bot.id))],
    );
    let error = stray.exec().await.unwrap_err();
    assert!(error.is_foreign_key_violation("api_keys_tenant_id_bot_id_fkey"), "{error:?}");
}

/// What a server says that is started on a database of which `undo` undid something.
async fn refusal_to_serve(undo: &str) -> String {
    let database = Database::migrated().await;
    database.owner().await.batch_execute(undo).await.unwrap();
    let program = Server::program(&database);
    let (served, _, said) = tokio::task::spawn_blocking(|| program.run()).await.unwrap();
    assert!(!served);
    assert!(said.contains("does not keep tenants apart, so nothing is served"), "{said}");
    said
}

#[tokio::test]
async fn nothing_is_served_without_a_policy() {
    let said = refusal_to_serve("DROP POLICY tenant ON positions").await;
    assert!(said.contains("positions"), "{said}");
}

#[tokio::test]
async fn nothing_is_served_when_row_security_is_not_forced() {
    let said = refusal_to_serve("ALTER TABLE signals NO FORCE ROW LEVEL SECURITY").await;
    assert!(said.contains("signals"), "{said}");
    let said = refusal_to_serve("ALTER TABLE fills DISABLE ROW LEVEL SECURITY").await;
    assert!(said.contains("fills"), "{said}");
}

#[tokio::test]
async fn nothing_is_served_with_a_policy_that_lets_everybody_in() {
    let said = refusal_to_serve("CREATE POLICY wide ON orders TO tickwire_app USING (true)").await;
    assert!(said.contains("orders") && said.contains("wide"), "{said}");
}

#[tokio::test]
async fn a_bound_key_of_one_tenant_is_nobody_in_another() {
    let world = world().await;
    let (ours, theirs): (Tenant, Tenant) = (world.tenant().await, world.tenant().await);
    let bound = crate::harness::KeySpec { bot: Some(ours.bot.id), ..Default::default() };
    let program = ours.program(bound).await;
    let mut input = theirs.buy();
    input["botId"] = serde_json::json!(theirs.bot.id);
    let error =
        program.mutate("signals.submit", input).await.refused(crate::harness::NOT_FOUND, "no such bot");
    assert_eq!(error["data"]["error"]["type"], "UnknownBot");
    assert_eq!((ours.rows().await, theirs.rows().await), ([0; 5], [0; 5]));
}
