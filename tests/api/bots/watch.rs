//! `bots.watch`: says when a bot has gone quiet, and what is done then.

use prisma::Role;
use serde_json::{Value, json};

use super::{knows_its_own_alone, setup};
use crate::harness::{BAD_REQUEST, Socket, Tenant, UNPROCESSABLE_CONTENT, eventually, world};

/// Nobody hears of the tenant's bot for a second; answers the bot once it has gone quiet.
async fn quiet(tenant: &Tenant, on_quiet: &str) -> Value {
    let trader = tenant.person(Role::Trader).await;
    let mut page = Socket::connect(&trader.api).await;
    page.subscribe("bots.onChange", json!({})).await;
    let watched = json!({ "id": tenant.bot.id, "quietAfter": 1, "onQuiet": on_quiet });
    let watched = trader.api.mutate("bots.watch", watched).await.data();
    assert_eq!(json!([watched["quietAfter"], watched["onQuiet"]]), json!([1, on_quiet]));
    assert_eq!(page.item().await.1, watched);
    page.item().await.1
}

/// What people are told of the tenant's bot, newest first.
async fn told(tenant: &Tenant) -> Vec<Value> {
    let page = tenant.api.query("bots.messages", json!({ "id": tenant.bot.id })).await.data();
    page["items"].as_array().unwrap().iter().map(|it| json!([it["level"], it["text"]])).collect()
}

#[tokio::test]
async fn a_bot_that_is_not_heard_of_is_told_once_and_lives_again_with_its_next_heartbeat() {
    let world = world().await;
    let tenant = world.tenant().await;
    let bot = quiet(&tenant, "TELL").await;
    assert!(bot["quietSince"].is_string(), "{bot}");
    assert_eq!(bot["desiredStatus"], "RUNNING");
    // More looks change nothing.
    tokio::time::sleep(std::time::Duration::from_millis(2500)).await;
    assert_eq!(told(&tenant).await, [json!(["WARNING", "No heartbeat for 1 seconds."])]);
    let deeds = tenant.deeds().await;
    let actions: Vec<_> = deeds.iter().map(|deed| json!([deed[0], deed[1]])).collect();
    assert_eq!(actions[1..], [json!(["Tickwire", "bot.quiet"])], "{deeds:?}");
    let beat = json!({ "id": tenant.bot.id, "status": "RUNNING" });
    let bot = tenant.api.mutate("bots.heartbeat", beat).await.data();
    assert_eq!(bot["quietSince"], Value::Null);
}

#[tokio::test]
async fn it_is_paused_where_that_is_asked_for() {
    let world = world().await;
    let tenant = world.tenant().await;
    let bot = quiet(&tenant, "PAUSE").await;
    assert_eq!((&bot["desiredStatus"], bot["quietSince"].is_string()), (&json!("PAUSED"), true));
    assert_eq!(told(&tenant).await, [json!(["WARNING", "No heartbeat for 1 seconds. It was paused."])]);
    // A heartbeat ends the quiet, and a person starts it.
    let beat = json!({ "id": tenant.bot.id, "status": "PAUSED" });
    let bot = tenant.api.mutate("bots.heartbeat", beat).await.data();
    assert_eq!(json!([bot["desiredStatus"], bot["quietSince"]]), json!(["PAUSED", null]));
}

#[tokio::test]
async fn what_it_holds_is_closed_where_that_is_asked_for() {
    let world = world().await;
    let tenant = world.tenant().await;
    tenant.finished(tenant.buy()).await;
    let bot = quiet(&tenant, "CLOSE").await;
    assert_eq!(bot["desiredStatus"], "PAUSED");
    eventually("the close", async || {
        let held = tenant.api.query("positions.getAll", json!({ "status": "OPEN" })).await.data();
        held["items"].as_array().unwrap().is_empty().then_some(())
    })
    .await;
    assert_eq!(tenant.filled_orders().await.len(), 2);
}

#[tokio::test]
async fn bad_input_other_tenants_bots_and_built_in_strategies_are_refused() {
    let world = world().await;
    let tenant = world.tenant().await;
    let trader = tenant.person(Role::Trader).await;
    for (field, value) in
        [("quietAfter", json!(0)), ("quietAfter", json!(86_401)), ("onQuiet", json!("STOP"))]
    {
        let mut input = json!({ "id": tenant.bot.id, "quietAfter": 60, "onQuiet": "TELL" });
        input[field] = value;
        trader.api.mutate("bots.watch", input).await.refused(BAD_REQUEST, field);
    }
    let built =
        trader.api.mutate("bots.create", json!({ "name": "built in", "setup": setup() })).await.data();
    let watched = json!({ "id": built["id"], "quietAfter": 60, "onQuiet": "TELL" });
    let error = trader.api.mutate("bots.watch", watched).await;
    let error = error.refused(UNPROCESSABLE_CONTENT, "built-in strategy");
    assert_eq!(error["data"]["error"]["type"], "BuiltIn");
    let watched = |id| json!({ "id": id, "quietAfter": 60, "onQuiet": "TELL" });
    knows_its_own_alone(&world, &trader.api, "bots.watch", watched).await;
}
