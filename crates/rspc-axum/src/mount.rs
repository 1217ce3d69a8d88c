//! Puts a built router on axum: where, for which context, under which limits.

use std::{future::Future, pin::Pin, sync::Arc};

use axum::{
    Router,
    extract::{FromRequestParts, State, WebSocketUpgrade},
    response::Response,
    routing::any,
};
use futures::FutureExt;
use rspc::{Failure, Procedures, Transformer};
use tokio_util::sync::CancellationToken;

use crate::{Limits, Request, http, socket};

pub(crate) type MakeContext<C> =
    Box<dyn Fn(Request) -> Pin<Box<dyn Future<Output = Result<C, Failure>> + Send>> + Send + Sync>;

/// A built router on its way to axum.
///
/// ```
/// # use rspc::{Builder, Router};
/// # async fn ping(_: ()) -> Result<&'static str, rspc::Failure> { Ok("pong") }
/// let procedures = Router::<(), ()>::new().query("ping", Builder::new(()), ping).build()?;
/// let app: axum::Router = rspc_axum::Mount::new(procedures, |_request| async { Ok(()) })
///     .origins(["https://app.example"])
///     .at("/trpc");
/// # Ok::<(), rspc::BuildError>(())
/// ```
pub struct Mount<C, M> {
    pub(crate) procedures: Procedures<C, M>,
    pub(crate) context: MakeContext<C>,
    pub(crate) transformer: Transformer,
    pub(crate) limits: Limits,
    pub(crate) origins: Vec<String>,
    pub(crate) shutdown: CancellationToken,
}

impl<C: Clone + Send + Sync + 'static, M: Send + Sync + 'static> Mount<C, M> {
    /// Serves `procedures`, making a context of each request and of each socket.
    pub fn new<F>(
        procedures: Procedures<C, M>,
        context: impl Fn(Request) -> F + Send + Sync + 'static,
    ) -> Self
    where
        F: Future<Output = Result<C, Failure>> + Send + 'static,
    {
        Self {
            procedures,
            context: Box::new(move |request| context(request).boxed()),
            transformer: Transformer::default(),
            limits: Limits::default(),
            origins: Vec::new(),
            shutdown: CancellationToken::new(),
        }
    }

    /// How values travel; superjson unless said otherwise.
    pub const fn transformer(mut self, transformer: Transformer) -> Self {
        self.transformer = transformer;
        self
    }

    /// Other limits than the default ones.
    pub const fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// The pages that may call, as `scheme://host[:port]`. Requests of other pages are refused.
    pub fn origins(mut self, origins: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.origins = origins.into_iter().map(Into::into).collect();
        self
    }

    /// When cancelled, sockets are asked to reconnect and then closed.
    pub fn shutdown(mut self, token: CancellationToken) -> Self {
        self.shutdown = token;
        self
    }

    /// The routes: HTTP below `base`, WebSocket at `base`.
    pub fn at(self, base: &'static str) -> Router {
        let below = format!("{base}/{{*path}}");
        let mount = Arc::new(self);
        Router::new()
            .route(base, any(entry::<C, M>))
            .route(&below, any(entry::<C, M>))
            .with_state((mount, base))
    }
}

async fn entry<C: Clone + Send + Sync + 'static, M: Send + Sync + 'static>(
    State((mount, base)): State<(Arc<Mount<C, M>>, &'static str)>,
    request: axum::extract::Request,
) -> Response {
    let (mut parts, body) = request.into_parts();
    if parts.headers.contains_key(axum::http::header::UPGRADE)
        && let Ok(upgrade) = WebSocketUpgrade::from_request_parts(&mut parts, &()).await
    {
        return socket::accept(mount, parts, upgrade);
    }
    http::answer(mount, base, parts, body).await
}
