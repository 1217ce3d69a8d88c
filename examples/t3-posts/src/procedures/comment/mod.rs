//! `comment.*`: what users say about posts.

mod add;

use rspc::handler;

use crate::{context::protected, router::Router};

pub(crate) fn router() -> Router {
    Router::new().mutation("add", protected(), handler!(add::add))
}
