//! Following a tenant's stream from a position: the events since, then each as it happens, none twice.

use std::sync::Arc;

use futures::Stream;
use prisma::TenantDb;
use uuid::Uuid;

use super::{
    EventType, Hints, Position, Stored,
    channel::{Tip, read_patiently},
    ring::Held,
};
use crate::{Error, Result};

/// Why a stream cannot be followed, or no longer.
#[derive(Debug, thiserror::Error)]
pub enum FollowError {
    /// The position is not of this stream, or too long ago: read anew.
    #[error("the stream does not go on from there; read anew from {head}")]
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

/// The events of one type after `from`, or from now on.
///
/// Whoever is nearly up to date is served from memory: the database is read once a process and tenant, however many
/// follow. Backpressure: nothing is kept for somebody who does not poll; who fell behind reads the database.
pub async fn follow(
    db: TenantDb,
    hints: Arc<Hints>,
    tenant: Uuid,
    from: Option<Position>,
    kind: EventType,
) -> Result<impl Stream<Item = Result<Arc<Stored>, FollowError>> + Send + 'static, FollowError> {
    let mut channel = hints.channel(&db, tenant).await?;
    let known = from.filter(|from| from.epoch == channel.epoch() && from.seq <= channel.last());
    let start = if let Some(known) = known {
        known
    } else {
        let head = head(&db, tenant).await?;
        let start = from.unwrap_or(head);
        if start.epoch != head.epoch || start.seq > head.seq {
            return Err(FollowError::Reset { head });
        }
        start
    };
    let mut tip = channel.tip();
    Ok(async_stream::try_stream! {
        let mut cursor = start.seq;
        loop {
            let reached = *tip.borrow_and_update();
            match reached {
                Tip::At(_) => {}
                Tip::Reset(head) => Err(FollowError::Reset { head })?,
                Tip::Failed => {
                    // The database may be there again; if it is not, this says so.
                    channel = hints.channel(&db, tenant).await?;
                    tip = channel.tip();
                }
            }
            if channel.epoch() != start.epoch {
                let head = Position { epoch: channel.epoch(), seq: channel.last() };
                Err(FollowError::Reset { head })?;
            }
            let events = match channel.after(cursor) {
                Held::Events(events) => events,
                Held::Nothing => {
                    if tip.changed().await.is_err() {
                        break;
                    }
                    continue;
                }
                Held::TooOld => catch_up(&db, start.epoch, cursor, tenant).await?,
            };
            for event in events {
                cursor = event.position().seq;
                if event.kind() == kind.name() {
                    yield event;
                }
            }
        }
    })
}

/// The events after `cursor`, from the database: there are some, and where the first is not the next, it was deleted.
async fn catch_up(
    db: &TenantDb,
    epoch: Uuid,
    cursor: i64,
    tenant: Uuid,
) -> Result<Vec<Arc<Stored>>, FollowError> {
    let events = read_patiently(db, epoch, cursor).await?;
    if events.first().is_none_or(|first| first.position().seq != cursor + 1) {
        return Err(FollowError::Reset { head: head(db, tenant).await? });
    }
    Ok(events.into_iter().map(Arc::new).collect())
}
