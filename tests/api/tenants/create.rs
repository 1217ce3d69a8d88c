//! `tenants.create`: makes a tenant that the person owns.

use prisma::{Role, audit_head, membership, stream_head};
use prisma_client_rust::{Source, SystemSource};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{BAD_REQUEST, CONFLICT, FORBIDDEN, UNAUTHORIZED, world};

#[tokio::test]
async fn a_viewer_elsewhere_owns_what_they_make() {
    let world = world().await;
    let tenant = world.tenant().await;
    let person = tenant.person(Role::Viewer).await;
    let made = person.api.mutate("tenants.create", json!({ "name": "Acme & Söhne" })).await.data();
    assert_eq!(json!([made["name"], made["role"]]), json!(["Acme & Söhne", "OWNER"]));
    assert!(made["slug"].as_str().unwrap().starts_with("acme-s-hne"), "{made}");
    // The session stays where it is.
    assert_eq!(person.api.query("auth.me", Value::Null).await.data()["tenant"]["id"], json!(tenant.id));

    let id: Uuid = made["id"].as_str().unwrap().parse().unwrap();
    let stream = world.system.stream_head().count([stream_head::tenant_id::equals(id)]);
    let log = world.system.audit_head().find_unique(audit_head::tenant_id::equals(id));
    assert_eq!(stream.exec().await.unwrap(), 1);
    assert_eq!(log.exec().await.unwrap().unwrap().seq, 1);
    let entries = world.system.audit_entry().find_many([prisma::audit_entry::tenant_id::equals(id)]);
    let entries = entries.exec().await.unwrap();
    assert_eq!((&*entries[0].action, &*entries[0].actor), ("tenant.create", &*person.email));
}

#[tokio::test]
async fn a_slug_is_one_tenants() {
    let world = world().await;
    let person = world.tenant().await.person(Role::Owner).await;
    let mut slugs = Vec::new();
    for _ in 0..3 {
        let made = person.api.mutate("tenants.create", json!({ "name": "One Name" })).await.data();
        slugs.push(made["slug"].as_str().unwrap().to_owned());
    }
    slugs.sort();
    slugs.dedup();
    assert!(slugs.len() == 3 && slugs.iter().all(|slug| slug.starts_with("one-name")), "{slugs:?}");
}

#[tokio::test]
async fn under_one_name_many_requests_make_one_tenant() {
    let world = world().await;
    let person = world.tenant().await.person(Role::Owner).await;
    let named = json!({ "name": "Once", "idempotencyKey": SystemSource.uuid_v4() });
    let asking = (0..20).map(|_| person.api.mutate("tenants.create", named.clone()));
    let answers: Vec<_> =
        futures::future::join_all(asking).await.iter().map(|answer| answer.data()).collect();
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    let places = world.system.membership().count([membership::user_id::equals(person.id)]);
    assert_eq!(places.exec().await.unwrap(), 2);
    let mut other = named;
    other["name"] = json!("Twice");
    person.api.mutate("tenants.create", other).await.refused(CONFLICT, "used for another request");
}

#[tokio::test]
async fn is_for_people_alone() {
    let world = world().await;
    let input = json!({ "name": "New" });
    world.anonymous().mutate("tenants.create", input.clone()).await.refused(UNAUTHORIZED, "log in");
    let program = world.tenant().await.api;
    program.mutate("tenants.create", input).await.refused(FORBIDDEN, "not for API keys");
}

#[tokio::test]
async fn what_is_no_name_is_refused() {
    let world = world().await;
    let person = world.tenant().await.person(Role::Owner).await;
    for bad in [json!(""), json!(" a"), json!("a\u{7f}"), json!("x".repeat(65)), Value::Null] {
        person.api.mutate("tenants.create", json!({ "name": bad })).await.refused(BAD_REQUEST, "name");
    }
    person.api.mutate("tenants.create", json!({ "name": "x".repeat(64) })).await.data();
    let chosen = json!({ "name": "a", "slug": "demo" });
    person.api.mutate("tenants.create", chosen).await.refused(BAD_REQUEST, "slug");
}
