//! What an operation leaves behind: a span by the names of OpenTelemetry, and the figures of its pool.

use std::io;
use std::sync::{Arc, Mutex};

use prisma::bot;
use tracing_subscriber::fmt::format::FmtSpan;

use super::fixture::World;

/// What was written.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl io::Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn an_operation_is_a_span_without_values() {
    let world = World::new().await;
    let (lines, db) = (Lines::default(), &world.ours.db);
    let writer = lines.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::DEBUG)
        .with_span_events(FmtSpan::CLOSE)
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    {
        let _here = tracing::subscriber::set_default(subscriber);
        db.bot().find_many(vec![bot::name::equals("bot of ours".to_owned())]).exec().await.unwrap();
        db.bot().create("bot of ours", vec![]).exec().await.unwrap_err();
    }
    let text = String::from_utf8(lines.0.lock().unwrap().clone()).unwrap();
    let found = text.lines().find(|line| line.contains("\"find_many\"")).expect(&text);
    for part in [
        "prisma:client:operation",
        "db.system.name=\"postgresql\"",
        "db.collection.name=\"bots\"",
        "db.response.returned_rows=1",
    ] {
        assert!(found.contains(part), "{part} is not in {found}");
    }
    let failed = text.lines().find(|line| line.contains("\"create\"")).expect(&text);
    assert!(failed.contains("error.type=\"P2002\""), "{failed}");
    assert!(!text.contains("bot of ours"), "a value is in {text}");
}

#[tokio::test]
async fn a_pool_says_what_it_did() {
    let world = World::new().await;
    let client = world.database.client(1).await;
    let db = client.tenant(world.ours.tenant);
    let before = client.pool().metrics();
    let tx = db.begin().await.unwrap();
    let waits = async {
        db.bot().count(vec![]).exec().await.unwrap();
    };
    let holds = async {
        tokio::time::sleep(std::time::Duration::from_millis(60)).await;
        assert_eq!((client.pool().usage().in_use, client.pool().usage().waiting), (1, 1));
        drop(tx);
    };
    futures::join!(waits, holds);
    let after = client.pool().metrics();
    assert_eq!((after.acquired - before.acquired, after.operations - before.operations), (2, 1));
    assert!(after.wait_time >= before.wait_time + std::time::Duration::from_millis(50), "{after:?}");
    let longer_than_50_ms: u64 =
        after.waits[4..].iter().zip(&before.waits[4..]).map(|(after, before)| after - before).sum();
    assert_eq!(longer_than_50_ms, 1, "{after:?}");
}
