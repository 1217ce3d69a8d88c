//! Browsers that an account knows: guessing elsewhere does not lock their owner out.

use prisma::{device, session, user};
use reqwest::{Method, header};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{
    Answer, Api, BAD_REQUEST, Newcomer, PASSWORD, Socket, TOO_MANY_REQUESTS, UNAUTHORIZED, cookie,
    fresh_email, world,
};

/// The stored hash of [`PASSWORD`], made with less work than today's.
const OLD_HASH: &str =
    "$argon2id$v=19$m=64,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg$T3PcaJ24NQXQLgFPwsq1O95VXG3/ohGKDVyk0WOwfEE";

fn wrong(email: &str) -> Value {
    json!({ "email": email, "password": "not the password" })
}

/// Guesses until no more guesses are taken. Answers how many were.
async fn guess(api: &Api, email: &str) -> usize {
    for turn in 0..30 {
        let answer = api.mutate("auth.login", wrong(email)).await;
        if answer.status == 429 {
            answer.refused(TOO_MANY_REQUESTS, "too many calls");
            assert!(answer.headers.contains_key("retry-after"));
            return turn;
        }
        answer.refused(UNAUTHORIZED, "do not belong together");
    }
    30
}

/// A browser that has been given what it is known by, and no session.
fn known(api: &Api, ada: &Newcomer) -> Api {
    api.with_cookies(&format!("tickwire-device={}", ada.cookies[1]))
}

#[tokio::test]
async fn guessing_ends_after_ten_and_the_owner_still_gets_in_from_a_known_browser() {
    let world = world().await;
    let api = world.anonymous();
    let ada = Newcomer::register(&api).await;
    assert_eq!(guess(&api, &ada.email).await, 10);
    // In whatever case, and even with the right password: it could be the eleventh guess.
    api.mutate("auth.login", wrong(&ada.email.to_uppercase())).await.refused(TOO_MANY_REQUESTS, "too many");
    api.mutate("auth.login", ada.login()).await.refused(TOO_MANY_REQUESTS, "too many calls");
    known(&api, &ada).mutate("auth.login", ada.login()).await.data();
    // What the owner got right gives strangers no more guesses.
    api.mutate("auth.login", ada.login()).await.refused(TOO_MANY_REQUESTS, "too many calls");
}

#[tokio::test]
async fn a_known_browser_guesses_no_more_often_than_others() {
    let world = world().await;
    let api = world.anonymous();
    let ada = Newcomer::register(&api).await;
    assert_eq!(guess(&known(&api, &ada), &ada.email).await, 10);
}

#[tokio::test]
async fn a_browser_that_another_account_knows_is_a_stranger() {
    let world = world().await;
    let api = world.anonymous();
    let (ada, eve) = (Newcomer::register(&api).await, Newcomer::register(&api).await);
    assert_eq!(guess(&known(&api, &eve), &ada.email).await, 10);
    api.mutate("auth.login", ada.login()).await.refused(TOO_MANY_REQUESTS, "too many calls");
}

#[tokio::test]
async fn an_unknown_address_is_guessed_at_as_often_as_a_known_one() {
    assert_eq!(guess(&world().await.anonymous(), &fresh_email()).await, 10);
}

#[tokio::test]
async fn what_is_right_forgets_the_guesses_before_it() {
    let world = world().await;
    let api = world.anonymous();
    let ada = Newcomer::register(&api).await;
    for _ in 0..3 {
        for _ in 0..6 {
            api.mutate("auth.login", wrong(&ada.email)).await.refused(UNAUTHORIZED, "do not belong together");
        }
        api.mutate("auth.login", ada.login()).await.data();
    }
}

