//! Why a rule refuses, and a decision as it is stored.

use std::fmt;

use super::{Case, Decision};
use crate::{instrument::InstrumentError, money::AmountError, order::DraftError};

/// Which rule refused, what it allows, and what it saw. Its text is a sentence for a person.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Refusal {
    /// The rule.
    pub rule: Rule,
    /// What the rule allows: an amount, or a word.
    pub limit: String,
    /// What it saw: an amount, or a word.
    pub observed: String,
    /// What happened and what can be done.
    pub message: String,
}

/// Declares the rules, each with the name that machines match on.
macro_rules! rules {
    ($($(#[$doc:meta])+ $rule:ident = $name:literal,)+) => {
        /// The rules, by names that stay.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Rule {
            $($(#[$doc])+ $rule,)+
        }

        impl Rule {
            /// Every rule, in the order of declaration.
            pub const ALL: &[Self] = &[$(Self::$rule,)+];

            /// The name that machines match on.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$rule => $name,)+
                }
            }
        }
    };
}

rules! {
    /// Every rule: what an acceptance is stored under.
    EveryRule = "every_rule",
    /// Trading is not halted.
    KillSwitch = "kill_switch",
    /// The bot runs.
    BotRunning = "bot_running",
    /// The signal is young enough.
    SignalAge = "signal_age",
    /// The instrument is not locked for the bot.
    PairLock = "pair_lock",
    /// The last loss is long enough ago.
    Cooldown = "cooldown",
    /// The day's loss is below the limit.
    MaxDailyLoss = "max_daily_loss",
    /// The fall from the highest equity is below the limit.
    MaxDrawdown = "max_drawdown",
    /// There are not too many orders a minute.
    OrderRate = "order_rate",
    /// There are not too many open positions.
    MaxOpenPositions = "max_open_positions",
    /// The order's value is at most the largest.
    MaxOrderNotional = "max_order_notional",
    /// The value of everything held is at most the largest.
    MaxTotalNotional = "max_total_notional",
    /// The value of everything held is at most so many times the equity.
    MaxLeverage = "max_leverage",
    /// A close has something to close.
    OpenPosition = "open_position",
    /// A reduce-only order has something to reduce.
    ReduceOnly = "reduce_only",
    /// A price is known.
    PriceKnown = "price_known",
    /// The order has the prices that its type has, and no other.
    OrderPrices = "order_prices",
    /// The trigger is on the side that the market has not reached.
    TriggerSide = "trigger_side",
    /// A post-only order can wait in the book.
    PostOnly = "post_only",
    /// The quantity is above zero.
    QtyPositive = "qty_positive",
    /// The quantity is at least one step.
    LotStep = "lot_step",
    /// The quantity is at least the instrument's smallest.
    MinQty = "min_qty",
    /// The quantity is at most the instrument's largest.
    MaxQty = "max_qty",
    /// The value is at least the instrument's smallest.
    MinNotional = "min_notional",
    /// The price is on the instrument's tick.
    PriceTick = "price_tick",
    /// The instrument's own record makes sense.
    InstrumentRecord = "instrument_record",
    /// Every number fits an amount.
    AmountRange = "amount_range",
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What became of a signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// It became an order.
    Accepted,
    /// A rule refused it.
    Refused,
    /// What is held is what it wants.
    Unneeded,
}

impl Verdict {
    /// The name on the wire and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "ACCEPTED",
            Self::Refused => "REFUSED",
            Self::Unneeded => "UNNEEDED",
        }
    }
}

/// A decision as it is stored, whatever it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RiskDecision {
    /// What became of the signal.
    pub verdict: Verdict,
    /// The rule that refused; [`Rule::EveryRule`] where none did.
    pub rule: Rule,
    /// What the rule allows: an amount, or a word.
    pub limit: String,
    /// What it saw: an amount, or a word.
    pub observed: String,
    /// A sentence for a person.
    pub message: String,
}

