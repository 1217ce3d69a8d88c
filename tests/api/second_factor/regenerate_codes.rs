//! `secondFactor.regenerateCodes`: other recovery codes.

use serde_json::json;

use super::{PASSWORD, assert_type, enrolled, log_in, with_password};
use crate::harness::{CONFLICT, FORBIDDEN, UNAUTHORIZED, world};

#[tokio::test]
async fn the_codes_before_are_void() {
    let world = world().await;
    let (person, authenticator, old) = enrolled(&world.tenant().await).await;
    let input = json!({ "password": PASSWORD, "code": authenticator.shows(1).await });
    let new = person.api.mutate("secondFactor.regenerateCodes", input).await.data();
    let new: Vec<String> = serde_json::from_value(new["recoveryCodes"].clone()).unwrap();
    assert_eq!(new.len(), 10);
    let answer = log_in(&world.anonymous(), &person, Some(&old[0])).await;
    assert_type(&answer.refused(UNAUTHORIZED, "code is wrong"), "WrongCode");
    log_in(&world.anonymous(), &person, Some(&new[0])).await.data();
}

#[tokio::test]
async fn takes_the_password_and_a_code() {
    let world = world().await;
    let tenant = world.tenant().await;
    let (person, _, codes) = enrolled(&tenant).await;
    let input = json!({ "password": "another", "code": codes[0] });
    let answer = person.api.mutate("secondFactor.regenerateCodes", input).await;
    assert_type(&answer.refused(FORBIDDEN, "password is wrong"), "WrongPassword");
    let input = json!({ "password": PASSWORD, "code": "000000" });
    let answer = person.api.mutate("secondFactor.regenerateCodes", input).await;
    assert_type(&answer.refused(FORBIDDEN, "code is wrong"), "WrongCode");
    let input = json!({ "password": PASSWORD, "code": codes[0] });
    let none = with_password(&tenant).await.api.mutate("secondFactor.regenerateCodes", input).await;
    assert_type(&none.refused(CONFLICT, "no second factor"), "NotEnabled");
}
