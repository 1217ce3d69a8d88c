//! `signals.*`: what bots want done.

mod list;
mod on_change;
mod on_new;
mod submit;

use rspc::handler;

use crate::{Permission, declaration::tenant, router::Router};

pub(crate) fn router() -> Router {
    Router::new()
        .mutation("submit", tenant(Permission::SignalsSubmit), handler!(submit::submit))
        .query("list", tenant(Permission::SignalsRead), handler!(list::list))
        .subscription("onNew", tenant(Permission::SignalsRead), handler!(on_new::on_new))
        .subscription("onChange", tenant(Permission::SignalsRead), handler!(on_change::on_change))
}
