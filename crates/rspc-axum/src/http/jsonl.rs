//! A batch as a stream of lines: a head that announces every call, then each answer as soon as it is there.

use std::{convert::Infallible, io::Write as _, sync::Arc};

use axum::{body::Body, response::Response};
use bytes::Bytes;
use futures::{StreamExt, future::FutureExt, stream::FuturesUnordered};
use rspc::{Encoding, Reply, Transformer};
use superjson::{Document, Segment};
use tokio::time::timeout;

use super::{
    answer::{report, streamed},
    dispatch::{Dispatch, not_a_value},
};
use crate::envelope;

/// Where a value, and where an error, stands in its line `[index,0,[[…]]]`.
const VALUE: &[Segment<'static>] =
    &[Segment::Index(2), Segment::Index(0), Segment::Index(0), Segment::Key("result"), Segment::Key("data")];
const ERROR: &[Segment<'static>] =
    &[Segment::Index(2), Segment::Index(0), Segment::Index(0), Segment::Key("error")];

/// Calls that the client no longer waits for stop with the stream. What is answered without waiting goes out with the
/// head: the headers that such a call sets are still in time.
pub(super) fn stream<C, M>(dispatch: &Arc<Dispatch<C, M>>) -> Response
where
    C: Clone + Send + Sync + 'static,
    M: Send + Sync + 'static,
{
    let count = dispatch.calls.paths.len();
    let quiet = dispatch.mount.limits.keep_alive.0;
    let mut calls: FuturesUnordered<_> =
        (0..count).map(|index| line(dispatch.clone(), index).boxed()).collect();
    let mut first = head(count, dispatch.mount.transformer);
    while let Some(Some(line)) = calls.next().now_or_never() {
        first.extend_from_slice(&line);
    }
    let lines = async_stream::stream! {
        yield Ok::<_, Infallible>(Bytes::from(first));
        while !calls.is_empty() {
            match timeout(quiet, calls.next()).await {
                Ok(Some(line)) => yield Ok(Bytes::from(line)),
                Ok(None) => break,
                Err(_) => yield Ok(Bytes::from_static(b" ")),
            }
        }
    };
    streamed("application/json", Body::from_stream(lines))
}

fn head(count: usize, transformer: Transformer) -> Vec<u8> {
    let mut line = Vec::with_capacity(24 * count);
    envelope::open(&mut line, transformer);
    for index in 0..count {
        line.push(if index == 0 { b'{' } else { b',' });
        let _ = write!(line, "\"{index}\":[[0],[null,0,{index}]]");
    }
    line.push(b'}');
    envelope::close(&mut line, Document::new(), transformer);
    line.push(b'\n');
    line
}

async fn line<C: Clone + Send + 'static, M>(dispatch: Arc<Dispatch<C, M>>, index: usize) -> Vec<u8> {
    let transformer = dispatch.mount.transformer;
    let mut buffer = begin(index, transformer);
    buffer.extend_from_slice(b"{\"result\":{\"data\":");
    let encoding = Encoding { transformer, path: VALUE, ..Encoding::default() };
    let reply = match dispatch.run(index, encoding, buffer, None) {
        Ok(running) => running.await,
        Err(failure) => Err(failure),
    };
    let reply = reply.and_then(|reply| match reply {
        Reply::Once(encoded) => Ok(encoded),
        Reply::Stream(_) => Err(not_a_value()),
    });
    match reply {
        Ok(encoded) if encoded.undefined && transformer == Transformer::Plain => {
            let mut buffer = begin(index, transformer);
            buffer.extend_from_slice(b"{\"result\":{}");
            end(buffer, Document::new(), transformer)
        }
        Ok(encoded) => {
            let mut buffer = encoded.json;
            buffer.push(b'}');
            end(buffer, encoded.document, transformer)
        }
        Err(failure) => {
            report(&failure, dispatch.place(index));
            let mut buffer = begin(index, transformer);
            buffer.extend_from_slice(b"{\"error\":");
            let document =
                envelope::append_error(&mut buffer, &failure, dispatch.place(index), transformer, ERROR);
            end(buffer, document, transformer)
        }
    }
}

fn begin(index: usize, transformer: Transformer) -> Vec<u8> {
    let mut buffer = Vec::with_capacity(256);
    envelope::open(&mut buffer, transformer);
    let _ = write!(buffer, "[{index},0,[[");
    buffer
}

/// Ends the object of the call, and the line.
fn end(mut buffer: Vec<u8>, document: Document, transformer: Transformer) -> Vec<u8> {
    buffer.extend_from_slice(b"}]]]");
    envelope::close(&mut buffer, document, transformer);
    buffer.push(b'\n');
    buffer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_announces_every_call() {
        assert_eq!(head(2, Transformer::Plain), b"{\"0\":[[0],[null,0,0]],\"1\":[[0],[null,0,1]]}\n");
        assert_eq!(head(1, Transformer::Superjson), b"{\"json\":{\"0\":[[0],[null,0,0]]}}\n");
    }
}
