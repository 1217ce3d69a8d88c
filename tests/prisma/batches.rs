//! Batches: several queries in one transaction, in their order, and none of them or all.

use std::future::IntoFuture as _;
use std::time::Duration;

use prisma::{Error, IsolationLevel, bot};
use prisma_client_rust::{Query as _, count, raw};

use super::fixture::World;

#[tokio::test]
async fn a_batch_answers_each_query_in_order() {
    let world = World::new().await;
    let db = &world.ours.db;
    let (stored, count, renamed, found, deleted) = db
        ._batch((
            db.bot().create("a", vec![]),
            db.bot().count(vec![]),
            db.bot()
                .update_many(vec![bot::name::equals("a".to_owned())], vec![bot::name::set("b".to_owned())]),
            db.bot().find_first(vec![bot::name::equals("b".to_owned())]),
            db.bot().delete_many(vec![bot::name::equals("b".to_owned())]),
        ))
        .await
        .unwrap();
    assert_eq!((stored.name.as_str(), count, renamed, deleted), ("a", 2, 1, 1));
    assert_eq!(found.unwrap().id, stored.id);
}

#[tokio::test]
async fn alike_queries_are_a_list() {
    let world = World::new().await;
    let db = &world.ours.db;
    let creates: Vec<_> = (0..50).map(|number| db.bot().create(format!("{number:02}"), vec![])).collect();
    let stored = db._batch(creates).await.unwrap();
    let names: Vec<_> = stored.into_iter().map(|bot| bot.name).collect();
    let expected: Vec<_> = (0..50).map(|number| format!("{number:02}")).collect();
    assert_eq!(names, expected);
    assert!(db._batch(Vec::<prisma_client_rust::ExecuteRaw<'_>>::new()).await.unwrap().is_empty());
}

#[tokio::test]
async fn one_failure_undoes_all_and_is_the_one_told() {
    let world = World::new().await;
    let db = &world.ours.db;
    let twice = db._batch((
        db.bot().create("a", vec![]),
        db.bot().create("bot of ours", vec![]),
        db.bot().create("c", vec![]),
    ));
    assert!(matches!(twice.await, Err(Error::UniqueViolation { .. })));
    let missing =
        db._batch((db.bot().create("a", vec![]), db.bot().delete(bot::id::equals(uuid::Uuid::nil()))));
    assert!(matches!(missing.await, Err(Error::NotFound { .. })));
    // Refused before it is sent: it has no such column.
    let wrong = db._batch((db.bot().create("a", vec![]), db._execute_raw(raw!("SELECT nothing FROM bots"))));
    assert!(matches!(wrong.await, Err(Error::Database { code, .. }) if code == "42703"));
    assert_eq!(db.bot().count(vec![]).exec().await.unwrap(), 1);
}

#[tokio::test]
async fn a_batch_acts_for_its_tenant_and_in_its_transaction() {
    let world = World::new().await;
    let db = &world.ours.db;
    let tx = db.begin().await.unwrap();
    // A query of another tenant's database runs as the batch's.
    let (_, names) = tx
        ._batch((
            tx.bot().create("a", vec![]),
            world.theirs.db.bot().find_many(vec![]).order_by(bot::name::asc()),
        ))
        .await
        .unwrap();
    assert_eq!(names.iter().map(|bot| bot.name.as_str()).collect::<Vec<_>>(), ["a", "bot of ours"]);
    tx.rollback().await.unwrap();
    assert_eq!(db.bot().count(vec![]).exec().await.unwrap(), 1);
}

#[tokio::test]
async fn no_query_waits_for_the_answer_of_another() {
    let world = World::new().await;
    let client = world.database.client(1).await;
    let db = client.tenant(world.ours.tenant);
    let sleeps = || (0..5).map(|_| db._execute_raw(raw!("SELECT pg_sleep(0.1)"))).collect::<Vec<_>>();
    let before = client.pool().metrics();
    let sent = async {
        tokio::time::sleep(Duration::from_millis(80)).await;
        client.pool().metrics().usage.statements - before.usage.statements
    };
    let (answers, sent) = futures::join!(db._batch(sleeps()).into_future(), sent);
    assert_eq!((answers.unwrap().len(), sent), (5, 5), "they are sent before the first is done");
    assert_eq!(client.pool().metrics().acquired - before.acquired, 1);
}

#[tokio::test]
async fn a_statement_that_is_prepared_does_not_overtake_a_new_one() {
    let world = World::new().await;
    let client = world.database.client(1).await;
    let db = client.tenant(world.ours.tenant);
    // Counting is known to the connection from here on; renaming is not.
    let named = || vec![bot::name::equals("renamed".to_owned())];
    assert_eq!(db.bot().count(named()).exec().await.unwrap(), 0);
    let rename = raw!("UPDATE bots SET name = {}", "renamed".to_owned());
    let answers = db._batch((db._execute_raw(rename), db.bot().count(named()))).await.unwrap();
    assert_eq!(answers, (1, 1));
}

#[tokio::test]
async fn every_query_may_be_in_a_batch() {
    let world = World::new().await;
    let client = world.database.client(1).await;
    let db = client.tenant(world.ours.tenant);
    let new = || bot::create("a", vec![]);
    let (stored, computed, changed, groups, found) = db
        ._batch((
            db.bot().create_many([new()]).returning(),
            db.bot().aggregate([], (count(), bot::name::min())),
            db.bot()
                .update_many([bot::name::equals("a".to_owned())], [bot::name::set("b".to_owned())])
                .returning(),
            db.bot().group_by((bot::name::key(), count())).order_by(bot::name::asc()),
            db.bot().find_first([bot::name::equals("b".to_owned())]).or_throw(),
        ))
        .await
        .unwrap();
    assert_eq!((stored[0].name.as_str(), computed), ("a", (2, Some("a".to_owned()))));
    assert_eq!((changed[0].id, found.id), (stored[0].id, stored[0].id));
    assert_eq!(groups, [("b".to_owned(), 1), ("bot of ours".to_owned(), 1)]);

    let nobody = || db.bot().find_unique(bot::id::equals(uuid::Uuid::nil()));
    let missing = db._batch((db.bot().delete_many([]), nobody().or_throw())).await;
    assert!(matches!(missing, Err(Error::NotFound { table: "bots" })), "{missing:?}");
    assert_eq!(db.bot().count([]).exec().await.unwrap(), 2);
    let missing = nobody().or_throw().timeout(Duration::from_secs(9)).exec().await;
    assert!(matches!(missing, Err(Error::NotFound { .. })));
}

#[tokio::test]
async fn a_batch_has_its_limits() {
    let world = World::new().await;
    let client = world.database.client(1).await;
    let db = client.tenant(world.ours.tenant);
    let limit = Duration::from_millis(200);
    let slow = || (db.bot().create("a", vec![]), db._execute_raw(raw!("SELECT pg_sleep(30)")));
    let late = db._batch(slow()).timeout(limit).await;
    assert!(matches!(late, Err(Error::TransactionExpired { timeout }) if timeout == limit), "{late:?}");
    assert_eq!(db.bot().count([]).exec().await.unwrap(), 1);

    // In a transaction, that is over.
    let tx = db.begin().await.unwrap();
    let late = tx._batch(slow()).timeout(limit).await;
    assert!(matches!(late, Err(Error::TransactionExpired { .. })), "{late:?}");
    assert!(tx.commit().await.is_err());
    assert_eq!(db.bot().count([]).exec().await.unwrap(), 1);

    let tx = db.begin().await.unwrap();
    let waited = db._batch((db.bot().count([]),)).max_wait(limit).await;
    assert!(matches!(waited, Err(Error::PoolTimeout { max: 1 })), "{waited:?}");
    tx.rollback().await.unwrap();

    prisma_client_rust::row!(
        struct Level {
            level: String,
        }
    );
    let level =
        || (db._query_raw::<Level>(raw!("SELECT current_setting('transaction_isolation') AS level")),);
    let (levels,) =
        db._batch(level()).isolation_level(IsolationLevel::Serializable).timeout(limit * 9).await.unwrap();
    assert_eq!(levels[0].level, "serializable");
}
