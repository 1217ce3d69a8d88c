//! What a bot's working orders may add to what it holds.

use rust_decimal::Decimal;

use crate::{
    money::{self, AmountError},
    order::OrderDraft,
    side::Side,
};

/// What is left of a bot's working orders in an instrument, side by side, in the base currency. Reduce-only ones do not
/// count: they add nothing, whatever trades before them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WorkingQty {
    /// Of those that buy.
    pub buys: Decimal,
    /// Of those that sell.
    pub sells: Decimal,
}

impl WorkingQty {
    /// No order works.
    pub const NONE: Self = Self { buys: Decimal::ZERO, sells: Decimal::ZERO };

    /// With what is left of another order.
    pub fn with(self, side: Side, left: Decimal) -> Result<Self, AmountError> {
        Ok(match side {
            Side::Buy => Self { buys: money::add(self.buys, left)?, ..self },
            Side::Sell => Self { sells: money::add(self.sells, left)?, ..self },
        })
    }

    /// What is left of those on a side.
    pub const fn on(&self, side: Side) -> Decimal {
        match side {
            Side::Buy => self.buys,
            Side::Sell => self.sells,
        }
    }
}

/// Whether the order makes what is held smaller and does not turn it, should those that work on its side (`ahead`) trade
/// before it. A reduce-only one never does: its venue sees to that.
pub fn reduces(held: Decimal, ahead: Decimal, draft: &OrderDraft) -> bool {
    let ahead = if draft.reduce_only { Decimal::ZERO } else { ahead };
    let is_within = ahead.checked_add(draft.qty).is_some_and(|qty| qty <= held.abs());
    !held.is_zero() && draft.side == away_from(held) && is_within
}

/// How much of an order opens or enlarges a position, where those that work on its side (`ahead`) trade before it: nothing
/// of what only takes from the other side. In the base currency.
pub fn opening_qty(held: Decimal, ahead: Decimal, side: Side, qty: Decimal) -> Result<Decimal, AmountError> {
    let before = money::add(held, side.signed(ahead))?;
    let after = money::add(before, side.signed(qty))?;
    Ok(money::subtract(after.abs(), before.abs())?.max(Decimal::ZERO))
}

/// The side that takes from what is held.
pub(super) const fn away_from(held: Decimal) -> Side {
    if held.is_sign_negative() { Side::Buy } else { Side::Sell }
}
