//! The blog over HTTP, for a page that is served elsewhere.

use anyhow::Context;
use axum::{
    Router,
    http::{HeaderValue, Method},
};
use rspc_axum::Mount;
use tower_http::cors::{AllowHeaders, CorsLayer};

use crate::{Blog, Ctx, router};

/// The routes, below `/trpc`. `page` is the origin of the pages that may call from a browser, such as
/// `http://localhost:3000`.
pub fn routes(blog: Blog, page: &str) -> anyhow::Result<Router> {
    let origin = HeaderValue::from_str(page).with_context(|| format!("{page:?} is no origin"))?;
    let cors = CorsLayer::new()
        .allow_origin(origin)
        .allow_methods([Method::GET, Method::POST])
        .allow_headers(AllowHeaders::mirror_request())
        .allow_credentials(true);
    let mount = Mount::new(router()?, move |request| {
        let blog = blog.clone();
        async move { Ok(Ctx::new(blog, &request.headers).await?) }
    });
    Ok(mount.origins([page]).at("/trpc").layer(cors))
}
