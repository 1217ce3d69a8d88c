//! The limits of a tenant, a bot or an instrument, and what each is held against.

use std::{fmt, time::Duration};

use rust_decimal::Decimal;

use super::{
    Case, Proposal, WorkingQty,
    refusal::{Refusal, Rule},
};
use crate::money;

/// Whose limits they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// All bots of the tenant together.
    Tenant,
    /// The bot.
    Bot,
    /// The one instrument: of the bot, or of the whole tenant.
    Instrument,
}

impl Scope {
    /// The name on the wire and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Tenant => "TENANT",
            Self::Bot => "BOT",
            Self::Instrument => "INSTRUMENT",
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Tenant => "the team",
            Self::Bot => "the bot",
            Self::Instrument => "the instrument",
        })
    }
}

/// Limits of one scope; what is `None` is not limited. Money is in the quote currency.
///
/// They bind what opens or enlarges a position; what reduces one passes, so that one can always get out. The age binds
/// every signal, since a stale one is nobody's wish any more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// How many positions may be open at a time.
    pub max_open_positions: Option<u32>,
    /// The largest value of one order.
    pub max_order_notional: Option<Decimal>,
    /// The largest value of all positions and of the orders that would enlarge them.
    pub max_total_notional: Option<Decimal>,
    /// How many times the equity that value may be.
    pub max_leverage: Option<Decimal>,
    /// The loss since midnight UTC, open positions included, at which nothing more is opened; above zero.
    pub max_daily_loss: Option<Decimal>,
    /// The fall from the highest equity, as a share of it (0.2 is a fifth), at which nothing more is opened.
    pub max_drawdown: Option<Decimal>,
    /// How long nothing is opened after a position was closed, or turned, with a loss.
    pub cooldown: Option<Duration>,
    /// How old a signal may be.
    pub max_signal_age: Option<Duration>,
    /// How many orders may be sent within a minute.
    pub max_orders_per_minute: Option<u32>,
}

/// What a scope's limits are held against, before the order. The default is a scope in which nothing has happened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Exposure {
    /// Open positions, and instruments in which a working order would open one.
    pub open_positions: u32,
    /// The value, without sign, of all positions and of the orders that would enlarge them.
    pub total_notional: Decimal,
    /// What the scope is worth; `None` where nobody knows, which no leverage allows.
    pub equity: Option<Decimal>,
    /// The result since midnight UTC, open positions included: below zero is a loss.
    pub day_result: Decimal,
    /// The fall from the highest equity, as a share of it: 0.2 is a fifth.
    pub drawdown: Decimal,
    /// How long ago a position was last closed, or turned, with a loss.
    pub since_loss: Option<Duration>,
    /// Orders of the last minute.
    pub orders_last_minute: u32,
}

/// One scope's limits and what they are held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Whose they are.
    pub scope: Scope,
    /// What is allowed.
    pub limits: Limits,
    /// What there is.
    pub exposure: Exposure,
}

/// Nothing is opened in the instrument for a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PairLock<'a> {
    /// Why, for a person.
    pub reason: &'a str,
    /// How long still; `None` until somebody lifts it.
    pub left: Option<Duration>,
}

