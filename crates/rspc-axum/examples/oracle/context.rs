//! The context, and what it makes of a request: also a failure, where the client asks for one.

use std::{future::Future, pin::Pin};

use rspc::{ErrorCode, Failure, Router};
use rspc_axum::{Request, ResponseHeaders};

use crate::{life::Life, plain, store::Store};

/// What every procedure gets.
#[derive(Clone)]
pub(crate) struct Context {
    pub(crate) asked: Option<String>,
    pub(crate) cookie: Option<String>,
    pub(crate) response: ResponseHeaders,
    pub(crate) life: Life,
    pub(crate) store: Store,
    name: Option<String>,
}

/// The context of a request. It fails where the header `x-context` or the connection parameter `context` says "fail".
pub(crate) fn of(
    request: Request,
    life: Life,
    store: Store,
) -> Pin<Box<dyn Future<Output = Result<Context, Failure>> + Send>> {
    Box::pin(async move {
        let header =
            |name: &str| request.headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let parameter = |name: &str| request.connection_params.get(name).cloned();
        if header("x-context").or_else(|| parameter("context")).as_deref() == Some("fail") {
            return Err(Failure::new(ErrorCode::Unauthorized, "There is no context for you."));
        }
        Ok(Context {
            asked: header("x-asked"),
            cookie: header("cookie"),
            name: parameter("name"),
            response: request.response.clone(),
            life,
            store,
        })
    })
}

pub(crate) fn router() -> Router<Context, ()> {
    Router::new().query("name", plain(), name)
}

async fn name(context: Context) -> Result<Option<String>, Failure> {
    Ok(context.name)
}
