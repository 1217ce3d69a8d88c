//! What has to hold at the end of a schedule.

use std::collections::BTreeMap;

use prisma::{OrderStatus, fill, instrument, order, signal};
use rust_decimal::Decimal;
use trading::{money, position::cash_flow};
use venues::{OrderReport, Venue as _};

use super::play::Schedule;
use crate::harness::books;

/// Holds the books of both sides against each other.
pub(super) async fn check(schedule: &Schedule) {
    let (seed, system, tenant) = (schedule.seed, &schedule.app.system, schedule.tenant);
    let signals = system.signal().find_many([signal::tenant_id::equals(tenant)]).exec().await.unwrap();
    let orders = system.order().find_many([order::tenant_id::equals(tenant)]).exec().await.unwrap();
    let fills = system.fill().find_many([fill::tenant_id::equals(tenant)]).order_by(fill::id::asc());
    let fills = fills.exec().await.unwrap();
    let truth = schedule.venue.orders();

    assert!(orders.len() <= signals.len(), "seed {seed}: more orders than intents");
    assert!(truth.len() <= orders.len(), "seed {seed}: the venue has more orders than were stored");
    let by_name: BTreeMap<_, _> =
        orders.iter().map(|order| (order.client_order_id.as_str(), order)).collect();
    assert_eq!(by_name.len(), orders.len(), "seed {seed}: each order has a name of its own");
    for report in &truth {
        let order = by_name.get(report.client_order_id.as_str());
        let order = order.unwrap_or_else(|| panic!("seed {seed}: nobody stored {report:?}"));
        let of_order = fills.iter().filter(|fill| fill.order_id == order.id).collect::<Vec<_>>();
        same(seed, order, &of_order, report);
    }
    for order in &orders {
        let is_there = truth.iter().any(|report| report.client_order_id == order.client_order_id);
        let gave_up = [OrderStatus::Denied, OrderStatus::Rejected, OrderStatus::Canceled];
        assert!(
            is_there || (gave_up.contains(&order.status) && order.filled_qty.is_zero()),
            "seed {seed}: the venue never heard of {order:?}"
        );
    }

    let positions = books::positions_are_what_their_fills_make(system, tenant).await;
    books::the_stream_has_no_gap(system, tenant).await;
    let row = system.instrument().find_first([instrument::symbol::equals("BTCUSDT".to_owned())]).exec().await;
    let rules = app::instruments::rules(&row.unwrap().unwrap()).unwrap();
    let mark = Decimal::from(20_000);
    let (mut held, mut earned, mut cash) = (Decimal::ZERO, Decimal::ZERO, Decimal::ZERO);
    for row in &positions {
        let position = app::positions::account(row);
        held = money::add(held, position.signed_qty).unwrap();
        earned = money::add(earned, position.net().unwrap()).unwrap();
        earned = money::add(earned, position.unrealized(mark, &rules).unwrap()).unwrap();
    }
    for execution in truth.iter().flat_map(|report| &report.executions) {
        cash = money::add(cash, cash_flow(&execution.fill, &rules).unwrap()).unwrap();
    }
    assert_eq!(
        money::add(cash, rules.notional(held, mark).unwrap()).unwrap(),
        earned,
        "seed {seed}: the books"
    );
    let balances = schedule.venue.balances().await.expect("nothing goes wrong any more");
    let base = balances.iter().find(|balance| balance.currency == "BTC").map(|balance| balance.total);
    assert_eq!(base.unwrap_or_default(), held, "seed {seed}: what is held");
}

/// The order as it was stored is the venue's.
fn same(seed: u64, order: &order::Data, fills: &[&fill::Data], report: &OrderReport) {
    let what = format!("seed {seed}: {order:?} is {report:?}");
    assert_eq!(format!("{:?}", order.status), format!("{:?}", report.status), "{what}");
    assert_eq!(order.filled_qty, report.filled_qty, "{what}");
    let sorted = |mut fills: Vec<trading::Fill>| {
        fills.sort_by(|a, b| a.trade_id.cmp(&b.trade_id));
        fills
    };
    let executed = report.executions.iter().map(|execution| execution.fill.clone()).collect();
    assert_eq!(sorted(fills.iter().map(|row| books::trade(row)).collect()), sorted(executed), "{what}");
}
