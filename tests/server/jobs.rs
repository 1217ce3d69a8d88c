//! Background work: done once whoever dies, at most once at a time, tried again with patience, and in plain view when it
//! fails for good.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use prisma::{JobStatus, Role, SystemDb, equity_snapshot, job, position};
use prisma_client_rust::{Source, SystemSource};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use tokio_postgres::Client;
use uuid::Uuid;

use crate::harness::{Database, Program, Server, Tenant, Worker, eventually, store_instrument};

const SNAPSHOTS: &str = "equity.snapshots";

/// The job of that kind, where there is one.
async fn found(system: &SystemDb, kind: &str) -> Option<job::Data> {
    system.job().find_first([job::kind::equals(kind.to_owned())]).exec().await.unwrap()
}

/// The job of that kind, as soon as it is as wanted.
async fn once(system: &SystemDb, what: &str, kind: &str, wanted: impl Fn(&job::Data) -> bool) -> job::Data {
    eventually(what, async || found(system, kind).await.filter(&wanted)).await
}

/// Has the job begun now, wherever its schedule or its pause is, unless it is being done.
async fn hurry(system: &SystemDb, kind: &str) {
    let idle = [job::kind::equals(kind.to_owned()), job::status::not(JobStatus::Running)];
    system.job().update_many(idle, [job::run_at::set(SystemSource.now())]).exec().await.unwrap();
}

/// A tenant with an account, so that there is something to write down.
async fn with_account(system: &SystemDb) -> Tenant {
    let tenant = Tenant::new(system, "").await;
    let today = SystemSource.now();
    system.bot_account().create(tenant.id, tenant.bot.id, today, []).exec().await.unwrap();
    tenant
}

/// A worker that is in the middle of writing equity down, and who holds it there until it commits.
async fn in_the_middle(database: &Database, system: &SystemDb) -> (Worker, Client, job::Data) {
    let later = SystemSource.now() + TimeDelta::hours(1);
    system.job().create(SNAPSHOTS, later, []).exec().await.unwrap();
    let worker = Worker::start(database).await;
    let owner = database.owner().await;
    owner.batch_execute("BEGIN; LOCK TABLE paper_accounts IN ACCESS EXCLUSIVE MODE").await.unwrap();
    hurry(system, SNAPSHOTS).await;
    let is_begun = |job: &job::Data| job.status == JobStatus::Running;
    let begun = once(system, "the job's begin", SNAPSHOTS, is_begun).await;
    (worker, owner, begun)
}

/// That each account was written down once at each time; answers the times.
async fn written_down_once(system: &SystemDb) -> BTreeSet<DateTime<Utc>> {
    let rows = system.equity_snapshot().find_many([]).exec().await.unwrap();
    let told: BTreeSet<_> = rows.iter().map(|row| (row.at, row.bot_id)).collect();
    assert_eq!(told.len(), rows.len(), "the same account twice at one time");
    let times: BTreeSet<_> = rows.iter().map(|row| row.at).collect();
    assert_eq!(told.len(), 2 * times.len(), "the bot and its tenant, each time");
    times
}

#[tokio::test]
async fn killed_in_the_middle_it_is_done_once_by_another() {
    let database = Database::migrated().await;
    let system = database.system().await;
    with_account(&system).await;
    let (killed, lock, begun) = in_the_middle(&database, &system).await;
    assert_eq!((begun.claim, begun.attempts), (1, 1));
    killed.kill();
    lock.batch_execute("COMMIT").await.unwrap();
    assert_eq!(system.equity_snapshot().count([]).exec().await.unwrap(), 0);

    let _other = Worker::start(&database).await;
    let done = once(&system, "the job's end", SNAPSHOTS, |job| job.done_at.is_some()).await;
    assert!(done.claim > 1 && done.attempts == 0 && done.error.is_none(), "{done:?}");
    assert!(!written_down_once(&system).await.is_empty());
}

