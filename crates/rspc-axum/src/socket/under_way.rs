//! What is under way on a socket: calls that will be answered, and subscriptions that wait for their next item.

use std::{
    mem,
    sync::Arc,
    task::{Context, Poll, ready},
};

use futures::{StreamExt, future::BoxFuture};
use rspc::{Call, Encoding, ErrorCode, Failure, ItemStream, Kind, Procedure, RawInput, Reply, TrackedForm};
use slab::Slab;

use super::{bells::Bells, incoming::Id, outgoing};
use crate::{Mount, http, inputs};

/// What is under way, each with the bell that is numbered as it is. [`UnderWay::REST`] is rung by all else that the socket
/// waits for.
#[derive(Default)]
pub(super) struct UnderWay {
    units: Slab<Unit>,
    pub(super) bells: Bells,
}

/// A unit of work.
pub(super) enum Unit {
    /// A call, or a subscription that is being opened.
    Call(BoxFuture<'static, Outcome>),
    /// An open subscription.
    Listening { id: Id, path: String, items: ItemStream },
}

/// What a unit of work came to.
pub(super) enum Progress {
    /// A subscription's next item, as the client is told it.
    Item(Vec<u8>),
    /// It is no longer under way.
    Over(Outcome),
}

/// What became of a unit of work.
pub(super) enum Outcome {
    /// A call was answered, or a subscription opened.
    Replied { kind: Kind, id: Id, path: String, reply: Result<Reply, Failure> },
    /// A subscription came to its end.
    Ended { id: Id, path: String, failure: Option<Failure> },
}

impl UnderWay {
    /// The number of what is no unit of work.
    pub(super) const REST: usize = 0;

    pub(super) fn len(&self) -> usize {
        self.units.len()
    }

    /// Adds a unit, which is looked at soon, and tells its number.
    pub(super) fn add(&mut self, unit: Unit) -> usize {
        let number = self.units.insert(unit) + 1;
        self.ring(number);
        number
    }

    /// Stops a unit.
    pub(super) fn remove(&mut self, number: usize) {
        self.units.try_remove(number - 1);
    }

    pub(super) fn clear(&mut self) {
        self.units.clear();
    }

    /// There is more to look at.
    pub(super) fn ring(&mut self, number: usize) {
        self.bells.waker(number).wake_by_ref();
    }

    /// Goes on with a unit, where it is still there.
    pub(super) fn poll(&mut self, number: usize) -> Poll<Progress> {
        let slot = number - 1;
        let Some(unit) = self.units.get_mut(slot) else { return Poll::Pending };
        let waker = self.bells.waker(number);
        let mut context = Context::from_waker(&waker);
        let outcome = match unit {
            Unit::Call(call) => ready!(call.as_mut().poll(&mut context)),
            Unit::Listening { id, path, items } => match ready!(items.poll_next_unpin(&mut context)) {
                Some(Ok(item)) => return Poll::Ready(Progress::Item(outgoing::item(id, item))),
                end => Outcome::Ended {
                    id: mem::replace(id, Id::NULL),
                    path: mem::take(path),
                    failure: end.and_then(Result::err),
                },
            },
        };
        self.units.remove(slot);
        Poll::Ready(Progress::Over(outcome))
    }
}

impl Unit {
    /// A call that begins when it is first looked at.
    pub(super) fn call<C, M>(
        mount: Arc<Mount<C, M>>,
        context: C,
        kind: Kind,
        id: Id,
        path: String,
        input: RawInput,
    ) -> Self
    where
        C: Send + Sync + 'static,
        M: Send + Sync + 'static,
    {
        Self::Call(Box::pin(async move {
            let reply = run(&mount, context, kind, &path, input, &id).await;
            Outcome::Replied { kind, id, path, reply }
        }))
    }
}

async fn run<C: Send + 'static, M>(
    mount: &Mount<C, M>,
    context: C,
    kind: Kind,
    path: &str,
    input: RawInput,
    id: &Id,
) -> Result<Reply, Failure> {
    let procedure = called(mount, kind, path, &input);
    let procedure = procedure.inspect_err(|failure| mount.procedures.turned_away(failure.code()))?;
    let transformer = mount.transformer;
    let call = Call {
        input,
        decoded: None,
        encoding: Encoding { transformer, tracked: TrackedForm::Envelope, ..Encoding::default() },
        upload: None,
        buffer: outgoing::begin_result(id, transformer),
    };
    procedure.call(context, call).await
}

/// The procedure that a call is of, where it can be called with such an input.
fn called<'m, C, M>(
    mount: &'m Mount<C, M>,
    kind: Kind,
    path: &str,
    input: &RawInput,
) -> Result<&'m Procedure<C, M>, Failure> {
    let procedure = mount.procedures.get(path).filter(|procedure| procedure.info().kind == kind);
    let procedure = procedure.ok_or_else(|| {
        Failure::new(ErrorCode::NotFound, format!("No \"{}\"-procedure on path \"{path}\"", http::name(kind)))
    })?;
    inputs::check_depth(input.bytes.as_ref(), mount.limits.depth)?;
    Ok(procedure)
}
