//! Proofs that go through the router from its first procedure to its last: a new one without its row or its sample
//! fails here, before anybody has to think of it.

mod attacks;
mod border;
mod bot_samples;
mod callers;
mod forgery;
mod once;
mod permissions;
mod procedures;
mod samples;
mod secrets;
mod trading_samples;

use std::{fmt::Arguments, io::Write};

pub(crate) use procedures::procedures;
pub(crate) use samples::sample;

/// Says what was counted, in the run's own output: what a test that passes prints is kept from it.
fn tell(counted: Arguments<'_>) {
    writeln!(std::io::stdout(), "proof: {counted}").expect("standard output is open");
}
