//! The jobs of the side-by-side benchmark on rspc, on one thread: `DATABASE_URL` and `PORT` as for the other peers.
//!
//! What production has is on: origin check, limits, request ids, tracing at the level `info`, sessions, validation.

mod context;
mod procedures;

use std::{env, sync::Arc};

use axum::Router;
use deadpool_postgres::{Manager, ManagerConfig, Pool, RecyclingMethod};
use rspc_axum::Mount;
use tokio::{net::TcpListener, sync::broadcast};
use tower::{Layer, make::Shared};

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
    tracing_subscriber::fmt().json().init();
    let mount = Mount::new(procedures::router()?, move |request| {
        let ctx = Ctx::new(service.clone(), &request);
        async move { Ok(ctx) }
    });
    let service = mount.request_ids().layer("/trpc").layer(Router::new());
    axum::serve(TcpListener::bind(("127.0.0.1", port)).await?, Shared::new(service)).await?;
    Ok(())
}
