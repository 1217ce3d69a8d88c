//! How to halt trading for everybody, and to let it go on.

use clap::{Args, ValueEnum};
use prisma::HaltState;

use super::{Database, Telemetry};

/// What still leaves while everybody is halted.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum State {
    /// Nothing.
    Halted,
    /// What makes a position smaller.
    Reducing,
}

impl From<State> for HaltState {
    fn from(state: State) -> Self {
        match state {
            State::Halted => Self::Halted,
            State::Reducing => Self::Reducing,
        }
    }
}

/// Why, how far, and who.
#[derive(Args, Clone, Debug)]
pub(crate) struct Halt {
    /// Why, for everybody who trades here: up to 200 characters.
    #[arg(long, value_parser = reason)]
    pub(crate) reason: String,
    /// What still leaves.
    #[arg(long, value_enum, default_value_t = State::Halted)]
    pub(crate) state: State,
    /// Leaves orders that work at a venue and could open something; they are asked to end, if left out. Those that only
    /// reduce always stay.
    #[arg(long)]
    pub(crate) keep_orders: bool,
    #[command(flatten)]
    pub(crate) operator: Operator,
}

/// Who, and on which database. No key is needed: nothing that is sealed is read.
#[derive(Args, Clone, Debug)]
pub(crate) struct Operator {
    /// Who does this, as the audit logs name them.
    #[arg(long, default_value = "operator", value_parser = reason)]
    pub(crate) by: String,
    #[command(flatten)]
    pub(crate) database: Database,
    #[command(flatten)]
    pub(crate) telemetry: Telemetry,
}

/// A line that people read.
fn reason(text: &str) -> Result<String, &'static str> {
    let fits = (1..=200).contains(&text.chars().count()) && !text.contains(char::is_control);
    if fits && text.trim() == text { Ok(text.to_owned()) } else { Err("one line of 1 to 200 characters") }
}
