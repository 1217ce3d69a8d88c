//! `market.*`: what prices do.

mod candles;
mod on_tick;

use rspc::handler;

use crate::{
    Permission,
    declaration::{FOLLOW, PAGE, tenant},
    router::Router,
};

pub(crate) fn router() -> Router {
    const READ: Permission = Permission::MarketRead;
    Router::new().query("candles", tenant(READ, PAGE), handler!(candles::candles)).subscription(
        "onTick",
        tenant(READ, FOLLOW),
        handler!(on_tick::on_tick),
    )
}
