//! What is held against what when all is done: positions against their fills, events against the stream's head.

use std::collections::{BTreeMap, BTreeSet};

use prisma::{
    Liquidity, PositionStatus, Side, SystemDb, event, fill, instrument, order_event, position, stream_head,
};
use uuid::Uuid;

/// A fill as the rules know it.
pub(crate) fn trade(row: &fill::Data) -> trading::Fill {
    trading::Fill {
        trade_id: row.trade_id.clone(),
        side: match row.side {
            Side::Buy => trading::Side::Buy,
            Side::Sell => trading::Side::Sell,
        },
        qty: row.qty,
        price: row.price,
        fee: row.fee,
        fee_currency: row.fee_currency.clone(),
        liquidity: match row.liquidity {
            Liquidity::Maker => trading::Liquidity::Maker,
            Liquidity::Taker => trading::Liquidity::Taker,
        },
    }
}

/// Every position of the tenant is what its fills make, in the order in which they were booked; and each bot has one at
/// most open in an instrument. Answers the positions.
pub(crate) async fn positions_are_what_their_fills_make(
    system: &SystemDb,
    tenant: Uuid,
) -> Vec<position::Data> {
    let of_tenant = [position::tenant_id::equals(tenant)];
    let positions = system.position().find_many(of_tenant).exec().await.unwrap();
    let of_tenant = [fill::tenant_id::equals(tenant)];
    let fills = system.fill().find_many(of_tenant).order_by(fill::id::asc()).exec().await.unwrap();
    let named = positions.iter().map(|row| row.instrument_id).collect();
    let instruments = system.instrument().find_many([instrument::id::in_vec(named)]).exec().await.unwrap();
    let mut replayed: BTreeMap<Uuid, trading::Position> = BTreeMap::new();
    for row in &fills {
        let instrument = instruments.iter().find(|instrument| instrument.id == row.instrument_id);
        let rules = app::instruments::rules(instrument.expect("a fill's instrument")).unwrap();
        let position = replayed.entry(row.position_id).or_default();
        *position = position.after(&trade(row), &rules).unwrap();
    }
    let mut open = BTreeSet::new();
    for row in &positions {
        let replayed = replayed.remove(&row.id).expect("a position has fills");
        assert_eq!(app::positions::account(row), replayed, "position {}", row.id);
        assert_eq!(row.status == PositionStatus::Closed, replayed.is_flat(), "position {}", row.id);
        if row.status == PositionStatus::Open {
            assert!(open.insert((row.bot_id, row.instrument_id)), "two open positions of bot {}", row.bot_id);
        }
    }
    assert!(replayed.is_empty(), "fills without a position: {replayed:?}");
    positions
}

/// The tenant's events are numbered from 1 to the stream's head; and those of each of its orders from 1.
pub(crate) async fn the_stream_has_no_gap(system: &SystemDb, tenant: Uuid) {
    let head = stream_head::tenant_id::equals(tenant);
    let head = system.stream_head().find_unique(head).exec().await.unwrap().unwrap();
    let of_tenant = [event::tenant_id::equals(tenant)];
    let events = system.event().find_many(of_tenant).order_by(event::seq::asc()).exec().await.unwrap();
    let numbers: Vec<_> = events.iter().map(|event| event.seq).collect();
    assert_eq!(numbers, (1..=head.seq).collect::<Vec<_>>());
    let of_tenant = [order_event::tenant_id::equals(tenant)];
    let steps = system.order_event().find_many(of_tenant).order_by(order_event::seq::asc());
    let mut last: BTreeMap<Uuid, i32> = BTreeMap::new();
    for step in steps.exec().await.unwrap() {
        let last = last.entry(step.order_id).or_default();
        *last += 1;
        assert_eq!(step.seq, *last, "the events of order {}", step.order_id);
    }
}
