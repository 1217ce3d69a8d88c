//! What bounds a decision: the switches, locks and limits of a bot's turn, and what they are held against.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use prisma::{
    HaltState, PositionStatus, RiskRule, TenantDb, bot_account, equity_snapshot, kill_switch, order,
    pair_lock, paper_account, position, risk_limit, stream_head, system_switch,
};
use prisma_client_rust::{Filter, Lock, or, query::FindMany};
use rust_decimal::{Decimal, prelude::ToPrimitive};
use trading::{
    money,
    risk::{Bounds, Exposure, Limits, PairLock, Scope, Switches, TradingState},
};
use uuid::Uuid;

use super::{
    account::{day_open, result},
    stake::{Holdings, Stake, holdings},
    turn::{Change, LIVE, Turn},
};
use crate::{Error, Result, equity::STARTING_BALANCE};

const fn state(halted: HaltState) -> TradingState {
    match halted {
        HaltState::Reducing => TradingState::Reducing,
        HaltState::Halted => TradingState::Halted,
    }
}

/// The switches that are engaged and concern a bot.
pub(super) fn engaged(
    db: &TenantDb,
    bot: Uuid,
) -> (FindMany<'_, kill_switch::Model>, FindMany<'_, system_switch::Model>) {
    let of_bot_or_all = or([kill_switch::bot_id::is_null(), kill_switch::bot_id::equals(Some(bot))]);
    (
        db.kill_switch().find_many([kill_switch::resumed_at::is_null(), of_bot_or_all]),
        db.system_switch().find_many([system_switch::resumed_at::is_null()]),
    )
}

/// What engaged switches say of a bot.
pub(super) fn switches(
    engaged: &[kill_switch::Data],
    system: Option<&system_switch::Data>,
    bot: Uuid,
) -> Switches {
    let of = |bot: Option<Uuid>| {
        let engaged = engaged.iter().find(|row| row.bot_id == bot);
        engaged.map_or(TradingState::Active, |row| state(row.state))
    };
    let system = system.map_or(TradingState::Active, |row| state(row.state));
    Switches { system, tenant: of(None), bot: of(Some(bot)) }
}

/// What a turn knows of the world around its bot, as far as a limit asks for it.
#[derive(Default)]
struct Around {
    /// What the tenant, or a bot, began with.
    balances: Vec<paper_account::Data>,
    bot_orders: u32,
    tenant_orders: u32,
}

/// The tenant's other bots, behind the head of its stream.
#[derive(Default)]
pub(super) struct Others {
    accounts: Vec<bot_account::Data>,
    holdings: Holdings,
    /// The highest equity of all bots together.
    peak: Decimal,
}

/// The limits of a bot, and of all bots together.
pub(super) fn limits(db: &TenantDb, bot: Uuid) -> FindMany<'_, risk_limit::Model> {
    db.risk_limit().find_many([or([risk_limit::bot_id::is_null(), risk_limit::bot_id::equals(Some(bot))])])
}

/// The locks that hold for a bot.
pub(super) fn locks(db: &TenantDb, bot: Uuid, now: DateTime<Utc>) -> FindMany<'_, pair_lock::Model> {
    let of_bot_or_all = or([pair_lock::bot_id::is_null(), pair_lock::bot_id::equals(Some(bot))]);
    db.pair_lock().find_many([pair_lock::until::gt(now), of_bot_or_all])
}

