//! Where it is measured: a database that syncs every commit, and the server, on cores of their own.

use std::{
    env, fs,
    net::SocketAddr,
    path::{Path, PathBuf},
    time::Duration,
};

use futures::{StreamExt, stream};
use prisma::{Config, SystemDb};

use crate::harness::{Cluster, Program, Server, Tenant, role_url};

/// The cores of server and database, where there are others for who measures. Who measures is told: it runs on the
/// others, and so sees none but these.
pub(super) fn cores() -> Option<String> {
    env::var("TICKWIRE_MEASURED_CORES").ok()
}

/// Leaves files of its log for the database to use again, as one has that has run for a while: a new one makes each while
/// all commits wait.
const OLD_LOG: &str = "
    DO $$ BEGIN
      FOR file IN 1..60 LOOP
        PERFORM pg_logical_emit_message(false, '', '');
        PERFORM pg_switch_wal();
      END LOOP;
    END $$;
    CHECKPOINT";

/// A server on a database with demo data, and nobody else.
pub(super) struct Stage {
    pub(super) system: SystemDb,
    pub(super) server: Server,
    pub(super) address: SocketAddr,
    pub(super) cluster: Cluster,
}

impl Stage {
    pub(super) async fn set() -> Self {
        let cluster = Cluster::start_on(cores().as_deref()).await;
        let made = cluster.superuser().await.batch_execute(OLD_LOG).await;
        made.expect("the database makes files of its log");
        let url = cluster.url.as_str();
        let (migrated, answer, said) = Program::new("migrate").env("DATABASE_URL", url).run();
        assert!(migrated, "`tickwire migrate` fails: {said}");
        let (seeded, _, said) = Program::new("seed").env("DATABASE_URL", url).run();
        assert!(seeded, "`tickwire seed` fails: {said}");
        let system_url = role_url(&answer, "SYSTEM_DATABASE_URL=").expect("migrate says it");
        let config = Config { max_connections: 8, ..Config::default() };
        let system = SystemDb::connect(system_url.as_str(), config).await.expect("the role may log in");
        let program =
            Program::on(cores().as_deref(), "serve").env("DATABASE_URL", url).env("TICKWIRE_PORT", "0");
        let server = Server::start_with(program.env("TICKWIRE_LOG", "info")).await;
        let address = server.url.strip_prefix("http://").and_then(|address| address.parse().ok());
        Self { system, address: address.expect("an address"), server, cluster }
    }

    /// Has the database count what it holds, as it does by itself within minutes.
    pub(super) async fn analyze(&self) {
        self.cluster.superuser().await.batch_execute("ANALYZE").await.expect("the database counts");
    }

    /// The processor time of the server and of the database's processes so far. It says what they can do where the
    /// machine does something else at the same time.
    pub(super) async fn used(&self) -> [Duration; 2] {
        let folder = self.cluster.superuser().await.query_one("SHOW data_directory", &[]).await;
        let folder = folder.expect("the database answers");
        let folder = PathBuf::from(folder.get::<_, String>(0));
        let mut of_database = Duration::ZERO;
        for process in fs::read_dir("/proc").expect("Linux").flatten() {
            if fs::read_link(process.path().join("cwd")).is_ok_and(|cwd| cwd == folder) {
                of_database += used(&process.path());
            }
        }
        [used(Path::new(&format!("/proc/{}", self.server.id()))), of_database]
    }

    /// So many tenants, each with a bot that runs and a key.
    pub(super) async fn tenants(&self, count: usize) -> Vec<Tenant> {
        let new = (0..count).map(|_| Tenant::new(&self.system, &self.server.url));
        stream::iter(new).buffered(8).collect().await
    }
}

/// The processor time of a process, and of those children of its that have ended.
fn used(process: &Path) -> Duration {
    let stat = fs::read_to_string(process.join("stat")).unwrap_or_default();
    // Behind the name, which may hold anything: utime, stime, cutime, cstime, in hundredths of a second.
    let fields = stat.rsplit(") ").next().unwrap_or_default().split(' ').skip(11).take(4);
    let hundredths: u64 = fields.filter_map(|field| field.parse::<u64>().ok()).sum();
    Duration::from_millis(10 * hundredths)
}
