//! What a process tells Prometheus of itself: where it is asked to, of everybody together and of nobody by name.

use std::collections::{BTreeMap, BTreeSet};

use prisma::{JobStatus, job};
use prisma_client_rust::{Source, SystemSource};
use reqwest::Method;
use serde_json::json;

use crate::harness::{Answer, Api, Database, Server, Socket, Tenant, Worker, eventually, store_instrument};

/// The labels that there are. None of them is of a tenant, a bot or a person.
const LABELS: [&str; 5] = ["kind", "le", "outcome", "role", "status"];

/// Where a process tells.
struct Page(Api);

impl Page {
    fn told_in(log: &str) -> Self {
        let line = log.lines().find(|line| line.contains("telling metrics")).expect("it tells");
        let (_, address) = line.split_once("address=").expect("an address");
        Self(Api::new(&format!("http://{}", address.trim())))
    }

    async fn read(&self) -> Answer {
        self.0.send(self.0.request(Method::GET, "/metrics")).await
    }

    /// Its numbers, by name and labels.
    async fn numbers(&self) -> BTreeMap<String, String> {
        let page = self.read().await;
        assert_eq!(page.status, 200, "{}", page.body);
        let lines = page.body.lines().filter(|line| !line.starts_with('#'));
        let number = |line: &str| {
            let (name, value) = line.rsplit_once(' ').expect("a name and a number");
            (name.to_owned(), value.to_owned())
        };
        lines.map(number).collect()
    }

    /// Waits for a number.
    async fn comes_to(&self, name: &str, wanted: impl Fn(f64) -> bool) {
        let found = async || {
            let number = self.numbers().await.get(name)?.parse().expect("a number");
            wanted(number).then_some(())
        };
        eventually(name, found).await;
    }
}

