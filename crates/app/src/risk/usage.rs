//! How much of a limit is used: what the rule would see now.

use chrono::{DateTime, TimeDelta, Utc};
use prisma::{PositionStatus, RiskRule, TenantDb, bot_account, order, paper_account, position, risk_limit};
use rust_decimal::Decimal;
use trading::money;
use uuid::Uuid;

use crate::{
    Error, Result,
    pipeline::{account_day_open, account_result, starting},
};

/// What the limits of a tenant are held against.
pub(super) struct Usage {
    pub(super) accounts: Vec<bot_account::Data>,
    pub(super) balances: Vec<paper_account::Data>,
    pub(super) now: DateTime<Utc>,
}

impl Usage {
    pub(super) async fn of(&self, tx: &TenantDb, limit: &risk_limit::Data) -> Result<Option<Decimal>> {
        let bot = limit.bot_id;
        Ok(match limit.rule {
            RiskRule::MaxOrderNotional | RiskRule::MaxSignalAge => None,
            RiskRule::MaxOpenPositions => {
                Some(self.accounts_of(bot).map(|row| Decimal::from(row.open_positions)).sum())
            }
            RiskRule::MaxTotalNotional => Some(match limit.instrument_id {
                None => self.exposure(bot)?,
                Some(instrument) => held_in(tx, bot, instrument).await?,
            }),
            RiskRule::MaxLeverage => {
                let equity = self.equity(bot)?;
                let share = || money::share(self.exposure(bot)?, Decimal::ONE, equity).map_err(Error::amount);
                if equity > Decimal::ZERO { Some(share()?) } else { None }
            }
            RiskRule::MaxDailyLoss => {
                let mut today = Decimal::ZERO;
                for row in self.accounts_of(bot) {
                    today += account_result(row)? - account_day_open(row, self.now)?;
                }
                Some((-today).max(Decimal::ZERO))
            }
            RiskRule::MaxDrawdown => match bot {
                Some(id) => self.fall(id)?,
                None => None,
            },
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

    fn exposure(&self, bot: Option<Uuid>) -> Result<Decimal> {
        self.accounts_of(bot)
            .try_fold(Decimal::ZERO, |sum, row| money::add(sum, row.exposure).map_err(Error::amount))
    }

    fn equity(&self, bot: Option<Uuid>) -> Result<Decimal> {
        self.accounts_of(bot).try_fold(starting(&self.balances, bot), |sum, row| {
            money::add(sum, account_result(row)?).map_err(Error::amount)
        })
    }

    fn fall(&self, bot: Uuid) -> Result<Option<Decimal>> {
        let Some(row) = self.accounts_of(Some(bot)).next() else { return Ok(Some(Decimal::ZERO)) };
        let peak = money::add(starting(&self.balances, Some(bot)), row.peak).map_err(Error::amount)?;
        let fallen = money::subtract(row.peak, account_result(row)?).map_err(Error::amount)?;
        if peak <= Decimal::ZERO {
            return Ok(None);
        }
        money::share(fallen, Decimal::ONE, peak).map(Some).map_err(Error::amount)
    }
}

/// The value of what is held in the instrument, at the last marks.
async fn held_in(tx: &TenantDb, bot: Option<Uuid>, instrument: Uuid) -> Result<Decimal> {
    let open = [position::status::equals(PositionStatus::Open), position::instrument_id::equals(instrument)];
    let rows =
        tx.position().find_many(bot.map(position::bot_id::equals).into_iter().chain(open)).exec().await?;
    rows.iter().try_fold(Decimal::ZERO, |sum, row| {
        let value = money::multiply(row.signed_qty.abs(), row.mark_price).map_err(Error::amount)?;
        money::add(sum, value).map_err(Error::amount)
    })
}
