//! What is tried: a strategy, with how much, and at what cost.

use rust_decimal::Decimal;
use trading::{
    AmountError, Instrument, Interval,
    matching::{Terms, TermsError},
    money,
    strategy::Strategy,
};

/// What is tried.
#[derive(Clone, Debug)]
pub struct Settings {
    /// What is traded.
    pub instrument: Instrument,
    /// How long each candle lasts.
    pub interval: Interval,
    /// Who decides.
    pub strategy: Strategy,
    /// How much is held when long, and sold when short, in the base currency.
    pub qty: Decimal,
    /// What there is at the beginning, in the quote currency.
    pub cash: Decimal,
    /// How many times what the account is worth may be held, where there is a limit.
    pub max_leverage: Option<Decimal>,
    /// What trading costs; each order slips by up to as much as they say.
    pub terms: Terms,
    /// Draws how far each order slips.
    pub seed: u64,
}

/// Why nothing can be tried. The field is named as the settings name it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// A number that makes no sense.
    #[error("{field}: {message}")]
    Field {
        /// Which of them.
        field: &'static str,
        /// What it must be.
        message: &'static str,
    },
    /// What trading costs makes no sense.
    #[error(transparent)]
    Terms(#[from] TermsError),
    /// Not an amount.
    #[error(transparent)]
    Amount(#[from] AmountError),
}

impl Settings {
    /// The settings, if they make sense.
    pub fn checked(self) -> Result<Self, SettingsError> {
        let above_zero = |field, number: Decimal| {
            if money::check(number)? > Decimal::ZERO {
                return Ok(());
            }
            Err(SettingsError::Field { field, message: "above 0" })
        };
        above_zero("qty", self.qty)?;
        above_zero("cash", self.cash)?;
        self.max_leverage.map_or(Ok(()), |leverage| above_zero("maxLeverage", leverage))?;
        if self.instrument.floor_qty(self.qty).is_ok_and(|qty| qty != self.qty) {
            return Err(SettingsError::Field {
                field: "qty",
                message: "a multiple of the instrument's lot step",
            });
        }
        Ok(Self { terms: self.terms.checked()?, ..self })
    }
}
