//! A mount as a tower service, in front of whatever else a server answers.

use std::{
    convert::Infallible,
    sync::Arc,
    task::{Context, Poll},
};

use axum::{
    body::{Body, HttpBody},
    http::Request,
    response::Response,
};
use bytes::Bytes;
use futures::future::{BoxFuture, Either, FutureExt};
use tower::{BoxError, Layer, Service};

use crate::Mount;

/// Answers the requests below its base, and leaves all others to the service behind it. [`Mount::layer`] makes it.
pub struct MountLayer<C, M> {
    pub(crate) mount: Arc<Mount<C, M>>,
    pub(crate) base: &'static str,
}

/// A mount, and the service behind it.
pub struct MountService<C, M, S> {
    mount: Arc<Mount<C, M>>,
    base: &'static str,
    behind: S,
}

impl<C, M> Clone for MountLayer<C, M> {
    fn clone(&self) -> Self {
        Self { mount: self.mount.clone(), base: self.base }
    }
}

impl<C, M, S: Clone> Clone for MountService<C, M, S> {
    fn clone(&self) -> Self {
        Self { mount: self.mount.clone(), base: self.base, behind: self.behind.clone() }
    }
}

impl<C, M, S> Layer<S> for MountLayer<C, M> {
    type Service = MountService<C, M, S>;
    fn layer(&self, behind: S) -> Self::Service {
        MountService { mount: self.mount.clone(), base: self.base, behind }
    }
}

impl<C, M, S, B> Service<Request<B>> for MountService<C, M, S>
where
    C: Clone + Send + Sync + 'static,
    M: Send + Sync + 'static,
    S: Service<Request<B>, Response = Response, Error = Infallible>,
    B: HttpBody<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    type Response = Response;
    type Error = Infallible;
    type Future = Either<BoxFuture<'static, Result<Response, Infallible>>, S::Future>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.behind.poll_ready(context)
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        if !is_below(request.uri().path(), self.base) {
            return Either::Right(self.behind.call(request));
        }
        let (mount, base) = (self.mount.clone(), self.base);
        Either::Left(async move { Ok(mount.answer(base, request.map(Body::new)).await) }.boxed())
    }
}

/// Whether a path is the base or something below it.
fn is_below(path: &str, base: &str) -> bool {
    path.strip_prefix(base).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::is_below;

    #[test]
    fn a_base_is_a_whole_segment() {
        assert!(is_below("/trpc", "/trpc") && is_below("/trpc/", "/trpc") && is_below("/trpc/a.b", "/trpc"));
        assert!(!is_below("/trpcs/a.b", "/trpc") && !is_below("/", "/trpc"));
    }
}
