//! Interactive transactions: all or nothing, and never a connection left in one.

use futures::FutureExt;
use prisma::{Error, IsolationLevel, TenantDb, bot};
use prisma_client_rust::Session;

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
