//! `kill -9` of server, worker and database at every point that has a name, under load: what was acknowledged is finished
//! once, everything adds up, and who follows misses nothing and hears nothing twice.
//!
//! Server and worker talk to their database through a proxy each, which stops the conversation at the point; nothing in
//! the program knows of it.

mod load;
mod plan;

use std::{
    collections::BTreeSet,
    sync::atomic::Ordering,
    time::{Duration, Instant},
};

use chrono::{DateTime, Utc};
use futures::future::join_all;
use prisma::{Config, OrderStatus, SignalStatus, SystemDb, signal};
use prisma_client_rust::{Source, SystemSource};
use rand::{RngExt, SeedableRng, rngs::StdRng};
use serde_json::json;
use uuid::Uuid;

use self::{
    load::Now,
    plan::{PLAN, Victim, When},
};
use crate::harness::{
    Cluster, Follower, Point, Program, Proxy, Server, Tenant, Worker, books, eventually, given, role_url,
    store_instrument, within,
};

/// Kills in every run; `just proof crashes` has more.
const KILLS: u64 = 20;
/// Programs that send at the same time, and followers.
const SENDERS: usize = 8;
const FOLLOWERS: usize = 2;

/// A service that can be killed part by part.
struct Service {
    cluster: Cluster,
    server: Option<Server>,
    worker: Option<Worker>,
    of_server: Proxy,
    of_worker: Proxy,
    system: SystemDb,
}

impl Service {
    async fn start() -> Self {
        let cluster = Cluster::start().await;
        let (migrated, answer, said) =
            Program::new("migrate").env("DATABASE_URL", cluster.url.as_str()).run();
        assert!(migrated, "`tickwire migrate` fails: {said}");
        let system_url = role_url(&answer, "SYSTEM_DATABASE_URL=").expect("migrate says it");
        let config = Config { max_connections: 4, ..Config::default() };
        let system = SystemDb::connect(system_url.as_str(), config).await.expect("the role may log in");
        let of_server = Proxy::start(cluster.address()).await;
        let of_worker = Proxy::start(cluster.address()).await;
        let mut service = Self { cluster, server: None, worker: None, of_server, of_worker, system };
        service.start_server().await;
        service.start_worker().await;
        service
    }

    /// The database behind a proxy.
    fn url(&self, proxy: &Proxy) -> String {
        let mut url = self.cluster.url.clone();
        url.set_port(Some(proxy.port)).expect("a URL with a host");
        url.into()
    }

    async fn start_server(&mut self) {
        let program = Server::program_at(&self.url(&self.of_server)).env("TICKWIRE_WORKER", "false");
        self.server = Some(Server::start_with(program).await);
    }

    async fn start_worker(&mut self) {
        self.worker = Some(Worker::start_at(&self.url(&self.of_worker)).await);
    }

    /// Waits until somebody comes to the point.
    async fn come_to(&self, when: When, rng: &mut StdRng) {
        let (proxy, point): (&Proxy, Point) = match when {
            When::ServerIsAt(point) => (&self.of_server, point),
            When::WorkerIsAt(point) => (&self.of_worker, point),
            When::Whenever => {
                return tokio::time::sleep(Duration::from_micros(rng.random_range(0..200_000))).await;
            }
        };
        let stopped = proxy.stop_at(point, rng.random_range(1..10));
        within(point.name, stopped).await.expect("the proxy runs");
    }

    /// Kills it and starts it again.
    async fn kill(&mut self, victim: Victim, now: &Now) {
        match victim {
            Victim::Server => self.server.take().expect("it runs").kill(),
            Victim::Worker => self.worker.take().expect("it runs").kill(),
            Victim::Database => self.cluster.kill().await,
        }
        self.of_server.release();
        self.of_worker.release();
        match victim {
            Victim::Server => {
                self.start_server().await;
                now.server_is_at(&self.server.as_ref().expect("it runs").url);
            }
            Victim::Worker => self.start_worker().await,
            Victim::Database => self.cluster.start_again().await,
        }
    }

    /// Waits until every signal is finished, as long as they become fewer.
    async fn finishes_everything(&self) {
        let count = async || {
            let unfinished = [signal::status::in_vec(vec![SignalStatus::Received, SignalStatus::Accepted])];
            self.system.signal().count(unfinished).exec().await.expect("the database answers")
        };
        let mut left = count().await;
        while left > 0 {
            let what = format!("fewer than {left} unfinished signals");
            left = eventually(&what, async || Some(count().await).filter(|now| *now < left)).await;
        }
    }

