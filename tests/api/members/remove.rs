//! `members.remove`: takes a member's place away.

use futures::future::join_all;
use prisma::{Role, membership, session};
use prisma_client_rust::{Source, SystemSource};
use serde_json::{Value, json};

use crate::harness::{BAD_REQUEST, CONFLICT, FORBIDDEN, NOT_FOUND, Socket, UNAUTHORIZED, eventually, world};

#[tokio::test]
async fn a_member_who_is_gone_sees_nothing_on_open_sockets_either() {
    let world = world().await;
    let tenant = world.tenant().await;
    let (admin, trader) = (tenant.person(Role::Admin).await, tenant.person(Role::Trader).await);
    let mut socket = Socket::connect(&trader.api).await;
    socket.subscribe("signals.onChange", json!({})).await;
    admin.api.mutate("members.remove", json!({ "userId": trader.id })).await.data();

    let error = socket.next().await["error"]["json"].take();
    assert_eq!(error["data"]["code"], "UNAUTHORIZED", "{error}");
    eventually("the member's end", async || {
        (trader.api.query("auth.me", Value::Null).await.status == 401).then_some(())
    })
    .await;
    let sessions = [session::user_id::equals(trader.id)];
    assert_eq!(tenant.system.session().count(sessions).exec().await.unwrap(), 0);
    let detail = json!({ "before": { "role": "TRADER" }, "after": null });
    assert_eq!(tenant.deeds().await, [json!([admin.email, "member.remove", trader.id, detail])]);
    let again = admin.api.mutate("members.remove", json!({ "userId": trader.id })).await;
    again.refused(NOT_FOUND, "there is no such member");
}

#[tokio::test]
async fn owners_are_removed_by_owners_and_nobody_removes_themselves() {
    let world = world().await;
    let tenant = world.tenant().await;
    let (owner, admin) = (tenant.person(Role::Owner).await, tenant.person(Role::Admin).await);
    let other = tenant.person(Role::Owner).await;
    let error =
        admin.api.mutate("members.remove", json!({ "userId": other.id })).await.refused(FORBIDDEN, "");
    assert_eq!(error["data"]["error"]["permission"], "OWNERS_MANAGE");
    let own = owner.api.mutate("members.remove", json!({ "userId": owner.id })).await;
    own.refused(CONFLICT, "leave the team instead");
    owner.api.mutate("members.remove", json!({ "userId": other.id })).await.data();
}

#[tokio::test]
async fn of_owners_who_remove_each_other_at_once_one_is_left() {
    let world = world().await;
    for _ in 0..5 {
        let tenant = world.tenant().await;
        let people = join_all((0..4).map(|_| tenant.person(Role::Owner))).await;
        let all = people.iter().zip(people.iter().cycle().skip(1));
        let all = all.map(|(one, other)| one.api.mutate("members.remove", json!({ "userId": other.id })));
        join_all(all).await;
        let owners = [membership::tenant_id::equals(tenant.id), membership::role::equals(Role::Owner)];
        assert!(tenant.system.membership().count(owners).exec().await.unwrap() >= 1);
    }
}

#[tokio::test]
async fn another_tenants_member_is_no_member() {
    let world = world().await;
    let (ours, theirs) = (world.tenant().await, world.tenant().await);
    let (owner, other) = (ours.person(Role::Owner).await, theirs.person(Role::Viewer).await);
    let mut errors = Vec::new();
    for user in [other.id, SystemSource.uuid_v7()] {
        let answer = owner.api.mutate("members.remove", json!({ "userId": user })).await;
        let mut error = answer.refused(NOT_FOUND, "there is no such member");
        error["data"]["requestId"].take();
        errors.push(error);
    }
    assert_eq!(errors[0], errors[1]);
    other.api.query("auth.me", Value::Null).await.data();
}

#[tokio::test]
async fn is_for_those_who_manage_members() {
    let world = world().await;
    let tenant = world.tenant().await;
    let (trader, viewer) = (tenant.person(Role::Trader).await, tenant.person(Role::Viewer).await);
    let input = json!({ "userId": viewer.id });
    world.anonymous().mutate("members.remove", input.clone()).await.refused(UNAUTHORIZED, "log in");
    for caller in [&trader.api, &tenant.api] {
        caller.mutate("members.remove", input.clone()).await.refused(FORBIDDEN, "does not allow this");
    }
    viewer.api.query("auth.me", Value::Null).await.data();
}

#[tokio::test]
async fn what_is_no_id_is_refused() {
    let world = world().await;
    let owner = world.tenant().await.person(Role::Owner).await;
    for (input, said) in [(json!({ "userId": "x" }), "userId"), (json!({}), "userId"), (Value::Null, "")] {
        owner.api.mutate("members.remove", input).await.refused(BAD_REQUEST, said);
    }
}
