//! A call of each procedure that a tenant's owner can make.

use chrono::TimeDelta;
use prisma::{Role, bot_version, membership, position};
use prisma_client_rust::{Source, SystemSource};
use serde_json::{Value, json};

use super::{bot_samples::bot_sample, trading_samples::trading_sample};
use crate::harness::{Tenant, fresh_email, secret};

/// An input with which the procedure does its work, its ids those of the tenant.
pub(crate) async fn sample(tenant: &Tenant, procedure: &str) -> Value {
    match procedure {
        "account.changeEmail" => json!({ "email": fresh_email(), "password": secret() }),
        "account.changePassword" => json!({ "currentPassword": secret(), "newPassword": secret() }),
        "account.confirmEmail" | "invitations.get" => json!({ "token": secret() }),
        "auth.completeRegistration" => {
            json!({ "token": secret(), "name": secret(), "password": secret(), "teamName": secret() })
        }
        "auth.register" | "auth.forgotPassword" => json!({ "email": fresh_email() }),
        "auth.resetPassword" => json!({ "token": secret(), "password": secret() }),
        "auth.confirm" | "secondFactor.begin" => json!({ "password": secret() }),
        "auth.completeSignIn" | "secondFactor.confirm" => json!({ "code": "123456" }),
        "secondFactor.disable" | "secondFactor.regenerateCodes" => {
            json!({ "password": secret(), "code": secret() })
        }
        "auth.login" => json!({ "email": format!("{}@example.com", secret()), "password": secret() }),
        "audit.verify"
        | "auth.logout"
        | "auth.logoutEverywhere"
        | "auth.me"
        | "auth.providers"
        | "health.ping"
        | "identities.list"
        | "jobs.list"
        | "members.leave"
        | "secondFactor.get"
        | "risk.get"
        | "sessions.list"
        | "tenants.list" => Value::Null,
        "account.updateProfile" | "bots.create" | "tenants.create" | "tenants.rename" => {
            json!({ "name": secret() })
        }
        "backtests.create" => {
            json!({
                "name": secret(), "strategy": { "type": "MA_CROSSOVER", "fast": 2, "slow": 4 }, "venue": "BINANCE",
                "symbol": "BTCUSDT", "candleSetId": tenant.candle_set().await, "interval": "M1", "qty": "1",
                "cash": "1000", "feeRate": "0.001", "slippageBps": "1",
            })
        }
        "backtests.get" | "backtests.trades" | "backtests.cancel" | "backtests.onProgress" => {
            json!({ "id": tenant.backtest().await })
        }
        "backtests.list" => json!({ "cursor": tenant.backtest().await }),
        "candleSets.list" => json!({ "cursor": tenant.candle_set().await }),
        "candleSets.remove" => json!({ "id": tenant.candle_set().await }),
        "instruments.list" => json!({ "limit": 1 }),
        "market.candles" => {
            let set = tenant.candle_set().await;
            json!({ "venue": "BINANCE", "symbol": "BTCUSDT", "interval": "M1", "candleSetId": set })
        }
        "market.onTick" => json!({ "venue": "BINANCE", "symbol": "BTCUSDT" }),
        "bots.list" => json!({ "cursor": tenant.bot.id }),
        "bots.get" | "bots.start" => json!({ "id": tenant.bot.id }),
        // The tenant's own goes on: others trade with it.
        "bots.pause" | "bots.stop" => json!({ "id": tenant.another_bot(&secret(), vec![]).await.id }),
        "bots.heartbeat" => json!({ "id": tenant.bot.id, "status": "RUNNING" }),
        "bots.saveVersion" => json!({ "id": tenant.bot.id, "after": 0, "content": { "name": secret() } }),
        "bots.versions" => json!({ "id": tenant.bot.id, "cursor": version(tenant).await }),
        "bots.rename" => json!({ "id": tenant.bot.id, "name": secret() }),
        "jobs.retry" => json!({ "id": tenant.job().await }),
        "keys.create" => json!({ "name": secret(), "scopes": ["READ"], "botId": tenant.bot.id }),
        "keys.list" => json!({ "cursor": key(tenant).await }),
        "keys.revoke" => json!({ "id": key(tenant).await }),
        "keys.rotate" => json!({ "id": key(tenant).await, "overlapSeconds": 60 }),
        "audit.list" => json!({ "actorId": tenant.person(Role::Viewer).await.id }),
        "members.changeRole" => json!({ "userId": tenant.person(Role::Viewer).await.id, "role": "TRADER" }),
        "invitations.accept" => json!({ "token": secret(), "name": secret(), "password": secret() }),
        "invitations.create" => json!({ "email": fresh_email(), "role": "VIEWER" }),
        "invitations.list" => json!({ "cursor": invitation(tenant).await }),
        "invitations.resend" | "invitations.revoke" => json!({ "id": invitation(tenant).await }),
        "members.list" => json!({ "cursor": place(tenant).await }),
        "identities.unlink" => {
            json!({ "id": SystemSource.uuid_v7(), "password": secret(), "code": secret() })
        }
        "members.remove" => json!({ "userId": tenant.person(Role::Viewer).await.id }),
        "audit.export"
        | "bots.onChange"
        | "bots.onCommandChange"
        | "bots.onMessage"
        | "positions.onChange"
        | "backtests.onChange"
        | "candleSets.upload"
        | "signals.onChange"
        | "signals.onNew" => json!({}),
        "positions.getAll" => {
            tenant.finished(tenant.buy()).await;
            let held = tenant.system.position().find_first([position::tenant_id::equals(tenant.id)]);
            json!({ "cursor": held.exec().await.unwrap().expect("a position").id, "botId": tenant.bot.id })
        }
        "signals.list" => json!({ "cursor": sent(tenant).await, "botId": tenant.bot.id }),
        "sessions.revoke" => json!({ "id": tenant.person(Role::Owner).await.session }),
        "signals.submit" => tenant.buy(),
        "tenants.switch" => json!({ "id": tenant.id }),
        of_bot if of_bot.starts_with("bots.") => bot_sample(tenant, of_bot).await,
        other => trading_sample(tenant, other).await,
    }
}

