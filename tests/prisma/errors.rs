//! A violated constraint is named; an unreachable database is told from a refused statement.

use std::time::Duration;

use prisma::{Config, Error, SystemDb, signal};

use super::fixture::World;

#[tokio::test]
async fn a_unique_violation_names_its_constraint() {
    let world = World::new().await;
    world.signal(&world.ours, "twice", 1).await;
    let again = world.new_signal(world.ours.bot.id, "twice", 2);
    match world.ours.db.signal().create_row(again).exec().await {
        Err(Error::UniqueViolation { table, constraint, fields }) => {
            assert_eq!(fields, ["tenantId", "botId", "dedupKey"]);
            assert_eq!(
                (table.as_str(), constraint.as_str()),
                ("signals", "signals_tenant_id_bot_id_dedup_key_key")
            );
        }
        other => panic!("{other:?}"),
    }
    // The other tenant's bot may use the same key.
    world.signal(&world.theirs, "twice", 3).await;
}

#[tokio::test]
async fn a_check_names_itself() {
    let world = World::new().await;
    let id = world.signal(&world.ours, "one", 1).await.id;
    let set = vec![signal::qty::set(Some((-1).into()))];
    let error = world.ours.db.signal().update(signal::id::equals(id), set).exec().await.unwrap_err();
    assert_eq!(error.code(), Some("P2004"));
    let Error::CheckViolation { table, constraint } = error else { panic!("{error:?}") };
    assert_eq!(table, "signals");
    assert!(constraint.starts_with("signals_"), "{constraint}");
}

#[tokio::test]
async fn a_missing_column_is_named() {
    let world = World::new().await;
    let error = world.ours.db.execute_raw("UPDATE bots SET name = NULL", &[]).await.unwrap_err();
    assert!(
        matches!(&error, Error::NotNullViolation { table, column, .. } if table == "bots" && column == "name"),
        "{error:?}"
    );
}

#[tokio::test]
async fn an_unreachable_server_is_unavailable() {
    let config = Config { connect_timeout: Duration::from_secs(1), ..Config::default() };
    let error = SystemDb::connect("postgresql://nobody@127.0.0.1:1/nothing", config).await.unwrap_err();
    assert!(matches!(error, Error::Unavailable(_) | Error::Timeout(_)), "{error:?}");
}

#[tokio::test]
async fn the_fields_are_known_in_a_transaction_and_on_an_expression() {
    let world = World::new().await;
    let owner = world.database.owner().await;
    owner.batch_execute("CREATE UNIQUE INDEX bots_lower ON bots (tenant_id, lower(name))").await.unwrap();
    let tx = world.ours.db.begin().await.unwrap();
    let error = tx.bot().create("BOT OF OURS", vec![]).exec().await.unwrap_err();
    let Error::UniqueViolation { fields, .. } = &error else { panic!("{error:?}") };
    assert_eq!(*fields, ["tenantId", "lower(name)"]);
    assert_eq!(error.code(), Some("P2002"));
}

#[tokio::test]
async fn a_foreign_key_names_its_fields() {
    let world = World::new().await;
    let nowhere = world.new_signal(uuid::Uuid::nil(), "one", 1);
    let error = world.ours.db.signal().create_row(nowhere).exec().await.unwrap_err();
    let Error::ForeignKeyViolation { table, fields, .. } = &error else { panic!("{error:?}") };
    assert_eq!((table.as_str(), error.code()), ("signals", Some("P2003")));
    assert_eq!(*fields, ["tenantId", "botId"]);
}

#[tokio::test]
async fn values_that_do_not_fit_are_told() {
    let world = World::new().await;
    let error = world.system.execute_raw("SELECT 'long'::varchar(2)::text, 99999999999::int", &[]).await;
    assert!(
        matches!(&error, Err(error @ Error::OutOfRange { .. }) if error.code() == Some("P2020")),
        "{error:?}"
    );
    let owner = world.database.owner().await;
    owner.batch_execute("ALTER TABLE bots ALTER COLUMN name TYPE varchar(20)").await.unwrap();
    let db = world.database.client(1).await.tenant(world.ours.tenant);
    let error = db.bot().create("x".repeat(21), vec![]).exec().await;
    assert!(
        matches!(&error, Err(error @ Error::ValueTooLong { .. }) if error.code() == Some("P2000")),
        "{error:?}"
    );
}