impl Turn<'_> {
    /// What the switches say, as they were read with the bot's lock.
    pub(super) fn trading_states(&self) -> Switches {
        switches(&self.switches, self.system_switch.as_ref(), self.bot.id)
    }

    /// The lock of the instrument that holds longest.
    pub(super) fn pair_lock(&self, instrument: Uuid) -> Option<PairLock<'_>> {
        let locks = self.locks.iter().filter(|lock| lock.instrument_id == instrument);
        let longest = locks.max_by_key(|lock| lock.until)?;
        Some(PairLock { reason: &longest.reason, left: (longest.until - self.now).to_std().ok() })
    }

    /// The limits that bind the bot in the instrument, each scope's with what there is.
    pub(super) async fn bounds(&mut self, instrument: Uuid) -> Result<Vec<Bounds>> {
        if self.trading_states().admit(true).is_err() {
            // Nothing leaves, whatever the limits.
            return Ok(Vec::new());
        }
        let binds_all = |row: &risk_limit::Data| row.bot_id.is_none() && binds_together(row.rule);
        if self.others.is_none() && self.limits.iter().any(binds_all) {
            self.look_at_others().await?;
        }
        let limits = |of_bot: bool, within: Option<Uuid>| {
            let mut limits = Limits::default();
            let wanted =
                |row: &&risk_limit::Data| row.bot_id.is_some() == of_bot && row.instrument_id == within;
            self.limits.iter().filter(wanted).for_each(|row| set(&mut limits, row));
            limits
        };
        let [of_tenant, tenant_within] = [None, Some(instrument)].map(|within| limits(false, within));
        let [mut of_bot, bot_within] = [None, Some(instrument)].map(|within| limits(true, within));
        of_bot.max_order_notional = lower(of_bot.max_order_notional, self.bot.max_order_notional);
        if [of_tenant, of_bot, tenant_within, bot_within].iter().all(|limits| *limits == Limits::default()) {
            return Ok(Vec::new());
        }
        let around = self.look_around(&of_tenant, &of_bot).await?;
        let within = |stake: Stake| Exposure { total_notional: stake.notional, ..Exposure::default() };
        let bounds = |scope, limits, exposure| Bounds { scope, limits, exposure };
        Ok(vec![
            bounds(Scope::Tenant, of_tenant, self.of_tenant(&around)?),
            bounds(Scope::Bot, of_bot, self.of_bot(&around)?),
            bounds(Scope::Instrument, tenant_within, within(self.tenant_stake(Some(instrument))?)),
            bounds(Scope::Instrument, bot_within, within(self.bot_stake(Some(instrument))?)),
        ])
    }

    async fn look_around(&self, tenant: &Limits, bot: &Limits) -> Result<Around> {
        let mut around = Around::default();
        let needs_balance =
            [tenant, bot].iter().any(|limits| limits.max_leverage.is_some() || limits.max_drawdown.is_some());
        if needs_balance {
            around.balances = self.tx.paper_account().find_many([]).exec().await?;
        }
        if tenant.max_orders_per_minute.is_some() {
            around.tenant_orders = self.recent_orders([]).await?;
        }
        if bot.max_orders_per_minute.is_some() {
            around.bot_orders = self.recent_orders([order::bot_id::equals(self.bot.id)]).await?;
        }
        Ok(around)
    }

    /// Reads what the tenant's other bots do, behind the head of its stream: whoever trades takes that before it commits, so
    /// that of two bots the second sees what the first has done, until this turn is over. What bounds them may have changed
    /// while it was waited for.
    async fn look_at_others(&mut self) -> Result<()> {
        let (tx, id) = (&self.tx, self.bot.id);
        let head = tx.stream_head().find_unique(stream_head::tenant_id::equals(self.tenant));
        head.lock(Lock::ForNoKeyUpdate).exec().await?;
        let (accounts, found, limits, locks) = tx
            ._batch((
                tx.bot_account().find_many([bot_account::bot_id::not(id)]),
                holdings(tx, Some(id)),
                limits(tx, id),
                locks(tx, id, self.now),
            ))
            .await?;
        let holdings = Holdings::of(self.app, tx, found).await?;
        let falls = |row: &risk_limit::Data| row.bot_id.is_none() && row.rule == RiskRule::MaxDrawdown;
        let peak = if limits.iter().any(falls) { team_peak(tx).await? } else { Decimal::ZERO };
        (self.limits, self.locks) = (limits, locks);
        self.others = Some(Others { accounts, holdings, peak });
        Ok(())
    }

    /// The orders of the last minute that may open a position, those of this turn among them.
    async fn recent_orders<const N: usize>(&self, of: [Filter<order::Model>; N]) -> Result<u32> {
        let recent =
            [order::created_at::gt(self.now - TimeDelta::minutes(1)), order::reduce_only::equals(false)];
        let stored = self.tx.order().count(recent.into_iter().chain(of)).exec().await?;
        let made =
            self.orders.values().filter(|kept| kept.change == Change::Created && !kept.row.reduce_only);
        Ok(stored.to_u32().unwrap_or(u32::MAX).saturating_add(made.count().to_u32().unwrap_or(u32::MAX)))
    }

    fn of_bot(&self, around: &Around) -> Result<Exposure> {
        let account = &self.account.row;
        let broken = |error| Error::row(self.bot.id, error);
        let balance = starting(&around.balances, Some(self.bot.id));
        let earned = result(account)?;
        let equity = money::add(balance, earned).map_err(broken)?;
        let peak = money::add(balance, account.peak).map_err(broken)?;
        let stake = self.bot_stake(None)?;
        Ok(Exposure {
            open_positions: stake.positions,
            total_notional: stake.notional,
            equity: Some(equity),
            day_result: money::subtract(earned, day_open(account, self.now)?).map_err(broken)?,
            drawdown: fall(peak, equity).map_err(broken)?,
            since_loss: account.last_loss_at.and_then(|at| (self.now - at).to_std().ok()),
            orders_last_minute: around.bot_orders,
        })
    }

    fn of_tenant(&self, around: &Around) -> Result<Exposure> {
        let broken = |error| Error::row(self.tenant, error);
        let (none, stake) = (Others::default(), self.tenant_stake(None)?);
        let others = self.others.as_ref().unwrap_or(&none);
        let mut equity = starting(&around.balances, None);
        let (mut day_result, mut since_loss) = (Decimal::ZERO, None);
        for account in others.accounts.iter().chain([&self.account.row]) {
            let earned = result(account)?;
            let today = money::subtract(earned, day_open(account, self.now)?).map_err(broken)?;
            equity = money::add(equity, earned).map_err(broken)?;
            day_result = money::add(day_result, today).map_err(broken)?;
            let since = account.last_loss_at.and_then(|at| (self.now - at).to_std().ok());
            since_loss = [since_loss, since].into_iter().flatten().min();
        }
        Ok(Exposure {
            open_positions: stake.positions,
            total_notional: stake.notional,
            equity: Some(equity),
            day_result,
            drawdown: fall(others.peak.max(equity), equity).map_err(broken)?,
            since_loss,
            orders_last_minute: around.tenant_orders,
        })
    }

    /// What the bot has at stake, in an instrument or in all.
    fn bot_stake(&self, within: Option<Uuid>) -> Result<Stake> {
        Stake::of(self.app, self.open(), self.adding(), &self.instruments, within)
    }

    /// The same of all bots of the tenant.
    fn tenant_stake(&self, within: Option<Uuid>) -> Result<Stake> {
        let own = self.bot_stake(within)?;
        let Some(Others { holdings, .. }) = &self.others else { return Ok(own) };
        Ok(own.and(&holdings.stake(self.app, None, within)?))
    }

    fn open(&self) -> impl Iterator<Item = &position::Data> {
        let rows = self.positions.iter().map(|kept| &kept.row);
        rows.filter(|row| row.status == PositionStatus::Open)
    }

    /// The bot's orders that work and may add to what it holds, oldest first.
    pub(super) fn adding(&self) -> impl Iterator<Item = &order::Data> {
        let rows = self.orders.values().map(|kept| &kept.row);
        rows.filter(|row| LIVE.contains(&row.status) && !row.reduce_only)
    }
}

