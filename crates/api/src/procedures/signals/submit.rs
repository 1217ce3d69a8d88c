//! `signals.submit`: takes a signal; what it answers is stored.

use app::signals::{self, NewSignal, Terms};
use prisma::{OrderType, Side, SignalAction, SignalSource, TimeInForce};
use rspc::ErrorCode;
use serde::Serialize;
use superjson::Date;
use uuid::Uuid;

use crate::{
    context::TenantCtx,
    dto::{Amount, BotId, Moment, SignalDto, SignalId},
    error::{ApiError, Refused},
};

/// What a bot wants done. No text of PostgreSQL holds the character U+0000.
#[rspc::input]
pub(crate) struct Input {
    /// The bot; may be left out by a key that is bound to one.
    bot_id: Option<BotId>,
    /// The sender's name for this signal: a second one with it is refused.
    #[garde(length(chars, min = 1, max = 128), pattern("^[^\\x00]*$"))]
    dedup_key: String,
    /// Such as `BINANCE`.
    #[garde(length(chars, min = 1, max = 32), pattern("^[^\\x00]*$"))]
    venue: String,
    /// Such as `BTCUSDT`.
    #[garde(length(chars, min = 1, max = 64), pattern("^[^\\x00]*$"))]
    symbol: String,
    /// `ORDER`, if left out.
    action: Option<SignalAction>,
    /// For an `ORDER`.
    side: Option<Side>,
    /// For an `ORDER`: in the base currency.
    qty: Option<Amount>,
    /// For a `TARGET`: what the bot is to hold, negative when short. Its orders that rest count for nothing.
    target_qty: Option<Amount>,
    /// The last price that the sender saw.
    price: Option<Amount>,
    /// How the order trades; `MARKET`, if left out.
    order_type: Option<OrderType>,
    /// The order's limit.
    limit_price: Option<Amount>,
    /// The price at which the order becomes active.
    trigger_price: Option<Amount>,
    /// What goes with the type, if left out.
    time_in_force: Option<TimeInForce>,
    /// The order may close what is held, never open or turn it.
    reduce_only: Option<bool>,
    /// The order may rest, never take.
    post_only: Option<bool>,
    /// When the sender saw reason for it; now, if left out.
    occurred_at: Option<Moment>,
}

/// Why a signal is not taken.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type", rename_all_fields = "camelCase")]
pub(crate) enum SubmitError {
    /// Neither the input nor the key names a bot.
    #[error("say which bot the signal is of: botId")]
    BotRequired,
    /// The tenant has no such bot, or the key speaks for another one.
    #[error("there is no such bot")]
    UnknownBot,
    /// No such instrument.
    #[error("{venue}:{symbol} is not an instrument that can be traded here")]
    UnknownInstrument {
        /// As asked for.
        venue: String,
        /// As asked for.
        symbol: String,
    },
    /// The bot sent a signal of that name before: this is the first one's id.
    #[error("this bot has already sent a signal with dedupKey {dedup_key:?}")]
    DuplicateSignal {
        /// The name.
        dedup_key: String,
        /// The first signal with it.
        signal_id: SignalId,
    },
    /// A field does not go with the action.
    #[error("{field}: {message}")]
    InvalidField {
        /// Its name on the wire.
        field: &'static str,
        /// What is wrong.
        message: String,
    },
}

#[rspc::codes]
impl rspc::Error for SubmitError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::BotRequired | Self::InvalidField { .. } => ErrorCode::BadRequest,
            Self::UnknownBot | Self::UnknownInstrument { .. } => ErrorCode::NotFound,
            Self::DuplicateSignal { .. } => ErrorCode::Conflict,
        }
    }
}

impl From<signals::SubmitError> for Refused<SubmitError> {
    fn from(error: signals::SubmitError) -> Self {
        use signals::SubmitError as Refusal;
        Self::Own(match error {
            Refusal::UnknownBot => SubmitError::UnknownBot,
            Refusal::UnknownInstrument { venue, symbol } => SubmitError::UnknownInstrument { venue, symbol },
            Refusal::Duplicate { dedup_key, signal } => {
                SubmitError::DuplicateSignal { dedup_key, signal_id: signal.into() }
            }
            Refusal::Field { field, message } => {
                SubmitError::InvalidField { field: on_the_wire(field), message }
            }
            Refusal::Failed(error) => return Self::Api(ApiError::from(error)),
        })
    }
}

/// The field's name on the wire.
fn on_the_wire(field: &'static str) -> &'static str {
    match field {
        "target_qty" => "targetQty",
        "limit_price" => "limitPrice",
        "trigger_price" => "triggerPrice",
        "order_type" => "orderType",
        "post_only" => "postOnly",
        other => other,
    }
}

/// Stores a signal and acknowledges it; its outcome arrives by `signals.onChange`.
#[rspc::procedure]
pub(super) async fn submit(ctx: TenantCtx, input: Input) -> Result<SignalDto, Refused<SubmitError>> {
    let bot = match (ctx.bot, input.bot_id.map(Uuid::from)) {
        (Some(own), Some(asked)) if own != asked => return Err(Refused::Own(SubmitError::UnknownBot)),
        (own, asked) => own.or(asked).ok_or(Refused::Own(SubmitError::BotRequired))?,
    };
    let signal = input.into_signal(bot);
    Ok(signals::submit(&ctx.app, ctx.tenant, signal).await?.into())
}

impl Input {
    fn into_signal(self, bot: Uuid) -> NewSignal {
        let raw = serde_json::json!({
            "dedupKey": self.dedup_key, "venue": self.venue, "symbol": self.symbol, "action": self.action,
            "side": self.side, "qty": self.qty, "price": self.price, "occurredAt": self.occurred_at.map(|moment| Date(moment.0)),
            "targetQty": self.target_qty, "orderType": self.order_type, "limitPrice": self.limit_price,
            "triggerPrice": self.trigger_price, "timeInForce": self.time_in_force, "reduceOnly": self.reduce_only,
            "postOnly": self.post_only,
        });
        NewSignal {
            bot,
            source: SignalSource::Api,
            dedup_key: self.dedup_key,
            venue: self.venue,
            symbol: self.symbol,
            action: self.action.unwrap_or(SignalAction::Order),
            side: self.side,
            qty: self.qty.map(|amount| amount.0),
            target_qty: self.target_qty.map(|amount| amount.0),
            terms: Terms {
                order_type: self.order_type,
                limit_price: self.limit_price.map(|amount| amount.0),
                trigger_price: self.trigger_price.map(|amount| amount.0),
                time_in_force: self.time_in_force,
                reduce_only: self.reduce_only.unwrap_or(false),
                post_only: self.post_only.unwrap_or(false),
            },
            price: self.price.map(|amount| amount.0),
            occurred_at: self.occurred_at.map(|moment| moment.0),
            raw,
        }
    }
}
