//! `risk.*`: what bounds trading.

mod get;
mod halt;
mod lock_pair;
mod on_change;
mod remove_limit;
mod resume;
mod set_limit;
mod unlock_pair;

use rspc::handler;

use crate::{
    Permission, Rate,
    declaration::{Audit, Edge, FOLLOW, Idempotency, PAGE, TRANSACTION, tenant},
    router::Router,
};

const HALT: Edge = Edge {
    rate: Rate::Write,
    idempotency: Idempotency::Natural("what is halted is halted as it is said now"),
    audit: Audit::As("risk.halt"),
    cost: TRANSACTION,
};
const RESUME: Edge = Edge {
    idempotency: Idempotency::Natural("what is not halted goes on"),
    audit: Audit::As("risk.resume"),
    ..HALT
};
const SET_LIMIT: Edge = Edge {
    idempotency: Idempotency::Natural("a limit of the same kind takes the value"),
    audit: Audit::As("risk.setLimit"),
    ..HALT
};
const REMOVE_LIMIT: Edge = Edge {
    idempotency: Idempotency::Natural("a limit that is not there is not removed"),
    audit: Audit::As("risk.removeLimit"),
    ..HALT
};
const LOCK_PAIR: Edge = Edge { idempotency: Idempotency::Key, audit: Audit::As("risk.lockPair"), ..HALT };
const UNLOCK_PAIR: Edge = Edge {
    idempotency: Idempotency::Natural("a lock that is not there is not removed"),
    audit: Audit::As("risk.unlockPair"),
    ..HALT
};

pub(crate) fn router() -> Router {
    const READ: Permission = Permission::RiskRead;
    const MANAGE: Permission = Permission::RiskManage;
    let changed = ["risk.get"];
    let halted = ["risk.get", "orders.list"];
    let limit = tenant(MANAGE, SET_LIMIT).invalidates(changed);
    let no_limit = tenant(MANAGE, REMOVE_LIMIT).invalidates(changed);
    let lock = tenant(MANAGE, LOCK_PAIR).invalidates(changed);
    let unlock = tenant(MANAGE, UNLOCK_PAIR).invalidates(changed);
    Router::new()
        .query("get", tenant(READ, PAGE), handler!(get::get))
        .mutation("halt", tenant(Permission::TradingHalt, HALT).invalidates(halted), handler!(halt::halt))
        .mutation("resume", tenant(MANAGE, RESUME).invalidates(changed), handler!(resume::resume))
        .mutation("setLimit", limit, handler!(set_limit::set_limit))
        .mutation("removeLimit", no_limit, handler!(remove_limit::remove_limit))
        .mutation("lockPair", lock, handler!(lock_pair::lock_pair))
        .mutation("unlockPair", unlock, handler!(unlock_pair::unlock_pair))
        .subscription("onChange", tenant(READ, FOLLOW), handler!(on_change::on_change))
}
