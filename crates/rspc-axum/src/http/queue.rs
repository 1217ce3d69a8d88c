//! What waits for a client to read it: a few frames, and not for long.

use std::pin::pin;

use bytes::Bytes;
use futures::{Stream, StreamExt, stream};
use tokio::{
    sync::mpsc,
    time::{Duration, timeout},
};

/// Asks `frames` for the next one while fewer than `capacity` wait. It ends when nothing was taken for as long as
/// `patience`, and at once when nobody is left to take anything.
pub(super) fn paced(
    frames: impl Stream<Item = Bytes> + Send + 'static,
    capacity: usize,
    patience: Duration,
) -> impl Stream<Item = Bytes> + Send + 'static {
    let (sender, receiver) = mpsc::channel(capacity.max(1));
    tokio::spawn(async move {
        let mut frames = pin!(frames);
        while let Ok(Ok(room)) = timeout(patience, sender.reserve()).await {
            let next = tokio::select! {
                next = frames.next() => next,
                () = sender.closed() => None,
            };
            match next {
                Some(frame) => room.send(frame),
                None => return,
            }
        }
    });
    stream::unfold(receiver, |mut receiver| async move { Some((receiver.recv().await?, receiver)) })
}

#[cfg(test)]
mod tests {
    use std::sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    };

    use super::*;

    /// Frames without end, and how many were asked for. The count is held as long as they live.
    fn endless() -> (impl Stream<Item = Bytes> + Send, Arc<AtomicUsize>) {
        let asked = Arc::new(AtomicUsize::new(0));
        let count = asked.clone();
        let frames = stream::repeat_with(move || {
            count.fetch_add(1, Ordering::Relaxed);
            Bytes::from_static(b"x")
        });
        (frames, asked)
    }

    #[tokio::test(start_paused = true)]
    async fn a_client_that_reads_nothing_is_cut_off() {
        let (frames, asked) = endless();
        let mut slow = pin!(paced(frames, 3, Duration::from_secs(10)));
        tokio::time::sleep(Duration::from_secs(9)).await;
        assert_eq!((asked.load(Ordering::Relaxed), Arc::strong_count(&asked)), (3, 2));
        tokio::time::sleep(Duration::from_secs(2)).await;
        assert_eq!(Arc::strong_count(&asked), 1, "the subscription is over");
        let mut rest = 0;
        while slow.next().await.is_some() {
            rest += 1;
        }
        assert_eq!(rest, 3, "what waited is still there to be read");
    }

    #[tokio::test(start_paused = true)]
    async fn a_client_that_reads_in_time_misses_nothing() {
        let frames = stream::iter(0..20_u8).map(|at| Bytes::copy_from_slice(&[at]));
        let mut slow = pin!(paced(frames, 2, Duration::from_secs(10)));
        for at in 0..20_u8 {
            tokio::time::sleep(Duration::from_secs(9)).await;
            assert_eq!(slow.next().await.as_deref(), Some(&[at][..]));
        }
        assert_eq!(slow.next().await, None);
    }

    #[tokio::test(start_paused = true)]
    async fn nobody_left_to_read_ends_it() {
        let alive = Arc::new(());
        let held = alive.clone();
        let silent = stream::pending::<Bytes>().inspect(move |_| drop(held.clone()));
        drop(paced(silent, 3, Duration::from_secs(10)));
        tokio::time::sleep(Duration::from_millis(1)).await;
        assert_eq!(Arc::strong_count(&alive), 1);
    }
}
