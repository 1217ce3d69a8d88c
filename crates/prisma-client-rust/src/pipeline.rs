//! Statements of several queries on one connection, sent in order without waiting for each other's answers.

use std::sync::Arc;

use tokio::sync::watch;

/// Whose turn it is to send.
#[derive(Debug, Clone)]
pub(crate) struct Turn {
    number: usize,
    now: Arc<watch::Sender<usize>>,
}

impl Turn {
    /// So many turns, one after another.
    pub(crate) fn sequence(count: usize) -> Vec<Self> {
        let now = Arc::new(watch::Sender::new(0));
        (0..count).map(|number| Self { number, now: now.clone() }).collect()
    }

    /// Waits until all before it have sent their statement.
    pub(crate) async fn wait(&self) {
        // The sender is this turn's own, so it is there.
        let _ = self.now.subscribe().wait_for(|&now| now >= self.number).await;
    }

    /// The next may send.
    pub(crate) fn pass(&self) {
        self.now.send_if_modified(|now| {
            let is_mine = *now == self.number;
            *now += usize::from(is_mine);
            is_mine
        });
    }
}
