//! Hints between processes: each tells the others, together and seldom, how far the tenants are that it wrote to.
//!
//! `NOTIFY` takes a lock that all of a cluster's commits wait for, so it is sent at most every five milliseconds, on its
//! own, never in a transaction that does anything. A lost one costs a second.

use std::{collections::HashMap, str::FromStr, time::Duration};

use prisma_client_rust::{Listener, raw};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::Position;
use crate::{App, Result};

const CHANNEL: &str = "tickwire_stream";
/// Between two notifications of this process.
const PAUSE: Duration = Duration::from_millis(5);
/// Before a lost connection is made anew.
const WAIT: Duration = Duration::from_secs(1);
/// Tenants that one notification speaks of: PostgreSQL takes 8,000 bytes.
const TENANTS: usize = 80;

/// Tells and hears until `stop`, on a connection of its own to `url`.
pub async fn relay(app: &App, url: &str, stop: &CancellationToken) {
    let me = app.ambient.uuid_v4();
    let both = async { tokio::join!(tell(app, me), hear(app, url, me)) };
    stop.run_until_cancelled(both).await;
}

async fn tell(app: &App, me: Uuid) {
    loop {
        let unsaid = app.hints.unsaid().await;
        if let Err(error) = notify(app, me, &unsaid).await {
            tracing::debug!(%error, "the other processes could not be told");
        }
        tokio::time::sleep(PAUSE).await;
    }
}

async fn notify(app: &App, me: Uuid, reached: &HashMap<Uuid, Position>) -> Result<()> {
    let lines: Vec<String> =
        reached.iter().map(|(tenant, position)| format!("{tenant} {position}")).collect();
    for lines in lines.chunks(TENANTS) {
        let message = format!("{me}\n{}", lines.join("\n"));
        // By hand: no model is about notifications.
        app.system._execute_raw(raw!("SELECT pg_notify({}, {})", CHANNEL.to_owned(), message)).exec().await?;
    }
    Ok(())
}

async fn hear(app: &App, url: &str, me: Uuid) {
    loop {
        match Listener::connect(url, "tickwire hints", &[CHANNEL]).await {
            Ok(mut listener) => {
                while let Some(notification) = listener.next().await {
                    take(app, me, &notification.payload);
                }
                tracing::warn!("the connection that hears of other processes is lost");
            }
            Err(error) => tracing::warn!(%error, "other processes cannot be heard"),
        }
        tokio::time::sleep(WAIT).await;
    }
}

/// Takes what a process says: its name, then a tenant and a position a line.
fn take(app: &App, me: Uuid, message: &str) {
    let mut lines = message.lines();
    if lines.next().and_then(|name| Uuid::from_str(name).ok()).is_none_or(|from| from == me) {
        return;
    }
    for line in lines {
        let told = line.split_once(' ').and_then(|(tenant, position)| {
            Some((Uuid::from_str(tenant).ok()?, Position::from_str(position).ok()?))
        });
        if let Some((tenant, position)) = told {
            app.hints.heard(tenant, position);
        } else {
            tracing::warn!(line, "another process said what is no hint");
        }
    }
    // What was stored there may be work for here.
    app.work.notify_one();
}
