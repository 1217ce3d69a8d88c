//! The Prisma generator: DMMF in, Rust out.
//!
//! `prisma generate` starts the binary and talks to it ([`protocol`]); the schema arrives as Prisma's DMMF
//! ([`dmmf`]), is checked and named for Rust ([`schema`]), becomes text ([`render`]) and files ([`files`]).
//!
#![doc = include_str!("../README.md")]

pub mod dmmf;
pub mod files;
mod name;
pub mod protocol;
pub mod render;
pub mod schema;
pub mod text;
