//! `backtests.create`: from the request to the report.

use prisma::{Role, backtest};
use prisma_client_rust::{Source, SystemSource};
use serde_json::{Value, json};

use super::{minutes, outcome, over};
use crate::harness::{BAD_REQUEST, FORBIDDEN, NOT_FOUND, Socket, UNAUTHORIZED, world};

/// A crossover of 2 and 4 is seen after the fifth and after the eighth.
const CLOSES: [i64; 10] = [10, 9, 8, 9, 12, 13, 9, 6, 5, 6];

#[tokio::test]
async fn is_computed_and_reports_to_the_last_digit() {
    let world = world().await;
    let tenant = world.tenant().await;
    let trader = tenant.person(Role::Trader).await.api;
    let set = minutes(&trader, CLOSES).await;
    let mut changes = Socket::connect(&tenant.api).await;
    changes.subscribe("backtests.onChange", json!({})).await;
    let asked = trader.mutate("backtests.create", over(&set)).await.data();
    let fields =
        ["status", "candlesDone", "statistics", "error", "seed", "from", "to"].map(|name| &asked[name]);
    let times = ["2025-01-01T00:00:00.000Z", "2025-01-01T00:09:00.001Z"];
    assert_eq!(json!(fields), json!(["QUEUED", 0, null, null, 1, times[0], times[1]]));
    assert_eq!(asked["strategy"], json!({ "type": "MA_CROSSOVER", "fast": 2, "slow": 4, "short": false }));

    let report = outcome(&trader, &asked["id"]).await;
    let (done, statistics) = (&report["backtest"], &report["backtest"]["statistics"]);
    let counts = ["candles", "missing", "exposed", "trades", "wins", "refused"].map(|name| &statistics[name]);
    assert_eq!(json!(counts), json!([10, 0, 3, 1, 0, 0]));
    let money = ["equity", "fees", "net", "maxDrawdown", "expectancy"].map(|name| &statistics[name]);
    assert_eq!(json!(money), json!(["993.982", "0.018", "-6.018", "0.006999084904", "-6.018"]));
    assert_eq!(json!([done["candlesDone"], done["candlesTotal"]]), json!([10, 10]));
    let curve: Vec<&str> =
        report["equity"].as_array().unwrap().iter().map(|point| point["equity"].as_str().unwrap()).collect();
    assert_eq!(curve[4..], ["1000", "1000.988", "996.988", "993.988", "993.982", "993.982"]);

    let page = trader.query("backtests.trades", json!({ "id": asked["id"], "limit": 1 })).await.data();
    let trade = |item: &Value| {
        json!(["number", "side", "qty", "price", "fee", "realized", "signedQty"].map(|name| &item[name]))
    };
    assert_eq!(trade(&page["items"][0]), json!([1, "BUY", "1", "12", "0.012", "0", "1"]));
    let next = json!({ "id": asked["id"], "cursor": page["nextCursor"] });
    let page = trader.query("backtests.trades", next).await.data();
    assert_eq!(trade(&page["items"][0]), json!([2, "SELL", "1", "6", "0.006", "-6", "0"]));
    assert_eq!(page["nextCursor"], Value::Null);

    // Asked for, begun, over: each as it then stood.
    let mut heard = Vec::new();
    for _ in 0..3 {
        heard.push(changes.item().await.1);
    }
    let statuses = heard.iter().map(|change| change["status"].as_str().unwrap()).collect::<Vec<_>>();
    assert_eq!(statuses, ["QUEUED", "RUNNING", "FINISHED"]);
    assert_eq!((&heard[0], &heard[2]), (&asked, done));
    let listed = trader.query("backtests.list", json!({})).await.data();
    assert_eq!(listed["items"], json!([done]));
}

