//! A subscriber that comes back after every loss of its connection, as tRPC's client does: with the id of the last item.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use prisma::{SystemDb, event};
use serde_json::json;
use tokio::time::{sleep, timeout};
use uuid::Uuid;

use super::{Api, Socket, eventually};

/// What is followed, and the events that it tells.
const FOLLOWED: [(&str, &str); 5] = [
    ("signals.onNew", "signal.received"),
    ("signals.onChange", "signal.changed"),
    ("orders.onChange", "order.changed"),
    ("fills.onNew", "fill.created"),
    ("positions.onChange", "position.changed"),
];

/// Before a lost connection is made anew.
const AGAIN: Duration = Duration::from_millis(50);

/// What a follower heard: of each subscription the numbers, in the order in which they came.
#[derive(Default)]
struct Heard {
    numbers: BTreeMap<usize, Vec<i64>>,
    last: BTreeMap<usize, String>,
    connections: usize,
    errors: usize,
}

/// Somebody who follows.
#[derive(Clone)]
pub(crate) struct Follower(Arc<Mutex<Heard>>);

impl Follower {
    /// Follows from that position, as long as the test runs, as the caller that `api` makes for each connection. Where
    /// `lasting` says for how long, it goes away then without a word, in the middle of whatever is being sent.
    pub(crate) fn start(
        from: &str,
        api: impl Fn() -> Api + Send + 'static,
        mut lasting: impl FnMut() -> Option<Duration> + Send + 'static,
    ) -> Self {
        let last = (0..FOLLOWED.len()).map(|index| (index, from.to_owned())).collect();
        let follower = Self(Arc::new(Mutex::new(Heard { last, ..Heard::default() })));
        let following = follower.clone();
        tokio::spawn(async move {
            loop {
                if let Some(mut socket) = Socket::open(&api()).await {
                    following.heard().connections += 1;
                    let listening = following.listen(&mut socket);
                    match lasting() {
                        Some(time) => drop(timeout(time, listening).await),
                        None => listening.await,
                    }
                }
                sleep(AGAIN).await;
            }
        });
        follower
    }

    async fn listen(&self, socket: &mut Socket) {
        for index in 0..FOLLOWED.len() {
            if !self.subscribe(socket, index).await {
                return;
            }
        }
        while let Some(mut frame) = socket.heard().await {
            let Some(index) = frame["id"].as_u64().and_then(|id| usize::try_from(id).ok()) else { return };
            if !frame["error"].is_null() {
                self.heard().errors += 1;
                sleep(AGAIN).await;
                if !self.subscribe(socket, index).await {
                    return;
                }
                continue;
            }
            let item = frame["result"]["data"]["json"].take();
            let Some(id) = item["id"].as_str() else { continue };
            let number = id.rsplit('.').next().and_then(|number| number.parse().ok()).expect("a position");
            let mut heard = self.heard();
            heard.numbers.entry(index).or_default().push(number);
            heard.last.insert(index, id.to_owned());
        }
    }

    async fn subscribe(&self, socket: &mut Socket, index: usize) -> bool {
        let (path, last) = (FOLLOWED[index].0, self.heard().last[&index].clone());
        let params = json!({ "path": path, "input": { "json": {} }, "lastEventId": last });
        socket.said(&json!({ "id": index, "method": "subscription", "params": params })).await
    }

    fn heard(&self) -> MutexGuard<'_, Heard> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until it has heard of the last event of each kind, and checks that it heard of each once, in order. Answers
    /// how often it connected, and how often a subscription was ended by an error.
    pub(crate) async fn has_heard_everything(&self, system: &SystemDb, tenant: Uuid) -> (usize, usize) {
        for (index, (path, kind)) in FOLLOWED.into_iter().enumerate() {
            let told = [event::tenant_id::equals(tenant), event::r#type::equals(kind.to_owned())];
            let told = system.event().find_many(told).order_by(event::seq::asc()).exec().await.unwrap();
            let told: Vec<_> = told.iter().map(|event| event.seq).collect();
            assert!(!told.is_empty(), "{path} tells nothing");
            let so_far = || self.heard().numbers.get(&index).cloned().unwrap_or_default();
            let end = format!("the end of {path}");
            let is_at_the_end = |heard: &Vec<i64>| heard.last() == told.last();
            let heard = eventually(&end, async || Some(so_far()).filter(is_at_the_end)).await;
            assert!(heard == told, "{path}: what was heard is not what happened");
        }
        let heard = self.heard();
        (heard.connections, heard.errors)
    }
}
