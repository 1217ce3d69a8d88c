//! No statement of one tenant reaches another's rows.

use prisma::{Error, bot, signal, stream_head};
use uuid::Uuid;

use super::fixture::World;

#[tokio::test]
async fn a_scoped_query_sees_its_own_tenant_only() {
    let world = World::new().await;
    let bots = world.ours.db.bot().find_many(vec![]).exec().await.unwrap();
    assert_eq!(bots, std::slice::from_ref(&world.ours.bot));
    let others = world.ours.db.bot().find_unique(bot::id::equals(world.theirs.bot.id)).exec().await.unwrap();
    assert_eq!(others, None);
    assert_eq!(world.system.bot().count(vec![]).exec().await.unwrap(), 2);
}

#[tokio::test]
async fn a_filter_for_another_tenant_finds_nothing() {
    let world = World::new().await;
    let filter = vec![bot::tenant_id::equals(world.theirs.tenant)];
    assert_eq!(world.ours.db.bot().count(filter).exec().await.unwrap(), 0);
}

#[tokio::test]
async fn without_the_tenant_filter_policies_still_stop_it() {
    let world = World::new().await;
    let rows = world.ours.db.query_raw("SELECT tenant_id FROM bots", &[]).await.unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].get::<_, Uuid>(0), world.ours.tenant);

    let sql = "UPDATE bots SET name = 'taken' WHERE id = $1";
    assert_eq!(world.ours.db.execute_raw(sql, &[&world.theirs.bot.id]).await.unwrap(), 0);
    let tenants = world.ours.db.tenant().find_many(vec![]).exec().await.unwrap();
    assert_eq!(tenants.len(), 1);
}

#[tokio::test]
async fn without_a_tenant_there_are_no_rows() {
    let world = World::new().await;
    world.signal(&world.ours, "one", 1).await;
    // The serving role, through the door that sets no tenant.
    let url = world.database.app_url.clone();
    let nobody = prisma::SystemDb::connect(&url, prisma::Config::default()).await.unwrap();
    assert_eq!(nobody.bot().count(vec![]).exec().await.unwrap(), 0);
    assert_eq!(nobody.signal().count(vec![]).exec().await.unwrap(), 0);
    assert_eq!(nobody.tenant().count(vec![]).exec().await.unwrap(), 0);
}

#[tokio::test]
async fn the_tenant_does_not_outlive_its_statement() {
    let world = World::new().await;
    let client = world.database.client(1).await;
    client.tenant(world.ours.tenant).bot().count(vec![]).exec().await.unwrap();
    let session = prisma_client_rust::Session::unscoped(client.pool().clone());
    let rows = session.query_raw("SELECT count(*) FROM bots", &[]).await.unwrap();
    assert_eq!(rows[0].get::<_, i64>(0), 0);
}

#[tokio::test]
async fn a_row_cannot_point_into_another_tenant() {
    let world = World::new().await;
    let signal = || world.new_signal(world.theirs.bot.id, "stray", 1);
    let error = world.ours.db.signal().create_row(signal()).exec().await.unwrap_err();
    assert!(error.is_foreign_key_violation("signals_tenant_id_bot_id_fkey"), "{error:?}");
    // Nor through the unscoped door.
    let stray = [signal().of_tenant(world.ours.tenant)];
    let error = world.system.signal().create_many(stray).exec().await.unwrap_err();
    assert!(error.is_foreign_key_violation("signals_tenant_id_bot_id_fkey"), "{error:?}");
    assert_eq!(world.system.signal().count(vec![]).exec().await.unwrap(), 0);
}

#[tokio::test]
async fn a_row_cannot_be_stored_for_another_tenant() {
    let world = World::new().await;
    let sql = "INSERT INTO bots (id, tenant_id, name, updated_at) VALUES ($1, $2, 'stray', now())";
    let error = world.ours.db.execute_raw(sql, &[&Uuid::nil(), &world.theirs.tenant]).await.unwrap_err();
    assert!(matches!(error, Error::NotPermitted(_)), "{error:?}");

    // Even said out loud, the tenant of a new row is the one of the database it is stored through.
    let stray = bot::create("mine", vec![]).of_tenant(world.theirs.tenant);
    let stored = world.ours.db.bot().create_row(stray).exec().await.unwrap();
    assert_eq!(stored.tenant_id, world.ours.tenant);
}

