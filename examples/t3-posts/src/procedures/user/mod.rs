//! `user.*`: who writes.

mod by_id;

use rspc::handler;

use crate::{context::public, router::Router};

pub(crate) fn router() -> Router {
    Router::new().query("byId", public(), handler!(by_id::by_id))
}