#[tokio::test]
async fn the_same_request_is_done_once_and_the_same_settings_lead_to_the_same_report() {
    let world = world().await;
    let tenant = world.tenant().await;
    let trader = tenant.person(Role::Trader).await.api;
    let set = minutes(&trader, (0..3000).map(|n: i64| 100 + (n % 40 - 20).abs() + n * 7919 % 3)).await;
    let mut input = over(&set);
    input["slippageBps"] = json!("20");
    input["strategy"] =
        json!({ "type": "RSI", "period": 5, "oversold": "35", "overbought": "65", "short": true });
    input["idempotencyKey"] = json!(SystemSource.uuid_v4());
    let first = trader.mutate("backtests.create", input.clone()).await.data();
    assert_eq!(trader.mutate("backtests.create", input.clone()).await.data()["id"], first["id"]);
    input["idempotencyKey"] = Value::Null;
    let second = trader.mutate("backtests.create", input.clone()).await.data();
    input["seed"] = json!(2);
    let third = trader.mutate("backtests.create", input).await.data();
    let mut reports = Vec::new();
    for asked in [&first, &second, &third] {
        reports.push(outcome(&trader, &asked["id"]).await);
    }
    let [first, second, third] = &reports[..] else { panic!("three reports") };
    assert!(first["backtest"]["statistics"]["trades"].as_u64().unwrap() > 10, "{}", first["backtest"]);
    assert_eq!(first["equity"], second["equity"]);
    assert_eq!(first["backtest"]["statistics"], second["backtest"]["statistics"]);
    assert_ne!(first["backtest"]["statistics"]["equity"], third["backtest"]["statistics"]["equity"]);
}

#[tokio::test]
async fn longer_candles_are_made_of_the_minutes() {
    let world = world().await;
    let tenant = world.tenant().await;
    let trader = tenant.person(Role::Trader).await.api;
    let set = minutes(&trader, (0..600).map(|n| 100 + (n * 7919) % 31)).await;
    let mut input = over(&set);
    input["interval"] = json!("M15");
    // Before the first whole quarter of an hour there is nothing to decide by.
    input["from"] = json!("2025-01-01T00:20:00Z");
    let asked = trader.mutate("backtests.create", input).await.data();
    assert_eq!(asked["from"], "2025-01-01T00:30:00.000Z");
    let report = outcome(&trader, &asked["id"]).await;
    assert_eq!(report["backtest"]["statistics"]["candles"], 38);
}

#[tokio::test]
async fn what_makes_no_sense_is_refused_by_its_field() {
    let world = world().await;
    let tenant = world.tenant().await;
    let trader = tenant.person(Role::Trader).await.api;
    let set = minutes(&trader, [1, 2, 3]).await;
    for (field, bad) in [
        ("slow", json!({ "strategy": { "type": "MA_CROSSOVER", "fast": 4, "slow": 4 } })),
        (
            "oversold",
            json!({ "strategy": { "type": "RSI", "period": 14, "oversold": "0", "overbought": "70" } }),
        ),
        (
            "period",
            json!({ "strategy": { "type": "RSI", "period": 1, "oversold": "30", "overbought": "70" } }),
        ),
        ("qty", json!({ "qty": "0" })),
        ("qty", json!({ "qty": "0.000001" })),
        ("cash", json!({ "cash": "-5" })),
        ("maxLeverage", json!({ "maxLeverage": "0" })),
        ("slippageBps", json!({ "slippageBps": "10000" })),
        ("to", json!({ "from": "2025-01-02T00:00:00Z", "to": "2025-01-01T00:00:00Z" })),
        ("name", json!({ "name": "" })),
        ("interval", json!({ "interval": "M2" })),
    ] {
        let mut input = over(&set);
        input.as_object_mut().unwrap().extend(bad.as_object().unwrap().clone());
        trader.mutate("backtests.create", input).await.refused(BAD_REQUEST, field);
    }
    let mut empty = over(&set);
    empty["from"] = json!("2025-06-01T00:00:00Z");
    trader.mutate("backtests.create", empty).await.refused(BAD_REQUEST, "no candles in that time");
    let mut unknown = over(&set);
    unknown["symbol"] = json!("NOTHING");
    trader.mutate("backtests.create", unknown).await.refused(NOT_FOUND, "no such instrument");
    assert_eq!(
        tenant.system.backtest().count([backtest::tenant_id::equals(tenant.id)]).exec().await.unwrap(),
        0
    );
}

#[tokio::test]
async fn is_for_those_who_may_trade() {
    let world = world().await;
    let tenant = world.tenant().await;
    let input = over(&json!(tenant.candle_set().await));
    world.anonymous().mutate("backtests.create", input.clone()).await.refused(UNAUTHORIZED, "log in");
    for caller in [tenant.person(Role::Viewer).await.api, tenant.api.clone()] {
        let refused =
            caller.mutate("backtests.create", input.clone()).await.refused(FORBIDDEN, "does not allow");
        assert_eq!(refused["data"]["error"]["permission"], "BACKTESTS_MANAGE");
    }
    let seen = tenant.api.query("backtests.get", json!({ "id": tenant.backtest().await })).await.data();
    assert_eq!(seen["backtest"]["status"], "FINISHED");
}
