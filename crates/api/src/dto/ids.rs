//! Ids on the wire: TypeScript tells one kind from another.

use uuid::Uuid;

/// An API key.
#[rspc::id]
#[derive(Copy)]
pub(crate) struct ApiKeyId(Uuid);

/// A bot.
#[rspc::id]
#[derive(Copy)]
pub(crate) struct BotId(Uuid);

/// An identity that a person has elsewhere.
#[rspc::id]
#[derive(Copy)]
pub(crate) struct IdentityId(Uuid);

/// A backtest.
#[rspc::id]
#[derive(Copy)]
pub(crate) struct BacktestId(Uuid);

/// A set of candles that a team brought.
#[rspc::id]
#[derive(Copy)]
pub(crate) struct CandleSetId(Uuid);

/// A command to a bot.
#[rspc::id]
#[derive(Copy)]
pub(crate) struct CommandId(Uuid);

/// An execution.
#[rspc::id]
#[derive(Copy)]
pub(crate) struct FillId(Uuid);

/// An invitation.
#[rspc::id]
#[derive(Copy)]
pub(crate) struct InvitationId(Uuid);

/// Background work.
#[rspc::id]
#[derive(Copy)]
pub(crate) struct JobId(Uuid);

/// An order.
#[rspc::id]
#[derive(Copy)]
pub(crate) struct OrderId(Uuid);

/// A lock of an instrument.
#[rspc::id]
#[derive(Copy)]
pub(crate) struct PairLockId(Uuid);

/// A position.
#[rspc::id]
#[derive(Copy)]
pub(crate) struct PositionId(Uuid);

/// A limit.
#[rspc::id]
#[derive(Copy)]
pub(crate) struct RiskLimitId(Uuid);

/// A session.
#[rspc::id]
#[derive(Copy)]
pub(crate) struct SessionId(Uuid);

/// A signal.
#[rspc::id]
#[derive(Copy)]
pub(crate) struct SignalId(Uuid);

/// A tenant.
#[rspc::id]
#[derive(Copy)]
pub(crate) struct TenantId(Uuid);

/// A person.
#[rspc::id]
#[derive(Copy)]
pub(crate) struct UserId(Uuid);
