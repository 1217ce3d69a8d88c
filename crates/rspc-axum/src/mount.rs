//! Puts a built router on axum: where, for which context, under which limits.

use std::{future::Future, net::SocketAddr, panic::AssertUnwindSafe, pin::Pin, sync::Arc, time::Instant};

use axum::{
    Router,
    extract::{ConnectInfo, FromRequestParts, State, WebSocketUpgrade},
    http::{HeaderValue, header, request::Parts},
    response::Response,
    routing::any,
};
use futures::FutureExt;
use rspc::{ErrorCode, Failure, Info, Procedure, Procedures, Transformer};
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tracing::Level;

use crate::{
    Limits, MountLayer, Request,
    head::Head,
    http,
    request_id::RequestIds,
    socket,
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
    context: MakeContext<C>,
    pub(crate) transformer: Transformer,
    pub(crate) limits: Limits,
    pub(crate) origins: Vec<String>,
    pub(crate) shutdown: CancellationToken,
    pub(crate) sessions: TaskTracker,
    pub(crate) method_override: bool,
    pub(crate) plain_posts: bool,
    pub(crate) request_ids: RequestIds,
    pub(crate) contract: Option<HeaderValue>,
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
            sessions: TaskTracker::new(),
            method_override: false,
            plain_posts: false,
            request_ids: RequestIds::Given,
            contract: None,
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

    /// On which the sessions of sockets run: who stops the server can wait for them to end, so that clients hear of it.
    pub fn sessions(mut self, tracker: TaskTracker) -> Self {
        self.sessions = tracker;
        self
    }

    /// Lets queries and subscriptions come by POST too, for inputs that are too long for an address.
    /// The client has a switch of the same name.
    pub const fn method_override(mut self) -> Self {
        self.method_override = true;
        self
    }

    /// For programs that do not speak tRPC: queries and mutations come by POST alone, without a content type where there
    /// is no body, and subscriptions by GET. Every other method is refused before anything else is looked at.
    pub const fn plain_posts(mut self) -> Self {
        self.plain_posts = true;
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

    /// Names every request that does not name itself by `x-request-id`: in its answer, in errors (`data.requestId`)
    /// and in the log.
    pub fn request_ids(mut self) -> Self {
        self.request_ids = RequestIds::made();
        self
    }

    /// Says with every answer, in the header `x-contract`, what it is an answer of: a hash that changes when the
    /// procedures do, so that a client built on others can tell.
    pub fn contract(mut self, hash: HeaderValue) -> Self {
        self.contract = Some(hash);
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

    /// The same as a layer in front of everything else that a server answers: what stands below `base` is answered
    /// with no routing, which is the cheapest way in.
    ///
    /// ```
    /// # use rspc::{Builder, Router};
    /// use tower::Layer;
    /// # async fn ping(_: ()) -> Result<&'static str, rspc::Failure> { Ok("pong") }
    /// # let procedures = Router::<(), ()>::new().query("ping", Builder::new(()), ping).build()?;
    /// # let mount = rspc_axum::Mount::new(procedures, |_request| async { Ok(()) });
    /// let pages: axum::Router = axum::Router::new().route("/", axum::routing::get(async || "Hello"));
    /// let service = mount.layer("/trpc").layer(pages);
    /// # let _ = service;
    /// # Ok::<(), rspc::BuildError>(())
    /// ```
    pub fn layer(self, base: &'static str) -> MountLayer<C, M> {
        MountLayer { mount: Arc::new(self), base }
    }

    /// Answers a request that is below `base`.
    pub(crate) async fn answer(self: Arc<Self>, base: &str, request: axum::extract::Request) -> Response {
        let (mut parts, body) = request.into_parts();
        if parts.headers.contains_key(header::UPGRADE)
            && let Ok(upgrade) = WebSocketUpgrade::from_request_parts(&mut parts, &()).await
        {
            return socket::accept(self, parts, upgrade);
        }
        let request_id = self.request_ids.of(&Head::of(&parts.headers));
        if !tracing::enabled!(Level::DEBUG) {
            return http::answer(self, base, request_id, parts, body).await;
        }
        let (start, method, path) = (Instant::now(), parts.method.clone(), parts.uri.path().to_owned());
        let id = request_id.clone();
        let response = http::answer(self, base, request_id, parts, body).await;
        let (status, micros) = (response.status().as_u16(), start.elapsed().as_micros());
        tracing::debug!(%method, path, status, micros, request_id = id.as_str(), "answered");
        response
    }
}

fn address(parts: &Parts) -> Option<String> {
    parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip().to_string())
}

impl<C, M> Mount<C, M> {
    /// Makes the context of a request. A panic in there is a failure, as it is in a procedure.
    pub(crate) async fn context_of(&self, request: Request) -> Result<C, Failure> {
        let making = AssertUnwindSafe(async { (self.context)(request).await });
        making.catch_unwind().await.unwrap_or_else(|_| Err(Failure::panicked()))
    }

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
    pub(crate) fn check_batch_cost<'p>(
        &self,
        procedures: impl Iterator<Item = Option<&'p Procedure<C, M>>>,
    ) -> Result<(), Failure>
    where
        C: 'p,
        M: 'p,
    {
        let cost_of = |procedure: Option<&Procedure<C, M>>| procedure.map_or(1, |it| (self.cost)(it.info()));
        if procedures.map(cost_of).fold(0, u32::saturating_add) <= self.limits.batch_cost {
            return Ok(());
        }
        Err(Failure::new(ErrorCode::BadRequest, "Batch call exceeds maximum cost"))
    }
}

async fn entry<C: Clone + Send + Sync + 'static, M: Send + Sync + 'static>(
    State((mount, base)): State<(Arc<Mount<C, M>>, &'static str)>,
    request: axum::extract::Request,
) -> Response {
    mount.answer(base, request).await
}
