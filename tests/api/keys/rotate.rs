//! `keys.rotate`: replaces an API key by one that may do the same.

use chrono::{DateTime, TimeDelta, Utc};
use prisma::{Role, api_key};
use prisma_client_rust::{Source, SystemSource};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{
    BAD_REQUEST, CONFLICT, FORBIDDEN, NOT_FOUND, Person, Tenant, UNAUTHORIZED, eventually, world,
};

/// A key, bound to the tenant's bot: its id and itself.
async fn made(tenant: &Tenant, person: &Person) -> (Value, String) {
    let input = json!({ "name": "a program", "scopes": ["READ", "SIGNALS"], "botId": tenant.bot.id });
    let issued = person.api.mutate("keys.create", input).await.data();
    (issued["key"]["id"].clone(), issued["secret"].as_str().unwrap().to_owned())
}

async fn row(tenant: &Tenant, id: &Value) -> api_key::Data {
    let id: Uuid = id.as_str().unwrap().parse().unwrap();
    tenant.system.api_key().find_unique(api_key::id::equals(id)).exec().await.unwrap().unwrap()
}

fn about(end: Option<DateTime<Utc>>, from_now: TimeDelta) -> bool {
    let expected = SystemSource.now() + from_now;
    end.is_some_and(|end| (end - expected).abs() < TimeDelta::minutes(1))
}

#[tokio::test]
async fn both_keys_are_good_until_the_old_ones_end() {
    let world = world().await;
    let tenant = world.tenant().await;
    let admin = tenant.person(Role::Admin).await;
    let (id, old) = made(&tenant, &admin).await;
    let input = json!({ "id": id, "overlapSeconds": 3600 });
    let issued = admin.api.mutate("keys.rotate", input).await.data();
    assert_ne!(issued["key"]["id"], id);
    for field in ["name", "scopes", "bot", "createdBy"] {
        let expected = json!({
            "name": "a program", "scopes": ["READ", "SIGNALS"], "createdBy": admin.email,
            "bot": { "id": tenant.bot.id, "name": tenant.bot.name },
        });
        assert_eq!(issued["key"][field], expected[field], "{field}");
    }
    for secret in [&old, issued["secret"].as_str().unwrap()] {
        world.anonymous().with_key(secret).query("signals.list", json!({})).await.data();
    }
    assert!(about(row(&tenant, &id).await.expires_at, TimeDelta::hours(1)));
    assert_eq!(issued["key"]["expiresAt"], Value::Null);

    let deeds = tenant.deeds().await;
    assert_eq!(json!([deeds[1][1], deeds[1][2]]), json!(["key.rotate", id]));
    assert_eq!(deeds[1][3]["after"]["newId"], issued["key"]["id"]);
}

#[tokio::test]
async fn without_an_overlap_the_old_key_ends_now() {
    let world = world().await;
    let tenant = world.tenant().await;
    let admin = tenant.person(Role::Admin).await;
    let (id, old) = made(&tenant, &admin).await;
    let issued = admin.api.mutate("keys.rotate", json!({ "id": id, "overlapSeconds": 0 })).await.data();
    let old = world.anonymous().with_key(&old);
    eventually("the old key's end", async || {
        (old.query("signals.list", json!({})).await.status == 401).then_some(())
    })
    .await;
    old.query("signals.list", json!({})).await.refused(UNAUTHORIZED, "has expired");
    let new = world.anonymous().with_key(issued["secret"].as_str().unwrap());
    new.query("signals.list", json!({})).await.data();
    let again = admin.api.mutate("keys.rotate", json!({ "id": id, "overlapSeconds": 60 })).await;
    again.refused(CONFLICT, "no longer in force");
}

