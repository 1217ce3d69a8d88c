//! The blog of `examples/t3-posts` as a browser meets it: over HTTP, from another origin.

mod comments;
mod fixture;
mod following;
mod posts;
mod requests;
mod writing;
