//! The equity curve, and how a tenant or a bot stands now.

use std::time::Duration;

use chrono::{DateTime, Utc};
use prisma::{IsolationLevel, TenantDb, bot_account};
use prisma_client_rust::{raw, row};
use rust_decimal::Decimal;
use trading::money;
use uuid::Uuid;

use super::{BotEquity, Currencies};
use crate::{
    App, Error, Result,
    pipeline::starting,
    signals::bots_by_id,
    stream::{self, Position},
};

row!(
    /// What was there at a moment.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct CurvePoint {
        /// When.
        pub at: DateTime<Utc>,
        /// The starting balance with all profit since.
        pub equity: Decimal,
    }
);

/// How a tenant or a bot stands, and how it came there.
#[derive(Clone, Debug)]
pub struct Curve {
    /// What all of it is counted in: the currency of the bot's account, else of the tenant's.
    pub currency: String,
    /// What each bot's part of it is counted in.
    pub currencies: Currencies,
    /// What it began with.
    pub starting_balance: Decimal,
    /// What it is worth.
    pub equity: Decimal,
    /// What it earned since midnight (UTC).
    pub today: Decimal,
    /// Each bot, or the one.
    pub bots: Vec<BotEquity>,
    /// The last of each so many seconds, oldest first.
    pub points: Vec<CurvePoint>,
    /// The stream position of the snapshot that it was read in.
    pub as_of: Position,
}

/// Reads the curve since then, a point each `step`.
pub async fn curve(
    app: &App,
    db: &TenantDb,
    tenant: Uuid,
    bot: Option<Uuid>,
    since: DateTime<Utc>,
    step: Duration,
) -> Result<Curve> {
    let tx = db.begin_with(IsolationLevel::RepeatableRead).await?;
    let now = app.ambient.now();
    let accounts = tx.bot_account().find_many(bot.map(bot_account::bot_id::equals)).exec().await?;
    let currencies = Currencies::read(&tx).await?;
    let seconds = i64::try_from(step.as_secs()).unwrap_or(i64::MAX).max(1);
    let points = tx
        ._query_raw::<CurvePoint>(raw!(
            "SELECT DISTINCT ON (slot) at, equity FROM (
               SELECT at, equity, floor(extract(epoch FROM at) / {}::bigint) AS slot FROM equity_snapshots
               WHERE tenant_id = {} AND bot_id IS NOT DISTINCT FROM {}::uuid AND at >= {}
             ) AS slots ORDER BY slot, at DESC LIMIT 5000",
            seconds,
            tenant,
            bot,
            since
        ))
        .exec()
        .await?;
    let names = bots_by_id(&tx, accounts.iter().map(|row| row.bot_id)).await?;
    let as_of = stream::head(&tx, tenant).await?;
    tx.commit().await?;
    let starting_balance = starting(currencies.accounts(), bot);
    let currency = currencies.of(bot).to_owned();
    let (mut equity, mut today, mut bots) = (starting_balance, Decimal::ZERO, Vec::new());
    let broken = |error| Error::row(tenant, error);
    for row in &accounts {
        let name = names.get(&row.bot_id).cloned();
        let name = name.ok_or_else(|| Error::row(row.bot_id, "the bot is missing"))?;
        let of_bot = BotEquity::new(row, name, now, 0)?;
        equity = money::add(equity, of_bot.realized).map_err(broken)?;
        equity = money::add(equity, of_bot.unrealized).map_err(broken)?;
        today = money::add(today, of_bot.today).map_err(broken)?;
        bots.push(of_bot);
    }
    Ok(Curve { currency, currencies, starting_balance, equity, today, bots, points, as_of })
}
