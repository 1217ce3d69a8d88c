//! The tests through the front door: a real server on a real database, called as its clients call it.
//!
//! The folders mirror the code: `api/positions/get_all.rs` tests `positions.getAll`. `harness` finds the database,
//! runs the server, and makes what a test needs.

#[cfg(test)]
mod api;
#[cfg(test)]
mod app;
#[cfg(test)]
mod architecture;
#[cfg(test)]
mod docs;
#[cfg(test)]
mod figures;
#[cfg(test)]
mod harness;
#[cfg(test)]
mod hooks;
#[cfg(test)]
mod prisma;
#[cfg(test)]
mod proofs;
#[cfg(test)]
mod server;
#[cfg(test)]
mod t3_posts;
#[cfg(test)]
mod tenancy;
