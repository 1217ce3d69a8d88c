//! What is held, what it cost and what it earned: netting, linear, exact.
//!
//! The signed cost of the open quantity is kept, not its average price. Every `qty · price ·
//! multiplier` is rounded once and that one number goes into cash and into cost; a close takes its
//! share of the cost, rounded; the last close takes what is left. So from a flat start
//! `cash + qty · mark · multiplier == net + unrealised`, always and to the last digit.

use rust_decimal::Decimal;

use crate::{
    fill::Fill,
    instrument::Instrument,
    money::{self, AmountError},
    side::Side,
};

/// What is held in one instrument. The default is flat.
///
/// Quantities are in the base currency, everything else in the quote currency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// Above zero when long, below when short.
    pub signed_qty: Decimal,
    /// What the open quantity cost, with the quantity's sign.
    pub open_cost: Decimal,
    /// Profit of what was closed, before fees.
    pub gross_realized: Decimal,
    /// Fees paid, less rebates.
    pub fees: Decimal,
    /// Funding received, less funding paid.
    pub funding: Decimal,
}

/// Why a fill cannot be booked. The position is as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PositionError {
    /// The fill's quantity is zero or negative.
    #[error("trade {trade_id} is over {qty}: a fill's quantity is above zero")]
    QtyNotPositive {
        /// The fill's trade.
        trade_id: String,
        /// Its quantity.
        qty: Decimal,
    },
    /// The fee is in a currency that the position does not count in.
    #[error("the fee of trade {trade_id} is in {observed}: the position counts in {quote}")]
    FeeCurrency {
        /// The fill's trade.
        trade_id: String,
        /// The fee's currency.
        observed: String,
        /// The instrument's quote currency.
        quote: String,
    },
    /// A number left the range of amounts.
    #[error(transparent)]
    Amount(#[from] AmountError),
}

impl Position {
    /// Nothing held, and nothing earned.
    pub const FLAT: Self = Self {
        signed_qty: Decimal::ZERO,
        open_cost: Decimal::ZERO,
        gross_realized: Decimal::ZERO,
        fees: Decimal::ZERO,
        funding: Decimal::ZERO,
    };

    /// The position after a fill.
    ///
    /// Past zero it turns around: what the fill closes is realised, the rest opens the other side.
    /// Whether a fill was booked before is the order's to know ([`crate::Order::apply`]).
    pub fn after(&self, fill: &Fill, instrument: &Instrument) -> Result<Self, PositionError> {
        check(fill, instrument)?;
        let held = self.signed_qty.abs();
        let opposes = match fill.side {
            Side::Buy => self.signed_qty < Decimal::ZERO,
            Side::Sell => self.signed_qty > Decimal::ZERO,
        };
        let value = instrument.notional(fill.qty, fill.price)?;
        let signed_qty = money::add(self.signed_qty, fill.side.signed(fill.qty))?;
        let fees = money::add(self.fees, fill.fee)?;
        if !opposes {
            let open_cost = money::add(self.open_cost, fill.side.signed(value))?;
            return Ok(Self { signed_qty, open_cost, fees, ..*self });
        }
        let closing_qty = held.min(fill.qty);
        let closing_value =
            if closing_qty == fill.qty { value } else { instrument.notional(closing_qty, fill.price)? };
        let opening_value = money::subtract(value, closing_value)?;

        // The share of a whole is the whole: the last close leaves no cost behind.
        let closed_cost = money::share(self.open_cost, closing_qty, held)?;
        let proceeds = -fill.side.signed(closing_value);
        let profit = money::subtract(proceeds, closed_cost)?;
        let cost_left = money::subtract(self.open_cost, closed_cost)?;

        Ok(Self {
            signed_qty,
            open_cost: money::add(cost_left, fill.side.signed(opening_value))?,
            gross_realized: money::add(self.gross_realized, profit)?,
            fees,
            funding: self.funding,
        })
    }

    /// Whether nothing is held.
    pub fn is_flat(&self) -> bool {
        self.signed_qty.is_zero()
    }

    /// The average price of what is held, rounded, for display; `None` when flat.
    pub fn average_price(&self, instrument: &Instrument) -> Result<Option<Decimal>, AmountError> {
        let size = money::multiply(self.signed_qty, instrument.spec().multiplier)?;
        if size.is_zero() {
            return Ok(None);
        }
        money::share(self.open_cost, Decimal::ONE, size).map(Some)
    }

    /// What closing at `mark` would earn before fees.
    pub fn unrealized(&self, mark: Decimal, instrument: &Instrument) -> Result<Decimal, AmountError> {
        money::subtract(instrument.notional(self.signed_qty, mark)?, self.open_cost)
    }

    /// Whether what is held `after` a fill closes what was held here: nothing is left, or it is on the other side.
    pub fn is_closed_by(&self, after: &Self) -> bool {
        let turns = self.signed_qty.is_sign_negative() != after.signed_qty.is_sign_negative();
        !self.is_flat() && (after.is_flat() || turns)
    }

    /// What was earned so far: profit of what was closed, less fees, plus funding.
    pub fn net(&self) -> Result<Decimal, AmountError> {
        money::add(money::subtract(self.gross_realized, self.fees)?, self.funding)
    }
}

/// How a fill changes cash, in the quote currency: out for a buy and for its fee, in for a sell.
pub fn cash_flow(fill: &Fill, instrument: &Instrument) -> Result<Decimal, PositionError> {
    check(fill, instrument)?;
    let value = instrument.notional(fill.qty, fill.price)?;
    Ok(money::subtract(-fill.side.signed(value), fill.fee)?)
}

