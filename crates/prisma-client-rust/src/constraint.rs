//! Which fields a violated constraint is about: the server names the constraint, the catalogue its columns.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, PoisonError};

use crate::error::Error;
use crate::model::Table;
use crate::pool::Pool;

/// The columns of a unique index (of one on an expression, its text) or of a foreign key, in their order.
const COLUMNS: &str = "\
    SELECT coalesce(a.attname::text, pg_get_indexdef(i.indexrelid, k.place::int, true)) AS name, k.place \
    FROM pg_index i \
    JOIN pg_class c ON c.oid = i.indexrelid \
    JOIN pg_class t ON t.oid = i.indrelid \
    JOIN pg_namespace n ON n.oid = t.relnamespace \
    CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k (number, place) \
    LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number AND k.number > 0 \
    WHERE t.relname = $1 AND c.relname = $2 AND ($3::text IS NULL OR n.nspname = $3::text) AND k.place <= i.indnkeyatts \
    UNION ALL \
    SELECT a.attname::text, k.place \
    FROM pg_constraint f \
    JOIN pg_class t ON t.oid = f.conrelid \
    JOIN pg_namespace n ON n.oid = t.relnamespace \
    CROSS JOIN LATERAL unnest(f.conkey) WITH ORDINALITY AS k (number, place) \
    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number \
    WHERE t.relname = $1 AND f.conname = $2 AND ($3::text IS NULL OR n.nspname = $3::text) AND f.contype = 'f' \
    ORDER BY 2";

/// What was learned of constraints: a violation asks the catalogue once.
#[derive(Debug, Default)]
pub(crate) struct Constraints(Mutex<HashMap<(String, String), Vec<String>>>);

impl Constraints {
    /// The columns. Only a connection that is free right now is used for it: nobody waits for a message.
    async fn columns(&self, pool: &Pool, schema: Option<&str>, table: &str, name: &str) -> Vec<String> {
        let key = (format!("{}.{table}", schema.unwrap_or_default()), name.to_owned());
        if let Some(known) = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return known.clone();
        }
        let asked = async {
            let connection = pool.acquire_now().await?;
            let statement = connection.prepare_cached(COLUMNS).await?;
            let rows = connection.query(&statement, &[&table, &name, &schema]).await?;
            rows.iter().map(|row| Ok(row.try_get(0)?)).collect::<Result<Vec<String>, Error>>()
        };
        let columns = pool.within_deadline(asked).await.unwrap_or_default();
        if !columns.is_empty() {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(key, columns.clone());
        }
        columns
    }
}

/// Says the fields of a violated constraint, by the names that the schema has for them.
pub(crate) async fn explain(pool: &Pool, from: Option<&'static Table>, error: Error) -> Error {
    match error {
        Error::UniqueViolation { table, constraint, .. } => {
            let fields = fields(pool, from, &table, &constraint).await;
            Error::UniqueViolation { table, constraint, fields }
        }
        Error::ForeignKeyViolation { table, constraint, .. } => {
            let fields = fields(pool, from, &table, &constraint).await;
            Error::ForeignKeyViolation { table, constraint, fields }
        }
        Error::NotNullViolation { table, column, .. } => {
            let model = from.and_then(|from| reachable(from, &table));
            Error::NotNullViolation { field: field(model, &column), table, column }
        }
        other => other,
    }
}

async fn fields(pool: &Pool, from: Option<&'static Table>, table: &str, constraint: &str) -> Vec<String> {
    let model = from.and_then(|from| reachable(from, table));
    let schema = model.and_then(|model| model.schema);
    let columns = pool.constraints().columns(pool, schema, table, constraint).await;
    columns.iter().map(|column| field(model, column)).collect()
}

fn field(model: Option<&Table>, column: &str) -> String {
    let known = model.and_then(|model| model.columns.iter().find(|known| known.name == column));
    known.map_or(column, |known| known.field).to_owned()
}

/// The table of that name: this one, or one that its relations lead to.
fn reachable(from: &'static Table, name: &str) -> Option<&'static Table> {
    let (mut seen, mut next) = (HashSet::new(), vec![from]);
    while let Some(table) = next.pop() {
        if table.name == name {
            return Some(table);
        }
        if seen.insert((table.schema, table.name)) {
            next.extend(table.relations.iter().map(|relation| relation.target));
        }
    }
    None
}
