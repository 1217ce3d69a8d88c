//! `secondFactor.disable`: removes the second factor.

use prisma::{recovery_code, user};
use serde_json::json;

use super::{PASSWORD, assert_type, enrolled, log_in, with_password};
use crate::harness::{CONFLICT, FORBIDDEN, UNAUTHORIZED, world};

#[tokio::test]
async fn logging_in_asks_for_the_password_alone_again() {
    let world = world().await;
    let (person, authenticator, _) = enrolled(&world.tenant().await).await;
    let input = json!({ "password": PASSWORD, "code": authenticator.shows(1).await });
    person.api.mutate("secondFactor.disable", input).await.data();
    log_in(&world.anonymous(), &person, None).await.data();

    let row = world.system.user().find_unique(user::id::equals(person.id)).exec().await.unwrap().unwrap();
    assert_eq!((row.totp_secret, row.totp_enabled_at, row.totp_step), (None, None, None));
    let codes = world.system.recovery_code().count([recovery_code::user_id::equals(person.id)]);
    assert_eq!(codes.exec().await.unwrap(), 0);
}

#[tokio::test]
async fn takes_the_password_and_a_code() {
    let world = world().await;
    let (person, authenticator, codes) = enrolled(&world.tenant().await).await;
    let disable = async |password: &str, code: &str| {
        let input = json!({ "password": password, "code": code });
        person.api.mutate("secondFactor.disable", input).await
    };
    let code = authenticator.shows(1).await;
    assert_type(&disable("another", &code).await.refused(FORBIDDEN, "password is wrong"), "WrongPassword");
    assert_type(&disable(PASSWORD, "000000").await.refused(FORBIDDEN, "code is wrong"), "WrongCode");
    assert_type(
        &log_in(&world.anonymous(), &person, None).await.refused(UNAUTHORIZED, "enter the code"),
        "SecondFactorRequired",
    );
    disable(PASSWORD, &codes[3]).await.data();
}

#[tokio::test]
async fn who_has_none_is_told_so() {
    let world = world().await;
    let person = with_password(&world.tenant().await).await;
    let input = json!({ "password": PASSWORD, "code": "123456" });
    let answer = person.api.mutate("secondFactor.disable", input).await;
    assert_type(&answer.refused(CONFLICT, "no second factor"), "NotEnabled");
}
