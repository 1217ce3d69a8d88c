//! Watching calls: how each ended and how long it took, for whoever counts. What nobody watches costs nothing.

use std::{
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use futures::{FutureExt, StreamExt};

use crate::{ErrorCode, Failure, Info, Procedure, Procedures, Reply, procedure::Run};

/// Hears of calls as they end. It is asked on the caller's way: it should count and return.
pub trait Observer<M>: Send + Sync + 'static {
    /// A call was answered, or a subscription opened: after how long, and with which code where it was refused. A caller
    /// who does not wait for the answer is [`ErrorCode::ClientClosedRequest`].
    fn answered(&self, info: &Info<M>, took: Duration, refused: Option<ErrorCode>);

    /// A subscription that was opened came to its end, whoever ended it.
    fn ended(&self, info: &Info<M>);

    /// A call, or a request with all of its calls, was refused before a procedure ran.
    fn turned_away(&self, code: ErrorCode);
}

impl<C: Send + 'static, M: Send + Sync + 'static> Procedures<C, M> {
    /// Tells `observer` of every call from here on.
    #[must_use]
    pub fn observed(mut self, observer: &Arc<dyn Observer<M>>) -> Self {
        for procedure in self.all_mut() {
            observe(procedure, observer.clone());
        }
        let observer = observer.clone();
        self.turned_away.push(Box::new(move |code| observer.turned_away(code)));
        self
    }
}

impl<C, M> Procedures<C, M> {
    /// Tells whoever observes that a call was refused before a procedure ran: the transport knows of it alone.
    pub fn turned_away(&self, code: ErrorCode) {
        for tell in &self.turned_away {
            tell(code);
        }
    }
}

fn observe<C: Send + 'static, M: Send + Sync + 'static>(
    procedure: &mut Procedure<C, M>,
    observer: Arc<dyn Observer<M>>,
) {
    let run = procedure.run.clone();
    let observed: Run<C, M> = Arc::new(move |context, call, info| {
        let mut under_way =
            UnderWay { observer: observer.clone(), info: info.clone(), start: Some(Instant::now()) };
        let running = run(context, call, info);
        async move {
            let reply = running.await;
            under_way.answered(reply.as_ref().err().map(Failure::code));
            match reply? {
                Reply::Stream(items) => {
                    let open = Open(under_way);
                    let items = items.inspect(move |_| {
                        let _held = &open;
                    });
                    Ok(Reply::Stream(items.boxed()))
                }
                once @ Reply::Once(_) => Ok(once),
            }
        }
        .boxed()
    });
    procedure.run = observed;
}

/// Tells an observer of a refusal that no procedure ran for.
pub(crate) type TurnedAway = Box<dyn Fn(ErrorCode) + Send + Sync>;

/// A call that has to be told of.
struct UnderWay<M: 'static> {
    observer: Arc<dyn Observer<M>>,
    info: Arc<Info<M>>,
    /// None once it was.
    start: Option<Instant>,
}

impl<M: 'static> UnderWay<M> {
    fn answered(&mut self, refused: Option<ErrorCode>) {
        if let Some(start) = self.start.take() {
            self.observer.answered(&self.info, start.elapsed(), refused);
        }
    }
}

impl<M: 'static> Drop for UnderWay<M> {
    fn drop(&mut self) {
        let why =
            if thread::panicking() { ErrorCode::InternalServerError } else { ErrorCode::ClientClosedRequest };
        self.answered(Some(why));
    }
}

/// An open subscription.
struct Open<M: 'static>(UnderWay<M>);

impl<M: 'static> Drop for Open<M> {
    fn drop(&mut self) {
        let Self(UnderWay { observer, info, .. }) = self;
        observer.ended(info);
    }
}