#[tokio::test]
async fn a_browser_is_given_one_token_and_known_by_its_hash() {
    let world = world().await;
    let ada = Newcomer::register(&world.anonymous()).await;
    let answer = known(&world.anonymous(), &ada).mutate("auth.login", ada.login()).await;
    assert_eq!(cookie(&answer, "tickwire-device"), None);
    let id: Uuid = ada.me["user"]["id"].as_str().unwrap().parse().unwrap();
    let devices = world.system.device().find_many([device::user_id::equals(id)]).exec().await.unwrap();
    let [device] = &*devices else { panic!("{devices:?}") };
    assert_ne!(device.token_hash, ada.cookies[1].as_bytes());
    // What a browser makes up itself is not what it is known by.
    let fixed = world.anonymous().with_cookies(&format!("tickwire-device={}", "A".repeat(43)));
    let answer = fixed.mutate("auth.login", ada.login()).await;
    assert_eq!(cookie(&answer, "tickwire-device").unwrap().len(), 43);
}

#[tokio::test]
async fn a_login_ends_the_session_that_the_browser_had() {
    let world = world().await;
    let ada = Newcomer::register(&world.anonymous()).await;
    ada.api.query("auth.me", json!(null)).await.data();
    let answer = ada.api.mutate("auth.login", ada.login()).await;
    let token = cookie(&answer, "tickwire").unwrap();
    assert_ne!(token, ada.cookies[0]);
    ada.api.query("auth.me", json!(null)).await.refused(UNAUTHORIZED, "your session has ended");
    world.anonymous().with_session(&token).query("auth.me", json!(null)).await.data();
    let id: Uuid = ada.me["user"]["id"].as_str().unwrap().parse().unwrap();
    assert_eq!(world.system.session().count([session::user_id::equals(id)]).exec().await.unwrap(), 1);
}

#[tokio::test]
async fn where_no_cookie_can_be_set_nobody_logs_in() {
    let world = world().await;
    let ada = Newcomer::register(&world.anonymous()).await;
    let mut socket = Socket::connect(&world.anonymous()).await;
    let frame = socket.mutate("auth.login", ada.login()).await;
    assert_eq!(frame["error"]["json"]["data"]["error"]["type"], "NoCookies", "{frame}");
    // Lines go out one by one, after the headers.
    let request = world.anonymous().request(Method::POST, "/trpc/auth.login?batch=1");
    let request =
        request.header("trpc-accept", "application/jsonl").header(header::CONTENT_TYPE, "application/json");
    let body = json!({ "0": { "json": ada.login() } }).to_string();
    let answer = world.anonymous().send(request.body(body.clone())).await;
    assert!(answer.body.contains("NoCookies"), "{}", answer.body);
    // Answered whole, a batch has its headers after its calls.
    let answer = world.anonymous().post("/trpc/auth.login?batch=1", body).await;
    assert_eq!((answer.status, cookie(&answer, "tickwire").is_some()), (200, true));
    let single = world.anonymous().mutate("auth.login", ada.login()).await;
    assert_ne!(single.status, BAD_REQUEST.status);
}

#[tokio::test]
async fn a_hash_of_other_parameters_is_made_anew_at_login() {
    let world = world().await;
    let ada = Newcomer::register(&world.anonymous()).await;
    let id: Uuid = ada.me["user"]["id"].as_str().unwrap().parse().unwrap();
    let hash = async || {
        let row = world.system.user().find_unique(user::id::equals(id)).exec().await.unwrap().unwrap();
        row.password_hash.unwrap()
    };
    let old = [user::password_hash::set(Some(OLD_HASH.to_owned()))];
    world.system.user().update(user::id::equals(id), old).exec().await.unwrap();
    // A wrong password changes nothing.
    world.anonymous().mutate("auth.login", wrong(&ada.email)).await.refused(UNAUTHORIZED, "do not belong");
    assert_eq!(hash().await, OLD_HASH);
    let logged_in: Answer = world.anonymous().mutate("auth.login", ada.login()).await;
    logged_in.data();
    let renewed = hash().await;
    assert!(renewed.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{renewed}");
    world.anonymous().mutate("auth.login", json!({ "email": ada.email, "password": PASSWORD })).await.data();
    assert_eq!(hash().await, renewed);
}
