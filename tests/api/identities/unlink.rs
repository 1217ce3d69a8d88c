//! `identities.unlink`: forgets an identity that the person has elsewhere.

use prisma::Role;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{count, linked};
use crate::{
    api::second_factor::{PASSWORD, assert_type, enrolled, with_password},
    harness::{CONFLICT, FORBIDDEN, NOT_FOUND, Person, UNAUTHORIZED, world},
};

const ISSUER: &str = "https://one.example";

async fn unlink(
    person: &Person,
    id: Uuid,
    password: Option<&str>,
    code: Option<&str>,
) -> crate::harness::Answer {
    let input = json!({ "id": id, "password": password, "code": code });
    person.api.mutate("identities.unlink", input).await
}

#[tokio::test]
async fn takes_the_password_and_is_written_into_the_log() {
    let world = world().await;
    let tenant = world.tenant().await;
    let person = with_password(&tenant).await;
    let id = linked(&world, &person, ISSUER).await;
    for wrong in [None, Some("not the password")] {
        let error = unlink(&person, id, wrong, None).await.refused(FORBIDDEN, "password");
        assert_type(&error, "WrongPassword");
    }
    assert_eq!(count(&world, &person).await, 1);
    unlink(&person, id, Some(PASSWORD), None).await.data();
    assert_eq!(count(&world, &person).await, 0);
    let deed = json!([person.email, "identity.unlink", person.id, { "before": { "issuer": ISSUER }, "after": null }]);
    assert_eq!(tenant.deeds().await.last(), Some(&deed));
    assert_type(
        &unlink(&person, id, Some(PASSWORD), None).await.refused(NOT_FOUND, "no such"),
        "UnknownIdentity",
    );
}

#[tokio::test]
async fn takes_the_second_factors_code_too() {
    let world = world().await;
    let (person, authenticator, _) = enrolled(&world.tenant().await).await;
    let id = linked(&world, &person, ISSUER).await;
    let error = unlink(&person, id, Some(PASSWORD), None).await.refused(FORBIDDEN, "code");
    assert_type(&error, "SecondFactorRequired");
    let error = unlink(&person, id, Some(PASSWORD), Some("000000")).await.refused(FORBIDDEN, "code");
    assert_type(&error, "WrongCode");
    let code = authenticator.shows(1).await;
    unlink(&person, id, Some(PASSWORD), Some(&code)).await.data();
    assert_eq!(count(&world, &person).await, 0);
}

#[tokio::test]
async fn the_last_way_in_stays() {
    let world = world().await;
    let tenant = world.tenant().await;
    // Without a password, and signed in a moment ago.
    let person = tenant.person(Role::Owner).await;
    let one = linked(&world, &person, ISSUER).await;
    // Of an issuer that lets nobody in here: it is no way in.
    linked(&world, &person, "https://forgotten.example").await;
    assert_type(&unlink(&person, one, None, None).await.refused(CONFLICT, "last way in"), "LastWayIn");
    tenant.came_long_ago(&person).await;
    assert_type(&unlink(&person, one, None, None).await.refused(FORBIDDEN, "sign in again"), "SignInAgain");
    assert_eq!(count(&world, &person).await, 2);
}

#[tokio::test]
async fn anothers_is_as_one_that_does_not_exist() {
    let world = world().await;
    let tenant = world.tenant().await;
    let (ada, eve) = (with_password(&tenant).await, with_password(&tenant).await);
    let id = linked(&world, &ada, ISSUER).await;
    unlink(&eve, id, Some(PASSWORD), None).await.refused(NOT_FOUND, "no such");
    assert_eq!(count(&world, &ada).await, 1);
}

#[tokio::test]
async fn is_for_people_who_are_logged_in() {
    let world = world().await;
    let input = json!({ "id": Uuid::nil() });
    world.anonymous().mutate("identities.unlink", input.clone()).await.refused(UNAUTHORIZED, "log in");
    let key = world.tenant().await.api;
    key.mutate("identities.unlink", input).await.refused(FORBIDDEN, "not for API keys");
    assert_eq!(key.query("identities.list", Value::Null).await.status, 403);
}
