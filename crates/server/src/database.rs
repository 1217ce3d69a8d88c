//! `tickwire migrate` and `tickwire seed`, and connecting for `serve`.

use std::{io::Write, sync::Arc, time::Duration};

use anyhow::{Context, bail};
use app::{App, Parts, ambient::SystemAmbient, vault::Vault};
use prisma::{Client, Config, SystemDb};
use prisma_client_rust::{
    catalogue,
    migrate::{self as deployment, Migrations, Waits},
};
use venues::{PaperVenue, paper::Terms};

use crate::{
    config::{APP_ROLE, Database, Migrate, Mode, SYSTEM_ROLE, Seed},
    telemetry,
};

const MIGRATIONS: Migrations<'_> = Migrations::embedded(prisma::MIGRATIONS);

/// Applies what is missing, then lets the two serving roles log in with their derived passwords.
pub(crate) async fn migrate(config: Migrate) -> anyhow::Result<()> {
    let owner = config.database.owner()?;
    let migrations = match &config.migrations {
        Some(folder) => Migrations::read(folder)?,
        None => MIGRATIONS,
    };
    if config.status {
        let status = deployment::status(owner, &migrations).await?;
        say(status.to_string().trim_end());
        return match status.refusal {
            Some(_) => bail!("the database is not up to date, and `tickwire migrate` would refuse it"),
            None if !status.is_in_sync() => bail!("the database is not up to date: run `tickwire migrate`"),
            None => Ok(()),
        };
    }
    if config.dry_run {
        let pending = deployment::dry_run(owner, &migrations).await?;
        for name in &pending {
            say(&format!("would apply {name}"));
        }
        if pending.is_empty() {
            say("the database is up to date");
        }
        return Ok(());
    }
    let waits = Waits {
        deployment: Duration::from_secs(config.wait),
        lock: Duration::from_secs(config.lock_timeout),
    };
    let deployed = deployment::deploy(owner, &migrations, waits).await?;
    for name in &deployed.applied {
        say(&format!("applied {name}"));
    }
    if deployed.applied.is_empty() {
        say("the database is up to date");
    }
    for role in [APP_ROLE, SYSTEM_ROLE] {
        if let Some(password) = config.database.derived_password(role)?
            && !deployment::allow_login(owner, role, &password).await?
        {
            say(&format!("no role is named {role}: a migration has to create it"));
        }
    }
    say(&format!("APP_DATABASE_URL={}", config.database.app()?));
    say(&format!("SYSTEM_DATABASE_URL={}", config.database.system()?));
    Ok(())
}

/// What a command answers goes to standard output; logs go to standard error. Whoever closed it wants no more.
pub(crate) fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// Writes the demo data.
pub(crate) async fn seed(config: Seed) -> anyhow::Result<()> {
    if config.telemetry.mode == Mode::Production {
        bail!("demo data has known passwords: it is for development only (TICKWIRE_ENV is production)");
    }
    telemetry::start(&config.telemetry)?;
    let vault = config.secrets.vault(&config.database, config.telemetry.mode)?;
    // The demo sends no e-mail.
    let app = connect(&config.database, vault, "", 4).await?;
    app::seed::seed(&app).await?;
    say("demo data is in place");
    Ok(())
}

/// Fails where anybody could log in: production, on a database that was filled with demo data.
pub(crate) async fn refuse_demo(app: &App, mode: Mode) -> anyhow::Result<()> {
    if mode == Mode::Production && app::seed::is_in_place(&app.system).await? {
        bail!(
            "the database holds demo data, whose passwords and keys everybody knows, so nothing is served: \
             take another database (TICKWIRE_ENV is production)"
        );
    }
    Ok(())
}

/// What may help whoever cannot log in.
const HINT: &str = "cannot log in to the database; `tickwire migrate` lets its roles in";

fn pool(name: &str, connections: u16) -> Config {
    Config {
        max_connections: usize::from(connections),
        application_name: Some(name.to_owned()),
        source: Arc::new(SystemAmbient),
        ..Config::default()
    }
}

/// Connects the role of cross-tenant work, and asks nothing of the database.
pub(crate) async fn connect_system(database: &Database, connections: u16) -> anyhow::Result<SystemDb> {
    SystemDb::connect(&database.system()?, pool("tickwire system", connections)).await.context(HINT)
}

/// Connects both roles and checks that the database holds what the service relies on.
pub(crate) async fn connect(
    database: &Database,
    vault: Vault,
    public_url: &str,
    connections: u16,
) -> anyhow::Result<App> {
    if let Some(owner) = database.known_owner()? {
        let status = deployment::status(owner, &MIGRATIONS).await?;
        if !status.is_in_sync() {
            bail!("the database is not up to date: run `tickwire migrate`\n{status}");
        }
    }
    let ambient = Arc::new(SystemAmbient);
    let client = Client::connect(&database.app()?, pool("tickwire app", connections)).await.context(HINT)?;
    let system = connect_system(database, connections).await?;
    let mut problems = catalogue::check_tenant_role(client.pool(), prisma::TABLES).await?;
    problems.extend(catalogue::check_system_role(&system).await?);
    if !problems.is_empty() {
        let list: Vec<String> = problems.iter().map(|problem| format!("  {problem}")).collect();
        bail!("the database does not keep tenants apart, so nothing is served:\n{}", list.join("\n"));
    }
    let venue = Arc::new(PaperVenue::new("paper", Terms::default())?);
    let app = App::new(Parts { client, system, ambient, venue, vault });
    let app = app.map_err(|error| anyhow::anyhow!("argon2: {error}"))?;
    Ok(App { public_url: public_url.into(), ..app })
}
