//! A position on the wire.

use app::positions::Position;
use prisma::PositionStatus;
use serde::Serialize;
use superjson::Date;
use uuid::Uuid;

use super::{Amount, BotDto, InstrumentDto};

/// Which way a position looks.
#[derive(Clone, Copy, Debug, Serialize, specta::Type)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum PositionSide {
    Long,
    Short,
    Flat,
}

/// What a bot holds in an instrument, from flat to flat, and what it has earned. Amounts are in the quote currency
/// unless they say otherwise.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
#[serde(rename = "Position")]
pub(crate) struct PositionDto {
    id: Uuid,
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
            id: position.id,
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
