//! Transactions as closures: committed when they are well, and tried again when others were in their way.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use prisma::{Error, IsolationLevel, TenantDb, bot};
use prisma_client_rust::Retry;

use super::fixture::World;

async fn names(db: &TenantDb) -> Vec<String> {
    let bots = db.bot().find_many(vec![]).order_by(bot::name::asc()).exec().await.unwrap();
    bots.into_iter().map(|bot| bot.name).collect()
}

#[tokio::test]
async fn it_commits_what_is_well() {
    let world = World::new().await;
    let db = &world.ours.db;
    let stored = db._transaction().run(async |tx| tx.bot().create("a", vec![]).exec().await).await.unwrap();
    assert_eq!(stored.name, "a");
    assert_eq!(names(db).await, ["a", "bot of ours"]);
}

#[tokio::test]
async fn it_rolls_back_an_error_of_any_type() {
    #[derive(Debug)]
    struct Mine(String);
    impl From<Error> for Mine {
        fn from(error: Error) -> Self {
            Self(error.to_string())
        }
    }
    let world = World::new().await;
    let db = &world.ours.db;
    let refused = db._transaction().run(async |tx| {
        tx.bot().create("a", vec![]).exec().await?;
        Err::<(), _>(Mine("no".to_owned()))
    });
    assert_eq!(refused.await.unwrap_err().0, "no");
    assert_eq!(names(db).await, ["bot of ours"]);
}

#[tokio::test]
async fn it_rolls_back_a_panic_and_a_drop() {
    let world = World::new().await;
    let client = world.database.client(1).await;
    let db = client.tenant(world.ours.tenant);
    let panicking = {
        let db = db.clone();
        tokio::spawn(async move {
            let run = db._transaction().run(|tx| async move {
                tx.bot().create("a", vec![]).exec().await?;
                panic!("on purpose")
            });
            let _: Result<(), Error> = run.await;
        })
    };
    assert!(panicking.await.unwrap_err().is_panic());
    let dropped = db._transaction().run(|tx| async move {
        tx.bot().create("b", vec![]).exec().await?;
        std::future::pending::<Result<(), Error>>().await
    });
    assert!(tokio::time::timeout(Duration::from_millis(100), dropped).await.is_err());
    assert_eq!(names(&db).await, ["bot of ours"]);
}

#[tokio::test]
async fn it_takes_no_longer_than_it_may() {
    let world = World::new().await;
    let db = &world.ours.db;
    let limit = Duration::from_millis(100);
    let kept = std::sync::Mutex::new(None);
    let late = db._transaction().timeout(limit).run(async |tx| {
        tx.bot().create("a", vec![]).exec().await?;
        *kept.lock().unwrap() = Some(tx.clone());
        tx.query_raw("SELECT pg_sleep(8)", &[]).await
    });
    let error = tokio::time::timeout(Duration::from_secs(3), late).await.unwrap().unwrap_err();
    assert!(matches!(error, Error::TransactionExpired { timeout } if timeout == limit), "{error:?}");
    assert_eq!(error.code(), Some("P2028"));
    assert_eq!(names(db).await, ["bot of ours"]);
    // What the closure kept is of no use.
    let kept = kept.into_inner().unwrap().unwrap();
    assert!(matches!(kept.bot().count(vec![]).exec().await, Err(Error::TransactionOver(_))));
}

#[tokio::test]
async fn it_waits_for_a_connection_no_longer_than_it_may() {
    let world = World::new().await;
    let client = world.database.client(1).await;
    let db = client.tenant(world.ours.tenant);
    let other = db.begin().await.unwrap();
    let run = db._transaction().max_wait(Duration::from_millis(50)).run(async |_| Ok::<_, Error>(()));
    let error = tokio::time::timeout(Duration::from_secs(2), run).await.unwrap().unwrap_err();
    assert!(matches!(error, Error::PoolTimeout { max: 1 }), "{error:?}");
    assert_eq!(error.code(), Some("P2024"));
    drop(other);
}

/// Two transactions of which each reads what the other writes. Answers how often they were begun.
async fn clash(db: &TenantDb, retry: Retry) -> (u32, Vec<Result<i64, Error>>) {
    let begun = AtomicU32::new(0);
    let barrier = tokio::sync::Barrier::new(2);
    let one = async |name: &str| {
        let mut first = true;
        let transaction = db._transaction().isolation_level(IsolationLevel::Serializable).retry(retry);
        transaction
            .run(|tx| {
                begun.fetch_add(1, Ordering::SeqCst);
                let meets = std::mem::replace(&mut first, false);
                let (name, barrier) = (name.to_owned(), &barrier);
                async move {
                    let count = tx.bot().count(vec![]).exec().await?;
                    if meets {
                        barrier.wait().await;
                    }
                    tx.bot().create(format!("{name} {count}"), vec![]).exec().await?;
                    Ok::<_, Error>(count)
                }
            })
            .await
    };
    let (a, b) = futures::join!(one("a"), one("b"));
    (begun.into_inner(), vec![a, b])
}

#[tokio::test]
async fn it_is_tried_again_when_another_was_in_its_way() {
    let world = World::new().await;
    let (begun, results) = clash(&world.ours.db, Retry::default()).await;
    assert!(begun > 2, "they did not clash");
    let mut counts: Vec<_> = results.into_iter().map(Result::unwrap).collect();
    counts.sort_unstable();
    assert_eq!(counts, [1, 2], "as if one ran after the other");
    assert_eq!(world.ours.db.pool().metrics().retries, u64::from(begun - 2));
}

#[tokio::test]
async fn it_gives_up_and_says_how_often_it_tried() {
    let world = World::new().await;
    let (begun, results) = clash(&world.ours.db, Retry { attempts: 1, ..Retry::default() }).await;
    assert_eq!(begun, 2);
    let failed: Vec<_> = results.into_iter().filter_map(Result::err).collect();
    assert!(matches!(failed[..], [Error::RetriesExhausted { attempts: 1 }]), "{failed:?}");
    assert_eq!(failed[0].code(), Some("P2034"));
}

#[tokio::test]
async fn nothing_else_is_tried_again() {
    let world = World::new().await;
    let mut calls = 0;
    let run = world.ours.db._transaction().retry(Retry::default()).run(|tx| {
        calls += 1;
        async move { tx.bot().create("bot of ours", vec![]).exec().await }
    });
    assert!(matches!(run.await, Err(Error::UniqueViolation { .. })));
    assert_eq!(calls, 1);
}
