//! Reading: by key, by filter, by page, with what belongs to rows, and computed.

use prisma::{api_key, bot, include, instrument, not, or, order, select, signal, stream_head, tenant};
use prisma_client_rust::count;

use super::{Check, checks};

pub(super) fn checks<S>() -> Vec<Check<S>> {
    let mut checks = pages();
    checks.extend(relations());
    checks.extend(computed());
    checks
}

fn pages<S>() -> Vec<Check<S>> {
    checks! {
        "find_many" => "[bot ours, idle ours]", |db, _at| db.bot().find_many([]).exec().await?;
        "find_many: by id" => "[]", |db, at| db.bot().find_many([bot::id::equals(at.theirs.bot)]).exec().await?;
        "find_many: by ids" => "[bot ours]", |db, at| {
            db.bot().find_many([bot::id::in_vec(vec![at.theirs.bot, at.ours.bot])]).exec().await?
        };
        "find_many: by tenant" => "[]", |db, at| {
            db.bot().find_many([bot::tenant_id::equals(at.theirs.tenant)]).exec().await?
        };
        "find_many: or" => "[idle ours]", |db, at| {
            let either = or([bot::id::equals(at.theirs.bot), bot::id::equals(at.ours.idle), bot::name::contains("theirs")]);
            db.bot().find_many([either]).exec().await?
        };
        "find_many: not" => "[idle ours]", |db, at| db.bot().find_many([not([bot::id::equals(at.ours.bot)])]).exec().await?;
        "find_many: last" => "[idle ours]", |db, _at| {
            db.bot().find_many([]).order_by(bot::name::asc()).take(-1).exec().await?
        };
        "find_many: after" => "[idle ours]", |db, _at| {
            db.bot().find_many([]).order_by(bot::name::asc()).skip(1).take(9).exec().await?
        };
        "find_many: distinct" => "[bot ours]", |db, _at| {
            db.bot().find_many([]).order_by(bot::name::asc()).distinct([bot::status::field()]).exec().await?
        };
        "find_many: cursor" => "[]", |db, at| {
            db.bot().find_many([]).cursor(bot::id::equals(at.theirs.bot)).exec().await?
        };
        "find_many: cursor, backwards" => "[]", |db, at| {
            db.bot().find_many([]).cursor(bot::id::equals(at.theirs.bot)).take(-9).exec().await?
        };
        "find_many: cursor of keys" => "[]", |db, at| {
            let cursor = bot::tenant_id_id::equals(at.theirs.tenant, at.theirs.bot);
            db.bot().find_many([]).cursor(cursor).order_by(bot::name::asc()).exec().await?
        };
        "find_many: cursor, mixed order" => "[]", |db, at| {
            let found = db.bot().find_many([]).cursor(bot::id::equals(at.theirs.bot));
            found.order_by(bot::last_heartbeat_at::asc()).order_by(bot::name::desc()).exec().await?
        };
        "find_many: cursor, distinct" => "[]", |db, at| {
            let found = db.bot().find_many([]).distinct([bot::name::field()]);
            found.cursor(bot::id::equals(at.theirs.bot)).exec().await?
        };
        "find_many: lock" => "[bot ours, idle ours] | P1010", |db, _at| {
            db.bot().find_many([]).lock(prisma::Lock::ForUpdate).exec().await?
        };
        "find_many: select" => "[bot ours, idle ours]", |db, _at| {
            let bots = db.bot().find_many([]).select(select!(bot { name })).exec().await?;
            bots.into_iter().map(|bot| bot.name).collect::<Vec<_>>()
        };
        "find_first" => "bot ours", |db, _at| db.bot().find_first([]).order_by(bot::name::asc()).exec().await?;
        "find_first: by name" => "none", |db, _at| db.bot().find_first([bot::name::contains("theirs")]).exec().await?;
        "find_first: or throw" => "P2025", |db, at| {
            db.bot().find_first([bot::id::equals(at.theirs.bot)]).exec_or_throw().await?
        };
        "find_unique" => "none", |db, at| db.bot().find_unique(bot::id::equals(at.theirs.bot)).exec().await?;
        "find_unique: ours" => "bot ours", |db, at| db.bot().find_unique(bot::id::equals(at.ours.bot)).exec().await?;
        "find_unique: or throw" => "P2025", |db, at| {
            db.bot().find_unique(bot::id::equals(at.theirs.bot)).exec_or_throw().await?
        };
        "find_unique: by keys" => "none", |db, at| {
            db.bot().find_unique(bot::tenant_id_id::equals(at.theirs.tenant, at.theirs.bot)).exec().await?
        };
        "find_unique: by keys of both" => "none", |db, at| {
            db.bot().find_unique(bot::tenant_id_id::equals(at.ours.tenant, at.theirs.bot)).exec().await?
        };
        "find_unique: by tenant" => "none", |db, at| {
            db.stream_head().find_unique(stream_head::tenant_id::equals(at.theirs.tenant)).exec().await?
        };
        "count" => "2", |db, _at| db.bot().count([]).exec().await?;
        "count: of a page" => "2", |db, _at| db.bot().count([]).order_by(bot::name::asc()).take(9).exec().await?;
        "count: by fields" => "2", |db, _at| {
            db.bot().count([bot::created_at::column().lte(bot::updated_at::column())]).exec().await?
        };
        "count: by name" => "0", |db, _at| db.bot().count([bot::name::contains("theirs")]).exec().await?;
    }
}

