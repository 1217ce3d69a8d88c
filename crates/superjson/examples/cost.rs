//! What superjson costs over plain `serde_json`, for a page of 50 rows with 12 columns.
//!
//! `cargo run --release --example cost` prints times. `cost <job> <rounds>` runs one job alone, for an
//! instruction counter: `valgrind --tool=callgrind target/release/examples/cost superjson-write-plain 1000`.

#![expect(clippy::print_stdout, reason = "the figures are what it is for")]

use std::hint::black_box;
use std::rc::Rc;
use std::time::Instant;

use chrono::DateTime;
use serde::{Deserialize, Serialize};
use superjson::Date;

/// A row whose two instants are plain numbers, chrono's, or dates.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Row<D> {
    id: String,
    venue: String,
    symbol: String,
    side: String,
    status: String,
    quantity: String,
    price: String,
    ratio: f64,
    sequence: u32,
    note: Option<String>,
    opened_at: D,
    closed_at: D,
}

fn rows<D>(stamp: impl Fn(i64) -> D) -> Vec<Row<D>> {
    let row = |nth: u32| Row {
        id: format!("0190f3a2-7c1b-7e4d-9a55-0000000000{nth:02}"),
        venue: "BINANCE".into(),
        symbol: "BTCUSDT".into(),
        side: "LONG".into(),
        status: "OPEN".into(),
        quantity: format!("{nth}.25"),
        price: format!("64{nth}.5"),
        ratio: f64::from(nth) / 3.0,
        sequence: nth,
        note: nth.is_multiple_of(4).then(|| "a short note".into()),
        opened_at: stamp(1_760_000_000_123 + i64::from(nth)),
        closed_at: stamp(1_760_086_400_456 + i64::from(nth)),
    };
    (0..50).map(row).collect()
}

fn date(milliseconds: i64) -> Date {
    Date(DateTime::from_timestamp_millis(milliseconds).expect("a date in range"))
}

struct Job {
    name: String,
    run: Box<dyn Fn()>,
}

/// Writing and reading the rows, with `serde_json` and with superjson.
fn jobs<D>(kind: &str, rows: Vec<Row<D>>) -> [Job; 4]
where
    D: Serialize + for<'de> Deserialize<'de> + 'static,
{
    let json = serde_json::to_vec(&rows).expect("rows are JSON");
    let document = superjson::to_vec(&rows).expect("rows are superjson");
    // Both write into a buffer that is large enough, so that growing it is left out.
    let room = document.len();
    let rows = Rc::new(rows);
    let same_rows = rows.clone();
    let job = |what, run| Job { name: format!("{what}-{kind}"), run };
    [
        job(
            "json-write",
            Box::new(move || {
                let mut out = Vec::with_capacity(room);
                serde_json::to_writer(&mut out, &*rows).expect("rows are JSON");
                black_box(out);
            }),
        ),
        job(
            "superjson-write",
            Box::new(move || {
                let mut out = Vec::with_capacity(room);
                superjson::append(&mut out, &*same_rows).expect("rows are superjson");
                black_box(out);
            }),
        ),
        job(
            "json-read",
            Box::new(move || {
                black_box(serde_json::from_slice::<Vec<Row<D>>>(&json).expect("rows are read"));
            }),
        ),
        job(
            "superjson-read",
            Box::new(move || {
                black_box(superjson::from_slice::<Vec<Row<D>>>(&document).expect("rows are read"));
            }),
        ),
    ]
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let chosen = arguments.next();
    let rounds = arguments.next().map_or(2_000, |rounds| rounds.parse().expect("rounds is a number"));
    let plain = jobs("plain", rows(|stamp| stamp));
    let chrono = jobs("chrono", rows(|stamp| date(stamp).0));
    let dated = jobs("dated", rows(date));
    for Job { name, run } in plain.into_iter().chain(chrono).chain(dated) {
        if chosen.as_ref().is_some_and(|chosen| *chosen != name) {
            continue;
        }
        let start = Instant::now();
        (0..rounds).for_each(|_| run());
        println!("{name:24} {:8.2} µs", start.elapsed().as_secs_f64() * 1e6 / f64::from(rounds));
    }
}
