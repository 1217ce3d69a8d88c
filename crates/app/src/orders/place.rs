//! What people ask for themselves: an order, the close of a position, the close of everything. Each is a signal of its
//! bot, and goes the way of all signals.

use prisma::{PositionStatus, SignalAction, SignalSource, TenantDb, instrument, position};
use serde_json::json;
use uuid::Uuid;

use super::{EndError, cancel_all};
use crate::{
    App, Error, Result,
    audit::Actor,
    pipeline::hold,
    signals::{NewSignal, Signal, SubmitError, Terms, check, store},
};

/// Stores a person's signal in the caller's transaction.
pub async fn place(app: &App, tx: &TenantDb, tenant: Uuid, new: NewSignal) -> Result<Signal, SubmitError> {
    check(&new)?;
    let stored = store(app, tx, tenant, vec![new]).await?;
    let answer = stored.answers.into_iter().next();
    answer.unwrap_or_else(|| Err(Error::Busy("the signal was not stored").into()))
}

/// Stores the wish to close a position; none where the tenant, or the bot, has no such position open.
pub async fn close(
    app: &App,
    tx: &TenantDb,
    tenant: Uuid,
    actor: &Actor,
    bot: Option<Uuid>,
    id: Uuid,
) -> Result<Option<Signal>> {
    let row = tx.position().find_unique(position::id::equals(id)).exec().await?;
    let row = row.filter(|row| bot.is_none_or(|bot| bot == row.bot_id) && row.status == PositionStatus::Open);
    let Some(row) = row else { return Ok(None) };
    let mut closes = close_each(app, tx, tenant, actor, vec![row]).await?;
    Ok(closes.pop())
}

/// Asks for the end of all orders and for the close of all positions, of the tenant or of a bot.
pub async fn flatten(
    app: &App,
    tx: &TenantDb,
    tenant: Uuid,
    actor: &Actor,
    bot: Option<Uuid>,
) -> Result<(u32, Vec<Signal>), EndError> {
    // What the closes take, the stream's head, comes after the bots, as in the pipeline's turns.
    hold(tx, bot).await?;
    let open = [position::status::equals(PositionStatus::Open)];
    let open =
        tx.position().find_many(bot.map(position::bot_id::equals).into_iter().chain(open)).exec().await?;
    let closes = close_each(app, tx, tenant, actor, open).await?;
    Ok((cancel_all(app, tx, bot).await?, closes))
}

async fn close_each(
    app: &App,
    tx: &TenantDb,
    tenant: Uuid,
    actor: &Actor,
    positions: Vec<position::Data>,
) -> Result<Vec<Signal>> {
    let mut ids: Vec<_> = positions.iter().map(|row| row.instrument_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let instruments = tx.instrument().find_many([instrument::id::in_vec(ids)]).exec().await?;
    let mut news = Vec::with_capacity(positions.len());
    for row in positions {
        let instrument = instruments.iter().find(|instrument| instrument.id == row.instrument_id);
        let instrument =
            instrument.ok_or_else(|| Error::row(row.instrument_id, "the instrument is missing"))?;
        news.push(NewSignal {
            bot: row.bot_id,
            source: SignalSource::Manual,
            dedup_key: format!("close-{}", app.ambient.uuid_v7()),
            venue: instrument.venue.clone(),
            symbol: instrument.symbol.clone(),
            action: SignalAction::Close,
            side: None,
            qty: None,
            target_qty: None,
            terms: Terms::default(),
            price: None,
            occurred_at: None,
            raw: json!({ "by": actor.name, "position": row.id }),
        });
    }
    let stored = store(app, tx, tenant, news).await?;
    stored.answers.into_iter().map(|answer| answer.map_err(unexpected)).collect()
}

fn unexpected(error: SubmitError) -> Error {
    match error {
        SubmitError::Failed(error) => error,
        other => Error::row(Uuid::nil(), other),
    }
}
