//! `invitations.get`: what a link offers.

use chrono::TimeDelta;
use prisma::{Role, invitation};
use prisma_client_rust::{Source, SystemSource};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::{invited, stranger_invited};
use crate::harness::{BAD_REQUEST, NOT_FOUND, PRECONDITION_FAILED, fresh_email, world};

#[tokio::test]
async fn whoever_has_the_link_is_told_what_it_offers() {
    let world = world().await;
    let tenant = world.tenant().await;
    let admin = tenant.person(Role::Admin).await;
    let email = fresh_email();
    let (_, token) = invited(&admin, &email).await;
    let offer = world.anonymous().query("invitations.get", json!({ "token": token })).await.data();
    assert_eq!(
        json!([offer["tenant"], offer["email"], offer["role"], offer["invitedBy"], offer["hasAccount"]]),
        json!(["A team", email, "TRADER", admin.email, false])
    );
    let other = world.tenant().await.person(Role::Viewer).await;
    let (_, token) = invited(&admin, &other.email).await;
    let offer = other.api.query("invitations.get", json!({ "token": token })).await.data();
    assert_eq!(offer["hasAccount"], json!(true));
    // A program may look as well.
    tenant.api.query("invitations.get", json!({ "token": token })).await.data();
}

#[tokio::test]
async fn a_link_that_was_never_sent_offers_nothing() {
    let world = world().await;
    for token in ["x", &"A".repeat(43), &"A".repeat(128)] {
        let answer = world.anonymous().query("invitations.get", json!({ "token": token })).await;
        let error = answer.refused(NOT_FOUND, "there is no such invitation");
        assert_eq!(error["data"]["error"]["type"], "UnknownInvitation");
    }
}

#[tokio::test]
async fn an_invitation_stands_for_seven_days() {
    let world = world().await;
    let admin = world.tenant().await.person(Role::Admin).await;
    let (_, token) = stranger_invited(&admin).await;
    let of_token = || invitation::token_hash::equals(Sha256::digest(&token).to_vec());
    let row = world.system.invitation().find_unique(of_token()).exec().await.unwrap().unwrap();
    let left = row.expires_at - SystemSource.now();
    assert!(left > TimeDelta::days(7) - TimeDelta::minutes(1) && left <= TimeDelta::days(7), "{left}");
    let over = [invitation::expires_at::set(SystemSource.now())];
    world.system.invitation().update(of_token(), over).exec().await.unwrap();
    let answer = world.anonymous().query("invitations.get", json!({ "token": token })).await;
    let error = answer.refused(PRECONDITION_FAILED, "has expired");
    assert_eq!(error["data"]["error"]["type"], "InvitationExpired");
}

#[tokio::test]
async fn what_is_no_token_is_refused() {
    let world = world().await;
    for token in [json!(""), json!("x".repeat(129)), json!(7), json!(null)] {
        let answer = world.anonymous().query("invitations.get", json!({ "token": token })).await;
        answer.refused(BAD_REQUEST, "token");
    }
}
