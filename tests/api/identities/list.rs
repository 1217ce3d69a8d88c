//! `identities.list`: what the person signs in by elsewhere.

use prisma::Role;
use serde_json::{Value, json};

use super::linked;
use crate::harness::{FORBIDDEN, UNAUTHORIZED, world};

#[tokio::test]
async fn ones_own_are_listed_and_nobody_elses() {
    let world = world().await;
    let tenant = world.tenant().await;
    let (ada, eve) = (tenant.person(Role::Viewer).await, tenant.person(Role::Owner).await);
    let first = linked(&world, &ada, "https://one.example").await;
    let second = linked(&world, &ada, "https://two.example").await;
    linked(&world, &eve, "https://one.example").await;
    let listed = ada.api.query("identities.list", Value::Null).await.data();
    let shown = |at: usize| json!([listed[at]["id"], listed[at]["provider"], listed[at]["name"]]);
    assert_eq!(listed.as_array().unwrap().len(), 2, "{listed}");
    // Of an issuer that is no provider here.
    assert_eq!(shown(0), json!([first, null, "https://one.example"]));
    assert_eq!(shown(1), json!([second, null, "https://two.example"]));
}

#[tokio::test]
async fn is_for_people_who_are_logged_in() {
    let world = world().await;
    world.anonymous().query("identities.list", Value::Null).await.refused(UNAUTHORIZED, "log in");
    let key = world.tenant().await.api;
    key.query("identities.list", Value::Null).await.refused(FORBIDDEN, "not for API keys");
}
