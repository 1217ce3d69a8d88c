//! `signals.onChange`: a signal each time its status changes.

use prisma::{BotStatus, Role, bot};
use serde_json::{Value, json};

use crate::{
    api::orders::resting,
    harness::{BAD_REQUEST, PRECONDITION_FAILED, Socket, UNAUTHORIZED, refusal, world},
};

const PROCEDURE: &str = "signals.onChange";

#[tokio::test]
async fn sends_a_signal_when_its_order_rests_and_when_it_ends() {
    let world = world().await;
    let tenant = world.tenant().await;
    let mut socket = Socket::connect(&tenant.api).await;
    socket.subscribe(PROCEDURE, json!({})).await;
    let rests = resting(&tenant, "20000").await;
    let trader = tenant.person(Role::Trader).await;
    trader.api.mutate("orders.cancel", json!({ "id": rests["id"] })).await.data();
    for status in ["PLACED", "CANCELED"] {
        let (position, signal) = socket.item().await;
        assert_eq!((&signal["id"], &signal["status"]), (&rests["signalId"], &json!(status)));
        assert!(position.ends_with(&format!(".{}", signal["seq"])), "{position}");
    }
}

#[tokio::test]
async fn a_refusal_comes_with_its_reason() {
    let world = world().await;
    let tenant = world.tenant().await;
    let stopped = tenant.another_bot("stopped", vec![bot::desired_status::set(BotStatus::Stopped)]).await;
    let mut socket = Socket::connect(&tenant.api).await;
    socket.subscribe(PROCEDURE, json!({})).await;
    let mut input = tenant.buy();
    input["botId"] = json!(stopped.id);
    tenant.api.mutate("signals.submit", input).await.data();
    let (_, signal) = socket.item().await;
    assert_eq!(signal["status"], "REJECTED");
    assert!(signal["rejectReason"].as_str().unwrap().starts_with("bot_running: "), "{signal}");
}

#[tokio::test]
async fn starts_where_it_is_told() {
    let world = world().await;
    let tenant = world.tenant().await;
    let start = tenant.api.query("signals.list", json!({})).await.data()["asOf"].clone();
    let rows = [tenant.finished(tenant.buy()).await, tenant.finished(tenant.buy()).await];
    let mut socket = Socket::connect(&tenant.api).await;
    socket.subscribe(PROCEDURE, json!({ "lastEventId": start })).await;
    let (first, signal) = socket.item().await;
    assert_eq!((&signal["id"], &signal["status"]), (&json!(rows[0].id), &json!("EXECUTED")));
    let mut resumed = Socket::connect(&tenant.api).await;
    resumed.subscribe(PROCEDURE, json!({ "lastEventId": first })).await;
    let (_, signal) = resumed.item().await;
    assert_eq!((&signal["id"], &signal["status"]), (&json!(rows[1].id), &json!("EXECUTED")));
}

#[tokio::test]
async fn never_sends_another_tenants_signals() {
    let world = world().await;
    let (ours, theirs) = (world.tenant().await, world.tenant().await);
    let mut socket = Socket::connect(&ours.api).await;
    socket.subscribe(PROCEDURE, json!({})).await;
    theirs.finished(theirs.buy()).await;
    let own = ours.finished(ours.buy()).await;
    assert_eq!(socket.item().await.1["id"], json!(own.id));
}

#[tokio::test]
async fn bad_input_and_strangers_are_refused() {
    let world = world().await;
    let error = Socket::connect(&world.anonymous()).await.refused(PROCEDURE, Value::Null).await;
    refusal(&error, UNAUTHORIZED, "log in");
    let (ours, theirs) = (world.tenant().await, world.tenant().await);
    let error = Socket::connect(&ours.api).await.refused(PROCEDURE, json!({ "lastEventId": false })).await;
    refusal(&error, BAD_REQUEST, "lastEventId");
    let other = theirs.api.query("signals.list", json!({})).await.data()["asOf"].clone();
    let error = Socket::connect(&ours.api).await.refused(PROCEDURE, json!({ "lastEventId": other })).await;
    refusal(&error, PRECONDITION_FAILED, "no longer stands");
}
