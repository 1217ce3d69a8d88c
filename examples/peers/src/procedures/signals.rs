//! `signals.*`: one insert in a transaction, and a fan-out whose events are encoded once for all subscribers.

use std::sync::atomic::Ordering;

use futures::Stream;
use rspc::Shared;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use superjson::Date;
use tokio::sync::broadcast::error::RecvError;
use tokio_postgres::types::ToSql;
use uuid::Uuid;

use crate::context::{Refusal, TenantCtx, now};

#[derive(Debug, Clone, Copy, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "lowercase")]
enum Side {
    Long,
    Short,
}

#[rspc::input]
pub(super) struct NewSignal {
    #[garde(length(chars, min = 3, max = 20))]
    symbol: String,
    side: Side,
    #[garde(pattern(r"^-?[0-9]{1,12}(\.[0-9]{1,8})?$"))]
    price: String,
    #[garde(range(min = 0, max = 100))]
    strength: i32,
    #[garde(inner(length(chars, max = 500)))]
    note: Option<String>,
}

#[derive(Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub(super) struct Signal {
    id: Uuid,
    tenant_id: Uuid,
    symbol: String,
    side: Side,
    price: Decimal,
    strength: i32,
    note: Option<String>,
    created_at: Date,
}

const INSERT: &str = "INSERT INTO signals (tenant_id, symbol, side, price, strength, note) \
     VALUES ($1, $2, $3, $4, $5, $6) RETURNING id, created_at";

pub(super) async fn submit(ctx: TenantCtx, input: NewSignal) -> Result<Signal, Refusal> {
    let NewSignal { symbol, side, price, strength, note } = input;
    // The pattern holds: at most twenty digits.
    let price: Decimal = price.parse().unwrap_or_default();
    let name = match side {
        Side::Long => "long",
        Side::Short => "short",
    };
    let client = ctx.service.pool.get().await?;
    let statement = client.prepare_cached(INSERT).await?;
    // One round trip: the three are sent together and answered in turn. After a failed insert the commit undoes.
    let insert: [&(dyn ToSql + Sync); 6] = [&ctx.tenant, &symbol, &name, &price, &strength, &note];
    let (begun, inserted, committed) = tokio::join!(
        client.batch_execute("BEGIN"),
        client.query_one(&statement, &insert),
        client.batch_execute("COMMIT"),
    );
    begun?;
    let row = inserted?;
    committed?;
    let (id, created_at) = (row.try_get(0)?, Date(row.try_get(1)?));
    Ok(Signal {
        id,
        tenant_id: ctx.tenant,
        symbol,
        side,
        price: price.normalize(),
        strength,
        note,
        created_at,
    })
}

#[rspc::input]
pub(super) struct Publish {
    /// The loader's clock, carried through.
    #[garde(pattern(r"^[0-9]{1,20}$"))]
    sent_ns: String,
    #[garde(length(chars, min = 3, max = 20))]
    symbol: String,
    #[garde(pattern(r"^-?[0-9]{1,12}(\.[0-9]{1,8})?$"))]
    price: String,
}

/// What subscribers are sent.
#[derive(Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Event {
    #[specta(type = u32)]
    id: u64,
    tenant_id: Uuid,
    symbol: String,
    price: String,
    sent_ns: String,
    at: Date,
}

#[derive(Serialize, specta::Type)]
pub(super) struct Published {
    #[specta(type = u32)]
    id: u64,
}

pub(super) async fn publish(ctx: TenantCtx, input: Publish) -> Result<Published, Refusal> {
    let Publish { sent_ns, symbol, price } = input;
    let id = ctx.service.next_event.fetch_add(1, Ordering::Relaxed);
    let event = Event { id, tenant_id: ctx.tenant, symbol, price, sent_ns, at: now() };
    // Nobody listening is no failure.
    let _ = ctx.service.events.send(Shared::new(event));
    Ok(Published { id })
}

pub(super) async fn on_new(
    ctx: TenantCtx,
    (): (),
) -> Result<impl Stream<Item = Result<Shared<Event>, Refusal>>, Refusal> {
    let mut events = ctx.service.events.subscribe();
    Ok(async_stream::stream! {
        loop {
            match events.recv().await {
                Ok(event) => yield Ok(event),
                Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return,
            }
        }
    })
}
