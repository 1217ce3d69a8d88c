//! `tenants.list`: the tenants in which the person has a place.

use prisma::Role;
use serde_json::{Value, json};

use crate::harness::{BAD_REQUEST, FORBIDDEN, UNAUTHORIZED, world};

#[tokio::test]
async fn shows_a_persons_own_the_first_joined_first() {
    let world = world().await;
    let (first, other) = (world.tenant().await, world.tenant().await);
    let person = first.person(Role::Viewer).await;
    let alone = person.api.query("tenants.list", Value::Null).await.data();
    let here = json!({ "id": first.id, "slug": first.slug, "name": "A team", "role": "VIEWER" });
    assert_eq!(alone, json!([here]));
    world.system.membership().create(other.id, person.id, Role::Admin, []).exec().await.unwrap();
    let made = person.api.mutate("tenants.create", json!({ "name": "Own" })).await.data();
    let all = person.api.query("tenants.list", Value::Null).await.data();
    let there = json!({ "id": other.id, "slug": other.slug, "name": "A team", "role": "ADMIN" });
    assert_eq!(all, json!([here, there, made]));
}

#[tokio::test]
async fn is_for_people_alone_and_takes_no_input() {
    let world = world().await;
    world.anonymous().query("tenants.list", Value::Null).await.refused(UNAUTHORIZED, "log in");
    let tenant = world.tenant().await;
    tenant.api.query("tenants.list", Value::Null).await.refused(FORBIDDEN, "not for API keys");
    let person = tenant.person(Role::Viewer).await;
    person.api.query("tenants.list", json!({ "user": person.id })).await.refused(BAD_REQUEST, "user");
}
