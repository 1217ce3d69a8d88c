//! `tickwire restored`: what has to be done once a backup was put back.

use app::{ambient::SystemAmbient, stream};

use crate::{
    config::Restored,
    database::{connect_system, say},
};

/// Has whoever follows a stream read anew. Safe while others serve, and to be repeated.
pub(crate) async fn restored(config: Restored) -> anyhow::Result<()> {
    let system = connect_system(&config.database, 1).await?;
    let streams = stream::renew(&system, &SystemAmbient).await?;
    say(&format!("{streams} streams begin anew: whoever follows one reads anew"));
    Ok(())
}
