//! From a signal to a position: every step stored, every number exact, every refusal with its reason.

use std::{collections::BTreeSet, time::Duration};

use futures::future::join_all;
use prisma::{
    BotStatus, HaltState, OrderStatus, OrderType, PositionStatus, Role, SignalAction, SignalStatus,
    TimeInForce, bot, fill, order, position, signal, stream_head,
};
use prisma_client_rust::{Lock, Source as _, SystemSource};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::harness::{Bot, Tenant, World, books, world};

/// A signal to trade so much bitcoin at that price.
fn trade(bot: &Bot, key: &str, side: &str, qty: &str, price: &str) -> Value {
    json!({
        "botId": bot.id, "dedupKey": key, "venue": "BINANCE", "symbol": "BTCUSDT",
        "side": side, "qty": qty, "price": price,
    })
}

/// A signal to close the bitcoin position at that price.
fn close(bot: &Bot, key: &str, price: &str) -> Value {
    json!({
        "botId": bot.id, "dedupKey": key, "venue": "BINANCE", "symbol": "BTCUSDT", "action": "CLOSE", "price": price,
    })
}

async fn positions(tenant: &Tenant) -> Value {
    tenant.api.query("positions.getAll", json!({})).await.data()["items"].take()
}

/// Those fields of an object, as a list.
fn fields<const N: usize>(object: &Value, names: [&str; N]) -> Value {
    names.map(|name| object[name].clone()).to_vec().into()
}

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// Each row of the table: side, quantity, price; then held, average, gross, fees, net.
const WORKED: [([&str; 3], [Option<&str>; 5]); 5] = [
    (["BUY", "0.3", "20000"], [Some("0.3"), Some("20000"), Some("0"), Some("6"), Some("-6")]),
    (["BUY", "0.1", "22000"], [Some("0.4"), Some("20500"), Some("0"), Some("8.2"), Some("-8.2")]),
    (["SELL", "0.15", "23000"], [Some("0.25"), Some("20500"), Some("375"), Some("11.65"), Some("363.35")]),
    (["SELL", "0.4", "21000"], [Some("-0.15"), Some("21000"), Some("500"), Some("20.05"), Some("479.95")]),
    (["BUY", "0.15", "20400"], [Some("0"), None, Some("590"), Some("23.11"), Some("566.89")]),
];

#[tokio::test]
async fn positions_come_out_to_the_last_digit() {
    let world = world().await;
    let tenant = world.tenant().await;
    for (step, ([side, qty, price], expected)) in WORKED.into_iter().enumerate() {
        tenant.finished(trade(&tenant.bot, &step.to_string(), side, qty, price)).await;
        let positions = positions(&tenant).await;
        assert_eq!(positions.as_array().map(Vec::len), Some(1), "a flip stays one position");
        let seen = fields(&positions[0], ["signedQty", "avgPrice", "grossRealized", "fees", "netPnl"]);
        assert_eq!(seen, json!(expected), "after {side} {qty} @ {price}");
        assert_eq!(positions[0]["markPrice"], price);
    }
    let closed = fields(&positions(&tenant).await[0], ["status", "side", "openCost", "unrealizedPnl"]);
    assert_eq!(closed, json!(["CLOSED", "FLAT", "0", "0"]));
}

