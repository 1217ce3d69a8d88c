//! `bots.onCommandChange`: a command each time that it is sent or answered.

use prisma::Role;
use serde_json::json;

use super::command::send;
use crate::harness::{Socket, world};

#[tokio::test]
async fn tells_that_a_command_was_sent_and_what_the_bot_said_of_it() {
    let world = world().await;
    let (tenant, others) = (world.tenant().await, world.tenant().await);
    let trader = tenant.person(Role::Trader).await;
    let mut page = Socket::connect(&trader.api).await;
    page.subscribe("bots.onCommandChange", json!({})).await;
    send(&others, &others.person(Role::Trader).await, "PAUSE").await;
    let sent = send(&tenant, &trader, "RELOAD").await;
    assert_eq!(page.item().await.1, sent);
    let answer = json!({ "id": sent["id"], "done": false, "result": "no such file" });
    let answered = tenant.api.mutate("bots.acknowledge", answer).await.data();
    assert_eq!(page.item().await.1, answered);
    assert_eq!(json!([answered["status"], answered["result"]]), json!(["FAILED", "no such file"]));
}

#[tokio::test]
async fn tells_once_that_the_bots_program_has_taken_a_command() {
    let world = world().await;
    let tenant = world.tenant().await;
    let trader = tenant.person(Role::Trader).await;
    let mut page = Socket::connect(&trader.api).await;
    page.subscribe("bots.onCommandChange", json!({})).await;
    let follow = async || {
        let mut program = Socket::connect(&tenant.api).await;
        program.subscribe("bots.onCommand", json!({ "id": tenant.bot.id })).await;
        program
    };
    // One waited for the program, the other one is sent while it listens.
    let waited = send(&tenant, &trader, "RELOAD").await;
    assert_eq!(json!([page.item().await.1, waited["takenAt"]]), json!([waited, null]));
    let mut program = follow().await;
    assert_eq!(program.item().await.1, waited);
    let taken = page.item().await.1;
    assert_eq!(json!([taken["id"], taken["status"]]), json!([waited["id"], "WAITING"]));
    assert!(taken["takenAt"].is_string(), "{taken}");
    let sent = send(&tenant, &trader, "FLATTEN").await;
    assert_eq!((program.item().await.1, page.item().await.1), (sent.clone(), sent.clone()));
    assert!(page.item().await.1["takenAt"].is_string());
    // Started anew, it hears them again: that is no news.
    let mut anew = follow().await;
    assert_eq!((anew.item().await.1, anew.item().await.1["id"].clone()), (taken.clone(), sent["id"].clone()));
    let answer = json!({ "id": waited["id"], "done": true });
    let answered = tenant.api.mutate("bots.acknowledge", answer).await.data();
    assert_eq!(page.item().await.1, answered);
    assert_eq!(answered["takenAt"], taken["takenAt"]);
}
