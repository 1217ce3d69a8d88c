//! `tickwire worker`: the jobs without the service.

use tokio_util::task::TaskTracker;

use crate::{
    config::Process,
    database,
    jobs::Jobs,
    memory,
    metrics::Metrics,
    serve::{DRAIN, terminated},
    telemetry,
};

/// Works until SIGTERM or Ctrl-C.
pub(crate) async fn work(config: Process) -> anyhow::Result<()> {
    telemetry::start(&config.telemetry)?;
    let metrics = Metrics::listen(config.metrics).await?;
    let vault = config.secrets.vault(&config.database, config.telemetry.mode)?;
    let transport = config.mail.transport(config.telemetry.mode)?;
    let public_url = config.public_url.to_string();
    let venue = config.paper.venue()?;
    let mut app = database::connect(&config.database, vault, &public_url, config.connections).await?;
    app.venue = venue;
    if let Some(metrics) = metrics {
        metrics.tell(&app, &TaskTracker::new());
    }
    tokio::spawn(memory::give_back());
    let terminated = terminated()?;
    let mut jobs = Jobs::start(&app, config.database.system()?, config.market.simulator());
    jobs.work(&app, transport);
    tracing::info!("working");
    tokio::select! {
        () = terminated => {}
        failed = jobs.failed() => return failed,
    }
    tracing::info!("stopping");
    jobs.stop(DRAIN).await;
    tracing::info!("stopped");
    Ok(())
}
