//! All that is stored sealed, in one list, and sealing it anew when its key is replaced.
//!
//! The SQL is by hand: which table and column it is about is data here, which the client has no words for, and records are
//! looked for by their first bytes. The names are this list's, never a caller's; values are parameters.

use uuid::Uuid;

use crate::{App, Result, vault::Place};

/// A field that holds sealed records.
#[derive(Clone, Copy, Debug)]
pub struct Sealed {
    /// Its table.
    pub table: &'static str,
    /// Its column.
    pub column: &'static str,
    owner: Owner,
    row: &'static str,
}

/// Whose secret it is.
#[derive(Clone, Copy, Debug)]
enum Owner {
    /// The service's.
    Nobody,
    /// The row's own, which is a person.
    Row,
    /// That of whom this column names.
    Column(&'static str),
}

/// The secret that a person's authenticator shares.
pub const TOTP_SECRET: Sealed =
    Sealed { table: "users", column: "totp_secret", owner: Owner::Row, row: "id" };
/// What an e-mail says.
pub const MAIL_CONTENT: Sealed =
    Sealed { table: "mails", column: "content", owner: Owner::Nobody, row: "id" };
/// What was answered to a request with a name.
pub const RESPONSE: Sealed =
    Sealed { table: "idempotency_keys", column: "response", owner: Owner::Column("tenant_id"), row: "key" };

/// All of them. A column of bytes that is neither here nor a hash fails a test.
pub const ALL: [Sealed; 3] = [TOTP_SECRET, MAIL_CONTENT, RESPONSE];

/// Rows that are sealed anew in one transaction: nobody waits long for one.
const BATCH: i64 = 200;

/// What became of a field's records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rotated {
    /// Sealed anew with the current key.
    pub renewed: u64,
    /// Sealed with a key that is not configured, or not what was sealed there. They stay as they are.
    pub unreadable: u64,
}

/// Records whose key is not configured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Orphans {
    /// Their table.
    pub table: &'static str,
    /// Their column.
    pub column: &'static str,
    /// The missing key, as records name it.
    pub key: String,
    /// How many.
    pub rows: i64,
}

impl Sealed {
    /// The place of a row's record. `owner` is not looked at where the field has none.
    pub const fn place(&self, owner: Uuid, row: Uuid) -> Place {
        let owner = match self.owner {
            Owner::Nobody => Uuid::nil(),
            Owner::Row => row,
            Owner::Column(_) => owner,
        };
        Place { owner, table: self.table, row, field: self.column }
    }

    /// Seals the field's records with the current key that were sealed with another one. Interrupted, it is begun again
    /// and finds the rest; a record that changes meanwhile is left to whoever changed it.
    pub async fn rotate(&self, app: &App) -> Result<Rotated> {
        let mut rotated = Rotated::default();
        let mut last = (Uuid::nil(), Uuid::nil());
        loop {
            let rows = self.old(app, last).await?;
            let Some(end) = rows.last() else { return Ok(rotated) };
            last = (end.owner, end.row);
            let tx = app.system.begin().await?;
            for record in rows {
                let place = self.place(record.owner, record.row);
                let Ok(secret) = app.vault.open(place, &record.sealed) else {
                    tracing::warn!(table = self.table, column = self.column, row = %record.row, "a sealed record does not open");
                    rotated.unreadable += 1;
                    continue;
                };
                let anew = app.vault.seal(&*app.ambient, place, &secret);
                let sql = self.replacement();
                rotated.renewed +=
                    tx.execute_raw(&sql, &[&anew, &record.owner, &record.row, &record.sealed]).await?;
            }
            tx.commit().await?;
        }
    }

    /// The field's records that no configured key opens, by key.
    pub async fn orphans(&self, app: &App) -> Result<Vec<Orphans>> {
        let Self { table, column, .. } = self;
        let sql = format!(
            "SELECT substring({column} FROM 1 FOR 5), count(*) FROM {table} WHERE length({column}) > 0 GROUP BY 1"
        );
        let mut orphans = Vec::new();
        for row in app.system.query_raw(&sql, &[]).await? {
            let (prefix, rows): (Vec<u8>, i64) = (row.get(0), row.get(1));
            if !app.vault.opens(&prefix) {
                let key = hex::encode(prefix.get(1..).unwrap_or_default());
                orphans.push(Orphans { table, column, key, rows });
            }
        }
        Ok(orphans)
    }

    /// The next records that another key than the current one sealed.
    async fn old(&self, app: &App, (owner, row): (Uuid, Uuid)) -> Result<Vec<Record>> {
        let Self { table, column, row: id, .. } = self;
        let (whose, after) = match self.owner {
            Owner::Nobody | Owner::Row => ((*id).to_owned(), format!("$2::uuid IS NOT NULL AND {id} > $3")),
            Owner::Column(whose) => (whose.to_owned(), format!("({whose}, {id}) > ($2, $3)")),
        };
        let sql = format!(
            "SELECT {whose}, {id}, {column} FROM {table} \
             WHERE length({column}) > 0 AND substring({column} FROM 1 FOR 5) <> $1 AND {after} \
             ORDER BY {whose}, {id} LIMIT $4"
        );
        let current = app.vault.prefix();
        let rows = app.system.query_raw(&sql, &[&current, &owner, &row, &BATCH]).await?;
        let records =
            rows.iter().map(|row| Record { owner: row.get(0), row: row.get(1), sealed: row.get(2) });
        Ok(records.collect())
    }

    fn replacement(&self) -> String {
        let Self { table, column, row, .. } = self;
        let whose = match self.owner {
            Owner::Nobody | Owner::Row => row,
            Owner::Column(whose) => whose,
        };
        format!("UPDATE {table} SET {column} = $1 WHERE {whose} = $2 AND {row} = $3 AND {column} = $4")
    }
}

struct Record {
    owner: Uuid,
    row: Uuid,
    sealed: Vec<u8>,
}
