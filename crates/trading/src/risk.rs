//! Whether a signal may become an order, and which: a list of rules, the first refusal stands.

mod limits;
mod refusal;
mod switch;
mod working;

use std::{fmt, time::Duration};

use rust_decimal::{Decimal, dec};

use self::working::away_from;
pub use self::{
    limits::{Bounds, Exposure, Limits, PairLock, Scope},
    refusal::{Refusal, RiskDecision, Rule, Verdict},
    switch::{Switches, TradingState},
    working::{WorkingQty, opening_qty, reduces},
};
use crate::{
    instrument::Instrument,
    money::{self, AmountError},
    order::OrderDraft,
    position::Position,
    side::Side,
};

/// What is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intent {
    /// To send this order.
    Order(OrderDraft),
    /// To close what the bot holds in the instrument; refused where it holds nothing.
    Close,
    /// To hold this much in the instrument, below zero for short: the difference to what is held and to what its
    /// working orders will add is traded at the market.
    Target {
        /// In the base currency.
        signed_qty: Decimal,
    },
    /// To hold nothing in the instrument, whatever state the bot is in and however old the wish: what a person asks
    /// for. Where nothing is held, nothing is sent.
    Flatten,
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

/// Everything that a decision looks at.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// What is wanted.
    pub intent: Intent,
    /// Whether its bot may trade.
    pub bot: BotStatus,
    /// The kill switches above it.
    pub switches: Switches,
    /// The instrument it names.
    pub instrument: &'a Instrument,
    /// What the bot holds in the instrument; flat where it holds nothing.
    pub position: Position,
    /// What is left of the bot's working orders in the instrument.
    pub working: WorkingQty,
    /// What orders at the market are still to change of what the bot holds: bought less sold, in the base currency.
    pub on_its_way: Decimal,
    /// The last price known for the instrument, in the quote currency.
    pub last_price: Option<Decimal>,
    /// How long ago the sender saw reason for it; or how far ahead of ours its clock is, where that is later than now.
    pub signal_age: Duration,
    /// Whether the bot may open nothing in the instrument for a while.
    pub pair_lock: Option<PairLock<'a>>,
    /// The limits that apply, scope by scope.
    pub bounds: &'a [Bounds],
}

impl<'a> Case<'a> {
    /// A new wish of a running bot that holds nothing, with no limit and no switch: a case to begin from.
    pub const fn unbounded(intent: Intent, instrument: &'a Instrument) -> Self {
        Self {
            intent,
            bot: BotStatus::Running,
            switches: Switches::ACTIVE,
            instrument,
            position: Position::FLAT,
            working: WorkingQty::NONE,
            on_its_way: Decimal::ZERO,
            last_price: None,
            signal_age: Duration::ZERO,
            pair_lock: None,
            bounds: &[],
        }
    }
}

/// The answer to a signal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Send this.
    Accept(OrderDraft),
    /// Send nothing, and all is well: what is held is what is wanted.
    Nothing,
    /// Send nothing: a rule refuses.
    Refuse(Refusal),
}

/// The most that a position may be worth when it is opened or enlarged, in the quote currency. A hundredth of what an
/// amount reaches, so that what it earns or loses until it is closed can be written down.
const LARGEST_VALUE: Decimal = dec!(100_000_000_000_000);

/// The order that a case would become.
struct Proposal {
    draft: OrderDraft,
    /// Its value, in the quote currency.
    notional: Decimal,
    /// What it is valued at: see [`OrderDraft::highest_price`].
    price: Decimal,
    /// Makes what is held smaller, and does not turn it.
    reduces: bool,
}

impl Proposal {
    /// How much more would be at stake once it has traded, in the quote currency; zero where it is less.
    fn added_notional(&self, case: &Case<'_>) -> Result<Decimal, AmountError> {
        let OrderDraft { side, qty, .. } = self.draft;
        let more = opening_qty(case.position.signed_qty, case.working.on(side), side, qty)?;
        case.instrument.notional(more, self.price)
    }
}

/// Decides what becomes of a signal.
///
/// What reduces a position passes every limit on exposure and the instrument's smallest order, so that what is held can
/// be closed whatever it is worth; the instrument's largest order and the kill switch bind it ([`Switches`]). What passes
/// for that reason alone leaves as reduce-only: whatever else of the bot trades before it, it turns nothing.
pub fn decide(case: &Case<'_>) -> Decision {
    match order_for(case) {
        Ok(Some(draft)) => Decision::Accept(draft),
        Ok(None) => Decision::Nothing,
        Err(refusal) => Decision::Refuse(refusal),
    }
}

/// Whether the signal is listened to at all, which binds what reduces as well: no halt, the bot runs, it is not too old.
pub fn admit(case: &Case<'_>) -> Result<(), Refusal> {
    case.switches.admit(true)?;
    if case.intent != Intent::Flatten {
        bot_running(case)?;
        case.bounds.iter().try_for_each(|bounds| limits::signal_age(bounds, case))?;
    }
    Ok(())
}

/// Whether so much can be held at that price, with room for what it earns or loses.
pub fn is_in_range(instrument: &Instrument, qty: Decimal, price: Decimal) -> bool {
    instrument.notional(qty.abs(), price).is_ok_and(|value| value <= LARGEST_VALUE)
}

fn order_for(case: &Case<'_>) -> Result<Option<OrderDraft>, Refusal> {
    admit(case)?;
    let Some(draft) = wanted(case)? else { return Ok(None) };
    let proposal = propose(case, &draft)?;
    match may_open(case, &proposal) {
        Ok(()) => Ok(Some(proposal.draft)),
        Err(_) if proposal.reduces => Ok(Some(OrderDraft { reduce_only: true, ..proposal.draft })),
        Err(refusal) => Err(refusal),
    }
}

