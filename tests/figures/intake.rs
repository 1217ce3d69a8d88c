//! Signals accepted, durable, through the API.

use std::time::{Duration, Instant};

use futures::future::join_all;
use prisma::{SignalStatus, signal};
use serde_json::json;
use tokio::time::{MissedTickBehavior, interval_at};

use super::{
    report::{ms, quantile, say},
    stage::Stage,
    wire::{Wire, request},
};
use crate::harness::{Api, Bot, secret};

const LASTING: Duration = Duration::from_secs(10);
/// What comes before is not counted.
const WARMING: Duration = Duration::from_secs(2);
/// Programs at the same time.
const SENDERS: usize = 100;

/// A program's key and its bot.
type Sender = (Api, Bot);

fn signal(bot: &Bot) -> serde_json::Value {
    json!({
        "botId": bot.id, "dedupKey": secret(), "venue": "BINANCE", "symbol": "BTCUSDT",
        "side": "BUY", "qty": "0.001", "price": "60000",
    })
}

/// When a program sends its first signal, and how often another one.
#[derive(Clone, Copy)]
struct Pace {
    first: Instant,
    every: Duration,
}

/// Sends for a while, at a pace or as fast as it goes. Answers how long each took.
async fn send(stage: &Stage, (api, bot): &Sender, pace: Option<Pace>, lasting: Duration) -> Vec<Duration> {
    let mut wire = Wire::connect(stage.address).await;
    let mut beat = pace.map(|Pace { first, every }| {
        let mut beat = interval_at(first.into(), every);
        beat.set_missed_tick_behavior(MissedTickBehavior::Burst);
        beat
    });
    let (begun, mut took) = (Instant::now(), Vec::new());
    while begun.elapsed() < lasting {
        // What comes late has waited since it was due.
        let due = match &mut beat {
            Some(beat) => beat.tick().await.into_std(),
            None => Instant::now(),
        };
        let answer = wire.ask(&request(api, "signals.submit", &signal(bot), true)).await;
        if answer.status == 429 && pace.is_none() {
            // As fast as it goes may be more than a tenant may: who is told so waits.
            tokio::time::sleep(Duration::from_millis(100)).await;
            continue;
        }
        assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.body));
        took.push(due.elapsed());
    }
    took
}

/// All at once. Answers how many a second, and how long each took.
async fn all(
    stage: &Stage,
    senders: &[Sender],
    pace: Option<Duration>,
    lasting: Duration,
) -> (f64, Vec<Duration>) {
    let begun = Instant::now();
    // Programs that know nothing of each other do not send in the same moment.
    let paces = (0..).map(|number| {
        pace.map(|every| Pace {
            first: begun + every * number / u32::try_from(senders.len()).unwrap(),
            every,
        })
    });
    let sent = senders.iter().zip(paces).map(|(sender, pace)| send(stage, sender, pace, lasting));
    let sent = join_all(sent).await;
    let mut took: Vec<_> = sent.into_iter().flatten().collect();
    took.sort_unstable();
    #[expect(clippy::cast_precision_loss, reason = "a rate")]
    let rate = took.len() as f64 / begun.elapsed().as_secs_f64();
    (rate, took)
}

/// As fast as it goes, then at half of what is wanted.
async fn measure(stage: &Stage, what: &str, senders: &[Sender], wanted: u32) {
    all(stage, senders, None, WARMING).await;
    // As a database that has run for a while has them.
    stage.analyze().await;
    let before = stage.used().await;
    let (rate, took) = all(stage, senders, None, LASTING).await;
    let acknowledged = took.len();
    say(what, &format!("{rate:.0} a second"), &format!("{wanted} a second"), rate >= f64::from(wanted));
    let (done, left) = finish(stage).await;
    println!("       {done:.0} a second were finished of the {left} that waited");
    let [server, database] = each(before, stage.used().await, acknowledged);
    println!(
        "       processor time of each, taken and finished: server {server:.2} ms, database {database:.2} ms"
    );
    let pace =
        Duration::from_secs_f64(2.0 * f64::from(u32::try_from(senders.len()).unwrap()) / f64::from(wanted));
    let (rate, took) = all(stage, senders, Some(pace), LASTING).await;
    let (p50, p99) = (quantile(&took, 0.5), quantile(&took, 0.99));
    let seen = format!("{rate:.0} a second, p50 {:.1} ms, p99 {:.1} ms", ms(p50), ms(p99));
    say(&format!("{what}, at half of that"), &seen, "p99 < 25 ms", p99 < Duration::from_millis(25));
    let (done, left) = finish(stage).await;
    println!("       {done:.0} a second were finished of the {left}, of {}, that still waited", took.len());
}

/// What each signal took of the processors, in milliseconds: of the server, and of the database.
fn each(before: [Duration; 2], after: [Duration; 2], signals: usize) -> [f64; 2] {
    let signals = u32::try_from(signals.max(1)).expect("a number of signals");
    [0, 1].map(|of| ms(after[of].saturating_sub(before[of]) / signals))
}

/// Waits until all signals are finished. Answers how many a second were, and how many there were.
async fn finish(stage: &Stage) -> (f64, i64) {
    let count = async || {
        let unfinished = signal::status::in_vec(vec![SignalStatus::Received, SignalStatus::Accepted]);
        stage.system.signal().count([unfinished]).exec().await.expect("the database answers")
    };
    let (begun, first) = (Instant::now(), count().await);
    let mut left = first;
    while left > 0 && begun.elapsed() < Duration::from_mins(1) {
        tokio::time::sleep(Duration::from_millis(100)).await;
        left = count().await;
    }
    #[expect(clippy::cast_precision_loss, reason = "a rate")]
    let rate = (first - left) as f64 / begun.elapsed().as_secs_f64();
    (rate, first)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "just figures"]
async fn signals_accepted_over_a_hundred_tenants() {
    let stage = Stage::set().await;
    let tenants = stage.tenants(SENDERS).await;
    let senders: Vec<Sender> = tenants.into_iter().map(|tenant| (tenant.api, tenant.bot)).collect();
    measure(&stage, "signals accepted over 100 tenants", &senders, 3_000).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "just figures"]
async fn signals_accepted_of_one_tenant() {
    let stage = Stage::set().await;
    let tenant = stage.tenants(1).await.remove(0);
    let mut senders: Vec<Sender> = Vec::new();
    for number in 0..SENDERS {
        let bot = tenant.another_bot(&format!("bot {number}"), vec![]).await;
        senders.push((tenant.program(crate::harness::KeySpec::default()).await, bot));
    }
    measure(&stage, "signals accepted of one tenant with 100 bots", &senders, 1_000).await;
}
