//! `auth.completeRegistration`: makes the person whose link it is, their team, and a session.

use chrono::TimeDelta;
use prisma::{audit_entry, device, email_token, session, user};
use prisma_client_rust::{Source, SystemSource};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::harness::{
    BAD_REQUEST, CONFLICT, NOT_FOUND, Newcomer, Socket, UNPROCESSABLE_CONTENT, World, fresh_email,
    registration, registration_token, world,
};

/// A registration with one field changed.
fn with(token: &str, field: &str, value: &str) -> Value {
    let mut input = registration(token);
    input[field] = value.into();
    input
}

/// The tokens of two links to one fresh address.
async fn two_tokens(world: &World) -> (String, [String; 2]) {
    let (api, email) = (world.anonymous(), fresh_email());
    let first = registration_token(&api, &email).await;
    (email.clone(), [first, registration_token(&api, &email).await])
}

#[tokio::test]
async fn makes_a_person_a_team_and_a_session() {
    let world = world().await;
    let ada = Newcomer::register(&world.anonymous()).await;
    assert_eq!(ada.me["user"]["email"], json!(ada.email));
    assert_eq!(ada.me["user"]["name"], "Ada Lovelace");
    assert_eq!(ada.me["tenant"]["name"], "Analytical Engines");
    assert_eq!(ada.me["role"], "OWNER");
    assert!(ada.me["tenant"]["slug"].as_str().unwrap().starts_with("analytical-engines"), "{}", ada.me);
    assert_eq!(ada.api.query("auth.me", json!(null)).await.data(), ada.me);
    // The team has its stream and its lists from the first moment.
    assert_eq!(ada.api.query("signals.list", json!({})).await.data()["items"], json!([]));
    // The password is kept as a hash, the browser as well.
    let named = user::email::equals(ada.email.clone());
    let row = world.system.user().find_unique(named).exec().await.unwrap().unwrap();
    assert!(row.password_hash.unwrap().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    let known = device::token_hash::equals(Sha256::digest(&ada.cookies[1]).to_vec());
    assert_eq!(world.system.device().find_unique(known).exec().await.unwrap().unwrap().user_id, row.id);
    assert_eq!(ada.cookies[1].len(), 43);
    world.anonymous().mutate("auth.login", ada.login()).await.data();
}

#[tokio::test]
async fn is_written_into_the_teams_log() {
    let world = world().await;
    let ada = Newcomer::register(&world.anonymous()).await;
    let tenant: Uuid = ada.me["tenant"]["id"].as_str().unwrap().parse().unwrap();
    let entries = world.system.audit_entry().find_many([audit_entry::tenant_id::equals(tenant)]);
    let entries = entries.order_by(audit_entry::seq::asc()).exec().await.unwrap();
    let actions: Vec<_> = entries.iter().map(|entry| (&*entry.action, &*entry.actor)).collect();
    assert_eq!(actions, [("auth.register", &*ada.email), ("auth.login", &*ada.email)]);
}

#[tokio::test]
async fn two_teams_of_one_name_have_two_slugs() {
    let world = world().await;
    let (one, other) =
        (Newcomer::register(&world.anonymous()).await, Newcomer::register(&world.anonymous()).await);
    assert_ne!(one.me["tenant"]["slug"], other.me["tenant"]["slug"]);
    assert_eq!(one.me["tenant"]["name"], other.me["tenant"]["name"]);
}

#[tokio::test]
async fn a_link_is_good_once_even_for_two_at_the_same_time() {
    let world = world().await;
    let api = world.anonymous();
    let token = registration_token(&api, &fresh_email()).await;
    let (one, other) = tokio::join!(
        api.mutate("auth.completeRegistration", registration(&token)),
        api.mutate("auth.completeRegistration", registration(&token)),
    );
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 404]);
    let error =
        api.mutate("auth.completeRegistration", registration(&token)).await.refused(NOT_FOUND, "used before");
    assert_eq!(error["data"]["error"]["type"], "InvalidLink");
}

#[tokio::test]
async fn an_address_that_has_become_somebodys_is_told() {
    let world = world().await;
    let (_, [first, second]) = two_tokens(&world).await;
    let api = world.anonymous();
    api.mutate("auth.completeRegistration", registration(&first)).await.data();
    let answer = api.mutate("auth.completeRegistration", registration(&second)).await;
    let error = answer.refused(CONFLICT, "has an account already");
    assert_eq!(error["data"]["error"]["type"], "AlreadyRegistered");
}

