//! `bots.start`: starts a bot, which may trade from now on.

use prisma::{Role, SignalStatus};
use serde_json::json;

use super::{knows_its_own_alone, stopped};
use crate::harness::{FORBIDDEN, world};

#[tokio::test]
async fn a_started_bot_trades_and_a_run_begins() {
    let world = world().await;
    let tenant = world.tenant().await;
    let trader = tenant.person(Role::Trader).await;
    let bot = stopped(&tenant).await;
    let buy = || {
        let mut signal = tenant.buy();
        signal["botId"] = json!(bot.id);
        signal
    };
    assert_eq!(tenant.finished(buy()).await.status, SignalStatus::Rejected);
    for _ in 0..2 {
        let started = trader.api.mutate("bots.start", json!({ "id": bot.id })).await.data();
        assert_eq!(json!([started["desiredStatus"], started["status"]]), json!(["RUNNING", "STOPPED"]));
    }
    assert_eq!(tenant.finished(buy()).await.status, SignalStatus::Executed);
    let detail = trader.api.query("bots.get", json!({ "id": bot.id })).await.data();
    let runs = detail["runs"].as_array().unwrap();
    assert_eq!(runs.len(), 1);
    assert_eq!(
        json!([runs[0]["startedBy"], runs[0]["stoppedAt"], runs[0]["version"]]),
        json!([trader.email, null, 0])
    );
    let change = json!({ "before": { "desiredStatus": "STOPPED" }, "after": { "desiredStatus": "RUNNING", "reason": null } });
    assert_eq!(tenant.deeds().await, [json!([trader.email, "bot.start", bot.id, change])]);
}

#[tokio::test]
async fn one_that_is_halted_is_started_and_told_by_what_it_still_is() {
    let world = world().await;
    let tenant = world.tenant().await;
    let [trader, admin] = [tenant.person(Role::Trader).await, tenant.person(Role::Admin).await];
    let bot = stopped(&tenant).await;
    let other = tenant.another_bot("other", vec![]).await;
    let start = async || trader.api.mutate("bots.start", json!({ "id": bot.id })).await.data();
    assert_eq!(start().await["halts"], json!({ "system": null, "switches": [] }));
    trader.api.mutate("bots.stop", json!({ "id": bot.id })).await.data();
    for (of, state, reason) in [
        (json!(null), "REDUCING", "a look at all of it"),
        (json!(bot.id), "HALTED", "it went wild"),
        (json!(other.id), "HALTED", "another affair"),
    ] {
        let halt = json!({ "botId": of, "state": state, "reason": reason });
        trader.api.mutate("risk.halt", halt).await.data();
    }
    // Asked for again, it says it again.
    for _ in 0..2 {
        let started = start().await;
        assert_eq!(started["desiredStatus"], "RUNNING");
        let switches = started["halts"]["switches"].as_array().unwrap();
        let told: Vec<_> = switches
            .iter()
            .map(|it| json!([it["bot"]["id"], it["state"], it["reason"], it["haltedBy"]]))
            .collect();
        assert_eq!(
            told,
            [
                json!([null, "REDUCING", "a look at all of it", trader.email]),
                json!([bot.id, "HALTED", "it went wild", trader.email]),
            ]
        );
    }
    let mut buy = tenant.buy();
    buy["botId"] = json!(bot.id);
    assert_eq!(tenant.finished(buy).await.status, SignalStatus::Rejected);
    for of in [json!(null), json!(bot.id)] {
        admin.api.mutate("risk.resume", json!({ "botId": of })).await.data();
    }
    assert_eq!(start().await["halts"]["switches"], json!([]));
}

#[tokio::test]
async fn is_for_those_who_manage_bots_and_of_their_own() {
    let world = world().await;
    let tenant = world.tenant().await;
    let [trader, viewer] = [tenant.person(Role::Trader).await, tenant.person(Role::Viewer).await];
    let input = json!({ "id": tenant.bot.id });
    viewer.api.mutate("bots.start", input.clone()).await.refused(FORBIDDEN, "");
    tenant.api.mutate("bots.start", input).await.refused(FORBIDDEN, "");
    knows_its_own_alone(&world, &trader.api, "bots.start", |id| json!({ "id": id })).await;
}
