//! `secondFactor.begin`: a secret for the person's authenticator.

use prisma::{session, user};
use serde_json::json;

use super::{Authenticator, PASSWORD, assert_type, enrolled, log_in, with_password};
use crate::harness::{BAD_REQUEST, CONFLICT, FORBIDDEN, UNAUTHORIZED, world};

#[tokio::test]
async fn answers_a_secret_and_its_address() {
    let world = world().await;
    let person = with_password(&world.tenant().await).await;
    let made = person.api.mutate("secondFactor.begin", json!({ "password": PASSWORD })).await.data();
    let (uri, secret) = (made["uri"].as_str().unwrap(), made["secret"].as_str().unwrap());
    // 160 bits in base32.
    assert_eq!(secret.len(), 32);
    let url = url::Url::parse(uri).unwrap();
    assert_eq!((url.scheme(), url.host_str()), ("otpauth", Some("totp")));
    let path = percent_encoding::percent_decode_str(url.path()).decode_utf8().unwrap();
    assert_eq!(path, format!("/Tickwire:{}", person.email));
    let said: Vec<_> = url.query_pairs().into_owned().collect();
    assert!(said.contains(&("secret".to_owned(), secret.to_owned())), "{uri}");
    assert!(said.contains(&("issuer".to_owned(), "Tickwire".to_owned())), "{uri}");
}

#[tokio::test]
async fn the_secret_is_stored_sealed_and_does_not_count_yet() {
    let world = world().await;
    let person = with_password(&world.tenant().await).await;
    let made = person.api.mutate("secondFactor.begin", json!({ "password": PASSWORD })).await.data();
    let secret = totp_rs::Secret::try_from_base32(made["secret"].as_str().unwrap()).unwrap();
    let row = world.system.user().find_unique(user::id::equals(person.id)).exec().await.unwrap().unwrap();
    let stored = row.totp_secret.unwrap();
    assert!(!stored.windows(secret.len()).any(|part| part == secret.as_bytes()));
    assert_eq!(row.totp_enabled_at, None);
    log_in(&world.anonymous(), &person, None).await.data();
}

#[tokio::test]
async fn the_last_secret_is_the_one_that_can_be_confirmed() {
    let world = world().await;
    let person = with_password(&world.tenant().await).await;
    let mut made = Vec::new();
    for _ in 0..2 {
        let answer = person.api.mutate("secondFactor.begin", json!({ "password": PASSWORD })).await.data();
        made.push(Authenticator::new(answer["secret"].as_str().unwrap()));
    }
    let first = json!({ "code": made[0].shows(0).await });
    let error = person.api.mutate("secondFactor.confirm", first).await.refused(FORBIDDEN, "code is wrong");
    assert_type(&error, "WrongCode");
    let second = json!({ "code": made[1].shows(0).await });
    person.api.mutate("secondFactor.confirm", second).await.data();
}

#[tokio::test]
async fn asks_for_the_password_again() {
    let world = world().await;
    let person = with_password(&world.tenant().await).await;
    for input in [json!({ "password": "another" }), json!({})] {
        let answer = person.api.mutate("secondFactor.begin", input).await;
        assert_type(&answer.refused(FORBIDDEN, "password is wrong"), "WrongPassword");
    }
    let input = json!({ "password": "x".repeat(257) });
    person.api.mutate("secondFactor.begin", input).await.refused(BAD_REQUEST, "password");
    world.anonymous().mutate("secondFactor.begin", json!({})).await.refused(UNAUTHORIZED, "log in");
}

#[tokio::test]
async fn who_has_no_password_has_to_have_signed_in_just_now() {
    let world = world().await;
    let person = world.tenant().await.person(prisma::Role::Viewer).await;
    person.api.mutate("secondFactor.begin", json!({})).await.data();
    let long_ago = chrono::DateTime::UNIX_EPOCH;
    let old = [session::authenticated_at::set(long_ago)];
    world.system.session().update(session::id::equals(person.session), old).exec().await.unwrap();
    // A caller is looked at again after a second.
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    let answer = person.api.mutate("secondFactor.begin", json!({})).await;
    assert_type(&answer.refused(FORBIDDEN, "sign in again"), "SignInAgain");
}

#[tokio::test]
async fn an_enabled_factor_is_not_replaced() {
    let world = world().await;
    let (person, authenticator, _) = enrolled(&world.tenant().await).await;
    let answer = person.api.mutate("secondFactor.begin", json!({ "password": PASSWORD })).await;
    assert_type(&answer.refused(CONFLICT, "enabled already"), "AlreadyEnabled");
    let code = authenticator.shows(1).await;
    log_in(&world.anonymous(), &person, Some(&code)).await.data();
}