#[tokio::test]
async fn a_link_that_is_too_old_or_was_never_sent_makes_nobody() {
    let world = world().await;
    let api = world.anonymous();
    let token = registration_token(&api, &fresh_email()).await;
    let hash = email_token::token_hash::equals(Sha256::digest(&token).to_vec());
    let old = [email_token::expires_at::set(SystemSource.now() - TimeDelta::seconds(1))];
    world.system.email_token().update(hash, old).exec().await.unwrap();
    for token in [&*token, "x", &"A".repeat(43)] {
        let answer = api.mutate("auth.completeRegistration", registration(token)).await;
        answer.refused(NOT_FOUND, "too old");
    }
}

#[tokio::test]
async fn a_trivial_password_is_refused_with_the_reason_and_the_link_stays_good() {
    let world = world().await;
    let api = world.anonymous();
    let email = fresh_email();
    let token = registration_token(&api, &email).await;
    // One's own address and team are no secret.
    for password in ["password1", "qwertyuiop", "analyticalengines", &*email] {
        let answer = api.mutate("auth.completeRegistration", with(&token, "password", password)).await;
        let error = answer.refused(UNPROCESSABLE_CONTENT, "too easily guessed");
        let weak = &error["data"]["error"];
        assert_eq!(weak["type"], "WeakPassword");
        assert!(weak["score"].as_u64().unwrap() < 3, "{weak}");
        assert!(weak["warning"].is_string() || !weak["suggestions"].as_array().unwrap().is_empty(), "{weak}");
    }
    api.mutate("auth.completeRegistration", registration(&token)).await.data();
}

#[tokio::test]
async fn what_breaks_a_rule_is_refused_with_its_field() {
    let api = world().await.anonymous();
    for (field, value) in [
        ("token", String::new()),
        ("token", "x".repeat(129)),
        ("name", String::new()),
        ("name", " Ada".to_owned()),
        ("name", "Ada\nLovelace".to_owned()),
        ("name", "x".repeat(65)),
        ("password", "x".repeat(7)),
        ("password", "x".repeat(257)),
        ("teamName", "\u{0}".to_owned()),
        ("teamName", "x".repeat(65)),
    ] {
        let answer = api.mutate("auth.completeRegistration", with("x", field, &value)).await;
        answer.refused(BAD_REQUEST, field);
    }
    api.mutate("auth.completeRegistration", with("x", "role", "OWNER")).await.refused(BAD_REQUEST, "role");
}

#[tokio::test]
async fn the_longest_names_and_password_are_taken_and_log_in() {
    let world = world().await;
    let (api, email) = (world.anonymous(), fresh_email());
    let token = registration_token(&api, &email).await;
    let password: String = "correct馬horse🐎battery".chars().cycle().take(256).collect();
    let input =
        json!({ "token": token, "name": "馬".repeat(64), "password": password, "teamName": "馬".repeat(64) });
    let me = api.mutate("auth.completeRegistration", input).await.data();
    assert!(me["tenant"]["slug"].as_str().unwrap().starts_with("team"), "{me}");
    api.mutate("auth.login", json!({ "email": email, "password": password })).await.data();
}

#[tokio::test]
async fn ends_the_session_that_the_browser_had() {
    let world = world().await;
    let ada = Newcomer::register(&world.anonymous()).await;
    let token = registration_token(&world.anonymous(), &fresh_email()).await;
    ada.api.mutate("auth.completeRegistration", registration(&token)).await.data();
    let id: Uuid = ada.me["user"]["id"].as_str().unwrap().parse().unwrap();
    assert_eq!(world.system.session().count([session::user_id::equals(id)]).exec().await.unwrap(), 0);
}

#[tokio::test]
async fn on_a_socket_no_cookie_can_be_set_so_nobody_is_made() {
    let world = world().await;
    let api = world.anonymous();
    let token = registration_token(&api, &fresh_email()).await;
    let mut socket = Socket::connect(&api).await;
    let error = socket.mutate("auth.completeRegistration", registration(&token)).await;
    assert_eq!(error["error"]["json"]["data"]["error"]["type"], "NoCookies", "{error}");
    assert_eq!(error["error"]["json"]["data"]["httpStatus"], BAD_REQUEST.status);
    api.mutate("auth.completeRegistration", registration(&token)).await.data();
}
