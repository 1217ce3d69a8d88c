//! `audit.export`: the tenant's log to take away, each entry's text beside its hash.

use app::{
    audit::{self, Exported, MOST_EXPORTED},
    page::PageRequest,
};
use serde::Serialize;

use crate::{context::TenantCtx, error::ApiError};

/// Which part of it.
#[rspc::input]
pub(crate) struct Input {
    /// The `nextCursor` of the page before.
    cursor: Option<u32>,
    /// Entries, 1000 if left out.
    #[garde(inner(range(min = 1, max = MOST_EXPORTED)))]
    limit: Option<u32>,
}

/// A part of the log, the oldest first.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AuditExport {
    /// Where the log ended when this was read.
    head: AuditHead,
    entries: Vec<ExportedEntry>,
    /// The `cursor` of the next part; null after the last one.
    #[specta(type = Option<u32>)]
    next_cursor: Option<i64>,
}

/// Where a log ends.
#[derive(Debug, Serialize, specta::Type)]
pub(crate) struct AuditHead {
    /// The number of the last entry; 0 where there is none.
    #[specta(type = u32)]
    seq: i64,
    /// The hash of the last entry, in hexadecimal; zeros where there is none.
    hash: String,
}

/// An entry as it was hashed.
#[derive(Debug, Serialize, specta::Type)]
pub(crate) struct ExportedEntry {
    #[specta(type = u32)]
    seq: i64,
    /// A JSON list: the hash of the entry before, the tenant, the number, microseconds since 1970, the actor's id and
    /// name, the action, its target, what changed, the address.
    text: String,
    /// SHA-256 of the text, in hexadecimal.
    hash: String,
}

impl From<Exported> for AuditExport {
    fn from(exported: Exported) -> Self {
        let hash = |hash: &[u8]| audit::hexadecimal(hash);
        let entries = exported.entries.into_iter();
        Self {
            head: AuditHead { seq: exported.head.seq, hash: hash(&exported.head.hash) },
            entries: entries
                .map(|entry| ExportedEntry { seq: entry.seq, text: entry.text, hash: hash(&entry.hash) })
                .collect(),
            next_cursor: exported.next,
        }
    }
}

/// The tenant's log to take away, the oldest entry first: whoever has it can verify it without this service.
#[rspc::procedure]
pub(super) async fn export(ctx: TenantCtx, input: Input) -> Result<AuditExport, ApiError> {
    let Input { cursor, limit } = input;
    let page = PageRequest { after: cursor.map(i64::from), limit: limit.unwrap_or(MOST_EXPORTED) };
    Ok(audit::export(&ctx.db, ctx.tenant, page).await?.into())
}
