//! What is read when somebody asks, and costs nothing before: pools, queues, streams, and what waits in the database.

use std::{sync::atomic::AtomicU64, time::Duration};

use app::{
    App,
    backlog::{Backlog, backlog},
};
use prisma_client_rust::Pool;
use prometheus_client::{
    metrics::{
        counter::{ConstCounter, Counter},
        family::Family,
        gauge::{ConstGauge, Gauge},
    },
    registry::{Metric, Registry},
};
use tokio::time::timeout;

/// How long the database may take to say what waits in it.
const PATIENCE: Duration = Duration::from_secs(2);

type Label = [(&'static str, &'static str); 1];

/// Reads everything into the registry. Where the database does not answer, what waits in it is left out.
pub(super) async fn read(app: &App, sockets: usize, registry: &mut Registry) {
    pools([("app", app.client.pool()), ("system", app.system.pool())], registry);
    gauge(registry, "sockets_open", "WebSocket connections that are open", count(sockets));
    let (waiting, running) = app.passwords.load();
    gauge(registry, "passwords_waiting", "Passwords that wait to be hashed", count(waiting));
    gauge(registry, "passwords_hashing", "Passwords that are being hashed", count(running));
    let followed = app.hints.followed();
    gauge(registry, "streams_followed", "Tenants whose stream is followed here", count(followed.tenants));
    let about = "Events that the stream furthest behind is known to have, and has not read";
    gauge(registry, "stream_behind_events", about, followed.behind);
    let turns = ConstCounter::new(app.work.turns());
    registry.register("turns", "Turns that bots were given by this process's worker", turns);
    let waits = timeout(PATIENCE, backlog(app)).await.ok().and_then(Result::ok);
    gauge(registry, "database_up", "Whether the database answered in time", i64::from(waits.is_some()));
    if let Some(waits) = waits {
        backlogs(&waits, registry);
    }
}

fn backlogs(waits: &Backlog, registry: &mut Registry) {
    gauge(registry, "signals_waiting", "Signals of all tenants that are not finished", waits.signals);
    let about = "How long the oldest of them has been waiting";
    gauge(registry, "signals_oldest_seconds", about, waits.oldest_signal);
    let jobs = Family::<Label, Gauge>::default();
    for (status, count) in
        [("waiting", waits.jobs_waiting), ("running", waits.jobs_running), ("dead", waits.jobs_dead)]
    {
        jobs.get_or_create(&[("status", status)]).set(count);
    }
    registry.register("jobs", "Background work of everybody", jobs);
    gauge(
        registry,
        "jobs_late_seconds",
        "How long the job that is due the longest has not been begun",
        waits.jobs_late,
    );
    gauge(registry, "mails_waiting", "Mails that are still to be sent", waits.mails);
    gauge(
        registry,
        "mails_oldest_seconds",
        "How long the oldest of them has been waiting",
        waits.oldest_mail,
    );
}

fn pools(pools: [(&'static str, &Pool); 2], registry: &mut Registry) {
    let [in_use, open, most, waiting] = std::array::from_fn(|_| Family::<Label, Gauge>::default());
    let timeouts = Family::<Label, Counter>::default();
    let waited = Family::<Label, Counter<f64, AtomicU64>>::default();
    for (role, pool) in pools {
        let (metrics, role) = (pool.metrics(), [("role", role)]);
        in_use.get_or_create(&role).set(count(metrics.usage.in_use));
        open.get_or_create(&role).set(count(metrics.usage.open));
        most.get_or_create(&role).set(count(metrics.usage.max));
        waiting.get_or_create(&role).set(count(metrics.usage.waiting));
        timeouts.get_or_create(&role).inc_by(metrics.acquire_timeouts);
        waited.get_or_create(&role).inc_by(metrics.wait_time.as_secs_f64());
    }
    registry.register("database_connections_in_use", "Connections that something is done on", in_use);
    registry.register("database_connections_open", "Connections that are open", open);
    registry.register("database_connections_max", "Connections that may be open", most);
    registry.register("database_waiting", "Who waits for a connection", waiting);
    registry.register("database_wait_timeouts", "Waits for a connection that came to nothing", timeouts);
    registry.register("database_wait_seconds", "How long connections were waited for", waited);
}

fn gauge<N>(registry: &mut Registry, name: &str, about: &str, value: N)
where
    ConstGauge<N>: Metric,
{
    registry.register(name, about, ConstGauge::new(value));
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
