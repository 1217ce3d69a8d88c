//! The roles that migrations create without a password, because they belong to the whole cluster.

use std::time::Duration;

use postgres_protocol::password::scram_sha_256;
use tokio_postgres::error::SqlState;

use super::{Owner, Waits};
use crate::error::Result;

/// How often the change is tried while another database of the cluster makes the same one.
const ATTEMPTS: u32 = 5;

/// Lets a role log in with that password, if it is there. The database sees a verifier of the password only.
pub async fn allow_login(database_url: &str, role: &str, password: &str) -> Result<bool> {
    let owner = Owner::connect(database_url, Waits::default().lock).await?;
    if owner.client.query_opt("SELECT FROM pg_roles WHERE rolname = $1", &[&role]).await?.is_none() {
        return Ok(false);
    }
    let verifier = scram_sha_256(password.as_bytes());
    // The statement takes no parameters; the database does the quoting.
    let quoted = "SELECT format('ALTER ROLE %I LOGIN PASSWORD %L', $1::text, $2::text)";
    let sql: String = owner.client.query_one(quoted, &[&role, &verifier]).await?.try_get(0)?;
    let mut attempt = 1;
    loop {
        match owner.client.batch_execute(&sql).await {
            // "tuple concurrently updated" has no code of its own.
            Err(error) if error.code() == Some(&SqlState::INTERNAL_ERROR) && attempt < ATTEMPTS => {
                tokio::time::sleep(Duration::from_millis(50) * attempt).await;
                attempt += 1;
            }
            other => return Ok(other.map(|()| true)?),
        }
    }
}
