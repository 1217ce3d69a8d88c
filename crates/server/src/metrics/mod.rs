//! What this process does, in numbers, for Prometheus: at an address of its own, where one is set.

mod calls;
mod readings;

use std::{net::SocketAddr, sync::Arc};

use anyhow::Context;
use api::Declaration;
use app::App;
use axum::{Router, extract::State, http::header, response::IntoResponse, routing::get};
use prometheus_client::{encoding::text, registry::Registry};
use rspc::Observer;
use tokio::net::TcpListener;
use tokio_util::task::TaskTracker;

use self::calls::Calls;

/// What every name begins with.
const PREFIX: &str = "tickwire";
/// How the numbers are written.
const FORMAT: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// The numbers of this process, and where they are told.
pub(crate) struct Metrics {
    listener: TcpListener,
    calls: Arc<Calls>,
}

/// What the numbers are read from.
struct Source {
    app: App,
    sockets: TaskTracker,
    counted: Registry,
}

impl Metrics {
    /// Listens there, if anywhere.
    pub(crate) async fn listen(address: Option<SocketAddr>) -> anyhow::Result<Option<Self>> {
        let Some(address) = address else { return Ok(None) };
        let listener = TcpListener::bind(address).await;
        let listener =
            listener.with_context(|| format!("cannot listen at {address}: check TICKWIRE_METRICS"))?;
        tracing::info!(address = %listener.local_addr()?, "telling metrics");
        Ok(Some(Self { listener, calls: Arc::default() }))
    }

    /// Who counts calls.
    pub(crate) fn calls(&self) -> Arc<dyn Observer<Declaration>> {
        self.calls.clone()
    }

    /// Tells everybody who asks, until the process ends: while it stops, too. `sockets` are those that are open.
    pub(crate) fn tell(self, app: &App, sockets: &TaskTracker) {
        let mut counted = Registry::with_prefix(PREFIX);
        self.calls.register(&mut counted);
        let source = Source { app: app.clone(), sockets: sockets.clone(), counted };
        let routes = Router::new().route("/metrics", get(told)).with_state(Arc::new(source));
        tokio::spawn(async move { axum::serve(self.listener, routes).await });
    }
}

async fn told(State(source): State<Arc<Source>>) -> impl IntoResponse {
    let mut read = Registry::with_prefix(PREFIX);
    readings::read(&source.app, source.sockets.len(), &mut read).await;
    let mut page = String::new();
    let written = text::encode_registry(&mut page, &source.counted)
        .and_then(|()| text::encode_registry(&mut page, &read))
        .and_then(|()| text::encode_eof(&mut page));
    written.map(|()| ([(header::CONTENT_TYPE, FORMAT)], page)).map_err(|error| error.to_string())
}
