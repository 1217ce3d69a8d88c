//! Switches, limits and locks on the wire.

use app::risk::{Halts, Limit, Lock, Refused as RefusedSignal, RiskError as Refusal, RiskStatus, Switch};
use prisma::{HaltState, RiskRule};
use rspc::ErrorCode;
use serde::Serialize;
use superjson::Date;

use super::{Amount, BotDto, InstrumentDto, PairLockId, RiskLimitId, SignalId};
use crate::error::{ApiError, Refused};

/// A kill switch that is engaged.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
#[serde(rename = "KillSwitch")]
pub(crate) struct SwitchDto {
    /// The bot that it halts; null for the whole team.
    bot: Option<BotDto>,
    /// What it lets out.
    state: HaltState,
    reason: String,
    /// Who, by address or by a key's name.
    halted_by: String,
    halted_at: Date,
}

impl From<Switch> for SwitchDto {
    fn from(switch: Switch) -> Self {
        Self {
            bot: switch.bot.map(BotDto::from),
            state: switch.state,
            reason: switch.reason,
            halted_by: switch.halted_by,
            halted_at: Date(switch.halted_at),
        }
    }
}

/// The operator's switch, which halts everybody.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename = "SystemSwitch")]
pub(crate) struct SystemSwitchDto {
    /// What it lets out.
    state: HaltState,
    reason: String,
}

/// The switches that halt a bot, whatever it is asked for.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename = "Halts")]
pub(crate) struct HaltsDto {
    /// The operator's, which halts everybody; null where it is not engaged.
    system: Option<SystemSwitchDto>,
    /// The team's and the bot's own, where they are engaged. `risk.resume` ends each.
    switches: Vec<SwitchDto>,
}

impl From<Halts> for HaltsDto {
    fn from(Halts { system, switches }: Halts) -> Self {
        Self {
            system: system.map(|(state, reason)| SystemSwitchDto { state, reason }),
            switches: switches.into_iter().map(SwitchDto::from).collect(),
        }
    }
}

/// A limit, and how much of it is used.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
#[serde(rename = "RiskLimit")]
pub(crate) struct LimitDto {
    id: RiskLimitId,
    /// The bot that it binds; null for the whole team together.
    bot: Option<BotDto>,
    /// The instrument that it binds in; null for all.
    instrument: Option<InstrumentDto>,
    rule: RiskRule,
    /// How much there may be.
    value: Amount,
    /// How much there is; null where that is a thing of each order.
    used: Option<Amount>,
}

impl From<Limit> for LimitDto {
    fn from(limit: Limit) -> Self {
        Self {
            id: limit.id.into(),
            bot: limit.bot.map(BotDto::from),
            instrument: limit.instrument.map(InstrumentDto::from),
            rule: limit.rule,
            value: limit.value.into(),
            used: limit.used.map(Amount),
        }
    }
}

/// A lock of an instrument.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
#[serde(rename = "PairLock")]
pub(crate) struct LockDto {
    id: PairLockId,
    /// The bot that it binds; null for all.
    bot: Option<BotDto>,
    instrument: InstrumentDto,
    until: Date,
    reason: String,
    /// Who, by address or by a key's name.
    locked_by: String,
}

impl From<Lock> for LockDto {
    fn from(lock: Lock) -> Self {
        Self {
            id: lock.id.into(),
            bot: lock.bot.map(BotDto::from),
            instrument: lock.instrument.into(),
            until: Date(lock.until),
            reason: lock.reason,
            locked_by: lock.locked_by,
        }
    }
}

/// Why a signal was refused.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
#[serde(rename = "RiskRefusal")]
pub(crate) struct RefusalDto {
    signal_id: SignalId,
    bot: BotDto,
    /// The rule's name, such as `max_leverage`.
    rule: String,
    /// What the rule allows.
    limit: String,
    /// What it saw.
    observed: String,
    /// What happened and what can be done.
    message: String,
    at: Date,
}

impl From<RefusedSignal> for RefusalDto {
    fn from(refused: RefusedSignal) -> Self {
        Self {
            signal_id: refused.signal_id.into(),
            bot: refused.bot.into(),
            rule: refused.rule,
            limit: refused.limit,
            observed: refused.observed,
            message: refused.message,
            at: Date(refused.at),
        }
    }
}

/// How the team's risk stands.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
#[serde(rename = "RiskStatus")]
pub(crate) struct RiskStatusDto {
    /// The operator's switch; null where it is not engaged.
    system: Option<SystemSwitchDto>,
    /// The switches that are engaged, the team's own first.
    switches: Vec<SwitchDto>,
    limits: Vec<LimitDto>,
    locks: Vec<LockDto>,
    /// The last refusals, newest first.
    refusals: Vec<RefusalDto>,
    /// The stream position that it was read at: give it to a subscription as `lastEventId`.
    as_of: String,
}

impl From<RiskStatus> for RiskStatusDto {
    fn from(status: RiskStatus) -> Self {
        let RiskStatus { system, switches, limits, locks, refusals, as_of } = status;
        Self {
            system: system.map(|(state, reason)| SystemSwitchDto { state, reason }),
            switches: switches.into_iter().map(SwitchDto::from).collect(),
            limits: limits.into_iter().map(LimitDto::from).collect(),
            locks: locks.into_iter().map(LockDto::from).collect(),
            refusals: refusals.into_iter().map(RefusalDto::from).collect(),
            as_of: as_of.to_string(),
        }
    }
}

/// Why nothing was changed.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type")]
pub(crate) enum RiskError {
    /// The team has no such bot, or the key speaks for another one.
    #[error("there is no such bot")]
    UnknownBot,
    /// No such instrument.
    #[error("there is no such instrument")]
    UnknownInstrument,
    /// The team has no such limit or lock.
    #[error("there is no such limit or lock")]
    UnknownId,
    /// A field does not go with the rule.
    #[error("{field}: {message}")]
    InvalidField {
        /// Its name on the wire.
        field: &'static str,
        /// What is wrong.
        message: String,
    },
}

#[rspc::codes]
impl rspc::Error for RiskError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::UnknownBot | Self::UnknownInstrument | Self::UnknownId => ErrorCode::NotFound,
            Self::InvalidField { .. } => ErrorCode::BadRequest,
        }
    }
}

impl From<Refusal> for Refused<RiskError> {
    fn from(error: Refusal) -> Self {
        Self::Own(match error {
            Refusal::UnknownBot => RiskError::UnknownBot,
            Refusal::UnknownInstrument => RiskError::UnknownInstrument,
            Refusal::Unknown => RiskError::UnknownId,
            Refusal::Field { field, message } => RiskError::InvalidField { field, message },
            Refusal::Failed(error) => return Self::Api(ApiError::from(error)),
        })
    }
}
