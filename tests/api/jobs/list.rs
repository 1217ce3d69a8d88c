//! `jobs.list`: what is done for the tenant in the background, and what of it failed.

use chrono::TimeDelta;
use prisma::{Role, job};
use prisma_client_rust::{Source, SystemSource};
use serde_json::{Value, json};

use crate::harness::{FORBIDDEN, Tenant, UNAUTHORIZED, world};

/// A job of the tenant that waits, so long from now.
async fn waiting(tenant: &Tenant, kind: &str, minutes: i64) {
    let set = [job::tenant_id::set(Some(tenant.id))];
    let at = SystemSource.now() + TimeDelta::minutes(minutes);
    tenant.system.job().create(kind, at, set).exec().await.unwrap();
}

#[tokio::test]
async fn tells_of_the_dead_first_then_of_what_comes_next() {
    let world = world().await;
    let (ours, theirs) = (world.tenant().await, world.tenant().await);
    waiting(&ours, "test.later", 20).await;
    waiting(&ours, "test.sooner", 10).await;
    let dead = ours.job().await;
    theirs.job().await;
    let owner = ours.person(Role::Owner).await;
    let jobs = owner.api.query("jobs.list", Value::Null).await.data();
    let kinds: Vec<_> = jobs.as_array().unwrap().iter().skip(1).map(|job| job["kind"].clone()).collect();
    assert_eq!(kinds, ["test.sooner", "test.later"]);
    let first = &jobs[0];
    assert_eq!((&first["id"], &first["status"]), (&json!(dead), &json!("DEAD")));
    assert_eq!(json!([first["attempts"], first["mostAttempts"]]), json!([6, 6]));
    assert_eq!(first["error"], "Position 7 is 1; its fills make 2.");
    assert!(first["failedAt"].is_string() && first["doneAt"].is_null());
    let healthy = json!([jobs[1]["status"], jobs[1]["attempts"], jobs[1]["error"], jobs[1]["failedAt"]]);
    assert_eq!(healthy, json!(["WAITING", 0, null, null]));
}

#[tokio::test]
async fn is_for_owners() {
    let world = world().await;
    let tenant = world.tenant().await;
    world.anonymous().query("jobs.list", Value::Null).await.refused(UNAUTHORIZED, "log in");
    for caller in [tenant.person(Role::Admin).await.api, tenant.api.clone()] {
        let error = caller.query("jobs.list", Value::Null).await.refused(FORBIDDEN, "does not allow this");
        assert_eq!(error["data"]["error"]["permission"], "TENANT_MANAGE");
    }
}
