//! Statements of several queries on one connection, sent in order without waiting for each other's answers.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::vec;

use tokio::sync::watch;

use crate::session::Session;

/// Whose turn it is to send.
#[derive(Debug, Clone)]
pub(crate) struct Turn {
    number: usize,
    now: Arc<watch::Sender<usize>>,
    /// Whether one of them has failed.
    failed: Arc<AtomicBool>,
    /// Whether the commit is the last of them.
    ends: bool,
}

impl Turn {
    /// So many turns, one after another; whether the last is the commit's.
    pub(crate) fn sequence(count: usize, ends: bool) -> Vec<Self> {
        let (now, failed) = (Arc::new(watch::Sender::new(0)), Arc::new(AtomicBool::new(false)));
        (0..count).map(|number| Self { number, now: now.clone(), failed: failed.clone(), ends }).collect()
    }

    /// Whether the commit is the last of its sequence.
    pub(crate) const fn ends(&self) -> bool {
        self.ends
    }

    /// Waits until all before it have sent their statement. Answers whether its own is not sent yet.
    pub(crate) async fn wait(&self) -> bool {
        // The sender is this turn's own, so it is there.
        self.now.subscribe().wait_for(|&now| now >= self.number).await.is_ok_and(|now| *now == self.number)
    }

    /// Its query has failed, perhaps before it was sent.
    pub(crate) fn fail(&self) {
        self.failed.store(true, Ordering::SeqCst);
    }

    /// Whether it is known by now that a query has failed.
    pub(crate) fn has_failed(&self) -> bool {
        self.failed.load(Ordering::SeqCst)
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

/// One transaction for each of so many statements, and whose turn it is to send its own.
#[derive(Debug)]
pub struct Lanes(vec::IntoIter<(Session, Turn)>);

impl Lanes {
    pub(crate) fn new(lanes: Vec<(Session, Turn)>) -> Self {
        Self(lanes.into_iter())
    }

    pub(crate) fn next_one(&mut self) -> Option<(Session, Turn)> {
        self.0.next()
    }

    /// The next ones, for so many statements.
    pub(crate) fn next_for(&mut self, statements: Option<usize>) -> Self {
        Self::new(self.0.by_ref().take(statements.unwrap_or_default()).collect())
    }
}
