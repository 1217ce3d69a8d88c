//! `bots.onCommand`: what a bot is told to do, for its program.

use prisma::Role;
use serde_json::{Value, json};

use super::command::send;
use crate::harness::{FORBIDDEN, KeySpec, NOT_FOUND, Socket, refusal, world};

#[tokio::test]
async fn none_is_lost_while_the_bot_is_away_and_what_was_answered_does_not_come_again() {
    let world = world().await;
    let tenant = world.tenant().await;
    let trader = tenant.person(Role::Trader).await;
    let program = tenant.program(KeySpec { bot: Some(tenant.bot.id), ..KeySpec::default() }).await;
    let other = tenant.another_bot("other", vec![]).await;
    let of_other = json!({ "id": other.id, "kind": "PAUSE" });
    let follow = async |from: Option<&str>| {
        let mut socket = Socket::connect(&program).await;
        socket.subscribe("bots.onCommand", json!({ "id": tenant.bot.id, "lastEventId": from })).await;
        socket
    };
    // Sent before it was there.
    let pause = send(&tenant, &trader, "PAUSE").await;
    trader.api.mutate("bots.command", of_other).await.data();
    let flatten = send(&tenant, &trader, "FLATTEN").await;
    let mut bot = follow(None).await;
    let (first, told) = bot.item().await;
    assert_eq!(told, pause);
    assert_eq!(bot.item().await.1, flatten);
    // While it listens: commands, and not what was answered.
    let answer = |command: &Value| json!({ "id": command["id"], "done": true });
    program.mutate("bots.acknowledge", answer(&pause)).await.data();
    let reload = send(&tenant, &trader, "RELOAD").await;
    let (third, told) = bot.item().await;
    assert_eq!(told, reload);
    drop(bot);
    // Cut off, it goes on after the last one that arrived.
    let custom = send(&tenant, &trader, "CUSTOM").await;
    assert_eq!(follow(Some(&third)).await.item().await.1, custom);
    assert_eq!(follow(Some(&first)).await.item().await.1["id"], flatten["id"]);
    // Started anew, it hears all that waits; so it does where its position no longer stands.
    for from in [None, Some("00000000-0000-0000-0000-000000000007.5")] {
        let mut anew = follow(from).await;
        for expected in [&flatten, &reload, &custom] {
            assert_eq!(anew.item().await.1["id"], expected["id"]);
        }
    }
}

#[tokio::test]
async fn is_for_the_bots_own_program() {
    let world = world().await;
    let (tenant, others) = (world.tenant().await, world.tenant().await);
    let other = tenant.another_bot("other", vec![]).await;
    let bound = tenant.program(KeySpec { bot: Some(other.id), ..KeySpec::default() }).await;
    let input = json!({ "id": tenant.bot.id });
    for caller in [&bound, &others.api] {
        let error = Socket::connect(caller).await.refused("bots.onCommand", input.clone()).await;
        refusal(&error, NOT_FOUND, "there is no such bot");
    }
    let viewer = tenant.person(Role::Viewer).await;
    let error = Socket::connect(&viewer.api).await.refused("bots.onCommand", input).await;
    refusal(&error, FORBIDDEN, "does not allow this");
}
