//! Tells for each line `{"procedure": …, "input": …}` whether the sample router would take the input, a superjson
//! document: `true`, or what is wrong with it as zod flattens it. The first line that it writes names the procedures.

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
    // An upload is no input that a schema could speak of.
    let inputs = procedures.iter().filter(|procedure| !procedure.takes_upload());
    let paths: Vec<&str> = inputs.map(|procedure| procedure.info().path.as_str()).collect();
    writeln!(out, "{}", serde_json::to_string(&paths)?)?;
    for line in io::stdin().lock().lines() {
        let line = line?;
        let Line { procedure, input } = serde_json::from_str(&line)?;
        let procedure = procedures.get(procedure).ok_or("no such procedure")?;
        let input = RawInput { bytes: Some(input.get().as_bytes().to_vec().into()), last_event_id: None };
        let refusal = procedure.check(&input, Transformer::Superjson).err();
        let answer =
            refusal.as_ref().map_or(Ok("true".to_owned()), |it| serde_json::to_string(&it.fields()))?;
        writeln!(out, "{answer}")?;
    }
    Ok(())
}