impl Decision {
    /// The decision of a case, to be stored.
    pub fn record(&self, case: &Case<'_>) -> RiskDecision {
        let spec = case.instrument.spec();
        let (verdict, observed, message) = match self {
            Self::Refuse(Refusal { rule, limit, observed, message }) => {
                let (limit, observed, message) = (limit.clone(), observed.clone(), message.clone());
                return RiskDecision { verdict: Verdict::Refused, rule: *rule, limit, observed, message };
            }
            Self::Accept(draft) => {
                let order = format!("{} {} {} {}", draft.order_type, draft.side, draft.qty, spec.symbol);
                let message = format!("Within every limit: {order}.");
                (Verdict::Accepted, order, message)
            }
            Self::Nothing => {
                let held = case.position.signed_qty.normalize();
                let message = format!("The bot holds {held} {} of {}, as wanted.", spec.base, spec.symbol);
                (Verdict::Unneeded, held.to_string(), message)
            }
        };
        RiskDecision { verdict, rule: Rule::EveryRule, limit: "every limit".into(), observed, message }
    }
}

impl From<InstrumentError> for Refusal {
    fn from(error: InstrumentError) -> Self {
        let (rule, limit, observed) = match &error {
            InstrumentError::QtyNotPositive { observed } => (Rule::QtyPositive, "above 0".into(), observed),
            InstrumentError::BelowLotStep { observed, lot_step, .. } => {
                (Rule::LotStep, lot_step.to_string(), observed)
            }
            InstrumentError::BelowMinQty { observed, min_qty, .. } => {
                (Rule::MinQty, min_qty.to_string(), observed)
            }
            InstrumentError::AboveMaxQty { observed, max_qty, .. } => {
                (Rule::MaxQty, max_qty.to_string(), observed)
            }
            InstrumentError::BelowMinNotional { observed, min_notional, .. } => {
                (Rule::MinNotional, min_notional.to_string(), observed)
            }
            InstrumentError::PriceNotPositive { observed } => (Rule::PriceKnown, "above 0".into(), observed),
            InstrumentError::PriceOffTick { observed, price_tick, .. } => {
                (Rule::PriceTick, price_tick.to_string(), observed)
            }
            InstrumentError::Broken { observed, must, .. } => {
                (Rule::InstrumentRecord, (*must).into(), observed)
            }
            InstrumentError::Amount(error) => return Self::from(*error),
        };
        Self { rule, limit, observed: observed.to_string(), message: format!("Refused: {error}.") }
    }
}

impl From<DraftError> for Refusal {
    fn from(error: DraftError) -> Self {
        let (rule, limit, observed): (_, String, String) = match &error {
            DraftError::PriceMissing { .. } => (Rule::OrderPrices, "a price".into(), "none".into()),
            DraftError::PriceUnexpected { observed, .. } => {
                (Rule::OrderPrices, "no price".into(), observed.normalize().to_string())
            }
            DraftError::TriggerMissing { .. } => (Rule::OrderPrices, "a trigger price".into(), "none".into()),
            DraftError::TriggerUnexpected { observed, .. } => {
                (Rule::OrderPrices, "no trigger price".into(), observed.normalize().to_string())
            }
            DraftError::TriggerPassed { order_type, side, observed, last } => {
                let way = if order_type.triggers_upward(*side) { "above" } else { "below" };
                (Rule::TriggerSide, format!("{way} {}", last.normalize()), observed.normalize().to_string())
            }
            DraftError::PostOnly { order_type, time_in_force } => {
                (Rule::PostOnly, "LIMIT GTC".into(), format!("{order_type} {time_in_force}"))
            }
            DraftError::Instrument(error) => return Self::from(error.clone()),
        };
        Self { rule, limit, observed, message: format!("Refused: {error}.") }
    }
}

impl From<AmountError> for Refusal {
    fn from(error: AmountError) -> Self {
        Self {
            rule: Rule::AmountRange,
            limit: "12 places, 16 digits before the point".into(),
            observed: error.to_string(),
            message: format!("The order's numbers do not fit: {error}. Send a smaller quantity or price."),
        }
    }
}