#[tokio::test]
async fn two_workers_never_do_the_same_twice() {
    let database = Database::migrated().await;
    let system = database.system().await;
    with_account(&system).await;
    let started = SystemSource.now();
    let (_one, _other) = tokio::join!(Worker::start(&database), Worker::start(&database));
    let mut last = once(&system, "the first time", SNAPSHOTS, |job| job.done_at.is_some()).await;
    let rounds = 5;
    for _ in 1..rounds {
        hurry(&system, SNAPSHOTS).await;
        let again = |job: &job::Data| job.done_at > last.done_at && job.status == JobStatus::Waiting;
        last = once(&system, "the next time", SNAPSHOTS, again).await;
    }
    // The schedule may have come between.
    let minutes = last.done_at.unwrap().timestamp() / 60 - started.timestamp() / 60;
    assert!((rounds..=rounds + minutes).contains(&last.claim), "begun {} times", last.claim);
    written_down_once(&system).await;
}

#[tokio::test]
async fn who_lost_a_job_changes_nothing_of_it_any_more() {
    let database = Database::migrated().await;
    let system = database.system().await;
    with_account(&system).await;
    let (worker, lock, begun) = in_the_middle(&database, &system).await;
    // As another worker does that takes it for lost.
    let lease = Some(SystemSource.now() + TimeDelta::minutes(1));
    let taken = [job::claim::set(9), job::leased_until::set(lease)];
    let taken = system.job().update(job::id::equals(begun.id), taken).exec().await.unwrap();
    eventually("the loss is noticed", async || {
        worker.log().contains("a job was lost to another worker").then_some(())
    })
    .await;
    lock.batch_execute("COMMIT").await.unwrap();
    worker.terminate();
    assert!(worker.ended().await.success(), "{}", worker.log_tail());
    assert_eq!(found(&system, SNAPSHOTS).await, Some(taken));
}

#[tokio::test]
async fn asked_to_stop_a_worker_leaves_its_job_to_another_at_once() {
    let database = Database::migrated().await;
    let system = database.system().await;
    with_account(&system).await;
    let (worker, _lock, _) = in_the_middle(&database, &system).await;
    worker.terminate();
    assert!(worker.ended().await.success(), "{}", worker.log_tail());
    let left = found(&system, SNAPSHOTS).await.unwrap();
    assert_eq!((left.status, left.attempts, left.leased_until), (JobStatus::Waiting, 0, None));
    assert!(left.run_at <= SystemSource.now(), "it waits for nothing");
}

/// What `tickwire jobs …` answers: whether it succeeded, and what it said.
async fn command(database: &Database, arguments: &[&str]) -> (bool, String) {
    let program = Program::new("jobs").env("DATABASE_URL", &database.owner_url);
    let program = arguments.iter().fold(program, Program::arg);
    let (succeeded, answered, said) = tokio::task::spawn_blocking(|| program.run()).await.unwrap();
    (succeeded, answered + &said)
}

/// Lets it fail, pause by pause, until it is dead.
async fn until_dead(system: &SystemDb, kind: &str) -> job::Data {
    eventually("the job's death", async || {
        let job = found(system, kind).await?;
        if job.status == JobStatus::Waiting {
            hurry(system, kind).await;
        }
        (job.status == JobStatus::Dead).then_some(job)
    })
    .await
}

