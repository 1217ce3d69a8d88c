//! The operator's switch, which halts everybody: engaged at once, and then told to each tenant.

use chrono::{DateTime, Utc};
use futures::{StreamExt, stream};
use prisma::{HaltState, SystemDb, order, system_switch, tenant};
use uuid::Uuid;

use super::{conclude, switch::digest};
use crate::{
    App, Result,
    audit::{Actor, Deed},
    pipeline::{LIVE, hold},
};

/// The index that keeps the switch one.
const ONE: &str = "system_switches_one_key";
/// Tenants that are told at once, and that are read at once.
const AT_ONCE: usize = 8;
const PAGE: i64 = 500;

/// Halts all trading of everybody: no order leaves any node later than a second after it. What is halted already is
/// halted as is said now.
pub async fn halt_everything(
    system: &SystemDb,
    now: DateTime<Utc>,
    state: HaltState,
    reason: &str,
) -> Result<()> {
    match system.system_switch().create(state, reason, now, []).exec().await {
        Err(error) if error.is_unique_violation(ONE) => {
            let said = [system_switch::state::set(state), system_switch::reason::set(reason.to_owned())];
            system.system_switch().update_many([system_switch::resumed_at::is_null()], said).exec().await?;
            Ok(())
        }
        done => Ok(done.map(drop)?),
    }
}

/// Lets everybody trade again, but those who halted themselves. Answers whether everybody was halted.
pub async fn resume_everything(system: &SystemDb, now: DateTime<Utc>) -> Result<bool> {
    let resumed = [system_switch::resumed_at::set(Some(now))];
    let engaged = [system_switch::resumed_at::is_null()];
    Ok(system.system_switch().update_many(engaged, resumed).exec().await? > 0)
}

/// What the operator did.
#[derive(Clone, Debug)]
pub enum SystemDeed {
    /// Halted everybody.
    Halted {
        /// What is let out.
        state: HaltState,
        /// Why.
        reason: String,
        /// Whether orders that could open something are asked to end. Those that only reduce stay: they protect what is
        /// held.
        cancels_orders: bool,
    },
    /// Let everybody trade again.
    Resumed,
}

/// How many tenants know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Those that know.
    pub tenants: u32,
    /// Those that could not be told.
    pub failed: u32,
}

/// Writes it into each tenant's audit log, and tells whoever follows.
pub async fn tell_everybody(app: &App, actor: &Actor, deed: &SystemDeed) -> Result<Told> {
    let (mut told, mut after) = (Told::default(), None);
    loop {
        let tenants = app.system.tenant().find_many(after.map(tenant::id::gt));
        let page: Vec<Uuid> =
            tenants.order_by(tenant::id::asc()).take(PAGE).exec().await?.iter().map(|row| row.id).collect();
        let Some(last) = page.last() else { return Ok(told) };
        after = Some(*last);
        let telling =
            page.into_iter().map(|tenant| async move { (tenant, tell(app, tenant, actor, deed).await) });
        let mut telling = stream::iter(telling).buffer_unordered(AT_ONCE);
        while let Some((tenant, done)) = telling.next().await {
            match done {
                Ok(()) => told.tenants += 1,
                Err(error) => {
                    tracing::error!(%tenant, %error, "a tenant could not be told");
                    told.failed += 1;
                }
            }
        }
    }
}

async fn tell(app: &App, tenant: Uuid, actor: &Actor, deed: &SystemDeed) -> Result<()> {
    let tx = app.client.tenant(tenant).begin().await?;
    let (action, after) = match deed {
        SystemDeed::Halted { state, reason, cancels_orders } => {
            if *cancels_orders {
                hold(&tx, None).await?;
                let opening = [
                    order::status::in_vec(LIVE.to_vec()),
                    order::reduce_only::equals(false),
                    order::cancel_requested_at::is_null(),
                ];
                let ends = [order::cancel_requested_at::set(Some(app.ambient.now()))];
                tx.order().update_many(opening, ends).exec().await?;
            }
            ("system.halt", Some(digest(*state, reason)))
        }
        SystemDeed::Resumed => ("system.resume", None),
    };
    let deed = Deed { action, target: "everybody".to_owned(), before: None, after };
    conclude(app, tx, tenant, actor, "switch", deed).await
}
