//! What bounds a decision: the switches, locks and limits of a bot's turn, and what they are held against.

use std::time::Duration;

use chrono::TimeDelta;
use prisma::{
    HaltState, RiskRule, TenantDb, bot_account, kill_switch, order, paper_account, position, risk_limit,
    system_switch,
};
use prisma_client_rust::{or, query::FindMany};
use rust_decimal::{Decimal, prelude::ToPrimitive};
use trading::{
    money,
    risk::{Bounds, Exposure, Limits, PairLock, Scope, Switches, TradingState},
};
use uuid::Uuid;

use super::{
    account::{day_open, result},
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
    /// The accounts of the tenant's bots.
    accounts: Vec<bot_account::Data>,
    /// What the tenant, or a bot, began with.
    balances: Vec<paper_account::Data>,
    tenant_orders: u32,
    bot_orders: u32,
    tenant_peak: Decimal,
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
    pub(super) async fn bounds(&self, instrument: Uuid) -> Result<Vec<Bounds>> {
        let limits = |wanted: &dyn Fn(&risk_limit::Data) -> bool| {
            let mut limits = Limits::default();
            self.limits.iter().filter(|row| wanted(row)).for_each(|row| set(&mut limits, row));
            limits
        };
        let of_tenant = limits(&|row| row.bot_id.is_none() && row.instrument_id.is_none());
        let mut of_bot = limits(&|row| row.bot_id.is_some() && row.instrument_id.is_none());
        of_bot.max_order_notional = lower(of_bot.max_order_notional, self.bot.max_order_notional);
        let of_instrument = limits(&|row| row.instrument_id == Some(instrument));
        if [of_tenant, of_bot, of_instrument].iter().all(|limits| *limits == Limits::default()) {
            return Ok(Vec::new());
        }
        let around = self.look_around(&of_tenant, &of_bot).await?;
        Ok(vec![
            Bounds { scope: Scope::Tenant, limits: of_tenant, exposure: self.of_tenant(&around)? },
            Bounds { scope: Scope::Bot, limits: of_bot, exposure: self.of_bot(&around)? },
            Bounds {
                scope: Scope::Instrument,
                limits: of_instrument,
                exposure: self.of_instrument(instrument)?,
            },
        ])
    }

    async fn look_around(&self, tenant: &Limits, bot: &Limits) -> Result<Around> {
        let (tx, id) = (&self.tx, self.bot.id);
        let mut around = Around::default();
        if *tenant != Limits::default() {
            around.accounts = tx.bot_account().find_many([bot_account::bot_id::not(id)]).exec().await?;
        }
        let needs_balance =
            [tenant, bot].iter().any(|limits| limits.max_leverage.is_some() || limits.max_drawdown.is_some());
        if needs_balance {
            around.balances = tx.paper_account().find_many([]).exec().await?;
        }
        if tenant.max_drawdown.is_some() {
            let of_tenant = [prisma::equity_snapshot::bot_id::is_null()];
            let highest = tx.equity_snapshot().find_first(of_tenant);
            let highest = highest.order_by(prisma::equity_snapshot::equity::desc()).exec().await?;
            around.tenant_peak = highest.map(|row| row.equity).unwrap_or_default();
        }
        let since = order::created_at::gt(self.now - TimeDelta::minutes(1));
        let opening = order::reduce_only::equals(false);
        let with_own =
            |stored: i64| stored.to_u32().unwrap_or(u32::MAX).saturating_add(self.opening_orders());
        if tenant.max_orders_per_minute.is_some() {
            around.tenant_orders = with_own(tx.order().count([since.clone(), opening.clone()]).exec().await?);
        }
        if bot.max_orders_per_minute.is_some() {
            let of_bot = order::bot_id::equals(id);
            around.bot_orders = with_own(tx.order().count([since, opening, of_bot]).exec().await?);
        }
        Ok(around)
    }

    /// Orders that this turn has made and not stored, and that may open a position.
    fn opening_orders(&self) -> u32 {
        let made =
            self.orders.values().filter(|kept| kept.change == Change::Created && !kept.row.reduce_only);
        u32::try_from(made.count()).unwrap_or(u32::MAX)
    }

    fn of_bot(&self, around: &Around) -> Result<Exposure> {
        let account = &self.account.row;
        let broken = |error| Error::row(self.bot.id, error);
        let balance = starting(&around.balances, Some(self.bot.id));
        let earned = result(account)?;
        let equity = money::add(balance, earned).map_err(broken)?;
        let peak = money::add(balance, account.peak).map_err(broken)?;
        Ok(Exposure {
            open_positions: u32::try_from(account.open_positions).unwrap_or_default(),
            total_notional: money::add(account.exposure, self.working_value(None)?).map_err(broken)?,
            equity: Some(equity),
            day_result: money::subtract(earned, day_open(account, self.now)?).map_err(broken)?,
            drawdown: fall(peak, equity).map_err(broken)?,
            since_loss: account.last_loss_at.and_then(|at| (self.now - at).to_std().ok()),
            orders_last_minute: around.bot_orders,
        })
    }

    fn of_tenant(&self, around: &Around) -> Result<Exposure> {
        let broken = |error| Error::row(self.tenant, error);
        let mut sum = Exposure { total_notional: self.working_value(None)?, ..Exposure::default() };
        let mut equity = starting(&around.balances, None);
        for account in around.accounts.iter().chain([&self.account.row]) {
            let earned = result(account)?;
            let today = money::subtract(earned, day_open(account, self.now)?).map_err(broken)?;
            equity = money::add(equity, earned).map_err(broken)?;
            sum.day_result = money::add(sum.day_result, today).map_err(broken)?;
            sum.total_notional = money::add(sum.total_notional, account.exposure).map_err(broken)?;
            sum.open_positions += u32::try_from(account.open_positions).unwrap_or_default();
            let since = account.last_loss_at.and_then(|at| (self.now - at).to_std().ok());
            sum.since_loss = [sum.since_loss, since].into_iter().flatten().min();
        }
        sum.drawdown = fall(around.tenant_peak.max(equity), equity).map_err(broken)?;
        Ok(Exposure { equity: Some(equity), orders_last_minute: around.tenant_orders, ..sum })
    }

    fn of_instrument(&self, instrument: Uuid) -> Result<Exposure> {
        let broken = |error| Error::row(instrument, error);
        let (open, value) = match self.open_position(instrument) {
            Some(position::Data { signed_qty, mark_price, .. }) => {
                (1, self.rules(instrument)?.notional(*signed_qty, *mark_price).map_err(broken)?.abs())
            }
            None => (0, Decimal::ZERO),
        };
        let total = money::add(value, self.working_value(Some(instrument))?).map_err(broken)?;
        Ok(Exposure { open_positions: open, total_notional: total, ..Exposure::default() })
    }

    /// What orders that rest would add, at the prices that they name.
    fn working_value(&self, instrument: Option<Uuid>) -> Result<Decimal> {
        let mut sum = Decimal::ZERO;
        let live = self.orders.values().map(|kept| &kept.row).filter(|row| LIVE.contains(&row.status));
        for row in live.filter(|row| !row.reduce_only && instrument.is_none_or(|id| id == row.instrument_id))
        {
            let Some(price) = row.price.or(row.trigger_price) else { continue };
            let left = (row.qty - row.filled_qty).max(Decimal::ZERO);
            let value = self.rules(row.instrument_id)?.notional(left, price);
            let value = value.map_err(|error| Error::row(row.id, error))?;
            sum = money::add(sum, value).map_err(|error| Error::row(row.id, error))?;
        }
        Ok(sum)
    }
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
fn fall(peak: Decimal, now: Decimal) -> Result<Decimal, money::AmountError> {
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
