//! `members.list`: the tenant's members, in the order in which they came.

use prisma::{Role, membership};
use serde_json::{Value, json};

use crate::harness::{BAD_REQUEST, FORBIDDEN, UNAUTHORIZED, world};

fn emails(page: &Value) -> Vec<&str> {
    page["items"].as_array().unwrap().iter().map(|member| member["email"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn shows_who_came_first_page_after_page() {
    let world = world().await;
    let tenant = world.tenant().await;
    let owner = tenant.person(Role::Owner).await;
    let (admin, viewer) = (tenant.person(Role::Admin).await, tenant.person(Role::Viewer).await);
    let page = owner.api.query("members.list", json!({ "limit": 2 })).await.data();
    assert_eq!(emails(&page), [&*owner.email, &*admin.email]);
    let first = &page["items"][0];
    assert_eq!(json!([first["userId"], first["name"], first["role"]]), json!([owner.id, "", "OWNER"]));
    let last = json!({ "limit": 2, "cursor": page["nextCursor"] });
    let last = admin.api.query("members.list", last).await.data();
    assert_eq!((emails(&last), &last["nextCursor"]), (vec![&*viewer.email], &Value::Null));
}

#[tokio::test]
async fn never_shows_another_tenants_members() {
    let world = world().await;
    let (ours, theirs) = (world.tenant().await, world.tenant().await);
    let owner = ours.person(Role::Owner).await;
    let other = theirs.person(Role::Owner).await;
    assert_eq!(emails(&owner.api.query("members.list", json!({})).await.data()), [&*owner.email]);
    let place = world.system.membership().find_first([membership::user_id::equals(other.id)]);
    let place = place.exec().await.unwrap().unwrap().id;
    let answer = owner.api.query("members.list", json!({ "cursor": place })).await;
    answer.refused(BAD_REQUEST, "this cursor belongs to no page");
}

#[tokio::test]
async fn is_for_those_who_manage_members() {
    let world = world().await;
    let tenant = world.tenant().await;
    world.anonymous().query("members.list", json!({})).await.refused(UNAUTHORIZED, "log in");
    for caller in [tenant.person(Role::Viewer).await.api, tenant.person(Role::Trader).await.api, tenant.api] {
        let error = caller.query("members.list", json!({})).await.refused(FORBIDDEN, "does not allow this");
        assert_eq!(error["data"]["error"]["permission"], "MEMBERS_MANAGE");
    }
}

#[tokio::test]
async fn what_is_out_of_bounds_is_named() {
    let world = world().await;
    let admin = world.tenant().await.person(Role::Admin).await;
    for (field, value) in
        [("cursor", json!("x")), ("limit", json!(0)), ("limit", json!(201)), ("all", json!(1))]
    {
        admin.api.query("members.list", json!({ field: value })).await.refused(BAD_REQUEST, field);
    }
}
