//! `tickwire serve`: answers calls, finishes signals, and stops without losing either.

use std::{io::ErrorKind, net::SocketAddr, sync::Arc, time::Duration};

use anyhow::{Context, bail};
use app::mail;
use tokio::{
    net::{TcpListener, TcpSocket},
    signal::unix::{SignalKind, signal},
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use crate::{
    config::Serve, connections, database, jobs::Jobs, keys, memory, metrics::Metrics, routes, telemetry,
};

/// Connections that may wait to be accepted, as when everybody comes back at once; the system may allow fewer. Whom it has no
/// room for tries again a second later, or waits for an answer that never comes.
const BACKLOG: u32 = 4_096;
/// How long requests and jobs under way may take when the service stops.
pub(crate) const DRAIN: Duration = Duration::from_secs(10);

/// The stages in which a server stops.
#[derive(Clone, Default)]
pub(crate) struct Stop {
    /// It is not ready any more, and serves: whoever sends callers here has yet to notice.
    pub(crate) announced: CancellationToken,
    /// It takes nobody any more, and finishes what is under way.
    pub(crate) draining: CancellationToken,
}

/// Serves until SIGTERM or Ctrl-C.
pub(crate) async fn serve(config: Serve) -> anyhow::Result<()> {
    let process = &config.process;
    telemetry::start(&process.telemetry)?;
    // Before the database, so that a taken port is the first thing heard.
    let listener = listen(SocketAddr::new(config.host, config.port))?;
    let address = listener.local_addr()?;
    let metrics = Metrics::listen(process.metrics).await?;
    let vault = process.secrets.vault(&process.database, process.telemetry.mode)?;
    let transport = process.mail.transport(process.telemetry.mode)?;
    let public_url = process.public_url.to_string();
    let identity = config.outside.identity(&process.public_url)?;
    let venue = process.paper.venue()?;
    let mut app = database::connect(&process.database, vault, &public_url, process.connections).await?;
    database::refuse_demo(&app, process.telemetry.mode).await?;
    app.identity = Arc::new(identity);
    app.venue = venue;
    let stop = Stop::default();
    let is_kept = matches!(transport, mail::Transport::Kept);
    let mut jobs = Jobs::start(&app, process.database.system()?, process.market.simulator());
    if config.worker {
        jobs.work(&app, transport);
    }
    // Beside everything else: it reads whole tables.
    tokio::spawn(keys::tell_of_missing(app.clone()));
    let sessions = TaskTracker::new();
    let observer = metrics.as_ref().map(Metrics::calls);
    if let Some(metrics) = metrics {
        metrics.tell(&app, &sessions);
    }
    let routes = routes::routes(app, &config, is_kept, &stop, &sessions, observer.as_ref())?;
    tokio::spawn(memory::give_back());
    let terminated = terminated()?;
    tracing::info!(%address, public_url = %process.public_url, "serving");

    let server = tokio::spawn(connections::serve(listener, routes, stop.draining.clone()));
    tokio::select! {
        () = terminated => {}
        failed = jobs.failed() => return failed,
    }
    tracing::info!("stopping");
    stop.announced.cancel();
    tokio::time::sleep(config.notice()).await;
    stop.draining.cancel();
    sessions.close();
    let answered = async { tokio::join!(server, sessions.wait()) };
    if tokio::time::timeout(DRAIN, answered).await.is_err() {
        tracing::warn!("some requests did not finish in time");
    }
    // Last, so that what the last requests stored is worked on as far as the step under way.
    jobs.stop(DRAIN).await;
    tracing::info!("stopped");
    Ok(())
}

fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    let bound = || {
        let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
        // A server that starts again finds the port free, though connections of the last one linger.
        socket.set_reuseaddr(true)?;
        socket.bind(address)?;
        socket.listen(BACKLOG)
    };
    match bound() {
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

/// Waits for SIGTERM or Ctrl-C. From the call on, not from the first wait, they no longer end the process by force.
pub(crate) fn terminated() -> anyhow::Result<impl Future<Output = ()>> {
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}
