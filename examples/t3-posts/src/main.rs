//! `t3-posts`: brings the blog's database up to date, answers calls, and writes the blog in TypeScript.

use std::{
    fs,
    net::SocketAddr,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, ensure};
use clap::{Args, Parser, Subcommand};
use prisma_client_rust::migrate::{self, Migrations, Waits};
use rspc_bindings::Bindings;
use t3_posts::{
    Blog,
    prisma::{Client, Config, MIGRATIONS},
    router, routes, seed,
};
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

/// A blog behind a stock T3 front end.
#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Applies the migrations that the database has not seen, as `prisma migrate deploy` does.
    Migrate(Database),
    /// Puts in what a new blog has.
    Seed(Database),
    /// Answers calls at /trpc.
    Serve {
        #[command(flatten)]
        database: Database,
        /// Where.
        #[arg(long, env = "ADDRESS", default_value = "127.0.0.1:4000")]
        address: SocketAddr,
        /// The origin of the page.
        #[arg(long, env = "PAGE", default_value = "http://localhost:3000")]
        page: String,
    },
    /// Writes the TypeScript bindings.
    Bindings {
        /// A folder of the front end, such as src/bindings.
        #[arg(long)]
        out: PathBuf,
    },
}

#[derive(Args)]
struct Database {
    /// The database, such as `postgresql://user:password@localhost:5432/blog`.
    #[arg(long, env = "DATABASE_URL", hide_env_values = true)]
    database_url: String,
}

const EMBEDDED: Migrations<'_> = Migrations::embedded(MIGRATIONS);

#[tokio::main]
async fn main() -> ExitCode {
    let level = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(level).with_writer(std::io::stderr).init();
    let outcome = match Cli::parse().command {
        Command::Migrate(database) => database.migrate().await,
        Command::Seed(database) => database.seed().await,
        Command::Serve { database, address, page } => serve(&database, address, &page).await,
        Command::Bindings { out } => bindings(&out),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("t3-posts: {error:#}");
            ExitCode::FAILURE
        }
    }
}

impl Database {
    async fn migrate(&self) -> anyhow::Result<()> {
        let deployed = migrate::deploy(&self.database_url, &EMBEDDED, Waits::default()).await?;
        for name in &deployed.applied {
            eprintln!("t3-posts: applied {name}");
        }
        Ok(())
    }

    async fn seed(&self) -> anyhow::Result<()> {
        Ok(seed(&self.connect().await?).await?)
    }

    async fn connect(&self) -> anyhow::Result<Client> {
        let status = migrate::status(&self.database_url, &EMBEDDED).await?;
        ensure!(status.is_in_sync(), "the database is not up to date: run `t3-posts migrate`\n{status}");
        Ok(Client::connect(&self.database_url, Config::default()).await?)
    }
}

async fn serve(database: &Database, address: SocketAddr, page: &str) -> anyhow::Result<()> {
    let blog = Blog::new(database.connect().await?);
    let listener = TcpListener::bind(address).await.with_context(|| format!("cannot listen at {address}"))?;
    eprintln!("t3-posts: serving http://{}/trpc", listener.local_addr()?);
    axum::serve(listener, routes(blog, page)?).await?;
    Ok(())
}

fn bindings(out: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(out).with_context(|| format!("cannot make {}", out.display()))?;
    for file in Bindings::new(&router()?).files()? {
        let path = out.join(file.name);
        fs::write(&path, file.text).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}