#[tokio::test]
async fn an_overlap_is_seven_days_at_most_and_prolongs_nothing() {
    let world = world().await;
    let tenant = world.tenant().await;
    let admin = tenant.person(Role::Admin).await;
    let (id, _) = made(&tenant, &admin).await;
    let too_long = json!({ "id": id, "overlapSeconds": 604_801 });
    admin.api.mutate("keys.rotate", too_long).await.refused(BAD_REQUEST, "overlapSeconds");
    admin.api.mutate("keys.rotate", json!({ "id": id, "overlapSeconds": 604_800 })).await.data();
    assert!(about(row(&tenant, &id).await.expires_at, TimeDelta::days(7)));
    // It ends in seven days already: another rotation does not give it more.
    admin.api.mutate("keys.rotate", json!({ "id": id, "overlapSeconds": 60 })).await.data();
    admin.api.mutate("keys.rotate", json!({ "id": id, "overlapSeconds": 3600 })).await.data();
    assert!(row(&tenant, &id).await.expires_at.unwrap() < SystemSource.now() + TimeDelta::minutes(2));
}

#[tokio::test]
async fn under_one_name_many_requests_make_one_key() {
    let world = world().await;
    let tenant = world.tenant().await;
    let admin = tenant.person(Role::Admin).await;
    let (id, _) = made(&tenant, &admin).await;
    let named = json!({ "id": id, "overlapSeconds": 60, "idempotencyKey": SystemSource.uuid_v4() });
    let asking = (0..8).map(|_| admin.api.mutate("keys.rotate", named.clone()));
    let answers: Vec<_> =
        futures::future::join_all(asking).await.iter().map(|answer| answer.data()).collect();
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    assert_eq!(tenant.deeds().await.len(), 2);
}

#[tokio::test]
async fn another_tenants_key_is_no_key() {
    let world = world().await;
    let (ours, theirs) = (world.tenant().await, world.tenant().await);
    let (our_owner, their_owner) = (ours.person(Role::Owner).await, theirs.person(Role::Owner).await);
    let (id, _) = made(&theirs, &their_owner).await;
    let mut errors = Vec::new();
    for id in [id.clone(), json!(SystemSource.uuid_v7())] {
        let answer = our_owner.api.mutate("keys.rotate", json!({ "id": id, "overlapSeconds": 0 })).await;
        let mut error = answer.refused(NOT_FOUND, "there is no such key");
        error["data"]["requestId"].take();
        errors.push(error);
    }
    assert_eq!(errors[0], errors[1]);
    assert_eq!(row(&theirs, &id).await.expires_at, None);
}

#[tokio::test]
async fn is_for_those_who_manage_keys() {
    let world = world().await;
    let tenant = world.tenant().await;
    let input = json!({ "id": SystemSource.uuid_v7(), "overlapSeconds": 0 });
    world.anonymous().mutate("keys.rotate", input.clone()).await.refused(UNAUTHORIZED, "log in");
    for caller in [tenant.person(Role::Viewer).await.api, tenant.api.clone()] {
        caller.mutate("keys.rotate", input.clone()).await.refused(FORBIDDEN, "does not allow this");
    }
}

#[tokio::test]
async fn a_session_of_long_ago_has_to_be_confirmed_first() {
    let world = world().await;
    let tenant = world.tenant().await;
    let admin = tenant.person(Role::Admin).await;
    let (id, _) = made(&tenant, &admin).await;
    tenant.came_long_ago(&admin).await;
    let answer = admin.api.mutate("keys.rotate", json!({ "id": id, "overlapSeconds": 0 })).await;
    answer.refused(FORBIDDEN, "enter your password again");
    assert_eq!(row(&tenant, &id).await.expires_at, None);
}

#[tokio::test]
async fn what_is_wrong_is_named() {
    let world = world().await;
    let tenant = world.tenant().await;
    let admin = tenant.person(Role::Admin).await;
    let (id, _) = made(&tenant, &admin).await;
    for (field, value) in [
        ("id", json!("x")),
        ("overlapSeconds", json!(-1)),
        ("overlapSeconds", Value::Null),
        ("expiresAt", json!("2020-01-01T00:00:00Z")),
        ("scopes", json!(["TRADE"])),
    ] {
        let mut input = json!({ "id": id, "overlapSeconds": 0 });
        input[field] = value;
        admin.api.mutate("keys.rotate", input).await.refused(BAD_REQUEST, field);
    }
    assert_eq!(row(&tenant, &id).await.expires_at, None);
}
