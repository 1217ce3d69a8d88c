//! `market.candles`: what an instrument's price did, a page of candles at a time.

use chrono::{DateTime, TimeDelta, Utc};
use prisma::{CandleInterval, candle};
use rust_decimal::{Decimal, dec};
use serde_json::{Value, json};

use crate::harness::{BAD_REQUEST, NOT_FOUND, Tenant, UNAUTHORIZED, World, secret, world};

const PROCEDURE: &str = "market.candles";

fn beginning() -> DateTime<Utc> {
    DateTime::from_timestamp(1_735_689_600, 0).unwrap()
}

/// A new instrument with a candle for each of these minutes after the beginning: it opens at the minute's number, and
/// goes up by one.
async fn instrument(world: &World, minutes: impl IntoIterator<Item = i64>) -> String {
    let symbol = secret().to_uppercase();
    let (tick, lot) = (dec!(0.01), dec!(0.001));
    let made = world.system.instrument().create("TEST", &symbol, "A", "B", tick, lot, lot, dec!(5), []);
    let id = made.exec().await.unwrap().id;
    let rows = minutes.into_iter().map(|minute| {
        let (at, open) = (beginning() + TimeDelta::minutes(minute), Decimal::from(minute + 1));
        let (high, volume) = (open + Decimal::ONE, dec!(0.5));
        candle::create(id, CandleInterval::M1, at, open, high, open, high, volume, [])
    });
    world.system.candle().create_many(rows).exec().await.unwrap();
    symbol
}

async fn ask(tenant: &Tenant, symbol: &str, more: Value) -> Value {
    let mut input = json!({ "venue": "TEST", "symbol": symbol, "interval": "M1" });
    input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    tenant.api.query(PROCEDURE, input).await.data()
}

/// The minutes after the beginning at which the candles open.
fn minutes(page: &Value) -> Vec<i64> {
    let items = page["items"].as_array().unwrap();
    let at = |item: &Value| item["openTime"].as_str().unwrap().parse::<DateTime<Utc>>().unwrap();
    items.iter().map(|item| (at(item) - beginning()).num_minutes()).collect()
}

#[tokio::test]
async fn the_newest_come_first_and_each_page_leads_to_the_one_before() {
    let world = world().await;
    let (tenant, symbol) = (world.tenant().await, instrument(&world, 0..25).await);
    let page = ask(&tenant, &symbol, json!({ "limit": 10 })).await;
    assert_eq!(minutes(&page), (15..25).collect::<Vec<_>>());
    let first = &page["items"][0];
    let fields = ["open", "high", "low", "close", "volume", "missing"].map(|name| &first[name]);
    assert_eq!(json!(fields), json!(["16", "17", "16", "17", "0.5", 0]));
    let page = ask(&tenant, &symbol, json!({ "limit": 10, "cursor": page["nextCursor"] })).await;
    assert_eq!(minutes(&page), (5..15).collect::<Vec<_>>());
    let page = ask(&tenant, &symbol, json!({ "limit": 10, "cursor": page["nextCursor"] })).await;
    assert_eq!((minutes(&page), &page["nextCursor"]), ((0..5).collect(), &Value::Null));
}

#[tokio::test]
async fn a_gap_stays_a_gap_and_a_page_finds_what_is_before_it() {
    let world = world().await;
    let tenant = world.tenant().await;
    let symbol = instrument(&world, (0..3).chain([10_000, 10_002])).await;
    let page = ask(&tenant, &symbol, json!({ "limit": 5 })).await;
    assert_eq!(minutes(&page), [10_000, 10_002]);
    let page = ask(&tenant, &symbol, json!({ "limit": 5, "cursor": page["nextCursor"] })).await;
    assert_eq!((minutes(&page), &page["nextCursor"]), (vec![0, 1, 2], &Value::Null));
}

