//! One event: its number, its type, and the thing as it stood after it.

use crate::{positions::Position, signals::Signal};

/// What happened, as the events table names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventType {
    /// A signal was stored.
    SignalReceived,
    /// A signal's status changed.
    SignalChanged,
    /// A position opened, changed or closed.
    PositionChanged,
}

impl EventType {
    /// The name in the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::SignalReceived => "signal.received",
            Self::SignalChanged => "signal.changed",
            Self::PositionChanged => "position.changed",
        }
    }
}

/// An event to be written: the thing as it stands after it.
#[derive(Clone, Debug)]
pub enum Event<'a> {
    /// A signal was stored.
    SignalReceived(&'a Signal),
    /// A signal's status changed.
    SignalChanged(&'a Signal),
    /// A position opened, changed or closed.
    PositionChanged(&'a Position),
}

impl Event<'_> {
    pub(super) const fn kind(&self) -> EventType {
        match self {
            Self::SignalReceived(_) => EventType::SignalReceived,
            Self::SignalChanged(_) => EventType::SignalChanged,
            Self::PositionChanged(_) => EventType::PositionChanged,
        }
    }

    pub(super) fn payload(&self) -> serde_json::Result<serde_json::Value> {
        match self {
            Self::SignalReceived(signal) | Self::SignalChanged(signal) => serde_json::to_value(signal),
            Self::PositionChanged(position) => serde_json::to_value(position),
        }
    }
}
