//! Writing rows: one, many, the one or the other; in batches and in transactions.

use prisma::{Db, api_key, bot, include, select, signal, stream_head};
use prisma_client_rust::Query as _;
use uuid::Uuid;

use super::{Check, Scene, checks, new_id};

fn name(text: &str) -> prisma_client_rust::Update<bot::Model> {
    bot::name::set(text.to_owned())
}

/// A key of a tenant, as one says who may not know better.
fn key_of(tenant: Uuid, name: &str) -> prisma_client_rust::Create<api_key::Model> {
    api_key::create(name, "tw", new_id().as_bytes().to_vec(), []).of_tenant(tenant)
}

pub(super) fn checks<S: Clone>() -> Vec<Check<S>> {
    let mut checks = one();
    checks.extend(many());
    checks.extend(together());
    checks
}

fn one<S>() -> Vec<Check<S>> {
    checks! {
        "create_row" => "new", |db, at| {
            db.bot().create_row(bot::create("new", []).of_tenant(at.ours.tenant)).exec().await?
        };
        // Whatever is said: the tenant of a database's rows is its own.
        "create_row: of their tenant" => "new | P1010", |db, at| {
            db.bot().create_row(bot::create("new", []).of_tenant(at.theirs.tenant)).exec().await?
        };
        "create_row: with their id" => "P2002", |db, at| {
            let taken = bot::create("new", [bot::id::set(at.theirs.bot)]).of_tenant(at.ours.tenant);
            db.bot().create_row(taken).exec().await?
        };
        "create_row: under their bot" => "P2003", |db, at| {
            let key = api_key::create("new", "tw", vec![1], [api_key::bot_id::set(Some(at.theirs.bot))]);
            db.api_key().create_row(key.of_tenant(at.ours.tenant)).exec().await?
        };
        "update" => "P2025", |db, at| db.bot().update(bot::id::equals(at.theirs.bot), [name("taken")]).exec().await?;
        "update: ours" => "new", |db, at| db.bot().update(bot::id::equals(at.ours.bot), [name("new")]).exec().await?;
        "update: by keys" => "P2025", |db, at| {
            let unique = bot::tenant_id_id::equals(at.theirs.tenant, at.theirs.bot);
            db.bot().update(unique, [name("taken")]).exec().await?
        };
        "update: nothing" => "P2025", |db, at| db.bot().update(bot::id::equals(at.theirs.bot), []).exec().await?;
        "update: the tenant's own row" => "P2025", |db, at| {
            let unique = stream_head::tenant_id::equals(at.theirs.tenant);
            db.stream_head().update(unique, [stream_head::seq::increment(1)]).exec().await?
        };
        "update: include" => "[key ours]", |db, at| {
            let changed = db.bot().update(bot::id::equals(at.ours.bot), [name("new")]);
            changed.include(include!(bot { api_keys })).exec().await?.api_keys
        };
        "update: counts" => "1", |db, at| {
            let changed = db.bot().update(bot::id::equals(at.ours.bot), [name("new")]);
            changed.select(select!(bot { _count { signals } })).exec().await?._count.signals
        };
        // To be under another's bot.
        "update: a key of theirs" => "P2003", |db, at| {
            db.api_key().update(api_key::id::equals(at.ours.key), [api_key::bot_id::set(Some(at.theirs.bot))]).exec().await?
        };
        "upsert" => "P2025 | P1010", |db, at| {
            let row = bot::create("new", [bot::id::set(at.theirs.bot)]).of_tenant(at.ours.tenant);
            db.bot().upsert(bot::id::equals(at.theirs.bot), row, [name("taken")]).exec().await?
        };
        // The key of the one, and a row of another.
        "upsert: in two steps" => "new", |db, at| {
            let row = bot::create("new", []).of_tenant(at.ours.tenant);
            db.bot().upsert(bot::id::equals(at.theirs.bot), row, [name("taken")]).exec().await?
        };
        "upsert: by keys" => "bot theirs | P1010", |db, at| {
            let unique = bot::tenant_id_name::equals(at.theirs.tenant, "bot theirs".to_owned());
            let row = bot::create("bot theirs", []).of_tenant(at.theirs.tenant);
            db.bot().upsert(unique, row, [name("taken")]).exec().await?
        };
        "upsert: nested" => "P2002", |db, at| {
            let row = bot::create("new", [bot::id::set(at.theirs.bot), bot::api_keys::create([])]).of_tenant(at.ours.tenant);
            db.bot().upsert(bot::id::equals(at.theirs.bot), row, [name("taken")]).exec().await?
        };
        "upsert: the tenant's own row" => "head 2 | P1010", |db, at| {
            let row = stream_head::create([]).of_tenant(at.theirs.tenant);
            let unique = stream_head::tenant_id::equals(at.theirs.tenant);
            db.stream_head().upsert(unique, row, [stream_head::seq::set(2)]).exec().await?
        };
        "delete" => "P2025", |db, at| db.api_key().delete(api_key::id::equals(at.theirs.key)).exec().await?;
        "delete: ours" => "key ours", |db, at| db.api_key().delete(api_key::id::equals(at.ours.key)).exec().await?;
        "delete: include" => "P2025", |db, at| {
            let gone = db.api_key().delete(api_key::id::equals(at.theirs.key));
            gone.include(include!(api_key { bot })).exec().await?.bot
        };
    }
}

