//! Whether a signal may become an order, and which: a list of rules, the first refusal stands.

use std::fmt;

use rust_decimal::Decimal;

use crate::{
    instrument::{Instrument, InstrumentError},
    money::AmountError,
    order::OrderDraft,
    position::Position,
    side::Side,
};

/// What a signal wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intent {
    /// To trade a quantity, in the base currency.
    Order {
        /// Which way.
        side: Side,
        /// How much.
        qty: Decimal,
    },
    /// To close what the bot holds in the instrument.
    Close,
}

/// Whether a bot may trade.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BotStatus {
    /// It does not run.
    Stopped,
    /// It runs and may trade.
    Running,
    /// It runs and may not trade.
    Paused,
}

impl fmt::Display for BotStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Stopped => "STOPPED",
            Self::Running => "RUNNING",
            Self::Paused => "PAUSED",
        })
    }
}

/// What bounds a bot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BotLimits {
    /// Whether it may trade.
    pub status: BotStatus,
    /// The largest value of one order, in the quote currency, where there is a limit.
    pub max_order_notional: Option<Decimal>,
}

/// Everything that a decision looks at.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// What the signal wants.
    pub intent: Intent,
    /// What bounds its bot.
    pub bot: BotLimits,
    /// The instrument it names.
    pub instrument: &'a Instrument,
    /// What the bot holds in the instrument; flat where it holds nothing.
    pub position: Position,
    /// The last price known for the instrument, in the quote currency.
    pub last_price: Option<Decimal>,
}

/// The answer to a signal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Send this.
    Accept(OrderDraft),
    /// Send nothing.
    Refuse(Refusal),
}

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

/// The rules, by names that stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rule {
    /// The bot runs.
    BotRunning,
    /// A close has something to close.
    OpenPosition,
    /// A price is known.
    PriceKnown,
    /// The quantity is above zero.
    QtyPositive,
    /// The quantity is at least one step.
    LotStep,
    /// The quantity is at least the instrument's smallest.
    MinQty,
    /// The quantity is at most the instrument's largest.
    MaxQty,
    /// The value is at least the instrument's smallest.
    MinNotional,
    /// The value is at most the bot's largest.
    MaxOrderNotional,
    /// The price is on the instrument's tick.
    PriceTick,
    /// The instrument's own record makes sense.
    InstrumentRecord,
    /// Every number fits an amount.
    AmountRange,
}

impl Rule {
    /// The name that machines match on.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::BotRunning => "bot_running",
            Self::OpenPosition => "open_position",
            Self::PriceKnown => "price_known",
            Self::QtyPositive => "qty_positive",
            Self::LotStep => "lot_step",
            Self::MinQty => "min_qty",
            Self::MaxQty => "max_qty",
            Self::MinNotional => "min_notional",
            Self::MaxOrderNotional => "max_order_notional",
            Self::PriceTick => "price_tick",
            Self::InstrumentRecord => "instrument_record",
            Self::AmountRange => "amount_range",
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

type CaseRule = fn(&Case<'_>) -> Result<(), Refusal>;
type OrderRule = fn(&Case<'_>, &Proposal) -> Result<(), Refusal>;

/// Rules that look at the case alone, in order.
const CASE_RULES: &[CaseRule] = &[bot_running];

/// Rules that look at the order that the case would become, in order.
const ORDER_RULES: &[OrderRule] = &[least_order, max_order_notional];

/// The order that a case would become, and what it is worth.
struct Proposal {
    draft: OrderDraft,
    /// In the quote currency.
    notional: Decimal,
}

/// Decides what becomes of a signal.
///
/// A close becomes a reduce-only market order of the open quantity, floored to the lot step. The smallest
/// order and the limit on an order's value do not bind it, so that what is held can be closed whatever it
/// is worth; the instrument's largest order does.
pub fn decide(case: &Case<'_>) -> Decision {
    match order_for(case) {
        Ok(draft) => Decision::Accept(draft),
        Err(refusal) => Decision::Refuse(refusal),
    }
}

fn order_for(case: &Case<'_>) -> Result<OrderDraft, Refusal> {
    CASE_RULES.iter().try_for_each(|rule| rule(case))?;
    let proposal = propose(case)?;
    ORDER_RULES.iter().try_for_each(|rule| rule(case, &proposal))?;
    Ok(proposal.draft)
}

/// The order that the case asks for, within what the instrument can express.
fn propose(case: &Case<'_>) -> Result<Proposal, Refusal> {
    let (side, wanted, reduce_only) = match case.intent {
        Intent::Order { side, qty } => (side, qty, false),
        Intent::Close => {
            let (side, held) = what_closes(case)?;
            (side, held, true)
        }
    };
    let price = known_price(case)?;
    let qty = case.instrument.order_qty(wanted).map_err(Refusal::from)?;
    let notional = case.instrument.notional(qty, price).map_err(Refusal::from)?;
    Ok(Proposal { draft: OrderDraft { reduce_only, ..OrderDraft::market(side, qty) }, notional })
}

fn bot_running(case: &Case<'_>) -> Result<(), Refusal> {
    match case.bot.status {
        BotStatus::Running => Ok(()),
        status => Err(Refusal {
            rule: Rule::BotRunning,
            limit: BotStatus::Running.to_string(),
            observed: status.to_string(),
            message: format!("The bot is {status}; start it, then send the signal again."),
        }),
    }
}

fn what_closes(case: &Case<'_>) -> Result<(Side, Decimal), Refusal> {
    let held = case.position.signed_qty;
    if held.is_zero() {
        let symbol = &case.instrument.spec().symbol;
        return Err(Refusal {
            rule: Rule::OpenPosition,
            limit: "an open position".into(),
            observed: "none".into(),
            message: format!("There is nothing to close: the bot holds no {symbol}."),
        });
    }
    let side = if held.is_sign_positive() { Side::Sell } else { Side::Buy };
    Ok((side, held.abs()))
}

fn known_price(case: &Case<'_>) -> Result<Decimal, Refusal> {
    match case.last_price {
        Some(price) if price > Decimal::ZERO => Ok(price),
        other => Err(Refusal {
            rule: Rule::PriceKnown,
            limit: "a price above zero".into(),
            observed: other.map_or_else(|| "none".into(), |price| price.normalize().to_string()),
            message: format!(
                "No price is known for {}; send the last price with the signal.",
                case.instrument.spec().symbol
            ),
        }),
    }
}

fn least_order(case: &Case<'_>, proposal: &Proposal) -> Result<(), Refusal> {
    if proposal.draft.reduce_only {
        return Ok(());
    }
    case.instrument.check_least(proposal.draft.qty, proposal.notional).map_err(Refusal::from)
}

fn max_order_notional(case: &Case<'_>, proposal: &Proposal) -> Result<(), Refusal> {
    match case.bot.max_order_notional {
        Some(limit) if proposal.notional > limit && !proposal.draft.reduce_only => {
            let (quote, observed) = (&case.instrument.spec().quote, proposal.notional);
            let limit = limit.normalize();
            Err(Refusal {
                rule: Rule::MaxOrderNotional,
                limit: limit.to_string(),
                observed: observed.to_string(),
                message: format!(
                    "The order is worth {observed} {quote}; the bot may send {limit} {quote} at a time. \
                     Send a smaller quantity or raise the bot's limit."
                ),
            })
        }
        _ => Ok(()),
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

#[cfg(test)]
mod tests;