#[tokio::test]
async fn longer_candles_are_made_of_minutes_and_say_how_many_are_missing() {
    let world = world().await;
    let tenant = world.tenant().await;
    let symbol = instrument(&world, (0..60).chain(62..121)).await;
    let page = ask(&tenant, &symbol, json!({ "interval": "H1" })).await;
    assert_eq!(minutes(&page), [0, 60, 120]);
    let fields = |index: usize| {
        json!(["open", "high", "low", "close", "volume", "missing"].map(|name| &page["items"][index][name]))
    };
    assert_eq!(fields(0), json!(["1", "61", "1", "61", "30", 0]));
    assert_eq!(fields(1), json!(["63", "121", "63", "121", "29", 2]));
    assert_eq!(fields(2), json!(["121", "122", "121", "122", "0.5", 59]));
    // A page begins where a long candle does.
    let page = ask(&tenant, &symbol, json!({ "interval": "H1", "limit": 2 })).await;
    assert_eq!(minutes(&page), [60, 120]);
    let page =
        ask(&tenant, &symbol, json!({ "interval": "H1", "limit": 2, "cursor": page["nextCursor"] })).await;
    assert_eq!((minutes(&page), &page["items"][0]["missing"]), (vec![0], &json!(0)));
}

#[tokio::test]
async fn none_is_outside_of_the_time_that_was_asked_for() {
    let world = world().await;
    let (tenant, symbol) = (world.tenant().await, instrument(&world, 0..30).await);
    let (from, to) = (beginning() + TimeDelta::minutes(7), beginning() + TimeDelta::minutes(20));
    let page = ask(&tenant, &symbol, json!({ "from": from, "cursor": to })).await;
    assert_eq!((minutes(&page), &page["nextCursor"]), ((7..20).collect(), &Value::Null));
    let page = ask(&tenant, &symbol, json!({ "from": from, "cursor": to, "interval": "M5" })).await;
    assert_eq!(minutes(&page), [10, 15]);
    for beyond in [json!({ "from": "9999-12-31T00:00:00Z" }), json!({ "cursor": "0001-01-01T00:00:00Z" })] {
        assert_eq!(minutes(&ask(&tenant, &symbol, beyond).await), [0; 0]);
    }
}

#[tokio::test]
async fn a_teams_own_candles_are_its_own() {
    let world = world().await;
    let (ours, theirs) = (world.tenant().await, world.tenant().await);
    let input = json!({
        "venue": "binance", "symbol": "btcusdt", "interval": "M5", "candleSetId": ours.candle_set().await,
    });
    let page = ours.api.query(PROCEDURE, input.clone()).await.data();
    assert_eq!((&page["items"][0]["close"], &page["items"][0]["missing"]), (&json!("1"), &json!(4)));
    let refused = theirs.api.query(PROCEDURE, input.clone()).await.refused(NOT_FOUND, "no such candles");
    assert_eq!(refused["data"]["error"]["type"], "UnknownCandleSet");
    // Nor of another instrument.
    let mut other = input;
    other["symbol"] = json!("ETHUSDT");
    ours.api.query(PROCEDURE, other).await.refused(NOT_FOUND, "no such candles");
}

#[tokio::test]
async fn what_there_is_not_and_who_may_not_are_refused() {
    let world = world().await;
    let tenant = world.tenant().await;
    let input = json!({ "venue": "TEST", "symbol": "NOTHING", "interval": "M1" });
    world.anonymous().query(PROCEDURE, input.clone()).await.refused(UNAUTHORIZED, "log in");
    let refused = tenant.api.query(PROCEDURE, input.clone()).await.refused(NOT_FOUND, "no such instrument");
    assert_eq!(refused["data"]["error"]["type"], "UnknownInstrument");
    for (field, bad) in
        [("interval", json!("M2")), ("limit", json!(0)), ("limit", json!(1001)), ("symbol", json!(""))]
    {
        let mut input = input.clone();
        input[field] = bad;
        tenant.api.query(PROCEDURE, input).await.refused(BAD_REQUEST, field);
    }
}
