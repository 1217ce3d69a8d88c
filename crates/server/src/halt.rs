//! `tickwire halt` and `tickwire resume`: the operator's switch, which stops the orders of everybody.

use anyhow::{Context, bail};
use app::{
    ambient::SystemAmbient,
    audit::Actor,
    risk::{self, SystemDeed},
    vault::Vault,
};
use prisma::HaltState;
use prisma_client_rust::Source as _;

use crate::{
    config::{Halt, Operator},
    database::{connect, connect_system, say},
    telemetry,
};

/// Connections for telling tenants, of each role.
const CONNECTIONS: u16 = 10;

/// Stops everybody's orders at once, and then tells each tenant. To be repeated where it fails.
pub(crate) async fn halt(config: Halt) -> anyhow::Result<()> {
    let Halt { reason, state, keep_orders, operator } = config;
    let state = state.into();
    telemetry::start(&operator.telemetry)?;
    // First, and with nothing but a connection: neither a key that is missing nor a migration that is due stops it.
    let system = connect_system(&operator.database, 1).await?;
    risk::halt_everything(&system, SystemAmbient.now(), state, &reason).await?;
    say(match state {
        HaltState::Halted => "halted: within a second no order leaves any more",
        HaltState::Reducing => {
            "halted: within a second no order leaves any more but those that reduce a position"
        }
    });
    tell(&operator, SystemDeed::Halted { state, reason, cancels_orders: !keep_orders }).await
}

/// Lets everybody trade again, but those who halted themselves.
pub(crate) async fn resume(operator: Operator) -> anyhow::Result<()> {
    telemetry::start(&operator.telemetry)?;
    let system = connect_system(&operator.database, 1).await?;
    if !risk::resume_everything(&system, SystemAmbient.now()).await? {
        say("nobody was halted by this switch");
        return Ok(());
    }
    say("resumed: whoever did not halt themselves trades again");
    tell(&operator, SystemDeed::Resumed).await
}

async fn tell(operator: &Operator, deed: SystemDeed) -> anyhow::Result<()> {
    // Nothing sealed is opened here.
    let vault = Vault::new(&[[0; 32]]).context("a key is a key")?;
    let app = connect(&operator.database, vault, "", CONNECTIONS).await?;
    let actor = Actor { id: None, name: operator.by.clone(), ip: None };
    let told = risk::tell_everybody(&app, &actor, &deed).await?;
    say(&format!("{} tenants were told", told.tenants));
    if told.failed > 0 {
        bail!("{} tenants could not be told, though it holds for them too: run this again", told.failed);
    }
    Ok(())
}