fn relations<S>() -> Vec<Check<S>> {
    checks! {
        "find_many: include" => "[key ours, order ours, signal ours]", |db, _at| {
            let shape = include!(bot { api_keys, signals { orders } });
            let bots = db.bot().find_many([]).include(shape).exec().await?;
            let keys = bots.iter().flat_map(|bot| &bot.api_keys).map(|key| key.name.clone());
            let signals = bots.iter().flat_map(|bot| &bot.signals);
            let orders = signals.clone().flat_map(|signal| &signal.orders).map(|order| order.client_order_id.clone());
            keys.chain(signals.map(|signal| signal.dedup_key.clone())).chain(orders).collect::<Vec<_>>()
        };
        "find_many: include, its cursor" => "[]", |db, at| {
            let bots = db.bot().find_many([]);
            let bots = bots.include(include!(bot { api_keys.cursor(api_key::id::equals(at.theirs.key)) })).exec().await?;
            bots.into_iter().flat_map(|bot| bot.api_keys).collect::<Vec<_>>()
        };
        "find_many: include, its page" => "[key ours]", |db, _at| {
            let bots = db.bot().find_many([]);
            let bots = bots.include(include!(bot { api_keys.order_by(api_key::name::desc()).take(5) })).exec().await?;
            bots.into_iter().flat_map(|bot| bot.api_keys).collect::<Vec<_>>()
        };
        "find_many: include of one" => "[bot ours, none]", |db, _at| {
            let keys = db.api_key().find_many([]).include(include!(api_key { bot })).exec().await?;
            keys.into_iter().map(|key| key.bot).collect::<Vec<_>>()
        };
        "find_many: counts" => "[0, 1]", |db, _at| {
            let bots = db.bot().find_many([]).select(select!(bot { _count { api_keys, signals } })).exec().await?;
            bots.into_iter().map(|bot| bot._count.api_keys).collect::<Vec<_>>()
        };
        "find_many: rows of what is shared" => "[signal ours]", |db, _at| {
            let shared = db.instrument().find_many([]).include(include!(instrument { signals })).exec().await?;
            shared.into_iter().flat_map(|instrument| instrument.signals).collect::<Vec<_>>()
        };
        "find_many: a page of what is shared" => "[order ours]", |db, _at| {
            let shape = include!(instrument { orders.order_by(order::client_order_id::desc()).take(9) });
            let shared = db.instrument().find_many([]).include(shape).exec().await?;
            shared.into_iter().flat_map(|instrument| instrument.orders).collect::<Vec<_>>()
        };
        "find_many: a cursor in what is shared" => "[]", |db, at| {
            let shape = include!(instrument { orders.cursor(order::id::equals(at.theirs.order)).take(9) });
            let shared = db.instrument().find_many([]).include(shape).exec().await?;
            shared.into_iter().flat_map(|instrument| instrument.orders).collect::<Vec<_>>()
        };
        "find_many: counts of what is shared" => "[1]", |db, _at| {
            let shared = db.instrument().find_many([]).select(select!(instrument { _count { signals } })).exec().await?;
            shared.into_iter().map(|instrument| instrument._count.signals).collect::<Vec<_>>()
        };
        "find_many: rows of tenants" => "[bot ours, idle ours]", |db, _at| {
            let tenants = db.tenant().find_many([]).select(select!(tenant { bots })).exec().await?;
            tenants.into_iter().flat_map(|tenant| tenant.bots).collect::<Vec<_>>()
        };
        "count: some" => "0", |db, at| {
            db.instrument().count([instrument::signals::some([signal::id::equals(at.theirs.signal)])]).exec().await?
        };
        "count: every" => "1", |db, at| {
            db.instrument().count([instrument::signals::every([signal::id::equals(at.ours.signal)])]).exec().await?
        };
        "count: none" => "1", |db, at| {
            db.instrument().count([instrument::signals::none([signal::id::equals(at.theirs.signal)])]).exec().await?
        };
        "count: is" => "0", |db, at| {
            db.api_key().count([api_key::bot::is([bot::id::equals(at.theirs.bot)])]).exec().await?
        };
        "count: is not" => "2", |db, at| {
            db.api_key().count([api_key::bot::is_not([bot::id::equals(at.theirs.bot)])]).exec().await?
        };
        "count: is null" => "1; 1", |db, _at| {
            let free = db.api_key().count([api_key::bot::is_null()]).exec().await?;
            (free, db.api_key().count([api_key::bot::is_not_null()]).exec().await?)
        };
        "count: a filter in a filter" => "0", |db, at| {
            let orders = signal::orders::some([order::id::equals(at.theirs.order)]);
            db.instrument().count([instrument::signals::some([orders])]).exec().await?
        };
        "find_first: by what it belongs to" => "key ours", |db, _at| {
            let by_bot = api_key::bot::order_by(bot::name::desc()).nulls_last();
            db.api_key().find_first([]).order_by(by_bot).exec().await?
        };
        "find_first: by how many" => "bot ours", |db, _at| {
            db.bot().find_first([]).order_by(bot::api_keys::count_desc()).exec().await?
        };
    }
}

