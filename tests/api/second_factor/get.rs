//! `secondFactor.get`: whether logging in asks for a code.

use serde_json::{Value, json};

use super::{enrolled, log_in, with_password};
use crate::harness::{FORBIDDEN, UNAUTHORIZED, world};

#[tokio::test]
async fn tells_how_many_recovery_codes_are_left() {
    let world = world().await;
    let tenant = world.tenant().await;
    let none = with_password(&tenant).await.api.query("secondFactor.get", Value::Null).await.data();
    assert_eq!(none, json!({ "enabled": false, "recoveryCodesLeft": 0 }));
    let (person, _, codes) = enrolled(&tenant).await;
    log_in(&world.anonymous(), &person, Some(&codes[0])).await.data();
    let some = person.api.query("secondFactor.get", Value::Null).await.data();
    assert_eq!(some, json!({ "enabled": true, "recoveryCodesLeft": 9 }));
}

#[tokio::test]
async fn is_for_people_alone() {
    let world = world().await;
    world.anonymous().query("secondFactor.get", Value::Null).await.refused(UNAUTHORIZED, "log in");
    let program = world.tenant().await.api;
    program.query("secondFactor.get", Value::Null).await.refused(FORBIDDEN, "not for API keys");
}
