//! Subscriptions: tracked and not, ending, failing.

use futures::{Stream, StreamExt, stream};
use rspc::{ErrorCode, Failure, Item, Router, StreamItem, Tracked};
use superjson::Date;

use crate::{context::Context, errors::Refusal, plain, values::date};

#[rspc::input]
struct Count {
    to: u32,
}

#[rspc::input]
struct Resumable {
    to: u32,
    last_event_id: Option<String>,
}

#[rspc::input]
struct MaybeResumable {
    last_event_id: Option<String>,
}

/// A value that is tracked, or is not.
enum Mixed {
    Tracked(Tracked<u32>),
    Bare(u32),
}

impl StreamItem for Mixed {
    fn encode(&self, encoding: rspc::Encoding) -> Result<Item, Failure> {
        match self {
            Self::Tracked(item) => item.encode(encoding),
            Self::Bare(item) => item.encode(encoding),
        }
    }
    fn definition(types: &mut specta::Types) -> specta::datatype::DataType {
        Tracked::<u32>::definition(types)
    }
}

pub(crate) fn router() -> Router<Context, ()> {
    Router::new()
        .subscription("count", plain(), count)
        .subscription("dates", plain(), dates)
        .subscription("tracked", plain(), tracked)
        .subscription("resumed", plain(), resumed)
        .subscription("mixed", plain(), mixed)
        .subscription("fails", plain(), fails)
        .subscription("refused", plain(), refused)
        .subscription("badId", plain(), bad_id)
        .subscription("empty", plain(), empty)
}

async fn count(_: Context, input: Count) -> Result<impl Stream<Item = Result<u32, Failure>>, Failure> {
    Ok(stream::iter(1..=input.to).map(Ok))
}

async fn dates(_: Context, (): ()) -> Result<impl Stream<Item = Result<Tracked<Date>, Failure>>, Failure> {
    Ok(stream::iter(1..=3).map(|at| Ok(Tracked { id: at.to_string(), data: date(at) })))
}

/// From 1, or after the last event, to `to`.
async fn tracked(
    _: Context,
    input: Resumable,
) -> Result<impl Stream<Item = Result<Tracked<u32>, Failure>>, Failure> {
    let last = input.last_event_id.and_then(|id| id.parse::<u32>().ok()).unwrap_or_default();
    Ok(stream::iter(last + 1..=input.to).map(|at| Ok(Tracked { id: at.to_string(), data: at })))
}

/// Says once where it was resumed.
async fn resumed(
    _: Context,
    input: MaybeResumable,
) -> Result<impl Stream<Item = Result<Option<String>, Failure>>, Failure> {
    Ok(stream::iter([Ok(input.last_event_id)]))
}

async fn mixed(_: Context, input: Count) -> Result<impl Stream<Item = Result<Mixed, Failure>>, Failure> {
    Ok(stream::iter(1..=input.to).map(|at| {
        Ok(if at % 2 == 0 {
            Mixed::Tracked(Tracked { id: format!("é{at}"), data: at })
        } else {
            Mixed::Bare(at)
        })
    }))
}

async fn fails(_: Context, input: Count) -> Result<impl Stream<Item = Result<u32, Refusal>>, Refusal> {
    let values = stream::iter(1..=input.to).map(Ok);
    Ok(values.chain(stream::iter([Err(Refusal::Closed { opens_at: input.to })])))
}

async fn refused(_: Context, (): ()) -> Result<stream::Empty<Result<u32, Failure>>, Failure> {
    Err(Failure::new(ErrorCode::Forbidden, "There is nothing to follow."))
}

async fn bad_id(_: Context, (): ()) -> Result<impl Stream<Item = Result<Tracked<u32>, Failure>>, Failure> {
    let ids = ["1", "2\ndata: 3"];
    Ok(stream::iter(ids).map(|id| Ok(Tracked { id: id.to_owned(), data: 1 })))
}

async fn empty(_: Context, (): ()) -> Result<stream::Empty<Result<u32, Failure>>, Failure> {
    Ok(stream::empty())
}
