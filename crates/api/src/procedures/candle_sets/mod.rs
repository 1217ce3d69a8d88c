//! `candleSets.*`: candles that a team brings, for its backtests alone.

mod list;
mod remove;
mod upload;

use rspc::handler;

use crate::{
    Permission, Rate,
    declaration::{Audit, Edge, Idempotency, PAGE, TRANSACTION, tenant},
    router::Router,
};

const REMOVE: Edge = Edge {
    rate: Rate::Write,
    idempotency: Idempotency::Natural("what is gone is unknown"),
    audit: Audit::As("candleSet.remove"),
    cost: TRANSACTION,
};
const UPLOAD: Edge = Edge {
    idempotency: Idempotency::Natural("a second set of the name is refused"),
    audit: Audit::As("candleSet.upload"),
    ..REMOVE
};

pub(crate) fn router() -> Router {
    const MANAGE: Permission = Permission::CandlesManage;
    let listed = ["candleSets.list"];
    Router::new()
        .query("list", tenant(Permission::MarketRead, PAGE), handler!(list::list))
        .upload("upload", tenant(MANAGE, UPLOAD).invalidates(listed), handler!(upload::upload))
        .mutation("remove", tenant(MANAGE, REMOVE).invalidates(listed), handler!(remove::remove))
}
