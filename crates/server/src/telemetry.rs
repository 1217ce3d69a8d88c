//! Logs: for eyes in development, JSON in production.

use std::io::IsTerminal;

use anyhow::Context;
use tracing_subscriber::{EnvFilter, fmt, prelude::*};

use crate::config::{Mode, Telemetry};

/// Begins to log to standard error.
pub(crate) fn start(config: &Telemetry) -> anyhow::Result<()> {
    let filter = EnvFilter::try_new(&config.log).with_context(|| {
        format!("TICKWIRE_LOG is {:?}, which is not a filter such as info,rspc_axum=debug", config.log)
    })?;
    let registry = tracing_subscriber::registry().with(filter);
    match config.mode {
        Mode::Development => {
            let ansi = std::io::stderr().is_terminal();
            registry.with(fmt::layer().with_writer(std::io::stderr).with_ansi(ansi).compact()).try_init()?;
        }
        Mode::Production => {
            registry.with(fmt::layer().with_writer(std::io::stderr).json()).try_init()?;
        }
    }
    Ok(())
}
