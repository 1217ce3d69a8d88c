//! Writing what belongs to a row, along with it.

use prisma::{api_key, bot, include, instrument, signal, stream_head, tenant};
use prisma_client_rust::{Create, Update};

use super::{Check, Furnished, checks, new_id};

fn key(name: &str) -> Create<api_key::Model> {
    api_key::create(name, "tw", new_id().as_bytes().to_vec(), [])
}

fn renamed(name: &str) -> Update<api_key::Model> {
    api_key::name::set(name.to_owned())
}

/// Our bot changes so; its keys afterwards.
macro_rules! our_bot {
    ($db:ident, $at:ident, $update:expr) => {{
        let changed = $db.bot().update(bot::id::equals($at.ours.bot), [$update]);
        changed.include(include!(bot { api_keys })).exec().await?.api_keys
    }};
}

/// Our key changes so; its bot afterwards.
macro_rules! our_key {
    ($db:ident, $at:ident, $update:expr) => {{
        let changed = $db.api_key().update(api_key::id::equals($at.ours.key), [$update]);
        changed.include(include!(api_key { bot })).exec().await?.bot
    }};
}

fn of(place: &Furnished) -> prisma_client_rust::UniqueFilter<api_key::Model> {
    api_key::id::equals(place.key)
}

pub(super) fn checks<S>() -> Vec<Check<S>> {
    let mut checks = to_many();
    checks.extend(to_one());
    checks.extend(from_elsewhere());
    checks
}

fn to_many<S>() -> Vec<Check<S>> {
    checks! {
        "nested create" => "[key ours, new]", |db, at| our_bot!(db, at, bot::api_keys::create([key("new")]));
        "nested create: of their tenant" => "[key ours, new]", |db, at| {
            our_bot!(db, at, bot::api_keys::create([key("new").of_tenant(at.theirs.tenant)]))
        };
        "nested create_skip_duplicates" => "[key ours, new]", |db, at| {
            our_bot!(db, at, bot::api_keys::create_skip_duplicates([key("new").of_tenant(at.theirs.tenant)]))
        };
        "nested create_skip_duplicates: under theirs" => "P2025", |db, at| {
            let new = [bot::api_keys::create_skip_duplicates([key("new")])];
            db.bot().update(bot::id::equals(at.theirs.bot), new).exec().await?
        };
        "nested create: under theirs" => "P2025", |db, at| {
            db.bot().update(bot::id::equals(at.theirs.bot), [bot::api_keys::create([key("new")])]).exec().await?
        };
        "nested connect" => "P2025", |db, at| our_bot!(db, at, bot::api_keys::connect([of(&at.theirs)]));
        "nested connect: beside ours" => "P2025", |db, at| {
            our_bot!(db, at, bot::api_keys::connect([api_key::id::equals(at.ours.free_key), of(&at.theirs)]))
        };
        "nested connect: in a new row" => "P2025", |db, at| {
            let row = bot::create("new", [bot::api_keys::connect([of(&at.theirs)])]).of_tenant(at.ours.tenant);
            db.bot().create_row(row).exec().await?
        };
        "nested connect_or_create" => "[key ours, new]", |db, at| {
            our_bot!(db, at, bot::api_keys::connect_or_create([(of(&at.theirs), key("new"))]))
        };
        "nested upsert" => "[key ours, new]", |db, at| {
            our_bot!(db, at, bot::api_keys::upsert(of(&at.theirs), key("new"), [renamed("taken")]))
        };
        "nested disconnect" => "[key ours] | P2014", |db, at| our_bot!(db, at, bot::api_keys::disconnect([of(&at.theirs)]));
        "nested set" => "[] | P2025 | P2014", |db, at| our_bot!(db, at, bot::api_keys::set([of(&at.theirs)]));
        "nested update" => "P2025", |db, at| {
            our_bot!(db, at, bot::api_keys::update(of(&at.theirs), [renamed("taken")]))
        };
        "nested update_many" => "[new]", |db, at| our_bot!(db, at, bot::api_keys::update_many([], [renamed("new")]));
        "nested update_many: by name" => "[key ours]", |db, at| {
            let theirs = api_key::name::contains("theirs");
            our_bot!(db, at, bot::api_keys::update_many([theirs], [renamed("taken")]))
        };
        "nested update_many: of theirs" => "P2025", |db, at| {
            let updates = [bot::api_keys::update_many([], [renamed("taken")])];
            db.bot().update(bot::id::equals(at.theirs.bot), updates).exec().await?
        };
        "nested delete" => "P2025", |db, at| our_bot!(db, at, bot::api_keys::delete([of(&at.theirs)]));
        "nested delete: of theirs" => "P2025", |db, at| {
            db.bot().update(bot::id::equals(at.theirs.bot), [bot::api_keys::delete([of(&at.theirs)])]).exec().await?
        };
        "nested delete_many" => "[]", |db, at| our_bot!(db, at, bot::api_keys::delete_many([]));
        "nested delete_many: of theirs" => "P2025", |db, at| {
            db.bot().update(bot::id::equals(at.theirs.bot), [bot::api_keys::delete_many([])]).exec().await?
        };
    }
}

