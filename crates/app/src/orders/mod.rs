//! Orders and their fills: as readers see them, and what people do to them.

mod cancel;
mod list;
mod place;

use chrono::{DateTime, Utc};
use prisma::{Liquidity, OrderStatus, OrderType, Side, TimeInForce, fill, order};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use cancel::{CancelError, EndError, cancel, cancel_all};
pub(crate) use list::joined;
pub use list::{OrderFilter, fills, get, list};
pub use place::{close, flatten, place};

use crate::{instruments::InstrumentRef, signals::BotRef, stream::Position};

/// An order with everything that happened to it.
#[derive(Clone, Debug)]
pub struct OrderDetail {
    /// The order.
    pub order: Order,
    /// What happened to it, in order.
    pub history: Vec<OrderStep>,
    /// What it traded, in order.
    pub fills: Vec<FillRecord>,
    /// The stream position of the snapshot that it was read in.
    pub as_of: Position,
}

/// Something that happened to an order.
#[derive(Clone, Debug)]
pub struct OrderStep {
    /// From 1, without gaps.
    pub seq: i32,
    /// Such as `ACCEPTED` or `FILLED`.
    pub kind: String,
    /// What the order was after it.
    pub status: OrderStatus,
    /// What goes with the kind.
    pub detail: serde_json::Value,
    /// When.
    pub at: DateTime<Utc>,
}

/// An order as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// Its id.
    pub id: Uuid,
    /// The bot that it trades for.
    pub bot: BotRef,
    /// What it trades.
    pub instrument: InstrumentRef,
    /// The signal that it is of.
    pub signal_id: Uuid,
    /// Our name for it at the venue.
    pub client_order_id: String,
    /// The venue's name for it, once known.
    pub venue_order_id: Option<String>,
    /// Which way.
    pub side: Side,
    /// How it trades.
    pub order_type: OrderType,
    /// How long it stands.
    pub time_in_force: TimeInForce,
    /// How much, in the base currency.
    pub qty: Decimal,
    /// Its limit.
    pub price: Option<Decimal>,
    /// The price at which it becomes active.
    pub trigger_price: Option<Decimal>,
    /// Whether it may only reduce.
    pub reduce_only: bool,
    /// Whether it may only rest.
    pub post_only: bool,
    /// How far it is.
    pub status: OrderStatus,
    /// How much of it traded.
    pub filled_qty: Decimal,
    /// At what price, on average.
    pub avg_price: Option<Decimal>,
    /// Why it was refused, or ended.
    pub reason: Option<String>,
    /// When somebody asked for its end.
    pub cancel_requested_at: Option<DateTime<Utc>>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// The number of its last event.
    pub seq: i64,
}

impl Order {
    /// Joins a row with what it names.
    pub fn new(row: order::Data, bot: BotRef, instrument: InstrumentRef) -> Self {
        Self {
            id: row.id,
            bot,
            instrument,
            signal_id: row.signal_id,
            client_order_id: row.client_order_id,
            venue_order_id: row.venue_order_id,
            side: row.side,
            order_type: row.r#type,
            time_in_force: row.time_in_force,
            qty: row.qty,
            price: row.price,
            trigger_price: row.trigger_price,
            reduce_only: row.reduce_only,
            post_only: row.post_only,
            status: row.status,
            filled_qty: row.filled_qty,
            avg_price: row.avg_price,
            reason: row.reason,
            cancel_requested_at: row.cancel_requested_at,
            created_at: row.created_at,
            updated_at: row.updated_at,
            seq: row.seq,
        }
    }
}

/// One execution at the venue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FillRecord {
    /// Its id.
    pub id: Uuid,
    /// The bot that traded.
    pub bot: BotRef,
    /// What was traded.
    pub instrument: InstrumentRef,
    /// The order that traded.
    pub order_id: Uuid,
    /// The position that it went into.
    pub position_id: Uuid,
    /// The venue's name for it.
    pub trade_id: String,
    /// Which way.
    pub side: Side,
    /// How much, in the base currency.
    pub qty: Decimal,
    /// At what price.
    pub price: Decimal,
    /// A cost when positive, a rebate when negative.
    pub fee: Decimal,
    /// What the fee is in.
    pub fee_currency: String,
    /// Whether the order waited or took.
    pub liquidity: Liquidity,
    /// When.
    pub executed_at: DateTime<Utc>,
    /// The number of its event; 0 where it was read and not told.
    pub seq: i64,
}

impl FillRecord {
    /// Joins a row with what it names.
    pub fn new(row: &fill::Data, bot: BotRef, instrument: InstrumentRef, seq: i64) -> Self {
        Self {
            id: row.id,
            bot,
            instrument,
            order_id: row.order_id,
            position_id: row.position_id,
            trade_id: row.trade_id.clone(),
            side: row.side,
            qty: row.qty,
            price: row.price,
            fee: row.fee,
            fee_currency: row.fee_currency.clone(),
            liquidity: row.liquidity,
            executed_at: row.executed_at,
            seq,
        }
    }
}
