//! A venue of paper: fills market orders at the last known price, for practice, tests and replay.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use trading::{AmountError, Fill, InstrumentError, Liquidity, OrderType, Side, money};

use crate::venue::{Submission, SubmitOutcome, Venue, VenueFuture};

/// Basis points in one.
const BASIS_POINTS: Decimal = Decimal::from_parts(10_000, 0, 0, false, 0);

/// What trading on paper costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaperConfig {
    /// The fee of a taker, as a share of the value: 0.001 is a tenth of a percent. A rebate when negative.
    pub taker_fee_rate: Decimal,
    /// How far a market order moves the price against itself, in basis points; 0 to below 10,000.
    pub slippage_bps: Decimal,
}

impl Default for PaperConfig {
    /// A fee of 0.1 %, no slippage.
    fn default() -> Self {
        Self { taker_fee_rate: Decimal::from_parts(1, 0, 0, false, 3), slippage_bps: Decimal::ZERO }
    }
}

/// Why a configuration is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PaperConfigError {
    /// A price would become zero or better than the last one.
    #[error("a slippage of {observed} basis points: it must be 0 or above, and below 10000")]
    Slippage {
        /// What was configured.
        observed: Decimal,
    },
    /// Not an amount.
    #[error(transparent)]
    Amount(#[from] AmountError),
}

/// The paper venue.
///
/// It keeps nothing: what it answers is a function of the submission and its configuration. The trade id
/// follows from the client order id, so a repeated submission, even after a restart, answers with the
/// trade id that the first one had, and whoever stores fills by trade id stores one. It knows no
/// positions: that a reduce-only order reduces is the sender's to see to.
#[derive(Clone, Debug)]
pub struct PaperVenue {
    name: String,
    config: PaperConfig,
}

impl PaperVenue {
    /// A paper venue that stands in for the venue of this name.
    pub fn new(name: impl Into<String>, config: PaperConfig) -> Result<Self, PaperConfigError> {
        money::check(config.taker_fee_rate)?;
        let slippage = money::check(config.slippage_bps)?;
        if slippage < Decimal::ZERO || slippage >= BASIS_POINTS {
            return Err(PaperConfigError::Slippage { observed: slippage });
        }
        Ok(Self { name: name.into(), config })
    }

    /// The answer to a submission, at once.
    pub fn execute(&self, submission: &Submission<'_>) -> SubmitOutcome {
        match self.trade(submission) {
            Ok(fill) => filled(submission.client_order_id, fill, submission.market.now),
            Err(reason) => SubmitOutcome::Rejected { reason },
        }
    }

    fn trade(&self, submission: &Submission<'_>) -> Result<Fill, String> {
        let Submission { client_order_id, instrument, order, market } = *submission;
        if order.order_type != OrderType::Market {
            return Err("The paper venue takes market orders only.".into());
        }
        let qty = instrument.order_qty(order.qty).map_err(|error| format!("Refused: {error}."))?;
        if qty != order.qty {
            let step = instrument.spec().lot_step;
            return Err(format!(
                "Refused: the quantity {} is not a multiple of {step}.",
                order.qty.normalize()
            ));
        }
        let price =
            self.price(order.side, market.last_price).map_err(|error| format!("Refused: {error}."))?;
        let fee = instrument
            .notional(qty, price)
            .and_then(|value| money::multiply(value, self.config.taker_fee_rate))
            .map_err(|error| format!("Refused: {error}."))?;
        Ok(Fill {
            trade_id: format!("{client_order_id}-1"),
            side: order.side,
            qty,
            price,
            fee,
            fee_currency: instrument.spec().quote.clone(),
            liquidity: Liquidity::Taker,
        })
    }

    /// The last price, moved against the order.
    fn price(&self, side: Side, last_price: Decimal) -> Result<Decimal, InstrumentError> {
        if last_price <= Decimal::ZERO {
            return Err(InstrumentError::PriceNotPositive { observed: last_price });
        }
        let slippage = money::share(last_price, self.config.slippage_bps, BASIS_POINTS)?;
        Ok(money::add(last_price, side.signed(slippage))?)
    }
}

impl Venue for PaperVenue {
    fn name(&self) -> &str {
        &self.name
    }

    fn submit<'a>(&'a self, submission: Submission<'a>) -> VenueFuture<'a, SubmitOutcome> {
        Box::pin(std::future::ready(self.execute(&submission)))
    }
}

fn filled(client_order_id: &str, fill: Fill, executed_at: DateTime<Utc>) -> SubmitOutcome {
    SubmitOutcome::Filled { venue_order_id: format!("paper-{client_order_id}"), fill, executed_at }
}

#[cfg(test)]
mod tests;
