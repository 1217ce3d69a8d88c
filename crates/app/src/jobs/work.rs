//! The loop that does background work: it takes what is due, a few at a time, and says again and again that it is at it.

use std::time::Duration;

use tokio::{
    task::JoinSet,
    time::{Instant, sleep, timeout},
};
use tokio_util::sync::CancellationToken;

use super::{
    Failure,
    store::{self, Claim},
};
use crate::App;

/// How often jobs are looked for.
const LOOK: Duration = Duration::from_secs(1);
/// How often the rows are made that are missing: of a new kind, and of new tenants.
const PLAN: Duration = Duration::from_mins(1);
/// Jobs that a process does at one time.
const AT_ONCE: usize = 4;
/// How often it is said that a job is still done: three times in a lease.
const TOLD: Duration = Duration::from_secs(3);
/// How long a job may take.
const LONGEST: Duration = Duration::from_mins(10);
/// How long a job under way is waited for when the process is to end; then another begins it anew.
const GRACE: Duration = Duration::from_secs(5);

/// Does what is due until `stop`; what is under way is then finished, or left to another worker.
pub async fn run(app: &App, stop: &CancellationToken) {
    let mut under_way = JoinSet::new();
    let mut planned: Option<Instant> = None;
    while !stop.is_cancelled() {
        while let Some(ended) = under_way.try_join_next() {
            tell(ended);
        }
        if planned.is_none_or(|at| at.elapsed() >= PLAN) {
            match store::plan(app).await {
                Ok(()) => planned = Some(Instant::now()),
                Err(error) => tracing::warn!(%error, "jobs cannot be planned"),
            }
        }
        let free = AT_ONCE.saturating_sub(under_way.len());
        let claims = if free == 0 { Ok(Vec::new()) } else { store::claim(app, free).await };
        match claims {
            Ok(claims) => {
                for claim in claims {
                    under_way.spawn(work(app.clone(), claim, stop.clone()));
                }
            }
            Err(error) => tracing::warn!(%error, "jobs cannot be looked for"),
        }
        let woken = async {
            tokio::select! {
                () = sleep(LOOK) => {}
                Some(ended) = under_way.join_next() => tell(ended),
            }
        };
        stop.run_until_cancelled(woken).await;
    }
    while let Some(ended) = under_way.join_next().await {
        tell(ended);
    }
}

/// A job that panicked stays leased: it is begun again when the lease is over, and counts as begun.
fn tell(ended: Result<(), tokio::task::JoinError>) {
    if let Err(error) = ended {
        tracing::error!(%error, "a job broke off");
    }
}

async fn work(app: App, claim: Claim, stop: CancellationToken) {
    let stored = tokio::select! {
        outcome = outcome(&app, &claim) => claim.finish(&app, outcome).await,
        () = lost(&app, &claim) => return,
        () = too_late(&stop) => claim.give_back(&app).await,
    };
    if let Err(error) = stored {
        tracing::warn!(job = %claim.id, kind = claim.kind.name(), %error, "it could not be stored what came of a job");
    }
}

async fn outcome(app: &App, claim: &Claim) -> Result<(), Failure> {
    if claim.is_given_up {
        let said = "Each time, whoever did it was not heard of any more before it was done.";
        return Err(Failure::Told(said.to_owned()));
    }
    let work = timeout(LONGEST, claim.kind.work(app, claim.tenant));
    let too_long = || Failure::Told(format!("It was not done within {} minutes.", LONGEST.as_secs() / 60));
    work.await.unwrap_or_else(|_| Err(too_long()))
}

/// Says again and again that the job is done; returns when another has it.
async fn lost(app: &App, claim: &Claim) {
    loop {
        sleep(TOLD).await;
        match claim.renew(app).await {
            Ok(true) => {}
            Ok(false) => {
                return tracing::warn!(job = %claim.id, kind = claim.kind.name(), "a job was lost to another worker");
            }
            // The database may be there again before the lease is over.
            Err(error) => tracing::warn!(job = %claim.id, %error, "a job cannot say that it is still done"),
        }
    }
}

async fn too_late(stop: &CancellationToken) {
    stop.cancelled().await;
    sleep(GRACE).await;
}
