//! `auth.login`: opens a session and gives the browser its cookie.

use app::{ambient::SystemAmbient, auth::Passwords};
use prisma::{Role, membership, session, user};
use reqwest::header::SET_COOKIE;
use serde_json::json;

use crate::harness::{Answer, BAD_REQUEST, FORBIDDEN, Person, Tenant, UNAUTHORIZED, world};

const PASSWORD: &str = "correct horse battery";

/// A person who can log in by [`PASSWORD`].
async fn with_password(tenant: &Tenant) -> Person {
    let person = tenant.person(Role::Trader).await;
    let passwords = Passwords::new(&SystemAmbient).unwrap();
    let hash = passwords.hash(&SystemAmbient, PASSWORD.to_owned()).await.unwrap();
    let users = tenant.system.user();
    users.update(user::id::equals(person.id), [user::password_hash::set(Some(hash))]).exec().await.unwrap();
    person
}

/// The session's token in the cookie, and the cookie's attributes.
fn cookie(answer: &Answer) -> (String, String) {
    let header = answer.headers.get(SET_COOKIE).expect("a cookie").to_str().unwrap();
    let (pair, attributes) = header.split_once("; ").unwrap();
    (pair.strip_prefix("tickwire=").unwrap().to_owned(), attributes.to_owned())
}

#[tokio::test]
async fn opens_a_session_in_the_persons_tenant() {
    let world = world().await;
    let tenant = world.tenant().await;
    let person = with_password(&tenant).await;

    let input = json!({ "email": person.email, "password": PASSWORD });
    let answer = world.anonymous().mutate("auth.login", input).await;
    let me = answer.data();
    assert_eq!(me["user"], json!({ "id": person.id, "email": person.email, "name": "" }));
    assert_eq!(me["tenant"], json!({ "id": tenant.id, "slug": tenant.slug, "name": "A team" }));
    assert_eq!(me["role"], "TRADER");

    let (token, attributes) = cookie(&answer);
    assert!(attributes.starts_with("Path=/; HttpOnly; SameSite=Lax; Expires="), "{attributes}");
    assert_eq!(world.anonymous().with_session(&token).query("auth.me", json!(null)).await.data(), me);
}

#[tokio::test]
async fn stores_the_tokens_hash_alone() {
    let world = world().await;
    let tenant = world.tenant().await;
    let person = with_password(&tenant).await;
    let input = json!({ "email": person.email, "password": PASSWORD });
    let (token, _) = cookie(&world.anonymous().mutate("auth.login", input).await);

    let of_person = [session::user_id::equals(person.id), session::id::not(person.session)];
    let stored = world.system.session().find_first(of_person).exec().await.unwrap().unwrap();
    assert_eq!(stored.token_hash, <sha2::Sha256 as sha2::Digest>::digest(&token).to_vec());
    // 256 bits in base64.
    assert_eq!(token.len(), 43);
}

#[tokio::test]
async fn an_address_is_found_in_any_case() {
    let world = world().await;
    let person = with_password(&world.tenant().await).await;
    let input = json!({ "email": person.email.to_uppercase(), "password": PASSWORD });
    assert_eq!(world.anonymous().mutate("auth.login", input).await.data()["user"]["id"], json!(person.id));
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_person_look_the_same() {
    let world = world().await;
    let person = with_password(&world.tenant().await).await;
    let mut errors = Vec::new();
    for email in [&*person.email, "nobody@example.com"] {
        let input = json!({ "email": email, "password": "not the password" });
        let answer = world.anonymous().mutate("auth.login", input).await;
        let mut error = answer.refused(UNAUTHORIZED, "do not belong together");
        assert_eq!(error["data"]["error"]["type"], "WrongCredentials");
        assert!(answer.headers.get(SET_COOKIE).is_none());
        error["data"]["requestId"].take();
        errors.push(error);
    }
    assert_eq!(errors[0], errors[1]);
}

#[tokio::test]
async fn a_person_without_a_team_is_told_so() {
    let world = world().await;
    let person = with_password(&world.tenant().await).await;
    let places = world.system.membership().delete_many([membership::user_id::equals(person.id)]);
    places.exec().await.unwrap();
    let input = json!({ "email": person.email, "password": PASSWORD });
    let error =
        world.anonymous().mutate("auth.login", input).await.refused(FORBIDDEN, "not a member of any team");
    assert_eq!(error["data"]["error"]["type"], "NoTenant");
}

#[tokio::test]
async fn what_is_no_address_or_password_is_refused_with_its_field() {
    let world = world().await;
    for (input, field) in [
        (json!({ "email": "demo", "password": "x" }), "email"),
        (json!({ "email": "de\u{0}mo@example.com", "password": "x" }), "email"),
        (json!({ "email": "demo@example.com", "password": "" }), "password"),
        (json!({ "email": "demo@example.com", "password": "x".repeat(257) }), "password"),
        (json!({ "email": "demo@example.com" }), "password"),
        (json!({ "email": "demo@example.com", "password": "x", "remember": true }), "remember"),
    ] {
        world.anonymous().mutate("auth.login", input).await.refused(BAD_REQUEST, field);
    }
}

#[tokio::test]
async fn the_longest_password_is_hashed_and_compared() {
    let world = world().await;
    let input = json!({ "email": "nobody@example.com", "password": "x".repeat(256) });
    world.anonymous().mutate("auth.login", input).await.refused(UNAUTHORIZED, "do not belong together");
}

#[tokio::test]
async fn the_demo_people_can_log_in() {
    let world = world().await;
    for (email, password, team) in [
        ("demo@tickwire.dev", "demo-tickwire-2026", "demo"),
        ("acme@tickwire.dev", "acme-tickwire-2026", "acme"),
    ] {
        let input = json!({ "email": email, "password": password });
        let me = world.anonymous().mutate("auth.login", input).await.data();
        assert_eq!((&me["tenant"]["slug"], &me["role"]), (&json!(team), &json!("OWNER")));
    }
}
