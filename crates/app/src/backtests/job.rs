//! One backtest under way: its candles are read, a thread computes it, and the row is told how far it has come.

use std::{
    ops::ControlFlow,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};

use backtest::{BacktestError, Report};
use prisma::{TenantDb, backtest as model, instrument};
use tokio_util::sync::CancellationToken;

use super::{
    Configuration,
    candles::candles,
    store::{self, Claim, Outcome},
};
use crate::{App, Error, Result, instruments};

/// How often the row is told.
const TOLD: Duration = Duration::from_millis(250);

/// What the thread and whoever watches it tell each other.
#[derive(Default)]
struct Shared {
    done: AtomicUsize,
    stopped: AtomicBool,
}

/// Computes a backtest that was claimed, and stores what came out, unless it was lost meanwhile.
pub(super) async fn job(app: &App, claim: &Claim, stop: &CancellationToken) -> Result<()> {
    let db = app.client.tenant(claim.tenant);
    let shared = Arc::new(Shared::default());
    let watched = watch(app, &db, claim, &shared, stop);
    let computed = compute(&db, claim, &shared);
    tokio::pin!(computed);
    let (outcome, end) = tokio::select! {
        outcome = &mut computed => (outcome, None),
        end = watched => {
            shared.stopped.store(true, Ordering::Relaxed);
            (computed.await, Some(end))
        }
    };
    match end {
        Some(End::Lost) => Ok(()),
        Some(End::Stopping) => store::give_back(app, &db, claim).await,
        Some(End::Canceled) => store::finish(app, &db, claim, Outcome::Canceled).await,
        None => match outcome {
            Ok(Ok(report)) => store::finish(app, &db, claim, Outcome::Finished(Box::new(report))).await,
            Ok(Err(refusal)) => store::finish(app, &db, claim, Outcome::Failed(refusal.to_string())).await,
            Err(error) => Err(error),
        },
    }
}

/// Why a backtest is not computed to its end.
enum End {
    /// Another has it now.
    Lost,
    /// Somebody stopped it.
    Canceled,
    /// The process ends.
    Stopping,
}

/// Says in the row, again and again, that it is computed and how far it has come.
async fn watch(app: &App, db: &TenantDb, claim: &Claim, shared: &Shared, stop: &CancellationToken) -> End {
    loop {
        if stop.run_until_cancelled(tokio::time::sleep(TOLD)).await.is_none() {
            return End::Stopping;
        }
        let done = i32::try_from(shared.done.load(Ordering::Relaxed)).unwrap_or(i32::MAX);
        match store::renew(app, db, claim, done).await {
            Ok(Some(false)) => {}
            Ok(Some(true)) => return End::Canceled,
            Ok(None) => return End::Lost,
            // The lease is longer than a database is away for.
            Err(error) => tracing::warn!(%error, "a backtest cannot say how far it has come"),
        }
    }
}

async fn compute(
    db: &TenantDb,
    claim: &Claim,
    shared: &Arc<Shared>,
) -> Result<Result<Report, BacktestError>> {
    let row = db.backtest().find_unique(model::id::equals(claim.id)).exec().await?;
    let row = row.ok_or_else(|| Error::row(claim.id, "the row is missing"))?;
    let instrument = db.instrument().find_unique(instrument::id::equals(row.instrument_id)).exec().await?;
    let instrument = instrument.ok_or_else(|| Error::row(row.id, "its instrument is missing"))?;
    let configuration: Configuration =
        serde_json::from_value(row.configuration.clone()).map_err(|error| Error::row(row.id, error))?;
    let settings = configuration.settings(instruments::rules(&instrument)?, row.interval, row.seed);
    let settings = match settings {
        Ok(settings) => settings,
        Err(refusal) => return Ok(Err(refusal.into())),
    };
    let Some(candles) = candles(db, &row, || !shared.stopped.load(Ordering::Relaxed)).await? else {
        return Ok(Err(BacktestError::Canceled));
    };
    store::total(db, claim, candles.len()).await?;
    let shared = shared.clone();
    let computing = tokio::task::spawn_blocking(move || {
        backtest::run(settings, &candles, |done| {
            shared.done.store(done, Ordering::Relaxed);
            if shared.stopped.load(Ordering::Relaxed) {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        })
    });
    computing.await.map_err(|error| Error::row(claim.id, error))
}
