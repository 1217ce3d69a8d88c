//! What attackers do to the edge: they come slowly, they come in floods, they bring a session of their own.

use std::time::{Duration, Instant};

use futures::{
    StreamExt,
    future::{join, join_all},
    stream,
};
use prisma::Role;
use reqwest::Method;
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

use crate::harness::{Api, Database, Server, Tenant, eventually, secret, world};

/// Connections of each slow kind.
const SLOW: usize = 200;
/// Within this a slow connection is closed: ten seconds for the headers, and as many for a busy machine.
const CLOSED: Duration = Duration::from_secs(40);
/// Connections in one burst, as after a restart.
const BURST: usize = 1_000;
/// Logins at once, far more than there is room to hash.
const FLOOD: usize = 300;
/// Logins that may wait for their turn.
const PLACES: usize = 32;

/// Opens a connection, sends the beginning and then a byte a second, and waits until the server closes it.
async fn slow(address: &str, beginning: &str) -> bool {
    let mut stream = TcpStream::connect(address).await.expect("the server listens");
    stream.write_all(beginning.as_bytes()).await.expect("the connection is open");
    let (mut reader, mut writer) = stream.into_split();
    let drip = tokio::spawn(async move {
        while writer.write_all(b"x").await.is_ok() {
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    });
    let mut buffer = [0; 256];
    let ended = async { while matches!(reader.read(&mut buffer).await, Ok(read) if read > 0) {} };
    let is_closed = timeout(CLOSED, ended).await.is_ok();
    drip.abort();
    is_closed
}

/// Opens a connection, says nothing, and waits until the server closes it.
async fn silent(address: &str) -> bool {
    let mut stream = TcpStream::connect(address).await.expect("the server listens");
    timeout(CLOSED, stream.read(&mut [0; 256])).await.is_ok()
}

/// The longest of so many calls, one after the other.
async fn longest(api: &Api, calls: usize, pause: Duration) -> Duration {
    let mut longest = Duration::ZERO;
    for _ in 0..calls {
        let start = Instant::now();
        assert_eq!(api.query("positions.getAll", json!({})).await.status, 200);
        longest = longest.max(start.elapsed());
        tokio::time::sleep(pause).await;
    }
    longest
}

#[tokio::test]
async fn slow_and_silent_connections_are_closed_and_hold_nobody_up() {
    let world = world().await;
    let person = world.tenant().await.person(Role::Viewer).await.api;
    let address = person.address().0.trim_start_matches("http://").to_owned();
    let headers = "GET /trpc/health.ping HTTP/1.1\r\nhost: here\r\nx-slow: ";
    let attack = join(
        join_all((0..SLOW).map(|_| slow(&address, headers))),
        join_all((0..SLOW).map(|_| silent(&address))),
    );
    let ((slow, silent), longest) = join(attack, longest(&person, 50, Duration::from_millis(100))).await;
    for (kind, closed) in [("slow", slow), ("silent", silent)] {
        let open = closed.iter().filter(|is_closed| !**is_closed).count();
        assert_eq!(open, 0, "{open} {kind} connections were not closed within {CLOSED:?}");
    }
    assert!(longest < Duration::from_secs(3), "a call took {longest:?} meanwhile");
}

#[tokio::test]
async fn a_burst_of_connections_finds_room() {
    let database = Database::migrated().await;
    let server = Server::start(&database).await;
    let address = server.url.trim_start_matches("http://").to_owned();
    server.freeze();
    let burst = join_all((0..BURST).map(|_| TcpStream::connect(&address)));
    let burst = timeout(Duration::from_secs(5), burst).await;
    server.thaw();
    let burst = burst.expect("all of them wait to be accepted");
    assert!(burst.iter().all(Result::is_ok), "{:?}", burst.iter().find(|connected| connected.is_err()));
    assert_eq!(Api::new(&server.url).query("health.ping", json!({})).await.status, 200);
}

#[tokio::test]
async fn a_flood_of_logins_is_shed_and_others_are_served() {
    // A server of its own: the others' logins would be shed with the flood.
    let database = Database::migrated().await;
    let server = Server::start(&database).await;
    let tenant = Tenant::new(&database.system().await, &server.url).await;
    let (person, anybody) = (tenant.person(Role::Viewer).await.api, Api::new(&server.url));
    let guess = |_| async {
        let input = json!({ "email": format!("{}@example.com", secret()), "password": secret() });
        anybody.mutate("auth.login", input).await
    };
    let flood = stream::iter(0..FLOOD).map(guess).buffer_unordered(FLOOD).collect::<Vec<_>>();
    let (answers, longest) = join(flood, longest(&person, 40, Duration::from_millis(25))).await;
    let shed: Vec<_> = answers.iter().filter(|answer| answer.status == 503).collect();
    assert!(shed.len() > FLOOD / 2, "{} of {FLOOD} were shed", shed.len());
    assert!(shed.iter().all(|answer| answer.headers.contains_key("retry-after")));
    assert!(answers.iter().all(|answer| matches!(answer.status, 401 | 503)));
    assert!(longest < Duration::from_secs(3), "a call took {longest:?} meanwhile");

    // The log tells of all of them in a line or a few: a second has one.
    let told = eventually("the log tells of them", async || {
        let log = server.log();
        let lines: Vec<_> = log.lines().filter(|line| line.contains("calls met a busy service")).collect();
        let calls = |line: &&str| line.split_once("calls=")?.1.split(' ').next()?.parse::<usize>().ok();
        let told: usize = lines.iter().filter_map(calls).sum();
        (told == shed.len()).then_some(lines.len())
    });
    let lines = told.await;
    assert!(lines <= 10, "{lines} lines tell of {} logins", shed.len());
    let others = server.log().lines().filter(|line| line.contains("ERROR") || line.contains("WARN")).count();
    assert_eq!(others, lines, "{}", server.log());
}

#[tokio::test]
async fn a_login_that_is_shed_asks_the_database_nothing() {
    let database = Database::migrated().await;
    let server = Server::start(&database).await;
    let mut owner = database.owner().await;
    let away = owner.transaction().await.unwrap();
    away.batch_execute("LOCK TABLE users IN ACCESS EXCLUSIVE MODE").await.unwrap();
    // Half of them show a device, which would be looked up too.
    let guess = |turn: usize| {
        let anybody = Api::new(&server.url);
        let anybody =
            if turn.is_multiple_of(2) { anybody } else { anybody.with_cookies("tickwire-device=unknown") };
        let input = json!({ "email": format!("{}@example.com", secret()), "password": secret() });
        async move { anybody.mutate("auth.login", input).await.status }
    };
    let mut flood = stream::iter(0..FLOOD).map(guess).buffer_unordered(FLOOD);
    let shed = timeout(Duration::from_secs(5), flood.by_ref().take(FLOOD - PLACES).collect::<Vec<_>>()).await;
    let shed = shed.expect("nobody who finds no place waits for the database");
    assert!(shed.iter().all(|status| *status == 503), "{shed:?}");
    away.rollback().await.unwrap();
    let looked_up: Vec<_> = flood.collect().await;
    assert!(looked_up.iter().all(|status| *status == 401), "{looked_up:?}");
}

#[tokio::test]
async fn a_session_that_somebody_else_chose_opens_nothing() {
    let world = world().await;
    let chosen = "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE";
    let input = json!({ "email": app::seed::demo::EMAIL, "password": app::seed::demo::PASSWORD });
    let answer = world.anonymous().with_session(chosen).mutate("auth.login", input).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let cookies = answer.headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok());
    let opened: Vec<_> = cookies
        .filter_map(|cookie| cookie.strip_prefix("tickwire=")?.split(';').next())
        .filter(|token| !token.is_empty())
        .collect();
    assert_eq!(opened.len(), 1, "one session is opened");
    assert_ne!(opened[0], chosen);
    let whoever = |token: &str| world.anonymous().with_session(token);
    assert_eq!(whoever(chosen).query("auth.me", Value::Null).await.status, 401);
    assert_eq!(whoever(opened[0]).query("auth.me", Value::Null).await.status, 200);
}

#[tokio::test]
async fn of_two_sessions_the_first_counts_and_a_key_goes_before_both() {
    let world = world().await;
    let tenant = world.tenant().await;
    let (person, another) = (tenant.person(Role::Viewer).await, tenant.person(Role::Owner).await);
    let cookie = |api: &Api| api.address().1.expect("a cookie").1.to_owned();
    let both = format!("{}; {}", cookie(&person.api), cookie(&another.api));
    let request = world.anonymous().request(Method::GET, "/trpc/auth.me").header("cookie", both);
    let me = world.anonymous().send(request).await.data();
    assert_eq!(me["user"]["email"], json!(person.email));
    // With a bad key the cookie is not looked at: who sends a key means the key.
    let bad = person.api.request(Method::GET, "/trpc/auth.me").bearer_auth("tw_unknown");
    assert_eq!(person.api.send(bad).await.status, 401);
}
