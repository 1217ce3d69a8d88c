//! `tickwire migrate` and `tickwire seed`, and connecting for `serve`.

use std::{io::Write, sync::Arc};

use anyhow::{Context, bail};
use app::{App, ambient::SystemAmbient, auth::Passwords, stream::Hints};
use prisma::{Client, Config, SystemDb};
use prisma_client_rust::{
    catalogue,
    migrate::{self as deployment, Migrations},
};
use venues::{PaperConfig, PaperVenue};

use crate::{
    config::{APP_ROLE, Database, Migrate, Mode, SYSTEM_ROLE, Seed},
    telemetry,
};

const MIGRATIONS: Migrations<'_> = Migrations::embedded(prisma::MIGRATIONS);

/// Applies what is missing, then lets the two serving roles log in with their derived passwords.
pub(crate) async fn migrate(config: Migrate) -> anyhow::Result<()> {
    let owner = config.database.owner()?;
    if config.status {
        let status = deployment::status(owner, &MIGRATIONS).await?;
        say(&status.to_string());
        if !status.is_in_sync() {
            bail!("the database is not up to date: run `tickwire migrate`");
        }
        return Ok(());
    }
    let deployed = deployment::deploy(owner, &MIGRATIONS).await?;
    for name in &deployed.applied {
        say(&format!("applied {name}"));
    }
    if deployed.applied.is_empty() {
        say("the database is up to date");
    }
    for role in [APP_ROLE, SYSTEM_ROLE] {
        if let Some(password) = config.database.derived_password(role)? {
            deployment::allow_login(owner, role, &password).await?;
        }
    }
    say(&format!("APP_DATABASE_URL={}", config.database.app()?));
    say(&format!("SYSTEM_DATABASE_URL={}", config.database.system()?));
    Ok(())
}

/// What a command answers goes to standard output; logs go to standard error. Whoever closed it wants no more.
fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// Writes the demo data.
pub(crate) async fn seed(config: Seed) -> anyhow::Result<()> {
    if config.telemetry.mode == Mode::Production {
        bail!("demo data has known passwords: it is for development only (TICKWIRE_ENV is production)");
    }
    telemetry::start(&config.telemetry)?;
    let app = connect(&config.database, 4).await?;
    app::seed::seed(&app).await?;
    say("demo data is in place");
    Ok(())
}

/// Connects both roles and checks that the database holds what the service relies on.
pub(crate) async fn connect(database: &Database, connections: u16) -> anyhow::Result<App> {
    if let Some(owner) = database.known_owner()? {
        let status = deployment::status(owner, &MIGRATIONS).await?;
        if !status.is_in_sync() {
            bail!("the database is not up to date: run `tickwire migrate`\n{status}");
        }
    }
    let ambient = Arc::new(SystemAmbient);
    let config = |name: &str| Config {
        max_connections: usize::from(connections),
        application_name: Some(name.to_owned()),
        source: ambient.clone(),
        ..Config::default()
    };
    let hint = "cannot log in to the database; `tickwire migrate` lets its roles in";
    let client = Client::connect(&database.app()?, config("tickwire app")).await.context(hint)?;
    let system = SystemDb::connect(&database.system()?, config("tickwire system")).await.context(hint)?;
    let mut problems = catalogue::check_tenant_role(client.pool(), prisma::TABLES).await?;
    problems.extend(catalogue::check_system_role(&system).await?);
    if !problems.is_empty() {
        let list: Vec<String> = problems.iter().map(|problem| format!("  {problem}")).collect();
        bail!("the database does not keep tenants apart, so nothing is served:\n{}", list.join("\n"));
    }
    Ok(App {
        client,
        system,
        venue: Arc::new(PaperVenue::new("paper", PaperConfig::default())?),
        passwords: Arc::new(Passwords::new(&*ambient).map_err(|error| anyhow::anyhow!("argon2: {error}"))?),
        ambient,
        hints: Arc::new(Hints::default()),
        work: Arc::default(),
    })
}
