//! `invitations.accept`: takes the place that a link offers.

use futures::future::join_all;
use prisma::{Role, membership, user};
use serde_json::{Value, json};

use super::{invited, stranger_invited};
use crate::harness::{
    BAD_REQUEST, FORBIDDEN, Newcomer, PASSWORD, PRECONDITION_FAILED, UNPROCESSABLE_CONTENT, cookie,
    eventually, fresh_email, world,
};

fn anew(token: &str) -> Value {
    json!({ "token": token, "name": "Grace Hopper", "password": PASSWORD })
}

#[tokio::test]
async fn somebody_new_is_a_member_and_logged_in() {
    let world = world().await;
    let tenant = world.tenant().await;
    let admin = tenant.person(Role::Admin).await;
    let email = fresh_email();
    let (invitation, token) = invited(&admin, &email).await;
    let answer = world.anonymous().mutate("invitations.accept", anew(&token)).await;
    let me = answer.data();
    assert_eq!(json!([me["user"]["email"], me["user"]["name"]]), json!([email, "Grace Hopper"]));
    assert_eq!(json!([me["tenant"]["id"], me["role"]]), json!([tenant.id, "TRADER"]));
    let grace = world.anonymous().with_session(&cookie(&answer, "tickwire").unwrap());
    assert_eq!(grace.query("auth.me", Value::Null).await.data(), me);
    assert!(cookie(&answer, "tickwire-device").is_some());
    let login = json!({ "email": email, "password": PASSWORD });
    world.anonymous().mutate("auth.login", login).await.data();

    let actions: Vec<_> = tenant.deeds().await.iter().map(|deed| deed[1].clone()).collect();
    assert_eq!(json!(actions[..3]), json!(["invitation.create", "invitation.accept", "auth.login"]));
    assert_eq!(tenant.deeds().await[1][2], invitation["id"]);
}

#[tokio::test]
async fn an_invitation_is_accepted_once() {
    let world = world().await;
    let tenant = world.tenant().await;
    let admin = tenant.person(Role::Admin).await;
    let email = fresh_email();
    let (_, token) = invited(&admin, &email).await;
    let stranger = world.anonymous();
    let all = join_all((0..4).map(|_| stranger.mutate("invitations.accept", anew(&token)))).await;
    assert_eq!(all.iter().filter(|answer| answer.status == 200).count(), 1);
    let people = world.system.user().count([user::email::equals(email)]).exec().await.unwrap();
    let places = [membership::tenant_id::equals(tenant.id), membership::role::equals(Role::Trader)];
    assert_eq!((people, world.system.membership().count(places).exec().await.unwrap()), (1, 1));
    let answer = stranger.mutate("invitations.accept", anew(&token)).await;
    let error = answer.refused(PRECONDITION_FAILED, "accepted already");
    let expected = json!({ "type": "InvitationOver", "why": { "type": "InvitationAccepted" } });
    assert_eq!(error["data"]["error"], expected);
}

#[tokio::test]
async fn a_person_who_is_logged_in_goes_on_in_the_tenant() {
    let world = world().await;
    let (tenant, home) = (world.tenant().await, world.tenant().await);
    let admin = tenant.person(Role::Admin).await;
    let person = home.person(Role::Owner).await;
    let (_, token) = invited(&admin, &person.email).await;
    let answer = person.api.mutate("invitations.accept", json!({ "token": token })).await;
    let me = answer.data();
    assert_eq!(
        json!([me["user"]["id"], me["tenant"]["id"], me["role"]]),
        json!([person.id, tenant.id, "TRADER"])
    );
    let there = person.api.with_session(&cookie(&answer, "tickwire").unwrap());
    assert_eq!(there.query("auth.me", Value::Null).await.data(), me);
    let tenants = there.query("tenants.list", Value::Null).await.data();
    assert_eq!(tenants.as_array().unwrap().len(), 2);
    eventually("the old token's end", async || {
        (person.api.query("auth.me", Value::Null).await.status == 401).then_some(())
    })
    .await;
}

#[tokio::test]
async fn the_address_decides_whose_it_is() {
    let world = world().await;
    let tenant = world.tenant().await;
    let admin = tenant.person(Role::Admin).await;
    let (person, other) = (world.tenant().await.person(Role::Owner).await, tenant.person(Role::Viewer).await);
    let (_, token) = invited(&admin, &person.email.to_uppercase()).await;
    let error =
        other.api.mutate("invitations.accept", json!({ "token": token })).await.refused(FORBIDDEN, "");
    assert_eq!(error["data"]["error"]["type"], "OtherAddress");
    // Somebody with the link alone does not become the person whose address it is.
    let answer = world.anonymous().mutate("invitations.accept", anew(&token)).await;
    assert_eq!(answer.refused(PRECONDITION_FAILED, "log in")["data"]["error"]["type"], "LogInFirst");
    assert!(cookie(&answer, "tickwire").is_none());
    let program = tenant.api.mutate("invitations.accept", json!({ "token": token })).await;
    program.refused(FORBIDDEN, "not for API keys");
    person.api.mutate("invitations.accept", json!({ "token": token })).await.data();
}

#[tokio::test]
async fn a_person_whose_last_place_went_is_told_so_and_comes_back_by_invitation() {
    let world = world().await;
    let ada = Newcomer::register(&world.anonymous()).await;
    let id: uuid::Uuid = ada.me["user"]["id"].as_str().unwrap().parse().unwrap();
    world.system.membership().delete_many([membership::user_id::equals(id)]).exec().await.unwrap();
    let refused = world.anonymous().mutate("auth.login", ada.login()).await;
    let error = refused.refused(FORBIDDEN, "not a member of any team");
    assert_eq!(error["data"]["error"]["type"], "NoTenant");

    let tenant = world.tenant().await;
    let (_, token) = invited(&tenant.person(Role::Admin).await, &ada.email).await;
    let answer = world.anonymous().mutate("invitations.accept", json!({ "token": token })).await;
    assert_eq!((answer.data(), cookie(&answer, "tickwire")), (Value::Null, None));
    let me = world.anonymous().mutate("auth.login", ada.login()).await.data();
    assert_eq!(json!([me["tenant"]["id"], me["role"]]), json!([tenant.id, "TRADER"]));
}

#[tokio::test]
async fn somebody_new_needs_a_name_and_a_password_that_does() {
    let world = world().await;
    let admin = world.tenant().await.person(Role::Admin).await;
    let (_, token) = stranger_invited(&admin).await;
    let stranger = world.anonymous();
    for input in [json!({ "token": token }), json!({ "token": token, "name": "Grace" })] {
        let error =
            stranger.mutate("invitations.accept", input).await.refused(BAD_REQUEST, "choose a password");
        assert_eq!(error["data"]["error"]["type"], "NewPersonNeeded");
    }
    let weak = json!({ "token": token, "name": "Grace", "password": "password1" });
    let answer = stranger.mutate("invitations.accept", weak).await;
    answer.refused(UNPROCESSABLE_CONTENT, "too easily guessed");
    for (field, value) in [
        ("name", json!("")),
        ("password", json!("short")),
        ("password", json!("x".repeat(257))),
        ("token", json!("")),
        ("role", json!("OWNER")),
    ] {
        let mut input = anew(&token);
        input[field] = value;
        stranger.mutate("invitations.accept", input).await.refused(BAD_REQUEST, field);
    }
    // After all that the invitation still stands.
    stranger.mutate("invitations.accept", anew(&token)).await.data();
}
