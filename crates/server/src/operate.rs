//! `tickwire jobs`: background work that failed, of all tenants and of the service itself.

use anyhow::{Context, bail};
use app::{
    ambient::SystemAmbient,
    jobs::{self, Job, Listed},
};
use chrono::{DateTime, SecondsFormat, Utc};
use prisma::{Config, JobStatus, SystemDb};
use prisma_client_rust::Source;

use crate::{
    config::{self, Database},
    database::say,
};

/// Does what is asked for.
pub(crate) async fn operate(command: config::Jobs) -> anyhow::Result<()> {
    let now = SystemAmbient.now();
    match command {
        config::Jobs::List(config) => list(&connect(&config.database).await?, config.all).await,
        config::Jobs::Retry(config) => {
            let job = jobs::retry_any(&connect(&config.database).await?, now, config.id).await?;
            let job =
                job.with_context(|| format!("{} names no job, or one that is being done", config.id))?;
            say(&format!("{} is begun as soon as a worker is free", job.kind));
            Ok(())
        }
        config::Jobs::Discard(config) => {
            let job = jobs::discard(&connect(&config.database).await?, now, config.id).await?;
            let job =
                job.with_context(|| format!("{} names no job, or one that is being done", config.id))?;
            say(&format!("{} is done next at {}", job.kind, time(job.run_at)));
            Ok(())
        }
    }
}

async fn connect(database: &Database) -> anyhow::Result<SystemDb> {
    let config = Config { max_connections: 1, ..Config::default() };
    let hint = "cannot log in to the database; `tickwire migrate` lets its roles in";
    SystemDb::connect(&database.system()?, config).await.context(hint)
}

async fn list(system: &SystemDb, all: bool) -> anyhow::Result<()> {
    let listed = jobs::all(system, all).await?;
    for line in &listed {
        say(&described(line));
    }
    match listed.iter().filter(|listed| listed.job.status == JobStatus::Dead).count() {
        0 if listed.is_empty() => say("no job has failed"),
        0 => {}
        1 => bail!("a job is dead"),
        dead => bail!("{dead} jobs are dead"),
    }
    Ok(())
}

/// A job in a line, and its error below.
fn described(Listed { job, tenant }: &Listed) -> String {
    let Job { id, kind, status, run_at, attempts, done_at, error, .. } = job;
    let whose = tenant.as_deref().unwrap_or("-");
    let done = done_at.map_or_else(|| "never".to_owned(), time);
    let mut line = format!(
        "{id} {kind} {whose} {status} attempts={attempts} done={done} next={next}",
        status = word(*status),
        next = time(*run_at)
    );
    for reason in error.iter().flat_map(|error| error.lines()) {
        line.push_str("\n  ");
        line.push_str(reason);
    }
    line
}

const fn word(status: JobStatus) -> &'static str {
    match status {
        JobStatus::Waiting => "waiting",
        JobStatus::Running => "running",
        JobStatus::Dead => "dead",
    }
}

fn time(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}
