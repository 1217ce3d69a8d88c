//! The table `_prisma_migrations`: what was applied, when, and from which text.

use tokio_postgres::Client;

use super::plan::{Row, checksum};
use crate::error::{Error, Result};

/// As Prisma creates it.
const CREATE_TABLE: &str = r#"
CREATE TABLE "_prisma_migrations" (
    "id"                  VARCHAR(36) PRIMARY KEY NOT NULL,
    "checksum"            VARCHAR(64) NOT NULL,
    "finished_at"         TIMESTAMPTZ,
    "migration_name"      VARCHAR(255) NOT NULL,
    "logs"                TEXT,
    "rolled_back_at"      TIMESTAMPTZ,
    "started_at"          TIMESTAMPTZ NOT NULL DEFAULT now(),
    "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)"#;

/// Whether this database was ever migrated.
pub(super) async fn exists(client: &Client) -> Result<bool> {
    let row = client.query_one("SELECT to_regclass('_prisma_migrations') IS NOT NULL", &[]).await?;
    Ok(row.try_get(0)?)
}

/// Begins the history, in a database without tables: what is in any other did not come from these migrations.
pub(super) async fn create(client: &Client) -> Result<()> {
    let tables = "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()";
    let count: i64 = client.query_one(tables, &[]).await?.try_get(0)?;
    if count > 0 {
        let message = format!(
            "the database has {count} tables but no history of migrations; \
             see https://www.prisma.io/docs/orm/prisma-migrate/workflows/baselining"
        );
        return Err(Error::Migration(message));
    }
    client.batch_execute(CREATE_TABLE).await?;
    Ok(())
}

/// The history, the oldest entry first.
pub(super) async fn read(client: &Client) -> Result<Vec<Row>> {
    let sql = "SELECT migration_name, checksum, finished_at IS NOT NULL, rolled_back_at IS NOT NULL, logs \
               FROM _prisma_migrations ORDER BY started_at";
    let rows = client.query(sql, &[]).await?;
    let read = |row: &tokio_postgres::Row| -> Result<Row> {
        Ok(Row {
            name: row.try_get(0)?,
            checksum: row.try_get(1)?,
            finished: row.try_get(2)?,
            rolled_back: row.try_get(3)?,
            logs: row.try_get(4)?,
        })
    };
    rows.iter().map(read).collect()
}

/// Runs a migration between two entries in the history, so that one which fails, or is killed, is seen.
pub(super) async fn apply(client: &Client, name: &str, script: &str) -> Result<()> {
    let begin = "INSERT INTO _prisma_migrations (id, checksum, migration_name) \
                 VALUES (gen_random_uuid()::text, $1, $2) RETURNING id";
    let id: String = client.query_one(begin, &[&checksum(script), &name]).await?.try_get(0)?;
    // All statements at once: unless the script says otherwise, they are one transaction.
    if let Err(error) = client.batch_execute(script).await {
        let logs = error.as_db_error().map_or_else(|| error.to_string(), ToString::to_string);
        client.execute("UPDATE _prisma_migrations SET logs = $1 WHERE id = $2", &[&logs, &id]).await?;
        return Err(Error::Migration(failed(name, &logs)));
    }
    let end = "UPDATE _prisma_migrations SET finished_at = now(), applied_steps_count = 1 WHERE id = $1";
    client.execute(end, &[&id]).await?;
    Ok(())
}

/// What to do about a migration that failed.
pub(super) fn failed(name: &str, logs: &str) -> String {
    format!(
        "migration {name} failed: {logs}\nOnce its cause is mended, say what became of it: \
         `npx prisma migrate resolve --rolled-back {name}`, or `--applied`"
    )
}
