//! The `tickwire` binary: configuration, telemetry and wiring.

mod bindings;
mod config;
mod connections;
mod contract;
mod database;
mod dev_mail;
mod halt;
mod jobs;
mod keys;
mod memory;
mod metrics;
mod openapi;
mod operate;
mod peer;
mod permissions;
mod restored;
mod routes;
mod serve;
mod telemetry;
mod worker;

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
    Serve(Box<config::Serve>),
    /// Finishes signals, sends mails and tidies up, and answers nobody: beside servers that were told not to.
    Worker(Box<config::Process>),
    /// Brings the database up to date with prisma/migrations, and lets the serving roles log in.
    Migrate(config::Migrate),
    /// Fills a development database with demo data.
    Seed(config::Seed),
    /// Stops the orders of everybody at once, until `resume`.
    Halt(config::Halt),
    /// Lets everybody trade again whom `halt` stopped.
    Resume(config::Operator),
    /// Has everybody who follows a stream read anew, once a backup was put back.
    Restored(config::Restored),
    /// The keys that seal stored secrets.
    #[command(subcommand)]
    Keys(config::Keys),
    /// Background work that failed: what it is, and what becomes of it.
    #[command(subcommand)]
    Jobs(config::Jobs),
    /// Writes the TypeScript bindings of the API. Needs no database.
    Bindings(config::Bindings),
    /// Says what the API has changed since the last release, and fails on a break that is not declared.
    Contract(config::Contract),
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
        Command::Contract(config) => match contract::compare(&config) {
            Ok(status) => return status,
            Err(error) => Err(error),
        },
        Command::Serve(config) => run(serve::serve(*config)),
        Command::Worker(config) => run(worker::work(*config)),
        Command::Migrate(config) => run(database::migrate(config)),
        Command::Keys(config::Keys::Rotate(config)) => run(keys::rotate(config)),
        Command::Halt(config) => run(halt::halt(config)),
        Command::Resume(operator) => run(halt::resume(operator)),
        Command::Restored(config) => run(restored::restored(config)),
        Command::Jobs(command) => run(operate::operate(command)),
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
