//! Positions: what bots hold, and what it has earned.

mod get;
mod list;

use chrono::{DateTime, Utc};
use prisma::{PositionStatus, position};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use get::{PositionDetail, get};
pub use list::{PositionFilter, PositionSide, closed, list};

use crate::{Error, Result, instruments, instruments::InstrumentRef, signals::BotRef};

/// A position as it stands, with everything that derives from its row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// Its id.
    pub id: Uuid,
    /// The bot that holds it.
    pub bot: BotRef,
    /// What is held.
    pub instrument: InstrumentRef,
    /// Open, or closed for good.
    pub status: PositionStatus,
    /// In the base currency; negative when short.
    pub signed_qty: Decimal,
    /// For display; none when flat.
    pub avg_price: Option<Decimal>,
    /// What the open quantity cost, signed.
    pub open_cost: Decimal,
    /// Profit of what was closed, before fees.
    pub gross_realized: Decimal,
    /// Fees paid; negative when rebates outweigh them.
    pub fees: Decimal,
    /// Funding received.
    pub funding: Decimal,
    /// Gross less fees plus funding.
    pub net: Decimal,
    /// The last price known to the position.
    pub mark_price: Decimal,
    /// When that was.
    pub marked_at: DateTime<Utc>,
    /// Profit of what is open, at the mark.
    pub unrealized: Decimal,
    /// When it opened.
    pub opened_at: DateTime<Utc>,
    /// When it closed.
    pub closed_at: Option<DateTime<Utc>>,
    /// The number of its last event.
    pub seq: i64,
}

/// The five columns that accounting works on.
pub fn account(row: &position::Data) -> trading::Position {
    trading::Position {
        signed_qty: row.signed_qty,
        open_cost: row.open_cost,
        gross_realized: row.gross_realized,
        fees: row.fees,
        funding: row.funding,
    }
}

impl Position {
    /// Joins a row with what it names and derives the rest.
    pub fn new(row: &position::Data, bot: BotRef, instrument: &prisma::instrument::Data) -> Result<Self> {
        let (account, rules) = (account(row), instruments::rules(instrument)?);
        let of_row = |error: trading::AmountError| Error::row(row.id, error);
        Ok(Self {
            id: row.id,
            bot,
            instrument: instrument.into(),
            status: row.status,
            signed_qty: row.signed_qty,
            avg_price: account.average_price(&rules).map_err(of_row)?,
            open_cost: row.open_cost,
            gross_realized: row.gross_realized,
            fees: row.fees,
            funding: row.funding,
            net: account.net().map_err(of_row)?,
            mark_price: row.mark_price,
            marked_at: row.marked_at,
            unrealized: account.unrealized(row.mark_price, &rules).map_err(of_row)?,
            opened_at: row.opened_at,
            closed_at: row.closed_at,
            seq: row.seq,
        })
    }
}
