//! `invitations.revoke`: takes an invitation back.

use prisma::Role;
use prisma_client_rust::{Source, SystemSource};
use serde_json::json;

use super::stranger_invited;
use crate::harness::{
    BAD_REQUEST, CONFLICT, FORBIDDEN, NOT_FOUND, PASSWORD, PRECONDITION_FAILED, UNAUTHORIZED, world,
};

#[tokio::test]
async fn its_link_is_worth_nothing_from_here_on() {
    let world = world().await;
    let tenant = world.tenant().await;
    let admin = tenant.person(Role::Admin).await;
    let (invitation, token) = stranger_invited(&admin).await;
    let input = json!({ "id": invitation["id"] });
    let first = admin.api.mutate("invitations.revoke", input.clone()).await.data();
    assert!(first["revokedAt"].is_string());
    assert_eq!(admin.api.mutate("invitations.revoke", input).await.data(), first);
    assert_eq!(tenant.deeds().await.len(), 2);
    let stranger = world.anonymous();
    let error = stranger.query("invitations.get", json!({ "token": token })).await;
    error.refused(PRECONDITION_FAILED, "was taken back");
    let accepting = json!({ "token": token, "name": "Ada", "password": PASSWORD });
    stranger.mutate("invitations.accept", accepting).await.refused(PRECONDITION_FAILED, "was taken back");
}

#[tokio::test]
async fn what_was_accepted_stays() {
    let world = world().await;
    let admin = world.tenant().await.person(Role::Admin).await;
    let (invitation, token) = stranger_invited(&admin).await;
    let accepting = json!({ "token": token, "name": "Ada", "password": PASSWORD });
    world.anonymous().mutate("invitations.accept", accepting).await.data();
    let answer = admin.api.mutate("invitations.revoke", json!({ "id": invitation["id"] })).await;
    answer.refused(CONFLICT, "remove the member instead");
}

#[tokio::test]
async fn another_tenants_invitation_is_none() {
    let world = world().await;
    let (ours, theirs) = (world.tenant().await, world.tenant().await);
    let (owner, other) = (ours.person(Role::Owner).await, theirs.person(Role::Owner).await);
    let (invitation, token) = stranger_invited(&other).await;
    let mut errors = Vec::new();
    for id in [invitation["id"].clone(), json!(SystemSource.uuid_v7())] {
        let answer = owner.api.mutate("invitations.revoke", json!({ "id": id })).await;
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
    world.anonymous().mutate("invitations.revoke", input.clone()).await.refused(UNAUTHORIZED, "log in");
    for caller in [tenant.person(Role::Viewer).await.api, tenant.api.clone()] {
        caller.mutate("invitations.revoke", input.clone()).await.refused(FORBIDDEN, "does not allow this");
    }
    let admin = tenant.person(Role::Admin).await;
    admin.api.mutate("invitations.revoke", json!({ "id": "x" })).await.refused(BAD_REQUEST, "id");
}