#[tokio::test]
async fn what_always_fails_is_dead_in_plain_view_and_done_after_its_cause_is_mended() {
    const KIND: &str = "reconciliation";
    let database = Database::migrated().await;
    let system = database.system().await;
    store_instrument(&system).await;
    let server = Server::start(&database).await;
    let tenant = Tenant::new(&system, &server.url).await;
    let owner = tenant.person(Role::Owner).await;
    tenant.finished(tenant.buy()).await;
    tenant.finished(tenant.buy()).await;
    let held = system.position().find_first([]).exec().await.unwrap().unwrap();
    let wrong = held.fees + Decimal::ONE;
    let named = || position::id::equals(held.id);
    let spoilt = system.position().update(named(), [position::fees::set(wrong)]).exec().await.unwrap();
    // A worker makes it for a tenant that trades, within a minute.
    let first = [job::tenant_id::set(Some(tenant.id))];
    system.job().create(KIND, SystemSource.now(), first).exec().await.unwrap();

    let dead = until_dead(&system, KIND).await;
    assert_eq!((dead.attempts, dead.tenant_id), (6, Some(tenant.id)));
    assert!(dead.run_at > SystemSource.now(), "its schedule goes on");
    assert!(server.log().contains("a job is dead"), "{}", server.log_tail());
    let told =
        format!("Position {} is 0.002 for 120, with 0 earned before {} of fees", held.id, wrong.normalize());
    let (succeeded, said) = command(&database, &["list"]).await;
    assert!(!succeeded && said.contains("a job is dead"), "{said}");
    for part in [&*told, &*dead.id.to_string(), &*tenant.slug, " dead attempts=6 "] {
        assert!(said.contains(part), "{part} is not in {said}");
    }
    let listed = owner.api.query("jobs.list", Value::Null).await.data();
    assert_eq!(json!([listed[0]["kind"], listed[0]["status"]]), json!([KIND, "DEAD"]));
    assert!(listed[0]["error"].as_str().unwrap().starts_with(&told), "{listed}");
    // It was told, and not mended.
    let row = system.position().find_unique(named()).exec().await.unwrap().unwrap();
    assert_eq!(row.fees, spoilt.fees);

    system.position().update(named(), [position::fees::set(held.fees)]).exec().await.unwrap();
    let retried = owner.api.mutate("jobs.retry", json!({ "id": dead.id })).await.data();
    assert_eq!(retried["status"], "WAITING");
    let done = once(&system, "the job is done", KIND, |job| job.done_at.is_some()).await;
    assert_eq!((done.status, done.attempts, done.error), (JobStatus::Waiting, 0, None));
    let (succeeded, said) = command(&database, &["list"]).await;
    assert!(succeeded && said.contains("no job has failed"), "{said}");
}

#[tokio::test]
async fn what_ends_its_worker_each_time_is_dead_in_the_end() {
    let database = Database::migrated().await;
    let system = database.system().await;
    let tenant = with_account(&system).await;
    let long_ago = SystemSource.now() - TimeDelta::minutes(1);
    let left = vec![
        job::tenant_id::set(Some(tenant.id)),
        job::status::set(JobStatus::Running),
        job::attempts::set(6),
        job::leased_until::set(Some(long_ago)),
    ];
    let id = system.job().create("reconciliation", long_ago, left).exec().await.unwrap().id;
    let _worker = Worker::start(&database).await;
    let dead = once(&system, "its death", "reconciliation", |job| job.status == JobStatus::Dead).await;
    assert!(dead.error.unwrap().contains("was not heard of any more"));
    let (succeeded, said) = command(&database, &["retry", &Uuid::nil().to_string()]).await;
    assert!(!succeeded && said.contains("names no job"), "{said}");
    let (succeeded, said) = command(&database, &["discard", &id.to_string()]).await;
    assert!(succeeded && said.contains("reconciliation is done next at"), "{said}");
    let row = found(&system, "reconciliation").await.unwrap();
    assert_eq!((row.status, row.attempts, row.error), (JobStatus::Waiting, 0, None));
    let (succeeded, said) = command(&database, &["retry", &id.to_string()]).await;
    assert!(succeeded && said.contains("begun as soon as a worker is free"), "{said}");
    once(&system, "the job is done", "reconciliation", |job| job.done_at.is_some()).await;
}

#[tokio::test]
async fn an_account_that_cannot_be_added_up_keeps_no_other_from_being_written_down() {
    let database = Database::migrated().await;
    let system = database.system().await;
    let (broken, whole) = (with_account(&system).await, with_account(&system).await);
    // More than an amount can be, together with what the account began with.
    let owner = database.owner().await;
    let spoil = "UPDATE bot_accounts SET realized = 9999999999999999, unrealized = 9999999999999999 WHERE tenant_id = $1";
    owner.execute(spoil, &[&broken.id]).await.unwrap();
    let _worker = Worker::start(&database).await;
    let failed = once(&system, "the failure", SNAPSHOTS, |job| job.error.is_some()).await;
    assert_eq!(failed.done_at, None);
    let written =
        |tenant: Uuid| system.equity_snapshot().count([equity_snapshot::tenant_id::equals(tenant)]).exec();
    assert_eq!(written(broken.id).await.unwrap(), 0);
    assert!(written(whole.id).await.unwrap() >= 2);
}
