//! `audit.verify`: whether the tenant's log is as it was written.

use futures::future::join_all;
use prisma::{Role, audit_entry, audit_head};
use serde_json::{Value, json};
use tokio_postgres::error::SqlState;

use super::done;
use crate::harness::{BAD_REQUEST, FORBIDDEN, Person, Tenant, UNAUTHORIZED, World, world};

/// A tenant in which four things were done, and somebody who may verify that.
async fn with_entries(world: &World) -> (Tenant, Person) {
    let tenant = world.tenant().await;
    let admin = tenant.person(Role::Admin).await;
    done(&tenant, &admin, 4).await;
    (tenant, admin)
}

async fn verdict(person: &Person) -> Value {
    person.api.query("audit.verify", Value::Null).await.data()
}

#[tokio::test]
async fn a_log_that_nobody_touched_is_whole() {
    let world = world().await;
    let (tenant, admin) = with_entries(&world).await;
    let head = tenant.system.audit_head().find_unique(audit_head::tenant_id::equals(tenant.id));
    let head = head.exec().await.unwrap().unwrap();
    let said = verdict(&admin).await;
    assert_eq!(json!([said["type"], said["seq"]]), json!(["Whole", 4]));
    let hash: Vec<u8> = (0..32)
        .map(|at| u8::from_str_radix(&said["hash"].as_str().unwrap()[2 * at..2 * at + 2], 16).unwrap())
        .collect();
    assert_eq!(hash, head.hash);
    let empty = world.tenant().await.person(Role::Owner).await;
    assert_eq!(verdict(&empty).await, json!({ "type": "Whole", "seq": 0, "hash": "0".repeat(64) }));
}

#[tokio::test]
async fn a_chain_that_many_write_at_once_is_whole() {
    let world = world().await;
    let tenant = world.tenant().await;
    let people = join_all((0..4).map(|_| tenant.person(Role::Owner))).await;
    let writing = people.iter().enumerate().flat_map(|(index, person)| {
        (0..15).map(move |number| {
            person.api.mutate("bots.create", json!({ "name": format!("bot {index} {number}") }))
        })
    });
    for answer in join_all(writing).await {
        answer.data();
    }
    let said = verdict(&people[0]).await;
    assert_eq!(json!([said["type"], said["seq"]]), json!(["Whole", 60]));
}

#[tokio::test]
async fn who_serves_can_change_no_entry() {
    let world = world().await;
    let (tenant, _) = with_entries(&world).await;
    let serving = world.database().serving().await;
    serving
        .execute("SELECT set_config('app.tenant_id', $1, false)", &[&tenant.id.to_string()])
        .await
        .unwrap();
    for sql in [
        "UPDATE audit_entries SET actor = 'nobody'",
        "DELETE FROM audit_entries",
        "TRUNCATE audit_entries",
        "DELETE FROM audit_heads",
    ] {
        let error = serving.execute(sql, &[]).await.unwrap_err();
        assert_eq!(error.code(), Some(&SqlState::INSUFFICIENT_PRIVILEGE), "{sql}");
        let error = tenant.system.query_raw(sql, &[]).await.unwrap_err();
        assert!(error.to_string().contains("permission denied"), "{sql}: {error}");
    }
}

#[tokio::test]
async fn what_the_databases_owner_changes_is_found() {
    let world = world().await;
    let owner = world.database().owner().await;
    for (sql, broken) in [
        ("UPDATE audit_entries SET actor = 'somebody else' WHERE tenant_id = $1 AND seq = 2", 2),
        ("UPDATE audit_entries SET detail = '{\"after\": null}' WHERE tenant_id = $1 AND seq = 3", 3),
        ("UPDATE audit_entries SET at = at - interval '1 second' WHERE tenant_id = $1 AND seq = 1", 1),
        ("UPDATE audit_entries SET ip = '192.0.2.1' WHERE tenant_id = $1 AND seq = 4", 4),
        ("UPDATE audit_entries SET after_digest = sha256('x') WHERE tenant_id = $1 AND seq = 3", 3),
        ("UPDATE audit_entries SET before_digest = NULL WHERE tenant_id = $1 AND seq = 2", 2),
        ("UPDATE audit_entries SET hash = sha256('x') WHERE tenant_id = $1 AND seq = 2", 2),
        ("DELETE FROM audit_entries WHERE tenant_id = $1 AND seq = 2", 2),
        ("DELETE FROM audit_entries WHERE tenant_id = $1 AND seq = 4", 4),
        ("UPDATE audit_heads SET seq = 3 WHERE tenant_id = $1", 4),
        ("UPDATE audit_heads SET hash = sha256('x') WHERE tenant_id = $1", 5),
    ] {
        let (tenant, admin) = with_entries(&world).await;
        assert_eq!(owner.execute(sql, &[&tenant.id]).await.unwrap(), 1, "{sql}");
        assert_eq!(verdict(&admin).await, json!({ "type": "Broken", "seq": broken }), "{sql}");
    }
}

#[tokio::test]
async fn an_end_that_was_cut_off_shows_in_the_head_that_was_kept() {
    let world = world().await;
    let (tenant, admin) = with_entries(&world).await;
    let kept = verdict(&admin).await;
    let owner = world.database().owner().await;
    // Whoever owns the database and knows the rules can cut the end off and mend the head.
    let third = [audit_entry::tenant_id::equals(tenant.id), audit_entry::seq::equals(3)];
    let third = tenant.system.audit_entry().find_first(third).exec().await.unwrap().unwrap();
    owner.execute("DELETE FROM audit_entries WHERE tenant_id = $1 AND seq = 4", &[&tenant.id]).await.unwrap();
    let head = "UPDATE audit_heads SET seq = 3, hash = $2 WHERE tenant_id = $1";
    owner.execute(head, &[&tenant.id, &third.hash]).await.unwrap();
    let said = verdict(&admin).await;
    assert_eq!(json!([said["type"], said["seq"]]), json!(["Whole", 3]));
    assert!(said["seq"].as_u64() < kept["seq"].as_u64());
}

#[tokio::test]
async fn is_for_those_who_may_read_the_log_and_takes_no_input() {
    let world = world().await;
    let tenant = world.tenant().await;
    world.anonymous().query("audit.verify", Value::Null).await.refused(UNAUTHORIZED, "log in");
    for caller in [tenant.person(Role::Viewer).await.api, tenant.api.clone()] {
        caller.query("audit.verify", Value::Null).await.refused(FORBIDDEN, "does not allow this");
    }
    let admin = tenant.person(Role::Admin).await;
    admin.api.query("audit.verify", json!({ "tenantId": tenant.id })).await.refused(BAD_REQUEST, "tenantId");
}
