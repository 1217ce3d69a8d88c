//! `bots.rename`: gives a bot another name.

use prisma::{ApiKeyScope, Role};
use prisma_client_rust::{Source, SystemSource};
use serde_json::json;

use crate::harness::{BAD_REQUEST, CONFLICT, FORBIDDEN, KeySpec, NOT_FOUND, UNAUTHORIZED, world};

#[tokio::test]
async fn a_bot_has_another_name_and_it_is_written_down() {
    let world = world().await;
    let tenant = world.tenant().await;
    let trader = tenant.person(Role::Trader).await;
    let input = json!({ "id": tenant.bot.id, "name": "renamed" });
    for _ in 0..2 {
        let bot = trader.api.mutate("bots.rename", input.clone()).await.data();
        assert_eq!(json!([bot["id"], bot["name"]]), json!([tenant.bot.id, "renamed"]));
    }
    let detail = json!({ "before": { "name": "the bot" }, "after": { "name": "renamed" } });
    assert_eq!(tenant.deeds().await, [json!([trader.email, "bot.rename", tenant.bot.id, detail])]);
}

#[tokio::test]
async fn a_name_is_one_bots_in_its_tenant() {
    let world = world().await;
    let tenant = world.tenant().await;
    tenant.another_bot("other", vec![]).await;
    let trader = tenant.person(Role::Trader).await;
    let input = json!({ "id": tenant.bot.id, "name": "other" });
    let error = trader.api.mutate("bots.rename", input).await.refused(CONFLICT, "another bot has it");
    assert_eq!(error["data"]["error"]["type"], "NameTaken");
    assert_eq!(tenant.deeds().await.len(), 0);
}

#[tokio::test]
async fn another_tenants_bot_is_no_bot_and_a_bound_key_knows_its_own_alone() {
    let world = world().await;
    let (ours, theirs) = (world.tenant().await, world.tenant().await);
    let trader = ours.person(Role::Trader).await;
    let other = ours.another_bot("other", vec![]).await;
    let bound = KeySpec { scopes: vec![ApiKeyScope::Trade], bot: Some(ours.bot.id), ..KeySpec::default() };
    let bound = ours.program(bound).await;
    let mut errors = Vec::new();
    for (caller, id) in
        [(&trader.api, theirs.bot.id), (&trader.api, SystemSource.uuid_v7()), (&bound, other.id)]
    {
        let answer = caller.mutate("bots.rename", json!({ "id": id, "name": "mine" })).await;
        let mut error = answer.refused(NOT_FOUND, "there is no such bot");
        error["data"]["requestId"].take();
        errors.push(error);
    }
    assert!(errors.iter().all(|error| *error == errors[0]), "{errors:?}");
    assert_eq!(theirs.api.query("bots.list", json!({})).await.data()["items"][0]["name"], "the bot");
    bound.mutate("bots.rename", json!({ "id": ours.bot.id, "name": "mine" })).await.data();
}

#[tokio::test]
async fn is_for_those_who_manage_bots() {
    let world = world().await;
    let tenant = world.tenant().await;
    let input = json!({ "id": tenant.bot.id, "name": "new" });
    world.anonymous().mutate("bots.rename", input.clone()).await.refused(UNAUTHORIZED, "log in");
    for caller in [tenant.person(Role::Viewer).await.api, tenant.api.clone()] {
        caller.mutate("bots.rename", input.clone()).await.refused(FORBIDDEN, "does not allow this");
    }
}

#[tokio::test]
async fn what_is_wrong_is_named() {
    let world = world().await;
    let tenant = world.tenant().await;
    let trader = tenant.person(Role::Trader).await;
    for (field, value) in [("id", json!("x")), ("name", json!("")), ("name", json!("x".repeat(65)))] {
        let mut input = json!({ "id": tenant.bot.id, "name": "new" });
        input[field] = value;
        trader.api.mutate("bots.rename", input).await.refused(BAD_REQUEST, field);
    }
}
