//! Headers and cookies, read and set.

use axum::http::{HeaderName, HeaderValue, header};
use rspc::{Failure, Router};
use serde::Serialize;

use crate::{context::Context, plain};

#[derive(Serialize, specta::Type)]
struct Sent {
    asked: Option<String>,
    cookie: Option<String>,
}

pub(crate) fn router() -> Router<Context, ()> {
    Router::new().query("read", plain(), read).mutation("set", plain(), set)
}

async fn read(context: Context) -> Result<Sent, Failure> {
    Ok(Sent { asked: context.asked, cookie: context.cookie })
}

async fn set(context: Context) -> Result<(), Failure> {
    let append = |name: HeaderName, value| context.response.append(name, HeaderValue::from_static(value));
    append(header::SET_COOKIE, "first=1; Path=/; HttpOnly");
    append(header::SET_COOKIE, "second=2; Path=/");
    append(HeaderName::from_static("x-said"), "by a procedure");
    Ok(())
}
