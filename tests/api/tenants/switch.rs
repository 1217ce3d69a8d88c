//! `tenants.switch`: goes on in another tenant of the person's.

use prisma::{Role, membership};
use prisma_client_rust::{Source, SystemSource};
use serde_json::{Value, json};

use crate::harness::{
    BAD_REQUEST, CONFLICT, FORBIDDEN, NOT_FOUND, Socket, UNAUTHORIZED, cookie, eventually, world,
};

#[tokio::test]
async fn the_session_goes_on_elsewhere_under_another_token() {
    let world = world().await;
    let (ours, theirs) = (world.tenant().await, world.tenant().await);
    let person = ours.person(Role::Owner).await;
    world.system.membership().create(theirs.id, person.id, Role::Viewer, []).exec().await.unwrap();
    let mut socket = Socket::connect(&person.api).await;
    socket.subscribe("signals.onChange", json!({})).await;

    let answer = person.api.mutate("tenants.switch", json!({ "id": theirs.id })).await;
    let me = answer.data();
    assert_eq!(json!([me["tenant"]["id"], me["role"]]), json!([theirs.id, "VIEWER"]));
    let there = person.api.with_session(&cookie(&answer, "tickwire").unwrap());
    assert_eq!(there.query("auth.me", Value::Null).await.data(), me);
    let bots = there.query("bots.list", json!({})).await.data();
    assert_eq!(bots["items"][0]["id"], json!(theirs.bot.id));
    there.mutate("bots.create", json!({ "name": "new" })).await.refused(FORBIDDEN, "BOTS_MANAGE");

    // What was opened under the token before is over.
    let error = socket.next().await["error"]["json"].take();
    assert_eq!(error["data"]["code"], "UNAUTHORIZED", "{error}");
    eventually("the old token's end", async || {
        (person.api.query("auth.me", Value::Null).await.status == 401).then_some(())
    })
    .await;
}

#[tokio::test]
async fn what_is_meant_for_the_tenant_before_is_not_done_in_this_one() {
    let world = world().await;
    let (ours, theirs) = (world.tenant().await, world.tenant().await);
    let person = ours.person(Role::Owner).await;
    world.system.membership().create(theirs.id, person.id, Role::Owner, []).exec().await.unwrap();
    theirs.person(Role::Owner).await;
    let page = person.api.meaning(&ours.slug);
    page.query("risk.get", Value::Null).await.data();
    let answer = page.mutate("tenants.switch", json!({ "id": theirs.id })).await;

    // As a browser does it: the page is the same, the cookie is the new one.
    let there = page.with_session(&cookie(&answer, "tickwire").unwrap());
    let halt = json!({ "state": "HALTED", "reason": "a page of the tenant before" });
    let error = there.mutate("risk.halt", halt.clone()).await.refused(CONFLICT, "meant for another tenant");
    assert_eq!(error["data"]["error"], json!({ "type": "AnotherTenant", "slug": theirs.slug }));
    there.query("bots.list", json!({})).await.refused(CONFLICT, "switch there first");
    let mut socket = Socket::connect(&there).await;
    let error = socket.refused("signals.onChange", json!({})).await;
    assert_eq!(error["data"]["code"], "CONFLICT", "{error}");
    there.mutate("members.leave", Value::Null).await.refused(CONFLICT, "switch there first");
    let places = [membership::user_id::equals(person.id)];
    assert_eq!(world.system.membership().count(places).exec().await.unwrap(), 2);
    for tenant in [&ours, &theirs] {
        assert_eq!(tenant.api.query("risk.get", Value::Null).await.data()["switches"], json!([]));
    }

    // What is the person's own is done in any tenant.
    assert_eq!(there.query("auth.me", Value::Null).await.data()["tenant"]["slug"], json!(theirs.slug));
    there.meaning(&theirs.slug).mutate("risk.halt", halt).await.data();
    there.meaning("nobody's").query("risk.get", Value::Null).await.refused(CONFLICT, "another tenant");
    // A key has one tenant.
    theirs.api.meaning(&ours.slug).query("risk.get", Value::Null).await.data();
}

#[tokio::test]
async fn a_tenant_without_a_place_for_the_person_is_no_tenant() {
    let world = world().await;
    let (ours, theirs) = (world.tenant().await, world.tenant().await);
    let person = ours.person(Role::Owner).await;
    let mut errors = Vec::new();
    for id in [theirs.id, SystemSource.uuid_v7()] {
        let answer = person.api.mutate("tenants.switch", json!({ "id": id })).await;
        let mut error = answer.refused(NOT_FOUND, "you have no such team");
        assert!(cookie(&answer, "tickwire").is_none());
        error["data"]["requestId"].take();
        errors.push(error);
    }
    assert_eq!(errors[0], errors[1]);
    assert_eq!(person.api.query("auth.me", Value::Null).await.data()["tenant"]["id"], json!(ours.id));
}

#[tokio::test]
async fn a_place_that_is_gone_is_gone() {
    let world = world().await;
    let (ours, theirs) = (world.tenant().await, world.tenant().await);
    let person = ours.person(Role::Owner).await;
    let place =
        world.system.membership().create(theirs.id, person.id, Role::Viewer, []).exec().await.unwrap();
    world.system.membership().delete(membership::id::equals(place.id)).exec().await.unwrap();
    let answer = person.api.mutate("tenants.switch", json!({ "id": theirs.id })).await;
    answer.refused(NOT_FOUND, "you have no such team");
}

#[tokio::test]
async fn is_for_people_alone() {
    let world = world().await;
    let tenant = world.tenant().await;
    let input = json!({ "id": tenant.id });
    world.anonymous().mutate("tenants.switch", input.clone()).await.refused(UNAUTHORIZED, "log in");
    tenant.api.mutate("tenants.switch", input.clone()).await.refused(FORBIDDEN, "not for API keys");
    let person = tenant.person(Role::Viewer).await;
    // Where it is already.
    person.api.mutate("tenants.switch", input).await.data();
}

#[tokio::test]
async fn what_is_no_id_is_refused() {
    let world = world().await;
    let person = world.tenant().await.person(Role::Owner).await;
    for input in [json!({ "id": "x" }), json!({}), json!({ "id": null })] {
        person.api.mutate("tenants.switch", input).await.refused(BAD_REQUEST, "id");
    }
}
