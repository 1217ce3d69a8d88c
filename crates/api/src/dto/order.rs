//! Orders and fills on the wire.

use app::orders::{EndError, FillRecord, Order, OrderDetail, OrderStep};
use prisma::{Liquidity, OrderStatus, OrderType, Side, TimeInForce};
use rspc::ErrorCode;
use serde::Serialize;
use superjson::Date;

use super::{Amount, BotDto, FillId, InstrumentDto, OrderId, PositionId, SignalId};
use crate::error::{ApiError, Refused};

/// An order as it stands.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
#[serde(rename = "Order")]
pub(crate) struct OrderDto {
    id: OrderId,
    bot: BotDto,
    instrument: InstrumentDto,
    /// The signal that it is of.
    signal_id: SignalId,
    /// Our name for it at the venue.
    client_order_id: String,
    /// The venue's name for it, once known.
    venue_order_id: Option<String>,
    side: Side,
    #[serde(rename = "type")]
    order_type: OrderType,
    time_in_force: TimeInForce,
    /// In the base currency.
    qty: Amount,
    /// Its limit; null for an order at the market.
    price: Option<Amount>,
    /// The price at which it becomes active; null for an order that is so at once.
    trigger_price: Option<Amount>,
    reduce_only: bool,
    post_only: bool,
    status: OrderStatus,
    /// How much of it traded.
    filled_qty: Amount,
    /// Null before it traded. Rounded, for display.
    avg_price: Option<Amount>,
    /// Why it was refused, or ended.
    reason: Option<String>,
    /// When its end was asked for; null where it was not.
    cancel_requested_at: Option<Date>,
    created_at: Date,
    updated_at: Date,
    /// The stream number of its last event: drop events at or below it.
    #[specta(type = u32)]
    seq: i64,
}

impl From<Order> for OrderDto {
    fn from(order: Order) -> Self {
        Self {
            id: order.id.into(),
            bot: order.bot.into(),
            instrument: order.instrument.into(),
            signal_id: order.signal_id.into(),
            client_order_id: order.client_order_id,
            venue_order_id: order.venue_order_id,
            side: order.side,
            order_type: order.order_type,
            time_in_force: order.time_in_force,
            qty: order.qty.into(),
            price: order.price.map(Amount),
            trigger_price: order.trigger_price.map(Amount),
            reduce_only: order.reduce_only,
            post_only: order.post_only,
            status: order.status,
            filled_qty: order.filled_qty.into(),
            avg_price: order.avg_price.map(Amount),
            reason: order.reason,
            cancel_requested_at: order.cancel_requested_at.map(Date),
            created_at: Date(order.created_at),
            updated_at: Date(order.updated_at),
            seq: order.seq,
        }
    }
}

/// One execution at the venue.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
#[serde(rename = "Fill")]
pub(crate) struct FillDto {
    id: FillId,
    bot: BotDto,
    instrument: InstrumentDto,
    order_id: OrderId,
    position_id: PositionId,
    /// The venue's name for it.
    trade_id: String,
    side: Side,
    /// In the base currency.
    qty: Amount,
    price: Amount,
    /// A cost when positive, a rebate when negative.
    fee: Amount,
    fee_currency: String,
    liquidity: Liquidity,
    executed_at: Date,
}

impl From<FillRecord> for FillDto {
    fn from(fill: FillRecord) -> Self {
        Self {
            id: fill.id.into(),
            bot: fill.bot.into(),
            instrument: fill.instrument.into(),
            order_id: fill.order_id.into(),
            position_id: fill.position_id.into(),
            trade_id: fill.trade_id,
            side: fill.side,
            qty: fill.qty.into(),
            price: fill.price.into(),
            fee: fill.fee.into(),
            fee_currency: fill.fee_currency,
            liquidity: fill.liquidity,
            executed_at: Date(fill.executed_at),
        }
    }
}

/// Something that happened to an order.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
#[serde(rename = "OrderStep")]
pub(crate) struct OrderStepDto {
    /// From 1, without gaps.
    seq: i32,
    /// Such as `ACCEPTED` or `FILLED`.
    #[serde(rename = "type")]
    kind: String,
    /// What the order was after it.
    status: OrderStatus,
    /// Why, where a reason was given.
    reason: Option<String>,
    /// What was traded, where it is a fill.
    trade_id: Option<String>,
    at: Date,
}

impl From<OrderStep> for OrderStepDto {
    fn from(step: OrderStep) -> Self {
        let text = |name: &str| step.detail.get(name).and_then(|text| text.as_str()).map(str::to_owned);
        Self {
            seq: step.seq,
            reason: text("reason"),
            trade_id: text("tradeId"),
            kind: step.kind,
            status: step.status,
            at: Date(step.at),
        }
    }
}

/// An order with everything that happened to it.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
#[serde(rename = "OrderDetail")]
pub(crate) struct OrderDetailDto {
    order: OrderDto,
    /// In the order in which it happened.
    history: Vec<OrderStepDto>,
    /// In the order in which they happened.
    fills: Vec<FillDto>,
    /// The stream position that it was read at: give it to a subscription as `lastEventId`.
    as_of: String,
}

impl From<OrderDetail> for OrderDetailDto {
    fn from(detail: OrderDetail) -> Self {
        Self {
            order: detail.order.into(),
            history: detail.history.into_iter().map(OrderStepDto::from).collect(),
            fills: detail.fills.into_iter().map(FillDto::from).collect(),
            as_of: detail.as_of.to_string(),
        }
    }
}

/// Why nothing of a bot is ended.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type")]
pub(crate) enum UnknownBotError {
    /// The team has no such bot, or the key speaks for another one.
    #[error("there is no such bot")]
    UnknownBot,
}

#[rspc::codes]
impl rspc::Error for UnknownBotError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::UnknownBot => ErrorCode::NotFound,
        }
    }
}

impl From<EndError> for Refused<UnknownBotError> {
    fn from(error: EndError) -> Self {
        match error {
            EndError::UnknownBot => Self::Own(UnknownBotError::UnknownBot),
            EndError::Failed(error) => Self::Api(ApiError::from(error)),
        }
    }
}