fn to_one<S>() -> Vec<Check<S>> {
    checks! {
        "nested create: of one" => "new", |db, at| {
            our_key!(db, at, api_key::bot::create(bot::create("new", []).of_tenant(at.ours.tenant)))
        };
        "nested create: of one, for them" => "new | P1010", |db, at| {
            our_key!(db, at, api_key::bot::create(bot::create("new", []).of_tenant(at.theirs.tenant)))
        };
        "nested connect: to one" => "P2025", |db, at| {
            our_key!(db, at, api_key::bot::connect(bot::id::equals(at.theirs.bot)))
        };
        "nested connect: to one by keys" => "P2025", |db, at| {
            our_key!(db, at, api_key::bot::connect(bot::tenant_id_id::equals(at.theirs.tenant, at.theirs.bot)))
        };
        "nested connect: of theirs" => "P2025", |db, at| {
            let ours = [api_key::bot::connect(bot::id::equals(at.ours.bot))];
            db.api_key().update(of(&at.theirs), ours).exec().await?
        };
        "nested connect: a new row to one" => "P2025", |db, at| {
            let bot = api_key::bot::connect(bot::id::equals(at.theirs.bot));
            let row = api_key::create("new", "tw", vec![3], [bot]).of_tenant(at.ours.tenant);
            db.api_key().create_row(row).exec().await?
        };
        // A row stays with its tenant.
        "nested connect: to their tenant" => "P2025", |db, at| {
            our_key!(db, at, api_key::tenant::connect(tenant::id::equals(at.theirs.tenant)).into())
        };
        "nested create: of a tenant" => "P2025 | P1010", |db, at| {
            let other = tenant::create(new_id().to_string(), "other", []);
            our_key!(db, at, api_key::tenant::create(other).into())
        };
        "nested connect_or_create: to their tenant" => "P2025 | P1010", |db, at| {
            let other = tenant::create(new_id().to_string(), "other", []);
            our_key!(db, at, api_key::tenant::connect_or_create(tenant::id::equals(at.theirs.tenant), other).into())
        };
        "nested connect: to our tenant" => "bot ours", |db, at| {
            our_key!(db, at, api_key::tenant::connect(tenant::id::equals(at.ours.tenant)).into())
        };
        "nested connect_or_create: to one" => "new", |db, at| {
            let row = bot::create("new", []).of_tenant(at.ours.tenant);
            our_key!(db, at, api_key::bot::connect_or_create(bot::id::equals(at.theirs.bot), row))
        };
        "nested disconnect: from one" => "none | P2014", |db, at| our_key!(db, at, api_key::bot::disconnect());
        "nested disconnect: of theirs" => "P2025 | P2014", |db, at| {
            db.api_key().update(of(&at.theirs), [api_key::bot::disconnect()]).exec().await?
        };
        "nested update: of one" => "new", |db, at| {
            our_key!(db, at, api_key::bot::update([bot::name::set("new".to_owned())]))
        };
        "nested update: of one of theirs" => "P2025", |db, at| {
            let updates = [api_key::bot::update([bot::name::set("taken".to_owned())])];
            db.api_key().update(of(&at.theirs), updates).exec().await?
        };
        "nested upsert: of one" => "new", |db, at| {
            let (row, updates) = (bot::create("other", []), [bot::name::set("new".to_owned())]);
            our_key!(db, at, api_key::bot::upsert(row, updates))
        };
        "nested upsert: of one of theirs" => "P2025", |db, at| {
            let (row, updates) = (bot::create("other", []), [bot::name::set("taken".to_owned())]);
            db.api_key().update(of(&at.theirs), [api_key::bot::upsert(row, updates)]).exec().await?
        };
        "nested delete: of one" => "P2025", |db, at| {
            db.api_key().update(of(&at.theirs), [api_key::bot::delete()]).exec().await?
        };
    }
}

