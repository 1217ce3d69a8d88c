//! A future that is dropped midway leaves the pool healthy.

use std::time::Duration;

use futures::FutureExt;
use prisma::{Config, Error, SystemDb, bot};

use super::fixture::World;

#[tokio::test]
async fn a_dropped_statement_leaves_the_connection_usable() {
    let world = World::new().await;
    let client = world.database.client(1).await;
    let db = client.tenant(world.ours.tenant);
    for round in 0..50 {
        let create = db.bot().create(format!("round {round}"), vec![]).exec();
        // Dropped before the answer: at the first poll, or at a random moment after.
        if round % 2 == 0 {
            let _ = create.now_or_never();
        } else {
            let _ = tokio::time::timeout(Duration::from_micros(round * 40), create).await;
        }
        let count = db.bot().count(vec![bot::name::equals("bot of ours".to_owned())]).exec().await.unwrap();
        assert_eq!(count, 1);
    }
    assert_eq!(client.pool().usage().open, 1);
}

#[tokio::test]
async fn a_dropped_begin_leaves_no_transaction() {
    let world = World::new().await;
    let client = world.database.client(1).await;
    let db = client.tenant(world.ours.tenant);
    for round in 0..50 {
        let _ = tokio::time::timeout(Duration::from_micros(round * 20), db.begin()).await;
        let session = prisma_client_rust::Session::unscoped(client.pool().clone());
        let rows = session
            .query_raw("SELECT nullif(current_setting('app.tenant_id', true), '')", &[])
            .await
            .unwrap();
        assert_eq!(rows[0].get::<_, Option<String>>(0), None, "round {round}: still in the transaction");
    }
}

#[tokio::test]
async fn a_statement_that_takes_too_long_is_a_timeout() {
    let world = World::new().await;
    let config = Config { statement_timeout: Duration::from_millis(200), ..Config::default() };
    let db = SystemDb::connect(&world.database.system_url, config).await.unwrap();
    let error = db.query_raw("SELECT pg_sleep(5)", &[]).await.unwrap_err();
    assert!(matches!(error, Error::Timeout(_)), "{error:?}");
    assert_eq!(db.bot().count(vec![]).exec().await.unwrap(), 2);
}

#[tokio::test]
async fn a_full_pool_is_a_timeout() {
    let world = World::new().await;
    let config =
        Config { max_connections: 1, acquire_timeout: Duration::from_millis(100), ..Config::default() };
    let db = SystemDb::connect(&world.database.system_url, config).await.unwrap();
    let tx = db.begin().await.unwrap();
    let error = db.bot().count(vec![]).exec().await.unwrap_err();
    assert!(matches!(error, Error::Timeout("waiting for a connection")), "{error:?}");
    drop(tx);
    assert_eq!(db.bot().count(vec![]).exec().await.unwrap(), 2);
}

#[tokio::test]
async fn a_broken_connection_is_replaced() {
    let world = World::new().await;
    let client = world.database.client(1).await;
    let db = client.tenant(world.ours.tenant);
    db.bot().count(vec![]).exec().await.unwrap();
    let kill = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'tickwire_app' AND datname = current_database()";
    // The owner may not end other roles' sessions, but a role may end its own.
    let app = SystemDb::connect(&world.database.app_url.clone(), Config::default()).await.unwrap();
    let killed = app.query_raw(&format!("{kill} AND pid <> pg_backend_pid()"), &[]).await.unwrap();
    assert!(!killed.is_empty());
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert_eq!(db.bot().count(vec![]).exec().await.unwrap(), 1);
}
