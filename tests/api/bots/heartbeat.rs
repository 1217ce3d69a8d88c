//! `bots.heartbeat`: a program says that its bot is there, and hears what is asked of it.

use prisma::{ApiKeyScope, Role};
use serde_json::json;

use super::knows_its_own_alone;
use crate::harness::{FORBIDDEN, KeySpec, NOT_FOUND, Socket, world};

#[tokio::test]
async fn a_program_is_told_what_is_asked_of_it_and_what_it_reports_is_seen() {
    let world = world().await;
    let tenant = world.tenant().await;
    let trader = tenant.person(Role::Trader).await;
    let program = tenant.program(KeySpec { bot: Some(tenant.bot.id), ..KeySpec::default() }).await;
    let mut page = Socket::connect(&trader.api).await;
    page.subscribe("bots.onChange", json!({})).await;
    let beat = |status: &str| json!({ "id": tenant.bot.id, "status": status });
    // Nothing new is nothing to tell.
    let first = program.mutate("bots.heartbeat", beat("RUNNING")).await.data();
    assert_eq!(
        json!([first["status"], first["desiredStatus"], first["version"]]),
        json!(["RUNNING", "RUNNING", 0])
    );
    let second = program.mutate("bots.heartbeat", beat("PAUSED")).await.data();
    assert!(second["lastHeartbeatAt"].as_str() >= first["lastHeartbeatAt"].as_str());
    let (_, seen) = page.item().await;
    assert_eq!(seen, second);
    trader.api.mutate("bots.stop", json!({ "id": tenant.bot.id })).await.data();
    assert_eq!(program.mutate("bots.heartbeat", beat("STOPPED")).await.data()["desiredStatus"], "STOPPED");
}

#[tokio::test]
async fn a_key_speaks_for_its_own_bot_and_needs_the_scope() {
    let world = world().await;
    let tenant = world.tenant().await;
    let other = tenant.another_bot("other", vec![]).await;
    let bound = tenant.program(KeySpec { bot: Some(other.id), ..KeySpec::default() }).await;
    let input = json!({ "id": tenant.bot.id, "status": "RUNNING" });
    bound.mutate("bots.heartbeat", input.clone()).await.refused(NOT_FOUND, "there is no such bot");
    let reader = tenant.program(KeySpec { scopes: vec![ApiKeyScope::Read], ..KeySpec::default() }).await;
    reader.mutate("bots.heartbeat", input).await.refused(FORBIDDEN, "");
    let running = |id| json!({ "id": id, "status": "RUNNING" });
    knows_its_own_alone(&world, &tenant.api, "bots.heartbeat", running).await;
}
