//! A batch that is answered as a whole.

use std::{pin::Pin, task::Poll};

use axum::response::Response;
use futures::{
    future::{Either, join_all, ready},
    poll,
};

use super::{answer::Joined, dispatch::Dispatch, whole};

/// Runs all calls at once. A call that does not wait leaves its place in memory and its buffer to the next one; from the
/// first on that does, the answers are kept until all are there.
pub(super) async fn respond<C: Clone + Send + 'static, M>(dispatch: &Dispatch<C, M>) -> Response {
    let count = dispatch.calls.paths.len();
    let mut joined = Joined::with_room_for(count);
    let (mut place, mut buffer) = (None, Vec::new());
    let mut kept = Vec::new();
    for index in 0..count {
        let call = whole(dispatch, index, std::mem::take(&mut buffer));
        let mut call = pinned(call, place.take());
        match poll!(call.as_mut()) {
            Poll::Pending => kept.push(Either::Right(call)),
            Poll::Ready(answer) => {
                place = Some(call);
                if kept.is_empty() {
                    buffer = joined.push(answer);
                } else {
                    kept.push(Either::Left(ready(answer)));
                }
            }
        }
    }
    for answer in join_all(kept).await {
        joined.push(answer);
    }
    joined.respond()
}

/// Pins a future, in the place of another one that is over if there is such.
fn pinned<F>(future: F, place: Option<Pin<Box<F>>>) -> Pin<Box<F>> {
    match place {
        None => Box::pin(future),
        Some(mut place) => {
            place.set(future);
            place
        }
    }
}
