//! `orders.place`: a person's order.

use app::{
    once::once,
    orders,
    signals::{self, NewSignal, Terms},
};
use prisma::{OrderType, Side, SignalAction, SignalSource, TimeInForce};
use uuid::Uuid;

use crate::{
    context::TenantCtx,
    dto::{Amount, BotId, SignalDto},
    error::Refused,
    procedures::signals::SubmitError,
};

/// What is to be traded.
#[rspc::input]
pub(crate) struct Input {
    /// The bot that it is for.
    bot_id: BotId,
    /// Such as `BINANCE`.
    #[garde(length(chars, min = 1, max = 32), pattern("^[^\\x00]*$"))]
    venue: String,
    /// Such as `BTCUSDT`.
    #[garde(length(chars, min = 1, max = 64), pattern("^[^\\x00]*$"))]
    symbol: String,
    side: Side,
    /// In the base currency.
    qty: Amount,
    /// `MARKET`, if left out.
    #[serde(rename = "type")]
    order_type: Option<OrderType>,
    /// The limit.
    price: Option<Amount>,
    /// The price at which the order becomes active.
    trigger_price: Option<Amount>,
    /// What goes with the type, if left out.
    time_in_force: Option<TimeInForce>,
    reduce_only: Option<bool>,
    post_only: Option<bool>,
    /// The caller's name for this request: asked for again, it is answered and not done.
    idempotency_key: Option<Uuid>,
}

/// Places an order for a bot, as a signal of its own: what becomes of it, `signals.onChange` and `orders.onChange` tell.
/// The bot need not run.
#[rspc::procedure]
pub(super) async fn place(ctx: TenantCtx, input: Input) -> Result<SignalDto, Refused<SubmitError>> {
    let key = input.idempotency_key;
    let bot = Uuid::from(input.bot_id);
    if ctx.bot.is_some_and(|own| own != bot) {
        return Err(Refused::Own(SubmitError::UnknownBot));
    }
    let name = ctx.app.ambient.uuid_v7();
    let new = NewSignal {
        bot,
        source: SignalSource::Manual,
        dedup_key: format!("manual-{name}"),
        venue: input.venue,
        symbol: input.symbol,
        action: SignalAction::Order,
        side: Some(input.side),
        qty: Some(input.qty.0),
        target_qty: None,
        terms: Terms {
            order_type: input.order_type,
            limit_price: input.price.map(|amount| amount.0),
            trigger_price: input.trigger_price.map(|amount| amount.0),
            time_in_force: input.time_in_force,
            reduce_only: input.reduce_only.unwrap_or(false),
            post_only: input.post_only.unwrap_or(false),
        },
        price: None,
        occurred_at: None,
        raw: serde_json::json!({ "by": ctx.actor.name }),
    };
    let place = async |tx: &_| orders::place(&ctx.app, tx, ctx.tenant, new).await.map_err(as_asked);
    let placed = once(&ctx.app, &ctx.db, ctx.tenant, ctx.once(key), place).await?;
    ctx.app.work.nudge(ctx.tenant, bot);
    Ok(placed.into_inner().into())
}

/// The refusal with the field's name as it is here, where an order is asked for and not a signal.
fn as_asked(refusal: signals::SubmitError) -> signals::SubmitError {
    match refusal {
        signals::SubmitError::Field { field, message } => {
            let field = match field {
                "limit_price" => "price",
                "order_type" => "type",
                other => other,
            };
            signals::SubmitError::Field { field, message }
        }
        other => other,
    }
}
