//! The job that computes backtests: a few at a time, the oldest first, whoever asked.

use std::{collections::HashSet, thread::available_parallelism, time::Duration};

use prisma::{BacktestStatus, backtest};
use prisma_client_rust::{and, or};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::{
    job::job,
    store::{self, Outcome},
};
use crate::{App, Result};

/// How often backtests are looked for when nothing says that there are some.
const SWEEP: Duration = Duration::from_secs(1);

/// Computes backtests until `stop`; those under way are then left to another worker.
pub async fn run(app: &App, stop: &CancellationToken) {
    // Half of the machine answers calls.
    let at_once = available_parallelism().map_or(1, |cores| (cores.get() / 2).max(1));
    let mut under_way = JoinSet::new();
    while !stop.is_cancelled() {
        while under_way.try_join_next().is_some() {}
        match free(app, at_once - under_way.len()).await {
            Ok(free) => {
                for (tenant, id) in free {
                    under_way.spawn(begin(app.clone(), tenant, id, stop.clone()));
                }
            }
            Err(error) => tracing::warn!(%error, "backtests cannot be looked for"),
        }
        let woken = async {
            tokio::select! {
                () = tokio::time::sleep(SWEEP) => {}
                () = app.backtest_work.notified() => {}
                Some(_) = under_way.join_next() => {}
            }
        };
        stop.run_until_cancelled(woken).await;
    }
    under_way.join_all().await;
}

/// The oldest backtests that nobody computes, so many at most.
async fn free(app: &App, most: usize) -> Result<HashSet<(Uuid, Uuid)>> {
    if most == 0 {
        return Ok(HashSet::new());
    }
    // It looks into all tenants, which is why it goes through the unscoped door.
    let lost = and([
        backtest::status::equals(BacktestStatus::Running),
        backtest::leased_until::lt(app.ambient.now()),
    ]);
    let free = or([backtest::status::equals(BacktestStatus::Queued), lost]);
    let rows = app.system.backtest().find_many([free]).order_by(backtest::created_at::asc());
    let rows = rows.take(i64::try_from(most).unwrap_or(1)).exec().await?;
    Ok(rows.into_iter().map(|row| (row.tenant_id, row.id)).collect())
}

async fn begin(app: App, tenant: Uuid, id: Uuid, stop: CancellationToken) {
    let claim = match store::claim(&app, tenant, id).await {
        Ok(Some(claim)) => claim,
        Ok(None) => return,
        Err(error) => return tracing::warn!(%tenant, backtest = %id, %error, "a backtest cannot be begun"),
    };
    if let Err(error) = job(&app, &claim, &stop).await {
        tracing::warn!(%tenant, backtest = %id, %error, "a backtest cannot be computed");
        if !error.is_transient() {
            let failed = Outcome::Failed("Something went wrong on our side.".to_owned());
            let stored = store::finish(&app, &app.client.tenant(tenant), &claim, failed).await;
            if let Err(error) = stored {
                tracing::warn!(%tenant, backtest = %id, %error, "a backtest that failed cannot say so");
            }
        }
    }
}
