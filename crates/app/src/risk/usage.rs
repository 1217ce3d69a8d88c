//! How much of a limit is used: what the rule would see now.

use chrono::{DateTime, TimeDelta, Utc};
use prisma::{RiskRule, TenantDb, bot_account, order, paper_account, risk_limit};
use rust_decimal::Decimal;
use trading::money;
use uuid::Uuid;

use crate::{
    App, Error, Result,
    pipeline::{Holdings, account_day_open, account_result, fall, holdings, starting, team_peak},
};

/// What the limits of a tenant are held against.
pub(super) struct Usage {
    app: App,
    accounts: Vec<bot_account::Data>,
    balances: Vec<paper_account::Data>,
    holdings: Holdings,
    now: DateTime<Utc>,
}

impl Usage {
    pub(super) async fn read(app: &App, tx: &TenantDb) -> Result<Self> {
        let (accounts, balances, found) = tx
            ._batch((tx.bot_account().find_many([]), tx.paper_account().find_many([]), holdings(tx, None)))
            .await?;
        let holdings = Holdings::of(app, tx, found).await?;
        let (app, now) = (app.clone(), app.ambient.now());
        Ok(Self { app, accounts, balances, holdings, now })
    }

    pub(super) async fn of(&self, tx: &TenantDb, limit: &risk_limit::Data) -> Result<Option<Decimal>> {
        let bot = limit.bot_id;
        Ok(match limit.rule {
            RiskRule::MaxOrderNotional | RiskRule::MaxSignalAge => None,
            RiskRule::MaxOpenPositions => {
                Some(Decimal::from(self.holdings.stake(&self.app, bot, None)?.positions))
            }
            RiskRule::MaxTotalNotional => {
                Some(self.holdings.stake(&self.app, bot, limit.instrument_id)?.notional)
            }
            RiskRule::MaxLeverage => {
                let (stake, equity) = (self.holdings.stake(&self.app, bot, None)?, self.equity(bot)?);
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

    fn equity(&self, bot: Option<Uuid>) -> Result<Decimal> {
        self.accounts_of(bot).try_fold(starting(&self.balances, bot), |sum, row| {
            money::add(sum, account_result(row)?).map_err(Error::amount)
        })
    }
}
