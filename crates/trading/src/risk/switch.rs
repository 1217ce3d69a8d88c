//! The kill switch: whether anything may leave for a venue.

use std::fmt;

use super::refusal::{Refusal, Rule};

/// What may trade, from the most to the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TradingState {
    /// Everything.
    Active,
    /// What makes a position smaller.
    Reducing,
    /// Nothing.
    Halted,
    /// It could not be read, which means nothing.
    Unreadable,
}

impl TradingState {
    /// The name on the wire and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "ACTIVE",
            Self::Reducing => "REDUCING",
            Self::Halted => "HALTED",
            Self::Unreadable => "UNREADABLE",
        }
    }
}

impl fmt::Display for TradingState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The switches that an order passes under. Read again at the last hop, where [`Self::admit`] decides.
///
/// As in Nautilus: a halt lets nothing out, not even what reduces, since whoever pulls it may not trust what decides;
/// to get out first, one sets `REDUCING` and flattens. Cancels are no orders and always pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Switches {
    /// Of everything.
    pub system: TradingState,
    /// Of the tenant.
    pub tenant: TradingState,
    /// Of the bot.
    pub bot: TradingState,
}

impl Switches {
    /// Everything may trade.
    pub const ACTIVE: Self =
        Self { system: TradingState::Active, tenant: TradingState::Active, bot: TradingState::Active };

    /// None could be read.
    pub const UNREADABLE: Self = Self {
        system: TradingState::Unreadable,
        tenant: TradingState::Unreadable,
        bot: TradingState::Unreadable,
    };

    /// The state that counts, the strictest, and whose it is.
    pub fn strictest(&self) -> (TradingState, &'static str) {
        let mut strictest = (self.system, "the system");
        for (state, whose) in [(self.tenant, "the team"), (self.bot, "the bot")] {
            if state > strictest.0 {
                strictest = (state, whose);
            }
        }
        strictest
    }

    /// Whether an order may leave, and which: one that `reduces` a position, or any.
    pub fn admit(&self, reduces: bool) -> Result<(), Refusal> {
        let (state, whose) = self.strictest();
        let message = match state {
            TradingState::Active => return Ok(()),
            TradingState::Reducing if reduces => return Ok(()),
            TradingState::Reducing => {
                format!("Trading of {whose} is limited to what reduces a position; resume it to send more.")
            }
            TradingState::Halted => format!("Trading of {whose} is halted; resume it, then send this again."),
            TradingState::Unreadable => format!(
                "Whether trading of {whose} is halted could not be read, which counts as halted; send this again."
            ),
        };
        let (limit, observed) = (TradingState::Active.to_string(), state.to_string());
        Err(Refusal { rule: Rule::KillSwitch, limit, observed, message })
    }
}
