//! What waits in the database, of all tenants: how much of it, and for how long already.

use prisma_client_rust::{raw, row};

use crate::{App, Result};

row!(
    /// What waits. Times are in seconds, and 0 where nothing waits.
    pub struct Backlog {
        /// Signals that are not finished.
        pub signals: i64,
        /// How long the oldest of them has been waiting.
        pub oldest_signal: f64,
        /// Jobs that wait for their time, or to be begun.
        pub jobs_waiting: i64,
        /// Jobs that are being done.
        pub jobs_running: i64,
        /// Jobs that failed for good.
        pub jobs_dead: i64,
        /// For how long a job that is due has not been begun.
        pub jobs_late: f64,
        /// Mails that are still to be sent.
        pub mails: i64,
        /// How long the oldest of them has been waiting.
        pub oldest_mail: f64,
    }
);

/// What waits now.
pub async fn backlog(app: &App) -> Result<Backlog> {
    let now = app.ambient.now();
    // It looks into all tenants, which is why it goes through the unscoped door.
    let found = app.system._query_raw::<Backlog>(raw!(
        "WITH clock AS (SELECT {}::timestamptz AS now),
         unfinished AS (
           SELECT count(*) AS count, min(received_at) AS since FROM signals WHERE status IN ('RECEIVED', 'ACCEPTED')),
         work AS (
           SELECT count(*) FILTER (WHERE status = 'WAITING') AS waiting, count(*) FILTER (WHERE status = 'RUNNING') AS running,
             count(*) FILTER (WHERE status = 'DEAD') AS dead, min(run_at) FILTER (WHERE status <> 'RUNNING') AS due FROM jobs),
         outbox AS (SELECT count(*) AS count, min(created_at) AS since FROM mails WHERE next_at IS NOT NULL)
         SELECT unfinished.count AS signals,
           coalesce(greatest(extract(epoch FROM now - unfinished.since), 0), 0)::float8 AS oldest_signal,
           waiting AS jobs_waiting, running AS jobs_running, dead AS jobs_dead,
           coalesce(greatest(extract(epoch FROM now - due), 0), 0)::float8 AS jobs_late,
           outbox.count AS mails,
           coalesce(greatest(extract(epoch FROM now - outbox.since), 0), 0)::float8 AS oldest_mail
         FROM clock, unfinished, work, outbox",
        now
    ));
    let mut rows = found.exec().await?;
    Ok(rows.pop().expect("a sum over tables is one row"))
}
