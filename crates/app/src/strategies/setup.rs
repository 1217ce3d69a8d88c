//! What a bot follows that has no program: a built-in strategy, on which candles, with how much. Its versions hold it.

use prisma::{CandleInterval, TenantDb};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use trading::InstrumentError;

use super::StrategyParameters;
use crate::{Error, instruments};

/// What a bot with a built-in strategy follows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Setup {
    /// Who decides.
    pub strategy: StrategyParameters,
    /// The instrument's venue.
    pub venue: String,
    /// The instrument's symbol.
    pub symbol: String,
    /// How long each candle lasts by which it decides.
    pub interval: CandleInterval,
    /// How much is held when long, and sold when short, in the base currency.
    pub qty: Decimal,
}

/// Why it cannot be followed.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// No such instrument.
    #[error("no such instrument")]
    UnknownInstrument,
    /// A field makes no sense.
    #[error("{field}: {message}")]
    Field {
        /// Its name, as the strategy or the setup names it.
        field: &'static str,
        /// What it must be.
        message: String,
    },
    /// Beneath.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<prisma_client_rust::Error> for SetupError {
    fn from(error: prisma_client_rust::Error) -> Self {
        Self::Failed(error.into())
    }
}

impl Setup {
    /// Refuses what no bot can follow.
    pub async fn check(&self, db: &TenantDb) -> Result<(), SetupError> {
        let refuse = |field, message: String| Err(SetupError::Field { field, message });
        if let Err(error) = self.strategy.strategy() {
            return refuse(error.field, error.message.to_owned());
        }
        let row = instruments::find(db, &self.venue, &self.symbol).await?;
        let row = row.ok_or(SetupError::UnknownInstrument)?;
        let rules = instruments::rules(&row)?;
        let tradable = || {
            let whole = rules.order_qty(self.qty)?;
            let price = row.last_price.unwrap_or(Decimal::MAX);
            // Without a price nobody knows what it is worth.
            let worth = rules.notional(whole, price).unwrap_or(Decimal::MAX);
            rules.check_least(whole, worth)?;
            Ok::<_, InstrumentError>(whole)
        };
        match tradable() {
            Ok(whole) if whole == self.qty => Ok(()),
            Ok(_) => refuse("qty", format!("a multiple of {}", row.lot_step.normalize())),
            Err(error) => refuse("qty", error.to_string()),
        }
    }
}
