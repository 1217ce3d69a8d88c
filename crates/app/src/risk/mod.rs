//! What bounds trading: kill switches, limits and locks; and how much of each limit is used.

mod limit;
mod lock;
mod status;
mod switch;
mod system;
mod usage;

use chrono::{DateTime, Utc};
use prisma::{HaltState, RiskRule, TenantDb, bot};
use prisma_client_rust::{Error as Database, Transaction};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use limit::{NewLimit, remove_limit, set_limit};
pub use lock::{NewLock, lock_pair, unlock_pair};
pub use status::{Refused, RiskStatus, status};
pub use switch::{Halt, Halts, halt, halts, resume};
pub use system::{SystemDeed, Told, halt_everything, resume_everything, tell_everybody};

use crate::{
    App, Error,
    audit::{self, Actor, Deed},
    instruments::InstrumentRef,
    signals::BotRef,
    stream::{Event, Reserved},
};

/// That something about a tenant's risk changed: whoever follows reads anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RiskChange {
    /// `switch`, `limit` or `lock`.
    pub what: String,
    /// The number of its event.
    pub seq: i64,
}

/// A switch that is engaged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Switch {
    /// The bot that it halts; none for all of the tenant.
    pub bot: Option<BotRef>,
    /// What it lets out.
    pub state: HaltState,
    /// Why, for a person.
    pub reason: String,
    /// Who, by address or by a key's name.
    pub halted_by: String,
    /// When.
    pub halted_at: DateTime<Utc>,
}

/// A limit, and how much of it is used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limit {
    /// Its id.
    pub id: Uuid,
    /// The bot that it binds; none for all of the tenant together.
    pub bot: Option<BotRef>,
    /// The instrument that it binds in; none for all.
    pub instrument: Option<InstrumentRef>,
    /// What it bounds.
    pub rule: RiskRule,
    /// How much there may be.
    pub value: Decimal,
    /// How much there is; none where that is a thing of each order.
    pub used: Option<Decimal>,
}

/// A lock of an instrument.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lock {
    /// Its id.
    pub id: Uuid,
    /// The bot that it binds; none for all.
    pub bot: Option<BotRef>,
    /// What may not be opened.
    pub instrument: InstrumentRef,
    /// Until when.
    pub until: DateTime<Utc>,
    /// Why, for a person.
    pub reason: String,
    /// Who, by address or by a key's name.
    pub locked_by: String,
}

/// Why nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum RiskError {
    /// The tenant has no such bot.
    #[error("no such bot")]
    UnknownBot,
    /// No such instrument.
    #[error("no such instrument")]
    UnknownInstrument,
    /// The tenant has no such limit or lock.
    #[error("no such limit or lock")]
    Unknown,
    /// A field does not go with the rule.
    #[error("{field}: {message}")]
    Field {
        /// The field's Rust name.
        field: &'static str,
        /// What is wrong.
        message: String,
    },
    /// Beneath.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<Database> for RiskError {
    fn from(error: Database) -> Self {
        Self::Failed(error.into())
    }
}

/// Why a limit or a lock was not taken away: as a rule, because it is not there.
fn not_taken_away(error: Database) -> RiskError {
    if matches!(error, Database::NotFound { .. }) { RiskError::Unknown } else { error.into() }
}

/// The bot of that id, by name.
async fn bot_ref(tx: &TenantDb, id: Option<Uuid>) -> Result<Option<BotRef>, RiskError> {
    let Some(id) = id else { return Ok(None) };
    let row = tx.bot().find_unique(bot::id::equals(id)).exec().await?.ok_or(RiskError::UnknownBot)?;
    Ok(Some(BotRef { id: row.id, name: row.name }))
}

/// Ends a change: it is written down, told, and committed.
async fn conclude(
    app: &App,
    tx: Transaction<TenantDb>,
    tenant: Uuid,
    actor: &Actor,
    what: &str,
    deed: Deed,
) -> Result<(), Error> {
    audit::record(&tx, tenant, app.ambient.now(), actor, deed).await?;
    let reserved = tell(app, &tx, tenant, what).await?;
    tx.commit().await?;
    reserved.announce(&app.hints);
    Ok(())
}

/// Writes the event; the caller announces it after the commit, or the second's poll does.
async fn tell(app: &App, tx: &TenantDb, tenant: Uuid, what: &str) -> Result<Reserved, Error> {
    let reserved = Reserved::take(tx, tenant, 1).await?;
    let change = RiskChange { what: what.to_owned(), seq: reserved.seq(0) };
    reserved.write(tx, &[Event::RiskChanged(&change)]).await?;
    // The pipeline looks again at what waits.
    app.work.notify_one();
    Ok(reserved)
}
