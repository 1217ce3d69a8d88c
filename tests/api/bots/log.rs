//! `bots.log`: a bot says something to its people.

use prisma::ApiKeyScope;
use prisma_client_rust::{Source, SystemSource};
use serde_json::json;

use super::knows_its_own_alone;
use crate::harness::{BAD_REQUEST, CONFLICT, FORBIDDEN, KeySpec, NOT_FOUND, TOO_MANY_REQUESTS, world};

#[tokio::test]
async fn what_a_bot_says_is_stored_in_its_order_and_once_under_a_name() {
    let world = world().await;
    let tenant = world.tenant().await;
    let at = "2026-01-02T03:04:05Z";
    let said = json!({
        "id": tenant.bot.id, "idempotencyKey": SystemSource.uuid_v4(),
        "messages": [{ "text": "one" }, { "level": "ERROR", "text": "two", "at": at }],
    });
    for _ in 0..2 {
        assert_eq!(tenant.api.mutate("bots.log", said.clone()).await.data(), json!({ "stored": 2 }));
    }
    let page = tenant.api.query("bots.messages", json!({ "id": tenant.bot.id })).await.data();
    let items = page["items"].as_array().unwrap();
    let texts: Vec<_> = items.iter().map(|it| json!([it["level"], it["text"]])).collect();
    assert_eq!(texts, [json!(["ERROR", "two"]), json!(["INFO", "one"])]);
    assert!(items[0]["at"].as_str().unwrap().starts_with("2026-01-02T03:04:05"), "{page}");
    let mut other = said;
    other["messages"] = json!([{ "text": "three" }]);
    tenant.api.mutate("bots.log", other).await.refused(CONFLICT, "used for another request");
}

#[tokio::test]
async fn who_says_too_much_is_refused() {
    let world = world().await;
    let tenant = world.tenant().await;
    let line = |text: &str| json!({ "text": text });
    let log = async |messages| {
        tenant.api.mutate("bots.log", json!({ "id": tenant.bot.id, "messages": messages })).await
    };
    log(json!([])).await.refused(BAD_REQUEST, "messages");
    log(json!(vec![line("x"); 101])).await.refused(BAD_REQUEST, "messages");
    for bad in ["", "a\u{0}b", &"x".repeat(2001)] {
        log(json!([line(bad)])).await.refused(BAD_REQUEST, "text");
    }
    assert_eq!(log(json!(vec![line(&"x".repeat(2000)); 100])).await.data(), json!({ "stored": 100 }));
    // A batch now and then, not hundreds at once.
    let many = (0..200).map(|_| log(json!([line("x")])));
    let answers = futures::future::join_all(many).await;
    let refused = answers.iter().find(|answer| answer.status != 200).expect("a refusal");
    refused.refused(TOO_MANY_REQUESTS, "too many calls");
}

#[tokio::test]
async fn a_key_speaks_for_its_own_bot_and_needs_the_scope() {
    let world = world().await;
    let tenant = world.tenant().await;
    let other = tenant.another_bot("other", vec![]).await;
    let bound = tenant.program(KeySpec { bot: Some(other.id), ..KeySpec::default() }).await;
    let input = |id| json!({ "id": id, "messages": [{ "text": "mine" }] });
    bound.mutate("bots.log", input(json!(tenant.bot.id))).await.refused(NOT_FOUND, "there is no such bot");
    bound.mutate("bots.log", input(json!(other.id))).await.data();
    let reader = tenant.program(KeySpec { scopes: vec![ApiKeyScope::Read], ..KeySpec::default() }).await;
    reader.mutate("bots.log", input(json!(tenant.bot.id))).await.refused(FORBIDDEN, "");
    knows_its_own_alone(&world, &tenant.api, "bots.log", input).await;
}
