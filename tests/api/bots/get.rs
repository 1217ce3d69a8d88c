//! `bots.get`: a bot with its configuration and its newest runs.

use prisma::Role;
use prisma_client_rust::{Source, SystemSource};
use serde_json::json;

use super::stopped;
use crate::harness::{NOT_FOUND, world};

#[tokio::test]
async fn tells_the_bot_its_configuration_and_its_runs() {
    let world = world().await;
    let tenant = world.tenant().await;
    let trader = tenant.person(Role::Trader).await;
    let bot = stopped(&tenant).await;
    let id = json!({ "id": bot.id });
    let bare = trader.api.query("bots.get", id.clone()).await.data();
    assert_eq!(json!([bare["bot"]["name"], bare["version"], bare["runs"]]), json!(["stopped", null, []]));
    let content = json!({ "symbols": ["BTCUSDT"], "size": 3 });
    let saved = json!({ "id": bot.id, "after": 0, "content": content });
    trader.api.mutate("bots.saveVersion", saved).await.data();
    trader.api.mutate("bots.start", id.clone()).await.data();
    let whole = trader.api.query("bots.get", id).await.data();
    let version = &whole["version"];
    assert_eq!(json!([version["number"], version["content"]]), json!([1, content]));
    assert_eq!(json!([whole["runs"][0]["version"], whole["bot"]["version"]]), json!([1, 1]));
    assert!(whole["asOf"].as_str().unwrap().ends_with(&format!(".{}", whole["bot"]["seq"])));
}

#[tokio::test]
async fn another_tenants_bot_is_no_bot() {
    let world = world().await;
    let (ours, theirs) = (world.tenant().await, world.tenant().await);
    for id in [theirs.bot.id, SystemSource.uuid_v7()] {
        let answer = ours.api.query("bots.get", json!({ "id": id })).await;
        answer.refused(NOT_FOUND, "there is no such bot");
    }
}