/// The id of an API key of the tenant.
async fn key(tenant: &Tenant) -> Value {
    let hash = secret().into_bytes();
    let key = tenant.system.api_key().create(tenant.id, "a key", "tw_", hash, []);
    json!(key.exec().await.unwrap().id)
}

/// The id of an invitation into the tenant that stands.
async fn invitation(tenant: &Tenant) -> Value {
    let (token, until) = (secret().into_bytes(), SystemSource.now() + TimeDelta::hours(1));
    let rows = tenant.system.invitation();
    let row = rows.create(tenant.id, fresh_email(), Role::Viewer, token, "us", until, []);
    json!(row.exec().await.unwrap().id)
}

/// The id of a member's place in the tenant.
async fn place(tenant: &Tenant) -> Value {
    let member = tenant.person(Role::Viewer).await;
    let place = tenant.system.membership().find_first([membership::user_id::equals(member.id)]);
    json!(place.exec().await.unwrap().expect("a place").id)
}

/// The id of a signal that the tenant has just sent.
async fn sent(tenant: &Tenant) -> Value {
    tenant.api.mutate("signals.submit", tenant.buy()).await.data()["id"].clone()
}

/// The id of a configuration of the tenant's bot.
async fn version(tenant: &Tenant) -> Value {
    let newest = tenant.system.bot_version().count([bot_version::bot_id::equals(tenant.bot.id)]);
    let number = i32::try_from(newest.exec().await.unwrap()).unwrap() + 1;
    let versions = tenant.system.bot_version();
    let row = versions.create(tenant.id, tenant.bot.id, number, json!({}), vec![0; 32], "us", []);
    json!(row.exec().await.unwrap().id)
}