#[tokio::test]
async fn a_signal_becomes_an_order_a_fill_and_a_position() {
    let world = world().await;
    let tenant = world.tenant().await;
    let signal = tenant.finished(trade(&tenant.bot, "one", "BUY", "0.3", "20000")).await;
    assert_eq!((signal.status, signal.reject_reason), (SignalStatus::Executed, None));
    assert_eq!(tenant.rows().await, [1, 1, 1, 1, 6]);

    let orders = tenant.filled_orders().await;
    let order = &orders[0];
    assert_eq!((order.signal_id, order.bot_id), (signal.id, tenant.bot.id));
    assert_eq!((order.r#type, order.time_in_force), (OrderType::Market, TimeInForce::Ioc));
    assert_eq!(
        (order.qty, order.filled_qty, order.avg_price),
        (decimal("0.3"), decimal("0.3"), Some(decimal("20000")))
    );
    assert_eq!(order.client_order_id, format!("tw-{}", signal.id.simple()));
    assert!(order.venue_order_id.is_some());

    let of_order = [fill::order_id::equals(order.id)];
    let fill = world.system.fill().find_first(of_order).exec().await.unwrap().unwrap();
    assert_eq!((fill.qty, fill.price, fill.fee), (decimal("0.3"), decimal("20000"), decimal("6")));
    assert_eq!(fill.fee_currency, "USDT");
    assert_eq!(positions(&tenant).await[0]["id"], json!(fill.position_id));
}

#[tokio::test]
async fn rows_carry_the_numbers_of_their_events() {
    let world = world().await;
    let tenant = world.tenant().await;
    tenant.finished(trade(&tenant.bot, "one", "BUY", "0.3", "20000")).await;
    let of_tenant = [prisma::event::tenant_id::equals(tenant.id)];
    let events =
        world.system.event().find_many(of_tenant).order_by(prisma::event::seq::asc()).exec().await.unwrap();
    let told: Vec<_> = events.iter().map(|event| (event.seq, event.r#type.as_str())).collect();
    let expected = [
        (1, "signal.received"),
        (2, "fill.created"),
        (3, "order.changed"),
        (4, "position.changed"),
        (5, "equity.changed"),
        (6, "signal.changed"),
    ];
    assert_eq!(told, expected);
    assert_eq!(positions(&tenant).await[0]["seq"], 4);
    let signals = tenant.api.query("signals.list", json!({})).await.data();
    assert_eq!(signals["items"][0]["seq"], 6);
}

#[tokio::test]
async fn a_close_trades_what_is_held() {
    let world = world().await;
    let tenant = world.tenant().await;
    tenant.finished(trade(&tenant.bot, "open", "SELL", "0.25", "20000")).await;
    let signal = tenant.finished(close(&tenant.bot, "close", "19000")).await;
    assert_eq!(
        (signal.status, signal.action, signal.qty),
        (SignalStatus::Executed, SignalAction::Close, None)
    );

    let order = tenant.filled_orders().await.pop().unwrap();
    assert_eq!((order.side, order.qty, order.reduce_only), (prisma::Side::Buy, decimal("0.25"), true));
    let position = &positions(&tenant).await[0];
    let seen = fields(position, ["status", "signedQty", "grossRealized", "fees", "netPnl"]);
    assert_eq!(seen, json!(["CLOSED", "0", "250", "9.75", "240.25"]));
    assert!(position["closedAt"].is_string());

    // What comes after is another position.
    tenant.finished(trade(&tenant.bot, "again", "BUY", "0.1", "20000")).await;
    assert_eq!(positions(&tenant).await.as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn each_bot_has_a_position_of_its_own() {
    let world = world().await;
    let tenant = world.tenant().await;
    let other = tenant.another_bot("other", vec![]).await;
    tenant.finished(trade(&tenant.bot, "one", "BUY", "0.3", "20000")).await;
    tenant.finished(trade(&other, "one", "SELL", "0.1", "20000")).await;
    let mut held: Vec<_> =
        positions(&tenant).await.as_array().unwrap().iter().map(|p| p["signedQty"].clone()).collect();
    held.sort_by_key(Value::to_string);
    assert_eq!(json!(held), json!(["-0.1", "0.3"]));
}

/// The price that a bot trades at which says none.
async fn traded_at(tenant: &Tenant, bot: &Bot, key: &str) -> Decimal {
    let mut signal = trade(bot, key, "BUY", "0.1", "0");
    signal["price"].take();
    let signal = tenant.finished(signal).await;
    assert_eq!((signal.status, signal.reject_reason), (SignalStatus::Executed, None));
    let order = tenant.filled_orders().await.into_iter().find(|order| order.signal_id == signal.id);
    order.and_then(|order| order.avg_price).expect("it traded")
}

#[tokio::test]
async fn what_another_bot_saw_or_what_was_refused_is_nobodys_price() {
    let world = world().await;
    let tenant = world.tenant().await;
    let other = tenant.another_bot("other", vec![]).await;
    tenant.finished(trade(&tenant.bot, "own", "BUY", "0.1", "20000")).await;
    tenant.finished(trade(&other, "another's", "BUY", "0.1", "90000")).await;
    refused(&tenant, trade(&tenant.bot, "refused", "BUY", "0.000001", "90000"), "lot_step", "").await;
    assert_eq!(traded_at(&tenant, &tenant.bot, "without").await, decimal("20000"));
}

/// Checks that the signal is refused by that rule, and that nothing was ordered.
async fn refused(tenant: &Tenant, input: Value, rule: &str, words: &str) {
    let orders = tenant.rows().await[1];
    let signal = tenant.finished(input.clone()).await;
    assert_eq!(signal.status, SignalStatus::Rejected, "{input}");
    let reason = signal.reject_reason.unwrap_or_default();
    assert!(reason.starts_with(&format!("{rule}: ")) && reason.contains(words), "{reason}");
    assert_eq!(tenant.rows().await[1], orders);
}

#[tokio::test]
async fn a_bot_that_does_not_run_trades_nothing() {
    let world = world().await;
    let tenant = world.tenant().await;
    for (name, status) in [("stopped", BotStatus::Stopped), ("paused", BotStatus::Paused)] {
        let bot = tenant.another_bot(name, vec![bot::desired_status::set(status)]).await;
        refused(&tenant, trade(&bot, "one", "BUY", "0.1", "20000"), "bot_running", "").await;
    }
}

#[tokio::test]
async fn a_bots_limit_holds_to_the_cent() {
    let world = world().await;
    let tenant = world.tenant().await;
    let limited = vec![bot::max_order_notional::set(Some(decimal("2000")))];
    let bot = tenant.another_bot("limited", limited).await;
    refused(&tenant, trade(&bot, "over", "BUY", "0.1", "20000.01"), "max_order_notional", "2000").await;
    let at_the_limit = tenant.finished(trade(&bot, "at", "BUY", "0.1", "20000")).await;
    assert_eq!(at_the_limit.status, SignalStatus::Executed);
}

#[tokio::test]
async fn an_instruments_rules_hold() {
    let world = world().await;
    let tenant = world.tenant().await;
    let bot = &tenant.bot;
    refused(&tenant, trade(bot, "small", "BUY", "0.00024", "20000"), "min_notional", "5").await;
    refused(&tenant, trade(bot, "step", "BUY", "0.000001", "20000"), "lot_step", "").await;
    // A quantity between two steps trades the lower one.
    tenant.finished(trade(bot, "between", "BUY", "0.100009", "20000")).await;
    assert_eq!(tenant.filled_orders().await[0].qty, decimal("0.1"));
}

#[tokio::test]
async fn a_close_without_a_position_is_refused() {
    let world = world().await;
    let tenant = world.tenant().await;
    refused(&tenant, close(&tenant.bot, "one", "20000"), "open_position", "").await;
}

#[tokio::test]
async fn a_bots_signals_are_finished_in_their_order() {
    let world = world().await;
    let tenant = world.tenant().await;
    let others = [tenant.another_bot("second", vec![]).await, tenant.another_bot("third", vec![]).await];
    let bots = [&tenant.bot, &others[0], &others[1]];
    let mut last = [Value::Null, Value::Null, Value::Null];
    for step in 0..8 {
        for (bot, last) in bots.into_iter().zip(&mut last) {
            let input = trade(bot, &step.to_string(), "BUY", "0.01", "20000");
            *last = tenant.api.mutate("signals.submit", input).await.data()["id"].clone();
        }
    }
    for (bot, last) in bots.into_iter().zip(&last) {
        tenant.outcome(last).await;
        let of_bot = [signal::bot_id::equals(bot.id), signal::tenant_id::equals(tenant.id)];
        let signals = world
            .system
            .signal()
            .find_many(of_bot)
            .order_by(signal::received_at::asc())
            .exec()
            .await
            .unwrap();
        let of_bot = [order::bot_id::equals(bot.id), order::status::equals(OrderStatus::Filled)];
        let orders = world.system.order().find_many(of_bot).order_by(order::seq::asc()).exec().await.unwrap();
        let sent: Vec<_> = signals.iter().map(|signal| signal.id).collect();
        let ordered: Vec<_> = orders.iter().map(|order| order.signal_id).collect();
        assert_eq!(ordered, sent);
    }
}

/// Sends signals while nobody may decide them, so that they are decided together. Answers each one's row.
async fn finished_together(
    world: &World,
    tenant: &Tenant,
    inputs: impl IntoIterator<Item = Value>,
) -> Vec<signal::Data> {
    let holder = world.system.begin().await.unwrap();
    let bot = holder.bot().find_unique(bot::id::equals(tenant.bot.id)).lock(Lock::ForNoKeyUpdate);
    bot.exec().await.unwrap();
    let mut ids = Vec::new();
    for input in inputs {
        ids.push(tenant.api.mutate("signals.submit", input).await.data()["id"].take());
    }
    holder.rollback().await.unwrap();
    join_all(ids.iter().map(|id| tenant.outcome(id))).await
}

#[tokio::test]
async fn limits_hold_between_signals_that_are_decided_together() {
    let world = world().await;
    // Each buys for 200.
    for (rule, value, name) in [
        ("MAX_ORDERS_PER_MINUTE", "3", "order_rate"),
        ("MAX_TOTAL_NOTIONAL", "600", "max_total_notional"),
        ("MAX_LEVERAGE", "0.0061", "max_leverage"),
    ] {
        for bot_alone in [true, false] {
            let tenant = world.tenant().await;
            let mut limit = json!({ "rule": rule, "value": value });
            if bot_alone {
                limit["botId"] = json!(tenant.bot.id);
            }
            tenant.person(Role::Admin).await.api.mutate("risk.setLimit", limit).await.data();
            let buys = (0..5).map(|number| trade(&tenant.bot, &number.to_string(), "BUY", "0.01", "20000"));
            let signals = finished_together(&world, &tenant, buys).await;
            let passed = signals.iter().filter(|signal| signal.status == SignalStatus::Executed).count();
            assert_eq!(passed, 3, "{rule}");
            for signal in &signals[3..] {
                let reason = signal.reject_reason.as_deref().unwrap_or_default();
                assert!(reason.starts_with(&format!("{name}: ")), "{rule}: {reason}");
            }
        }
    }
}

#[tokio::test]
async fn an_order_that_ended_unfilled_counts_for_no_limit() {
    let world = world().await;
    let tenant = world.tenant().await;
    let limit = json!({ "rule": "MAX_TOTAL_NOTIONAL", "value": "600" });
    tenant.person(Role::Admin).await.api.mutate("risk.setLimit", limit).await.data();
    let mut misses = trade(&tenant.bot, "misses", "BUY", "0.02", "21000");
    misses["orderType"] = json!("LIMIT");
    misses["limitPrice"] = json!("20000");
    misses["timeInForce"] = json!("IOC");
    let inputs = [misses, trade(&tenant.bot, "buys", "BUY", "0.02", "20000")];
    let signals = finished_together(&world, &tenant, inputs).await;
    let outcomes: Vec<_> = signals.iter().map(|signal| signal.status).collect();
    assert_eq!(outcomes, [SignalStatus::Canceled, SignalStatus::Executed], "{signals:?}");
}

#[tokio::test]
async fn a_switch_that_is_thrown_while_a_turn_waits_for_its_end_holds() {
    let world = world().await;
    let tenant = world.tenant().await;
    let of_bot = world.system.begin().await.unwrap();
    let bot = of_bot.bot().find_unique(bot::id::equals(tenant.bot.id)).lock(Lock::ForNoKeyUpdate);
    bot.exec().await.unwrap();
    let signal = trade(&tenant.bot, "one", "BUY", "0.1", "20000");
    let id = tenant.api.mutate("signals.submit", signal).await.data()["id"].take();
    let of_stream = world.system.begin().await.unwrap();
    let head = of_stream.stream_head().find_unique(stream_head::tenant_id::equals(tenant.id));
    head.lock(Lock::ForNoKeyUpdate).exec().await.unwrap();
    // The turn trades, and waits for the head.
    of_bot.rollback().await.unwrap();
    tokio::time::sleep(Duration::from_millis(500)).await;
    let switch = world.system.kill_switch();
    let thrown = switch.create(tenant.id, HaltState::Halted, "a test", "somebody", SystemSource.now(), []);
    thrown.exec().await.unwrap();
    of_stream.rollback().await.unwrap();
    let signal = tenant.outcome(&id).await;
    assert_eq!(signal.status, SignalStatus::Rejected, "{signal:?}");
    assert_eq!(tenant.rows().await[1..3], [0, 0], "no order, no fill");
}

#[tokio::test]
async fn what_is_opened_and_closed_together_adds_up() {
    let world = world().await;
    let tenant = world.tenant().await;
    let bot = &tenant.bot;
    let inputs = [
        trade(bot, "buy", "BUY", "0.3", "20000"),
        close(bot, "close", "21000"),
        trade(bot, "sell", "SELL", "0.2", "20000"),
        trade(bot, "flip", "BUY", "0.3", "19000"),
        close(bot, "end", "19000"),
        trade(bot, "last", "BUY", "0.1", "18000"),
    ];
    let signals = finished_together(&world, &tenant, inputs).await;
    assert!(signals.iter().all(|signal| signal.status == SignalStatus::Executed), "{signals:?}");
    let mut positions = positions(&tenant).await;
    let positions = positions.as_array_mut().unwrap();
    positions.sort_by_key(|position| position["seq"].as_i64());
    let seen = positions.iter().map(|position| fields(position, ["signedQty", "grossRealized", "fees"]));
    let expected = [["0", "300", "12.3"], ["0", "200", "11.6"], ["0.1", "0", "1.8"]];
    assert_eq!(seen.collect::<Vec<_>>(), expected.map(|row| json!(row)));
    // One transaction stored them all.
    let created: BTreeSet<_> = tenant.filled_orders().await.iter().map(|order| order.created_at).collect();
    assert_eq!(created.len(), 1);
    books::positions_are_what_their_fills_make(&world.system, tenant.id).await;
    books::the_stream_has_no_gap(&world.system, tenant.id).await;
}

#[tokio::test]
async fn signals_that_have_waited_end_as_if_they_had_not() {
    let world = world().await;
    let tenant = world.tenant().await;
    let buy = |key: String| trade(&tenant.bot, &key, "BUY", "0.01", "20000");
    let before = (0..20).map(|number| buy(format!("before {number}")));
    let after = (0..3).map(|number| buy(format!("after {number}")));
    let inputs = before.chain([close(&tenant.bot, "between", "20000")]).chain(after);
    finished_together(&world, &tenant, inputs).await;
    let orders = [order::tenant_id::equals(tenant.id), order::status::equals(OrderStatus::Filled)];
    let orders = world.system.order().find_many(orders).order_by(order::id::asc()).exec().await.unwrap();
    let mut wanted = vec![decimal("0.01"); 24];
    wanted[20] = decimal("0.2");
    assert_eq!(orders.iter().map(|order| order.qty).collect::<Vec<_>>(), wanted);
    assert!(orders.is_sorted_by_key(|order| order.signal_id), "in the order in which they came");
    let held = position::tenant_id::equals(tenant.id);
    let held = world.system.position().find_many([held]).order_by(position::id::asc()).exec().await.unwrap();
    let held: Vec<_> = held.iter().map(|row| (row.status, row.signed_qty)).collect();
    assert_eq!(held, [(PositionStatus::Closed, Decimal::ZERO), (PositionStatus::Open, decimal("0.03"))],);
}
