//! What is tried and at what cost, as it is stored.

use backtest::{Settings, SettingsError};
use prisma::CandleInterval;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use trading::{Instrument, matching::Terms};

use crate::{market::rule_interval, strategies::StrategyParameters};

/// What is tried, and at what cost. Money is in the quote currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Configuration {
    /// Who decides.
    pub strategy: StrategyParameters,
    /// How much is held when long, and sold when short, in the base currency.
    pub qty: Decimal,
    /// What there is at the beginning.
    pub cash: Decimal,
    /// How many times what the account is worth may be held, where there is a limit.
    pub max_leverage: Option<Decimal>,
    /// The fee of each execution, as a share of its value.
    pub fee_rate: Decimal,
    /// The most that an order slips, in basis points.
    pub slippage_bps: Decimal,
}

impl Configuration {
    /// The settings of a run, if they make sense.
    pub(super) fn settings(
        &self,
        instrument: Instrument,
        interval: CandleInterval,
        seed: i64,
    ) -> Result<Settings, SettingsError> {
        let strategy = self.strategy.strategy();
        let strategy =
            strategy.map_err(|error| SettingsError::Field { field: error.field, message: error.message })?;
        let terms = Terms {
            maker_fee_rate: self.fee_rate,
            taker_fee_rate: self.fee_rate,
            slippage_bps: self.slippage_bps,
        };
        let interval = rule_interval(interval);
        let Self { qty, cash, max_leverage, .. } = *self;
        Settings {
            instrument,
            interval,
            strategy,
            qty,
            cash,
            max_leverage,
            terms,
            seed: seed.cast_unsigned(),
        }
        .checked()
    }
}