fn check(fill: &Fill, instrument: &Instrument) -> Result<(), PositionError> {
    if fill.qty <= Decimal::ZERO {
        return Err(PositionError::QtyNotPositive { trade_id: fill.trade_id.clone(), qty: fill.qty });
    }
    let quote = &instrument.spec().quote;
    if !fill.fee.is_zero() && fill.fee_currency != *quote {
        return Err(PositionError::FeeCurrency {
            trade_id: fill.trade_id.clone(),
            observed: fill.fee_currency.clone(),
            quote: quote.clone(),
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{InstrumentSpec, Liquidity};

    fn amount(text: &str) -> Decimal {
        money::parse(text).unwrap()
    }

    fn instrument(multiplier: &str) -> Instrument {
        Instrument::new(InstrumentSpec {
            symbol: "BTCUSDT".into(),
            base: "BTC".into(),
            quote: "USDT".into(),
            price_tick: amount("0.01"),
            lot_step: amount("0.001"),
            min_qty: amount("0.001"),
            max_qty: None,
            min_notional: amount("5"),
            multiplier: amount(multiplier),
        })
        .unwrap()
    }

    fn fill(side: Side, qty: &str, price: &str, fee: &str) -> Fill {
        Fill {
            trade_id: "t".into(),
            side,
            qty: amount(qty),
            price: amount(price),
            fee: amount(fee),
            fee_currency: "USDT".into(),
            liquidity: Liquidity::Taker,
        }
    }

    /// The worked table of the trading rules: fee 0.1 %, mark 20500.
    #[test]
    fn books_the_worked_table_to_the_last_digit() {
        let instrument = instrument("1");
        let rows = [
            (Side::Buy, "0.300", "20000", "0.300", Some("20000"), "0", "6.00", "-6.00", "150"),
            (Side::Buy, "0.100", "22000", "0.400", Some("20500"), "0", "8.20", "-8.20", "0"),
            (Side::Sell, "0.150", "23000", "0.250", Some("20500"), "375", "11.65", "363.35", "0"),
            (Side::Sell, "0.400", "21000", "-0.150", Some("21000"), "500", "20.05", "479.95", "75"),
            (Side::Buy, "0.150", "20400", "0", None, "590", "23.11", "566.89", "0"),
        ];
        let mut position = Position::default();
        for (side, qty, price, held, average, gross, fees, net, unrealized) in rows {
            let fee = money::notional(amount(qty), amount(price), amount("0.001")).unwrap();
            position = position.after(&fill(side, qty, price, &fee.to_string()), &instrument).unwrap();
            assert_eq!(position.signed_qty, amount(held));
            assert_eq!(position.average_price(&instrument), Ok(average.map(amount)));
            assert_eq!(position.gross_realized, amount(gross));
            assert_eq!(position.fees, amount(fees));
            assert_eq!(position.net(), Ok(amount(net)));
            assert_eq!(position.unrealized(amount("20500"), &instrument), Ok(amount(unrealized)));
        }
        assert!(position.is_flat());
        assert_eq!(position.open_cost, Decimal::ZERO);
    }

    #[test]
    fn the_last_close_takes_what_rounding_left() {
        let instrument = instrument("1");
        let mut position =
            Position::default().after(&fill(Side::Buy, "3", "0.01", "0"), &instrument).unwrap();
        position.open_cost = amount("0.010000000001");
        for (left, cost) in [("2", "0.006666666667"), ("1", "0.003333333333"), ("0", "0")] {
            position = position.after(&fill(Side::Sell, "1", "1", "0"), &instrument).unwrap();
            assert_eq!((position.signed_qty, position.open_cost), (amount(left), amount(cost)));
        }
        assert_eq!(position.gross_realized, amount("2.989999999999"));
    }

    #[test]
    fn a_multiplier_scales_value_and_not_price() {
        let instrument = instrument("0.01");
        let position = Position::default().after(&fill(Side::Sell, "5", "200", "0"), &instrument).unwrap();
        assert_eq!(position.open_cost, amount("-10"));
        assert_eq!(position.average_price(&instrument), Ok(Some(amount("200"))));
        assert_eq!(position.unrealized(amount("180"), &instrument), Ok(amount("1")));
    }

    #[test]
    fn funding_and_rebates_count_into_net() {
        let rebate = fill(Side::Buy, "1", "100", "-0.02");
        let mut position = Position::default().after(&rebate, &instrument("1")).unwrap();
        position.funding = amount("-0.5");
        assert_eq!(position.net(), Ok(amount("-0.48")));
        let position = position.after(&rebate, &instrument("1")).unwrap();
        assert_eq!(position.funding, amount("-0.5"), "a fill leaves funding alone");
    }

    #[test]
    fn refuses_a_fill_that_it_cannot_count() {
        let empty = fill(Side::Buy, "0", "100", "0");
        let foreign = Fill { fee_currency: "BNB".into(), ..fill(Side::Buy, "1", "100", "0.1") };
        let huge = fill(Side::Buy, "9999999999999999", "9999999999999999", "0");
        let refusal = |fill: &Fill| Position::default().after(fill, &instrument("1")).unwrap_err();
        assert!(matches!(refusal(&empty), PositionError::QtyNotPositive { .. }));
        assert_eq!(
            refusal(&foreign).to_string(),
            "the fee of trade t is in BNB: the position counts in USDT"
        );
        assert_eq!(refusal(&huge), PositionError::Amount(AmountError::OutOfRange));
    }
}