fn many<S>() -> Vec<Check<S>> {
    checks! {
        "create_many" => "2", |db, at| {
            db.api_key().create_many([key_of(at.ours.tenant, "a"), key_of(at.ours.tenant, "b")]).exec().await?
        };
        "create_many: of their tenant" => "2 | P1010", |db, at| {
            db.api_key().create_many([key_of(at.theirs.tenant, "a"), key_of(at.ours.tenant, "b")]).exec().await?
        };
        "create_many: with their id" => "0", |db, at| {
            let taken = bot::create("new", [bot::id::set(at.theirs.bot)]).of_tenant(at.ours.tenant);
            db.bot().create_many([taken]).skip_duplicates().exec().await?
        };
        "create_many: returning" => "[a]", |db, at| {
            db.api_key().create_many([key_of(at.ours.tenant, "a")]).returning().exec().await?
        };
        "create_many: returning what it belongs to" => "[idle ours]", |db, at| {
            let hash = new_id().as_bytes().to_vec();
            let key = api_key::create("a", "tw", hash, [api_key::bot_id::set(Some(at.ours.idle))]);
            let stored = db.api_key().create_many([key.of_tenant(at.ours.tenant)]).returning();
            let stored = stored.include(include!(api_key { bot })).exec().await?;
            stored.into_iter().map(|key| key.bot).collect::<Vec<_>>()
        };
        "update_many" => "2", |db, _at| db.bot().update_many([], [bot::last_heartbeat_at::set(None)]).exec().await?;
        "update_many: limited" => "2", |db, _at| {
            db.bot().update_many([], [bot::last_heartbeat_at::set(None)]).limit(9).exec().await?
        };
        "update_many: by id" => "0", |db, at| {
            db.bot().update_many([bot::id::equals(at.theirs.bot)], [name("taken")]).exec().await?
        };
        "update_many: by relation" => "0", |db, at| {
            let by_key = bot::api_keys::some([api_key::id::equals(at.theirs.key)]);
            db.bot().update_many([by_key], [name("taken")]).exec().await?
        };
        "update_many: returning" => "[bot ours, idle ours]", |db, _at| {
            db.bot().update_many([], [bot::last_heartbeat_at::set(None)]).returning().exec().await?
        };
        "update_many: returning what belongs to it" => "[key ours]", |db, _at| {
            let changed = db.bot().update_many([], [bot::last_heartbeat_at::set(None)]).returning();
            let changed = changed.include(include!(bot { api_keys })).exec().await?;
            changed.into_iter().flat_map(|bot| bot.api_keys).collect::<Vec<_>>()
        };
        "delete_many" => "2", |db, _at| db.api_key().delete_many([]).exec().await?;
        "delete_many: limited" => "2", |db, _at| db.api_key().delete_many([]).limit(9).exec().await?;
        "delete_many: by id" => "0", |db, at| {
            db.api_key().delete_many([api_key::id::equals(at.theirs.key)]).exec().await?
        };
        "delete_many: by relation" => "1", |db, _at| {
            let by_bot = api_key::bot::is([bot::signals::some([signal::dedup_key::starts_with("signal")])]);
            db.api_key().delete_many([by_bot]).exec().await?
        };
    }
}

/// Everything of theirs that has a name, in one transaction of either kind.
async fn grab<S>(db: &Db<S>, at: &Scene) -> prisma::Result<(u64, i64, u64)> {
    let taken = db
        .bot()
        .update_many([bot::id::in_vec(vec![at.theirs.bot, at.theirs.idle])], [name("taken")])
        .exec()
        .await?;
    let seen = db.signal().count([signal::id::equals(at.theirs.signal)]).exec().await?;
    Ok((taken, seen, db.api_key().delete_many([api_key::id::equals(at.theirs.free_key)]).exec().await?))
}

fn together<S: Clone>() -> Vec<Check<S>> {
    checks! {
        "batch" => "[bot ours, idle ours]; 0; 0", |db, at| {
            db._batch((
                db.bot().find_many([]),
                db.bot().update_many([bot::id::equals(at.theirs.bot)], [name("taken")]),
                db.api_key().delete_many([api_key::id::equals(at.theirs.key)]),
            ))
            .await?
        };
        "batch: alike" => "[none, none]", |db, at| {
            let ids = [at.theirs.bot, at.theirs.idle];
            db._batch(ids.map(|id| db.bot().find_unique(bot::id::equals(id))).into_iter().collect::<Vec<_>>()).await?
        };
        "batch: of several statements" => "[key ours]; 0", |db, at| {
            let shape = include!(bot { api_keys });
            let (bots, taken) = db
                ._batch((
                    db.bot().find_many([]).include(shape),
                    db.bot().update_many([bot::id::equals(at.theirs.bot)], [name("taken")]),
                ))
                .await?;
            (bots.into_iter().flat_map(|bot| bot.api_keys).collect::<Vec<_>>(), taken)
        };
        "batch: under a time limit" => "none", |db, at| {
            let limit = std::time::Duration::from_secs(9);
            db.bot().find_unique(bot::id::equals(at.theirs.bot)).timeout(limit).exec().await?
        };
        "transaction" => "0; 0; 0", |db, at| {
            let (theirs, ours, instrument) = (at.theirs.clone(), at.ours.clone(), at.instrument);
            let work = |tx| async move { grab(&tx, &Scene { ours, theirs, instrument }).await };
            db._transaction().run(work).await?
        };
        "transaction: by hand" => "0; 0; 0", |db, at| {
            let tx = db.begin().await?;
            let got = grab(&tx, at).await?;
            tx.commit().await?;
            got
        };
    }
}
