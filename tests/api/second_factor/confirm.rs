//! `secondFactor.confirm`: enables the second factor, for a code of its secret.

use std::collections::BTreeSet;

use prisma::{audit_entry, recovery_code, session};
use serde_json::{Value, json};

use super::{Authenticator, PASSWORD, assert_type, enrolled, log_in, token_of, with_password};
use crate::harness::{BAD_REQUEST, CONFLICT, FORBIDDEN, UNAUTHORIZED, world};

#[tokio::test]
async fn answers_ten_codes_once_and_stores_hashes() {
    let world = world().await;
    let (person, _, codes) = enrolled(&world.tenant().await).await;
    let distinct: BTreeSet<_> = codes.iter().collect();
    assert_eq!(distinct.len(), 10);
    for code in &codes {
        let groups: Vec<&str> = code.split('-').collect();
        assert!(groups.len() == 6 && groups.iter().all(|group| group.len() == 4), "{code}");
    }
    let of_person = [recovery_code::user_id::equals(person.id)];
    let rows = world.system.recovery_code().find_many(of_person).exec().await.unwrap();
    let plain: Vec<String> = codes.iter().map(|code| code.replace('-', "")).collect();
    assert_eq!(rows.len(), 10);
    for row in rows {
        assert_eq!(row.code_hash.len(), 32);
        assert!(plain.iter().all(|code| code.as_bytes() != row.code_hash));
    }
}

#[tokio::test]
async fn ends_the_other_sessions_and_not_this_one() {
    let world = world().await;
    let tenant = world.tenant().await;
    let person = with_password(&tenant).await;
    let other = world.anonymous().with_session(&token_of(&log_in(&world.anonymous(), &person, None).await));
    other.query("auth.me", Value::Null).await.data();
    let made = person.api.mutate("secondFactor.begin", json!({ "password": PASSWORD })).await.data();
    let code = Authenticator::new(made["secret"].as_str().unwrap()).shows(0).await;
    person.api.mutate("secondFactor.confirm", json!({ "code": code })).await.data();

    let left = world.system.session().find_many([session::user_id::equals(person.id)]).exec().await.unwrap();
    assert_eq!(left.iter().map(|row| row.id).collect::<Vec<_>>(), [person.session]);
    person.api.query("auth.me", Value::Null).await.data();
}

#[tokio::test]
async fn is_written_into_the_audit_log() {
    let world = world().await;
    let tenant = world.tenant().await;
    let (person, _, codes) = enrolled(&tenant).await;
    let enabled = [
        audit_entry::tenant_id::equals(tenant.id),
        audit_entry::action::equals("secondFactor.enable".to_owned()),
    ];
    let entries = world.system.audit_entry().find_many(enabled).exec().await.unwrap();
    assert_eq!((entries.len(), entries[0].actor_id), (1, Some(person.id)));
    let detail = entries[0].detail.to_string();
    assert!(codes.iter().all(|code| !detail.contains(code)), "{detail}");
}

#[tokio::test]
async fn takes_a_code_of_the_secret_alone() {
    let world = world().await;
    let person = with_password(&world.tenant().await).await;
    let confirm = async |code: &str| person.api.mutate("secondFactor.confirm", json!({ "code": code })).await;
    assert_type(&confirm("123456").await.refused(CONFLICT, "begin first"), "NotBegun");
    let made = person.api.mutate("secondFactor.begin", json!({ "password": PASSWORD })).await.data();
    let authenticator = Authenticator::new(made["secret"].as_str().unwrap());
    for steps in [-3, 3] {
        let code = authenticator.shows(steps).await;
        assert_type(&confirm(&code).await.refused(FORBIDDEN, "code is wrong"), "WrongCode");
    }
    for code in ["12345", "", "1234567890"] {
        confirm(code).await.refused(BAD_REQUEST, "code");
    }
    confirm(&authenticator.shows(0).await).await.data();
    let again = confirm(&authenticator.shows(1).await).await;
    assert_type(&again.refused(CONFLICT, "enabled already"), "AlreadyEnabled");
    let stranger = world.anonymous().mutate("secondFactor.confirm", json!({ "code": "123456" })).await;
    stranger.refused(UNAUTHORIZED, "log in");
}
