//! Puts a built router on axum: where, for which context, under which limits.

use std::{future::Future, net::SocketAddr, pin::Pin, sync::Arc};

use axum::{
    Router,
    extract::{ConnectInfo, FromRequestParts, State, WebSocketUpgrade},
    http::request::Parts,
    response::Response,
    routing::any,
};
use futures::FutureExt;
use rspc::{ErrorCode, Failure, Info, Procedures, Transformer};
use tokio_util::sync::CancellationToken;

use crate::{
    Limits, Request, http, socket,
    sockets::{Open, Sockets},
};

pub(crate) type MakeContext<C> =
    Box<dyn Fn(Request) -> Pin<Box<dyn Future<Output = Result<C, Failure>> + Send>> + Send + Sync>;

type Cost<M> = Box<dyn Fn(&Info<M>) -> u32 + Send + Sync>;
type Peer = Box<dyn Fn(&Parts) -> Option<String> + Send + Sync>;

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
    pub(crate) method_override: bool,
    cost: Cost<M>,
    peer: Peer,
    sockets: Sockets,
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
            method_override: false,
            cost: Box::new(|_| 1),
            peer: Box::new(address),
            sockets: Sockets::default(),
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

    /// Lets queries and subscriptions come by POST too, for inputs that are too long for an address.
    /// The client has a switch of the same name.
    pub const fn method_override(mut self) -> Self {
        self.method_override = true;
        self
    }

    /// What a call of a procedure costs, by what its registration declared; 1 unless said otherwise.
    /// A batch may cost [`Limits::batch_cost`] in all.
    pub fn cost(mut self, cost: impl Fn(&Info<M>) -> u32 + Send + Sync + 'static) -> Self {
        self.cost = Box::new(cost);
        self
    }

    /// Who opens a socket, for [`Limits::sockets_of_peer`]. Unless said otherwise it is the address that axum's
    /// `into_make_service_with_connect_info::<SocketAddr>` notes, and without it nobody in particular. Behind a proxy
    /// that is the proxy: name the client by the header that it sets.
    pub fn peer(mut self, peer: impl Fn(&Parts) -> Option<String> + Send + Sync + 'static) -> Self {
        self.peer = Box::new(peer);
        self
    }

    /// The routes: HTTP below `base`, WebSocket at `base`.
    pub fn at(self, base: &'static str) -> Router {
        let (bare, below) = (format!("{base}/"), format!("{base}/{{*path}}"));
        let mount = Arc::new(self);
        Router::new()
            .route(base, any(entry::<C, M>))
            .route(&bare, any(entry::<C, M>))
            .route(&below, any(entry::<C, M>))
            .with_state((mount, base))
    }
}

fn address(parts: &Parts) -> Option<String> {
    parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip().to_string())
}

impl<C, M> Mount<C, M> {
    /// Counts a socket, unless there are enough.
    pub(crate) fn open_socket(&self, parts: &Parts) -> Result<Open, Failure> {
        self.sockets.open((self.peer)(parts), &self.limits)
    }

    /// Refuses a batch of too many calls.
    pub(crate) fn check_batch_size(&self, size: usize) -> Result<(), Failure> {
        if size <= self.limits.batch {
            return Ok(());
        }
        Err(Failure::new(ErrorCode::BadRequest, "Batch call exceeds maximum size"))
    }

    /// Refuses a batch of too costly calls.
    pub(crate) fn check_batch_cost<'p>(&self, paths: impl Iterator<Item = &'p str>) -> Result<(), Failure> {
        let cost_of = |path: &str| self.procedures.get(path).map_or(1, |found| (self.cost)(found.info()));
        if paths.map(cost_of).fold(0, u32::saturating_add) <= self.limits.batch_cost {
            return Ok(());
        }
        Err(Failure::new(ErrorCode::BadRequest, "Batch call exceeds maximum cost"))
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
