//! `bots.*`.

mod acknowledge;
mod command;
mod commands;
mod create;
mod get;
mod heartbeat;
mod list;
mod log;
mod messages;
mod on_change;
mod on_command;
mod on_command_change;
mod on_message;
mod pause;
mod rename;
mod save_version;
mod start;
mod stop;
mod versions;
mod watch;

use prisma::{BotStatus, bot};
use prisma_client_rust::{Source, SystemSource};
use serde_json::{Value, json};

use crate::harness::{Api, Bot, NOT_FOUND, Tenant, World};

/// A bot that nobody has started.
async fn stopped(tenant: &Tenant) -> Bot {
    let stopped = vec![bot::status::set(BotStatus::Stopped), bot::desired_status::set(BotStatus::Stopped)];
    tenant.another_bot("stopped", stopped).await
}

/// What a bot of a built-in strategy follows.
fn setup() -> Value {
    json!({
        "strategy": { "type": "RSI", "period": 14, "oversold": "30", "overbought": "70", "short": false },
        "venue": "BINANCE", "symbol": "BTCUSDT", "interval": "M5", "qty": "0.01",
    })
}

/// Setups that make no sense: the field that is changed, to what, and the field that is told.
fn senseless() -> [(&'static str, Value, &'static str); 6] {
    [
        ("strategy", json!({ "type": "MA_CROSSOVER", "fast": 9, "slow": 9 }), "slow"),
        (
            "strategy",
            json!({ "type": "RSI", "period": 14, "oversold": "70", "overbought": "30" }),
            "overbought",
        ),
        ("qty", json!("0"), "qty"),
        ("qty", json!("-1"), "qty"),
        ("qty", json!("0.0100001"), "qty"),
        ("qty", json!("0.00001"), "qty"),
    ]
}

/// That a bot of another tenant is answered as one that does not exist.
async fn knows_its_own_alone(world: &World, caller: &Api, procedure: &str, input: impl Fn(Value) -> Value) {
    let theirs = world.tenant().await;
    let mut errors = Vec::new();
    for id in [theirs.bot.id, SystemSource.uuid_v7()] {
        let answer = caller.mutate(procedure, input(json!(id))).await;
        let mut error = answer.refused(NOT_FOUND, "there is no such bot");
        error["data"]["requestId"].take();
        errors.push(error);
    }
    assert_eq!(errors[0], errors[1]);
    let bot = theirs.api.query("bots.list", json!({})).await.data()["items"][0].clone();
    assert_eq!(
        json!([bot["status"], bot["desiredStatus"], bot["version"]]),
        json!(["RUNNING", "RUNNING", 0])
    );
}
