//! The `tickwire` binary: configuration, telemetry and wiring.

mod bindings;
mod config;
mod connections;
mod database;
mod routes;
mod serve;
mod telemetry;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The backend of a multi-tenant trading-bot service, in one binary.
#[derive(Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Answers calls and finishes signals.
    Serve(config::Serve),
    /// Brings the database up to date with prisma/migrations, and lets the serving roles log in.
    Migrate(config::Migrate),
    /// Fills a development database with demo data.
    Seed(config::Seed),
    /// Writes the TypeScript bindings of the API. Needs no database.
    Bindings(config::Bindings),
}

fn main() -> ExitCode {
    // What the environment says goes before what the file says.
    let dotenv = dotenvy::dotenv();
    let cli = Cli::parse();
    if let Err(error) = dotenv
        && !error.not_found()
    {
        eprintln!("tickwire: .env cannot be read: {error}");
        return ExitCode::FAILURE;
    }
    let outcome = match cli.command {
        Command::Bindings(config) => bindings::write(&config),
        Command::Serve(config) => run(serve::serve(config)),
        Command::Migrate(config) => run(database::migrate(config)),
        Command::Seed(config) => run(database::seed(config)),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("tickwire: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: impl Future<Output = anyhow::Result<()>>) -> anyhow::Result<()> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(command)
}
