//! `invitations.create`: offers somebody a place in the tenant.

use prisma::{Role, invitation};
use prisma_client_rust::{Source, SystemSource};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::invited;
use crate::harness::{BAD_REQUEST, CONFLICT, FORBIDDEN, UNAUTHORIZED, fresh_email, letters, world};

#[tokio::test]
async fn a_link_is_sent_and_its_hash_alone_is_kept() {
    let world = world().await;
    let tenant = world.tenant().await;
    let admin = tenant.person(Role::Admin).await;
    let email = fresh_email();
    let (invitation, token) = invited(&admin, &email).await;
    assert_eq!(
        json!([invitation["email"], invitation["role"], invitation["invitedBy"], invitation["acceptedAt"]]),
        json!([email, "TRADER", admin.email, null])
    );
    let letter = &letters(&admin.api, &email).await[0];
    let text = letter["text"].as_str().unwrap();
    assert!(text.contains("A team") && text.contains(&admin.email) && text.contains("trader"), "{text}");
    assert_eq!(token.len(), 43);
    let hash = Sha256::digest(&token).to_vec();
    let row = world.system.invitation().find_unique(invitation::token_hash::equals(hash)).exec().await;
    assert_eq!(json!(row.unwrap().unwrap().id), invitation["id"]);

    let deeds = tenant.deeds().await;
    assert_eq!(
        json!(deeds[0].as_array().unwrap()[..3]),
        json!([admin.email, "invitation.create", invitation["id"]])
    );
    assert!(!json!(deeds).to_string().contains(&token));
}

#[tokio::test]
async fn nobody_is_invited_twice_and_no_member_at_all() {
    let world = world().await;
    let tenant = world.tenant().await;
    let admin = tenant.person(Role::Admin).await;
    let email = fresh_email();
    let (invitation, _) = invited(&admin, &email).await;
    let again = json!({ "email": email.to_uppercase(), "role": "VIEWER" });
    let error = admin.api.mutate("invitations.create", again).await.refused(CONFLICT, "invited already");
    let expected = json!({ "type": "AlreadyInvited", "invitationId": invitation["id"] });
    assert_eq!(error["data"]["error"], expected);
    let member = json!({ "email": admin.email, "role": "VIEWER" });
    let error = admin.api.mutate("invitations.create", member).await.refused(CONFLICT, "a member's address");
    assert_eq!(error["data"]["error"]["type"], "AlreadyMember");
    assert_eq!(letters(&admin.api, &email).await.len(), 1);
    // A member of another tenant is nobody here.
    let other = world.tenant().await.person(Role::Owner).await;
    invited(&admin, &other.email).await;
}

#[tokio::test]
async fn owners_are_invited_by_owners() {
    let world = world().await;
    let tenant = world.tenant().await;
    let (owner, admin) = (tenant.person(Role::Owner).await, tenant.person(Role::Admin).await);
    let input = json!({ "email": fresh_email(), "role": "OWNER" });
    let error = admin.api.mutate("invitations.create", input.clone()).await.refused(FORBIDDEN, "");
    assert_eq!(error["data"]["error"]["permission"], "OWNERS_MANAGE");
    owner.api.mutate("invitations.create", input).await.data();
}

#[tokio::test]
async fn under_one_name_many_requests_send_one_letter() {
    let world = world().await;
    let tenant = world.tenant().await;
    let admin = tenant.person(Role::Admin).await;
    let email = fresh_email();
    let named = json!({ "email": email, "role": "VIEWER", "idempotencyKey": SystemSource.uuid_v4() });
    let asking = (0..10).map(|_| admin.api.mutate("invitations.create", named.clone()));
    let answers: Vec<_> =
        futures::future::join_all(asking).await.iter().map(|answer| answer.data()).collect();
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    assert_eq!((letters(&admin.api, &email).await.len(), tenant.deeds().await.len()), (1, 1));
}

#[tokio::test]
async fn a_tenant_sends_so_many_a_day() {
    let world = world().await;
    let tenant = world.tenant().await;
    let admin = tenant.person(Role::Admin).await;
    let now = SystemSource.now();
    let rows = (0..200).map(|_| {
        let token = SystemSource.uuid_v4().into_bytes().to_vec();
        invitation::create(fresh_email(), Role::Viewer, token, "us", now, []).of_tenant(tenant.id)
    });
    world.system.invitation().create_many(rows).exec().await.unwrap();
    let answer =
        admin.api.mutate("invitations.create", json!({ "email": fresh_email(), "role": "VIEWER" })).await;
    assert_eq!(answer.status, 429);
    assert_eq!(answer.error()["data"]["error"]["type"], "TooManyInvitations");
}

#[tokio::test]
async fn is_for_those_who_manage_members() {
    let world = world().await;
    let tenant = world.tenant().await;
    let input = json!({ "email": fresh_email(), "role": "VIEWER" });
    world.anonymous().mutate("invitations.create", input.clone()).await.refused(UNAUTHORIZED, "log in");
    for caller in [tenant.person(Role::Viewer).await.api, tenant.person(Role::Trader).await.api, tenant.api] {
        let error = caller.mutate("invitations.create", input.clone()).await.refused(FORBIDDEN, "");
        assert_eq!(error["data"]["error"]["permission"], "MEMBERS_MANAGE");
    }
}

#[tokio::test]
async fn what_is_wrong_is_named() {
    let world = world().await;
    let admin = world.tenant().await.person(Role::Admin).await;
    for (field, value) in [
        ("email", json!("nobody")),
        ("email", json!("a\r\nBcc: b@example.com")),
        ("email", Value::Null),
        ("role", json!("KING")),
        ("tenantId", json!("x")),
    ] {
        let mut input = json!({ "email": fresh_email(), "role": "VIEWER" });
        input[field] = value;
        admin.api.mutate("invitations.create", input).await.refused(BAD_REQUEST, field);
    }
}