#[tokio::test]
async fn numbers_move_with_what_happens() {
    let database = Database::migrated().await;
    let system = database.system().await;
    store_instrument(&system).await;
    let told = Server::program(&database).env("TICKWIRE_METRICS", "127.0.0.1:0");
    let server = Server::start_with(told.env("TICKWIRE_WORKER", "false")).await;
    let page = Page::told_in(&server.log());
    let tenant = Tenant::new(&system, &server.url).await;

    let before = page.numbers().await;
    assert_eq!(before[r#"tickwire_calls_total{kind="query",outcome="OK"}"#], "0");
    assert_eq!(before[r#"tickwire_calls_total{kind="mutation",outcome="SERVICE_UNAVAILABLE"}"#], "0");
    tenant.api.query("positions.getAll", json!({})).await.data();
    Api::new(&server.url).query("positions.getAll", json!({})).await.error();
    tenant.api.mutate("signals.submit", tenant.buy()).await.data();
    let after = page.numbers().await;
    for ended in [
        r#"kind="query",outcome="OK""#,
        r#"kind="query",outcome="UNAUTHORIZED""#,
        r#"kind="mutation",outcome="OK""#,
    ] {
        assert_eq!(after.get(&format!("tickwire_calls_total{{{ended}}}")), Some(&"1".to_owned()), "{ended}");
    }
    assert_eq!(after[r#"tickwire_call_seconds_count{kind="query"}"#], "2");
    assert_eq!(after["tickwire_database_up"], "1");
    assert_eq!(after["tickwire_signals_waiting"], "1");
    page.comes_to("tickwire_signals_oldest_seconds", |seconds| seconds > 0.0).await;

    let mut socket = Socket::connect(&tenant.api).await;
    socket.subscribe("signals.onChange", json!({})).await;
    let open = page.numbers().await;
    assert_eq!(open["tickwire_sockets_open"], "1");
    assert_eq!(open["tickwire_subscriptions_open"], "1");
    assert_eq!(open["tickwire_streams_followed"], "1");
    drop(socket);
    page.comes_to("tickwire_subscriptions_open", |open| open < 1.0).await;
    page.comes_to("tickwire_sockets_open", |open| open < 1.0).await;

    // A worker tells the same, and of its turns.
    let dead = [job::status::set(JobStatus::Dead), job::error::set(Some("seen".to_owned()))];
    system.job().create("another release's", SystemSource.now(), dead).exec().await.unwrap();
    let told = Worker::program(&database).env("TICKWIRE_METRICS", "127.0.0.1:0");
    let worker = Worker::start_with(told).await;
    let page = Page::told_in(&worker.log());
    page.comes_to("tickwire_signals_waiting", |waiting| waiting < 1.0).await;
    page.comes_to("tickwire_turns_total", |turns| turns > 0.0).await;
    assert_eq!(page.numbers().await[r#"tickwire_jobs{status="dead"}"#], "1");
}

#[tokio::test]
async fn what_no_procedure_ran_for_is_counted_and_not_by_what_a_stranger_called_it() {
    let database = Database::migrated().await;
    let server = Server::start_with(Server::program(&database).env("TICKWIRE_METRICS", "127.0.0.1:0")).await;
    let tenant = Tenant::new(&database.system().await, &server.url).await;
    let (page, api) = (Page::told_in(&server.log()), &tenant.api);
    let turned_away = |code: &str| format!(r#"tickwire_calls_total{{kind="none",outcome="{code}"}}"#);
    let before = page.numbers().await;
    assert_eq!(before[&turned_away("SERVICE_UNAVAILABLE")], "0");

    // A path that nothing stands at: by itself, in a batch beside one that there is, and on a socket.
    api.query("strangers.path", json!({})).await.error();
    api.send(api.request(Method::GET, "/trpc/strangers.path,health.ping?batch=1")).await;
    let mut socket = Socket::connect(api).await;
    socket.refused("strangers.path", json!({})).await;
    // Not by this method, from this page, of this type, of this size, in this form.
    api.send(api.request(Method::GET, "/trpc/signals.submit")).await.error();
    let foreign =
        api.request(Method::POST, "/trpc/signals.submit").header("origin", "https://elsewhere.example");
    api.send(foreign).await.error();
    let text = api.request(Method::POST, "/trpc/signals.submit").header("content-type", "text/plain");
    api.send(text.body("{}")).await.error();
    api.post("/trpc/signals.submit", vec![b' '; 1024 * 1024 + 1]).await.error();
    socket.send(&json!({ "method": "query" })).await;
    socket.next().await;

    let after = page.numbers().await;
    for (code, count) in [
        ("NOT_FOUND", "3"),
        ("METHOD_NOT_SUPPORTED", "1"),
        ("FORBIDDEN", "1"),
        ("UNSUPPORTED_MEDIA_TYPE", "1"),
        ("PAYLOAD_TOO_LARGE", "1"),
        ("PARSE_ERROR", "1"),
    ] {
        assert_eq!(after.get(&turned_away(code)).map(String::as_str), Some(count), "{code}");
    }
    assert_eq!(after[r#"tickwire_calls_total{kind="query",outcome="OK"}"#], "1");
    assert!(!page.read().await.body.contains("strangers"));
}

#[tokio::test]
async fn they_are_told_in_their_place_alone_and_name_nobody() {
    let database = Database::migrated().await;
    let server = Server::start_with(Server::program(&database).env("TICKWIRE_METRICS", "127.0.0.1:0")).await;
    let tenant = Tenant::new(&database.system().await, &server.url).await;
    tenant.api.query("positions.getAll", json!({})).await.data();
    let page = Page::told_in(&server.log());
    let told = page.read().await;
    assert_eq!(told.headers["content-type"], "application/openmetrics-text; version=1.0.0; charset=utf-8");
    assert!(told.body.ends_with("# EOF\n"), "{}", told.body);
    let lines = told.body.lines().filter(|line| !line.starts_with('#'));
    let labelled = lines.filter_map(|line| line.split_once('{')?.1.split_once('}'));
    let labels: BTreeSet<_> = labelled
        .flat_map(|(labels, _)| labels.split(','))
        .filter_map(|label| label.split('=').next())
        .collect();
    assert!(labels.iter().all(|label| LABELS.contains(label)), "{labels:?}");

    // What the operator's page speaks of is told.
    let operating = include_str!("../../docs/operating.md");
    let metrics =
        operating.split("\n## ").find(|part| part.starts_with("Metrics\n")).expect("a section of them");
    let words = metrics.split(|c: char| !(c.is_ascii_lowercase() || c == '_'));
    let unknown: BTreeSet<_> = words
        .filter(|word| word.starts_with("tickwire_"))
        .filter(|word| {
            !told.body.contains(&format!("\n{word}{{")) && !told.body.contains(&format!("\n{word} "))
        })
        .filter(|word| !told.body.contains(&format!("# TYPE {word} ")))
        .collect();
    assert!(unknown.is_empty(), "nobody tells of {unknown:?}");

    let elsewhere = Api::new(&server.url);
    assert_eq!(elsewhere.send(elsewhere.request(Method::GET, "/metrics")).await.status, 404);
    assert_eq!(page.0.send(page.0.request(Method::GET, "/trpc/health.ping")).await.status, 404);
}
