//! `equity.*`: what the team and its bots are worth.

mod get;
mod on_change;

use rspc::handler;

use crate::{
    Permission,
    declaration::{FOLLOW, PAGE, tenant},
    router::Router,
};

pub(crate) fn router() -> Router {
    Router::new().query("get", tenant(Permission::PositionsRead, PAGE), handler!(get::get)).subscription(
        "onChange",
        tenant(Permission::PositionsRead, FOLLOW),
        handler!(on_change::on_change),
    )
}
