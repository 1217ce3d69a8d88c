//! Whether a chain is as it was written.

use prisma::{TenantDb, audit_entry, audit_head};
use serde_json::Value;
use uuid::Uuid;

use super::{Hashed, ORIGIN, digest, hash_of};
use crate::{Error, Result};

/// Where a chain ends. Kept elsewhere, it shows later that nothing was taken away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The number of the last entry; 0 where there is none.
    pub seq: i64,
    /// The hash of the last entry; zeros where there is none.
    pub hash: Vec<u8>,
}

/// Where a chain stands, or where it is broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// All entries up to this one are as they were written.
    Whole(Head),
    /// The first entry that is not as it was written, or is missing.
    Broken {
        /// Its number.
        seq: i64,
    },
}

/// How many entries are read at once.
const BATCH: usize = 500;

/// Where a tenant's chain ends.
pub(super) async fn head(db: &TenantDb, tenant: Uuid) -> Result<Head> {
    let head = db.audit_head().find_unique(audit_head::tenant_id::equals(tenant)).exec().await?;
    let head = head.ok_or_else(|| Error::row(tenant, "the tenant has no audit log"))?;
    Ok(Head { seq: head.seq, hash: head.hash })
}

/// Whether the digests beside what an entry tells of are digests of that.
fn has_own_digests(entry: &audit_entry::Data) -> bool {
    let [before, after] = ["before", "after"].map(|side| match &entry.detail[side] {
        Value::Null => None,
        told => Some(digest(told)),
    });
    before == entry.before_digest && after == entry.after_digest
}

/// Reads a tenant's chain from its beginning and computes every hash again.
pub async fn verify(db: &TenantDb, tenant: Uuid) -> Result<Verdict> {
    let head = head(db, tenant).await?;
    let (mut seq, mut previous) = (0, ORIGIN.to_vec());
    loop {
        let after = db.audit_entry().find_many([audit_entry::seq::gt(seq), audit_entry::seq::lte(head.seq)]);
        let entries =
            after.order_by(audit_entry::seq::asc()).take(i64::try_from(BATCH).unwrap_or(1)).exec().await?;
        for entry in &entries {
            let expected = hash_of(&Hashed::of(entry, seq + 1, &previous));
            let linked = entry.seq == seq + 1 && entry.previous_hash == previous && entry.hash == expected;
            if !linked || !has_own_digests(entry) {
                return Ok(Verdict::Broken { seq: seq + 1 });
            }
            (seq, previous) = (entry.seq, expected);
        }
        if entries.len() < BATCH {
            break;
        }
    }
    if seq == head.seq && previous == head.hash {
        Ok(Verdict::Whole(head))
    } else {
        Ok(Verdict::Broken { seq: seq + 1 })
    }
}
