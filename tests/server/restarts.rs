//! One version after another under load, as an orchestrator puts them in place: the next is ready before the last one stops,
//! and nobody is failed.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use futures::future::join_all;
use reqwest::Method;
use serde_json::json;
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

use crate::harness::{Api, Database, Follower, Server, Tenant, books, eventually, given, store_instrument};

/// Restarts in every run; `just proof restarts` has more.
const RESTARTS: u64 = 3;
const CALLERS: usize = 8;
/// Between two calls of a caller.
const PAUSE: Duration = Duration::from_millis(5);
/// Between two probes.
const PROBE: Duration = Duration::from_millis(100);
/// For how many seconds a server that stops is still called.
const NOTICE: &str = "2";

/// Who sends callers to servers: to the newest that was ready when it was last asked.
#[derive(Clone, Default)]
struct Balancer(Arc<Mutex<Vec<(String, bool)>>>);

impl Balancer {
    fn servers(&self) -> MutexGuard<'_, Vec<(String, bool)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks every server whether it is ready, as long as the test runs.
    async fn probe(self) {
        loop {
            let urls: Vec<_> = self.servers().iter().map(|(url, _)| url.clone()).collect();
            for url in urls {
                let answer = Api::new(&url).request(Method::GET, "/readyz").send().await;
                let is_ready = answer.is_ok_and(|answer| answer.status().is_success());
                self.servers()
                    .iter_mut()
                    .filter(|server| server.0 == url)
                    .for_each(|server| server.1 = is_ready);
            }
            sleep(PROBE).await;
        }
    }

    /// Knows of another one, and waits until it is ready.
    async fn add(&self, url: &str) {
        self.servers().push((url.to_owned(), false));
        eventually("the next server", async || (self.newest()? == url).then_some(())).await;
    }

    fn newest(&self) -> Option<String> {
        let ready = |(url, is_ready): &(String, bool)| is_ready.then(|| url.clone());
        self.servers().iter().rev().find_map(ready)
    }

    /// The caller at that server.
    fn at_newest(&self, api: &Api) -> Api {
        api.at(&self.newest().expect("one is ready at any time"))
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn between_two_versions_nobody_is_failed() {
    let restarts = given("TICKWIRE_RESTARTS", RESTARTS);
    let database = Database::migrated().await;
    let system = database.system().await;
    store_instrument(&system).await;
    let balancer = Balancer::default();
    tokio::spawn(balancer.clone().probe());
    let mut serving = Server::start_with(Server::program(&database).env("TICKWIRE_NOTICE", NOTICE)).await;
    balancer.add(&serving.url).await;
    let tenant = Arc::new(Tenant::new(&system, &serving.url).await);
    let beginning = tenant.api.query("signals.list", json!({})).await.data()["asOf"].clone();
    let follower = {
        let (balancer, api) = (balancer.clone(), tenant.api.clone());
        Follower::start(beginning.as_str().expect("a position"), move || balancer.at_newest(&api), || None)
    };
    let stop = CancellationToken::new();
    let callers = (0..CALLERS).map(|_| tokio::spawn(call(balancer.clone(), tenant.clone(), stop.clone())));
    let callers: Vec<_> = callers.collect();

    for restart in 0..restarts {
        let next =
            if restart % 2 == 0 { Server::other_program(&database) } else { Server::program(&database) };
        let next = Server::start_with(next.env("TICKWIRE_NOTICE", NOTICE)).await;
        balancer.add(&next.url).await;
        let last = std::mem::replace(&mut serving, next);
        last.terminate();
        assert_eq!(last.ended().await.code(), Some(0), "{}", last.log_tail());
    }

    stop.cancel();
    let calls: usize =
        join_all(callers).await.into_iter().map(|calls| calls.expect("nobody is failed")).sum();
    let last = balancer.at_newest(&tenant.api).mutate("signals.submit", tenant.buy()).await.data();
    tenant.outcome(&last["id"]).await;
    let (connections, errors) = follower.has_heard_everything(&system, tenant.id).await;
    books::the_stream_has_no_gap(&system, tenant.id).await;
    println!("{calls} calls over {restarts} restarts, none failed; a follower connected {connections} times");
    assert_eq!(errors, 0, "subscriptions that an error ended");
}

/// Calls until it is told to stop; panics at the first call that fails. Answers how many there were.
async fn call(balancer: Balancer, tenant: Arc<Tenant>, stop: CancellationToken) -> usize {
    let mut calls = 0;
    while stop.run_until_cancelled(sleep(PAUSE)).await.is_some() {
        let api = balancer.at_newest(&tenant.api);
        api.mutate("signals.submit", tenant.buy()).await.data();
        api.query("positions.getAll", json!({})).await.data();
        calls += 2;
    }
    calls
}