/// Whether the order may open or enlarge a position.
fn may_open(case: &Case<'_>, proposal: &Proposal) -> Result<(), Refusal> {
    case.switches.admit(false)?;
    limits::pair_lock(case)?;
    case.instrument.check_least(proposal.draft.qty, proposal.notional)?;
    value_in_range(case, proposal)?;
    for rule in limits::LIMIT_RULES {
        case.bounds.iter().try_for_each(|bounds| rule(bounds, case, proposal))?;
    }
    Ok(())
}

/// The order that would do what is wanted, before the instrument has its say; `None` where nothing is to be done.
fn wanted(case: &Case<'_>) -> Result<Option<OrderDraft>, Refusal> {
    let held = case.position.signed_qty;
    match case.intent {
        Intent::Order(draft) if draft.reduce_only => reduced_to_held(case, draft).map(Some),
        Intent::Order(draft) => Ok(Some(draft)),
        Intent::Close if held.is_zero() => Err(nothing_open(case)),
        Intent::Flatten if held.is_zero() => Ok(None),
        Intent::Close | Intent::Flatten => {
            let draft = OrderDraft::market(away_from(held), held.abs());
            Ok(Some(OrderDraft { reduce_only: true, ..draft }))
        }
        Intent::Target { signed_qty } => towards(case, signed_qty),
    }
}

/// The market order from what is held, and on its way to be, to the target; `None` for less than a step. What rests counts
/// for nothing: it may never trade.
fn towards(case: &Case<'_>, target: Decimal) -> Result<Option<OrderDraft>, Refusal> {
    let held = case.position.signed_qty;
    let expected = money::add(held, case.on_its_way)?;
    let missing = money::subtract(target, expected)?;
    if missing.is_zero() || case.instrument.floor_qty(missing.abs())?.is_zero() {
        return Ok(None);
    }
    let side = if missing > Decimal::ZERO { Side::Buy } else { Side::Sell };
    let draft = OrderDraft::market(side, missing.abs());
    let reduce_only = [held, expected].iter().all(|held| reduces(*held, Decimal::ZERO, &draft));
    Ok(Some(OrderDraft { reduce_only, ..draft }))
}

/// A reduce-only order of what is held at most, as a venue would have it.
fn reduced_to_held(case: &Case<'_>, draft: OrderDraft) -> Result<OrderDraft, Refusal> {
    let held = case.position.signed_qty;
    if held.is_zero() || draft.side != away_from(held) {
        let (side, symbol) = (draft.side, &case.instrument.spec().symbol);
        return Err(Refusal {
            rule: Rule::ReduceOnly,
            limit: "a position on the other side".into(),
            observed: held.normalize().to_string(),
            message: format!(
                "The order is reduce-only, and a {side} reduces nothing: the bot holds {} {symbol}.",
                held.normalize()
            ),
        });
    }
    Ok(OrderDraft { qty: draft.qty.min(held.abs()), ..draft })
}

/// The order within what the instrument can express, and its value.
fn propose(case: &Case<'_>, draft: &OrderDraft) -> Result<Proposal, Refusal> {
    let last_price = case.last_price.filter(|price| *price > Decimal::ZERO);
    let Some(price) = draft.highest_price(last_price) else { return Err(price_unknown(case)) };
    let draft = draft.fitted(case.instrument, last_price)?;
    let notional = case.instrument.notional(draft.qty, price)?;
    let reduces = reduces(case.position.signed_qty, Decimal::ZERO, &draft);
    Ok(Proposal { draft, notional, price, reduces })
}

fn bot_running(case: &Case<'_>) -> Result<(), Refusal> {
    match case.bot {
        BotStatus::Running => Ok(()),
        status => Err(Refusal {
            rule: Rule::BotRunning,
            limit: BotStatus::Running.to_string(),
            observed: status.to_string(),
            message: format!("The bot is {status}; start it, then send the signal again."),
        }),
    }
}

fn value_in_range(case: &Case<'_>, proposal: &Proposal) -> Result<(), Refusal> {
    let Proposal { draft: OrderDraft { side, qty, .. }, price, .. } = *proposal;
    let working = money::add(case.working.on(side), qty)?;
    let held = money::add(case.position.signed_qty, side.signed(working))?;
    if is_in_range(case.instrument, held, price) {
        return Ok(());
    }
    Err(Refusal {
        rule: Rule::AmountRange,
        limit: LARGEST_VALUE.to_string(),
        observed: format!("{} at {}", held.normalize(), price.normalize()),
        message: format!(
            "The bot might come to hold {} {} at {}, which is worth more than can be accounted for. Send a smaller quantity or price.",
            held.normalize(),
            case.instrument.spec().symbol,
            price.normalize()
        ),
    })
}

fn nothing_open(case: &Case<'_>) -> Refusal {
    let symbol = &case.instrument.spec().symbol;
    Refusal {
        rule: Rule::OpenPosition,
        limit: "an open position".into(),
        observed: "none".into(),
        message: format!("There is nothing to close: the bot holds no {symbol}."),
    }
}

fn price_unknown(case: &Case<'_>) -> Refusal {
    let symbol = &case.instrument.spec().symbol;
    Refusal {
        rule: Rule::PriceKnown,
        limit: "a price above zero".into(),
        observed: case.last_price.map_or_else(|| "none".into(), |price| price.normalize().to_string()),
        message: format!("No price is known for {symbol}; send the last price with the signal."),
    }
}

#[cfg(test)]
mod tests;
