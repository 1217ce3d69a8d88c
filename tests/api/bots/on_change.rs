//! `bots.onChange`: a bot each time that what it is asked for, reports or follows changes.

use prisma::Role;
use serde_json::json;

use crate::harness::{Socket, UNAUTHORIZED, refusal, world};

#[tokio::test]
async fn tells_each_change_once_and_goes_on_from_where_it_was() {
    let world = world().await;
    let tenant = world.tenant().await;
    let trader = tenant.person(Role::Trader).await;
    let start = trader.api.query("bots.list", json!({})).await.data()["asOf"].clone();
    let id = json!({ "id": tenant.bot.id });
    trader.api.mutate("bots.pause", id.clone()).await.data();
    let mut socket = Socket::connect(&tenant.api).await;
    socket.subscribe("bots.onChange", json!({ "lastEventId": start })).await;
    let (paused, bot) = socket.item().await;
    assert_eq!(bot["desiredStatus"], "PAUSED");
    trader.api.mutate("bots.start", id).await.data();
    let (_, bot) = socket.item().await;
    assert_eq!(bot["desiredStatus"], "RUNNING");
    let mut resumed = Socket::connect(&tenant.api).await;
    resumed.subscribe("bots.onChange", json!({ "lastEventId": paused })).await;
    assert_eq!(resumed.item().await.1, bot);
}

#[tokio::test]
async fn tells_nobody_of_other_tenants() {
    let world = world().await;
    let (ours, theirs) = (world.tenant().await, world.tenant().await);
    let mut socket = Socket::connect(&ours.api).await;
    socket.subscribe("bots.onChange", json!({})).await;
    for tenant in [&theirs, &ours] {
        let trader = tenant.person(Role::Trader).await;
        trader.api.mutate("bots.pause", json!({ "id": tenant.bot.id })).await.data();
    }
    assert_eq!(socket.item().await.1["id"], json!(ours.bot.id));
    let error = Socket::connect(&world.anonymous()).await.refused("bots.onChange", json!({})).await;
    refusal(&error, UNAUTHORIZED, "log in");
}
