//! `bots.create`: makes a bot, which stands still until it is started.

use prisma::{ApiKeyScope, Role, bot};
use prisma_client_rust::{Source, SystemSource};
use serde_json::{Value, json};

use super::{senseless, setup};
use crate::harness::{BAD_REQUEST, CONFLICT, FORBIDDEN, KeySpec, NOT_FOUND, Tenant, UNAUTHORIZED, world};

/// How many bots the tenant has beside the one that it began with.
async fn made(tenant: &Tenant) -> i64 {
    tenant.system.bot().count([bot::tenant_id::equals(tenant.id)]).exec().await.unwrap() - 1
}

#[tokio::test]
async fn a_trader_makes_a_bot_and_it_stands_still() {
    let world = world().await;
    let tenant = world.tenant().await;
    let trader = tenant.person(Role::Trader).await;
    let bot = trader.api.mutate("bots.create", json!({ "name": "mean reversion" })).await.data();
    assert_eq!(
        json!([bot["name"], bot["status"], bot["desiredStatus"], bot["lastHeartbeatAt"]]),
        json!(["mean reversion", "STOPPED", "STOPPED", null])
    );
    let listed = trader.api.query("bots.list", json!({})).await.data();
    assert_eq!(listed["items"][0], bot);
    let after = json!({ "before": null, "after": { "name": "mean reversion" } });
    assert_eq!(tenant.deeds().await, [json!([trader.email, "bot.create", bot["id"], after])]);
}

#[tokio::test]
async fn a_name_is_one_bots_in_its_tenant() {
    let world = world().await;
    let (ours, theirs) = (world.tenant().await, world.tenant().await);
    let owner = ours.person(Role::Owner).await;
    let taken = owner.api.mutate("bots.create", json!({ "name": ours.bot.name })).await;
    assert_eq!(taken.refused(CONFLICT, "name: ")["data"]["error"]["type"], "NameTaken");
    owner.api.mutate("bots.create", json!({ "name": "new" })).await.data();
    theirs.person(Role::Owner).await.api.mutate("bots.create", json!({ "name": "new" })).await.data();
    assert_eq!((made(&ours).await, ours.deeds().await.len()), (1, 1));
}

#[tokio::test]
async fn under_one_name_many_requests_make_one_bot() {
    let world = world().await;
    let tenant = world.tenant().await;
    let trader = tenant.person(Role::Trader).await;
    let named = json!({ "name": "once", "idempotencyKey": SystemSource.uuid_v4() });
    let asking = (0..10).map(|_| trader.api.mutate("bots.create", named.clone()));
    let answers: Vec<_> =
        futures::future::join_all(asking).await.iter().map(|answer| answer.data()).collect();
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    assert_eq!((made(&tenant).await, tenant.deeds().await.len()), (1, 1));
    let mut other = named;
    other["name"] = json!("twice");
    trader.api.mutate("bots.create", other).await.refused(CONFLICT, "used for another request");
}

#[tokio::test]
async fn a_key_makes_bots_where_it_may_trade_and_is_bound_to_none() {
    let world = world().await;
    let tenant = world.tenant().await;
    let trade = vec![ApiKeyScope::Trade];
    let free = tenant.program(KeySpec { scopes: trade.clone(), ..KeySpec::default() }).await;
    free.mutate("bots.create", json!({ "name": "free" })).await.data();
    let bound =
        tenant.program(KeySpec { scopes: trade, bot: Some(tenant.bot.id), ..KeySpec::default() }).await;
    let error = bound.mutate("bots.create", json!({ "name": "bound" })).await.refused(FORBIDDEN, "one bot");
    assert_eq!(error["data"]["error"]["type"], "BoundKey");
    assert_eq!(made(&tenant).await, 1);
}

#[tokio::test]
async fn is_for_those_who_manage_bots() {
    let world = world().await;
    let tenant = world.tenant().await;
    let input = json!({ "name": "new" });
    world.anonymous().mutate("bots.create", input.clone()).await.refused(UNAUTHORIZED, "log in");
    // The tenant's program may read and send signals.
    for caller in [tenant.person(Role::Viewer).await.api, tenant.api.clone()] {
        let error =
            caller.mutate("bots.create", input.clone()).await.refused(FORBIDDEN, "does not allow this");
        assert_eq!(error["data"]["error"]["permission"], "BOTS_MANAGE");
    }
    assert_eq!((made(&tenant).await, tenant.deeds().await.len()), (0, 0));
}

#[tokio::test]
async fn what_is_no_name_is_refused() {
    let world = world().await;
    let tenant = world.tenant().await;
    let trader = tenant.person(Role::Trader).await;
    let long = "x".repeat(65);
    for bad in [json!(""), json!(" "), json!("a "), json!("a\u{0}b"), json!(long), json!(7), Value::Null] {
        trader.api.mutate("bots.create", json!({ "name": bad })).await.refused(BAD_REQUEST, "name");
    }
    let unknown = json!({ "name": "a", "tenantId": tenant.id });
    trader.api.mutate("bots.create", unknown).await.refused(BAD_REQUEST, "tenantId");
    trader.api.mutate("bots.create", json!({ "name": "x".repeat(64) })).await.data();
    assert_eq!(made(&tenant).await, 1);
}

#[tokio::test]
async fn a_bot_of_a_built_in_strategy_has_what_it_follows_as_its_first_version() {
    let world = world().await;
    let tenant = world.tenant().await;
    let trader = tenant.person(Role::Trader).await;
    let mut asked = setup();
    // Case does not matter, nor does what is left out.
    asked["symbol"] = json!("btcusdt");
    asked["strategy"].as_object_mut().unwrap().remove("short");
    let bot = trader.api.mutate("bots.create", json!({ "name": "strength", "setup": asked })).await.data();
    assert_eq!(json!([bot["strategy"], bot["version"], bot["desiredStatus"]]), json!(["RSI", 1, "STOPPED"]));
    let detail = trader.api.query("bots.get", json!({ "id": bot["id"] })).await.data();
    assert_eq!(detail["version"]["content"], setup());
    let after = json!({ "before": null, "after": { "name": "strength", "content": setup() } });
    assert_eq!(tenant.deeds().await, [json!([trader.email, "bot.create", bot["id"], after])]);
}

#[tokio::test]
async fn what_no_bot_can_follow_is_refused_by_name() {
    let world = world().await;
    let tenant = world.tenant().await;
    let trader = tenant.person(Role::Trader).await;
    let create = async |setup: Value| {
        trader.api.mutate("bots.create", json!({ "name": "senseless", "setup": setup })).await
    };
    for (field, value, told) in senseless() {
        let mut setup = setup();
        setup[field] = value;
        let error = create(setup).await.refused(BAD_REQUEST, told);
        let error = &error["data"]["error"];
        assert_eq!(json!([error["type"], error["field"]]), json!(["InvalidField", told]));
    }
    let mut nowhere = setup();
    nowhere["symbol"] = json!("NOTHING");
    let error = create(nowhere).await.refused(NOT_FOUND, "there is no such instrument");
    assert_eq!(error["data"]["error"]["type"], "UnknownInstrument");
    for (field, value) in
        [("interval", json!("S1")), ("qty", json!(0.5)), ("strategy", json!({ "type": "MACD" }))]
    {
        let mut setup = setup();
        setup[field] = value;
        create(setup).await.refused(BAD_REQUEST, &format!("setup.{field}"));
    }
    assert_eq!((made(&tenant).await, tenant.deeds().await.len()), (0, 0));
}
