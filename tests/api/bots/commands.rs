//! `bots.commands`: what a bot was told to do, and what came of it.

use chrono::TimeDelta;
use prisma::{CommandKind, Role};
use prisma_client_rust::{Source, SystemSource};
use serde_json::{Value, json};

use super::command::send;
use crate::harness::{BAD_REQUEST, Socket, world};

fn kinds(page: &Value) -> Vec<&str> {
    page["items"].as_array().unwrap().iter().map(|it| it["kind"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn are_shown_newest_first_page_after_page_and_by_state() {
    let world = world().await;
    let (tenant, others) = (world.tenant().await, world.tenant().await);
    let trader = tenant.person(Role::Trader).await;
    for kind in ["PAUSE", "FLATTEN", "RELOAD"] {
        send(&tenant, &trader, kind).await;
    }
    let ask = async |input| tenant.api.query("bots.commands", input).await;
    let id = tenant.bot.id;
    let first = ask(json!({ "id": id, "limit": 2 })).await.data();
    assert_eq!(kinds(&first), ["RELOAD", "FLATTEN"]);
    let last = ask(json!({ "id": id, "limit": 2, "cursor": first["nextCursor"] })).await.data();
    assert_eq!((kinds(&last), &last["nextCursor"]), (vec!["PAUSE"], &Value::Null));
    let answer = json!({ "id": first["items"][0]["id"], "done": true });
    tenant.api.mutate("bots.acknowledge", answer).await.data();
    assert_eq!(kinds(&ask(json!({ "id": id, "status": "DONE" })).await.data()), ["RELOAD"]);
    assert_eq!(kinds(&ask(json!({ "id": id, "status": "WAITING" })).await.data()), ["FLATTEN", "PAUSE"]);
    // Another tenant's are none.
    let theirs = others.api.query("bots.commands", json!({ "id": id })).await.data();
    assert_eq!(theirs["items"], json!([]));
    let cursor = json!({ "id": id, "cursor": first["items"][0]["id"] });
    let answer = others.api.query("bots.commands", cursor).await;
    answer.refused(BAD_REQUEST, "this cursor belongs to no page");
}

#[tokio::test]
async fn one_that_nobody_answered_within_an_hour_expires_and_a_late_answer_counts() {
    let world = world().await;
    let tenant = world.tenant().await;
    let trader = tenant.person(Role::Trader).await;
    let mut page = Socket::connect(&trader.api).await;
    page.subscribe("bots.onCommandChange", json!({})).await;
    let sent_at = SystemSource.now() - TimeDelta::hours(1);
    let commands = tenant.system.bot_command();
    let old = commands.create(tenant.id, tenant.bot.id, CommandKind::Flatten, sent_at, "us", 0, 0, []);
    let old = json!(old.exec().await.unwrap().id);
    // At once nobody is told it, also before it is marked.
    let mut program = Socket::connect(&tenant.api).await;
    program.subscribe("bots.onCommand", json!({ "id": tenant.bot.id })).await;
    let expired = page.item().await.1;
    assert_eq!(json!([expired["id"], expired["status"]]), json!([old, "WAITING"]));
    assert!(expired["expiredAt"].is_string(), "{expired}");
    let sent = send(&tenant, &trader, "RELOAD").await;
    assert_eq!((&program.item().await.1, &sent["expiredAt"]), (&sent, &Value::Null));
    let answer = json!({ "id": old, "done": true, "result": "at last" });
    let answered = tenant.api.mutate("bots.acknowledge", answer).await.data();
    assert_eq!(json!([answered["status"], answered["expiredAt"]]), json!(["DONE", expired["expiredAt"]]));
}

#[tokio::test]
async fn those_that_wait_expire_with_the_stop_of_the_bot() {
    let world = world().await;
    let tenant = world.tenant().await;
    let trader = tenant.person(Role::Trader).await;
    let answered = send(&tenant, &trader, "RELOAD").await;
    tenant.api.mutate("bots.acknowledge", json!({ "id": answered["id"], "done": true })).await.data();
    send(&tenant, &trader, "PAUSE").await;
    send(&tenant, &trader, "FLATTEN").await;
    let id = json!({ "id": tenant.bot.id });
    let expired = async || {
        let page = tenant.api.query("bots.commands", id.clone()).await.data();
        let items = page["items"].as_array().unwrap();
        items.iter().map(|it| it["expiredAt"].is_string()).collect::<Vec<_>>()
    };
    trader.api.mutate("bots.pause", id.clone()).await.data();
    assert_eq!(expired().await, [false, false, false]);
    trader.api.mutate("bots.stop", id.clone()).await.data();
    assert_eq!(expired().await, [true, true, false]);
    // What is sent from then on waits for the next start.
    let sent = send(&tenant, &trader, "CUSTOM").await;
    let mut program = Socket::connect(&tenant.api).await;
    program.subscribe("bots.onCommand", id.clone()).await;
    assert_eq!(program.item().await.1, sent);
}
