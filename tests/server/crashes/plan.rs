//! Who is killed, and at which point.

use crate::harness::Point;

/// A process that can be killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Victim {
    Server,
    Worker,
    Database,
}

/// When: as the conversation of the server, or of the worker, with the database comes to a point; or whenever it is.
#[derive(Clone, Copy, Debug)]
pub(super) enum When {
    ServerIsAt(Point),
    WorkerIsAt(Point),
    Whenever,
}

const fn before(name: &'static str, statement: &'static str, after: &'static str) -> Point {
    Point { name, statement, after, answered: false }
}

const fn after(name: &'static str, statement: &'static str, after: &'static str) -> Point {
    Point { name, statement, after, answered: true }
}

const SIGNAL: &str = r#"INSERT INTO "signals""#;
const ORDER: &str = r#"INSERT INTO "orders""#;
const FILL: &str = r#"INSERT INTO "fills""#;
const EVENTS: &str = r#"INSERT INTO "events""#;
const NUMBERS: &str = r#"UPDATE "stream_heads""#;

const SIGNAL_COMES: Point = before("before a signal is written", SIGNAL, "");
const SIGNAL_WRITTEN: Point = before("before a signal is committed", "COMMIT", SIGNAL);
const SIGNAL_STORED: Point =
    after("after a signal is committed, before it is acknowledged", "COMMIT", SIGNAL);
const STREAM_READ: Point = after("after a stream is read, before it is told", r#"FROM "events""#, "");
const HINT: Point = before("before other processes are told", "pg_notify", "");
const BOT_LOCKED: Point = after("after a bot is locked", "FOR NO KEY UPDATE", "BEGIN");
const NUMBERED: Point = after("after numbers are taken", NUMBERS, "");
const ORDER_COMES: Point = before("before an order is written", ORDER, "");
const FILL_COMES: Point = before("before its fill is written", FILL, "");
const OUTCOME_COMES: Point = before("before a signal's outcome is written", r#"UPDATE "signals""#, "");
const TRADE_WRITTEN: Point = before("before an order and its fill are committed", "COMMIT", FILL);
const TRADE_STORED: Point = after("after they are committed, before anybody hears of it", "COMMIT", FILL);
const EVENTS_WRITTEN: Point = before("before events are written", EVENTS, "");

/// Every row once, then from the beginning.
pub(super) const PLAN: [(Victim, When); 20] = {
    use Victim::{Database, Server, Worker};
    use When::{ServerIsAt, Whenever, WorkerIsAt};
    [
        (Server, ServerIsAt(SIGNAL_COMES)),
        (Worker, WorkerIsAt(BOT_LOCKED)),
        (Database, ServerIsAt(SIGNAL_WRITTEN)),
        (Server, ServerIsAt(SIGNAL_WRITTEN)),
        (Worker, WorkerIsAt(ORDER_COMES)),
        (Database, ServerIsAt(SIGNAL_STORED)),
        (Server, ServerIsAt(SIGNAL_STORED)),
        (Worker, WorkerIsAt(OUTCOME_COMES)),
        (Database, WorkerIsAt(FILL_COMES)),
        (Server, ServerIsAt(STREAM_READ)),
        (Worker, WorkerIsAt(FILL_COMES)),
        (Database, WorkerIsAt(TRADE_WRITTEN)),
        (Server, Whenever),
        (Worker, WorkerIsAt(TRADE_WRITTEN)),
        (Database, WorkerIsAt(TRADE_STORED)),
        (Server, ServerIsAt(HINT)),
        (Worker, WorkerIsAt(TRADE_STORED)),
        (Database, WorkerIsAt(EVENTS_WRITTEN)),
        (Worker, WorkerIsAt(NUMBERED)),
        (Database, Whenever),
    ]
};
