//! A future that is dropped midway leaves the pool healthy.

use std::time::Duration;

use futures::FutureExt;
use prisma::{Config, Error, SystemDb, bot};
use prisma_client_rust::{Query, Value, raw};

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
    assert!(matches!(error, Error::StatementTimeout), "{error:?}");
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
    assert!(matches!(error, Error::PoolTimeout { max: 1 }), "{error:?}");
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

/// How many statements sleep in the database.
async fn sleeping(world: &World) -> i64 {
    let sql = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' AND query LIKE '%pg_sleep%' AND pid <> pg_backend_pid()";
    world.system.query_raw(sql, &[]).await.unwrap()[0].get(0)
}

async fn nothing_sleeps(world: &World) {
    for _ in 0..100 {
        if sleeping(world).await == 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("the statement goes on");
}

#[tokio::test]
async fn a_query_may_have_a_time_of_its_own_and_its_work_is_cancelled() {
    let world = World::new().await;
    let db = SystemDb::connect(&world.database.system_url, Config::default()).await.unwrap();
    let slow = db._execute_raw(raw!("SELECT pg_sleep({})", 8.0)).timeout(Duration::from_millis(50));
    let error = slow.exec().await.unwrap_err();
    assert!(matches!(error, Error::StatementTimeout), "{error:?}");
    nothing_sleeps(&world).await;
    assert_eq!(db.pool().metrics().cancellations, 1);
    let quick = db.bot().find_many(vec![]).timeout(Duration::from_secs(5)).exec().await.unwrap();
    assert_eq!(quick.len(), 2);
    let ids = Value::List(quick.iter().map(|bot| Value::Uuid(bot.id)).collect());
    assert_eq!(
        db._execute_raw(raw!("UPDATE bots SET name = name WHERE id = ANY({})", ids)).exec().await.unwrap(),
        2
    );
}

#[tokio::test]
async fn a_dropped_query_stops_on_the_server() {
    let world = World::new().await;
    let db =
        SystemDb::connect(&world.database.system_url, Config { max_connections: 1, ..Config::default() })
            .await
            .unwrap();
    for in_transaction in [false, true] {
        let tx = if in_transaction { Some(db.begin().await.unwrap()) } else { None };
        let place = tx.as_deref().unwrap_or(&db);
        let slow = place.query_raw("SELECT pg_sleep(8)", &[]);
        assert!(tokio::time::timeout(Duration::from_millis(100), slow).await.is_err());
        drop(tx);
        nothing_sleeps(&world).await;
        assert_eq!(db.bot().count(vec![]).exec().await.unwrap(), 2);
    }
}
