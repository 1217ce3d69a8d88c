//! The bindings of a small router, written to a folder:
//! `cargo run -p tickwire-rspc-bindings --example bindings -- <folder>`.
#![expect(clippy::print_stdout, reason = "an example shows what it made")]

use std::{env, fs, path::PathBuf};

use rspc::{Builder, Failure, Router};
use rspc_bindings::Bindings;

#[rspc::input]
struct Input {
    #[garde(length(chars, min = 1, max = 20))]
    name: String,
}

/// What is said.
#[derive(serde::Serialize, specta::Type)]
struct Greeting {
    text: String,
    number: superjson::BigInt<u64>,
}

/// Greets by name.
#[rspc::procedure]
async fn greet(_context: (), input: Input) -> Result<Greeting, Failure> {
    Ok(Greeting { text: format!("Hello, {}!", input.name), number: superjson::BigInt(1) })
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(env::args().nth(1).ok_or("say which folder to write to")?);
    let procedures =
        Router::<(), ()>::new().query("greet", Builder::new(()), rspc::handler!(greet)).build()?;
    fs::create_dir_all(&folder)?;
    for file in Bindings::new(&procedures).files()? {
        let path = folder.join(file.name);
        println!("{}", path.display());
        fs::write(path, file.text)?;
    }
    Ok(())
}
