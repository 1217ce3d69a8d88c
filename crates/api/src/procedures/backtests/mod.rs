//! `backtests.*`: strategies over candles of the past.

mod cancel;
mod create;
mod get;
mod list;
mod on_change;
mod on_progress;
mod trades;

use rspc::handler;

use crate::{
    Permission, Rate,
    declaration::{Audit, Edge, FOLLOW, Idempotency, PAGE, TRANSACTION, tenant},
    router::Router,
};

const CREATE: Edge = Edge {
    rate: Rate::Write,
    idempotency: Idempotency::Key,
    audit: Audit::No("it moves nothing, and is kept with all that was asked for"),
    cost: TRANSACTION,
};
const CANCEL: Edge =
    Edge { idempotency: Idempotency::Natural("one that is stopped already stays stopped"), ..CREATE };

pub(crate) fn router() -> Router {
    const READ: Permission = Permission::BacktestsRead;
    const MANAGE: Permission = Permission::BacktestsManage;
    let listed = ["backtests.list", "backtests.get"];
    Router::new()
        .query("list", tenant(READ, PAGE), handler!(list::list))
        .query("get", tenant(READ, PAGE), handler!(get::get))
        .query("trades", tenant(READ, PAGE), handler!(trades::trades))
        .mutation("create", tenant(MANAGE, CREATE).invalidates(["backtests.list"]), handler!(create::create))
        .mutation("cancel", tenant(MANAGE, CANCEL).invalidates(listed), handler!(cancel::cancel))
        .subscription("onChange", tenant(READ, FOLLOW), handler!(on_change::on_change))
        .subscription("onProgress", tenant(READ, FOLLOW), handler!(on_progress::on_progress))
}
