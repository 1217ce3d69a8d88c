//! What is written reads back as it was, and every kind of statement does what it says.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use prisma::{
    ApiKeyScope, Config, Lock, SignalStatus, SystemDb, api_key, bot, event, instrument, signal, user,
};
use prisma_client_rust::Source;
use rust_decimal::Decimal;
use serde_json::json;
use uuid::Uuid;

use super::fixture::{World, at_second};

#[tokio::test]
async fn every_type_reads_back_as_it_was_written() {
    let world = World::new().await;
    let largest: Decimal = "9999999999999999.123456789012".parse().unwrap();
    let hash: Vec<u8> = (0..=255).collect();
    let key = world
        .ours
        .db
        .api_key()
        .create(
            "key",
            "tw_",
            hash.clone(),
            vec![
                api_key::scopes::set(vec![ApiKeyScope::Read, ApiKeyScope::Trade]),
                api_key::bot_id::set(Some(world.ours.bot.id)),
                api_key::expires_at::set(Some(at_second(59))),
            ],
        )
        .exec()
        .await
        .unwrap();
    assert_eq!(
        (&key.hash, key.bot_id, key.expires_at),
        (&hash, Some(world.ours.bot.id), Some(at_second(59)))
    );
    assert_eq!(key.scopes, [ApiKeyScope::Read, ApiKeyScope::Trade]);
    let found = world.system.api_key().find_unique(api_key::hash::equals(hash)).exec().await.unwrap();
    assert_eq!(found, Some(key));

    let mut row = world.signal(&world.ours, "key with \"quotes\" and \u{1F600}", 1).await;
    assert_eq!(row.raw, json!({ "key": "key with \"quotes\" and \u{1F600}" }));
    row = world
        .ours
        .db
        .signal()
        .update(
            signal::id::equals(row.id),
            vec![signal::price::set(Some(largest)), signal::seq::set(i64::MAX)],
        )
        .exec()
        .await
        .unwrap();
    assert_eq!((row.price, row.seq, row.side), (Some(largest), i64::MAX, None));
}

#[tokio::test]
async fn lists_can_be_searched_and_grown() {
    let world = World::new().await;
    let keys = world.ours.db.api_key();
    let id = keys.create("key", "tw_", vec![1], vec![]).exec().await.unwrap().id;
    assert_eq!(keys.find_many(vec![]).exec().await.unwrap()[0].scopes, []);
    let push = vec![api_key::scopes::set(vec![ApiKeyScope::Read])];
    keys.update(api_key::id::equals(id), push).exec().await.unwrap();
    let push = vec![api_key::scopes::push(vec![ApiKeyScope::Trade])];
    let row = keys.update(api_key::id::equals(id), push).exec().await.unwrap();
    assert_eq!(row.scopes, [ApiKeyScope::Read, ApiKeyScope::Trade]);
    for (filter, expected) in [
        (api_key::scopes::has(ApiKeyScope::Trade), 1),
        (api_key::scopes::has(ApiKeyScope::Signals), 0),
        (api_key::scopes::has_some(vec![ApiKeyScope::Signals, ApiKeyScope::Read]), 1),
        (api_key::scopes::has_every(vec![ApiKeyScope::Signals, ApiKeyScope::Read]), 0),
        (api_key::scopes::is_empty(true), 0),
        (api_key::scopes::is_empty(false), 1),
    ] {
        assert_eq!(keys.count(vec![filter]).exec().await.unwrap(), expected);
    }
}

#[tokio::test]
async fn a_citext_is_found_in_any_case() {
    let world = World::new().await;
    let stored = world.system.user().create("Ada@Example.org", []).exec().await.unwrap();
    let found = world
        .system
        .user()
        .find_unique(user::email::equals("ada@example.ORG".to_owned()))
        .exec()
        .await
        .unwrap();
    assert_eq!(found, Some(stored));
}

#[tokio::test]
async fn numbers_are_calculated_in_the_database() {
    let world = World::new().await;
    let unique = || instrument::venue_symbol::equals("BINANCE".to_owned(), "BTCUSDT".to_owned());
    let set = vec![
        instrument::multiplier::increment(Decimal::new(25, 1)),
        instrument::lot_step::multiply(Decimal::TWO),
    ];
    let row = world.system.instrument().update(unique(), set).exec().await.unwrap();
    assert_eq!((row.multiplier, row.lot_step), (Decimal::new(35, 1), Decimal::new(2, 2)));
}

