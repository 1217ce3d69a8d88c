//! Subscribers that lose their connection again and again, in the middle of whatever is sent: each misses nothing and hears
//! nothing twice.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use rand::{RngExt, SeedableRng, rngs::StdRng};
use serde_json::json;

use crate::harness::{Database, Follower, KeySpec, Server, Tenant, books, given, store_instrument};

/// Connections that are lost in every run; `just proof disconnects` loses more.
const DISCONNECTS: u64 = 400;
const FOLLOWERS: usize = 40;
/// The longest that a connection lasts, in microseconds.
const LASTING: u64 = 200_000;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_loses_connections_at_any_moment_hears_everything_once() {
    let (disconnects, seed) = (given("TICKWIRE_DISCONNECTS", DISCONNECTS), rand::random());
    println!("seed {seed}");
    let mut rng = StdRng::seed_from_u64(seed);
    let database = Database::migrated().await;
    let system = database.system().await;
    let server = Server::start(&database).await;
    store_instrument(&system).await;
    let tenant = Tenant::new(&system, &server.url).await;
    let beginning = tenant.api.query("signals.list", json!({})).await.data()["asOf"].clone();

    let left = Arc::new(AtomicI64::new(disconnects.try_into().expect("a number of connections")));
    let mut followers = Vec::new();
    for _ in 0..FOLLOWERS {
        // A key each, for what one may ask in a second.
        let api = tenant.program(KeySpec::default()).await;
        let (left, mut rng) = (left.clone(), StdRng::seed_from_u64(rng.random()));
        let lasting = move || {
            let is_lost = left.fetch_sub(1, Ordering::Relaxed) > 0;
            is_lost.then(|| Duration::from_micros(rng.random_range(0..LASTING)))
        };
        let beginning = beginning.as_str().expect("a position");
        followers.push(Follower::start(beginning, move || api.clone(), lasting));
    }
    while left.load(Ordering::Relaxed) > 0 {
        tenant.api.mutate("signals.submit", tenant.buy()).await.data();
    }
    // What is sent when all of them stay.
    tenant.finished(tenant.buy()).await;

    let (mut connections, mut errors) = (0, 0);
    for follower in followers {
        let of_follower = follower.has_heard_everything(&system, tenant.id).await;
        connections += of_follower.0;
        errors += of_follower.1;
    }
    books::the_stream_has_no_gap(&system, tenant.id).await;
    println!("{connections} connections by {FOLLOWERS} followers, {errors} subscriptions ended by an error");
    assert!(connections > usize::try_from(disconnects).unwrap(), "{connections} connections");
}
