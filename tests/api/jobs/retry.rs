//! `jobs.retry`: has background work tried again at once.

use chrono::TimeDelta;
use prisma::{JobStatus, Role, job};
use prisma_client_rust::{Source, SystemSource};
use serde_json::json;
use uuid::Uuid;

use crate::harness::{BAD_REQUEST, FORBIDDEN, NOT_FOUND, Tenant, UNAUTHORIZED, world};

async fn row(tenant: &Tenant, id: Uuid) -> job::Data {
    tenant.system.job().find_unique(job::id::equals(id)).exec().await.unwrap().unwrap()
}

#[tokio::test]
async fn a_dead_job_waits_to_be_begun_at_once_and_the_log_says_who_asked() {
    let world = world().await;
    let tenant = world.tenant().await;
    let owner = tenant.person(Role::Owner).await;
    let id = tenant.job().await;
    let retried = owner.api.mutate("jobs.retry", json!({ "id": id })).await.data();
    assert_eq!(json!([retried["status"], retried["attempts"]]), json!(["WAITING", 0]));
    // What it failed with is known until it is done.
    assert_eq!(retried["error"], "Position 7 is 1; its fills make 2.");
    let row = row(&tenant, id).await;
    assert!(row.status == JobStatus::Waiting && row.run_at <= SystemSource.now());
    let deeds = tenant.deeds().await;
    assert_eq!(deeds.len(), 1);
    assert_eq!(json!([deeds[0][1], deeds[0][2]]), json!(["job.retry", id]));
    assert_eq!(deeds[0][3]["before"]["status"], "DEAD");
    assert_eq!(deeds[0][3]["after"]["status"], "WAITING");
}

#[tokio::test]
async fn one_that_is_being_done_stays_as_it_is() {
    let world = world().await;
    let tenant = world.tenant().await;
    let owner = tenant.person(Role::Owner).await;
    let id = tenant.job().await;
    let lease = Some(SystemSource.now() + TimeDelta::minutes(1));
    let runs = [job::status::set(JobStatus::Running), job::leased_until::set(lease)];
    let before = tenant.system.job().update(job::id::equals(id), runs).exec().await.unwrap();
    let retried = owner.api.mutate("jobs.retry", json!({ "id": id })).await.data();
    assert_eq!(retried["status"], "RUNNING");
    assert_eq!(row(&tenant, id).await, before);
    assert_eq!(tenant.deeds().await.len(), 0);
}

#[tokio::test]
async fn another_tenants_job_is_no_job_and_neither_is_the_services_own() {
    let world = world().await;
    let (ours, theirs) = (world.tenant().await, world.tenant().await);
    let owner = ours.person(Role::Owner).await;
    let id = theirs.job().await;
    let before = row(&theirs, id).await;
    let (now, kind) = (SystemSource.now(), format!("test.{}", SystemSource.uuid_v7()));
    let services = world.system.job().create(kind, now, []).exec().await.unwrap();
    let mut errors = Vec::new();
    for id in [id, services.id, SystemSource.uuid_v7()] {
        let answer = owner.api.mutate("jobs.retry", json!({ "id": id })).await;
        let mut error = answer.refused(NOT_FOUND, "there is no such job");
        error["data"]["requestId"].take();
        errors.push(error);
    }
    assert!(errors.windows(2).all(|pair| pair[0] == pair[1]));
    assert_eq!(row(&theirs, id).await, before);
}

#[tokio::test]
async fn is_for_owners_and_wants_an_id() {
    let world = world().await;
    let tenant = world.tenant().await;
    let input = json!({ "id": tenant.job().await });
    world.anonymous().mutate("jobs.retry", input.clone()).await.refused(UNAUTHORIZED, "log in");
    for caller in [tenant.person(Role::Admin).await.api, tenant.api.clone()] {
        caller.mutate("jobs.retry", input.clone()).await.refused(FORBIDDEN, "does not allow this");
    }
    let owner = tenant.person(Role::Owner).await;
    for (input, said) in [(json!({}), "id"), (json!({ "id": "x" }), "id")] {
        owner.api.mutate("jobs.retry", input).await.refused(BAD_REQUEST, said);
    }
}
