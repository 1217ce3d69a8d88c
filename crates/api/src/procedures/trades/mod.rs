//! `trades.*`: what was opened and closed again.

mod list;

use rspc::handler;

use crate::{
    Permission,
    declaration::{PAGE, tenant},
    router::Router,
};

pub(crate) fn router() -> Router {
    Router::new().query("list", tenant(Permission::PositionsRead, PAGE), handler!(list::list))
}
