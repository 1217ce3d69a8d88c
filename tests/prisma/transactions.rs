//! Interactive transactions: all or nothing, and never a connection left in one.

use std::time::Duration;

use futures::FutureExt;
use prisma::{Error, IsolationLevel, TenantDb, bot};
use prisma_client_rust::{Query as _, Session, raw};

use super::fixture::World;

async fn store(db: &TenantDb, name: &str) -> prisma::Result<bot::Data> {
    db.bot().create(name, vec![]).exec().await
}

async fn names(db: &TenantDb) -> Vec<String> {
    let bots = db.bot().find_many(vec![]).order_by(bot::name::asc()).exec().await.unwrap();
    bots.into_iter().map(|bot| bot.name).collect()
}

#[tokio::test]
async fn a_commit_stores_everything() {
    let world = World::new().await;
    let tx = world.ours.db.begin().await.unwrap();
    store(&tx, "a").await.unwrap();
    store(&tx, "b").await.unwrap();
    assert_eq!(names(&world.ours.db).await, ["bot of ours"]);
    tx.commit().await.unwrap();
    assert_eq!(names(&world.ours.db).await, ["a", "b", "bot of ours"]);
}

#[tokio::test]
async fn dropped_it_rolls_back_and_the_connection_is_clean() {
    let world = World::new().await;
    let client = world.database.client(1).await;
    let db = client.tenant(world.ours.tenant);
    for round in 0..20 {
        let tx = db.begin().await.unwrap();
        store(&tx, &format!("round {round}")).await.unwrap();
        drop(tx);
        // The pool has one connection: this is the one that was in the transaction.
        let session = Session::unscoped(client.pool().clone());
        let rows = session.query_raw("SELECT pg_current_xact_id_if_assigned() IS NULL", &[]).await.unwrap();
        assert!(rows[0].get::<_, bool>(0), "the transaction is still open");
    }
    assert_eq!(names(&db).await, ["bot of ours"]);
}

#[tokio::test]
async fn rolled_back_nothing_is_stored() {
    let world = World::new().await;
    let tx = world.ours.db.begin().await.unwrap();
    store(&tx, "a").await.unwrap();
    tx.rollback().await.unwrap();
    assert_eq!(names(&world.ours.db).await, ["bot of ours"]);
}

#[tokio::test]
async fn a_commit_after_a_failed_statement_says_so() {
    let world = World::new().await;
    let tx = world.ours.db.begin().await.unwrap();
    store(&tx, "a").await.unwrap();
    assert!(matches!(store(&tx, "a").await, Err(Error::UniqueViolation { .. })));
    assert!(matches!(tx.commit().await, Err(Error::TransactionOver(_))));
    assert_eq!(names(&world.ours.db).await, ["bot of ours"]);
}

#[tokio::test]
async fn a_commit_after_a_dropped_statement_says_so() {
    let world = World::new().await;
    let tx = world.ours.db.begin().await.unwrap();
    store(&tx, "a").await.unwrap();
    // It will fail, but nobody waits for the answer.
    assert!(store(&tx, "a").now_or_never().is_none());
    assert!(matches!(tx.commit().await, Err(Error::TransactionOver(_))));
    assert_eq!(names(&world.ours.db).await, ["bot of ours"]);
}

#[tokio::test]
async fn a_clone_does_not_outlive_it() {
    let world = World::new().await;
    let tx = world.ours.db.begin().await.unwrap();
    let clone = TenantDb::clone(&tx);
    store(&clone, "a").await.unwrap();
    tx.commit().await.unwrap();
    assert!(matches!(store(&clone, "b").await, Err(Error::TransactionOver(_))));
    assert!(matches!(clone.begin().await, Err(Error::TransactionOver(_))));
}

