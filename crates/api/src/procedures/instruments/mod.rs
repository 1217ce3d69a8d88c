//! `instruments.*`: what can be traded.

mod list;

use rspc::handler;

use crate::{
    Permission,
    declaration::{PAGE, tenant},
    router::Router,
};

pub(crate) fn router() -> Router {
    Router::new().query("list", tenant(Permission::MarketRead, PAGE), handler!(list::list))
}
