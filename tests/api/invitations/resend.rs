//! `invitations.resend`: sends an invitation again, with another link.

use prisma::Role;
use prisma_client_rust::{Source, SystemSource};
use serde_json::json;

use super::{invited, last_token, stranger_invited};
use crate::harness::{
    BAD_REQUEST, CONFLICT, FORBIDDEN, NOT_FOUND, UNAUTHORIZED, fresh_email, letters, world,
};

#[tokio::test]
async fn another_link_is_sent_and_the_one_before_is_worth_nothing() {
    let world = world().await;
    let tenant = world.tenant().await;
    let admin = tenant.person(Role::Admin).await;
    let email = fresh_email();
    let (invitation, first) = invited(&admin, &email).await;
    let sent = admin.api.mutate("invitations.resend", json!({ "id": invitation["id"] })).await.data();
    assert_eq!(sent["id"], invitation["id"]);
    let second = last_token(&admin, &email).await;
    assert_ne!(first, second);
    assert_eq!(letters(&admin.api, &email).await.len(), 2);
    let old = world.anonymous().query("invitations.get", json!({ "token": first })).await;
    old.refused(NOT_FOUND, "open the newest one");
    world.anonymous().query("invitations.get", json!({ "token": second })).await.data();
    assert_eq!(tenant.deeds().await[1][1], "invitation.resend");
}

#[tokio::test]
async fn what_is_over_is_not_sent_again() {
    let world = world().await;
    let admin = world.tenant().await.person(Role::Admin).await;
    let (invitation, _) = stranger_invited(&admin).await;
    let input = json!({ "id": invitation["id"] });
    admin.api.mutate("invitations.revoke", input.clone()).await.data();
    admin.api.mutate("invitations.resend", input).await.refused(CONFLICT, "this invitation is over");
}

#[tokio::test]
async fn an_owners_invitation_is_sent_by_owners() {
    let world = world().await;
    let tenant = world.tenant().await;
    let (owner, admin) = (tenant.person(Role::Owner).await, tenant.person(Role::Admin).await);
    let input = json!({ "email": fresh_email(), "role": "OWNER" });
    let id = owner.api.mutate("invitations.create", input).await.data()["id"].take();
    let answer = admin.api.mutate("invitations.resend", json!({ "id": id })).await;
    assert_eq!(answer.refused(FORBIDDEN, "")["data"]["error"]["permission"], "OWNERS_MANAGE");
}

#[tokio::test]
async fn another_tenants_invitation_is_none() {
    let world = world().await;
    let (ours, theirs) = (world.tenant().await, world.tenant().await);
    let (owner, other) = (ours.person(Role::Owner).await, theirs.person(Role::Owner).await);
    let (invitation, token) = stranger_invited(&other).await;
    let mut errors = Vec::new();
    for id in [invitation["id"].clone(), json!(SystemSource.uuid_v7())] {
        let answer = owner.api.mutate("invitations.resend", json!({ "id": id })).await;
        let mut error = answer.refused(NOT_FOUND, "there is no such invitation");
        error["data"]["requestId"].take();
        errors.push(error);
    }
    assert_eq!(errors[0], errors[1]);
    world.anonymous().query("invitations.get", json!({ "token": token })).await.data();
}

#[tokio::test]
async fn is_for_those_who_manage_members_and_takes_an_id() {
    let world = world().await;
    let tenant = world.tenant().await;
    let input = json!({ "id": SystemSource.uuid_v7() });
    world.anonymous().mutate("invitations.resend", input.clone()).await.refused(UNAUTHORIZED, "log in");
    for caller in [tenant.person(Role::Viewer).await.api, tenant.api.clone()] {
        caller.mutate("invitations.resend", input.clone()).await.refused(FORBIDDEN, "does not allow this");
    }
    let admin = tenant.person(Role::Admin).await;
    admin.api.mutate("invitations.resend", json!({ "id": "x" })).await.refused(BAD_REQUEST, "id");
}
