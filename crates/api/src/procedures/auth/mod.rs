//! `auth.*`: logging in and out, and who one is.

mod login;
mod logout;
mod me;

use rspc::handler;

use crate::{
    declaration::{person, public},
    router::Router,
};

pub(crate) fn router() -> Router {
    Router::new()
        .mutation("login", public(), handler!(login::login))
        .mutation("logout", public(), handler!(logout::logout))
        .query("me", person(), handler!(me::me))
}
