//! What a start takes of memory, and an idle server does not need.

use std::{hint::black_box, thread, time::Duration};

use tokio::time::sleep;

/// How long the allocator keeps what is free before it counts as left; and some more.
const LEFT: Duration = Duration::from_secs(2);

/// Has what was only needed to start given back to the system. The allocator does so when a thread ends that has used it,
/// or after some ten thousand allocations, which a server that nobody calls does not make for hours.
pub(crate) async fn give_back() {
    sleep(LEFT).await;
    // One that cannot be started gives nothing back, and nothing is lost.
    let _ = thread::Builder::new().name("give back".to_owned()).spawn(|| drop(black_box(Box::new(0_u8))));
}