    /// Whether a signal was finished after that.
    async fn finished_since(&self, since: DateTime<Utc>) -> bool {
        let executed = signal::status::equals(SignalStatus::Executed);
        let finished = [executed, signal::updated_at::gt(since)];
        // Its own connections may be lost with the database.
        matches!(self.system.signal().find_first(finished).exec().await, Ok(Some(_)))
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_at_every_point_it_loses_nothing_and_does_nothing_twice() {
    let (kills, seed) = (given("TICKWIRE_CRASHES", KILLS), rand::random());
    println!("seed {seed}");
    let mut rng = StdRng::seed_from_u64(seed);
    let mut service = Service::start().await;
    store_instrument(&service.system).await;
    let tenant = Tenant::new(&service.system, "").await;
    let mut bots: Vec<[Uuid; 2]> = Vec::new();
    for kill in 0..=kills {
        let (one, other) = (format!("{kill}a"), format!("{kill}b"));
        bots.push([tenant.another_bot(&one, vec![]).await.id, tenant.another_bot(&other, vec![]).await.id]);
    }
    let now = Now::new(tenant.api.clone());
    now.server_is_at(&service.server.as_ref().expect("it runs").url);
    now.bots_are(&bots[0]);
    let beginning =
        now.api().query("signals.list", json!({})).await.data()["asOf"].as_str().unwrap().to_owned();
    let senders: Vec<_> =
        (0..SENDERS).map(|number| tokio::spawn(load::send(now.clone(), number, rng.random()))).collect();
    let followers: Vec<_> = (0..FOLLOWERS)
        .map(|_| {
            let now = now.clone();
            Follower::start(&beginning, move || now.api(), || None)
        })
        .collect();

    let mut slowest = Duration::ZERO;
    for kill in 0..kills {
        let (victim, when) = PLAN[usize::try_from(kill).unwrap() % PLAN.len()];
        service.come_to(when, &mut rng).await;
        // What the crash leaves of the bots until now, nobody touches but the recovery.
        now.bots_are(&bots[usize::try_from(kill).unwrap() + 1]);
        service.kill(victim, &now).await;
        let (begun, since) = (Instant::now(), SystemSource.now());
        let answers = now.answers.load(Ordering::Relaxed);
        eventually("answers, and a finished signal", async || {
            let answered = now.answers.load(Ordering::Relaxed) > answers + SENDERS;
            (answered && service.finished_since(since).await).then_some(())
        })
        .await;
        slowest = slowest.max(begun.elapsed());
    }

    now.stop.cancel();
    let sent = join_all(senders).await;
    let acknowledged: Vec<Uuid> = sent.into_iter().flat_map(|sent| sent.expect("it sends")).collect();
    service.finishes_everything().await;
    println!(
        "{} signals acknowledged over {kills} kills; answering and finishing again after {slowest:?} at most",
        acknowledged.len()
    );
    every_signal_was_finished_once(&service.system, &acknowledged).await;
    books::positions_are_what_their_fills_make(&service.system, tenant.id).await;
    books::the_stream_has_no_gap(&service.system, tenant.id).await;
    for follower in followers {
        let (connections, errors) = follower.has_heard_everything(&service.system, tenant.id).await;
        println!(
            "a follower connected {connections} times, and a subscription ended by an error {errors} times"
        );
    }
}

async fn every_signal_was_finished_once(system: &SystemDb, acknowledged: &[Uuid]) {
    let named: BTreeSet<_> = acknowledged.iter().copied().collect();
    assert_eq!(named.len(), acknowledged.len(), "no two answers name one signal");
    let signals = system.signal().find_many([]).exec().await.unwrap();
    let stored: BTreeSet<_> = signals.iter().map(|signal| signal.id).collect();
    assert!(named.is_subset(&stored), "an acknowledged signal is gone");
    let executed: BTreeSet<_> = signals
        .iter()
        .filter(|signal| signal.status == SignalStatus::Executed)
        .map(|signal| signal.id)
        .collect();
    let orders = system.order().find_many([]).exec().await.unwrap();
    assert!(orders.iter().all(|order| order.status == OrderStatus::Filled), "an order was left half done");
    let ordered: BTreeSet<_> = orders.iter().map(|order| order.signal_id).collect();
    assert_eq!((ordered.len(), &ordered), (orders.len(), &executed), "one order for each executed signal");
    let fills = system.fill().find_many([]).exec().await.unwrap();
    let filled: BTreeSet<_> = fills.iter().map(|fill| fill.order_id).collect();
    assert_eq!((filled.len(), orders.len()), (fills.len(), orders.len()), "one fill for each order");
    assert_eq!(filled, orders.iter().map(|order| order.id).collect());
}
