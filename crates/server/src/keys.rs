//! `tickwire keys rotate`, and what a start says of keys that are missing.

use anyhow::bail;
use app::{App, sealed};

use crate::{
    config::Rotate,
    database::{connect, say},
    telemetry,
};

/// Seals everything anew that another key than the current one sealed. Safe while others serve, and to be repeated.
pub(crate) async fn rotate(config: Rotate) -> anyhow::Result<()> {
    telemetry::start(&config.telemetry)?;
    let vault = config.secrets.vault(&config.database, config.telemetry.mode)?;
    // It sends no e-mail.
    let app = connect(&config.database, vault, "", 2).await?;
    let mut unreadable = 0;
    for field in sealed::ALL {
        let rotated = field.rotate(&app).await?;
        say(&format!("{}.{}: {} sealed anew", field.table, field.column, rotated.renewed));
        unreadable += rotated.unreadable;
    }
    if unreadable > 0 {
        bail!(
            "{unreadable} records do not open: add the key that sealed them to TICKWIRE_SECRET_KEYS, after the first one"
        );
    }
    say("everything is sealed with the current key; the others are needed no more");
    Ok(())
}

/// Says in the log which records no configured key opens.
pub(crate) async fn tell_of_missing(app: App) {
    for field in sealed::ALL {
        match field.orphans(&app).await {
            Ok(orphans) => orphans.iter().for_each(|orphans| {
                let sealed::Orphans { table, column, key, rows } = orphans;
                tracing::error!(
                    table, column, key, rows,
                    "a key is missing: these records cannot be read; add it to TICKWIRE_SECRET_KEYS, after the first one"
                );
            }),
            Err(error) => tracing::warn!(%error, "it could not be looked whether a key is missing"),
        }
    }
}
