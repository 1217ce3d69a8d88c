//! `backtests.*`.

mod cancel;
mod create;
mod get;
mod list;
mod on_change;
mod on_progress;
mod trades;

use serde_json::{Value, json};

use crate::{
    api::candle_sets::{file, upload},
    harness::{Api, eventually},
};

/// What asks for a crossover over a set of minutes of `BTCUSDT`.
fn over(set: &Value) -> Value {
    json!({
        "name": "a crossover", "strategy": { "type": "MA_CROSSOVER", "fast": 2, "slow": 4 },
        "venue": "BINANCE", "symbol": "BTCUSDT", "candleSetId": set, "interval": "M1",
        "qty": "1", "cash": "1000", "feeRate": "0.001", "slippageBps": "0",
    })
}

/// A set of these minutes.
async fn minutes(api: &Api, closes: impl IntoIterator<Item = i64>) -> Value {
    upload(api, "minutes", &file(closes)).await.data()["set"]["id"].clone()
}

/// The backtest once it is over.
async fn outcome(api: &Api, id: &Value) -> Value {
    eventually("the backtest's end", async || {
        let report = api.query("backtests.get", json!({ "id": id })).await.data();
        let status = report["backtest"]["status"].as_str().unwrap();
        matches!(status, "FINISHED" | "CANCELED" | "FAILED").then_some(report)
    })
    .await
}
