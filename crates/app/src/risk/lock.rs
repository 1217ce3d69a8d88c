//! Locking an instrument for a while.

use chrono::{DateTime, Utc};
use prisma::{TenantDb, pair_lock};
use serde_json::json;
use uuid::Uuid;

use super::{Lock, RiskError, bot_ref, conclude, not_taken_away, tell};
use crate::{
    App,
    audit::{self, Actor, Deed},
    instruments,
};

/// A lock as it is to be.
#[derive(Clone, Debug)]
pub struct NewLock {
    /// The bot that it binds; all where none is named.
    pub bot: Option<Uuid>,
    /// The instrument's venue.
    pub venue: String,
    /// The instrument's symbol.
    pub symbol: String,
    /// Until when.
    pub until: DateTime<Utc>,
    /// Why, for a person.
    pub reason: String,
}

/// Locks an instrument until then, in the caller's transaction: nothing is opened in it.
pub async fn lock_pair(
    app: &App,
    tx: &TenantDb,
    tenant: Uuid,
    actor: &Actor,
    new: NewLock,
) -> Result<Lock, RiskError> {
    let NewLock { bot, venue, symbol, until, reason } = new;
    let now = app.ambient.now();
    if until <= now {
        return Err(RiskError::Field { field: "until", message: "it has to be in the future".to_owned() });
    }
    let bot_name = bot_ref(tx, bot).await?;
    let instrument = instruments::find(tx, &venue, &symbol).await?.ok_or(RiskError::UnknownInstrument)?;
    let of_bot = [pair_lock::bot_id::set(bot)];
    let row =
        tx.pair_lock().create(instrument.id, until, reason.clone(), &*actor.name, of_bot).exec().await?;
    let after = Some(json!({ "symbol": instrument.symbol, "until": until, "reason": reason }));
    let deed = Deed { action: "risk.lockPair", target: row.id.to_string(), before: None, after };
    audit::record(tx, tenant, now, actor, deed).await?;
    tell(app, tx, tenant, "lock").await?;
    let pair_lock::Data { id, until, reason, locked_by, .. } = row;
    Ok(Lock { id, bot: bot_name, instrument: (&instrument).into(), until, reason, locked_by })
}

/// Takes a lock away.
pub async fn unlock_pair(
    app: &App,
    db: &TenantDb,
    tenant: Uuid,
    actor: &Actor,
    id: Uuid,
) -> Result<(), RiskError> {
    let tx = db.begin().await?;
    let row = tx.pair_lock().delete(pair_lock::id::equals(id)).exec().await.map_err(not_taken_away)?;
    let before = Some(json!({ "until": row.until, "reason": row.reason }));
    let deed = Deed { action: "risk.unlockPair", target: id.to_string(), before, after: None };
    Ok(conclude(app, tx, tenant, actor, "lock", deed).await?)
}
