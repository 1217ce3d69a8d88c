//! The audit log as an auditor takes it away: every entry's text beside its hash, so that nobody has to be believed.

use prisma::{IsolationLevel, TenantDb, audit_entry};
use uuid::Uuid;

use super::{
    Hashed, text_of,
    verify::{self, Head},
};
use crate::{Result, page::PageRequest};

/// Entries of one page at most.
pub const MOST_EXPORTED: u32 = 1000;

/// An entry as it was hashed.
#[derive(Clone, Debug)]
pub struct ExportedEntry {
    /// Its number.
    pub seq: i64,
    /// A JSON list: the hash of the entry before, the tenant, the number, microseconds since 1970, the actor's id and
    /// name, the action, its target, what changed, the address.
    pub text: String,
    /// The hash as it is stored: SHA-256 of the text, where nobody has changed either.
    pub hash: Vec<u8>,
}

/// A page of the log, the oldest first.
#[derive(Clone, Debug)]
pub struct Exported {
    /// Where the log ended when the page was read.
    pub head: Head,
    /// The entries.
    pub entries: Vec<ExportedEntry>,
    /// The number that the next page's are above; none on the last page.
    pub next: Option<i64>,
}

/// The entries above a number, the oldest first; at most [`MOST_EXPORTED`].
pub async fn export(db: &TenantDb, tenant: Uuid, page: PageRequest<i64>) -> Result<Exported> {
    let tx = db.begin_with(IsolationLevel::RepeatableRead).await?;
    let head = verify::head(&tx, tenant).await?;
    let page = PageRequest { limit: page.limit.clamp(1, MOST_EXPORTED), ..page };
    let rows = tx.audit_entry().find_many(page.after.map(audit_entry::seq::gt));
    let rows = rows.order_by(audit_entry::seq::asc()).take(page.take()).exec().await?;
    tx.commit().await?;
    let (rows, next) = page.cut(rows, |row| row.seq);
    Ok(Exported { head, entries: rows.into_iter().map(ExportedEntry::from).collect(), next })
}

impl From<audit_entry::Data> for ExportedEntry {
    fn from(row: audit_entry::Data) -> Self {
        let text = text_of(&Hashed::of(&row, row.seq, &row.previous_hash));
        Self { seq: row.seq, text, hash: row.hash }
    }
}
