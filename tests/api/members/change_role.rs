//! `members.changeRole`: makes a member something else.

use futures::future::join_all;
use prisma::{Role, membership};
use prisma_client_rust::{Source, SystemSource};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{BAD_REQUEST, CONFLICT, FORBIDDEN, NOT_FOUND, Tenant, UNAUTHORIZED, eventually, world};

fn input(user: Uuid, role: &str) -> Value {
    json!({ "userId": user, "role": role })
}

async fn owners(tenant: &Tenant) -> i64 {
    let owners = [membership::tenant_id::equals(tenant.id), membership::role::equals(Role::Owner)];
    tenant.system.membership().count(owners).exec().await.unwrap()
}

#[tokio::test]
async fn a_member_may_do_more_from_now_on_and_it_is_written_down() {
    let world = world().await;
    let tenant = world.tenant().await;
    let admin = tenant.person(Role::Admin).await;
    let viewer = tenant.person(Role::Viewer).await;
    viewer.api.mutate("bots.create", json!({ "name": "new" })).await.refused(FORBIDDEN, "BOTS_MANAGE");
    for _ in 0..2 {
        let member = admin.api.mutate("members.changeRole", input(viewer.id, "TRADER")).await.data();
        assert_eq!(json!([member["userId"], member["role"]]), json!([viewer.id, "TRADER"]));
    }
    eventually("the new role", async || {
        let answer = viewer.api.mutate("bots.create", json!({ "name": "new" })).await;
        (answer.status == 200).then_some(())
    })
    .await;
    let detail = json!({ "before": { "role": "VIEWER" }, "after": { "role": "TRADER" } });
    assert_eq!(tenant.deeds().await[0], json!([admin.email, "member.changeRole", viewer.id, detail]));
    assert_eq!(tenant.deeds().await.len(), 2);
}

#[tokio::test]
async fn owners_are_made_and_unmade_by_owners() {
    let world = world().await;
    let tenant = world.tenant().await;
    let (owner, admin) = (tenant.person(Role::Owner).await, tenant.person(Role::Admin).await);
    for (user, role) in [(admin.id, "OWNER"), (owner.id, "VIEWER"), (owner.id, "OWNER")] {
        let error = admin.api.mutate("members.changeRole", input(user, role)).await.refused(FORBIDDEN, "");
        assert_eq!(error["data"]["error"]["permission"], "OWNERS_MANAGE");
    }
    owner.api.mutate("members.changeRole", input(admin.id, "OWNER")).await.data();
    owner.api.mutate("members.changeRole", input(owner.id, "ADMIN")).await.data();
    assert_eq!(owners(&tenant).await, 1);
}

#[tokio::test]
async fn to_make_an_owner_a_session_of_long_ago_has_to_be_confirmed() {
    let world = world().await;
    let tenant = world.tenant().await;
    let (owner, viewer) = (tenant.person(Role::Owner).await, tenant.person(Role::Viewer).await);
    tenant.came_long_ago(&owner).await;
    let answer = owner.api.mutate("members.changeRole", input(viewer.id, "OWNER")).await;
    answer.refused(FORBIDDEN, "enter your password again");
    owner.api.mutate("members.changeRole", input(viewer.id, "ADMIN")).await.data();
}

#[tokio::test]
async fn the_last_owner_stays_one() {
    let world = world().await;
    let tenant = world.tenant().await;
    let owner = tenant.person(Role::Owner).await;
    let answer = owner.api.mutate("members.changeRole", input(owner.id, "ADMIN")).await;
    let error = answer.refused(CONFLICT, "the last owner has to stay one");
    assert_eq!(error["data"]["error"]["type"], "LastOwner");
    assert_eq!((owners(&tenant).await, tenant.deeds().await.len()), (1, 0));
}

#[tokio::test]
async fn of_owners_who_step_down_at_once_one_is_left() {
    let world = world().await;
    for _ in 0..5 {
        let tenant = world.tenant().await;
        let people = join_all((0..6).map(|_| tenant.person(Role::Owner))).await;
        // Half of them leave, half become viewers, all at the same moment.
        let all = people.iter().enumerate().map(|(index, person)| async move {
            if index % 2 == 0 {
                person.api.mutate("members.changeRole", input(person.id, "VIEWER")).await
            } else {
                person.api.mutate("members.leave", Value::Null).await
            }
        });
        let refused: Vec<_> = join_all(all).await.into_iter().filter(|answer| answer.status != 200).collect();
        assert_eq!((owners(&tenant).await, refused.len()), (1, 1));
        refused[0].refused(CONFLICT, "the last owner has to stay");
        assert_eq!(tenant.deeds().await.len(), 5);
    }
}

#[tokio::test]
async fn another_tenants_member_is_no_member() {
    let world = world().await;
    let (ours, theirs) = (world.tenant().await, world.tenant().await);
    let owner = ours.person(Role::Owner).await;
    let other = theirs.person(Role::Viewer).await;
    let mut errors = Vec::new();
    for user in [other.id, SystemSource.uuid_v7()] {
        let answer = owner.api.mutate("members.changeRole", input(user, "OWNER")).await;
        let mut error = answer.refused(NOT_FOUND, "there is no such member");
        error["data"]["requestId"].take();
        errors.push(error);
    }
    assert_eq!(errors[0], errors[1]);
    assert_eq!(other.api.query("auth.me", Value::Null).await.data()["role"], "VIEWER");
}

#[tokio::test]
async fn is_for_those_who_manage_members() {
    let world = world().await;
    let tenant = world.tenant().await;
    let viewer = tenant.person(Role::Viewer).await;
    let up = input(viewer.id, "ADMIN");
    world.anonymous().mutate("members.changeRole", up.clone()).await.refused(UNAUTHORIZED, "log in");
    for caller in [&viewer.api, &tenant.api] {
        caller.mutate("members.changeRole", up.clone()).await.refused(FORBIDDEN, "does not allow this");
    }
}

#[tokio::test]
async fn what_is_wrong_is_named() {
    let world = world().await;
    let tenant = world.tenant().await;
    let owner = tenant.person(Role::Owner).await;
    for (field, value) in
        [("userId", json!("x")), ("role", json!("KING")), ("role", Value::Null), ("as", json!(1))]
    {
        let mut input = input(owner.id, "OWNER");
        input[field] = value;
        owner.api.mutate("members.changeRole", input).await.refused(BAD_REQUEST, field);
    }
}
