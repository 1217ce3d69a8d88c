//! What the tests stand on: a database of the run's own, the real server as a child process, and callers.
//!
//! - [`world`]: the server that ordinary tests share; its `tenant()` gives a test a tenant of its own on it.
//! - [`Database`] and [`Server`]: a database or a server for one test alone, to break or to kill.
//! - [`Api`] and [`Socket`]: callers over HTTP and over WebSocket.

mod answer;
mod caller;
mod codes;
mod database;
mod keeper;
mod program;
mod run;
mod server;
mod socket;
mod tenant;
mod wait;
mod world;

pub(crate) use answer::{Answer, refusal};
pub(crate) use caller::{Api, PAGE, escaped};
pub(crate) use codes::{
    BAD_REQUEST, CONFLICT, Code, FORBIDDEN, METHOD_NOT_SUPPORTED, NOT_FOUND, PARSE_ERROR, PAYLOAD_TOO_LARGE,
    PRECONDITION_FAILED, UNAUTHORIZED, UNPROCESSABLE_CONTENT, UNSUPPORTED_MEDIA_TYPE,
};
pub(crate) use database::Database;
pub(crate) use program::Program;
pub(crate) use server::Server;
pub(crate) use socket::Socket;
pub(crate) use tenant::{Bot, KeySpec, Person, Tenant};
pub(crate) use wait::{DEADLINE, eventually, within};
pub(crate) use world::world;
