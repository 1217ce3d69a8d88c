//! `audit.verify`: whether the tenant's log is as it was written.

use app::audit::{self, Verdict};
use serde::Serialize;

use crate::{context::TenantCtx, error::ApiError};

/// What the log is found to be.
#[derive(Debug, Serialize, specta::Type)]
#[serde(tag = "type")]
pub(crate) enum AuditVerdict {
    /// All entries are as they were written.
    Whole {
        /// The number of the last entry; 0 where there is none.
        #[specta(type = u32)]
        seq: i64,
        /// The hash of the last entry, in hexadecimal: kept elsewhere, it shows later that nothing was taken away.
        hash: String,
    },
    /// From this entry on it is not as it was written.
    Broken {
        /// The first entry that was changed, or is missing.
        #[specta(type = u32)]
        seq: i64,
    },
}

/// Reads the tenant's whole log and computes every hash again.
#[rspc::procedure]
pub(super) async fn verify(ctx: TenantCtx) -> Result<AuditVerdict, ApiError> {
    Ok(match audit::verify(&ctx.db, ctx.tenant).await? {
        Verdict::Whole(head) => AuditVerdict::Whole { seq: head.seq, hash: audit::hexadecimal(&head.hash) },
        Verdict::Broken { seq } => AuditVerdict::Broken { seq },
    })
}
