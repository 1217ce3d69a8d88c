//! `keys.create`: makes an API key, and shows it this once.

use chrono::TimeDelta;
use prisma::{ApiKeyScope, Role, api_key};
use prisma_client_rust::{Source, SystemSource};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::harness::{BAD_REQUEST, CONFLICT, FORBIDDEN, KeySpec, NOT_FOUND, Tenant, UNAUTHORIZED, world};

fn input() -> Value {
    json!({ "name": "a program", "scopes": ["SIGNALS", "READ"] })
}

fn with(mut input: Value, field: &str, value: Value) -> Value {
    input[field] = value;
    input
}

/// How many keys the tenant has beside the one that it began with.
async fn made(tenant: &Tenant) -> i64 {
    tenant.system.api_key().count([api_key::tenant_id::equals(tenant.id)]).exec().await.unwrap() - 1
}

#[tokio::test]
async fn a_program_can_call_with_what_it_answers() {
    let world = world().await;
    let tenant = world.tenant().await;
    let admin = tenant.person(Role::Admin).await;
    let issued = admin.api.mutate("keys.create", input()).await.data();
    let (secret, key) = (issued["secret"].as_str().unwrap(), &issued["key"]);
    assert_eq!(json!([key["name"], key["createdBy"]]), json!(["a program", admin.email]));
    assert_eq!(key["scopes"], json!(["READ", "SIGNALS"]));
    assert_eq!(
        json!([key["bot"], key["lastUsedAt"], key["expiresAt"], key["revokedAt"]]),
        json!([null, null, null, null])
    );

    let program = world.anonymous().with_key(secret);
    assert_eq!(program.query("signals.list", json!({})).await.data()["items"], json!([]));
    program.mutate("signals.submit", tenant.buy()).await.data();
    let listed = admin.api.query("keys.list", json!({})).await.data();
    assert!(listed["items"][0]["lastUsedAt"].is_string(), "{listed}");
}

#[tokio::test]
async fn a_key_is_stored_as_a_hash_and_recognised_by_its_beginning() {
    let world = world().await;
    let tenant = world.tenant().await;
    let issued = tenant.person(Role::Owner).await.api.mutate("keys.create", input()).await.data();
    let secret = issued["secret"].as_str().unwrap();
    // What scanners for lost secrets look for.
    let digits = secret.strip_prefix("tw_").unwrap();
    assert!(digits.len() == 72 && digits.bytes().all(|digit| digit.is_ascii_hexdigit()), "{secret}");
    assert_eq!(issued["key"]["prefix"], json!(secret[..11]));
    let checksum = Sha256::digest(&secret[..67])[..4].try_into().map(u32::from_be_bytes).unwrap();
    assert_eq!(secret[67..], format!("{checksum:08x}"));

    let hash = Sha256::digest(secret).to_vec();
    let stored = tenant.system.api_key().find_unique(api_key::hash::equals(hash)).exec().await.unwrap();
    assert_eq!(json!(stored.unwrap().id), issued["key"]["id"]);
    assert!(!json!(tenant.deeds().await).to_string().contains(&secret[11..]));
}

#[tokio::test]
async fn a_mistyped_key_is_told_so() {
    let world = world().await;
    let tenant = world.tenant().await;
    let issued = tenant.person(Role::Owner).await.api.mutate("keys.create", input()).await.data();
    let secret = issued["secret"].as_str().unwrap();
    for wrong in [&secret[..74], &format!("{secret}0"), &secret.to_uppercase()] {
        let answer = world.anonymous().with_key(wrong).query("signals.list", json!({})).await;
        answer.refused(UNAUTHORIZED, "it is mistyped, or a part of it is missing");
    }
}

#[tokio::test]
async fn a_key_may_be_bound_to_a_bot_and_to_a_time() {
    let world = world().await;
    let tenant = world.tenant().await;
    let owner = tenant.person(Role::Owner).await;
    let tomorrow = SystemSource.now() + TimeDelta::days(1);
    let bound = with(with(input(), "botId", json!(tenant.bot.id)), "expiresAt", json!(tomorrow));
    let issued = owner.api.mutate("keys.create", bound).await.data();
    assert_eq!(issued["key"]["bot"], json!({ "id": tenant.bot.id, "name": tenant.bot.name }));
    assert!(issued["key"]["expiresAt"].is_string());
    let program = world.anonymous().with_key(issued["secret"].as_str().unwrap());
    let other = tenant.another_bot("other", vec![]).await;
    let foreign = with(tenant.buy(), "botId", json!(other.id));
    program.mutate("signals.submit", foreign).await.refused(NOT_FOUND, "no such bot");
    program.mutate("signals.submit", with(tenant.buy(), "botId", Value::Null)).await.data();
}

