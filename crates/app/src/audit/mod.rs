//! The audit log: a chain a tenant, each entry holding the hash of the one before, written in the transaction that it
//! tells of.

mod export;
mod list;
mod verify;

use chrono::{DateTime, SubsecRound, Utc};
use prisma::{Db, SystemDb, TenantDb, audit_entry, audit_head};
use prisma_client_rust::{Create, Lock};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

pub use export::{Exported, ExportedEntry, MOST_EXPORTED, export};
pub use list::{Change, Entry, EntryFilter, EntryPage, list};
pub use verify::{Head, Verdict, verify};

use crate::Result;

/// The hash before the first entry.
const ORIGIN: [u8; 32] = [0; 32];

/// Who does something, as the log names them.
#[derive(Clone, Debug)]
pub struct Actor {
    /// The person or the key.
    pub id: Option<Uuid>,
    /// The person's address, or the key's name.
    pub name: String,
    /// From where, as far as that can be known.
    pub ip: Option<String>,
}

/// Something that was done.
#[derive(Clone, Debug)]
pub struct Deed {
    /// Such as `member.remove`.
    pub action: &'static str,
    /// What it was done to.
    pub target: String,
    /// What that was before; none where it is new. No secret.
    pub before: Option<Value>,
    /// What it became; none where it is gone. No secret.
    pub after: Option<Value>,
}

/// Begins a tenant's chain, in the transaction that makes the tenant.
pub async fn open(tx: &SystemDb, tenant: Uuid) -> Result<()> {
    tx.audit_head().create(tenant, ORIGIN.to_vec(), []).exec().await?;
    Ok(())
}

/// Holds a tenant's chain until the commit: whoever else writes down what they do waits. Who reads what it is about to
/// change takes it first, and only then the stream's head.
pub async fn hold(tx: &TenantDb, tenant: Uuid) -> Result<()> {
    let head = tx.audit_head().find_unique(audit_head::tenant_id::equals(tenant));
    head.lock(Lock::ForNoKeyUpdate).exec_or_throw().await?;
    Ok(())
}

/// Writes a deed into the log of the tenant that the transaction acts for.
pub async fn record(tx: &TenantDb, tenant: Uuid, at: DateTime<Utc>, actor: &Actor, deed: Deed) -> Result<()> {
    append(tx, tenant, at, actor, deed, |entry| entry).await
}

/// Writes a deed of a person into the log of a tenant of theirs.
pub async fn record_for(
    tx: &SystemDb,
    tenant: Uuid,
    at: DateTime<Utc>,
    actor: &Actor,
    deed: Deed,
) -> Result<()> {
    append(tx, tenant, at, actor, deed, |entry| entry.of_tenant(tenant)).await
}

/// Adds an entry to a chain: from here to the commit the tenant's other writers wait.
async fn append<S: Clone>(
    tx: &Db<S>,
    tenant: Uuid,
    at: DateTime<Utc>,
    actor: &Actor,
    deed: Deed,
    kept: impl FnOnce(Create<audit_entry::Model>) -> Create<audit_entry::Model>,
) -> Result<()> {
    let of_tenant = || audit_head::tenant_id::equals(tenant);
    let head = tx.audit_head().update(of_tenant(), [audit_head::seq::increment(1)]).exec().await?;
    // As the database keeps it: what is verified later is what was hashed.
    let at = at.trunc_subsecs(6);
    let detail = json!({ "before": deed.before, "after": deed.after });
    let hash = hash_of(&Hashed {
        tenant,
        seq: head.seq,
        at,
        actor_id: actor.id,
        actor: &actor.name,
        action: deed.action,
        target: &deed.target,
        detail: &detail,
        ip: actor.ip.as_deref(),
        previous: &head.hash,
    });
    let others = [
        audit_entry::actor_id::set(actor.id),
        audit_entry::ip::set(actor.ip.clone()),
        audit_entry::before_digest::set(deed.before.as_ref().map(digest)),
        audit_entry::after_digest::set(deed.after.as_ref().map(digest)),
    ];
    let entry = audit_entry::create(
        head.seq,
        at,
        actor.name.clone(),
        deed.action,
        deed.target,
        detail,
        head.hash,
        hash.clone(),
        others,
    );
    tx.audit_entry().create_many([kept(entry)]).exec().await?;
    tx.audit_head().update(of_tenant(), [audit_head::hash::set(hash)]).exec().await?;
    Ok(())
}

/// What an entry's hash covers: all of it.
struct Hashed<'a> {
    tenant: Uuid,
    seq: i64,
    at: DateTime<Utc>,
    actor_id: Option<Uuid>,
    actor: &'a str,
    action: &'a str,
    target: &'a str,
    detail: &'a Value,
    ip: Option<&'a str>,
    previous: &'a [u8],
}

impl<'a> Hashed<'a> {
    /// A stored entry, where it should stand.
    fn of(entry: &'a audit_entry::Data, seq: i64, previous: &'a [u8]) -> Self {
        Self {
            tenant: entry.tenant_id,
            seq,
            at: entry.at,
            actor_id: entry.actor_id,
            actor: &entry.actor,
            action: &entry.action,
            target: &entry.target,
            detail: &entry.detail,
            ip: entry.ip.as_deref(),
            previous,
        }
    }
}

/// The fields as one JSON list, whose text has one form.
fn text_of(entry: &Hashed<'_>) -> String {
    let fields = json!([
        hex::encode(entry.previous),
        entry.tenant,
        entry.seq,
        entry.at.timestamp_micros(),
        entry.actor_id,
        entry.actor,
        entry.action,
        entry.target,
        entry.detail,
        entry.ip,
    ]);
    fields.to_string()
}

/// SHA-256 of an entry's text.
fn hash_of(entry: &Hashed<'_>) -> Vec<u8> {
    Sha256::digest(text_of(entry)).to_vec()
}

fn digest(value: &Value) -> Vec<u8> {
    Sha256::digest(value.to_string()).to_vec()
}

/// A hash as people read it.
pub fn hexadecimal(hash: &[u8]) -> String {
    hex::encode(hash)
}
