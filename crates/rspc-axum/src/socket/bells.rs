//! Who of a task's sources has something to say: each rings a bell of its own, and only who rang is looked at.

use std::{
    mem,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, Waker, ready},
};

use futures::task::{ArcWake, WakerRef, waker_ref};
use tokio::task::coop;

/// The bells of one task, numbered from nought.
#[derive(Default)]
pub(super) struct Bells {
    board: Arc<Board>,
    bells: Vec<Arc<Bell>>,
}

struct Bell {
    number: usize,
    /// Whether its number is on the board.
    rung: AtomicBool,
    board: Arc<Board>,
}

#[derive(Default)]
struct Board(Mutex<Rung>);

#[derive(Default)]
struct Rung {
    numbers: Vec<usize>,
    /// Who waits for the first of them.
    task: Option<Waker>,
}

impl Bells {
    /// What wakes the task for one of its sources.
    pub(super) fn waker(&mut self, number: usize) -> WakerRef<'_> {
        while self.bells.len() <= number {
            let (number, board) = (self.bells.len(), self.board.clone());
            self.bells.push(Arc::new(Bell { number, rung: AtomicBool::new(false), board }));
        }
        waker_ref(&self.bells[number])
    }

    /// Waits until somebody rang, and takes the numbers of all who did, each once.
    pub(super) fn poll_rung(&self, context: &mut Context<'_>, numbers: &mut Vec<usize>) -> Poll<()> {
        // Some ring as often as they are looked at: other tasks have their turn.
        let turn = ready!(coop::poll_proceed(context));
        let mut rung = self.board.lock();
        if rung.numbers.is_empty() {
            rung.task = Some(context.waker().clone());
            return Poll::Pending;
        }
        numbers.clear();
        mem::swap(&mut rung.numbers, numbers);
        rung.task = None;
        drop(rung);
        for &number in &*numbers {
            // From here on it may ring again; what it rang for before is seen by whoever looks now.
            self.bells[number].rung.swap(false, Ordering::AcqRel);
        }
        turn.made_progress();
        Poll::Ready(())
    }
}

impl Board {
    fn lock(&self) -> MutexGuard<'_, Rung> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl ArcWake for Bell {
    fn wake_by_ref(bell: &Arc<Self>) {
        if bell.rung.swap(true, Ordering::AcqRel) {
            return;
        }
        let mut rung = bell.board.lock();
        rung.numbers.push(bell.number);
        let task = rung.task.take();
        drop(rung);
        if let Some(task) = task {
            task.wake();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::future::poll_fn;

    use futures::FutureExt;

    use super::*;

    #[tokio::test]
    async fn who_rang_is_named_once() {
        let mut bells = Bells::default();
        for number in [2, 0, 2] {
            bells.waker(number).wake_by_ref();
        }
        let mut numbers = Vec::new();
        poll_fn(|context| bells.poll_rung(context, &mut numbers)).await;
        assert_eq!(numbers, [2, 0]);
        assert!(poll_fn(|context| bells.poll_rung(context, &mut numbers)).now_or_never().is_none());
        let other = bells.waker(1).clone();
        let ring = tokio::spawn(async move { other.wake() });
        poll_fn(|context| bells.poll_rung(context, &mut numbers)).await;
        assert_eq!(numbers, [1]);
        ring.await.unwrap();
    }

    #[tokio::test]
    async fn a_bell_that_never_rests_leaves_other_tasks_their_turn() {
        let mut bells = Bells::default();
        let other = tokio::spawn(async {});
        let mut numbers = Vec::new();
        while !other.is_finished() {
            bells.waker(0).wake_by_ref();
            poll_fn(|context| bells.poll_rung(context, &mut numbers)).await;
        }
    }
}
