//! What is served: one subscription, whose events are encoded once for all, and a mutation that publishes.

use std::io::{Write, stdout};

use anyhow::Result;
use futures::Stream;
use rspc::{Builder, Failure, Router, Shared};
use rspc_axum::Mount;
use serde::Serialize;
use tokio::{
    net::TcpListener,
    sync::broadcast::{Sender, error::RecvError},
};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Events that a slow subscriber may lag behind before it misses some.
const BACKLOG: usize = 1024;

#[rspc::input]
struct Publish {
    /// The publisher's clock.
    #[garde(length(max = 20))]
    sent_ns: String,
    /// How long the event is to be, beside that.
    #[garde(range(max = 65536))]
    length: u32,
}

#[derive(Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
struct Event {
    sent_ns: String,
    rest: String,
}

async fn publish(events: Sender<Shared<Event>>, input: Publish) -> Result<(), Failure> {
    let Publish { sent_ns, length } = input;
    // Nobody listening is no failure.
    let _ = events.send(Shared::new(Event { sent_ns, rest: "x".repeat(length as usize) }));
    Ok(())
}

async fn listen(
    events: Sender<Shared<Event>>,
    (): (),
) -> Result<impl Stream<Item = Result<Shared<Event>, Failure>>, Failure> {
    let mut events = events.subscribe();
    Ok(async_stream::stream! {
        loop {
            match events.recv().await {
                Ok(event) => yield Ok(event),
                Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return,
            }
        }
    })
}

/// Serves on a free port, which it says.
pub(crate) async fn serve() -> Result<()> {
    let builder = || Builder::new(());
    let procedures = Router::<Sender<Shared<Event>>, ()>::new()
        .mutation("publish", builder(), publish)
        .subscription("listen", builder(), listen)
        .build()?;
    let events = Sender::new(BACKLOG);
    let mount = Mount::new(procedures, move |_request| {
        let events = events.clone();
        async move { Ok(events) }
    });
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    writeln!(stdout(), "{}", listener.local_addr()?.port())?;
    Ok(axum::serve(listener, mount.at("/trpc")).await?)
}
