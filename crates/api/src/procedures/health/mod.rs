//! `health.*`: whether the API answers.

mod ping;

use rspc::handler;

use crate::{
    declaration::{READ, public},
    router::Router,
};

pub(crate) fn router() -> Router {
    Router::new().query("ping", public(READ), handler!(ping::ping))
}
