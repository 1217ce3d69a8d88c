//! A blog on rspc and Prisma: users, and posts with comments and categories, behind a stock T3 front end.

mod blog;
mod context;
mod cookie;
mod error;
pub mod prisma;
mod procedures;
mod router;
mod routes;
mod seed;
mod views;

pub use blog::Blog;
pub use context::Ctx;
pub use router::{Procedures, router};
pub use routes::routes;
pub use seed::seed;
