//! `auth.login` of people who have a second factor.

use prisma::user;

use crate::{
    api::second_factor::{assert_type, enrolled, log_in},
    harness::{UNAUTHORIZED, world},
};
use serde_json::json;

#[tokio::test]
async fn the_code_is_asked_for_after_the_right_password_alone() {
    let world = world().await;
    let (person, authenticator, _) = enrolled(&world.tenant().await).await;
    let anybody = world.anonymous();
    let missing = log_in(&anybody, &person, None).await;
    assert!(missing.headers.get("set-cookie").is_none());
    assert_type(&missing.refused(UNAUTHORIZED, "enter the code"), "SecondFactorRequired");
    let code = authenticator.shows(1).await;
    let wrong = json!({ "email": person.email, "password": "not the password", "code": code });
    let answer = anybody.mutate("auth.login", wrong).await;
    assert_type(&answer.refused(UNAUTHORIZED, "do not belong together"), "WrongCredentials");
    // The wrong password did not use the code up.
    log_in(&anybody, &person, Some(&code)).await.data();
}

#[tokio::test]
async fn a_step_to_either_side_is_good_and_two_are_not() {
    let world = world().await;
    let tenant = world.tenant().await;
    for (steps, good) in [(-3, false), (-2, false), (-1, true), (0, true), (1, true), (3, false)] {
        let (person, authenticator, _) = enrolled(&tenant).await;
        let fresh = [user::totp_step::set(None)];
        world.system.user().update(user::id::equals(person.id), fresh).exec().await.unwrap();
        let code = authenticator.shows(steps).await;
        let answer = log_in(&world.anonymous(), &person, Some(&code)).await;
        assert_eq!(answer.status == 200, good, "{steps}: {}", answer.body);
    }
}

#[tokio::test]
async fn a_code_is_good_once_however_many_come_with_it_at_once() {
    let world = world().await;
    let (person, authenticator, codes) = enrolled(&world.tenant().await).await;
    for code in [authenticator.shows(1).await, codes[0].clone()] {
        let anybody = world.anonymous();
        let tries = (0..4).map(|_| log_in(&anybody, &person, Some(&code)));
        let answers = futures::future::join_all(tries).await;
        assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
        for answer in answers.iter().filter(|answer| answer.status != 200) {
            assert_type(&answer.refused(UNAUTHORIZED, "used before"), "WrongCode");
        }
    }
}

#[tokio::test]
async fn an_older_code_is_void_after_a_newer_one() {
    let world = world().await;
    let (person, authenticator, _) = enrolled(&world.tenant().await).await;
    let (older, newer) = (authenticator.shows(0).await, authenticator.shows(1).await);
    log_in(&world.anonymous(), &person, Some(&newer)).await.data();
    let answer = log_in(&world.anonymous(), &person, Some(&older)).await;
    assert_type(&answer.refused(UNAUTHORIZED, "used before"), "WrongCode");
}

#[tokio::test]
async fn a_recovery_code_may_be_typed_as_people_type() {
    let world = world().await;
    let (person, _, codes) = enrolled(&world.tenant().await).await;
    let typed = codes[0].to_lowercase().replace('-', " ");
    log_in(&world.anonymous(), &person, Some(&typed)).await.data();
}
