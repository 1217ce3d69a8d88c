//! The server that ordinary tests share, and each test's own view of its database.

use prisma::{SystemDb, instrument};
use tokio::sync::OnceCell;

use super::{Api, Database, Program, Server, Tenant};

/// The one server and its database, migrated and seeded by the real program.
struct Shared {
    database: Database,
    server: Server,
}

static SHARED: OnceCell<Result<Shared, String>> = OnceCell::const_new();

/// The shared server, seen by one test.
pub(crate) struct World {
    shared: &'static Shared,
    /// The database as no tenant sees it, on connections of this test's own.
    pub(crate) system: SystemDb,
}

/// The shared server; whoever comes first starts it.
pub(crate) async fn world() -> World {
    let shared = SHARED.get_or_init(start).await.as_ref();
    let shared = shared.unwrap_or_else(|error| panic!("the shared server cannot be started: {error}"));
    World { system: shared.database.system().await, shared }
}

async fn start() -> Result<Shared, String> {
    let database = Database::migrated().await;
    let (seeded, _, said) = Program::new("seed").env("DATABASE_URL", &database.owner_url).run();
    if !seeded {
        return Err(format!("`tickwire seed` fails: {said}"));
    }
    let server = Server::try_start(Server::program(&database)).await?;
    Ok(Shared { database, server })
}

impl World {
    /// A new tenant with a running bot and a key.
    pub(crate) async fn tenant(&self) -> Tenant {
        Tenant::new(&self.system, &self.shared.server.url).await
    }

    /// A caller whom nobody knows.
    pub(crate) fn anonymous(&self) -> Api {
        Api::new(&self.shared.server.url)
    }

    /// The shared database.
    pub(crate) fn database(&self) -> &'static Database {
        &self.shared.database
    }

    /// The instrument that the demo data calls by that symbol, at `BINANCE`.
    pub(crate) async fn instrument(&self, symbol: &str) -> instrument::Data {
        let named = instrument::venue_symbol::equals("BINANCE".to_owned(), symbol.to_owned());
        let found = self.system.instrument().find_unique(named).exec().await;
        found.expect("the database answers").expect("the demo data has the instrument")
    }
}

impl Drop for World {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("── the shared server's log ends:\n{}\n──", self.shared.server.log_tail());
        }
    }
}
