//! Filters beside those that the differential tests draw: what JSON fields hold, fields beside fields, limits.

use prisma::{Error, SignalStatus, TenantDb, bot, not, signal};
use prisma_client_rust::Filter;
use serde_json::{Value, json};

use super::fixture::World;

/// Stores a signal of that document.
async fn store(world: &World, second: u32, document: Value) {
    let key = document.to_string();
    let id = world.signal(&world.ours, &key, second).await.id;
    let changes = vec![signal::raw::set(document)];
    world.ours.db.signal().update(signal::id::equals(id), changes).exec().await.unwrap();
}

/// The documents of the signals that match, the earliest first.
async fn documents(db: &TenantDb, filter: Filter<signal::Model>) -> Vec<Value> {
    let found = db.signal().find_many([filter]).order_by(signal::received_at::asc()).exec().await.unwrap();
    found.into_iter().map(|signal| signal.raw).collect()
}

#[tokio::test]
async fn json_is_searched_by_path() {
    let world = World::new().await;
    let all = [
        json!({ "text": "100% sure", "tags": ["a", "b"] }),
        json!({ "text": "100 times", "tags": [] }),
        json!({ "text": 100, "tags": null }),
        json!("100% \"sure\""),
        Value::Null,
    ];
    for (second, document) in (0..).zip(all.clone()) {
        store(&world, second, document).await;
    }
    let db = &world.ours.db;
    let text = || signal::raw::path(["text"]);
    let tags = || signal::raw::path(["tags"]);
    let cases: [(Filter<signal::Model>, &[usize]); 19] = [
        // Wildcards mean themselves.
        (text().string_contains("0%"), &[0]),
        (text().string_contains("0_"), &[]),
        (text().string_starts_with("100"), &[0, 1]),
        (text().string_ends_with("SURE"), &[]),
        (text().string_ends_with("SURE").insensitive(), &[0]),
        // The whole document is a text, without its quotes.
        (signal::raw::root().string_starts_with("100"), &[3]),
        (signal::raw::root().string_ends_with("SURE\"").insensitive(), &[3]),
        // What is no text is neither like it nor unlike it.
        (not([text().string_contains("sure")]), &[1]),
        (not([tags().array_contains("a")]), &[1]),
        (tags().array_contains(json!(["b", "a"])), &[0]),
        (tags().array_starts_with("a"), &[0]),
        (tags().array_ends_with("a"), &[]),
        (signal::raw::path(["tags", "-1"]).equals("b"), &[0]),
        (text().gt(99), &[2]),
        (text().lt("100%"), &[1]),
        // There is nothing, there is the null of JSON, there is either.
        (tags().is_null(), &[3, 4]),
        (tags().equals(Value::Null), &[2]),
        (tags().is_any_null(), &[2, 3, 4]),
        (signal::raw::equals(Value::Null), &[4]),
    ];
    for (filter, expected) in cases {
        let expected: Vec<_> = expected.iter().map(|&position| all[position].clone()).collect();
        assert_eq!(documents(db, filter.clone()).await, expected, "{filter:?}");
    }
    let path = signal::raw::path(["te'xt\"; --"]);
    assert_eq!(documents(db, path.is_not_null()).await, [] as [Value; 0]);
}

#[tokio::test]
async fn fields_are_compared_with_each_other() {
    let world = World::new().await;
    for second in 0..3 {
        world.signal(&world.ours, &second.to_string(), second).await;
    }
    let db = &world.ours.db;
    let later = vec![signal::occurred_at::set(super::fixture::at_second(2))];
    db.signal().update_many([], later).exec().await.unwrap();
    let before = signal::received_at::column().lt(signal::occurred_at::column());
    assert_eq!(db.signal().count([before.clone()]).exec().await.unwrap(), 2);
    assert_eq!(db.signal().count([not([before])]).exec().await.unwrap(), 1);
    let named = bot::name::column().contains(bot::name::column());
    assert_eq!(db.bot().count([named]).exec().await.unwrap(), 1, "the other tenant's bot is not counted");
}

#[tokio::test]
async fn writes_are_limited() {
    let world = World::new().await;
    for second in 0..4 {
        world.signal(&world.ours, &second.to_string(), second).await;
        world.signal(&world.theirs, &second.to_string(), second).await;
    }
    let signals = || world.ours.db.signal();
    let accepted = || vec![signal::status::set(SignalStatus::Accepted)];
    let is_accepted = || signal::status::equals(SignalStatus::Accepted);
    assert_eq!(signals().update_many([], accepted()).limit(3).exec().await.unwrap(), 3);
    let rest = signals().update_many([not([is_accepted()])], accepted()).limit(3).returning();
    assert_eq!(rest.exec().await.unwrap().len(), 1);
    assert_eq!(world.theirs.db.signal().count([is_accepted()]).exec().await.unwrap(), 0);
    let deleted = |limit: u64| world.system.signal().delete_many([is_accepted()]).limit(limit);
    assert_eq!(deleted(0).exec().await.unwrap(), 0);
    assert_eq!(deleted(3).exec().await.unwrap(), 3);
    assert_eq!(signals().count([]).exec().await.unwrap(), 1);
    assert_eq!(world.system.signal().count([]).skip(1).take(3).exec().await.unwrap(), 3);
}

#[tokio::test]
async fn a_write_may_ask_for_more_than_the_key() {
    let world = World::new().await;
    let row = world.signal(&world.ours, "key", 0).await;
    let signals = || world.ours.db.signal();
    let at = |seq: i64| [signal::seq::equals(seq)];
    let to = |seq: i64| vec![signal::seq::set(seq)];
    // Nobody was faster: the row is as it was read.
    signals().update(signal::id::equals(row.id), to(2)).filter(at(row.seq)).exec().await.unwrap();
    let late = signals().update(signal::id::equals(row.id), to(3)).filter(at(row.seq)).exec().await;
    assert!(matches!(late, Err(Error::NotFound { .. })), "{late:?}");
    let delete = |seq: i64| world.system.signal().delete(signal::id::equals(row.id)).filter(at(seq));
    let late = delete(row.seq).exec().await;
    assert!(matches!(late, Err(Error::NotFound { .. })), "{late:?}");
    let new = world.new_signal(world.ours.bot.id, "other", 1);
    let upsert = signals().upsert(signal::id::equals(row.id), new, to(4)).filter(at(2));
    assert_eq!(upsert.exec().await.unwrap().seq, 4);
    let new = world.new_signal(world.ours.bot.id, "other", 1);
    let upsert = signals().upsert(signal::id::equals(row.id), new, to(5)).filter(at(2));
    assert_eq!(upsert.exec().await.unwrap().dedup_key, "other");
    assert_eq!(delete(4).exec().await.unwrap().seq, 4);
}
