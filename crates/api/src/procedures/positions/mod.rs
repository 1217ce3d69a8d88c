//! `positions.*`: what bots hold.

mod get_all;
mod on_change;

use rspc::handler;

use crate::{Permission, declaration::tenant, router::Router};

pub(crate) fn router() -> Router {
    Router::new().query("getAll", tenant(Permission::PositionsRead), handler!(get_all::get_all)).subscription(
        "onChange",
        tenant(Permission::PositionsRead),
        handler!(on_change::on_change),
    )
}
