//! A position on the wire.

use app::positions::{self, Position, PositionDetail};
use prisma::PositionStatus;
use serde::{Deserialize, Serialize};
use superjson::Date;

use super::{Amount, BotDto, FillDto, InstrumentDto, OrderDto, PositionId};

/// Which way a position looks.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum PositionSide {
    Long,
    Short,
    Flat,
}

impl From<PositionSide> for positions::PositionSide {
    fn from(side: PositionSide) -> Self {
        match side {
            PositionSide::Long => Self::Long,
            PositionSide::Short => Self::Short,
            PositionSide::Flat => Self::Flat,
        }
    }
}

/// What a bot holds in an instrument, from flat to flat, and what it has earned. Amounts are in the quote currency
/// unless they say otherwise.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
#[serde(rename = "Position")]
pub(crate) struct PositionDto {
    id: PositionId,
    bot: BotDto,
    instrument: InstrumentDto,
    status: PositionStatus,
    side: PositionSide,
    /// In the base currency; negative when short.
    signed_qty: Amount,
    /// Null when flat. Rounded, for display: `openCost` is exact.
    avg_price: Option<Amount>,
    /// What the open quantity cost, signed.
    open_cost: Amount,
    /// Profit of what was closed, before fees.
    gross_realized: Amount,
    /// Fees paid; negative when rebates outweigh them.
    fees: Amount,
    /// Funding received.
    funding: Amount,
    /// `grossRealized` less `fees` plus `funding`.
    net_pnl: Amount,
    /// The last price known to the position.
    mark_price: Amount,
    /// When that price was.
    marked_at: Date,
    /// Profit of what is open, at `markPrice`.
    unrealized_pnl: Amount,
    opened_at: Date,
    /// Null while open.
    closed_at: Option<Date>,
    /// The stream number of its last event: drop events at or below it.
    #[specta(type = u32)]
    seq: i64,
}

impl From<Position> for PositionDto {
    fn from(position: Position) -> Self {
        let side = match position.signed_qty {
            qty if qty.is_zero() => PositionSide::Flat,
            qty if qty.is_sign_negative() => PositionSide::Short,
            _ => PositionSide::Long,
        };
        Self {
            id: position.id.into(),
            bot: position.bot.into(),
            instrument: position.instrument.into(),
            status: position.status,
            side,
            signed_qty: position.signed_qty.into(),
            avg_price: position.avg_price.map(Amount),
            open_cost: position.open_cost.into(),
            gross_realized: position.gross_realized.into(),
            fees: position.fees.into(),
            funding: position.funding.into(),
            net_pnl: position.net.into(),
            mark_price: position.mark_price.into(),
            marked_at: Date(position.marked_at),
            unrealized_pnl: position.unrealized.into(),
            opened_at: Date(position.opened_at),
            closed_at: position.closed_at.map(Date),
            seq: position.seq,
        }
    }
}

/// A position with its orders and its fills.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
#[serde(rename = "PositionDetail")]
pub(crate) struct PositionDetailDto {
    position: PositionDto,
    /// Orders of its bot that may still trade in it, the newest first: stops, limits, a close. None once it is closed.
    working: Vec<OrderDto>,
    /// Orders that traded into it and are over, the newest first.
    done: Vec<OrderDto>,
    /// In the order in which they happened; of more than 200 the newest.
    fills: Vec<FillDto>,
    /// The stream position that it was read at: give it to a subscription as `lastEventId`.
    as_of: String,
}

impl From<PositionDetail> for PositionDetailDto {
    fn from(detail: PositionDetail) -> Self {
        Self {
            position: detail.position.into(),
            working: detail.working.into_iter().map(OrderDto::from).collect(),
            done: detail.done.into_iter().map(OrderDto::from).collect(),
            fills: detail.fills.into_iter().map(FillDto::from).collect(),
            as_of: detail.as_of.to_string(),
        }
    }
}
