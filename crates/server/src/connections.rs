//! Connections: how many at a time, how long one may be silent, and how they end.

use std::{sync::Arc, time::Duration};

use axum::{Extension, extract::ConnectInfo};
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::{conn::auto::Builder, graceful::GracefulShutdown},
    service::TowerToHyperService,
};
use tokio::{net::TcpListener, sync::Semaphore, time::timeout};
use tokio_util::sync::CancellationToken;
use tower::Layer;

use crate::routes::Routes;

/// Connections open at one time; more wait to be accepted.
const MOST: usize = 16_384;
/// How long a client may take to send a request's headers, and how long it may be idle before them.
const HEADERS: Duration = Duration::from_secs(10);
/// Bytes that a request's line and headers are read into.
const HEADER_BYTES: usize = 32 * 1024;
/// How long to wait when the system has no connection to give.
const EXHAUSTED: Duration = Duration::from_millis(100);

/// Serves until `stop`, then lets the requests under way finish.
pub(crate) async fn serve(listener: TcpListener, routes: Routes, stop: CancellationToken) {
    let room = Arc::new(Semaphore::new(MOST));
    let graceful = GracefulShutdown::new();
    let mut builder = Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(HEADERS).max_buf_size(HEADER_BYTES);
    builder.http2().timer(TokioTimer::new()).keep_alive_interval(HEADERS).keep_alive_timeout(HEADERS);
    loop {
        let accepted = stop.run_until_cancelled(async {
            let place = room.clone().acquire_owned().await;
            (place, listener.accept().await)
        });
        let (place, stream, address) = match accepted.await {
            None => break,
            Some((Ok(place), Ok((stream, address)))) => (place, stream, address),
            Some((_, accepted)) => {
                if let Err(error) = accepted {
                    tracing::warn!(%error, "a connection could not be accepted");
                }
                tokio::time::sleep(EXHAUSTED).await;
                continue;
            }
        };
        // Small answers leave at once.
        let _ = stream.set_nodelay(true);
        let (builder, watcher) = (builder.clone(), graceful.watcher());
        let service = Extension(ConnectInfo(address)).layer(routes.clone());
        let (service, stop) = (TowerToHyperService::new(service), stop.clone());
        tokio::spawn(async move {
            // The protocol is told by the first bytes, for which hyper itself would wait for ever.
            let mut first = [0];
            let spoken = stop.run_until_cancelled(timeout(HEADERS, stream.peek(&mut first))).await;
            if !matches!(spoken, Some(Ok(Ok(1)))) {
                return;
            }
            let connection = builder.serve_connection_with_upgrades(TokioIo::new(stream), service);
            if let Err(error) = watcher.watch(connection.into_owned()).await {
                tracing::debug!(error, "a connection ended early");
            }
            drop(place);
        });
    }
    // From here on nobody is let in.
    drop(listener);
    graceful.shutdown().await;
}
