//! Background work on the wire.

use app::jobs::{ATTEMPTS, Job};
use prisma::JobStatus;
use serde::Serialize;
use superjson::Date;

use super::JobId;

/// Something that is done for the tenant again and again.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename = "Job", rename_all = "camelCase")]
pub(crate) struct JobDto {
    id: JobId,
    /// What is done, such as `reconciliation`.
    kind: String,
    /// A dead one failed at every attempt: it is tried again when it is next due, or when somebody asks for it.
    status: JobStatus,
    /// When it is begun next.
    run_at: Date,
    /// How often it was begun since it was last done.
    attempts: i32,
    /// How often it is begun before it is dead.
    most_attempts: i32,
    /// When it was last done; null where it never was.
    done_at: Option<Date>,
    /// When it last failed; null where it was done since.
    failed_at: Option<Date>,
    /// Why it last failed, for people; null where it was done since.
    error: Option<String>,
}

impl From<Job> for JobDto {
    fn from(job: Job) -> Self {
        Self {
            id: job.id.into(),
            kind: job.kind,
            status: job.status,
            run_at: Date(job.run_at),
            attempts: job.attempts,
            most_attempts: ATTEMPTS,
            done_at: job.done_at.map(Date),
            failed_at: job.failed_at.map(Date),
            error: job.error,
        }
    }
}
