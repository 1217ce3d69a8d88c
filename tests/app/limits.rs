//! What limits count: everything that is at stake or may yet be, of everybody whom they bind.

use futures::future::join_all;
use prisma::{Role, SignalStatus, bot, signal};
use prisma_client_rust::Lock;
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::harness::{Bot, Tenant, World, secret, world};

/// A signal to trade so much at the market, which is at 60,000.
fn market(bot: &Bot, side: &str, qty: &str) -> Value {
    json!({
        "botId": bot.id, "dedupKey": secret(), "venue": "BINANCE", "symbol": "BTCUSDT",
        "side": side, "qty": qty, "price": "60000",
    })
}

/// A signal for an order that waits for that price, or takes it at once.
fn limit(bot: &Bot, side: &str, qty: &str, price: &str) -> Value {
    let mut signal = market(bot, side, qty);
    (signal["orderType"], signal["limitPrice"]) = (json!("LIMIT"), json!(price));
    signal
}

/// A signal to buy a little of another instrument.
async fn elsewhere(world: &World, bot: &Bot) -> Value {
    let (symbol, least) = (secret()[..12].to_uppercase(), Decimal::new(1, 3));
    let instruments = world.system.instrument();
    let row = instruments.create("BINANCE", &*symbol, "ETH", "USDT", least, least, least, Decimal::ONE, []);
    row.exec().await.unwrap();
    json!({
        "botId": bot.id, "dedupKey": secret(), "venue": "BINANCE", "symbol": symbol,
        "side": "BUY", "qty": "0.1", "price": "3000",
    })
}

async fn bounded(world: &World, limit: Value) -> Tenant {
    let tenant = world.tenant().await;
    set(&tenant, limit).await;
    tenant
}

async fn set(tenant: &Tenant, limit: Value) {
    tenant.person(Role::Admin).await.api.mutate("risk.setLimit", limit).await.data();
}

/// How much of the tenant's only limit is used.
async fn used(tenant: &Tenant) -> Value {
    tenant.api.query("risk.get", Value::Null).await.data()["limits"][0]["used"].take()
}

fn refused_by(signal: &signal::Data, rule: &str) {
    let reason = signal.reject_reason.as_deref().unwrap_or_default();
    assert!(
        signal.status == SignalStatus::Rejected && reason.starts_with(&format!("{rule}: ")),
        "{signal:?}"
    );
}

#[tokio::test]
async fn to_sell_for_a_little_or_more_is_to_sell_at_what_the_market_pays() {
    let world = world().await;
    let tenant = bounded(&world, json!({ "rule": "MAX_ORDER_NOTIONAL", "value": "100" })).await;
    refused_by(&tenant.finished(limit(&tenant.bot, "SELL", "0.01", "1")).await, "max_order_notional");
    let signal = tenant.finished(limit(&tenant.bot, "BUY", "0.01", "1000")).await;
    assert_eq!(signal.status, SignalStatus::Placed, "it never pays more than it names");
}

#[tokio::test]
async fn an_order_far_away_makes_no_room_on_the_other_side() {
    let world = world().await;
    let tenant = bounded(&world, json!({ "rule": "MAX_TOTAL_NOTIONAL", "value": "100" })).await;
    let far = tenant.finished(limit(&tenant.bot, "BUY", "0.01", "1000")).await;
    assert_eq!((far.status, used(&tenant).await), (SignalStatus::Placed, json!("10")));
    refused_by(&tenant.finished(market(&tenant.bot, "SELL", "0.01")).await, "max_total_notional");
}

#[tokio::test]
async fn an_order_that_waits_counts_as_the_position_that_it_would_open() {
    let world = world().await;
    for of_bot in [true, false] {
        let tenant = world.tenant().await;
        let mut most = json!({ "rule": "MAX_OPEN_POSITIONS", "value": "1" });
        if of_bot {
            most["botId"] = json!(tenant.bot.id);
        }
        set(&tenant, most).await;
        let waits = tenant.finished(limit(&tenant.bot, "BUY", "0.01", "1000")).await;
        assert_eq!((waits.status, used(&tenant).await), (SignalStatus::Placed, json!("1")));
        let another = elsewhere(&world, &tenant.bot).await;
        refused_by(&tenant.finished(another).await, "max_open_positions");
        let more = tenant.finished(market(&tenant.bot, "BUY", "0.01")).await;
        assert_eq!(more.status, SignalStatus::Executed, "it is the same one");
    }
}

#[tokio::test]
async fn while_only_reducing_is_allowed_orders_cannot_turn_a_position_together() {
    let world = world().await;
    let tenant = world.tenant().await;
    tenant.finished(market(&tenant.bot, "BUY", "0.03")).await;
    let halt = json!({ "state": "REDUCING", "reason": "getting out" });
    tenant.person(Role::Admin).await.api.mutate("risk.halt", halt).await.data();
    for qty in ["0.02", "0.03"] {
        let waits = tenant.finished(limit(&tenant.bot, "SELL", qty, "70000")).await;
        assert_eq!(waits.status, SignalStatus::Placed);
    }
    refused_by(&tenant.finished(limit(&tenant.bot, "SELL", "0.031", "70000")).await, "kill_switch");
    // What its sender saw, what waits has seen too: both trade.
    let mut seen = market(&tenant.bot, "BUY", "0.01");
    seen["price"] = json!("71000");
    refused_by(&tenant.finished(seen).await, "kill_switch");
    let held = tenant.api.query("positions.getAll", json!({})).await.data()["items"][0]["signedQty"].take();
    assert_eq!(held, json!("0"));
}

