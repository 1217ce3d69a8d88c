//! A blog with a database and an address of its own.

use prisma_client_rust::migrate::{self, Migrations, Waits};
use reqwest::{RequestBuilder, Response, StatusCode, header};
use serde_json::{Value, json};
use t3_posts::{
    Blog,
    prisma::{Client, Config, MIGRATIONS},
    routes, seed,
};
use tokio::{net::TcpListener, task::AbortHandle};

use crate::harness::Database;

/// The origin of the pages that may call.
pub(super) const PAGE: &str = "http://localhost:3000";

/// A served blog, migrated and seeded, without posts.
pub(super) struct Served {
    /// Its database.
    pub(super) db: Client,
    /// Where it is.
    url: String,
    http: reqwest::Client,
    server: AbortHandle,
    _database: Database,
}

impl Served {
    /// A new one.
    pub(super) async fn new() -> Self {
        let database = Database::empty().await;
        let migrations = Migrations::embedded(MIGRATIONS);
        migrate::deploy(&database.owner_url, &migrations, Waits::default()).await.unwrap();
        let config = Config { max_connections: 4, ..Config::default() };
        let db = Client::connect(&database.owner_url, config).await.unwrap();
        seed(&db).await.unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/trpc", listener.local_addr().unwrap());
        let routes = routes(Blog::new(db.clone()), PAGE).unwrap();
        let server = tokio::spawn(async { axum::serve(listener, routes).await }).abort_handle();
        Self { db, url, http: reqwest::Client::new(), server, _database: database }
    }

    /// A request of the page; `session` is the cookie, if any.
    pub(super) fn request(&self, method: reqwest::Method, path: &str, session: &str) -> RequestBuilder {
        let request = self.http.request(method, format!("{}/{path}", self.url)).header(header::ORIGIN, PAGE);
        request.header(header::COOKIE, format!("theme=dark; session={session}"))
    }

    /// Asks a query.
    pub(super) async fn query(&self, path: &str, session: &str, input: Value) -> (StatusCode, Value) {
        let input = json!({ "json": input }).to_string();
        let input = percent_encoding::utf8_percent_encode(&input, percent_encoding::NON_ALPHANUMERIC);
        let request = self.request(reqwest::Method::GET, &format!("{path}?input={input}"), session);
        answer(request.send().await.unwrap()).await
    }

    /// Calls a mutation.
    pub(super) async fn mutate(&self, path: &str, session: &str, input: Value) -> (StatusCode, Value) {
        let request = self.request(reqwest::Method::POST, path, session);
        answer(request.json(&json!({ "json": input })).send().await.unwrap()).await
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// The status, and the value or the error.
async fn answer(response: Response) -> (StatusCode, Value) {
    let status = response.status();
    let mut whole: Value = response.json().await.unwrap();
    let value = whole.pointer_mut(if status.is_success() { "/result/data/json" } else { "/error/json" });
    (status, value.unwrap().take())
}
