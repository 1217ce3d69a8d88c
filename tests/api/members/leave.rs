//! `members.leave`: gives one's own place up.

use prisma::{Role, membership};
use reqwest::header::SET_COOKIE;
use serde_json::{Value, json};

use crate::harness::{BAD_REQUEST, CONFLICT, FORBIDDEN, UNAUTHORIZED, eventually, world};

#[tokio::test]
async fn whoever_leaves_is_gone_and_so_is_the_session() {
    let world = world().await;
    let tenant = world.tenant().await;
    let viewer = tenant.person(Role::Viewer).await;
    let answer = viewer.api.mutate("members.leave", Value::Null).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let taken_back = answer.headers.get(SET_COOKIE).unwrap().to_str().unwrap();
    assert!(taken_back.starts_with("tickwire=; "), "{taken_back}");
    eventually("the session's end", async || {
        (viewer.api.query("auth.me", Value::Null).await.status == 401).then_some(())
    })
    .await;
    let places = [membership::user_id::equals(viewer.id)];
    assert_eq!(tenant.system.membership().count(places).exec().await.unwrap(), 0);
    let detail = json!({ "before": { "role": "VIEWER" }, "after": null });
    assert_eq!(tenant.deeds().await, [json!([viewer.email, "member.leave", viewer.id, detail])]);
}

#[tokio::test]
async fn the_last_owner_stays() {
    let world = world().await;
    let tenant = world.tenant().await;
    let (owner, admin) = (tenant.person(Role::Owner).await, tenant.person(Role::Admin).await);
    let error = owner.api.mutate("members.leave", Value::Null).await.refused(CONFLICT, "make somebody else");
    assert_eq!(error["data"]["error"]["type"], "LastOwner");
    owner.api.query("auth.me", Value::Null).await.data();
    let up = json!({ "userId": admin.id, "role": "OWNER" });
    owner.api.mutate("members.changeRole", up).await.data();
    assert_eq!(owner.api.mutate("members.leave", Value::Null).await.status, 200);
}

#[tokio::test]
async fn is_for_people_alone_and_takes_no_input() {
    let world = world().await;
    let tenant = world.tenant().await;
    world.anonymous().mutate("members.leave", Value::Null).await.refused(UNAUTHORIZED, "log in");
    tenant.api.mutate("members.leave", Value::Null).await.refused(FORBIDDEN, "not for API keys");
    let viewer = tenant.person(Role::Viewer).await;
    let other = json!({ "tenantId": tenant.id });
    viewer.api.mutate("members.leave", other).await.refused(BAD_REQUEST, "unknown field `tenantId`");
}
