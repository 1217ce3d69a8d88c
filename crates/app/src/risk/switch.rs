//! The kill switch: halting, and resuming.

use prisma::{HaltState, TenantDb, kill_switch, system_switch};
use prisma_client_rust::or;
use serde_json::json;
use uuid::Uuid;

use super::{RiskError, Switch, bot_ref, conclude};
use crate::{
    App, Error,
    audit::{self, Actor, Deed},
    orders::{EndError, cancel_all},
    signals::BotRef,
};

/// What is to be halted, and how far.
#[derive(Clone, Debug)]
pub struct Halt {
    /// One bot; all of the tenant where none is named.
    pub bot: Option<Uuid>,
    /// What is let out.
    pub state: HaltState,
    /// Why, for a person.
    pub reason: String,
    /// Whether orders that are working are asked to end.
    pub cancels_orders: bool,
}

/// The switches that halt a bot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Halts {
    /// The operator's, which halts everybody.
    pub system: Option<(HaltState, String)>,
    /// The tenant's, and the bot's own.
    pub switches: Vec<Switch>,
}

/// What halts a bot, whatever it is asked for.
pub async fn halts(db: &TenantDb, bot: BotRef) -> Result<Halts, Error> {
    let of_bot = or([kill_switch::bot_id::is_null(), kill_switch::bot_id::equals(Some(bot.id))]);
    let (system, switches) = db
        ._batch((
            db.system_switch().find_many([system_switch::resumed_at::is_null()]),
            db.kill_switch().find_many([kill_switch::resumed_at::is_null(), of_bot]),
        ))
        .await?;
    let system = system.into_iter().next().map(|row| (row.state, row.reason));
    let mut switches: Vec<_> = switches
        .into_iter()
        .map(|row| {
            let of = row.bot_id.map(|_| bot.clone());
            shown(row, of)
        })
        .collect();
    switches.sort_by_key(|switch| switch.bot.is_some());
    Ok(Halts { system, switches })
}

pub(super) fn digest(state: HaltState, reason: &str) -> serde_json::Value {
    json!({ "state": state, "reason": reason })
}

fn target(bot: Option<Uuid>) -> String {
    bot.map_or_else(|| "tenant".to_owned(), |bot| bot.to_string())
}

/// Halts trading. What is halted already is halted as is said now.
///
/// The switch is engaged by itself, so that it waits for no bot; the end of orders is asked for after it. Whoever gets
/// no answer asks again.
pub async fn halt(
    app: &App,
    db: &TenantDb,
    tenant: Uuid,
    actor: &Actor,
    halt: Halt,
) -> Result<Switch, RiskError> {
    let tx = db.begin().await?;
    audit::hold(&tx, tenant).await?;
    let bot = bot_ref(&tx, halt.bot).await?;
    let before = engaged(&tx, halt.bot).await?;
    let row = if let Some(before) = &before {
        let changes = [kill_switch::state::set(halt.state), kill_switch::reason::set(halt.reason.clone())];
        tx.kill_switch().update(kill_switch::id::equals(before.id), changes).exec().await?
    } else {
        let (now, of_bot) = (app.ambient.now(), [kill_switch::bot_id::set(halt.bot)]);
        tx.kill_switch().create(halt.state, &*halt.reason, &*actor.name, now, of_bot).exec().await?
    };
    let before = before.map(|row| digest(row.state, &row.reason));
    let after = Some(digest(row.state, &row.reason));
    let deed = Deed { action: "risk.halt", target: target(halt.bot), before, after };
    conclude(app, tx, tenant, actor, "switch", deed).await?;
    if halt.cancels_orders {
        let tx = db.begin().await?;
        cancel_all(app, &tx, halt.bot).await?;
        tx.commit().await?;
        // They have to be brought to the venue.
        app.work.notify_one();
    }
    Ok(shown(row, bot))
}

impl From<EndError> for RiskError {
    fn from(error: EndError) -> Self {
        match error {
            EndError::UnknownBot => Self::UnknownBot,
            EndError::Failed(error) => Self::Failed(error),
        }
    }
}

/// Lets trading go on. What is not halted goes on.
pub async fn resume(
    app: &App,
    db: &TenantDb,
    tenant: Uuid,
    actor: &Actor,
    bot: Option<Uuid>,
) -> Result<(), RiskError> {
    let tx = db.begin().await?;
    audit::hold(&tx, tenant).await?;
    bot_ref(&tx, bot).await?;
    let Some(before) = engaged(&tx, bot).await? else { return Ok(tx.rollback().await?) };
    let resumed = [
        kill_switch::resumed_at::set(Some(app.ambient.now())),
        kill_switch::resumed_by::set(Some(actor.name.clone())),
    ];
    tx.kill_switch().update(kill_switch::id::equals(before.id), resumed).exec().await?;
    let before = Some(digest(before.state, &before.reason));
    let deed = Deed { action: "risk.resume", target: target(bot), before, after: None };
    Ok(conclude(app, tx, tenant, actor, "switch", deed).await?)
}

/// The switch that is engaged.
async fn engaged(tx: &TenantDb, bot: Option<Uuid>) -> Result<Option<kill_switch::Data>, Error> {
    let of = bot.map_or_else(kill_switch::bot_id::is_null, |bot| kill_switch::bot_id::equals(Some(bot)));
    Ok(tx.kill_switch().find_first([kill_switch::resumed_at::is_null(), of]).exec().await?)
}

pub(super) fn shown(row: kill_switch::Data, bot: Option<BotRef>) -> Switch {
    let kill_switch::Data { state, reason, halted_by, halted_at, .. } = row;
    Switch { bot, state, reason, halted_by, halted_at }
}
