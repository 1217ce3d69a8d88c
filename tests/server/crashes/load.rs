//! Programs that send signals whatever happens, and send again what was not answered, under its name.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use rand::{RngExt, SeedableRng, rngs::StdRng};
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::harness::Api;

/// Between two signals of a program.
const PAUSE: Duration = Duration::from_millis(5);
/// Before an unanswered one is sent again.
const AGAIN: Duration = Duration::from_millis(20);

/// What all programs and followers know.
#[derive(Clone)]
pub(super) struct Now {
    api: Api,
    server: Arc<Mutex<String>>,
    bots: Arc<Mutex<Vec<Uuid>>>,
    /// Answers so far.
    pub(super) answers: Arc<AtomicUsize>,
    pub(super) stop: CancellationToken,
}

impl Now {
    pub(super) fn new(api: Api) -> Self {
        let (server, bots) = (Arc::default(), Arc::default());
        Self { api, server, bots, answers: Arc::default(), stop: CancellationToken::new() }
    }

    /// The caller, at the server as it is now.
    pub(super) fn api(&self) -> Api {
        self.api.at(&self.server.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(super) fn server_is_at(&self, url: &str) {
        url.clone_into(&mut self.server.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// From now on signals are of these bots.
    pub(super) fn bots_are(&self, bots: &[Uuid]) {
        *self.bots.lock().unwrap_or_else(PoisonError::into_inner) = bots.to_vec();
    }
}

/// Sends until it is told to stop. Answers the signals that were acknowledged, by id.
pub(super) async fn send(now: Now, number: usize, seed: u64) -> Vec<Uuid> {
    let (mut rng, mut acknowledged) = (StdRng::seed_from_u64(seed), Vec::new());
    for name in 0.. {
        let signal = next(&now, &mut rng, &format!("{number}-{name}"));
        loop {
            // What was sent is sent until it is answered.
            if let Some(id) = submit(&now, &signal).await {
                acknowledged.push(id);
                break;
            }
            tokio::time::sleep(AGAIN).await;
        }
        now.answers.fetch_add(1, Ordering::Relaxed);
        if now.stop.run_until_cancelled(tokio::time::sleep(PAUSE)).await.is_none() {
            break;
        }
    }
    acknowledged
}

fn next(now: &Now, rng: &mut StdRng, name: &str) -> Value {
    let bots = now.bots.lock().unwrap_or_else(PoisonError::into_inner);
    let bot = bots[rng.random_range(0..bots.len())];
    let mut signal = json!({
        "botId": bot, "dedupKey": name, "venue": "BINANCE", "symbol": "BTCUSDT",
        "price": format!("{}.{:02}", rng.random_range(19_000..21_000), rng.random_range(0..100)),
    });
    if rng.random_ratio(1, 8) {
        signal["action"] = json!("CLOSE");
    } else {
        signal["side"] = json!(if rng.random_bool(0.5) { "BUY" } else { "SELL" });
        signal["qty"] = json!(format!("0.{:05}", rng.random_range(100..5_000)));
    }
    signal
}

/// The stored signal's id; none where there is no answer, or one that says to try again.
async fn submit(now: &Now, signal: &Value) -> Option<Uuid> {
    let request = now.api().request(reqwest::Method::POST, "/trpc/signals.submit");
    let request = request.header("content-type", "application/json");
    let response = request.body(json!({ "json": signal }).to_string()).send().await.ok()?;
    let status = response.status();
    let body: Value = serde_json::from_str(&response.text().await.ok()?).expect("an answer is whole");
    // A second one of that name: the first was stored, and its answer was lost.
    let first = &body["error"]["json"]["data"]["error"]["signalId"];
    let id = body["result"]["data"]["json"]["id"].as_str().or(first.as_str());
    if id.is_none() {
        assert!(status.is_server_error() || status.as_u16() == 429, "neither taken nor put off: {body}");
    }
    id.map(|id| id.parse().expect("an id"))
}
