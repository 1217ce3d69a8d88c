//! The job that empties the outbox: it claims what is due, hands it over, and tries again later what was refused.

use std::time::Duration;

use chrono::TimeDelta;
use futures::{StreamExt, stream};
use prisma::{Lock, mail, select};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::{Transport, open, transport::Refusal};
use crate::{App, Result};

/// How often the outbox is looked at.
const LOOK: Duration = Duration::from_secs(1);
/// Mails that are claimed at one time, and sent at one time.
const BATCH: i64 = 20;
const AT_ONCE: usize = 4;
/// A claim ends by itself after this: whoever made it has crashed, and the mail is sent again.
const LEASE: TimeDelta = TimeDelta::minutes(10);
/// The pause after the first refusal; it doubles with each, up to the longest.
const FIRST_PAUSE: TimeDelta = TimeDelta::seconds(30);
const LONGEST_PAUSE: TimeDelta = TimeDelta::hours(2);
/// After so many refusals a mail is given up: ten hours, at these pauses.
const ATTEMPTS: i32 = 12;

/// Sends mails until `stop`; those under way are finished first.
pub async fn run(app: &App, transport: &Transport, stop: &CancellationToken) {
    while !stop.is_cancelled() {
        match pass(app, transport).await {
            Ok(claimed) if claimed == BATCH => continue,
            Ok(_) => {}
            Err(error) => tracing::warn!(%error, "the outbox cannot be looked at"),
        }
        stop.run_until_cancelled(tokio::time::sleep(LOOK)).await;
    }
}

/// Sends what is due, up to a batch; answers how many that were.
async fn pass(app: &App, transport: &Transport) -> Result<i64> {
    let claimed = claim(app).await?;
    let count = i64::try_from(claimed.len()).unwrap_or(BATCH);
    let sending = stream::iter(claimed).map(|mail| deliver(app, transport, mail));
    sending
        .buffer_unordered(AT_ONCE)
        .for_each(async |(id, outcome)| {
            if let Err(error) = outcome {
                tracing::warn!(%id, %error, "it could not be stored how a mail went; it is sent again");
            }
        })
        .await;
    Ok(count)
}

/// The claim is good for the attempt that it counts, and for that one alone.
async fn claim(app: &App) -> Result<Vec<mail::Data>> {
    let now = app.ambient.now();
    let tx = app.system.begin().await?;
    let due = tx.mail().find_many([mail::next_at::lte(now)]).order_by(mail::next_at::asc()).take(BATCH);
    // What others are claiming is passed over, not waited for.
    let due = due.lock(Lock::ForUpdateSkipLocked).select(select!(mail { id })).exec().await?;
    if due.is_empty() {
        return Ok(Vec::new());
    }
    let ids = due.into_iter().map(|mail| mail.id).collect();
    let changes = [mail::attempts::increment(1), mail::next_at::set(Some(now + LEASE))];
    let claimed = tx.mail().update_many([mail::id::in_vec(ids)], changes).returning().exec().await?;
    tx.commit().await?;
    Ok(claimed)
}

async fn deliver(app: &App, transport: &Transport, claimed: mail::Data) -> (Uuid, Result<()>) {
    let id = claimed.id;
    let sent = match (transport, open(app, id, &claimed.content)) {
        (Transport::Kept, _) => Ok(claimed.content),
        // What is in a mail is secret: once it is sent it is not kept.
        (Transport::Smtp(smtp), Ok(written)) => {
            smtp.send(id, &claimed.recipient, written).await.map(|()| Vec::new())
        }
        (Transport::Smtp(_), Err(error)) => Err(Refusal { reason: error.to_string(), for_good: true }),
    };
    let now = app.ambient.now();
    let changes = match sent {
        Ok(content) => vec![
            mail::sent_at::set(Some(now)),
            mail::next_at::set(None),
            mail::error::set(None),
            mail::content::set(content),
        ],
        Err(Refusal { reason, for_good }) => {
            let next = (!for_good && claimed.attempts < ATTEMPTS).then(|| now + pause(claimed.attempts));
            if next.is_none() {
                tracing::error!(%id, attempt = claimed.attempts, reason, "a mail is given up");
            } else {
                tracing::warn!(%id, attempt = claimed.attempts, reason, "a mail has to wait");
            }
            vec![mail::next_at::set(next), mail::error::set(Some(reason))]
        }
    };
    let ours = [mail::id::equals(id), mail::attempts::equals(claimed.attempts)];
    let stored = app.system.mail().update_many(ours, changes).exec().await;
    (id, stored.map(drop).map_err(Into::into))
}

fn pause(attempt: i32) -> TimeDelta {
    let doublings = u32::try_from(attempt - 1).unwrap_or_default().min(16);
    (FIRST_PAUSE * 2_i32.pow(doublings)).min(LONGEST_PAUSE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_end() {
        let pauses: Vec<i64> = (1..ATTEMPTS).map(|attempt| pause(attempt).num_seconds()).collect();
        assert_eq!(pauses, [30, 60, 120, 240, 480, 960, 1920, 3840, 7200, 7200, 7200]);
    }
}
