//! Runs queries, one a line on stdin, on the generated clients; answers with a line each.
//!
//! The first argument is a schema's name, the second the database. A query is `{ model, action, args }` in
//! Prisma's own words; the answer is `{ ok, statements }` or `{ error, message, statements }`.

use std::io::{BufRead, Write};

use serde_json::{Value, json};
use tickwire_differential::{blog, drivers, graph, ledger, odd, shop, types};

macro_rules! serve {
    ($schema:ident, $url:expr) => {{
        let db = $schema::Client::connect($url, prisma_client_rust::Config::default()).await?;
        for line in std::io::stdin().lock().lines() {
            let query: Value = serde_json::from_str(&line?)?;
            let before = db.pool().usage().statements;
            let text = |name: &str| query[name].as_str().unwrap_or_default();
            let answer = drivers::$schema::run(&db, text("model"), text("action"), &query["args"]).await;
            let statements = db.pool().usage().statements - before;
            let answer = match answer {
                Ok(value) => json!({ "ok": value, "statements": statements }),
                Err(error) => {
                    json!({ "error": error.class(), "message": error.to_string(), "statements": statements })
                }
            };
            let mut out = std::io::stdout().lock();
            writeln!(out, "{answer}")?;
            out.flush()?;
        }
    }};
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (schema, url) = (arguments.next().ok_or("a schema")?, arguments.next().ok_or("a database")?);
    match schema.as_str() {
        "blog" => serve!(blog, &url),
        "graph" => serve!(graph, &url),
        "ledger" => serve!(ledger, &url),
        "odd" => serve!(odd, &url),
        "shop" => serve!(shop, &url),
        "types" => serve!(types, &url),
        other => return Err(format!("there is no schema {other}").into()),
    }
    Ok(())
}
