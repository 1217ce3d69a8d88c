//! The account: cash, what is held, and what each closed position made.

use rust_decimal::Decimal;
use trading::{
    AmountError, Fill, Instrument, Position, PositionError, candle::Millis, money, position::cash_flow,
};

use crate::report::Trade;

/// The account, in one instrument.
#[derive(Debug)]
pub(crate) struct Account {
    pub(crate) cash: Decimal,
    pub(crate) position: Position,
    pub(crate) trades: Vec<Trade>,
    /// What each closed position made, after fees.
    pub(crate) results: Vec<Decimal>,
    /// What the open one has made so far, after fees.
    open_result: Decimal,
}

impl Account {
    pub(crate) fn new(cash: Decimal) -> Self {
        Self {
            cash,
            position: Position::FLAT,
            trades: Vec::new(),
            results: Vec::new(),
            open_result: Decimal::ZERO,
        }
    }

    /// Books an execution.
    pub(crate) fn book(
        &mut self,
        fill: &Fill,
        at: Millis,
        instrument: &Instrument,
    ) -> Result<(), PositionError> {
        let (before, after) = (self.position, self.position.after(fill, instrument)?);
        let realized = money::subtract(after.gross_realized, before.gross_realized)?;
        let closes = before.is_closed_by(&after);
        // A fill that turns a position ends one and begins another: its fee belongs to each in its share.
        let opening_fee =
            if closes { money::share(fill.fee, after.signed_qty.abs(), fill.qty)? } else { Decimal::ZERO };
        let made = money::subtract(realized, money::subtract(fill.fee, opening_fee)?)?;
        self.open_result = money::add(self.open_result, made)?;
        if closes {
            self.results.push(self.open_result);
            self.open_result = -opening_fee;
        }
        self.cash = money::add(self.cash, cash_flow(fill, instrument)?)?;
        self.position = after;
        let Fill { side, qty, price, fee, .. } = *fill;
        self.trades.push(Trade { at, side, qty, price, fee, realized, signed_qty: after.signed_qty });
        Ok(())
    }

    /// What it is worth at a price.
    pub(crate) fn equity(&self, price: Decimal, instrument: &Instrument) -> Result<Decimal, AmountError> {
        if self.position.is_flat() {
            return Ok(self.cash);
        }
        money::add(self.cash, instrument.notional(self.position.signed_qty, price)?)
    }
}
