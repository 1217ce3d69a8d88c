//! A migration under a running server: what was prepared before it is prepared anew.

use prisma::{Client, Error, TenantDb, api_key, bot, include};
use prisma_client_rust::{Retry, raw};

use super::fixture::World;

/// A server with one connection, which has prepared what follows; and then the names became longer.
struct Migrated {
    world: World,
    client: Client,
}

impl Migrated {
    async fn after(work: impl AsyncFn(&TenantDb)) -> (Self, TenantDb) {
        let world = World::new().await;
        let client = world.database.client(1).await;
        let db = client.tenant(world.ours.tenant);
        work(&db).await;
        let (owner, sql) =
            (world.database.owner().await, "ALTER TABLE bots ALTER COLUMN name TYPE varchar(300)");
        owner.batch_execute(sql).await.unwrap();
        (Self { world, client }, db)
    }
}

async fn find(db: &TenantDb) -> prisma::Result<Vec<bot::Data>> {
    db.bot().find_many([]).exec().await
}

/// More statements than one, so in a transaction of its own.
async fn rename(db: &TenantDb, bot: uuid::Uuid, name: &str) -> prisma::Result<usize> {
    let hash = name.as_bytes().to_vec();
    let key = bot::api_keys::create([api_key::create(name, "tw", hash, [])]);
    let changed = db.bot().update(bot::id::equals(bot), [bot::name::set(name.to_owned()), key]);
    Ok(changed.include(include!(bot { api_keys })).exec().await?.api_keys.len())
}

#[tokio::test]
async fn a_statement_alone_is_sent_again_unnoticed() {
    let (migrated, db) = Migrated::after(async |db| {
        find(db).await.unwrap();
        db.query_raw("SELECT * FROM bots", &[]).await.unwrap();
    })
    .await;
    assert_eq!(find(&db).await.unwrap(), std::slice::from_ref(&migrated.world.ours.bot));
    assert_eq!(db.query_raw("SELECT * FROM bots", &[]).await.unwrap().len(), 1);
    let metrics = migrated.client.pool().metrics();
    assert_eq!((metrics.failures, metrics.usage.open), (0, 1));

    let system = &migrated.world.system;
    system.query_raw("SELECT * FROM bots", &[]).await.unwrap();
    let owner = migrated.world.database.owner().await;
    owner.batch_execute("ALTER TABLE bots ADD COLUMN note text").await.unwrap();
    assert_eq!(system.query_raw("SELECT * FROM bots", &[]).await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_write_of_several_statements_is_done_again_unnoticed() {
    let (migrated, db) = Migrated::after(async |db| {
        let bot = find(db).await.unwrap()[0].id;
        assert_eq!(rename(db, bot, "a").await.unwrap(), 1);
    })
    .await;
    assert_eq!(rename(&db, migrated.world.ours.bot.id, "b").await.unwrap(), 2);
    assert_eq!(migrated.client.pool().metrics().failures, 0);
}

#[tokio::test]
async fn a_transaction_is_over_by_it_and_may_be_tried_again() {
    let (migrated, db) = Migrated::after(async |db| drop(find(db).await.unwrap())).await;
    let tx = db.begin().await.unwrap();
    let stale = find(&tx).await.unwrap_err();
    assert!(matches!(stale, Error::StalePlan) && stale.is_transient(), "{stale:?}");
    assert_eq!(stale.code(), Some("P2034"));
    assert!(matches!(tx.commit().await, Err(Error::TransactionOver(_))));
    // Whoever comes next finds nothing of it.
    let tx = db.begin().await.unwrap();
    assert_eq!(find(&tx).await.unwrap(), std::slice::from_ref(&migrated.world.ours.bot));
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_closure_with_retries_runs_again() {
    let (migrated, db) = Migrated::after(async |db| drop(find(db).await.unwrap())).await;
    let found = db._transaction().retry(Retry::default()).run(|tx| async move { find(&tx).await });
    assert_eq!(found.await.unwrap(), std::slice::from_ref(&migrated.world.ours.bot));
    assert_eq!(migrated.client.pool().metrics().retries, 1);
}

#[tokio::test]
async fn a_batch_is_a_transaction() {
    let (_migrated, db) = Migrated::after(async |db| drop(find(db).await.unwrap())).await;
    let batch = || (db._execute_raw(raw!("SELECT 1")), db.bot().find_many([]));
    assert!(matches!(db._batch(batch()).await, Err(Error::StalePlan)));
    assert_eq!(db._batch(batch()).await.unwrap().1.len(), 1);
}