#[tokio::test]
async fn it_is_written_down() {
    let world = world().await;
    let tenant = world.tenant().await;
    let owner = tenant.person(Role::Owner).await;
    let key = owner.api.mutate("keys.create", input()).await.data()["key"].take();
    let deeds = tenant.deeds().await;
    assert_eq!(json!(deeds[0].as_array().unwrap()[..3]), json!([owner.email, "key.create", key["id"]]));
    assert_eq!(deeds[0][3]["before"], Value::Null);
    assert_eq!(deeds[0][3]["after"]["scopes"], json!(["READ", "SIGNALS"]));
    assert_eq!(deeds[0][3]["after"]["prefix"], key["prefix"]);
}

#[tokio::test]
async fn under_one_name_many_requests_make_one_key() {
    let world = world().await;
    let tenant = world.tenant().await;
    let owner = tenant.person(Role::Owner).await;
    let named = with(input(), "idempotencyKey", json!(SystemSource.uuid_v4()));
    let asking = (0..10).map(|_| owner.api.mutate("keys.create", named.clone()));
    let answers: Vec<_> =
        futures::future::join_all(asking).await.iter().map(|answer| answer.data()).collect();
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    assert_eq!((made(&tenant).await, tenant.deeds().await.len()), (1, 1));

    let other = with(named, "name", json!("another program"));
    owner.api.mutate("keys.create", other).await.refused(CONFLICT, "used for another request");
    assert_eq!(made(&tenant).await, 1);
}

#[tokio::test]
async fn another_tenants_bot_is_no_bot() {
    let world = world().await;
    let (ours, theirs) = (world.tenant().await, world.tenant().await);
    let owner = ours.person(Role::Owner).await;
    let mut errors = Vec::new();
    for bot in [theirs.bot.id, SystemSource.uuid_v7()] {
        let answer = owner.api.mutate("keys.create", with(input(), "botId", json!(bot))).await;
        let mut error = answer.refused(NOT_FOUND, "there is no such bot");
        error["data"]["requestId"].take();
        errors.push(error);
    }
    assert_eq!(errors[0], errors[1]);
    assert_eq!(made(&ours).await, 0);
}

#[tokio::test]
async fn is_for_those_who_manage_keys() {
    let world = world().await;
    let tenant = world.tenant().await;
    world.anonymous().mutate("keys.create", input()).await.refused(UNAUTHORIZED, "log in");
    let all = vec![ApiKeyScope::Read, ApiKeyScope::Signals, ApiKeyScope::Trade];
    let program = tenant.program(KeySpec { scopes: all, ..KeySpec::default() }).await;
    for caller in [tenant.person(Role::Viewer).await.api, tenant.person(Role::Trader).await.api, program] {
        let error = caller.mutate("keys.create", input()).await.refused(FORBIDDEN, "does not allow this");
        assert_eq!(error["data"]["error"]["permission"], "KEYS_MANAGE");
    }
    assert_eq!((made(&tenant).await, tenant.deeds().await.len()), (1, 0));
}

#[tokio::test]
async fn a_session_of_long_ago_has_to_be_confirmed_first() {
    let world = world().await;
    let tenant = world.tenant().await;
    let owner = tenant.person(Role::Owner).await;
    tenant.came_long_ago(&owner).await;
    let error =
        owner.api.mutate("keys.create", input()).await.refused(FORBIDDEN, "enter your password again");
    assert_eq!(error["data"]["error"]["type"], "ConfirmationRequired");
    assert_eq!(made(&tenant).await, 0);
}

#[tokio::test]
async fn what_is_wrong_is_named() {
    let world = world().await;
    let tenant = world.tenant().await;
    let owner = tenant.person(Role::Owner).await;
    for (field, value) in [
        ("name", json!("")),
        ("name", json!(" a")),
        ("name", json!("a\nb")),
        ("name", json!("x".repeat(65))),
        ("name", Value::Null),
        ("scopes", json!([])),
        ("scopes", json!(["ADMIN"])),
        ("scopes", json!(["READ", "READ", "READ", "READ"])),
        ("botId", json!("x")),
        ("expiresAt", json!("never")),
        ("expiresAt", json!("2020-01-01T00:00:00Z")),
        ("idempotencyKey", json!("x")),
        ("secret", json!("tw_mine")),
    ] {
        owner.api.mutate("keys.create", with(input(), field, value)).await.refused(BAD_REQUEST, field);
    }
    assert_eq!(made(&tenant).await, 0);
}

#[tokio::test]
async fn the_longest_name_is_64_characters_of_any_kind() {
    let world = world().await;
    let owner = world.tenant().await.person(Role::Owner).await;
    let name = "ключ".repeat(16);
    let issued = owner.api.mutate("keys.create", with(input(), "name", json!(name))).await.data();
    assert_eq!(issued["key"]["name"], json!(name));
}
