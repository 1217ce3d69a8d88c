//! `tickwire serve`: answers calls, finishes signals, and stops without losing either.

use std::{io::ErrorKind, net::SocketAddr, time::Duration};

use anyhow::{Context, bail};
use app::pipeline::{self, WorkerConfig};
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
};
use tokio_util::sync::CancellationToken;

use crate::{config::Serve, connections, database, routes, telemetry};

/// How long requests under way may take when the service stops.
const DRAIN: Duration = Duration::from_secs(10);

/// Serves until SIGTERM or Ctrl-C.
pub(crate) async fn serve(config: Serve) -> anyhow::Result<()> {
    telemetry::start(&config.telemetry)?;
    // Before the database, so that a taken port is the first thing heard.
    let listener = listen(SocketAddr::new(config.host, config.port)).await?;
    let address = listener.local_addr()?;
    let app = database::connect(&config.database, config.connections).await?;
    let (draining, stop_jobs) = (CancellationToken::new(), CancellationToken::new());

    let mut worker = tokio::spawn({
        let (app, stop) = (app.clone(), stop_jobs.clone());
        async move { pipeline::run(&app, WorkerConfig::default(), &stop).await }
    });
    let mut hints = tokio::spawn({
        let (app, stop) = (app.clone(), stop_jobs.clone());
        async move { app.hints.poll(&app.system, &stop).await }
    });
    let routes = routes::routes(app, &config.public_url, draining.clone())?;
    tracing::info!(%address, public_url = %config.public_url, "serving");

    let server = tokio::spawn(connections::serve(listener, routes, draining.clone()));
    tokio::select! {
        asked = terminated() => asked?,
        // Acknowledging signals that nobody finishes would be a lie: whoever watches the service starts it anew.
        _ = &mut worker => bail!("the pipeline ended by itself"),
        _ = &mut hints => bail!("the live stream's watch ended by itself"),
    }
    tracing::info!("stopping");
    draining.cancel();
    if tokio::time::timeout(DRAIN, server).await.is_err() {
        tracing::warn!("some requests did not finish in time");
    }
    // Last, so that what the last requests stored is worked on as far as the step under way.
    stop_jobs.cancel();
    let jobs = async { tokio::join!(worker, hints) };
    if tokio::time::timeout(DRAIN, jobs).await.is_err() {
        tracing::warn!("a job did not finish in time; the next start carries on with it");
    }
    tracing::info!("stopped");
    Ok(())
}

async fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    match TcpListener::bind(address).await {
        Ok(listener) => Ok(listener),
        Err(error) if error.kind() == ErrorKind::AddrInUse => {
            bail!(
                "port {} is taken by another program: stop it, or set TICKWIRE_PORT to a free one",
                address.port()
            )
        }
        Err(error) => Err(error).with_context(|| format!("cannot listen at {address}: check TICKWIRE_HOST")),
    }
}

async fn terminated() -> anyhow::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        _ = terminate.recv() => {}
        interrupted = tokio::signal::ctrl_c() => interrupted?,
    }
    Ok(())
}
