//! Numbers for events: taken from the tenant's head, which serialises the tenant's writers until they commit.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use prisma::{SystemDb, TenantDb, event, stream_head};
use prisma_client_rust::{Create, raw, row};
use uuid::Uuid;

use super::{Event, Hints, Position};
use crate::{Error, Result};

/// Numbers that this transaction will use, all of them.
#[derive(Debug)]
pub struct Reserved {
    tenant: Uuid,
    epoch: Uuid,
    first: i64,
    count: i64,
}

row!(
    struct Taken {
        tenant_id: Uuid,
        epoch: Uuid,
        seq: i64,
        count: i64,
    }
);

impl Reserved {
    /// Takes the next `count` numbers. From here to the commit no other transaction of the tenant can, so take
    /// them late.
    pub async fn take(tx: &TenantDb, tenant: Uuid, count: usize) -> Result<Self> {
        let count = stored(count);
        let advance = [stream_head::seq::increment(count)];
        let head = tx.stream_head().update(stream_head::tenant_id::equals(tenant), advance).exec().await?;
        let (last, epoch) = (head.seq, head.epoch);
        Ok(Self { tenant, epoch, first: last - count + 1, count })
    }

    /// The same of several tenants, so many of each; none of a tenant of whom another transaction has numbers and is not
    /// over.
    pub async fn take_free(
        tx: &SystemDb,
        wanted: impl IntoIterator<Item = (Uuid, usize)>,
        now: DateTime<Utc>,
    ) -> Result<HashMap<Uuid, Self>> {
        let wanted = wanted.into_iter().map(|(tenant, count)| (tenant, stored(count)));
        let (tenants, counts): (Vec<_>, Vec<_>) = wanted.unzip();
        // By hand: a lock that waits for nobody goes with the change.
        let heads = tx._query_raw::<Taken>(raw!(
            "WITH free AS (
               SELECT tenant_id, wanted.count FROM stream_heads
               JOIN unnest({}::uuid[], {}::bigint[]) AS wanted (tenant_id, count) USING (tenant_id)
               FOR NO KEY UPDATE OF stream_heads SKIP LOCKED)
             UPDATE stream_heads AS head SET seq = head.seq + free.count, updated_at = {}
             FROM free WHERE head.tenant_id = free.tenant_id
             RETURNING head.tenant_id, head.epoch, head.seq, free.count",
            tenants,
            counts,
            now,
        ));
        let reserved = |Taken { tenant_id: tenant, epoch, seq, count }| {
            (tenant, Self { tenant, epoch, first: seq - count + 1, count })
        };
        Ok(heads.exec().await?.into_iter().map(reserved).collect())
    }

    /// The number of the `index`th event, from 0; the row that it is about carries it.
    pub const fn seq(&self, index: i64) -> i64 {
        self.first + index
    }

    /// Writes the events, in order; there must be as many as numbers were taken.
    pub async fn write(&self, tx: &TenantDb, events: &[Event<'_>]) -> Result<()> {
        tx.event().create_many(self.rows(events)?).exec().await?;
        Ok(())
    }

    /// The events as they are to be written, in order; there must be as many as numbers were taken.
    pub fn rows(&self, events: &[Event<'_>]) -> Result<Vec<Create<event::Model>>> {
        assert_eq!(stored(events.len()), self.count, "a stream has no gaps");
        let mut rows = Vec::with_capacity(events.len());
        for (seq, told) in (self.first..).zip(events) {
            let payload = told.payload().map_err(|error| Error::row(self.tenant, error))?;
            rows.push(event::create(seq, told.kind().name(), payload, []));
        }
        Ok(rows)
    }

    /// The position after the last of the events.
    pub const fn position(&self) -> Position {
        Position { epoch: self.epoch, seq: self.first + self.count - 1 }
    }

    /// Says that the transaction is committed.
    pub fn announce(&self, hints: &Hints) {
        hints.announce(self.tenant, self.position());
    }
}

/// A count as the database has it.
fn stored(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