#[tokio::test]
async fn a_teams_limit_in_an_instrument_binds_its_bots_together() {
    let world = world().await;
    let most =
        json!({ "rule": "MAX_TOTAL_NOTIONAL", "value": "1000", "venue": "BINANCE", "symbol": "BTCUSDT" });
    let tenant = bounded(&world, most).await;
    let other = tenant.another_bot("the other", vec![]).await;
    let first = tenant.finished(market(&tenant.bot, "BUY", "0.01")).await;
    let waits = tenant.finished(limit(&other, "BUY", "0.004", "50000")).await;
    assert_eq!((first.status, waits.status), (SignalStatus::Executed, SignalStatus::Placed));
    assert_eq!(used(&tenant).await, json!("800"));
    refused_by(&tenant.finished(market(&other, "SELL", "0.004")).await, "max_total_notional");
    let free = tenant.finished(elsewhere(&world, &other).await).await;
    assert_eq!(free.status, SignalStatus::Executed, "it is another instrument");
}

#[tokio::test]
async fn of_bots_that_trade_in_the_same_moment_the_second_sees_what_the_first_did() {
    let world = world().await;
    for _ in 0..5 {
        let tenant = bounded(&world, json!({ "rule": "MAX_TOTAL_NOTIONAL", "value": "600" })).await;
        let other = tenant.another_bot("the other", vec![]).await;
        // Neither may be decided before both are sent.
        let holder = world.system.begin().await.unwrap();
        let of_tenant = holder.bot().find_many([bot::tenant_id::equals(tenant.id)]);
        of_tenant.lock(Lock::ForNoKeyUpdate).exec().await.unwrap();
        let mut sent = Vec::new();
        for bot in [&tenant.bot, &other] {
            let signal = market(bot, "BUY", "0.01");
            sent.push(tenant.api.mutate("signals.submit", signal).await.data()["id"].take());
        }
        holder.rollback().await.unwrap();
        let signals = join_all(sent.iter().map(|id| tenant.outcome(id))).await;
        let traded = signals.iter().filter(|signal| signal.status == SignalStatus::Executed).count();
        assert_eq!((traded, used(&tenant).await), (1, json!("600")));
    }
}

/// Before the first minute is over nothing of the team's equity was written down.
#[tokio::test]
async fn a_team_falls_from_what_it_began_with() {
    let world = world().await;
    let tenant = bounded(&world, json!({ "rule": "MAX_DRAWDOWN", "value": "0.1" })).await;
    tenant.finished(market(&tenant.bot, "BUY", "1")).await;
    let mut fallen = market(&tenant.bot, "SELL", "1");
    fallen["price"] = json!("40000");
    assert_eq!(tenant.finished(fallen).await.status, SignalStatus::Executed);
    refused_by(&tenant.finished(market(&tenant.bot, "BUY", "0.01")).await, "max_drawdown");
    let fall: Decimal = used(&tenant).await.as_str().unwrap().parse().unwrap();
    assert!(fall > Decimal::new(2, 1), "{fall}");
}

#[tokio::test]
async fn a_position_that_is_turned_at_a_loss_cools_down() {
    let world = world().await;
    let tenant = bounded(&world, json!({ "rule": "COOLDOWN", "value": "3600" })).await;
    tenant.finished(market(&tenant.bot, "BUY", "0.01")).await;
    let mut turn = market(&tenant.bot, "SELL", "0.02");
    turn["price"] = json!("50000");
    assert_eq!(tenant.finished(turn).await.status, SignalStatus::Executed);
    refused_by(&tenant.finished(market(&tenant.bot, "SELL", "0.01")).await, "cooldown");
}

/// What was earned before the last of it was closed counts too.
#[tokio::test]
async fn a_position_whose_last_part_closes_even_has_not_lost() {
    let world = world().await;
    let tenant = bounded(&world, json!({ "rule": "COOLDOWN", "value": "3600" })).await;
    tenant.finished(market(&tenant.bot, "BUY", "0.02")).await;
    for price in ["70000", "60000"] {
        let mut sell = market(&tenant.bot, "SELL", "0.01");
        sell["price"] = json!(price);
        tenant.finished(sell).await;
    }
    assert_eq!(tenant.finished(market(&tenant.bot, "BUY", "0.01")).await.status, SignalStatus::Executed);
}

#[tokio::test]
async fn a_bot_beyond_every_amount_stops_no_other_bot() {
    let world = world().await;
    let tenant = bounded(&world, json!({ "rule": "MAX_TOTAL_NOTIONAL", "value": "9000000000000000" })).await;
    let other = tenant.another_bot("the other", vec![]).await;
    tenant.finished(market(&other, "BUY", "0.01")).await;
    let mut far = limit(&tenant.bot, "BUY", "60000000000", "1000");
    far["price"] = json!("2000");
    assert_eq!(tenant.finished(far.clone()).await.status, SignalStatus::Placed);
    far["dedupKey"] = json!(secret());
    refused_by(&tenant.finished(far).await, "amount_range");
    let mut close = market(&other, "SELL", "0.01");
    close["reduceOnly"] = json!(true);
    assert_eq!(tenant.finished(close).await.status, SignalStatus::Executed);
    used(&tenant).await;
}
