//! What runs beside the answering of calls: one list for `serve` and for `worker`.

use std::time::Duration;

use anyhow::bail;
use app::{
    App, backtests, bots, jobs, mail, market,
    pipeline::{self, WorkerConfig},
    strategies, stream,
};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

/// Jobs under way, each until it is told to stop.
pub(crate) struct Jobs {
    stop: CancellationToken,
    running: JoinSet<&'static str>,
}

impl Jobs {
    /// The jobs that every process has: it hears what others wrote, and tells them what it did.
    ///
    /// A simulated market is the same in each of them, so that none needs to tell another its prices.
    pub(crate) fn start(app: &App, system_url: String, simulator: Option<market::Simulator>) -> Self {
        let mut jobs = Self { stop: CancellationToken::new(), running: JoinSet::new() };
        jobs.add("the live stream's watch", app, async |app, stop| app.hints.poll(&app.system, &stop).await);
        jobs.add("the live stream's relay", app, async move |app, stop| {
            stream::relay(&app, &system_url, &stop).await;
        });
        if let Some(simulator) = simulator {
            jobs.add("the simulated market", app, async move |app, stop| {
                market::run(&app, simulator, &stop).await;
            });
        }
        jobs
    }

    /// The jobs of a worker: what was stored is finished, sent and, in time, forgotten.
    pub(crate) fn work(&mut self, app: &App, transport: mail::Transport) {
        self.add("the pipeline", app, async |app, stop| {
            pipeline::run(&app, WorkerConfig::default(), &stop).await;
        });
        self.add("the built-in strategies", app, async |app, stop| strategies::run(&app, &stop).await);
        self.add("the listening for bots", app, async |app, stop| bots::listen(&app, &stop).await);
        self.add("the computing of backtests", app, async |app, stop| backtests::run(&app, &stop).await);
        self.add("the outbox's job", app, async move |app, stop| mail::run(&app, &transport, &stop).await);
        self.add("the background work", app, async |app, stop| jobs::run(&app, &stop).await);
    }

    fn add<F: Future<Output = ()> + Send + 'static>(
        &mut self,
        name: &'static str,
        app: &App,
        job: impl FnOnce(App, CancellationToken) -> F,
    ) {
        let job = job(app.clone(), self.stop.clone());
        self.running.spawn(async move {
            job.await;
            name
        });
    }

    /// Waits for a job that ends by itself, which none may: acknowledging signals that nobody finishes would be a lie.
    /// Whoever watches the process starts it anew.
    pub(crate) async fn failed(&mut self) -> anyhow::Result<()> {
        match self.running.join_next().await {
            Some(Ok(name)) => bail!("{name} ended by itself"),
            Some(Err(error)) => bail!("a job ended by itself: {error}"),
            None => bail!("there is nothing to do"),
        }
    }

    /// Tells all of them to stop, and waits while each finishes the step under way.
    pub(crate) async fn stop(mut self, patience: Duration) {
        self.stop.cancel();
        let all = async { while self.running.join_next().await.is_some() {} };
        if tokio::time::timeout(patience, all).await.is_err() {
            tracing::warn!("a job did not finish in time; the next start carries on with it");
        }
    }
}
