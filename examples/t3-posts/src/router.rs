//! The table of contents of the blog.

use crate::{Ctx, procedures};

/// A router of the blog. Its registrations declare nothing.
pub(crate) type Router = rspc::Router<Ctx, ()>;

/// The built blog.
pub type Procedures = rspc::Procedures<Ctx, ()>;

/// Every procedure by its name on the wire.
pub fn router() -> Result<Procedures, rspc::BuildError> {
    Router::new()
        .nest("category", procedures::category::router())
        .nest("comment", procedures::comment::router())
        .nest("post", procedures::post::router())
        .nest("user", procedures::user::router())
        .build()
}