#[tokio::test]
async fn many_rows_are_one_statement_and_duplicates_can_be_left_out() {
    let world = World::new().await;
    let rows =
        || (0..500).map(|number| world.new_signal(world.ours.bot.id, &format!("{number}"), number % 60));
    assert_eq!(world.ours.db.signal().create_many(rows()).exec().await.unwrap(), 500);
    assert!(world.ours.db.signal().create_many(rows()).exec().await.is_err());
    assert_eq!(world.ours.db.signal().create_many(rows()).skip_duplicates().exec().await.unwrap(), 0);
    assert_eq!(world.ours.db.signal().create_many(vec![]).exec().await.unwrap(), 0);
    let update = vec![signal::status::set(SignalStatus::Accepted)];
    let filter = vec![signal::status::equals(SignalStatus::Received)];
    assert_eq!(world.ours.db.signal().update_many(filter, update).exec().await.unwrap(), 500);
    let events = (1..=3).map(|seq| event::create(seq, "test", json!(seq), vec![]));
    assert_eq!(world.ours.db.event().create_many(events).exec().await.unwrap(), 3);
}

#[tokio::test]
async fn an_upsert_stores_and_then_changes() {
    let world = World::new().await;
    let upsert = |name: &str| {
        let unique = bot::tenant_id_name::equals(world.ours.tenant, name.to_owned());
        let update = vec![bot::max_order_notional::set(Some(Decimal::TEN))];
        world.ours.db.bot().upsert(unique, bot::create(name, vec![]), update)
    };
    let created = upsert("one").exec().await.unwrap();
    assert_eq!(created.max_order_notional, None);
    let updated = upsert("one").exec().await.unwrap();
    assert_eq!((updated.id, updated.max_order_notional), (created.id, Some(Decimal::TEN)));
    assert!(updated.updated_at > created.updated_at);
}

#[tokio::test]
async fn a_deleted_row_comes_back_once() {
    let world = World::new().await;
    let deleted = world.ours.db.bot().delete(bot::id::equals(world.ours.bot.id)).exec().await.unwrap();
    assert_eq!(deleted, world.ours.bot);
    assert_eq!(world.ours.db.bot().count(vec![]).exec().await.unwrap(), 0);
}

#[tokio::test]
async fn locked_rows_are_left_to_others() {
    let world = World::new().await;
    for key in ["a", "b"] {
        world.signal(&world.ours, key, 1).await;
    }
    let (one, other) = (world.system.begin().await.unwrap(), world.system.begin().await.unwrap());
    let (first, second) = (claim(&one).await, claim(&other).await);
    assert_eq!((first[0].dedup_key.as_str(), second[0].dedup_key.as_str()), ("a", "b"));
}

async fn claim(db: &SystemDb) -> Vec<signal::Data> {
    let received = db.signal().find_many(vec![signal::status::equals(SignalStatus::Received)]);
    let first = received.order_by(signal::dedup_key::asc()).take(1);
    first.lock(Lock::ForUpdateSkipLocked).exec().await.unwrap()
}

#[derive(Debug)]
struct Frozen;

impl Source for Frozen {
    fn now(&self) -> DateTime<Utc> {
        at_second(42)
    }

    fn uuid_v4(&self) -> Uuid {
        Uuid::from_u128(4)
    }

    fn uuid_v7(&self) -> Uuid {
        Uuid::from_u128(7)
    }
}

#[tokio::test]
async fn defaults_come_from_the_injected_source() {
    let world = World::new().await;
    let config = Config { source: Arc::new(Frozen), ..Config::default() };
    let system = SystemDb::connect(&world.database.system_url, config).await.unwrap();
    let row = system.bot().create(world.ours.tenant, "frozen", vec![]).exec().await.unwrap();
    assert_eq!((row.id, row.created_at, row.updated_at), (Uuid::from_u128(7), at_second(42), at_second(42)));
    let head = system.stream_head().create(world.ours.tenant, vec![]).exec().await.unwrap();
    assert_eq!(head.epoch, Uuid::from_u128(4));
}
