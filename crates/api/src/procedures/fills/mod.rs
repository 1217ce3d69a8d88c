//! `fills.*`: what orders traded.

mod list;
mod on_new;

use rspc::handler;

use crate::{
    Permission,
    declaration::{FOLLOW, PAGE, tenant},
    router::Router,
};

pub(crate) fn router() -> Router {
    Router::new().query("list", tenant(Permission::OrdersRead, PAGE), handler!(list::list)).subscription(
        "onNew",
        tenant(Permission::OrdersRead, FOLLOW),
        handler!(on_new::on_new),
    )
}
