//! Following a tenant's stream from a position: the events since, then each as it happens, none twice.

use std::{sync::Arc, time::Duration};

use futures::Stream;
use prisma::{TenantDb, event};
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::{EventType, Hints, Position};
use crate::{Error, Result};

/// Events read at once.
const BATCH: i64 = 500;
/// How long a follower outlasts a database that is away, and how it waits meanwhile.
const PATIENCE: u32 = 12;
const WAIT: Duration = Duration::from_millis(250);
const LONGEST_WAIT: Duration = Duration::from_secs(5);

/// Why a stream cannot be followed, or no longer.
#[derive(Debug, thiserror::Error)]
pub enum FollowError {
    /// The position is not of this stream: it was restored, or the position is from the future. Read anew.
    #[error("the stream has another history now; read anew from {head}")]
    Reset {
        /// Where the stream stands.
        head: Position,
    },
    /// The database failed, and did not come back.
    #[error(transparent)]
    Failed(#[from] Error),
}

/// Where the tenant's stream stands, in the snapshot of `db`.
pub async fn head(db: &TenantDb, tenant: Uuid) -> Result<Position> {
    let head = db.stream_head().find_unique(prisma::stream_head::tenant_id::equals(tenant)).exec().await?;
    let head = head.ok_or_else(|| Error::row(tenant, "the tenant has no stream head"))?;
    Ok(Position { epoch: head.epoch, seq: head.seq })
}

/// The events of one type after `from`, or from now on, each with its position.
///
/// Backpressure: nothing is read while nobody polls. A database that goes away is waited for, for most of a minute.
pub async fn follow<T: DeserializeOwned + Send + 'static>(
    db: TenantDb,
    hints: Arc<Hints>,
    tenant: Uuid,
    from: Option<Position>,
    kind: EventType,
) -> Result<impl Stream<Item = Result<(Position, T), FollowError>> + Send + 'static, FollowError> {
    // Before the head is read, so that nothing falls between the two.
    let mut hinted = hints.follow(tenant);
    let head = head(&db, tenant).await?;
    let start = from.unwrap_or(head);
    if start.epoch != head.epoch || start.seq > head.seq {
        return Err(FollowError::Reset { head });
    }
    Ok(async_stream::try_stream! {
        let mut cursor = start;
        loop {
            let reached = *hinted.borrow_and_update();
            if let Some(head) = reached.filter(|reached| reached.epoch != cursor.epoch) {
                Err(FollowError::Reset { head })?;
            }
            let events = read_patiently(&db, cursor.seq).await?;
            let more = i64::try_from(events.len()).is_ok_and(|read| read == BATCH);
            for event in events {
                cursor.seq = event.seq;
                if event.r#type == kind.name() {
                    let what = serde_json::from_value(event.payload).map_err(|error| Error::row(tenant, error))?;
                    yield (cursor, what);
                }
            }
            if !more && hinted.changed().await.is_err() {
                break;
            }
        }
    })
}

async fn read_patiently(db: &TenantDb, after: i64) -> Result<Vec<event::Data>> {
    let mut wait = WAIT;
    for _ in 0..PATIENCE {
        match read(db, after).await {
            Err(error) if error.is_transient() => {
                tracing::warn!(%error, "a follower waits for the database");
                tokio::time::sleep(wait).await;
                wait = (wait * 2).min(LONGEST_WAIT);
            }
            answered => return answered,
        }
    }
    read(db, after).await
}

async fn read(db: &TenantDb, after: i64) -> Result<Vec<event::Data>> {
    let events = db.event().find_many([event::seq::gt(after)]).order_by(event::seq::asc()).take(BATCH);
    Ok(events.exec().await?)
}
