//! From a signal to its fill on a subscriber's socket, while nothing else happens.

use std::time::{Duration, Instant};

use serde_json::json;

use super::{
    report::{ms, quantile, say},
    stage::Stage,
};
use crate::harness::Socket;

const TIMES: usize = 300;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "just figures"]
async fn from_a_signal_to_its_fill_on_a_subscribers_socket() {
    let stage = Stage::set().await;
    let tenant = stage.tenants(1).await.remove(0);
    let mut socket = Socket::connect(&tenant.api).await;
    socket.subscribe("fills.onNew", json!({})).await;
    let mut took = Vec::new();
    for time in 0..TIMES + 50 {
        let begun = Instant::now();
        let (answer, _) = tokio::join!(tenant.api.mutate("signals.submit", tenant.buy()), socket.item());
        if time >= 50 {
            took.push(begun.elapsed());
        }
        answer.data();
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    took.sort_unstable();
    let (p50, p99) = (quantile(&took, 0.5), quantile(&took, 0.99));
    let holds = p50 < Duration::from_millis(10) && p99 < Duration::from_millis(50);
    let seen = format!("p50 {:.1} ms, p99 {:.1} ms", ms(p50), ms(p99));
    say("signal to fill on a socket, idle", &seen, "p50 < 10 ms, p99 < 50 ms", holds);
}