#[tokio::test]
async fn a_dropped_transaction_ends_under_a_running_clone() {
    let world = World::new().await;
    let tx = world.ours.db.begin().await.unwrap();
    let clone = TenantDb::clone(&tx);
    let slow = tokio::spawn(async move {
        let done = clone.query_raw("SELECT pg_sleep(0.3)", &[]).await;
        (done.is_ok(), store(&clone, "late").await)
    });
    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    drop(tx);
    let (finished, late) = slow.await.unwrap();
    assert!(finished);
    assert!(matches!(late, Err(Error::TransactionOver(_))), "{late:?}");
    assert_eq!(names(&world.ours.db).await, ["bot of ours"]);
}

#[tokio::test]
async fn it_acts_for_its_tenant() {
    let world = World::new().await;
    let tx = world.ours.db.begin().await.unwrap();
    let rows = tx.query_raw("SELECT count(*) FROM bots", &[]).await.unwrap();
    assert_eq!(rows[0].get::<_, i64>(0), 1);
    tx.rollback().await.unwrap();

    let tx = world.system.begin().await.unwrap();
    assert_eq!(tx.bot().count(vec![]).exec().await.unwrap(), 2);
    tx.rollback().await.unwrap();
}

#[tokio::test]
async fn serializable_transactions_that_clash_can_be_told() {
    let world = World::new().await;
    let (one, other) = futures::try_join!(
        world.ours.db.begin_with(IsolationLevel::Serializable),
        world.ours.db.begin_with(IsolationLevel::Serializable)
    )
    .unwrap();
    for tx in [&one, &other] {
        tx.bot().count(vec![]).exec().await.unwrap();
    }
    store(&one, "one").await.unwrap();
    let second = store(&other, "other").await;
    one.commit().await.unwrap();
    let clash = match second {
        Ok(_) => other.commit().await.unwrap_err(),
        Err(error) => error,
    };
    assert!(matches!(clash, Error::Serialization(_)), "{clash:?}");
}

#[tokio::test]
async fn a_commit_goes_with_the_last_queries() {
    let world = World::new().await;
    let client = world.database.client(1).await;
    let db = client.tenant(world.ours.tenant);
    let tx = db.begin().await.unwrap();
    store(&tx, "a").await.unwrap();
    let renamed = |from: &str, to: &str| {
        db.bot().update_many([bot::name::equals(from.to_owned())], [bot::name::set(to.to_owned())])
    };
    let many = |names: std::ops::Range<usize>| {
        db.bot().create_many(names.map(|name| bot::create(format!("{name:03}"), [])).collect::<Vec<_>>())
    };
    let queries =
        (vec![renamed("a", "b"), renamed("b", "c")], many(0..0), Some(many(0..100)), renamed("c", "d"));
    let before = client.pool().metrics().usage.statements;
    let answers = tx.commit_with(queries).await.unwrap();
    assert_eq!(answers, (vec![1, 1], 0, Some(100), 1));
    assert_eq!(client.pool().metrics().usage.statements - before, 4);
    assert!(names(&db).await.contains(&"d".to_owned()));
    assert_eq!(names(&db).await.len(), 102);
    // One that is more than a statement is committed too.
    let tx = db.begin().await.unwrap();
    let bot = db.bot().upsert(bot::id::equals(uuid::Uuid::nil()), bot::create("e", []), []);
    tx.commit_with((bot, renamed("e", "f"))).await.unwrap();
    assert!(names(&db).await.contains(&"f".to_owned()));
}

#[tokio::test]
async fn a_commit_that_goes_with_a_query_that_fails_stores_nothing() {
    let world = World::new().await;
    let client = world.database.client(1).await;
    let db = client.tenant(world.ours.tenant);
    let new = |name: &str| db.bot().create_many([bot::create(name, [])]);
    for (first, last) in [("bot of ours", "a"), ("a", "bot of ours"), ("a", "b\0")] {
        let tx = db.begin().await.unwrap();
        store(&tx, "before").await.unwrap();
        let failed = tx.commit_with((new(first), new(last))).await.unwrap_err();
        assert!(!matches!(failed, Error::TransactionOver(_)), "{first} {last}: {failed}");
        assert_eq!(names(&db).await, ["bot of ours"], "{first} {last}");
    }
    // By what the server answers well.
    let tx = db.begin().await.unwrap();
    let missing = db.bot().update(bot::id::equals(uuid::Uuid::nil()), [bot::name::set("b".to_owned())]);
    assert!(matches!(tx.commit_with((new("a"), missing)).await, Err(Error::NotFound { .. })));
    assert_eq!(names(&db).await, ["bot of ours"]);
    // After a statement that failed by itself.
    let tx = db.begin().await.unwrap();
    store(&tx, "bot of ours").await.unwrap_err();
    assert!(tx.commit_with(new("a")).await.is_err());
    assert_eq!(names(&db).await, ["bot of ours"]);
}

