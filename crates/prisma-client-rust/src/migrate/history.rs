//! The table `_prisma_migrations`: what was applied, when, and from which text.

use tokio_postgres::Client;

use super::plan::{Row, checksum};
use crate::error::Result;
use crate::url;

/// Its columns, as Prisma creates them.
const COLUMNS: &str = r#"
    "id"                  VARCHAR(36) PRIMARY KEY NOT NULL,
    "checksum"            VARCHAR(64) NOT NULL,
    "finished_at"         TIMESTAMPTZ,
    "migration_name"      VARCHAR(255) NOT NULL,
    "logs"                TEXT,
    "rolled_back_at"      TIMESTAMPTZ,
    "started_at"          TIMESTAMPTZ NOT NULL DEFAULT now(),
    "applied_steps_count" INTEGER NOT NULL DEFAULT 0
"#;

/// The history of a schema's migrations.
pub(super) struct History<'a> {
    pub(super) client: &'a Client,
    pub(super) schema: &'a str,
}

impl History<'_> {
    /// Whether this schema was ever migrated.
    pub(super) async fn exists(&self) -> Result<bool> {
        let row = self.client.query_one("SELECT to_regclass($1) IS NOT NULL", &[&self.table()]).await?;
        Ok(row.try_get(0)?)
    }

    /// How many tables the schema has.
    pub(super) async fn tables(&self) -> Result<i64> {
        let sql = "SELECT count(*) FROM pg_tables WHERE schemaname = $1";
        Ok(self.client.query_one(sql, &[&self.schema]).await?.try_get(0)?)
    }

    /// Begins the history.
    pub(super) async fn create(&self) -> Result<()> {
        Ok(self.client.batch_execute(&format!("CREATE TABLE {} ({COLUMNS})", self.table())).await?)
    }

    /// The history, the oldest entry first.
    pub(super) async fn read(&self) -> Result<Vec<Row>> {
        let sql = format!(
            "SELECT migration_name, checksum, finished_at IS NOT NULL, rolled_back_at IS NOT NULL, logs \
             FROM {} ORDER BY started_at",
            self.table()
        );
        let rows = self.client.query(&sql, &[]).await?;
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

    /// Says that a migration begins. Answers the entry's id.
    pub(super) async fn begin(&self, name: &str, script: &str) -> Result<String> {
        let sql = format!(
            "INSERT INTO {} (id, checksum, migration_name) VALUES (gen_random_uuid()::text, $1, $2) RETURNING id",
            self.table()
        );
        Ok(self.client.query_one(&sql, &[&checksum(script), &name]).await?.try_get(0)?)
    }

    /// Says that a migration is done.
    pub(super) async fn finish(&self, id: &str) -> Result<()> {
        let sql =
            format!("UPDATE {} SET finished_at = now(), applied_steps_count = 1 WHERE id = $1", self.table());
        self.client.execute(&sql, &[&id]).await?;
        Ok(())
    }

    /// Says why a migration failed.
    pub(super) async fn fail(&self, id: &str, logs: &str) -> Result<()> {
        let sql = format!("UPDATE {} SET logs = $1 WHERE id = $2", self.table());
        self.client.execute(&sql, &[&logs, &id]).await?;
        Ok(())
    }

    fn table(&self) -> String {
        format!("{}._prisma_migrations", url::quoted(self.schema))
    }
}
