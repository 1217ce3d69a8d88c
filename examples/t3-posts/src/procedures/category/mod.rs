//! `category.*`: what posts are about.

mod list;

use rspc::handler;

use crate::{context::public, router::Router};

pub(crate) fn router() -> Router {
    Router::new().query("list", public(), handler!(list::list))
}
