//! The shapes on the wire: amounts as strings, times as dates, names that read well in TypeScript.

mod amount;
mod api_key;
mod backtest;
mod bot;
mod bot_command;
mod bot_message;
mod bot_refused;
mod candle;
mod candle_set;
mod equity;
mod ids;
mod instrument;
mod invitation;
mod job;
mod member;
mod moment;
mod name;
mod order;
mod page;
mod position;
mod proof;
mod references;
mod risk;
mod second_factor;
mod signal;
mod strategy;
mod tenant;
mod weak_password;

pub(crate) use amount::Amount;
pub(crate) use api_key::{ApiKeyDto, IssuedKeyDto};
pub(crate) use backtest::BacktestDto;
pub(crate) use bot::{BotDetailDto, BotStateDto, BotVersionDto};
pub(crate) use bot_command::BotCommandDto;
pub(crate) use bot_message::BotMessageDto;
pub(crate) use bot_refused::{BotRefused, spoken_for};
pub(crate) use candle::CandleDto;
pub(crate) use candle_set::CandleSetDto;
pub(crate) use equity::{BotEquityDto, EquityDto};
pub(crate) use ids::{
    ApiKeyId, BacktestId, BotId, CandleSetId, CommandId, FillId, IdentityId, InvitationId, JobId, OrderId,
    PairLockId, PositionId, RiskLimitId, SessionId, SignalId, TenantId, UserId,
};
pub(crate) use instrument::InstrumentRulesDto;
pub(crate) use invitation::{InvitationDto, InvitationOver};
pub(crate) use job::JobDto;
pub(crate) use member::MemberDto;
pub(crate) use moment::Moment;
pub(crate) use name::{Name, is_legible};
pub(crate) use order::{FillDto, OrderDetailDto, OrderDto, UnknownBotError};
pub(crate) use page::{PageDto, StreamInput, narrow, page_request, tracked};
pub(crate) use position::{PositionDetailDto, PositionDto, PositionSide};
pub(crate) use proof::ProofRefused;
pub(crate) use references::{BotDto, InstrumentDto};
pub(crate) use risk::{HaltsDto, LimitDto, LockDto, RiskError, RiskStatusDto, SwitchDto};
pub(crate) use second_factor::{IssuedRecoveryCodes, SecondFactorRefused};
pub(crate) use signal::SignalDto;
pub(crate) use strategy::{BotSetupInput, StrategyDto, StrategyInput};
pub(crate) use tenant::OwnTenantDto;
pub(crate) use weak_password::WeakPassword;
