//! A bot's account: what its positions came to, kept with every fill and mark.

use chrono::{DateTime, NaiveTime, Utc};
use prisma::{PositionStatus, bot_account};
use rust_decimal::Decimal;
use trading::money;
use uuid::Uuid;

use super::turn::Turn;
use crate::{Error, Result, positions};

/// The account of a bot that has not traded.
pub(super) fn opened(tenant: Uuid, bot: Uuid, now: DateTime<Utc>) -> bot_account::Data {
    bot_account::Data {
        tenant_id: tenant,
        bot_id: bot,
        realized: Decimal::ZERO,
        unrealized: Decimal::ZERO,
        exposure: Decimal::ZERO,
        open_positions: 0,
        peak: Decimal::ZERO,
        day: midnight(now),
        day_open: Decimal::ZERO,
        last_loss_at: None,
        created_at: now,
        updated_at: now,
    }
}

/// When the day of that time began, in UTC.
pub(crate) fn midnight(at: DateTime<Utc>) -> DateTime<Utc> {
    at.date_naive().and_time(NaiveTime::MIN).and_utc()
}

/// What realised and unrealised profit come to.
pub(crate) fn result(account: &bot_account::Data) -> Result<Decimal> {
    let sum = money::add(account.realized, account.unrealized);
    sum.map_err(|error| Error::row(account.bot_id, error))
}

/// What they came to when the day of `now` began.
pub(crate) fn day_open(account: &bot_account::Data, now: DateTime<Utc>) -> Result<Decimal> {
    if account.day == midnight(now) { Ok(account.day_open) } else { result(account) }
}

impl Turn<'_> {
    /// Brings the account up to date after positions changed, `realized` more having been earned.
    pub(super) fn settle_account(&mut self, realized: Decimal) -> Result<()> {
        let broken = |error: money::AmountError| Error::row(self.bot.id, error);
        let (mut unrealized, mut exposure, mut open) = (Decimal::ZERO, Decimal::ZERO, 0);
        for kept in &self.positions {
            if kept.row.status != PositionStatus::Open {
                continue;
            }
            let (row, rules) = (&kept.row, self.rules(kept.row.instrument_id)?);
            let profit = positions::account(row).unrealized(row.mark_price, &rules).map_err(broken)?;
            let value = rules.notional(row.signed_qty, row.mark_price).map_err(broken)?;
            unrealized = money::add(unrealized, profit).map_err(broken)?;
            exposure = money::add(exposure, value.abs()).map_err(broken)?;
            open += 1;
        }
        let now = self.now;
        let day_open = day_open(&self.account.row, now)?;
        let account = self.account.change();
        account.realized =
            money::add(account.realized, realized).map_err(|error| Error::row(account.bot_id, error))?;
        (account.unrealized, account.exposure, account.open_positions) = (unrealized, exposure, open);
        (account.day, account.day_open, account.updated_at) = (midnight(now), day_open, now);
        account.peak = account.peak.max(result(account)?);
        Ok(())
    }
}
