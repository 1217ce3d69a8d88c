//! Every mutation whose requests can be named: done once, however many ask.

use futures::future::join_all;
use prisma::{Role, SignalStatus, signal};
use prisma_client_rust::{Source, SystemSource};
use serde_json::{Value, json};

use super::{
    procedures::{call, keyed},
    samples::sample,
    tell,
};
use crate::harness::{Tenant, eventually, world};

const AT_ONCE: usize = 100;

/// Where a worker goes on with what was asked for: how far it has come is not the request's doing.
const GOES_ON: &[(&str, &[&str])] =
    &[("backtests.create", &["events", "backtest_trades", "backtest_equity"])];

/// How many rows each table holds of the tenant, but for the keys themselves, once its signals are finished.
async fn counts(tenant: &Tenant) -> Vec<(&'static str, i64)> {
    eventually("the end of the tenant's signals", async || {
        let unfinished = signal::status::in_vec(vec![SignalStatus::Received, SignalStatus::Accepted]);
        let count = tenant.system.signal().count([signal::tenant_id::equals(tenant.id), unfinished]);
        (count.exec().await.expect("the database answers") == 0).then_some(())
    })
    .await;
    let mut counts = Vec::new();
    for table in prisma::TABLES.iter().filter(|table| table.name != "idempotency_keys") {
        let Some(column) = table.tenant.map(|column| table.columns[column].name) else { continue };
        let sql = format!("SELECT count(*) FROM {} WHERE {column} = $1", table.name);
        let rows = tenant.system.query_raw(&sql, &[&tenant.id]).await.expect("the database answers");
        counts.push((table.name, rows[0].get(0)));
    }
    counts
}

fn named(mut input: Value, key: uuid::Uuid) -> Value {
    input["idempotencyKey"] = json!(key);
    input
}

#[tokio::test]
async fn a_hundred_at_once_with_one_key_have_one_effect() {
    let world = world().await;
    let mut count = 0;
    for procedure in keyed() {
        let (tenant, control) = (world.tenant().await, world.tenant().await);
        let (api, key) = (tenant.person(Role::Owner).await.api, SystemSource.uuid_v4());
        let input = named(sample(&tenant, &procedure.path).await, key);
        let before = counts(&tenant).await;
        let outcomes = join_all((0..AT_ONCE).map(|_| call(&api, &procedure, input.clone()))).await;
        let first = &outcomes[0].said["result"];
        for outcome in &outcomes {
            assert_eq!(outcome.refusal, None, "{}: {}", procedure.path, outcome.said);
            assert_eq!(&outcome.said["result"], first, "{}", procedure.path);
        }
        // As many rows more as one call leaves.
        let after = counts(&tenant).await;
        let once = control.person(Role::Owner).await.api;
        let plain = sample(&control, &procedure.path).await;
        let empty = counts(&control).await;
        assert_eq!(call(&once, &procedure, plain).await.refusal, None, "{}", procedure.path);
        let alone = counts(&control).await;
        for (((table, before), (_, after)), ((_, empty), (_, alone))) in
            before.into_iter().zip(after).zip(empty.into_iter().zip(alone))
        {
            if GOES_ON.iter().any(|(path, tables)| *path == procedure.path && tables.contains(&table)) {
                continue;
            }
            assert_eq!(after - before, alone - empty, "{}: rows of {table}", procedure.path);
        }
        count += 1;
    }
    tell(format_args!("once: {count} mutations, {AT_ONCE} at once under one key, had one effect each"));
}

#[tokio::test]
async fn another_request_under_the_key_is_refused() {
    let world = world().await;
    for procedure in keyed() {
        let tenant = world.tenant().await;
        let (api, key) = (tenant.person(Role::Owner).await.api, SystemSource.uuid_v4());
        let first = sample(&tenant, &procedure.path).await;
        let other = differing(sample(&tenant, &procedure.path).await, &first);
        let done = call(&api, &procedure, named(first, key)).await;
        assert_eq!(done.refusal, None, "{}: {}", procedure.path, done.said);
        let outcome = call(&api, &procedure, named(other, key)).await;
        assert_eq!(outcome.refusal.as_deref(), Some("CONFLICT"), "{}: {}", procedure.path, outcome.said);
        let kind = &outcome.said["error"]["json"]["data"]["error"]["type"];
        assert_eq!(kind, "IdempotencyKeyReused", "{}", outcome.said);
    }
}

/// The input, or the same with another name where samples are alike.
fn differing(mut input: Value, first: &Value) -> Value {
    let Some(fields) = input.as_object_mut().filter(|fields| Some(&**fields) == first.as_object()) else {
        return input;
    };
    if let Some(id) =
        fields.values_mut().find(|value| value.as_str().is_some_and(|id| id.parse::<uuid::Uuid>().is_ok()))
    {
        *id = json!(SystemSource.uuid_v4());
    } else if let Some(field) = fields.values_mut().find(|value| value.is_string()) {
        *field = json!(format!("{} again", field.as_str().unwrap_or_default()));
    }
    input
}