/// From rows that are no tenant's, and from those of the tenants.
fn from_elsewhere<S>() -> Vec<Check<S>> {
    checks! {
        "nested update_many: of what is shared" => "[new]", |db, at| {
            let updates = [signal::dedup_key::set("new".to_owned())];
            let changed = db.instrument().update(instrument::id::equals(at.instrument), [instrument::signals::update_many([], updates)]);
            changed.include(include!(instrument { signals })).exec().await?.signals
        };
        "nested update: of what is shared" => "P2025", |db, at| {
            let updates = [signal::dedup_key::set("taken".to_owned())];
            let theirs = instrument::signals::update(signal::id::equals(at.theirs.signal), updates);
            db.instrument().update(instrument::id::equals(at.instrument), [theirs]).exec().await?
        };
        "nested connect: of what is shared" => "P2025", |db, at| {
            let theirs = instrument::signals::connect([signal::id::equals(at.theirs.signal)]);
            db.instrument().update(instrument::id::equals(at.instrument), [theirs]).exec().await?
        };
        "nested delete: of what is shared" => "P2025 | P1010", |db, at| {
            let theirs = instrument::signals::delete([signal::id::equals(at.theirs.signal)]);
            db.instrument().update(instrument::id::equals(at.instrument), [theirs]).exec().await?
        };
        "nested set: of what is shared" => "P2014", |db, at| {
            db.instrument().update(instrument::id::equals(at.instrument), [instrument::signals::set([])]).exec().await?
        };
        "nested update_many: of their tenant" => "done | P2025", |db, at| {
            let updates = [bot::name::set("taken".to_owned())];
            let theirs = tenant::bots::update_many([], updates);
            db.tenant().update(tenant::id::equals(at.theirs.tenant), [theirs]).exec().await?
        };
        "nested create: under their tenant" => "done | P2025", |db, at| {
            let new = tenant::bots::create([bot::create("new", [])]);
            db.tenant().update(tenant::id::equals(at.theirs.tenant), [new]).exec().await?
        };
        "nested connect: ours to their tenant" => "P2025", |db, at| {
            let ours = tenant::bots::connect([bot::id::equals(at.ours.idle)]);
            db.tenant().update(tenant::id::equals(at.theirs.tenant), [ours]).exec().await?
        };
        "nested connect: theirs to our tenant" => "P2025", |db, at| {
            let theirs = tenant::bots::connect([bot::id::equals(at.theirs.idle)]);
            db.tenant().update(tenant::id::equals(at.ours.tenant), [theirs]).exec().await?
        };
        "nested upsert: of their one" => "P2002 | P2025", |db, at| {
            let head = tenant::stream_head::upsert(stream_head::create([]), [stream_head::seq::set(9)]);
            db.tenant().update(tenant::id::equals(at.theirs.tenant), [head]).exec().await?
        };
        "nested update: of their one" => "P2025", |db, at| {
            let head = tenant::stream_head::update([stream_head::seq::set(9)]);
            db.tenant().update(tenant::id::equals(at.theirs.tenant), [head]).exec().await?
        };
        "nested delete: of their one" => "P2025 | P1010", |db, at| {
            db.tenant().update(tenant::id::equals(at.theirs.tenant), [tenant::stream_head::delete()]).exec().await?
        };
    }
}
