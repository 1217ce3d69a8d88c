//! The audit log as people read it: the newest first, with what each entry changed.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use prisma::{TenantDb, audit_entry};
use serde_json::Value;
use uuid::Uuid;

use crate::{Result, page::PageRequest};

/// Which entries.
#[derive(Clone, Debug, Default)]
pub struct EntryFilter {
    /// Those of that action.
    pub action: Option<String>,
    /// Those of that person or key.
    pub actor: Option<Uuid>,
    /// Not before.
    pub from: Option<DateTime<Utc>>,
    /// Before.
    pub to: Option<DateTime<Utc>>,
}

/// An entry as people read it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its number, from 1.
    pub seq: i64,
    /// When it was done.
    pub at: DateTime<Utc>,
    /// The person or the key.
    pub actor_id: Option<Uuid>,
    /// The person's address, or the key's name.
    pub actor: String,
    /// What was done.
    pub action: String,
    /// What it was done to.
    pub target: String,
    /// What became of it.
    pub changes: Vec<Change>,
    /// From where it was done.
    pub ip: Option<String>,
}

/// A field that an entry tells of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its name.
    pub field: String,
    /// What it was: a text as it is, all else as JSON; none where it was nothing.
    pub before: Option<String>,
    /// What it became.
    pub after: Option<String>,
}

/// Some entries, the newest first.
#[derive(Clone, Debug)]
pub struct EntryPage {
    /// The entries.
    pub items: Vec<Entry>,
    /// The number that the next page's are below; none on the last page.
    pub next: Option<i64>,
}

/// The entries that the filter lets through, the newest first.
pub async fn list(db: &TenantDb, filter: EntryFilter, page: PageRequest<i64>) -> Result<EntryPage> {
    let filters = [
        filter.action.map(audit_entry::action::equals),
        filter.actor.map(|actor| audit_entry::actor_id::equals(Some(actor))),
        filter.from.map(audit_entry::at::gte),
        filter.to.map(audit_entry::at::lt),
        page.after.map(audit_entry::seq::lt),
    ];
    let query = db.audit_entry().find_many(filters.into_iter().flatten());
    let rows = query.order_by(audit_entry::seq::desc()).take(page.take()).exec().await?;
    let (rows, next) = page.cut(rows, |row| row.seq);
    Ok(EntryPage { items: rows.into_iter().map(Entry::from).collect(), next })
}

impl From<audit_entry::Data> for Entry {
    fn from(row: audit_entry::Data) -> Self {
        Self {
            seq: row.seq,
            at: row.at,
            actor_id: row.actor_id,
            actor: row.actor,
            action: row.action,
            target: row.target,
            changes: changes(&row.detail),
            ip: row.ip,
        }
    }
}

/// The fields whose values differ, by name.
fn changes(detail: &Value) -> Vec<Change> {
    let [before, after] = ["before", "after"].map(|side| detail[side].as_object());
    let names: BTreeSet<&String> =
        [before, after].into_iter().flatten().flat_map(|side| side.keys()).collect();
    let changes = names.into_iter().map(|name| {
        let [before, after] = [before, after].map(|side| side.and_then(|side| told(side.get(name)?)));
        Change { field: name.clone(), before, after }
    });
    changes.filter(|change| change.before != change.after).collect()
}

fn told(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_stays_as_it_was_is_no_change() {
        let detail = json!({
            "before": { "name": "a", "role": "ADMIN", "bot": null },
            "after": { "name": "a", "role": "OWNER", "scopes": ["READ"] },
        });
        let change = |field: &str, before: Option<&str>, after: Option<&str>| Change {
            field: field.to_owned(),
            before: before.map(str::to_owned),
            after: after.map(str::to_owned),
        };
        let expected =
            [change("role", Some("ADMIN"), Some("OWNER")), change("scopes", None, Some(r#"["READ"]"#))];
        assert_eq!(changes(&detail), expected);
        assert_eq!(changes(&json!({ "before": null, "after": null })), []);
    }
}
