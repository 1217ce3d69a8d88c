//! A subscription as server-sent events. Whatever goes wrong is an event too: an `EventSource` reads no other answer.

use std::{convert::Infallible, sync::Arc};

use axum::{body::Body, response::Response};
use bytes::Bytes;
use futures::StreamExt;
use rspc::{Failure, Item};
use tokio::time::timeout;

use super::{
    answer::{report, streamed},
    dispatch::Dispatch,
    queue::paced,
};
use crate::{Limits, envelope};

/// The id that the client's `EventSource` holds, and sends when it reconnects.
struct HeldId(Option<Arc<str>>);

/// Dropping the response stops the subscription.
pub(super) async fn stream<C, M>(dispatch: &Arc<Dispatch<C, M>>, resume: Option<String>) -> Response
where
    C: Clone + Send + Sync + 'static,
    M: Send + Sync + 'static,
{
    let dispatch = dispatch.clone();
    // An id with these characters cannot be sent back.
    let mut held = HeldId(resume.as_deref().filter(|id| !id.contains(['\0', '\n', '\r'])).map(Into::into));
    let opened = dispatch.items(resume).await;
    let limits = dispatch.mount.limits;
    let events = async_stream::stream! {
        let patience = (limits.keep_alive.0 + limits.keep_alive.1).as_millis();
        let connected = format!("{{\"reconnectAfterInactivityMs\":{patience}}}");
        yield event("connected", connected.as_bytes());
        let mut items = match opened {
            Ok(items) => items,
            Err(failure) => {
                yield error(&dispatch, &failure);
                return;
            }
        };
        loop {
            let next = timeout(limits.keep_alive.0, items.next());
            let Some(next) = dispatch.mount.shutdown.run_until_cancelled(next).await else {
                // No `return` event: the client reconnects, and resumes elsewhere.
                return;
            };
            match next {
                Err(_) => yield event("ping", b""),
                Ok(Some(Ok(item))) => yield held.data(item),
                Ok(Some(Err(failure))) => {
                    yield error(&dispatch, &failure);
                    return;
                }
                Ok(None) => {
                    yield event("return", b"");
                    return;
                }
            }
        }
    };
    let Limits { queue, write, .. } = limits;
    streamed("text/event-stream", Body::from_stream(paced(events, queue, write).map(Ok::<_, Infallible>)))
}

impl HeldId {
    /// A value. One without an id would otherwise be taken for resumable at the last id: it clears the id for itself,
    /// and an event that nobody listens to sets it back.
    fn data(&mut self, item: Item) -> Bytes {
        let mut frame = b"data: ".to_vec();
        frame.extend_from_slice(&item.document);
        match (item.id, &self.0) {
            (Some(id), _) => {
                frame.extend_from_slice(b"\nid: ");
                frame.extend_from_slice(id.as_bytes());
                frame.extend_from_slice(b"\n\n");
                self.0 = Some(id);
            }
            (None, None) => frame.extend_from_slice(b"\n\n"),
            (None, Some(held)) => {
                frame.extend_from_slice(b"\nid: \n\nevent: restore-id\ndata: \nid: ");
                frame.extend_from_slice(held.as_bytes());
                frame.extend_from_slice(b"\n\n");
            }
        }
        frame.into()
    }
}

/// A named event. It has a `data` line also where there is nothing to say: without one it is never dispatched.
fn event(name: &str, data: &[u8]) -> Bytes {
    let mut frame = format!("event: {name}\ndata: ").into_bytes();
    frame.extend_from_slice(data);
    frame.extend_from_slice(b"\n\n");
    frame.into()
}

fn error<C: Clone + Send + 'static, M>(dispatch: &Dispatch<C, M>, failure: &Failure) -> Bytes {
    let place = dispatch.place(0);
    report(failure, place);
    let mut shape = Vec::new();
    envelope::write_error(&mut shape, failure, place, dispatch.mount.transformer);
    event("serialized-error", &shape)
}

#[cfg(test)]
mod tests {
    use rspc::{Encoding, StreamItem, Tracked, Transformer};

    use super::*;

    #[test]
    fn an_untracked_value_does_not_move_the_resume_position() {
        let encoding = Encoding { transformer: Transformer::Plain, ..Encoding::default() };
        let mut held = HeldId(None);
        let mut frame = |item: Item| String::from_utf8(held.data(item).to_vec()).unwrap();
        assert_eq!(frame(1_u32.encode(encoding).unwrap()), "data: 1\n\n");
        let tracked = Tracked { id: "7".to_owned(), data: 2_u32 };
        assert_eq!(frame(tracked.encode(encoding).unwrap()), "data: 2\nid: 7\n\n");
        let after = "data: 3\nid: \n\nevent: restore-id\ndata: \nid: 7\n\n";
        assert_eq!(frame(3_u32.encode(encoding).unwrap()), after);
    }
}
