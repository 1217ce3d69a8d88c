//! What an input takes and what it refuses: `cargo run -p tickwire-rspc-macros --example input`.
#![expect(clippy::print_stdout, reason = "an example shows what it did")]

use rspc::{RawInput, Transformer};

#[rspc::input]
#[expect(dead_code, reason = "it is shown, and no more")]
struct Order {
    #[garde(length(chars, min = 1, max = 12))]
    symbol: String,
    side: Side,
    #[garde(range(min = 0.001))]
    limit_price: Option<f64>,
}

#[rspc::input]
enum Side {
    Buy,
    Sell,
}

fn main() {
    for json in [
        r#"{"symbol":"BTCUSDT","side":"Buy","limitPrice":67250.1}"#,
        r#"{"symbol":"BTCUSDT","side":"Sell"}"#,
        r#"{"symbol":"","side":"Buy","limitPrice":0}"#,
        r#"{"symbol":"BTCUSDT","side":"Buy","limit_price":1}"#,
        r#"["BTCUSDT","Buy",1]"#,
        r#"{"symbol":"BTCUSDT","side":{"Buy":null}}"#,
    ] {
        let raw = RawInput { bytes: Some(json.into()), last_event_id: None };
        match raw.decode::<Order>(Transformer::Plain) {
            Ok(order) => println!("{json}\n  is {order:?}"),
            Err(failure) => println!("{json}\n  is refused: {}", failure.message()),
        }
    }
}
