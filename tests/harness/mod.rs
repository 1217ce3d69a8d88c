//! What the tests stand on: a database of the run's own, the real server as a child process, and callers.
//!
//! - [`world`]: the server that ordinary tests share; its `tenant()` gives a test a tenant of its own on it.
//! - [`Database`] and [`Server`]: a database or a server for one test alone, to break or to kill.
//! - [`Api`] and [`Socket`]: callers over HTTP and over WebSocket.

mod answer;
pub(crate) mod books;
mod caller;
mod cluster;
mod codes;
mod database;
mod follower;
mod job;
mod keeper;
mod newcomer;
mod process;
mod program;
mod proxy;
mod research;
mod run;
mod server;
mod smtp;
mod socket;
mod tenant;
mod wait;
mod world;

pub(crate) use answer::{Answer, refusal};
pub(crate) use caller::{Api, PAGE, escaped};
pub(crate) use cluster::Cluster;
pub(crate) use codes::{
    BAD_REQUEST, CONFLICT, Code, FORBIDDEN, METHOD_NOT_SUPPORTED, NOT_FOUND, PARSE_ERROR, PAYLOAD_TOO_LARGE,
    PRECONDITION_FAILED, TOO_MANY_REQUESTS, UNAUTHORIZED, UNPROCESSABLE_CONTENT, UNSUPPORTED_MEDIA_TYPE,
};
pub(crate) use database::Database;
pub(crate) use follower::Follower;
pub(crate) use newcomer::{
    Newcomer, PASSWORD, cookie, fresh_email, letters, registration, registration_token, token_in,
};
pub(crate) use program::Program;
pub(crate) use proxy::{Point, Proxy};
pub(crate) use run::{connect, role_url};
pub(crate) use server::{Server, Worker};
pub(crate) use smtp::MailServer;
pub(crate) use socket::Socket;
pub(crate) use tenant::{Bot, KeySpec, Person, Tenant, secret, store_instrument};
pub(crate) use wait::{DEADLINE, eventually, given, within};
pub(crate) use world::{World, world};
