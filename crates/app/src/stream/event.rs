//! One event: its number, its type, and the thing as it stood after it.

use crate::{
    backtests::Backtest,
    bots::{Bot, Command, Message},
    equity::BotEquity,
    orders::{FillRecord, Order},
    positions::Position,
    risk::RiskChange,
    signals::Signal,
};

/// What happened, as the events table names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventType {
    /// A signal was stored.
    SignalReceived,
    /// A signal's status changed.
    SignalChanged,
    /// A position opened, changed or closed.
    PositionChanged,
    /// An order was made, or something happened to it.
    OrderChanged,
    /// An order traded.
    FillCreated,
    /// What a bot's trading came to changed.
    EquityChanged,
    /// A switch, a limit or a lock changed.
    RiskChanged,
    /// A backtest was asked for, begun, stopped, or is over.
    BacktestChanged,
    /// What a bot is asked for, reports or follows changed.
    BotChanged,
    /// A bot, or the service about it, had something to say.
    BotMessage,
    /// A command was sent to a bot, or the bot answered it.
    CommandChanged,
}

impl EventType {
    /// The name in the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::SignalReceived => "signal.received",
            Self::SignalChanged => "signal.changed",
            Self::PositionChanged => "position.changed",
            Self::OrderChanged => "order.changed",
            Self::FillCreated => "fill.created",
            Self::EquityChanged => "equity.changed",
            Self::RiskChanged => "risk.changed",
            Self::BacktestChanged => "backtest.changed",
            Self::BotChanged => "bot.changed",
            Self::BotMessage => "bot.message",
            Self::CommandChanged => "command.changed",
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
    /// An order was made, or something happened to it.
    OrderChanged(&'a Order),
    /// An order traded.
    FillCreated(&'a FillRecord),
    /// What a bot's trading came to changed.
    EquityChanged(&'a BotEquity),
    /// A switch, a limit or a lock changed.
    RiskChanged(&'a RiskChange),
    /// A backtest was asked for, begun, stopped, or is over.
    BacktestChanged(&'a Backtest),
    /// What a bot is asked for, reports or follows changed.
    BotChanged(&'a Bot),
    /// A bot, or the service about it, had something to say.
    BotMessage(&'a Message),
    /// A command was sent to a bot, or the bot answered it.
    CommandChanged(&'a Command),
}

impl Event<'_> {
    pub(super) const fn kind(&self) -> EventType {
        match self {
            Self::SignalReceived(_) => EventType::SignalReceived,
            Self::SignalChanged(_) => EventType::SignalChanged,
            Self::PositionChanged(_) => EventType::PositionChanged,
            Self::OrderChanged(_) => EventType::OrderChanged,
            Self::FillCreated(_) => EventType::FillCreated,
            Self::EquityChanged(_) => EventType::EquityChanged,
            Self::RiskChanged(_) => EventType::RiskChanged,
            Self::BacktestChanged(_) => EventType::BacktestChanged,
            Self::BotChanged(_) => EventType::BotChanged,
            Self::BotMessage(_) => EventType::BotMessage,
            Self::CommandChanged(_) => EventType::CommandChanged,
        }
    }

    pub(super) fn payload(&self) -> serde_json::Result<serde_json::Value> {
        match self {
            Self::SignalReceived(signal) | Self::SignalChanged(signal) => serde_json::to_value(signal),
            Self::PositionChanged(position) => serde_json::to_value(position),
            Self::OrderChanged(order) => serde_json::to_value(order),
            Self::FillCreated(fill) => serde_json::to_value(fill),
            Self::EquityChanged(equity) => serde_json::to_value(equity),
            Self::RiskChanged(change) => serde_json::to_value(change),
            Self::BacktestChanged(backtest) => serde_json::to_value(backtest),
            Self::BotChanged(bot) => serde_json::to_value(bot),
            Self::BotMessage(message) => serde_json::to_value(message),
            Self::CommandChanged(command) => serde_json::to_value(command),
        }
    }
}