/// Whether a limit of the whole tenant is held against what its bots do together.
const fn binds_together(rule: RiskRule) -> bool {
    !matches!(rule, RiskRule::MaxOrderNotional | RiskRule::MaxSignalAge)
}

/// The highest equity of all bots together: that was written down, or that they began with.
pub(crate) async fn team_peak(tx: &TenantDb) -> Result<Decimal> {
    let written = tx.equity_snapshot().find_first([equity_snapshot::bot_id::is_null()]);
    let highest = written.order_by(equity_snapshot::equity::desc());
    let (highest, balances) = tx._batch((highest, tx.paper_account().find_many([]))).await?;
    let began = starting(&balances, None);
    Ok(highest.map_or(began, |row| row.equity.max(began)))
}

/// What the bot, or the tenant, began with.
pub(crate) fn starting(balances: &[paper_account::Data], bot: Option<Uuid>) -> Decimal {
    account_of(balances, bot).map_or(STARTING_BALANCE, |row| row.starting_balance)
}

/// The account of a bot, else the tenant's; none where neither was made.
pub(crate) fn account_of(
    balances: &[paper_account::Data],
    bot: Option<Uuid>,
) -> Option<&paper_account::Data> {
    let own = balances.iter().find(|row| bot.is_some() && row.bot_id == bot);
    own.or_else(|| balances.iter().find(|row| row.bot_id.is_none()))
}

/// How far what is there is below the highest, as a share of it.
pub(crate) fn fall(peak: Decimal, now: Decimal) -> Result<Decimal, money::AmountError> {
    if peak <= Decimal::ZERO || now >= peak {
        return Ok(Decimal::ZERO);
    }
    money::share(money::subtract(peak, now)?, Decimal::ONE, peak)
}

/// The lower of two limits.
fn lower<T: Ord>(one: Option<T>, other: Option<T>) -> Option<T> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// Adds a stored limit; of two of a kind the lower one holds.
fn set(limits: &mut Limits, row: &risk_limit::Data) {
    let (value, whole) = (row.value, row.value.to_u32().unwrap_or(u32::MAX));
    let seconds = Duration::try_from_secs_f64(value.to_f64().unwrap_or(f64::MAX)).unwrap_or(Duration::MAX);
    match row.rule {
        RiskRule::MaxOpenPositions => {
            limits.max_open_positions = lower(limits.max_open_positions, Some(whole));
        }
        RiskRule::MaxOrderNotional => {
            limits.max_order_notional = lower(limits.max_order_notional, Some(value));
        }
        RiskRule::MaxTotalNotional => {
            limits.max_total_notional = lower(limits.max_total_notional, Some(value));
        }
        RiskRule::MaxLeverage => limits.max_leverage = lower(limits.max_leverage, Some(value)),
        RiskRule::MaxDailyLoss => limits.max_daily_loss = lower(limits.max_daily_loss, Some(value)),
        RiskRule::MaxDrawdown => limits.max_drawdown = lower(limits.max_drawdown, Some(value)),
        RiskRule::Cooldown => limits.cooldown = lower(limits.cooldown, Some(seconds)),
        RiskRule::MaxSignalAge => limits.max_signal_age = lower(limits.max_signal_age, Some(seconds)),
        RiskRule::MaxOrdersPerMinute => {
            limits.max_orders_per_minute = lower(limits.max_orders_per_minute, Some(whole));
        }
    }
}
