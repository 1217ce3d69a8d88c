//! `risk.setLimit`: sets a limit.

use prisma::{Role, SignalStatus};
use serde_json::{Value, json};

use crate::harness::{BAD_REQUEST, NOT_FOUND, world};

#[tokio::test]
async fn a_limit_binds_from_the_next_signal_on_and_one_of_a_kind_takes_the_value() {
    let world = world().await;
    let tenant = world.tenant().await;
    let admin = tenant.person(Role::Admin).await;
    for (value, status) in [("59.99", SignalStatus::Rejected), ("60", SignalStatus::Executed)] {
        let limit = json!({ "rule": "MAX_ORDER_NOTIONAL", "value": value });
        admin.api.mutate("risk.setLimit", limit).await.data();
        assert_eq!(tenant.finished(tenant.buy()).await.status, status, "{value}");
    }
    let limits = tenant.api.query("risk.get", Value::Null).await.data()["limits"].take();
    assert_eq!(limits.as_array().unwrap().len(), 1);
}

/// Each rule refuses what is beyond it, by its name.
#[tokio::test]
async fn every_rule_refuses_by_its_name() {
    let world = world().await;
    let rules = [
        ("MAX_OPEN_POSITIONS", "0", "max_open_positions"),
        ("MAX_TOTAL_NOTIONAL", "59", "max_total_notional"),
        ("MAX_LEVERAGE", "0.0001", "max_leverage"),
        ("MAX_DAILY_LOSS", "0", "max_daily_loss"),
        ("MAX_DRAWDOWN", "0", "max_drawdown"),
        ("MAX_ORDERS_PER_MINUTE", "0", "order_rate"),
    ];
    for bot_alone in [true, false] {
        for (rule, value, name) in rules {
            let tenant = world.tenant().await;
            let admin = tenant.person(Role::Admin).await;
            let mut limit = json!({ "rule": rule, "value": value });
            if bot_alone {
                limit["botId"] = json!(tenant.bot.id);
            }
            admin.api.mutate("risk.setLimit", limit).await.data();
            let reason = tenant.finished(tenant.buy()).await.reject_reason.unwrap_or_default();
            assert!(reason.starts_with(&format!("{name}: ")), "{rule}: {reason}");
        }
    }
}

#[tokio::test]
async fn a_loss_cools_down_and_an_old_signal_is_refused() {
    let world = world().await;
    let tenant = world.tenant().await;
    let admin = tenant.person(Role::Admin).await;
    admin.api.mutate("risk.setLimit", json!({ "rule": "COOLDOWN", "value": "3600" })).await.data();
    admin.api.mutate("risk.setLimit", json!({ "rule": "MAX_SIGNAL_AGE", "value": "60" })).await.data();
    tenant.finished(tenant.buy()).await;
    let close = json!({
        "botId": tenant.bot.id, "dedupKey": "close", "venue": "BINANCE", "symbol": "BTCUSDT", "action": "CLOSE",
        "price": "50000",
    });
    assert_eq!(tenant.finished(close).await.status, SignalStatus::Executed);
    let reason = tenant.finished(tenant.buy()).await.reject_reason.unwrap_or_default();
    assert!(reason.starts_with("cooldown: "), "{reason}");
    // One from the future has a sender whose clock is wrong: nobody knows how old it is.
    for time in ["2020-01-01T00:00:00Z", "2099-01-01T00:00:00Z"] {
        let mut signal = tenant.buy();
        signal["occurredAt"] = json!(time);
        let reason = tenant.finished(signal).await.reject_reason.unwrap_or_default();
        assert!(reason.starts_with("signal_age: "), "{time}: {reason}");
    }
}

#[tokio::test]
async fn what_makes_no_sense_is_refused_with_the_reason() {
    let world = world().await;
    let tenant = world.tenant().await;
    let admin = tenant.person(Role::Admin).await;
    for (limit, code, words) in [
        (json!({ "rule": "MAX_LEVERAGE", "value": "-1" }), BAD_REQUEST, "below zero"),
        (json!({ "rule": "MAX_OPEN_POSITIONS", "value": "1.5" }), BAD_REQUEST, "whole number"),
        (json!({ "rule": "MAX_DRAWDOWN", "value": "20" }), BAD_REQUEST, "share"),
        (
            json!({ "rule": "COOLDOWN", "value": "5", "venue": "BINANCE", "symbol": "BTCUSDT" }),
            BAD_REQUEST,
            "instrument",
        ),
        (json!({ "rule": "COOLDOWN", "value": "5", "venue": "BINANCE" }), BAD_REQUEST, "venue and symbol"),
        (
            json!({ "rule": "MAX_ORDER_NOTIONAL", "value": "5", "venue": "X", "symbol": "Y" }),
            NOT_FOUND,
            "no such instrument",
        ),
    ] {
        admin.api.mutate("risk.setLimit", limit).await.refused(code, words);
    }
    assert_eq!(tenant.deeds().await.len(), 0);
}