type LimitRule = fn(&Bounds, &Case<'_>, &Proposal) -> Result<(), Refusal>;

/// The rules that bind what opens or enlarges a position, in order; each is asked for every scope.
pub(super) const LIMIT_RULES: &[LimitRule] =
    &[cooldown, daily_loss, drawdown, order_rate, open_positions, order_notional, total_notional, leverage];

/// Refuses a signal that is older than a scope allows, or so far ahead that its age is not known.
pub(super) fn signal_age(bounds: &Bounds, case: &Case<'_>) -> Result<(), Refusal> {
    let (Bounds { scope, .. }, age) = (bounds, case.signal_age);
    match bounds.limits.max_signal_age {
        Some(limit) if age > limit => Err(Refusal {
            rule: Rule::SignalAge,
            limit: seconds(limit),
            observed: seconds(age),
            message: format!(
                "The signal's time is {} off the server's; {scope} takes none of more than {}. Check the sender's clock and its way here.",
                seconds(age),
                seconds(limit)
            ),
        }),
        _ => Ok(()),
    }
}

/// Refuses to open in an instrument that is locked.
pub(super) fn pair_lock(case: &Case<'_>) -> Result<(), Refusal> {
    let Some(PairLock { reason, left }) = case.pair_lock else { return Ok(()) };
    let symbol = &case.instrument.spec().symbol;
    let left = left.map_or_else(|| "until it is lifted".into(), |left| format!("for {} more", seconds(left)));
    Err(Refusal {
        rule: Rule::PairLock,
        limit: "no lock".into(),
        observed: reason.to_owned(),
        message: format!("{symbol} is locked for the bot {left}: {reason}."),
    })
}

fn cooldown(bounds: &Bounds, _: &Case<'_>, _: &Proposal) -> Result<(), Refusal> {
    let Bounds { scope, limits, exposure } = bounds;
    match (limits.cooldown, exposure.since_loss) {
        (Some(limit), Some(since)) if since < limit => Err(Refusal {
            rule: Rule::Cooldown,
            limit: seconds(limit),
            observed: seconds(since),
            message: format!(
                "The last loss of {scope} was {} ago; it opens nothing for {} after one. Send this again then.",
                seconds(since),
                seconds(limit)
            ),
        }),
        _ => Ok(()),
    }
}

fn daily_loss(bounds: &Bounds, case: &Case<'_>, _: &Proposal) -> Result<(), Refusal> {
    let Bounds { scope, limits, exposure } = bounds;
    let (loss, quote) = (-exposure.day_result, &case.instrument.spec().quote);
    let way_out = "It opens nothing more until midnight UTC, unless its limit is raised.";
    at_least(limits.max_daily_loss, loss, Rule::MaxDailyLoss, |limit, loss| {
        format!("Today {scope} lost {loss} {quote}, and may lose {limit} {quote} a day. {way_out}")
    })
}

fn drawdown(bounds: &Bounds, _: &Case<'_>, _: &Proposal) -> Result<(), Refusal> {
    let Bounds { scope, limits, exposure } = bounds;
    at_least(limits.max_drawdown, exposure.drawdown, Rule::MaxDrawdown, |limit, fall| {
        format!(
            "The equity of {scope} is {fall} of its peak below it, and may fall by {limit}. \
             It opens nothing more, unless its limit is raised."
        )
    })
}

fn order_rate(bounds: &Bounds, _: &Case<'_>, _: &Proposal) -> Result<(), Refusal> {
    let Bounds { scope, limits, exposure } = bounds;
    match (limits.max_orders_per_minute, exposure.orders_last_minute) {
        (Some(limit), sent) if sent >= limit => Err(Refusal {
            rule: Rule::OrderRate,
            limit: limit.to_string(),
            observed: sent.to_string(),
            message: format!(
                "Orders that {scope} sent in the last minute: {sent}; it may send {limit}. Send fewer signals."
            ),
        }),
        _ => Ok(()),
    }
}

fn open_positions(bounds: &Bounds, case: &Case<'_>, _: &Proposal) -> Result<(), Refusal> {
    let Bounds { scope, limits, exposure } = bounds;
    let opens = case.position.is_flat() && case.working == WorkingQty::NONE;
    match (limits.max_open_positions, exposure.open_positions) {
        (Some(limit), open) if opens && open >= limit => Err(Refusal {
            rule: Rule::MaxOpenPositions,
            limit: limit.to_string(),
            observed: open.to_string(),
            message: format!(
                "Open positions of {scope}: {open}; there may be {limit}. Close one, or raise the limit."
            ),
        }),
        _ => Ok(()),
    }
}

fn order_notional(bounds: &Bounds, case: &Case<'_>, proposal: &Proposal) -> Result<(), Refusal> {
    let (scope, quote) = (bounds.scope, &case.instrument.spec().quote);
    above(bounds.limits.max_order_notional, proposal.notional, Rule::MaxOrderNotional, |limit, value| {
        format!(
            "The order is worth {value} {quote}; {scope} may send {limit} {quote} at a time. \
             Send a smaller quantity or raise the limit."
        )
    })
}

fn total_notional(bounds: &Bounds, case: &Case<'_>, proposal: &Proposal) -> Result<(), Refusal> {
    let Some(limit) = bounds.limits.max_total_notional else { return Ok(()) };
    let (scope, quote) = (bounds.scope, &case.instrument.spec().quote);
    let total = money::add(bounds.exposure.total_notional, proposal.added_notional(case)?)?;
    above(Some(limit), total, Rule::MaxTotalNotional, |limit, total| {
        format!(
            "With this order {scope} would hold {total} {quote}, and may hold {limit} {quote}. \
             Send a smaller quantity or raise the limit."
        )
    })
}

fn leverage(bounds: &Bounds, case: &Case<'_>, proposal: &Proposal) -> Result<(), Refusal> {
    let Bounds { scope, limits, exposure } = bounds;
    let Some(limit) = limits.max_leverage else { return Ok(()) };
    let total = money::add(exposure.total_notional, proposal.added_notional(case)?)?;
    let observed = match exposure.equity {
        Some(equity) if equity > Decimal::ZERO => {
            if total <= money::multiply(limit, equity)? {
                return Ok(());
            }
            let times = money::share(total, Decimal::ONE, equity)?;
            times
                .round_dp_with_strategy(4, rust_decimal::RoundingStrategy::AwayFromZero)
                .normalize()
                .to_string()
        }
        Some(equity) => format!("an equity of {}", equity.normalize()),
        None => "an unknown equity".into(),
    };
    let limit = limit.normalize();
    let message = format!(
        "With this order {scope} would have a leverage of {observed}, and may have {limit}. \
         Send a smaller quantity or raise the limit."
    );
    Err(Refusal { rule: Rule::MaxLeverage, limit: limit.to_string(), observed, message })
}

/// Refuses what is above its limit.
fn above(
    limit: Option<Decimal>,
    observed: Decimal,
    rule: Rule,
    message: impl FnOnce(Decimal, Decimal) -> String,
) -> Result<(), Refusal> {
    match limit {
        Some(limit) if observed > limit => Err(refusal(limit, observed, rule, message)),
        _ => Ok(()),
    }
}

/// Refuses what has reached its limit.
fn at_least(
    limit: Option<Decimal>,
    observed: Decimal,
    rule: Rule,
    message: impl FnOnce(Decimal, Decimal) -> String,
) -> Result<(), Refusal> {
    match limit {
        Some(limit) if observed >= limit => Err(refusal(limit, observed, rule, message)),
        _ => Ok(()),
    }
}

fn refusal(
    limit: Decimal,
    observed: Decimal,
    rule: Rule,
    message: impl FnOnce(Decimal, Decimal) -> String,
) -> Refusal {
    let (limit, observed) = (limit.normalize(), observed.normalize());
    let message = message(limit, observed);
    Refusal { rule, limit: limit.to_string(), observed: observed.to_string(), message }
}

/// A duration for a person: whole seconds, or thousandths below one.
fn seconds(duration: Duration) -> String {
    if duration < Duration::from_secs(1) {
        return format!("{} ms", duration.as_millis());
    }
    format!("{} s", duration.as_secs())
}
