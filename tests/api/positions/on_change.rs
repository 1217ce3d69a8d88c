//! `positions.onChange`: a position each time it opens, changes or closes.

use serde_json::{Value, json};

use crate::harness::{BAD_REQUEST, PRECONDITION_FAILED, Socket, UNAUTHORIZED, refusal, world};

const PROCEDURE: &str = "positions.onChange";

#[tokio::test]
async fn sends_a_position_when_it_opens_changes_and_closes() {
    let world = world().await;
    let tenant = world.tenant().await;
    let mut socket = Socket::connect(&tenant.api).await;
    socket.subscribe(PROCEDURE, json!({})).await;
    let close = json!({
        "botId": tenant.bot.id, "dedupKey": "close", "venue": "BINANCE", "symbol": "BTCUSDT", "action": "CLOSE",
    });
    let mut id = Value::Null;
    for (input, expected) in [
        (tenant.buy(), json!(["OPEN", "LONG", "0.001"])),
        (tenant.buy(), json!(["OPEN", "LONG", "0.002"])),
        (close, json!(["CLOSED", "FLAT", "0"])),
    ] {
        tenant.finished(input).await;
        let (position, data) = socket.item().await;
        assert_eq!(json!(["status", "side", "signedQty"].map(|name| &data[name])), expected);
        assert!(position.ends_with(&format!(".{}", data["seq"])), "{position}");
        if id.is_null() {
            id = data["id"].clone();
        }
        assert_eq!(data["id"], id);
    }
}

#[tokio::test]
async fn says_what_a_list_says_of_the_same_moment() {
    let world = world().await;
    let tenant = world.tenant().await;
    let start = tenant.api.query("positions.getAll", json!({})).await.data()["asOf"].clone();
    tenant.finished(tenant.buy()).await;
    let mut socket = Socket::connect(&tenant.api).await;
    socket.subscribe(PROCEDURE, json!({ "lastEventId": start })).await;
    let listed = tenant.api.query("positions.getAll", json!({})).await.data();
    assert_eq!(socket.item().await.1, listed["items"][0]);
}

#[tokio::test]
async fn never_sends_another_tenants_positions() {
    let world = world().await;
    let (ours, theirs) = (world.tenant().await, world.tenant().await);
    let mut socket = Socket::connect(&ours.api).await;
    socket.subscribe(PROCEDURE, json!({})).await;
    theirs.finished(theirs.buy()).await;
    ours.finished(ours.buy()).await;
    assert_eq!(socket.item().await.1["bot"]["id"], json!(ours.bot.id));
}

#[tokio::test]
async fn bad_input_and_strangers_are_refused() {
    let world = world().await;
    let error = Socket::connect(&world.anonymous()).await.refused(PROCEDURE, Value::Null).await;
    refusal(&error, UNAUTHORIZED, "log in");
    let (ours, theirs) = (world.tenant().await, world.tenant().await);
    let error = Socket::connect(&ours.api).await.refused(PROCEDURE, json!({ "botId": ours.bot.id })).await;
    refusal(&error, BAD_REQUEST, "botId");
    let other = theirs.api.query("positions.getAll", json!({})).await.data()["asOf"].clone();
    let error = Socket::connect(&ours.api).await.refused(PROCEDURE, json!({ "lastEventId": other })).await;
    refusal(&error, PRECONDITION_FAILED, "no longer stands");
}