fn computed<S>() -> Vec<Check<S>> {
    checks! {
        "aggregate" => "2; bot ours; idle ours", |db, _at| {
            db.bot().aggregate([], (count(), bot::name::min(), bot::name::max())).exec().await?
        };
        "aggregate: from a cursor" => "0", |db, at| {
            let rows = db.bot().aggregate([], count()).order_by(bot::id::asc());
            rows.cursor(bot::id::equals(at.theirs.bot)).exec().await?
        };
        "aggregate: of what matches" => "none", |db, _at| {
            db.order().aggregate([order::client_order_id::contains("theirs")], order::qty::sum()).exec().await?
        };
        "aggregate: sum" => "1.000000000000", |db, _at| db.order().aggregate([], order::qty::sum()).exec().await?;
        "group_by" => "[bot ours; 1, idle ours; 1]", |db, _at| {
            db.bot().group_by((bot::name::key(), count())).exec().await?
        };
        "group_by: having" => "[bot ours; 1]", |db, at| {
            let groups = db.bot().group_by((bot::name::key(), count()));
            let groups = groups.having([bot::name::contains("bot ")]);
            groups.filter([bot::tenant_id::in_vec(vec![at.theirs.tenant, at.ours.tenant])]).exec().await?
        };
        "group_by: of what matches" => "[]", |db, at| {
            let groups = db.bot().group_by((bot::name::key(), count()));
            groups.filter([bot::tenant_id::equals(at.theirs.tenant)]).exec().await?
        };
        "group_by: having, without a key" => "[]", |db, _at| {
            let groups = db.order().group_by((order::bot_id::count(), count()));
            groups.having([order::qty::sum().gt(1.into())]).exec().await?
        };
    }
}
