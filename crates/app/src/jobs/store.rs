//! What a worker writes of a job: that there is one, that it has it, what came of it.

use chrono::{DateTime, TimeDelta, Utc};
use prisma::{JobStatus, job};
use prisma_client_rust::{Filter, Update, raw, row};
use uuid::Uuid;

use super::{Failure, Kind};
use crate::{App, Result};

/// How long a worker that is not heard of keeps a job.
const LEASE: TimeDelta = TimeDelta::seconds(10);
/// How often a job is begun before it is dead: two and a half minutes, at these pauses.
pub const ATTEMPTS: i32 = 6;
/// The pause after the first failure; it doubles with each.
const FIRST_PAUSE: TimeDelta = TimeDelta::seconds(5);
/// What is stored of a failure: a difference may name many rows.
const LONGEST_ERROR: usize = 2_000;
/// What a tenant reads where the reason is not for its eyes; the log has it.
const OURS: &str = "Something went wrong on our side.";

/// A job that a worker has.
#[derive(Clone, Copy, Debug)]
pub(super) struct Claim {
    pub(super) id: Uuid,
    pub(super) tenant: Option<Uuid>,
    pub(super) kind: Kind,
    pub(super) attempts: i32,
    /// Higher than that of whoever had it before.
    number: i64,
    /// Who had it before was not heard of any more, and it was the last attempt.
    pub(super) is_given_up: bool,
}

row!(
    struct Claimed {
        id: Uuid,
        tenant_id: Option<Uuid>,
        kind: String,
        attempts: i32,
        number: i64,
        was_lost: bool,
    }
);

/// Makes the rows that are missing, to be done at once.
pub(super) async fn plan(app: &App) -> Result<()> {
    let (now, id) = (app.ambient.now(), || app.ambient.uuid_v7());
    for kind in Kind::ALL {
        if !kind.is_of_tenants() {
            let row = job::create(kind.name(), now, [job::id::set(id())]);
            app.system.job().create_many([row]).skip_duplicates().exec().await?;
            continue;
        }
        let tenants = app.system._query_raw::<Planned>(raw!(
            "SELECT t.id AS tenant_id FROM tenants t WHERE EXISTS (SELECT FROM orders o WHERE o.tenant_id = t.id)
               AND NOT EXISTS (SELECT FROM jobs j WHERE j.tenant_id = t.id AND j.kind = {}) LIMIT 1000",
            kind.name().to_owned()
        ));
        let rows = tenants.exec().await?.into_iter().map(|row| {
            let set = [job::id::set(id()), job::tenant_id::set(Some(row.tenant_id))];
            job::create(kind.name(), now, set)
        });
        app.system.job().create_many(rows).skip_duplicates().exec().await?;
    }
    Ok(())
}

row!(
    struct Planned {
        tenant_id: Uuid,
    }
);

/// Takes jobs that are due, or whose worker is not heard of any more, so many at most: the service's own first.
pub(super) async fn claim(app: &App, most: usize) -> Result<Vec<Claim>> {
    let now = app.ambient.now();
    let kinds: Vec<String> = Kind::ALL.iter().map(|kind| kind.name().to_owned()).collect();
    // What others are claiming is passed over, not waited for.
    let claimed = app.system._query_raw::<Claimed>(raw!(
        "WITH due AS (
           SELECT id, status = 'RUNNING' AS was_lost FROM jobs
           WHERE kind = ANY ({}) AND (status <> 'RUNNING' AND run_at <= {} OR status = 'RUNNING' AND leased_until <= {})
           ORDER BY tenant_id IS NOT NULL, run_at LIMIT {} FOR UPDATE SKIP LOCKED
         )
         UPDATE jobs SET status = 'RUNNING', attempts = attempts + 1, claim = claim + 1, started_at = {},
           leased_until = {}, updated_at = {}
         FROM due WHERE jobs.id = due.id
         RETURNING jobs.id, tenant_id, kind, attempts, claim AS number, was_lost",
        kinds,
        now,
        now,
        i64::try_from(most).unwrap_or(i64::MAX),
        now,
        now + LEASE,
        now
    ));
    let claims = claimed.exec().await?.into_iter().filter_map(|row| {
        let is_given_up = row.was_lost && row.attempts > ATTEMPTS;
        let kind = Kind::named(&row.kind)?;
        let Claimed { id, tenant_id: tenant, attempts, number, .. } = row;
        Some(Claim { id, tenant, kind, attempts, number, is_given_up })
    });
    Ok(claims.collect())
}

