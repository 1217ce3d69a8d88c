//! `post.*`: the three procedures of a T3 scaffold, and those of a blog.

mod by_id;
mod categories;
mod create;
mod get_latest;
mod hello;
mod list;
mod on_create;
mod update;

use rspc::handler;

use crate::{
    context::{protected, public},
    router::Router,
};

pub(crate) fn router() -> Router {
    Router::new()
        .query("hello", public(), handler!(hello::hello))
        .query("getLatest", public(), handler!(get_latest::get_latest))
        .mutation("create", public(), handler!(create::create))
        .query("list", public(), handler!(list::list))
        .query("byId", public(), handler!(by_id::by_id))
        .mutation("update", protected(), handler!(update::update))
        .subscription("onCreate", public(), handler!(on_create::on_create))
}
