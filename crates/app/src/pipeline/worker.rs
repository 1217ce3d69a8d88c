//! The loop that finishes signals: woken by new ones, and by a clock for those that a crash left behind.

use std::{collections::HashMap, time::Duration};

use futures::{StreamExt, stream};
use prisma::{SignalStatus, signal};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::{
    decide::decide,
    execute::{Progress, execute},
    give_up::give_up,
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
    let mut waiting = Waiting::default();
    while !stop.is_cancelled() {
        waiting.forget_the_due();
        match pass(app, config, stop, waiting.bots()).await {
            Ok(stuck) => waiting.add(stuck, config.sweep),
            Err(error) => {
                tracing::warn!(%error, "the pipeline cannot look for signals");
                stop.run_until_cancelled(tokio::time::sleep(config.sweep)).await;
            }
        }
        stop.run_until_cancelled(tokio::time::timeout(config.sweep, app.work.notified())).await;
    }
}

/// Bots whose oldest signal has to wait, and until when: the others do not wait with them.
#[derive(Default)]
struct Waiting(HashMap<Uuid, Instant>);

impl Waiting {
    fn add(&mut self, bots: Vec<Uuid>, pause: Duration) {
        self.0.extend(bots.into_iter().map(|bot| (bot, Instant::now() + pause)));
    }

    fn forget_the_due(&mut self) {
        self.0.retain(|_, due| *due > Instant::now());
    }

    fn bots(&self) -> Vec<Uuid> {
        self.0.keys().copied().collect()
    }
}

/// Finishes every signal that can be finished now; what a seed or a test waits for.
pub async fn settle(app: &App) -> Result<()> {
    pass(app, WorkerConfig::default(), &CancellationToken::new(), Vec::new()).await.map(drop)
}

/// One look at all bots with unfinished signals but those that wait; answers the bots that have to wait now.
async fn pass(
    app: &App,
    config: WorkerConfig,
    stop: &CancellationToken,
    waiting: Vec<Uuid>,
) -> Result<Vec<Uuid>> {
    let bots = bots_with_work(app, waiting).await?;
    let results = stream::iter(bots)
        .map(|(tenant, bot)| async move {
            match finish_bot(app, tenant, bot, stop).await {
                Ok(true) => None,
                Ok(false) => Some(bot),
                Err(error) => {
                    tracing::warn!(%tenant, %bot, %error, "a bot's signals have to wait");
                    Some(bot)
                }
            }
        })
        .buffer_unordered(config.bots_at_once);
    // To the end: one bot that is stuck does not interrupt the others.
    Ok(results.filter_map(|stuck| async move { stuck }).collect().await)
}

async fn bots_with_work(app: &App, waiting: Vec<Uuid>) -> Result<Vec<(Uuid, Uuid)>> {
    // By hand: one row a bot. It looks into all tenants, which is why it goes through the unscoped door.
    let sql = "SELECT tenant_id, bot_id FROM signals \
               WHERE status IN ('RECEIVED', 'ACCEPTED') AND bot_id <> ALL ($1) \
               GROUP BY tenant_id, bot_id ORDER BY min(received_at) LIMIT 1000";
    let rows = app.system.query_raw(sql, &[&waiting]).await?;
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
        let step = if signal.status == SignalStatus::Received {
            decide(app, &db, tenant, bot, signal.id).await.map(|()| Progress::Finished)
        } else {
            execute(app, &db, tenant, bot, signal.id).await
        };
        match step {
            Ok(Progress::Finished) => {}
            Ok(Progress::Unknown) => return Ok(false),
            Err(error) if error.is_transient() => return Err(error),
            Err(error) => give_up(app, &db, tenant, bot, signal.id, &error).await?,
        }
    }
    Ok(true)
}
