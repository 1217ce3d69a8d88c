//! The pipeline on a venue that misbehaves by seed: it drops requests and answers, fills late and twice and in any order,
//! and loses its connection, while people cancel, halt and resume. At the end there is at most one order for each
//! signal, and the books of both sides are equal.
//!
//! Each lane has a database of its own and plays one schedule after the other, each in a tenant of its own. What the venue
//! does follows from the seed; what the pipeline's tasks do in between is theirs.

mod check;
mod clock;
pub(super) mod play;

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use futures::future::join_all;

use self::play::Lane;
use crate::harness::given;

/// Schedules that every run plays: what two cores do in about a minute. `just schedules` plays more.
const SCHEDULES: u64 = 300;
/// Databases on which they are played at the same time.
const LANES: usize = 4;
/// Schedules after which a lane goes on with an empty database.
const FRESH: usize = 250;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn books_are_equal_at_the_end_of_every_schedule() {
    let first = given("TICKWIRE_FIRST_SCHEDULE", 0);
    let end = first + given("TICKWIRE_SCHEDULES", SCHEDULES);
    let next = Arc::new(AtomicU64::new(first));
    let lanes = (0..LANES).map(|_| {
        let next = next.clone();
        tokio::spawn(async move {
            let mut played = 0;
            while next.load(Ordering::Relaxed) < end {
                let lane = Lane::open().await;
                for _ in 0..FRESH {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= end {
                        break;
                    }
                    lane.play(seed).await;
                    played += 1;
                }
            }
            played
        })
    });
    let played: u64 =
        join_all(lanes).await.into_iter().map(|lane| lane.expect("every schedule ends well")).sum();
    println!("{played} schedules");
}
