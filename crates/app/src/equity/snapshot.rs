//! The minute's snapshots: what every bot that trades is worth, and every tenant.

use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use prisma::{bot_account, equity_snapshot, paper_account, tenant};
use prisma_client_rust::Create;
use rust_decimal::Decimal;
use trading::money;
use uuid::Uuid;

use crate::{
    App, Error, Result,
    jobs::Failure,
    pipeline::{account_result, starting},
};

/// Tenants looked at together.
const BATCH: i64 = 200;

/// Stores what every account came to, under the minute of now; whoever comes second in a minute stores nothing. A tenant
/// whose accounts cannot be added up keeps no other from its own.
pub(crate) async fn snapshot(app: &App) -> Result<(), Failure> {
    let (mut broken, mut after): (Option<Error>, Option<Uuid>) = (None, None);
    loop {
        let rest = app.system.tenant().find_many(after.map(tenant::id::gt));
        let tenants = rest.order_by(tenant::id::asc()).take(BATCH).exec().await?;
        let tenants: Vec<_> = tenants.into_iter().map(|row| row.id).collect();
        after = tenants.last().copied();
        if after.is_none() {
            return broken.map_or(Ok(()), |error| Err(error.into()));
        }
        broken = snapshot_of(app, tenants).await.err().or(broken);
    }
}

/// The same of these tenants alone. An account that cannot be added up is the error after all others are stored.
pub(crate) async fn snapshot_of(app: &App, tenants: Vec<Uuid>) -> Result<()> {
    let now = app.ambient.now();
    let at = now.duration_trunc(TimeDelta::minutes(1)).unwrap_or(now);
    let of_tenants = [paper_account::tenant_id::in_vec(tenants.clone())];
    let balances = app.system.paper_account().find_many(of_tenants).exec().await?;
    let of_tenants = [bot_account::tenant_id::in_vec(tenants.clone())];
    let accounts = app.system.bot_account().find_many(of_tenants).exec().await?;
    let (mut snapshots, mut outcome) = (Vec::with_capacity(accounts.len()), Ok(()));
    for tenant in tenants {
        let accounts: Vec<_> = accounts.iter().filter(|row| row.tenant_id == tenant).collect();
        let balances = balances.iter().filter(|row| row.tenant_id == tenant).cloned().collect::<Vec<_>>();
        match worth(tenant, &accounts, &balances, at) {
            Ok(worth) => snapshots.extend(worth),
            Err(error) => outcome = Err(error),
        }
    }
    app.system.equity_snapshot().create_many(snapshots).skip_duplicates().exec().await?;
    outcome
}

/// What a tenant's bots are worth, and the tenant with them.
fn worth(
    tenant: Uuid,
    accounts: &[&bot_account::Data],
    balances: &[paper_account::Data],
    at: DateTime<Utc>,
) -> Result<Vec<Create<equity_snapshot::Model>>> {
    if accounts.is_empty() {
        return Ok(Vec::new());
    }
    let broken = |error| Error::row(tenant, error);
    let (mut sums, mut open) = ([Decimal::ZERO; 3], 0);
    let mut snapshots = Vec::with_capacity(accounts.len() + 1);
    for row in accounts {
        let amounts = [row.realized, row.unrealized, row.exposure];
        for (sum, part) in sums.iter_mut().zip(amounts) {
            *sum = money::add(*sum, part).map_err(broken)?;
        }
        open += row.open_positions;
        let equity = money::add(starting(balances, Some(row.bot_id)), account_result(row)?);
        snapshots.push(of(
            tenant,
            Some(row.bot_id),
            at,
            equity.map_err(broken)?,
            amounts,
            row.open_positions,
        ));
    }
    let [realized, unrealized, _] = sums;
    let equity = money::add(starting(balances, None), realized).and_then(|sum| money::add(sum, unrealized));
    snapshots.push(of(tenant, None, at, equity.map_err(broken)?, sums, open));
    Ok(snapshots)
}

fn of(
    tenant: Uuid,
    bot: Option<Uuid>,
    at: DateTime<Utc>,
    equity: Decimal,
    [realized, unrealized, exposure]: [Decimal; 3],
    open_positions: i32,
) -> Create<equity_snapshot::Model> {
    let set = [equity_snapshot::bot_id::set(bot)];
    equity_snapshot::create(at, equity, realized, unrealized, exposure, open_positions, set).of_tenant(tenant)
}