impl Claim {
    /// The row, as long as the claim holds.
    fn held(&self) -> [Filter<job::Model>; 3] {
        [job::id::equals(self.id), job::claim::equals(self.number), job::status::equals(JobStatus::Running)]
    }

    /// Says that it is still done; answers whether the claim holds.
    pub(super) async fn renew(&self, app: &App) -> Result<bool> {
        let until = [job::leased_until::set(Some(app.ambient.now() + LEASE))];
        Ok(app.system.job().update_many(self.held(), until).exec().await? > 0)
    }

    /// Stores what came of it, and says so.
    pub(super) async fn finish(&self, app: &App, outcome: Result<(), Failure>) -> Result<()> {
        let now = app.ambient.now();
        let Err(failure) = outcome else {
            let done = vec![
                job::done_at::set(Some(now)),
                job::failed_at::set(None),
                job::error::set(None),
                job::attempts::set(0),
            ];
            return self.leave(app, JobStatus::Waiting, self.kind.next(now), done).await;
        };
        let (kind, tenant, attempt) = (self.kind.name(), self.tenant, self.attempts);
        let dead = attempt >= ATTEMPTS;
        let changes = vec![job::failed_at::set(Some(now)), job::error::set(Some(self.words(&failure)))];
        if dead {
            tracing::error!(job = %self.id, kind, ?tenant, attempt, error = %failure, "a job is dead: it failed at every attempt");
            self.leave(app, JobStatus::Dead, self.kind.next(now), changes).await
        } else {
            tracing::warn!(job = %self.id, kind, ?tenant, attempt, error = %failure, "a job failed, and is tried again");
            self.leave(app, JobStatus::Waiting, now + pause(attempt), changes).await
        }
    }

    /// Lets another worker begin it at once. That it was begun is no reason to give it up.
    pub(super) async fn give_back(&self, app: &App) -> Result<()> {
        let (status, run_at) = (JobStatus::Waiting, app.ambient.now());
        self.leave(app, status, run_at, vec![job::attempts::decrement(1)]).await
    }

    async fn leave(
        &self,
        app: &App,
        status: JobStatus,
        run_at: DateTime<Utc>,
        mut changes: Vec<Update<job::Model>>,
    ) -> Result<()> {
        changes.extend([job::status::set(status), job::run_at::set(run_at), job::leased_until::set(None)]);
        if app.system.job().update_many(self.held(), changes).exec().await? == 0 {
            tracing::warn!(job = %self.id, kind = self.kind.name(), "a job is another worker's by now");
        }
        Ok(())
    }

    /// What the row says of a failure: all of it where only the operator reads it.
    fn words(&self, failure: &Failure) -> String {
        let mut words = match failure {
            Failure::Failed(_) if self.tenant.is_some() => OURS.to_owned(),
            failure => failure.to_string(),
        };
        words.truncate(words.floor_char_boundary(LONGEST_ERROR));
        words
    }
}

fn pause(attempt: i32) -> TimeDelta {
    let doublings = u32::try_from(attempt - 1).unwrap_or_default().min(16);
    FIRST_PAUSE * 2_i32.pow(doublings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_until_the_last_attempt() {
        let pauses: Vec<i64> = (1..ATTEMPTS).map(|attempt| pause(attempt).num_seconds()).collect();
        assert_eq!(pauses, [5, 10, 20, 40, 80]);
    }
}
