//! Tells for each line `{"procedure": …, "input": …}` whether the sample router would take the input, a superjson
//! document: `true` or `false`. The first line that it writes names the procedures.

#[path = "../tests/sample/mod.rs"]
mod sample;

use std::io::{self, BufRead, Write};

use rspc::{RawInput, Transformer};
use serde::Deserialize;
use serde_json::value::RawValue;

#[derive(Deserialize)]
struct Line<'a> {
    procedure: &'a str,
    #[serde(borrow)]
    input: &'a RawValue,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let procedures = sample::router()?;
    let mut out = io::stdout().lock();
    let paths: Vec<&str> = procedures.iter().map(|procedure| procedure.info().path.as_str()).collect();
    writeln!(out, "{}", serde_json::to_string(&paths)?)?;
    for line in io::stdin().lock().lines() {
        let line = line?;
        let Line { procedure, input } = serde_json::from_str(&line)?;
        let procedure = procedures.get(procedure).ok_or("no such procedure")?;
        let input = RawInput { bytes: Some(input.get().as_bytes().to_vec().into()), last_event_id: None };
        writeln!(out, "{}", procedure.check(&input, Transformer::Superjson).is_ok())?;
    }
    Ok(())
}
