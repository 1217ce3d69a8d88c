//! `bots.onMessage`: what bots have to say, as they say it.

use serde_json::json;

use super::messages::say;
use crate::harness::{Socket, UNAUTHORIZED, refusal, world};

#[tokio::test]
async fn tells_each_once_in_its_order_and_goes_on_from_where_it_was() {
    let world = world().await;
    let (tenant, others) = (world.tenant().await, world.tenant().await);
    let mut socket = Socket::connect(&tenant.api).await;
    socket.subscribe("bots.onMessage", json!({})).await;
    say(&others, 1).await;
    say(&tenant, 2).await;
    let (first, message) = socket.item().await;
    assert_eq!(json!([message["text"], message["botId"]]), json!(["1", tenant.bot.id]));
    let (_, second) = socket.item().await;
    let mut resumed = Socket::connect(&tenant.api).await;
    resumed.subscribe("bots.onMessage", json!({ "lastEventId": first })).await;
    assert_eq!(resumed.item().await.1, second);
    let error = Socket::connect(&world.anonymous()).await.refused("bots.onMessage", json!({})).await;
    refusal(&error, UNAUTHORIZED, "log in");
}
