//! Rows that are hidden instead of deleted: nothing that is done through the client meets them.

use std::sync::Arc;

use prisma::{Client, Config, Error, SystemDb, TenantDb, api_key, bot, include, select, signal};
use prisma_client_rust::{Create, SoftDelete, UniqueFilter, Update};
use uuid::Uuid;

use super::fixture::World;

/// A revoked key is not there, and neither is a bot that was heard of.
async fn soft(world: &World) -> SystemDb {
    SystemDb::connect(&world.database.system_url, config()).await.unwrap()
}

fn config() -> Config {
    let hooks: Vec<Arc<dyn prisma_client_rust::Hook>> =
        vec![Arc::new(SoftDelete::by("revokedAt")), Arc::new(SoftDelete::by("lastHeartbeatAt"))];
    Config { hooks, ..Config::default() }
}

#[tokio::test]
async fn soft_deleted_rows_are_hidden_everywhere_and_kept() {
    let world = World::new().await;
    let db = soft(&world).await;
    let (tenant, bot) = (world.ours.tenant, world.ours.bot.id);
    let mut ids = Vec::new();
    for name in ["a", "b", "c"] {
        let of_bot = vec![api_key::bot_id::set(Some(bot))];
        let key = db.api_key().create(tenant, name, name, name.as_bytes().to_vec(), of_bot);
        ids.push(key.exec().await.unwrap().id);
    }
    let gone = db.api_key().delete(api_key::id::equals(ids[0])).exec().await.unwrap();
    assert!(gone.revoked_at.is_some());
    assert_eq!(
        db.api_key().delete_many(vec![api_key::name::equals("b".to_owned())]).exec().await.unwrap(),
        1
    );

    assert_eq!(db.api_key().count(vec![]).exec().await.unwrap(), 1);
    assert!(db.api_key().find_unique(api_key::id::equals(ids[0])).exec().await.unwrap().is_none());
    let again = db.api_key().delete(api_key::id::equals(ids[0])).exec().await;
    assert!(matches!(again, Err(Error::NotFound { .. })));
    let rename = vec![api_key::name::set("z".to_owned())];
    let changed = db.api_key().update(api_key::id::equals(ids[0]), rename).exec().await;
    assert!(matches!(changed, Err(Error::NotFound { .. })));
    // Along with another row, and in a filter.
    let with_keys = db.bot().find_many(vec![bot::id::equals(bot)]);
    let bots = with_keys.select(select!(bot { api_keys { name } })).exec().await.unwrap();
    assert_eq!(bots[0].api_keys.iter().map(|key| key.name.as_str()).collect::<Vec<_>>(), ["c"]);
    let revoked = bot::api_keys::some([api_key::name::equals("a".to_owned())]);
    assert_eq!(db.bot().count(vec![revoked]).exec().await.unwrap(), 0);
    // They are all there.
    assert_eq!(world.system.api_key().count(vec![]).exec().await.unwrap(), 3);
}

/// A bot with two keys, of which one is gone.
struct Scene {
    world: World,
    db: SystemDb,
    ours: TenantDb,
    bot: Uuid,
    gone: Uuid,
    there: Uuid,
}

impl Scene {
    async fn new() -> Self {
        let world = World::new().await;
        let (db, bot) = (soft(&world).await, world.ours.bot.id);
        let ours =
            Client::connect(&world.database.app_url, config()).await.unwrap().tenant(world.ours.tenant);
        let [gone, there] = ["gone", "there"].map(|name| {
            let of_bot = [api_key::bot_id::set(Some(bot))];
            api_key::create(name, "tw", name.as_bytes().to_vec(), of_bot).of_tenant(world.ours.tenant)
        });
        let gone = db.api_key().create_row(gone).exec().await.unwrap().id;
        let there = db.api_key().create_row(there).exec().await.unwrap().id;
        db.api_key().delete(api_key::id::equals(gone)).exec().await.unwrap();
        Self { world, db, ours, bot, gone, there }
    }

    /// A key of no bot.
    fn key_named(&self, name: &str) -> Create<api_key::Model> {
        api_key::create(name, "tw", name.as_bytes().to_vec(), []).of_tenant(self.world.ours.tenant)
    }

    fn key(id: Uuid) -> UniqueFilter<api_key::Model> {
        api_key::id::equals(id)
    }

    /// The bot changes so; the keys that are seen afterwards.
    async fn update(&self, update: Update<bot::Model>) -> prisma::Result<Vec<String>> {
        let changed = self.ours.bot().update(bot::id::equals(self.bot), [update]);
        let keys = include!(bot { api_keys.order_by(api_key::name::asc()) });
        Ok(changed.include(keys).exec().await?.api_keys.into_iter().map(|key| key.name).collect())
    }

    /// The key that is gone is as it was.
    async fn is_untouched(&self) -> bool {
        let key =
            self.world.system.api_key().find_unique(Self::key(self.gone)).exec().await.unwrap().unwrap();
        key.name == "gone" && key.bot_id == Some(self.bot) && key.revoked_at.is_some()
    }
}

fn named(name: &str) -> Update<api_key::Model> {
    api_key::name::set(name.to_owned())
}

fn is_missing<T>(answer: &prisma::Result<T>) -> bool {
    matches!(answer, Err(Error::NotFound { .. }))
}

