//! Logs: for eyes in development, JSON in production.

use std::io::IsTerminal;

use anyhow::Context;
use tracing_subscriber::{EnvFilter, filter::LevelFilter, fmt, prelude::*};

use crate::config::{Mode, Telemetry};

/// Begins to log to standard error.
pub(crate) fn start(config: &Telemetry) -> anyhow::Result<()> {
    let filter = filter(&config.log).with_context(|| {
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

/// A filter in which each word that stands alone is a level: as the name of a module, a misspelt one would silence
/// everything else.
fn filter(text: &str) -> anyhow::Result<EnvFilter> {
    let is_alone = |part: &&str| !part.is_empty() && !part.contains(['=', '[', '{', ']', '}']);
    // A blank beside a word would be a part of the name.
    let words: Vec<&str> = text.split(',').map(str::trim).collect();
    for word in words.iter().copied().filter(is_alone) {
        word.parse::<LevelFilter>().with_context(|| format!("{word:?} is no level"))?;
    }
    Ok(EnvFilter::try_new(words.join(","))?)
}

#[cfg(test)]
mod tests {
    use super::filter;

    #[test]
    fn a_misspelt_level_is_refused_and_silences_nobody() {
        for (good, meant) in [
            ("info", "info"),
            ("rspc_axum=debug, WARN ", "rspc_axum=debug,warn"),
            ("off", "off"),
            ("info,app[turn{bot}]=trace", "info,app[turn{bot}]=trace"),
            ("rspc=trace", "rspc=trace"),
        ] {
            assert_eq!(filter(good).unwrap().to_string(), meant, "{good}");
        }
        for bad in ["nonsense", "inof,rspc_axum=debug", "info,app", "info,app=loud"] {
            assert!(filter(bad).is_err(), "{bad}");
        }
    }
}
