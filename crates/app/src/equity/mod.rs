//! What bots and tenants are worth: accounts as they stand, and how they came there.

mod currency;
mod curve;
mod snapshot;

use chrono::{DateTime, Utc};
use prisma::bot_account;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub use currency::Currencies;
pub use curve::{Curve, CurvePoint, curve};
pub(crate) use snapshot::{snapshot, snapshot_of};

use crate::{
    Error, Result,
    pipeline::{account_day_open, account_result},
    signals::BotRef,
};

/// What a paper account begins with where none was made.
pub(crate) const STARTING_BALANCE: Decimal = Decimal::from_parts(100_000, 0, 0, false, 0);

/// What a bot's trading came to, as it stands. In the currency of its account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BotEquity {
    /// Whose it is.
    pub bot: BotRef,
    /// Profit of what was closed, less fees, plus funding, ever.
    pub realized: Decimal,
    /// Profit of what is open, at the last marks.
    pub unrealized: Decimal,
    /// What both came to since midnight (UTC).
    pub today: Decimal,
    /// The value of what is held, long and short.
    pub exposure: Decimal,
    /// How many positions are open.
    pub open_positions: i32,
    /// When that was.
    pub at: DateTime<Utc>,
    /// The number of its event; 0 where it was read and not told.
    pub seq: i64,
}

impl BotEquity {
    /// Derives what a row says at a time.
    pub fn new(row: &bot_account::Data, bot: BotRef, at: DateTime<Utc>, seq: i64) -> Result<Self> {
        let today = trading::money::subtract(account_result(row)?, account_day_open(row, at)?);
        Ok(Self {
            bot,
            realized: row.realized,
            unrealized: row.unrealized,
            today: today.map_err(|error| Error::row(row.bot_id, error))?,
            exposure: row.exposure,
            open_positions: row.open_positions,
            at,
            seq,
        })
    }
}
