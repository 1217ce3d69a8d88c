//! The jobs of the side-by-side benchmark on rspc, on one thread: `DATABASE_URL` and `PORT` as for the other peers.
//!
//! The middleware of production is on: origin check, limits, request ids, tracing, sessions, validation.

mod context;
mod procedures;

use std::{env, sync::Arc};

use axum::http::HeaderName;
use deadpool_postgres::{Manager, ManagerConfig, Pool, RecyclingMethod};
use rspc_axum::Mount;
use tokio::{net::TcpListener, sync::broadcast};
use tower_http::{
    request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer},
    trace::TraceLayer,
};

use crate::context::{Ctx, Service, sessions};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Events that a slow subscriber may lag behind before it misses some.
const BACKLOG: usize = 1024;

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let url =
        env::var("DATABASE_URL").unwrap_or_else(|_| "postgresql://postgres@127.0.0.1:55439/peers".to_owned());
    let port: u16 = env::var("PORT").unwrap_or_else(|_| "4200".to_owned()).parse()?;
    let connections = env::var("PEERS_POOL").ok().and_then(|size| size.parse().ok()).unwrap_or(10);
    let recycling = ManagerConfig { recycling_method: RecyclingMethod::Fast };
    let manager = Manager::from_config(url.parse()?, tokio_postgres::NoTls, recycling);
    let service = Arc::new(Service {
        sessions: sessions(),
        pool: Pool::builder(manager).max_size(connections).build()?,
        events: broadcast::Sender::new(BACKLOG),
        next_event: 1.into(),
    });
    let request_id = HeaderName::from_static("x-request-id");
    let routes = Mount::new(procedures::router()?, move |request| {
        let ctx = Ctx::new(service.clone(), &request);
        async move { Ok(ctx) }
    })
    .at("/trpc")
    .layer(TraceLayer::new_for_http())
    .layer(PropagateRequestIdLayer::new(request_id.clone()))
    .layer(SetRequestIdLayer::new(request_id, MakeRequestUuid));
    axum::serve(TcpListener::bind(("127.0.0.1", port)).await?, routes).await?;
    Ok(())
}
