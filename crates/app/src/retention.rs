//! The job that forgets: what is over, and what was kept for long enough.
//!
//! What happened in trading is kept: signals, decisions, orders, fills, positions, and the audit log.

use chrono::TimeDelta;
use prisma_client_rust::{FieldType, Raw};

use crate::{App, Error, Result, jobs::Failure};

/// Rows that one statement deletes: their locks are held for a moment.
const BATCH: u64 = 2_000;

/// Rows of a table that are deleted some time after they are over.
struct Rule {
    table: &'static str,
    /// What is over, with `{}` for the time before which.
    over: &'static str,
    kept: TimeDelta,
}

const fn rule(table: &'static str, over: &'static str, kept: TimeDelta) -> Rule {
    Rule { table, over, kept }
}

const RULES: [Rule; 13] = [
    rule("sessions", "least(expires_at, idle_expires_at) <= {}", TimeDelta::zero()),
    rule("email_tokens", "expires_at <= {}", TimeDelta::zero()),
    rule("idempotency_keys", "expires_at <= {}", TimeDelta::zero()),
    // A file of candles of which nothing has come for so long has broken off.
    rule("candle_sets", "status = 'UPLOADING' AND updated_at <= {}", TimeDelta::hours(1)),
    // Whoever comes back to the live stream from before reads anew.
    rule("events", "created_at <= {}", TimeDelta::days(7)),
    // One an hour is kept for good, and a team's highest, from which its fall is counted. The second bound spares the
    // index those of all the years before.
    rule(
        "equity_snapshots",
        "at <= {} AND at > {}::timestamptz - interval '14 days' AND extract(minute FROM at AT TIME ZONE 'UTC') <> 0 \
         AND id NOT IN \
           (SELECT peak.id FROM tenants CROSS JOIN LATERAL \
              (SELECT id FROM equity_snapshots WHERE tenant_id = tenants.id AND bot_id IS NULL \
               ORDER BY equity DESC LIMIT 1) AS peak)",
        TimeDelta::days(7),
    ),
    // To see what became of them; what was in those that were sent is gone already.
    rule("mails", "next_at IS NULL AND created_at <= {}", TimeDelta::days(30)),
    rule("bot_messages", "created_at <= {}", TimeDelta::days(30)),
    rule("bot_commands", "created_at <= {}", TimeDelta::days(30)),
    rule("pair_locks", "until <= {}", TimeDelta::days(30)),
    rule("invitations", "expires_at <= {}", TimeDelta::days(90)),
    // A browser that was not seen for so long is a stranger again.
    rule("devices", "last_seen_at <= {}", TimeDelta::days(180)),
    // For backtests of the years before, teams bring candles of their own.
    rule(
        "candles",
        "instrument_id IN (SELECT id FROM instruments) AND interval = 'M1' AND open_time <= {}",
        TimeDelta::days(731),
    ),
];

/// Deletes what is over. What cannot be deleted keeps nothing else.
pub(crate) async fn forget(app: &App) -> Result<(), Failure> {
    let mut failed = None;
    for rule in &RULES {
        match rule.apply(app).await {
            Ok(0) => {}
            Ok(rows) => tracing::info!(table = rule.table, rows, "what is over was deleted"),
            Err(error) => {
                tracing::warn!(table = rule.table, %error, "what is over could not be deleted");
                failed = Some(error);
            }
        }
    }
    failed.map_or(Ok(()), |error| Err(Failure::Failed(error)))
}

impl Rule {
    /// Deletes batch after batch; answers how many rows that were.
    async fn apply(&self, app: &App) -> Result<u64, Error> {
        let Self { table, over, kept } = self;
        let before = app.ambient.now() - *kept;
        // A row that is changed meanwhile has another place, and stays.
        let text = format!(
            "DELETE FROM {table} WHERE ctid = ANY (ARRAY (SELECT ctid FROM {table} WHERE {over} LIMIT {BATCH}))"
        );
        let mut rows = 0;
        loop {
            let times = over.matches("{}").map(|_| before.into_value()).collect();
            let deleted = app.system._execute_raw(Raw::new(&text, times)).exec().await?;
            rows += deleted;
            if deleted < BATCH {
                return Ok(rows);
            }
        }
    }
}
