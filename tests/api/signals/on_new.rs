//! `signals.onNew`: each signal as it is received.

use serde_json::{Value, json};

use crate::harness::{
    BAD_REQUEST, FORBIDDEN, KeySpec, PRECONDITION_FAILED, Socket, Tenant, UNAUTHORIZED, refusal, world,
};

const PROCEDURE: &str = "signals.onNew";

async fn sent(tenant: &Tenant) -> Value {
    tenant.api.mutate("signals.submit", tenant.buy()).await.data()["id"].clone()
}

async fn as_of(tenant: &Tenant) -> String {
    tenant.api.query("signals.list", json!({})).await.data()["asOf"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn sends_each_signal_as_it_is_received() {
    let world = world().await;
    let tenant = world.tenant().await;
    let mut socket = Socket::connect(&tenant.api).await;
    socket.subscribe(PROCEDURE, json!({})).await;
    for _ in 0..3 {
        let id = sent(&tenant).await;
        let (position, signal) = socket.item().await;
        assert_eq!((&signal["id"], &signal["status"]), (&id, &json!("RECEIVED")));
        assert!(position.ends_with(&format!(".{}", signal["seq"])), "{position}");
    }
}

#[tokio::test]
async fn goes_on_after_a_position_with_nothing_lost_or_doubled() {
    let world = world().await;
    let tenant = world.tenant().await;
    let before = as_of(&tenant).await;
    let mut ids = Vec::new();
    for _ in 0..4 {
        ids.push(sent(&tenant).await);
    }
    let mut socket = Socket::connect(&tenant.api).await;
    socket.subscribe(PROCEDURE, json!({ "lastEventId": before })).await;
    let mut positions = Vec::new();
    for id in &ids {
        let (position, signal) = socket.item().await;
        assert_eq!(&signal["id"], id);
        positions.push(position);
    }
    // From the second on, on another socket: the third is next, and then what is new.
    let mut resumed = Socket::connect(&tenant.api).await;
    resumed.subscribe(PROCEDURE, json!({ "lastEventId": positions[1] })).await;
    ids.push(sent(&tenant).await);
    for id in &ids[2..] {
        assert_eq!(&resumed.item().await.1["id"], id);
    }
}

#[tokio::test]
async fn nothing_falls_between_a_list_and_its_subscription() {
    let world = world().await;
    let tenant = world.tenant().await;
    let listed = sent(&tenant).await;
    let page = tenant.api.query("signals.list", json!({})).await.data();
    assert_eq!(page["items"][0]["id"], listed);
    let between = sent(&tenant).await;
    let mut socket = Socket::connect(&tenant.api).await;
    socket.subscribe(PROCEDURE, json!({ "lastEventId": page["asOf"] })).await;
    assert_eq!(socket.item().await.1["id"], between);
}

#[tokio::test]
async fn never_sends_another_tenants_signals() {
    let world = world().await;
    let (ours, theirs) = (world.tenant().await, world.tenant().await);
    let mut socket = Socket::connect(&ours.api).await;
    socket.subscribe(PROCEDURE, json!({ "lastEventId": as_of(&ours).await })).await;
    for _ in 0..3 {
        sent(&theirs).await;
    }
    let own = sent(&ours).await;
    assert_eq!(socket.item().await.1["id"], own);
}

#[tokio::test]
async fn needs_somebody_who_may_read() {
    let world = world().await;
    let error = Socket::connect(&world.anonymous()).await.refused(PROCEDURE, json!({})).await;
    refusal(&error, UNAUTHORIZED, "log in");
    let scopes = vec![prisma::ApiKeyScope::Signals];
    let sender = world.tenant().await.program(KeySpec { scopes, ..KeySpec::default() }).await;
    let error = Socket::connect(&sender).await.refused(PROCEDURE, json!({})).await;
    refusal(&error, FORBIDDEN, "does not allow this");
}

#[tokio::test]
async fn a_position_of_another_history_asks_for_a_new_start() {
    let world = world().await;
    let (ours, theirs) = (world.tenant().await, world.tenant().await);
    sent(&ours).await;
    let (epoch, _) = as_of(&ours).await.split_once('.').map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    // Another tenant's position, and one of the future.
    for position in [as_of(&theirs).await, format!("{epoch}.1000000")] {
        let input = json!({ "lastEventId": position });
        let error = Socket::connect(&ours.api).await.refused(PROCEDURE, input).await;
        refusal(&error, PRECONDITION_FAILED, "no longer stands");
        assert_eq!(error["data"]["error"]["type"], "StreamReset");
        assert!(error["data"]["error"]["head"].as_str().unwrap().starts_with(&epoch));
    }
}

#[tokio::test]
async fn what_is_no_position_is_refused() {
    let world = world().await;
    let tenant = world.tenant().await;
    for (input, code, message) in [
        (json!({ "lastEventId": "7" }), BAD_REQUEST, "stream position"),
        (json!({ "lastEventId": 7 }), BAD_REQUEST, "lastEventId"),
        (json!({ "lastEventId": "x".repeat(81) }), BAD_REQUEST, "lastEventId"),
        (json!({ "since": "7" }), BAD_REQUEST, "since"),
    ] {
        let error = Socket::connect(&tenant.api).await.refused(PROCEDURE, input).await;
        refusal(&error, code, message);
    }
}

#[tokio::test]
async fn a_stopped_subscription_says_so_and_sends_no_more() {
    let world = world().await;
    let tenant = world.tenant().await;
    let mut socket = Socket::connect(&tenant.api).await;
    socket.subscribe(PROCEDURE, json!({})).await;
    socket.send(&json!({ "id": 1, "method": "subscription.stop" })).await;
    assert_eq!(socket.next().await["result"]["type"], "stopped");
    let before = as_of(&tenant).await;
    let id = sent(&tenant).await;
    socket.subscribe(PROCEDURE, json!({ "lastEventId": before })).await;
    assert_eq!(socket.item().await.1["id"], id);
}
