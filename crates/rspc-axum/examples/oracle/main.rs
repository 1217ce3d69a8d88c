//! A server of procedures made to exercise the wire, in memory: `tests/oracle` holds it against `@trpc/server`.
//!
//! Each mount has the same router: `/superjson`, `/plain`, and `/override`, where queries may come by POST. The
//! address is printed once it listens. Pages of the origin `ORACLE_ORIGIN` may call. `oracle bindings FOLDER` writes the router's TypeScript instead.
#![expect(clippy::print_stdout, reason = "the address is the program's answer")]

mod bindings;
mod context;
mod errors;
mod headers;
mod life;
mod lists;
mod store;
mod streams;
mod uploads;
mod values;

use std::net::Ipv4Addr;

use axum::serve::ListenerExt as _;
use rspc::{BuildError, Builder, Procedures, Router, Transformer};
use rspc_axum::{Limits, Mount};

use self::{context::Context, life::Life, store::Store};

/// What every procedure is built with: no middleware, nothing declared.
fn plain() -> Builder<Context, Context, ()> {
    Builder::new(())
}

fn procedures() -> Result<Procedures<Context, ()>, BuildError> {
    Router::new()
        .nest("values", values::router())
        .nest("errors", errors::router())
        .nest("headers", headers::router())
        .nest("store", store::router())
        .nest("life", life::router())
        .nest("lists", lists::router())
        .nest("streams", streams::router())
        .nest("uploads", uploads::router())
        .nest("context", context::router())
        .nest("deep", Router::new().nest("er", Router::new().query("ping", plain(), values::text)))
        .build()
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => serve().await,
        ["bindings", folder] => bindings::write(folder.as_ref()),
        _ => Err("usage: oracle [bindings FOLDER]".into()),
    }
}

async fn serve() -> Result<(), Box<dyn std::error::Error>> {
    let (life, store) = (Life::default(), Store::default());
    let mount = |transformer| -> Result<_, BuildError> {
        let (life, store) = (life.clone(), store.clone());
        let context = move |request| context::of(request, life.clone(), store.clone());
        let limits = Limits { batch: 10, ..Limits::default() };
        let origin = std::env::var("ORACLE_ORIGIN").ok();
        Ok(Mount::new(procedures()?, context).transformer(transformer).limits(limits).origins(origin))
    };
    let app = axum::Router::new()
        .merge(mount(Transformer::Superjson)?.at("/superjson"))
        .merge(mount(Transformer::Plain)?.at("/plain"))
        .merge(mount(Transformer::Plain)?.method_override().at("/override"));
    let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    println!("http://{}", listener.local_addr()?);
    // A short message is not held back until the one before it has been acknowledged.
    let listener = listener.tap_io(|stream| drop(stream.set_nodelay(true)));
    axum::serve(listener, app).await?;
    Ok(())
}