#[tokio::test]
async fn nested_writes_miss_what_is_gone() {
    let scene = Scene::new().await;
    let (gone, there) = (Scene::key(scene.gone), || Scene::key(scene.there));
    assert!(is_missing(&scene.update(bot::api_keys::update(gone.clone(), [named("z")])).await));
    assert!(is_missing(&scene.update(bot::api_keys::connect([gone.clone()])).await));
    assert!(is_missing(&scene.update(bot::api_keys::delete([gone.clone()])).await));
    assert_eq!(scene.update(bot::api_keys::update_many([], [named("a")])).await.unwrap(), ["a"]);
    assert_eq!(scene.update(bot::api_keys::disconnect([gone.clone()])).await.unwrap(), ["a"]);
    let upsert = bot::api_keys::upsert(gone.clone(), scene.key_named("b"), [named("z")]);
    assert_eq!(scene.update(upsert).await.unwrap(), ["a", "b"]);
    let choice = bot::api_keys::connect_or_create([(gone.clone(), scene.key_named("c"))]);
    assert_eq!(scene.update(choice).await.unwrap(), ["a", "b", "c"]);
    assert_eq!(scene.update(bot::api_keys::set([gone, there()])).await.unwrap(), ["a"]);
    assert_eq!(scene.update(bot::api_keys::delete([there()])).await.unwrap(), [""; 0]);
    assert!(scene.is_untouched().await);
    // What was deleted along with its bot's change is there for who looks behind it.
    let kept = scene.world.system.api_key().find_unique(there()).exec().await.unwrap();
    assert!(kept.unwrap().revoked_at.is_some());
}

#[tokio::test]
async fn a_row_that_another_points_to_may_be_gone_too() {
    let scene = Scene::new().await;
    let (db, there) = (&scene.db, Scene::key(scene.there));
    scene.world.signal(&scene.world.ours, "signal", 1).await;
    let gone = bot::id::equals(scene.bot);
    db.bot().delete(bot::id::equals(scene.bot)).exec().await.unwrap();
    let update =
        |update| db.api_key().update(there.clone(), [update]).include(include!(api_key { bot })).exec();
    assert!(is_missing(&update(api_key::bot::connect(gone)).await));
    assert!(is_missing(&update(api_key::bot::update([bot::name::set("z".to_owned())])).await));
    let row = bot::create("new", []).of_tenant(scene.world.ours.tenant);
    let updated = update(api_key::bot::upsert(row, [bot::name::set("z".to_owned())])).await.unwrap();
    assert_eq!(updated.bot.unwrap().name, "new");
    let old = scene.world.system.bot().find_unique(bot::id::equals(scene.bot)).exec().await.unwrap().unwrap();
    assert_eq!(old.name, "bot of ours");
    // A signal cannot be without its bot, which is read along with it.
    let signals = db.signal().find_many([]).include(include!(signal { bot })).exec().await.unwrap();
    assert_eq!(signals[0].bot.id, scene.bot);
    assert_eq!(db.signal().count([signal::bot::is([])]).exec().await.unwrap(), 0);
}

#[tokio::test]
async fn an_upsert_neither_changes_nor_revives_what_is_gone() {
    let scene = Scene::new().await;
    let upsert = |id, name| {
        let row = api_key::create(name, "tw", vec![9], [api_key::id::set(id)]);
        let row = row.of_tenant(scene.world.ours.tenant);
        scene.db.api_key().upsert(Scene::key(id), row, [named(name)]).exec()
    };
    let error = upsert(scene.gone, "z").await.unwrap_err();
    assert!(error.is_unique_violation("api_keys_pkey"), "{error:?}");
    assert!(scene.is_untouched().await);
    assert_eq!(upsert(scene.there, "a").await.unwrap().name, "a");
    assert_eq!(upsert(Uuid::nil(), "b").await.unwrap().name, "b");
}

#[tokio::test]
async fn filters_and_orders_miss_what_is_gone() {
    let scene = Scene::new().await;
    let (db, of) = (&scene.db, |name: &str| [api_key::name::equals(name.to_owned())]);
    let count = async |filter| db.bot().count([filter]).exec().await.unwrap();
    assert_eq!(count(bot::api_keys::every(of("there"))).await, 2);
    assert_eq!(count(bot::api_keys::every(of("gone"))).await, 1);
    assert_eq!(count(bot::api_keys::none(of("gone"))).await, 2);
    assert_eq!(count(prisma::not([bot::api_keys::every(of("there"))])).await, 0);

    // Of two bots with a key each the one has another that is gone.
    let of_bot = [api_key::bot_id::set(Some(scene.world.theirs.bot.id))];
    let key = api_key::create("other", "tw", vec![7], of_bot);
    db.api_key().create_row(key.of_tenant(scene.world.theirs.tenant)).exec().await.unwrap();
    let by_count = db.bot().find_many([]).order_by(bot::api_keys::count_desc()).order_by(bot::name::desc());
    let names = by_count.exec().await.unwrap().into_iter().map(|bot| bot.name).collect::<Vec<_>>();
    assert_eq!(names, ["bot of theirs", "bot of ours"]);

    db.bot().delete(bot::id::equals(scene.bot)).exec().await.unwrap();
    let by_bot = api_key::bot::order_by(bot::name::asc()).nulls_last();
    let keys = db.api_key().find_many([]).order_by(by_bot).exec().await.unwrap();
    assert_eq!(keys.into_iter().map(|key| key.name).collect::<Vec<_>>(), ["other", "there"]);
}
