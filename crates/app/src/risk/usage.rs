//! How much of a limit is used: what the rule would see now.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use prisma::{
    PositionStatus, RiskRule, TenantDb, bot_account, instrument, order, paper_account, position, risk_limit,
};
use rust_decimal::Decimal;
use trading::money;
use uuid::Uuid;

use crate::{
    App, Error, Result,
    pipeline::{Stake, account_day_open, account_result, adds, fall, starting, team_peak},
};

/// What the limits of a tenant are held against.
pub(super) struct Usage {
    app: App,
    accounts: Vec<bot_account::Data>,
    balances: Vec<paper_account::Data>,
    positions: Vec<position::Data>,
    /// Those that work and may add to what is held.
    orders: Vec<order::Data>,
    instruments: HashMap<Uuid, instrument::Data>,
    now: DateTime<Utc>,
}

impl Usage {
    pub(super) async fn read(app: &App, tx: &TenantDb) -> Result<Self> {
        let (accounts, balances, positions, orders) = tx
            ._batch((
                tx.bot_account().find_many([]),
                tx.paper_account().find_many([]),
                tx.position().find_many([position::status::equals(PositionStatus::Open)]),
                tx.order().find_many(adds()).order_by(order::id::asc()),
            ))
            .await?;
        let named = positions.iter().map(|row| row.instrument_id);
        let named = named.chain(orders.iter().map(|row| row.instrument_id)).collect();
        let instruments = app.instruments.rows(tx, named).await?;
        let (app, now) = (app.clone(), app.ambient.now());
        Ok(Self { app, accounts, balances, positions, orders, instruments, now })
    }

    pub(super) async fn of(&self, tx: &TenantDb, limit: &risk_limit::Data) -> Result<Option<Decimal>> {
        let bot = limit.bot_id;
        Ok(match limit.rule {
            RiskRule::MaxOrderNotional | RiskRule::MaxSignalAge => None,
            RiskRule::MaxOpenPositions => Some(Decimal::from(self.stake(bot, None)?.positions)),
            RiskRule::MaxTotalNotional => Some(self.stake(bot, limit.instrument_id)?.notional),
            RiskRule::MaxLeverage => {
                let (stake, equity) = (self.stake(bot, None)?, self.equity(bot)?);
                let share = || money::share(stake.notional, Decimal::ONE, equity).ok();
                if equity > Decimal::ZERO { share() } else { None }
            }
            RiskRule::MaxDailyLoss => {
                let mut today = Decimal::ZERO;
                for row in self.accounts_of(bot) {
                    today += account_result(row)? - account_day_open(row, self.now)?;
                }
                Some((-today).max(Decimal::ZERO))
            }
            RiskRule::MaxDrawdown => {
                let equity = self.equity(bot)?;
                let peak = match bot {
                    None => team_peak(tx).await?,
                    Some(id) => {
                        let peak = self.accounts_of(bot).map(|row| row.peak).max().unwrap_or_default();
                        money::add(starting(&self.balances, Some(id)), peak).map_err(Error::amount)?
                    }
                };
                Some(fall(peak.max(equity), equity).map_err(Error::amount)?)
            }
            RiskRule::Cooldown => {
                let last = self.accounts_of(bot).filter_map(|row| row.last_loss_at).max();
                last.map(|at| Decimal::from((self.now - at).num_seconds()))
            }
            RiskRule::MaxOrdersPerMinute => {
                let since = order::created_at::gt(self.now - TimeDelta::minutes(1));
                let of_bot = bot.map(order::bot_id::equals).into_iter();
                let opening = [since, order::reduce_only::equals(false)];
                Some(Decimal::from(tx.order().count(of_bot.chain(opening)).exec().await?))
            }
        })
    }

    fn accounts_of(&self, bot: Option<Uuid>) -> impl Iterator<Item = &bot_account::Data> {
        self.accounts.iter().filter(move |row| bot.is_none_or(|bot| row.bot_id == bot))
    }

    fn stake(&self, bot: Option<Uuid>, within: Option<Uuid>) -> Result<Stake> {
        let is_of = |of: Uuid| bot.is_none_or(|bot| bot == of);
        let positions = self.positions.iter().filter(|row| is_of(row.bot_id));
        let orders = self.orders.iter().filter(|row| is_of(row.bot_id));
        Stake::of(&self.app, positions, orders, &self.instruments, within)
    }

    fn equity(&self, bot: Option<Uuid>) -> Result<Decimal> {
        self.accounts_of(bot).try_fold(starting(&self.balances, bot), |sum, row| {
            money::add(sum, account_result(row)?).map_err(Error::amount)
        })
    }
}
