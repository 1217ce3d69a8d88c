//! A router on the tRPC wire: `cargo run -p tickwire-rspc-axum --example hello`, then call it as it says.
#![expect(clippy::print_stdout, reason = "an example says where it listens")]

use std::time::Duration;

use futures::{Stream, StreamExt};
use rspc::{Builder, Failure, Router, Tracked};
use rspc_axum::Mount;
use tokio::net::TcpListener;

#[rspc::input]
struct Input {
    #[garde(length(chars, min = 1, max = 20))]
    name: String,
}

/// Greets by name.
async fn greet(_context: (), input: Input) -> Result<String, Failure> {
    Ok(format!("Hello, {}!", input.name))
}

#[rspc::input]
struct Since {
    /// Where the last stream ended.
    last_event_id: Option<String>,
}

/// Counts on, a number a second; a client that lost its connection goes on where it was.
async fn count(
    _context: (),
    input: Since,
) -> Result<impl Stream<Item = Result<Tracked<u32>, Failure>>, Failure> {
    let last: u32 = input.last_event_id.and_then(|id| id.parse().ok()).unwrap_or_default();
    Ok(futures::stream::iter(last.saturating_add(1)..).then(|number| async move {
        tokio::time::sleep(Duration::from_secs(1)).await;
        Ok(Tracked { id: number.to_string(), data: number })
    }))
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let procedures = Router::<(), ()>::new()
        .query("greet", Builder::new(()), greet)
        .subscription("count", Builder::new(()), count)
        .build()?;
    let app = Mount::new(procedures, |_request| async { Ok(()) }).at("/trpc");

    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let address = listener.local_addr()?;
    println!(
        "curl -G http://{address}/trpc/greet --data-urlencode 'input={{\"json\":{{\"name\":\"Ada\"}}}}'"
    );
    println!("curl -N http://{address}/trpc/count");
    axum::serve(listener, app).await?;
    Ok(())
}
