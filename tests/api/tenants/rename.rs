//! `tenants.rename`: gives the tenant another name.

use prisma::Role;
use serde_json::{Value, json};

use crate::harness::{BAD_REQUEST, FORBIDDEN, UNAUTHORIZED, eventually, world};

#[tokio::test]
async fn an_owner_gives_the_tenant_another_name_and_the_slug_stays() {
    let world = world().await;
    let (tenant, other) = (world.tenant().await, world.tenant().await);
    let owner = tenant.person(Role::Owner).await;
    for _ in 0..2 {
        let renamed = owner.api.mutate("tenants.rename", json!({ "name": "Better" })).await.data();
        assert_eq!(renamed, json!({ "id": tenant.id, "slug": tenant.slug, "name": "Better" }));
    }
    eventually("the new name", async || {
        let me = owner.api.query("auth.me", Value::Null).await.data();
        (me["tenant"]["name"] == "Better").then_some(())
    })
    .await;
    let detail = json!({ "before": { "name": "A team" }, "after": { "name": "Better" } });
    assert_eq!(tenant.deeds().await, [json!([owner.email, "tenant.rename", tenant.id, detail])]);
    let theirs = other.person(Role::Viewer).await.api.query("auth.me", Value::Null).await.data();
    assert_eq!(theirs["tenant"]["name"], "A team");
}

#[tokio::test]
async fn is_for_owners() {
    let world = world().await;
    let tenant = world.tenant().await;
    let input = json!({ "name": "Mine" });
    world.anonymous().mutate("tenants.rename", input.clone()).await.refused(UNAUTHORIZED, "log in");
    let (admin, viewer) = (tenant.person(Role::Admin).await, tenant.person(Role::Viewer).await);
    for caller in [admin.api, viewer.api, tenant.api.clone()] {
        let error = caller.mutate("tenants.rename", input.clone()).await.refused(FORBIDDEN, "does not allow");
        assert_eq!(error["data"]["error"]["permission"], "TENANT_MANAGE");
        assert!(error["message"].as_str().unwrap().ends_with("the permission TENANT_MANAGE"), "{error}");
    }
    assert_eq!(tenant.deeds().await.len(), 0);
}

#[tokio::test]
async fn what_is_no_name_is_refused() {
    let world = world().await;
    let owner = world.tenant().await.person(Role::Owner).await;
    for bad in [json!(""), json!("a "), json!("x".repeat(65)), Value::Null] {
        owner.api.mutate("tenants.rename", json!({ "name": bad })).await.refused(BAD_REQUEST, "name");
    }
    // A name stands in mails to strangers: it looks like what it is.
    for hidden in ['\u{85}', '\u{ad}', '\u{200b}', '\u{2028}', '\u{202e}', '\u{2067}', '\u{feff}'] {
        let input = json!({ "name": format!("Acme{hidden} Capital") });
        owner.api.mutate("tenants.rename", input).await.refused(BAD_REQUEST, "name: does not match pattern");
    }
    owner.api.mutate("tenants.rename", json!({ "name": "👩‍🚀 Crew, شركة" })).await.data();
    let other = json!({ "name": "a", "id": owner.id });
    owner.api.mutate("tenants.rename", other).await.refused(BAD_REQUEST, "id");
}
