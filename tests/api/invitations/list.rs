//! `invitations.list`: the tenant's invitations, newest first.

use prisma::Role;
use serde_json::{Value, json};

use super::stranger_invited;
use crate::harness::{BAD_REQUEST, FORBIDDEN, UNAUTHORIZED, world};

#[tokio::test]
async fn shows_the_newest_first_page_after_page_and_no_token() {
    let world = world().await;
    let tenant = world.tenant().await;
    let admin = tenant.person(Role::Admin).await;
    let (first, _) = stranger_invited(&admin).await;
    let (second, _) = stranger_invited(&admin).await;
    let (third, token) = stranger_invited(&admin).await;
    let answer = admin.api.query("invitations.list", json!({ "limit": 2 })).await;
    assert!(!answer.body.contains(&token) && !answer.body.contains("oken"), "{}", answer.body);
    let page = answer.data();
    assert_eq!(page["items"], json!([third, second]));
    let last = json!({ "limit": 2, "cursor": page["nextCursor"] });
    let last = admin.api.query("invitations.list", last).await.data();
    assert_eq!((&last["items"], &last["nextCursor"]), (&json!([first]), &Value::Null));
}

#[tokio::test]
async fn never_shows_another_tenants_invitations() {
    let world = world().await;
    let (ours, theirs) = (world.tenant().await, world.tenant().await);
    let (other, _) = stranger_invited(&theirs.person(Role::Owner).await).await;
    let owner = ours.person(Role::Owner).await;
    assert_eq!(owner.api.query("invitations.list", json!({})).await.data()["items"], json!([]));
    let answer = owner.api.query("invitations.list", json!({ "cursor": other["id"] })).await;
    answer.refused(BAD_REQUEST, "this cursor belongs to no page");
}

#[tokio::test]
async fn is_for_those_who_manage_members() {
    let world = world().await;
    let tenant = world.tenant().await;
    world.anonymous().query("invitations.list", json!({})).await.refused(UNAUTHORIZED, "log in");
    for caller in [tenant.person(Role::Viewer).await.api, tenant.api] {
        caller.query("invitations.list", json!({})).await.refused(FORBIDDEN, "does not allow this");
    }
}

#[tokio::test]
async fn what_is_out_of_bounds_is_named() {
    let world = world().await;
    let admin = world.tenant().await.person(Role::Admin).await;
    for (field, value) in
        [("cursor", json!("x")), ("limit", json!(0)), ("limit", json!(201)), ("all", json!(1))]
    {
        admin.api.query("invitations.list", json!({ field: value })).await.refused(BAD_REQUEST, field);
    }
}
