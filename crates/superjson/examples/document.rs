//! A document and back: `cargo run -p tickwire-superjson --example document`.
#![expect(clippy::print_stdout, reason = "an example shows what it did")]

use serde::{Deserialize, Serialize};
use superjson::{BigInt, Date, Map};

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Trade {
    id: BigInt<u64>,
    at: Date,
    fees: Map<String, f64>,
    note: Option<String>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let trade = Trade {
        id: BigInt(u64::MAX),
        at: Date("2026-01-02T03:04:05.678Z".parse()?),
        fees: [("USDT".to_owned(), 0.25)].into_iter().collect(),
        note: None,
    };
    let document = superjson::to_vec(&trade)?;
    println!("{}", String::from_utf8_lossy(&document));
    let read: Trade = superjson::from_slice(&document)?;
    println!("{read:?}");
    if read == trade { Ok(()) } else { Err("it came back another".into()) }
}
