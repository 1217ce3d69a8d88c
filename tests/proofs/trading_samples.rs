//! A call of each procedure that trades, or bounds trading.

use chrono::TimeDelta;
use prisma::{PositionStatus, RiskRule, fill, order, position, risk_limit};
use prisma_client_rust::{Source, SystemSource};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::harness::{Tenant, secret};

/// An input with which the procedure does its work, its ids those of the tenant.
pub(super) async fn trading_sample(tenant: &Tenant, procedure: &str) -> Value {
    match procedure {
        "orders.onChange" | "fills.onNew" | "equity.onChange" | "risk.onChange" => json!({}),
        "equity.get" | "orders.cancelAll" | "risk.resume" => json!({ "botId": tenant.bot.id }),
        "orders.list" | "orders.get" | "orders.cancel" => {
            let id = resting(tenant).await;
            if procedure == "orders.list" {
                json!({ "cursor": id, "botId": tenant.bot.id })
            } else {
                json!({ "id": id })
            }
        }
        "orders.place" => {
            json!({
                "botId": tenant.bot.id, "venue": "BINANCE", "symbol": "BTCUSDT", "side": "BUY", "qty": "0.001",
                "type": "LIMIT", "price": "20000",
            })
        }
        "fills.list" => {
            tenant.finished(tenant.buy()).await;
            let fill = tenant.system.fill().find_first([fill::tenant_id::equals(tenant.id)]);
            json!({ "cursor": fill.exec().await.unwrap().expect("a fill").id, "botId": tenant.bot.id })
        }
        "trades.list" => {
            tenant.finished(tenant.buy()).await;
            let mut close = tenant.buy();
            (close["action"], close["side"], close["qty"]) = (json!("CLOSE"), Value::Null, Value::Null);
            tenant.finished(close).await;
            let closed = position::status::equals(PositionStatus::Closed);
            let closed =
                tenant.system.position().find_first([position::tenant_id::equals(tenant.id), closed]);
            json!({ "cursor": closed.exec().await.unwrap().expect("a trade").id, "botId": tenant.bot.id })
        }
        "positions.get" | "positions.close" | "positions.closeAll" => {
            tenant.finished(tenant.buy()).await;
            let held = tenant.system.position().find_first([position::tenant_id::equals(tenant.id)]);
            let id = held.exec().await.unwrap().expect("a position").id;
            if procedure == "positions.closeAll" {
                json!({ "botId": tenant.bot.id })
            } else {
                json!({ "id": id })
            }
        }
        "risk.halt" => json!({ "botId": tenant.bot.id, "reason": secret() }),
        "risk.setLimit" => json!({ "botId": tenant.bot.id, "rule": "MAX_LEVERAGE", "value": "3" }),
        "risk.removeLimit" => {
            // One of a kind: the last sample's goes first.
            let last = [
                risk_limit::bot_id::equals(Some(tenant.bot.id)),
                risk_limit::rule::equals(RiskRule::Cooldown),
            ];
            tenant.system.risk_limit().delete_many(last).exec().await.unwrap();
            let of_bot = [risk_limit::bot_id::set(Some(tenant.bot.id))];
            let limit =
                tenant.system.risk_limit().create(tenant.id, RiskRule::Cooldown, Decimal::TEN, of_bot);
            json!({ "id": limit.exec().await.unwrap().id })
        }
        "risk.lockPair" => json!({
            "botId": tenant.bot.id, "venue": "BINANCE", "symbol": "BTCUSDT", "reason": secret(),
            "until": SystemSource.now() + TimeDelta::hours(1),
        }),
        "risk.unlockPair" => {
            let traded =
                tenant.system.instrument().find_first([]).exec().await.unwrap().expect("an instrument");
            let until = SystemSource.now() + TimeDelta::hours(1);
            let lock = tenant.system.pair_lock().create(tenant.id, traded.id, until, "a test", "us", []);
            json!({ "id": lock.exec().await.unwrap().id })
        }
        other => panic!("{other} has no sample: say here with which input it is called"),
    }
}

/// The id of an order of the tenant that rests at the venue.
async fn resting(tenant: &Tenant) -> Value {
    let mut limit = tenant.buy();
    limit["orderType"] = json!("LIMIT");
    limit["limitPrice"] = json!("20000");
    let signal = tenant.api.mutate("signals.submit", limit).await.data()["id"].clone();
    let signal = tenant.outcome(&signal).await;
    let order = tenant.system.order().find_first([order::signal_id::equals(signal.id)]);
    json!(order.exec().await.unwrap().expect("an order").id)
}
