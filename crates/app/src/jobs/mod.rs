//! Background work: what is done again and again by whichever worker is free, at most once at a time, tried again with
//! patience when it fails, and in plain view when it fails for good.
//!
//! A job is a row. Whoever begins it takes a lease and the next number of its `claim`; every write asks for that number,
//! so that who was given up as lost can change nothing any more. The lease is renewed while the work goes on: a worker
//! that died is noticed by its silence, and another begins anew. What a job does is safe to be done twice.

mod kind;
mod list;
mod operate;
mod retry;
mod store;
mod work;

use chrono::{DateTime, Utc};
use prisma::{JobStatus, job};
use serde_json::{Value, json};
use uuid::Uuid;

pub use kind::Kind;
pub use list::list;
pub use operate::{Listed, all, discard, retry as retry_any};
pub use retry::{RetryError, retry};
pub use store::ATTEMPTS;
pub use work::run;

use crate::Error;

/// A job as people see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Its id.
    pub id: Uuid,
    /// What is done.
    pub kind: String,
    /// Whether it waits, is being done, or failed for good.
    pub status: JobStatus,
    /// When it is begun next.
    pub run_at: DateTime<Utc>,
    /// How often it was begun since it was last done.
    pub attempts: i32,
    /// When it was last done.
    pub done_at: Option<DateTime<Utc>>,
    /// When it last failed, since it was last done.
    pub failed_at: Option<DateTime<Utc>>,
    /// Why.
    pub error: Option<String>,
}

impl From<job::Data> for Job {
    fn from(row: job::Data) -> Self {
        Self {
            id: row.id,
            kind: row.kind,
            status: row.status,
            run_at: row.run_at,
            attempts: row.attempts,
            done_at: row.done_at,
            failed_at: row.failed_at,
            error: row.error,
        }
    }
}

impl Job {
    /// What the audit log keeps of it.
    fn noted(&self) -> Value {
        json!({ "kind": self.kind, "status": self.status, "attempts": self.attempts, "error": self.error })
    }
}

/// Why a job was not done.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Something that people have to look at, in words for them.
    #[error("{0}")]
    Told(String),
    /// Beneath: not for the eyes of tenants.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<prisma_client_rust::Error> for Failure {
    fn from(error: prisma_client_rust::Error) -> Self {
        Self::Failed(error.into())
    }
}
