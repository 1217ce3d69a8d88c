//! `audit.list`: who did what in the tenant, the newest first.

use app::{
    audit::{self, Change, Entry, EntryFilter, EntryPage},
    page::PageRequest,
};
use serde::Serialize;
use superjson::Date;
use uuid::Uuid;

use crate::{context::TenantCtx, dto::Moment, error::ApiError};

/// Which entries.
#[rspc::input]
pub(crate) struct Input {
    /// Those of that action, such as `member.remove`.
    #[garde(inner(length(chars, min = 1, max = 64), pattern("^[^\\x00]*$")))]
    action: Option<String>,
    /// Those of that person or key.
    actor_id: Option<Uuid>,
    /// Not before.
    from: Option<Moment>,
    /// Before.
    to: Option<Moment>,
    /// The `nextCursor` of the page before.
    cursor: Option<u32>,
    /// Rows, 50 if left out.
    #[garde(inner(range(min = 1, max = 200)))]
    limit: Option<u32>,
}

/// Some entries, the newest first.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AuditPage {
    items: Vec<AuditEntry>,
    /// The `cursor` of the next page; null on the last one.
    #[specta(type = Option<u32>)]
    next_cursor: Option<i64>,
}

/// Something that was done.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AuditEntry {
    /// From 1, without gaps.
    #[specta(type = u32)]
    seq: i64,
    at: Date,
    /// The person or the key; null where it was neither.
    actor_id: Option<Uuid>,
    /// The person's address, or the key's name.
    actor: String,
    /// Such as `member.remove`.
    action: String,
    /// What it was done to.
    target: String,
    changes: Vec<AuditChange>,
    /// From where, as far as that is known.
    ip: Option<String>,
}

/// A field that an entry tells of: a text as it is, all else as JSON.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AuditChange {
    field: String,
    /// Null where it was nothing.
    before: Option<String>,
    /// Null where it became nothing.
    after: Option<String>,
}

impl From<EntryPage> for AuditPage {
    fn from(page: EntryPage) -> Self {
        Self { items: page.items.into_iter().map(AuditEntry::from).collect(), next_cursor: page.next }
    }
}

impl From<Entry> for AuditEntry {
    fn from(entry: Entry) -> Self {
        let Entry { seq, at, actor_id, actor, action, target, changes, ip } = entry;
        let changes = changes.into_iter().map(AuditChange::from).collect();
        Self { seq, at: Date(at), actor_id, actor, action, target, changes, ip }
    }
}

impl From<Change> for AuditChange {
    fn from(change: Change) -> Self {
        let Change { field, before, after } = change;
        Self { field, before, after }
    }
}

/// Who did what in the tenant, the newest first.
#[rspc::procedure]
pub(super) async fn list(ctx: TenantCtx, input: Input) -> Result<AuditPage, ApiError> {
    let Input { action, actor_id, from, to, cursor, limit } = input;
    let filter = EntryFilter {
        action,
        actor: actor_id,
        from: from.map(|moment| moment.0),
        to: to.map(|moment| moment.0),
    };
    let page = PageRequest { after: cursor.map(i64::from), limit: limit.unwrap_or(50) };
    Ok(audit::list(&ctx.db, filter, page).await?.into())
}
