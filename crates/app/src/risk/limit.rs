//! Setting limits, and taking them away.

use prisma::{RiskRule, TenantDb, risk_limit};
use rust_decimal::Decimal;
use serde_json::json;
use trading::money;
use uuid::Uuid;

use super::{Limit, RiskError, bot_ref, conclude, not_taken_away};
use crate::{
    App,
    audit::{self, Actor, Deed},
    instruments::{self, InstrumentRef},
};

/// A limit as it is to be.
#[derive(Clone, Debug)]
pub struct NewLimit {
    /// The bot that it binds; all of the tenant together where none is named.
    pub bot: Option<Uuid>,
    /// The instrument that it binds in, by venue and symbol; all where none is named.
    pub instrument: Option<(String, String)>,
    /// What it bounds.
    pub rule: RiskRule,
    /// How much there may be.
    pub value: Decimal,
}

/// Sets a limit: of the tenant, of a bot, in an instrument. One that is there takes the value.
pub async fn set_limit(
    app: &App,
    db: &TenantDb,
    tenant: Uuid,
    actor: &Actor,
    new: NewLimit,
) -> Result<Limit, RiskError> {
    let NewLimit { bot, instrument, rule, value } = new;
    check(rule, value, instrument.is_some())?;
    let tx = db.begin().await?;
    // Of one kind there is one: whoever sets it at the same time finds what is set here.
    audit::hold(&tx, tenant).await?;
    let bot_name = bot_ref(&tx, bot).await?;
    let instrument = match instrument {
        None => None,
        Some((venue, symbol)) => {
            Some(instruments::find(&tx, &venue, &symbol).await?.ok_or(RiskError::UnknownInstrument)?)
        }
    };
    let of_instrument = instrument.as_ref().map(|row| row.id);
    let same = tx.risk_limit().find_many([risk_limit::rule::equals(rule)]).exec().await?;
    let same = same.into_iter().find(|row| row.bot_id == bot && row.instrument_id == of_instrument);
    let row = if let Some(row) = &same {
        let changes = [risk_limit::value::set(value)];
        tx.risk_limit().update(risk_limit::id::equals(row.id), changes).exec().await?
    } else {
        let whose = [risk_limit::bot_id::set(bot), risk_limit::instrument_id::set(of_instrument)];
        tx.risk_limit().create(rule, value, whose).exec().await?
    };
    let before = same.map(|row| json!({ "rule": rule, "value": row.value }));
    let after = Some(json!({ "rule": rule, "value": value }));
    let deed = Deed { action: "risk.setLimit", target: row.id.to_string(), before, after };
    conclude(app, tx, tenant, actor, "limit", deed).await?;
    let instrument = instrument.as_ref().map(InstrumentRef::from);
    Ok(Limit { id: row.id, bot: bot_name, instrument, rule, value, used: None })
}

/// Takes a limit away.
pub async fn remove_limit(
    app: &App,
    db: &TenantDb,
    tenant: Uuid,
    actor: &Actor,
    id: Uuid,
) -> Result<(), RiskError> {
    let tx = db.begin().await?;
    let row = tx.risk_limit().delete(risk_limit::id::equals(id)).exec().await.map_err(not_taken_away)?;
    let before = Some(json!({ "rule": row.rule, "value": row.value }));
    let deed = Deed { action: "risk.removeLimit", target: id.to_string(), before, after: None };
    Ok(conclude(app, tx, tenant, actor, "limit", deed).await?)
}

fn check(rule: RiskRule, value: Decimal, in_instrument: bool) -> Result<(), RiskError> {
    let refuse = |field, message: &str| Err(RiskError::Field { field, message: message.to_owned() });
    if value < Decimal::ZERO {
        return refuse("value", "must not be below zero");
    }
    money::check(value).map_err(|error| RiskError::Field { field: "value", message: error.to_string() })?;
    let counts = matches!(rule, RiskRule::MaxOpenPositions | RiskRule::MaxOrdersPerMinute);
    if counts && (value.fract() != Decimal::ZERO || value > Decimal::from(u32::MAX)) {
        return refuse("value", "this rule counts: it takes a whole number");
    }
    if rule == RiskRule::MaxDrawdown && value > Decimal::ONE {
        return refuse("value", "a drawdown is a share: 0.2 is a fifth");
    }
    if in_instrument && !matches!(rule, RiskRule::MaxOrderNotional | RiskRule::MaxTotalNotional) {
        return refuse(
            "symbol",
            "in one instrument, the value of an order and of what is held can be limited",
        );
    }
    Ok(())
}