/// A query that takes so many seconds.
fn sleeps(db: &TenantDb, seconds: f64) -> prisma_client_rust::ExecuteRaw<'_> {
    db._execute_raw(raw!("SELECT pg_sleep({})", seconds))
}

#[tokio::test]
async fn who_leaves_a_commit_in_the_middle_leaves_a_clean_connection() {
    let world = World::new().await;
    let client = world.database.client(1).await;
    let db = client.tenant(world.ours.tenant);
    let new = |name: &str| db.bot().create_many([bot::create(name, [])]);
    // Prepared before, so that everything leaves when it is first polled, the commit too.
    db.begin().await.unwrap().commit_with((new("a"), sleeps(&db, 0.0))).await.unwrap();
    for seconds in [0.001, 1.0] {
        let tx = db.begin().await.unwrap();
        let left = Box::pin(tx.commit_with((new(&format!("{seconds}")), sleeps(&db, seconds))));
        assert!(tokio::time::timeout(Duration::from_millis(1), left).await.is_err());
        let session = Session::unscoped(client.pool().clone());
        let rows = session.query_raw("SELECT pg_current_xact_id_if_assigned() IS NULL", &[]).await.unwrap();
        assert!(rows[0].get::<_, bool>(0));
        store(&db, &format!("after {seconds}")).await.unwrap();
    }
}

#[tokio::test]
async fn a_commit_waits_for_a_query_that_may_take_only_so_long() {
    let world = World::new().await;
    let db = &world.ours.db;
    sleeps(db, 0.0).exec().await.unwrap();
    let tx = db.begin().await.unwrap();
    let limited = sleeps(db, 0.5).timeout(Duration::from_millis(50));
    let failed = tx.commit_with((db.bot().create_many([bot::create("a", [])]), limited)).await;
    assert!(matches!(failed, Err(Error::StatementTimeout)), "{failed:?}");
    assert_eq!(names(db).await, ["bot of ours"]);
}

#[tokio::test]
async fn a_clone_sends_nothing_beside_a_commit() {
    let world = World::new().await;
    let db = &world.ours.db;
    // What a clone has under way fails before the commit: nothing is stored, whichever commit it is.
    for with_queries in [true, false] {
        let tx = db.begin().await.unwrap();
        store(&tx, "a").await.unwrap();
        let clone = TenantDb::clone(&tx);
        let fails = clone._execute_raw(raw!("SELECT 1 / (random() * 0)::int FROM pg_sleep(0.1)")).exec();
        let commits = async {
            tokio::time::sleep(Duration::from_millis(30)).await;
            if with_queries { tx.commit_with(sleeps(db, 0.0)).await.map(drop) } else { tx.commit().await }
        };
        let (failed, committed) = futures::join!(fails, commits);
        assert!(failed.is_err() && committed.is_err(), "{failed:?} {committed:?}");
        assert_eq!(names(db).await, ["bot of ours"]);
    }
    // What comes beside it is refused, and harms nothing.
    let tx = db.begin().await.unwrap();
    let clone = TenantDb::clone(&tx);
    let comes = async {
        tokio::time::sleep(Duration::from_millis(30)).await;
        store(&clone, "b").await
    };
    let (committed, refused) = futures::join!(tx.commit_with(sleeps(db, 0.2)), comes);
    committed.unwrap();
    assert!(matches!(refused, Err(Error::TransactionOver(_))), "{refused:?}");
    assert_eq!(names(db).await, ["bot of ours"]);
}
