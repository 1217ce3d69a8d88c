//! `bots.messages`: what a bot, or the service about it, had to say.

use serde_json::{Value, json};

use crate::harness::{BAD_REQUEST, Tenant, world};

/// The bot says so many things, `1` first, every third of which is an error.
pub(super) async fn say(tenant: &Tenant, count: usize) {
    let level = |number| if number % 3 == 0 { "ERROR" } else { "INFO" };
    let lines: Vec<_> =
        (1..=count).map(|number| json!({ "level": level(number), "text": number.to_string() })).collect();
    tenant.api.mutate("bots.log", json!({ "id": tenant.bot.id, "messages": lines })).await.data();
}

fn texts(page: &Value) -> Vec<&str> {
    page["items"].as_array().unwrap().iter().map(|it| it["text"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn are_shown_newest_first_page_after_page_and_by_level() {
    let world = world().await;
    let tenant = world.tenant().await;
    say(&tenant, 7).await;
    let ask = async |more: Value| {
        let mut input = json!({ "id": tenant.bot.id, "limit": 4 });
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        tenant.api.query("bots.messages", input).await.data()
    };
    let first = ask(json!({})).await;
    assert_eq!(texts(&first), ["7", "6", "5", "4"]);
    let last = ask(json!({ "cursor": first["nextCursor"] })).await;
    assert_eq!((texts(&last), &last["nextCursor"]), (vec!["3", "2", "1"], &Value::Null));
    assert_eq!(texts(&ask(json!({ "level": "ERROR" })).await), ["6", "3"]);
}

#[tokio::test]
async fn are_none_of_another_tenant() {
    let world = world().await;
    let (ours, theirs) = (world.tenant().await, world.tenant().await);
    say(&theirs, 1).await;
    let page = theirs.api.query("bots.messages", json!({ "id": theirs.bot.id })).await.data();
    let theirs = json!({ "id": theirs.bot.id, "cursor": page["items"][0]["id"] });
    let answer = ours.api.query("bots.messages", theirs.clone()).await;
    answer.refused(BAD_REQUEST, "this cursor belongs to no page");
    let page = ours.api.query("bots.messages", json!({ "id": theirs["id"] })).await.data();
    assert_eq!(page["items"], json!([]));
}
