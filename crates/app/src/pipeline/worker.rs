//! The loop that finishes signals: woken by new ones, and by a clock for those that a crash left behind.

use std::time::Duration;

use futures::{StreamExt, stream};
use prisma::{SignalStatus, signal};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::{
    decide::decide,
    execute::{Progress, execute},
};
use crate::{App, Result};

/// How the worker works.
#[derive(Clone, Copy, Debug)]
pub struct WorkerConfig {
    /// Bots worked on at once; each bot's signals are finished in order.
    pub bots_at_once: usize,
    /// How often unfinished signals are looked for when nothing wakes the worker.
    pub sweep: Duration,
}

impl Default for WorkerConfig {
    fn default() -> Self {
        Self { bots_at_once: 4, sweep: Duration::from_secs(1) }
    }
}

/// Finishes signals until `stop`; the step under way is finished first.
pub async fn run(app: &App, config: WorkerConfig, stop: &CancellationToken) {
    while !stop.is_cancelled() {
        let stuck = match pass(app, config, stop).await {
            Ok(stuck) => stuck,
            Err(error) => {
                tracing::warn!(%error, "the pipeline cannot look for signals");
                true
            }
        };
        let rest = async {
            if stuck {
                tokio::time::sleep(config.sweep).await;
            } else {
                let _ = tokio::time::timeout(config.sweep, app.work.notified()).await;
            }
        };
        stop.run_until_cancelled(rest).await;
    }
}

/// Finishes every signal that can be finished now; what a seed or a test waits for.
pub async fn settle(app: &App) -> Result<()> {
    pass(app, WorkerConfig::default(), &CancellationToken::new()).await.map(drop)
}

/// One look at all bots with unfinished signals; answers whether any of them could not be finished.
async fn pass(app: &App, config: WorkerConfig, stop: &CancellationToken) -> Result<bool> {
    let bots = bots_with_work(app).await?;
    let results = stream::iter(bots)
        .map(|(tenant, bot)| async move {
            match finish_bot(app, tenant, bot, stop).await {
                Ok(finished) => !finished,
                Err(error) => {
                    tracing::error!(%tenant, %bot, %error, "a signal could not be finished");
                    true
                }
            }
        })
        .buffer_unordered(config.bots_at_once);
    // To the end: one bot that is stuck does not interrupt the others.
    Ok(results.fold(false, |any, stuck| async move { any | stuck }).await)
}

async fn bots_with_work(app: &App) -> Result<Vec<(Uuid, Uuid)>> {
    // By hand: one row a bot. It looks into all tenants, which is why it goes through the unscoped door.
    let sql =
        "SELECT DISTINCT tenant_id, bot_id FROM signals WHERE status IN ('RECEIVED', 'ACCEPTED') LIMIT 1000";
    let rows = app.system.query_raw(sql, &[]).await?;
    Ok(rows.iter().map(|row| (row.get(0), row.get(1))).collect())
}

/// Finishes a bot's signals, oldest first; answers false where one has to wait.
async fn finish_bot(app: &App, tenant: Uuid, bot: Uuid, stop: &CancellationToken) -> Result<bool> {
    let db = app.client.tenant(tenant);
    let unfinished = || {
        [
            signal::bot_id::equals(bot),
            signal::status::in_vec(vec![SignalStatus::Received, SignalStatus::Accepted]),
        ]
    };
    while !stop.is_cancelled() {
        let oldest = db
            .signal()
            .find_first(unfinished())
            .order_by(signal::received_at::asc())
            .order_by(signal::id::asc())
            .exec()
            .await?;
        let Some(signal) = oldest else { return Ok(true) };
        if signal.status == SignalStatus::Received {
            decide(app, &db, tenant, bot, signal.id).await?;
        } else if execute(app, &db, tenant, bot, signal.id).await? == Progress::Unknown {
            return Ok(false);
        }
    }
    Ok(true)
}
