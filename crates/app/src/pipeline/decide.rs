//! The first step: the risk check, and the intent that follows from it.

use prisma::{OrderStatus, SignalAction, SignalStatus, TenantDb, order, signal};
use rust_decimal::Decimal;
use trading::{
    Fill, Instrument, Liquidity, OrderDraft, PositionError,
    risk::{self, BotLimits, Decision, Intent, Rule},
};
use uuid::Uuid;

use super::{Case, row_side, row_time_in_force, row_type, rule_bot_status, rule_side};
use crate::{
    App, Error, Result, instruments,
    signals::Signal,
    stream::{Event, Reserved},
};

/// Decides a RECEIVED signal: ACCEPTED with an INITIALIZED order, or REJECTED with the reason.
pub(super) async fn decide(app: &App, db: &TenantDb, tenant: Uuid, bot: Uuid, signal: Uuid) -> Result<()> {
    let tx = db.begin().await?;
    let case = Case::lock(&tx, bot, signal).await?;
    if case.signal.status != SignalStatus::Received {
        return Ok(tx.rollback().await?);
    }
    let verdict = verdict(&case)?;
    let reserved = Reserved::take(&tx, tenant, 1).await?;
    let outcome = match verdict {
        Ok(draft) => {
            store_intent(&tx, &case, &draft, reserved.seq(0)).await?;
            vec![signal::status::set(SignalStatus::Accepted)]
        }
        Err(reason) => {
            vec![signal::status::set(SignalStatus::Rejected), signal::reject_reason::set(Some(reason))]
        }
    };
    let changes = outcome.into_iter().chain([signal::seq::set(reserved.seq(0))]);
    let row = tx.signal().update(signal::id::equals(signal), changes).exec().await?;
    let changed = Signal::new(row, case.bot_ref(), (&case.instrument).into());
    reserved.write(&tx, &[Event::SignalChanged(&changed)]).await?;
    tx.commit().await?;
    reserved.announce(&app.hints);
    Ok(())
}

/// The order to place, or why none is: a rule's name, a colon, a sentence.
fn verdict(case: &Case) -> Result<Result<OrderDraft, String>> {
    let intent = match (case.signal.action, case.signal.side, case.signal.qty) {
        (SignalAction::Order, Some(side), Some(qty)) => Intent::Order { side: rule_side(side), qty },
        (SignalAction::Close, None, None) => Intent::Close,
        _ => return Err(Error::row(case.signal.id, "its side and quantity do not go with its action")),
    };
    let instrument = instruments::rules(&case.instrument)?;
    let decision = risk::decide(&risk::Case {
        intent,
        bot: BotLimits {
            status: rule_bot_status(case.bot.status),
            max_order_notional: case.bot.max_order_notional,
        },
        instrument: &instrument,
        position: case.account(),
        last_price: case.last_price,
    });
    Ok(match decision {
        Decision::Refuse(refusal) => Err(format!("{}: {}", refusal.rule.as_str(), refusal.message)),
        Decision::Accept(draft) => match foresee(case, &draft, &instrument) {
            Ok(()) => Ok(draft),
            Err(error) => Err(format!(
                "{}: The position after this order could not be kept: {error}. Send a smaller quantity.",
                Rule::AmountRange
            )),
        },
    })
}

/// Whether the position after the fill, at the last known price, is one that can be stored and shown.
fn foresee(case: &Case, draft: &OrderDraft, instrument: &Instrument) -> Result<(), PositionError> {
    let price = case.last_price.unwrap_or_default();
    let fill = Fill {
        trade_id: String::new(),
        side: draft.side,
        qty: draft.qty,
        price,
        fee: Decimal::ZERO,
        fee_currency: instrument.spec().quote.clone(),
        liquidity: Liquidity::Taker,
    };
    let after = case.account().after(&fill, instrument)?;
    after.unrealized(price, instrument)?;
    after.average_price(instrument)?;
    after.net()?;
    Ok(())
}

async fn store_intent(tx: &TenantDb, case: &Case, draft: &OrderDraft, seq: i64) -> Result<()> {
    let order = tx.order().create(
        case.bot.id,
        case.signal.id,
        case.instrument.id,
        client_order_id(case.signal.id),
        row_side(draft.side),
        row_type(draft.order_type),
        row_time_in_force(draft.time_in_force),
        draft.qty,
        OrderStatus::Initialized,
        seq,
        vec![order::price::set(draft.price), order::reduce_only::set(draft.reduce_only)],
    );
    order.exec().await?;
    Ok(())
}

/// One signal, one order: the venue knows it by this name however often it is asked.
fn client_order_id(signal: Uuid) -> String {
    format!("tw-{}", signal.simple())
}
