//! `audit.export`: the tenant's log to take away, each entry's text beside its hash.

use prisma::Role;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::done;
use crate::harness::{BAD_REQUEST, FORBIDDEN, Person, UNAUTHORIZED, world};

/// The whole log, page after page of that size, and the head of the last page.
async fn exported(person: &Person, limit: usize) -> (Vec<Value>, Value) {
    let (mut entries, mut cursor) = (Vec::new(), Value::Null);
    loop {
        let input = json!({ "limit": limit, "cursor": cursor });
        let mut page = person.api.query("audit.export", input).await.data();
        entries.extend(page["entries"].as_array().unwrap().iter().cloned());
        cursor = page["nextCursor"].take();
        if cursor.is_null() {
            return (entries, page["head"].take());
        }
    }
}

fn sha256(text: &str) -> String {
    let digest = Sha256::digest(text);
    let [high, low] =
        [&digest[..16], &digest[16..]].map(|half| u128::from_be_bytes(half.try_into().unwrap()));
    format!("{high:032x}{low:032x}")
}

#[tokio::test]
async fn whoever_has_it_can_verify_it_alone() {
    let world = world().await;
    let tenant = world.tenant().await;
    let admin = tenant.person(Role::Admin).await;
    done(&tenant, &admin, 7).await;
    for limit in [3, 7, 1000] {
        let (entries, head) = exported(&admin, limit).await;
        let mut previous = "0".repeat(64);
        for (seq, entry) in (1_u64..).zip(&entries) {
            let text = entry["text"].as_str().unwrap();
            let fields: Value = serde_json::from_str(text).unwrap();
            assert_eq!(json!([fields[0], fields[1], fields[2]]), json!([previous, tenant.id, seq]));
            assert_eq!(json!([fields[5], fields[6]]), json!([admin.email, "bot.rename"]));
            previous = sha256(text);
            assert_eq!((entry["seq"].as_u64(), entry["hash"].as_str()), (Some(seq), Some(&*previous)));
        }
        assert_eq!((entries.len(), head), (7, json!({ "seq": 7, "hash": previous })));
    }
}

#[tokio::test]
async fn what_was_tampered_with_does_not_hash_to_what_it_says() {
    let world = world().await;
    let tenant = world.tenant().await;
    let admin = tenant.person(Role::Admin).await;
    done(&tenant, &admin, 2).await;
    let owner = world.database().owner().await;
    let sql = "UPDATE audit_entries SET action = 'nothing' WHERE tenant_id = $1 AND seq = 2";
    owner.execute(sql, &[&tenant.id]).await.unwrap();
    let (entries, _) = exported(&admin, 10).await;
    let whole = entries.iter().map(|entry| entry["hash"] == json!(sha256(entry["text"].as_str().unwrap())));
    assert_eq!(whole.collect::<Vec<_>>(), [true, false]);
}

#[tokio::test]
async fn never_holds_another_tenants_entries() {
    let world = world().await;
    let (ours, theirs) = (world.tenant().await, world.tenant().await);
    let (our_owner, their_owner) = (ours.person(Role::Owner).await, theirs.person(Role::Owner).await);
    done(&theirs, &their_owner, 2).await;
    let (entries, head) = exported(&our_owner, 10).await;
    assert_eq!((entries, head), (vec![], json!({ "seq": 0, "hash": "0".repeat(64) })));
}

#[tokio::test]
async fn is_for_those_who_may_read_the_log() {
    let world = world().await;
    let tenant = world.tenant().await;
    world.anonymous().query("audit.export", json!({})).await.refused(UNAUTHORIZED, "log in");
    for caller in [tenant.person(Role::Viewer).await.api, tenant.api] {
        caller.query("audit.export", json!({})).await.refused(FORBIDDEN, "does not allow this");
    }
}

#[tokio::test]
async fn what_is_out_of_bounds_is_named() {
    let world = world().await;
    let admin = world.tenant().await.person(Role::Admin).await;
    for (field, value) in
        [("cursor", json!(-1)), ("limit", json!(0)), ("limit", json!(1001)), ("all", json!(1))]
    {
        admin.api.query("audit.export", json!({ field: value })).await.refused(BAD_REQUEST, field);
    }
}