#[tokio::test]
async fn writes_miss_another_tenants_rows() {
    let world = World::new().await;
    let theirs = world.theirs.bot.id;
    let set = || vec![bot::name::set("taken".to_owned())];
    let db = &world.ours.db;
    assert!(matches!(
        db.bot().update(bot::id::equals(theirs), set()).exec().await,
        Err(Error::NotFound { table: "bots" })
    ));
    assert_eq!(db.bot().update_many(vec![bot::id::equals(theirs)], set()).exec().await.unwrap(), 0);
    assert!(matches!(db.bot().delete(bot::id::equals(theirs)).exec().await, Err(Error::NotFound { .. })));
    assert_eq!(db.bot().delete_many(vec![bot::id::equals(theirs)]).exec().await.unwrap(), 0);

    let found = world.system.bot().find_unique(bot::id::equals(world.theirs.bot.id)).exec().await.unwrap();
    assert_eq!(found, Some(world.theirs.bot));
}

#[tokio::test]
async fn an_upsert_leaves_another_tenants_row_alone() {
    let world = World::new().await;
    let row = bot::create("new", vec![bot::id::set(world.theirs.bot.id)]);
    let update = vec![bot::name::set("taken".to_owned())];
    let unique = bot::id::equals(world.theirs.bot.id);
    let error = world.ours.db.bot().upsert(unique, row, update).exec().await.unwrap_err();
    assert!(matches!(error, Error::NotPermitted(_) | Error::NotFound { .. }), "{error:?}");
    let found = world.system.bot().find_unique(bot::id::equals(world.theirs.bot.id)).exec().await.unwrap();
    assert_eq!(found.unwrap().name, world.theirs.bot.name);
}

#[tokio::test]
async fn a_cursor_in_another_tenant_is_no_cursor() {
    let world = World::new().await;
    world.signal(&world.ours, "ours", 1).await;
    let theirs = world.signal(&world.theirs, "theirs", 2).await;
    let page =
        world.ours.db.signal().find_many(vec![]).cursor(signal::id::equals(theirs.id)).exec().await.unwrap();
    assert_eq!(page, []);
}

#[tokio::test]
async fn history_cannot_be_rewritten() {
    let world = World::new().await;
    let tx = world.ours.db.begin().await.unwrap();
    tx.event().create(1, "test", serde_json::json!({}), vec![]).exec().await.unwrap();
    tx.commit().await.unwrap();
    for sql in ["UPDATE events SET type = 'other'", "UPDATE fills SET qty = 1", "DELETE FROM fills"] {
        let error = world.ours.db.execute_raw(sql, &[]).await.unwrap_err();
        assert!(matches!(error, Error::NotPermitted(_)), "{error:?}");
        let error = world.system.execute_raw(sql, &[]).await.unwrap_err();
        assert!(matches!(error, Error::NotPermitted(_)), "{error:?}");
    }
    // Events are forgotten in time, and not by whoever serves.
    let error = world.ours.db.execute_raw("DELETE FROM events", &[]).await.unwrap_err();
    assert!(matches!(error, Error::NotPermitted(_)), "{error:?}");
}

#[tokio::test]
async fn people_and_sessions_are_out_of_the_serving_roles_reach() {
    let world = World::new().await;
    for error in [
        world.ours.db.user().count(vec![]).exec().await.unwrap_err(),
        world.ours.db.session().count(vec![]).exec().await.unwrap_err(),
        world.ours.db.execute_raw("UPDATE instruments SET symbol = 'X'", &[]).await.unwrap_err(),
    ] {
        assert!(matches!(error, Error::NotPermitted(_)), "{error:?}");
    }
}

#[tokio::test]
async fn a_model_whose_id_is_the_tenant_is_scoped_as_well() {
    let world = World::new().await;
    let head = world.ours.db.stream_head().create(vec![]).exec().await.unwrap();
    assert_eq!((head.tenant_id, head.seq), (world.ours.tenant, 0));
    let unique = stream_head::tenant_id::equals(world.ours.tenant);
    let head = world
        .ours
        .db
        .stream_head()
        .update(unique, vec![stream_head::seq::increment(3)])
        .exec()
        .await
        .unwrap();
    assert_eq!(head.seq, 3);
    let unique = stream_head::tenant_id::equals(world.ours.tenant);
    assert_eq!(world.theirs.db.stream_head().find_unique(unique).exec().await.unwrap(), None);
}
