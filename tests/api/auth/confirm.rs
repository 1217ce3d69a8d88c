//! `auth.confirm`: proves again who one is, before something dangerous.

use prisma::{Role, session};
use serde_json::{Value, json};

use crate::{
    api::second_factor::{PASSWORD, assert_type, enrolled, token_of, with_password},
    harness::{FORBIDDEN, Socket, TOO_MANY_REQUESTS, UNAUTHORIZED, world},
};

#[tokio::test]
async fn the_session_is_as_good_as_new_and_has_another_token() {
    let world = world().await;
    let person = with_password(&world.tenant().await).await;
    let id = || session::id::equals(person.session);
    let old = [session::authenticated_at::set(chrono::DateTime::UNIX_EPOCH)];
    let before = world.system.session().update(id(), old).exec().await.unwrap();

    let answer = person.api.mutate("auth.confirm", json!({ "password": PASSWORD })).await;
    let token = token_of(&answer);
    assert_eq!(answer.status, 200, "{}", answer.body);
    let after = world.system.session().find_unique(id()).exec().await.unwrap().unwrap();
    assert!(after.authenticated_at > before.created_at);
    assert_eq!(after.expires_at, before.expires_at);
    world.anonymous().with_session(&token).query("auth.me", Value::Null).await.data();
    person.api.query("auth.me", Value::Null).await.refused(UNAUTHORIZED, "your session has ended");
}

#[tokio::test]
async fn takes_the_password_and_the_code() {
    let world = world().await;
    let tenant = world.tenant().await;
    let person = with_password(&tenant).await;
    let answer = person.api.mutate("auth.confirm", json!({ "password": "another" })).await;
    assert!(answer.headers.get("set-cookie").is_none());
    assert_type(&answer.refused(FORBIDDEN, "password is wrong"), "WrongPassword");

    let (person, authenticator, _) = enrolled(&tenant).await;
    let answer = person.api.mutate("auth.confirm", json!({ "password": PASSWORD })).await;
    assert_type(&answer.refused(FORBIDDEN, "enter the code"), "SecondFactorRequired");
    let input = json!({ "password": PASSWORD, "code": authenticator.shows(1).await });
    assert_eq!(person.api.mutate("auth.confirm", input.clone()).await.status, 200);
}

#[tokio::test]
async fn guesses_at_a_code_are_limited_and_a_recovery_code_still_helps() {
    let world = world().await;
    let (person, _, codes) = enrolled(&world.tenant().await).await;
    let confirm = async |code: &str| {
        person.api.mutate("auth.confirm", json!({ "password": PASSWORD, "code": code })).await
    };
    // The one that was confirmed counted too.
    for _ in 0..9 {
        assert_type(&confirm("000000").await.refused(FORBIDDEN, "code is wrong"), "WrongCode");
    }
    let refused = confirm("000000").await;
    let wait: u64 = refused.headers["retry-after"].to_str().unwrap().parse().unwrap();
    assert!((60..=180).contains(&wait), "{wait}");
    refused.refused(TOO_MANY_REQUESTS, "too many calls");
    assert_eq!(confirm(&codes[0]).await.status, 200);
}

#[tokio::test]
async fn who_has_no_password_signs_in_again_instead() {
    let world = world().await;
    let person = world.tenant().await.person(Role::Owner).await;
    let old = [session::authenticated_at::set(chrono::DateTime::UNIX_EPOCH)];
    world.system.session().update(session::id::equals(person.session), old).exec().await.unwrap();
    let answer = person.api.mutate("auth.confirm", json!({ "password": "anything" })).await;
    assert_type(&answer.refused(FORBIDDEN, "sign in again"), "SignInAgain");
    world
        .anonymous()
        .mutate("auth.confirm", json!({ "password": "x" }))
        .await
        .refused(UNAUTHORIZED, "log in");
}

#[tokio::test]
async fn is_refused_where_the_new_cookie_would_not_arrive() {
    let world = world().await;
    let person = with_password(&world.tenant().await).await;
    let mut socket = Socket::connect(&person.api).await;
    let params = json!({ "path": "auth.confirm", "input": { "json": { "password": PASSWORD } } });
    socket.send(&json!({ "id": 1, "method": "mutation", "params": params })).await;
    let said = socket.next().await;
    assert_eq!(said["error"]["json"]["data"]["error"]["type"], "NoCookies", "{said}");
    person.api.query("auth.me", Value::Null).await.data();
}
