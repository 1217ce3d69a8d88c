//! A caller of the API over HTTP.

use reqwest::{Client, Method, RequestBuilder, header};
use serde_json::{Value, json};

use super::{Answer, DEADLINE};

/// The page's origin, as the servers of the tests know it.
pub(crate) const PAGE: &str = "http://localhost:3000";

/// Somebody who calls: nobody known, a key, or a person's browser.
#[derive(Clone)]
pub(crate) struct Api {
    http: Client,
    server: String,
    credentials: Option<(header::HeaderName, String)>,
    /// The page that a browser is on; a program is on none.
    page: Option<&'static str>,
    /// The slug of the tenant that is meant, where the caller says so.
    tenant: Option<String>,
}

impl Api {
    /// Nobody known, calling that server.
    pub(crate) fn new(server: &str) -> Self {
        let http = Client::builder().timeout(DEADLINE).no_proxy().build().expect("a client");
        Self { http, server: server.to_owned(), credentials: None, page: Some(PAGE), tenant: None }
    }

    /// The same with an API key.
    pub(crate) fn with_key(&self, key: &str) -> Self {
        let credentials = Some((header::AUTHORIZATION, format!("Bearer {key}")));
        Self { credentials, page: None, ..self.clone() }
    }

    /// The same with a session's cookie.
    pub(crate) fn with_session(&self, token: &str) -> Self {
        self.with_cookies(&format!("tickwire={token}"))
    }

    /// The same with cookies as a browser sends them.
    pub(crate) fn with_cookies(&self, cookies: &str) -> Self {
        let credentials = Some((header::COOKIE, cookies.to_owned()));
        Self { credentials, page: Some(PAGE), ..self.clone() }
    }

    /// The same caller on a page of that origin.
    pub(crate) fn on_page(&self, page: &'static str) -> Self {
        Self { page: Some(page), ..self.clone() }
    }

    /// The same caller on no page, as another site's form or an old browser would have it: there is no `Origin`.
    pub(crate) fn on_no_page(&self) -> Self {
        Self { page: None, ..self.clone() }
    }

    /// The same caller, who says which tenant is meant.
    pub(crate) fn meaning(&self, slug: &str) -> Self {
        Self { tenant: Some(slug.to_owned()), ..self.clone() }
    }

    /// The same caller at another server.
    pub(crate) fn at(&self, server: &str) -> Self {
        Self { server: server.to_owned(), ..self.clone() }
    }

    /// Where the server is, and the header that says who calls.
    pub(crate) fn address(&self) -> (&str, Option<(&str, &str)>) {
        let credentials = self.credentials.as_ref().map(|(name, value)| (name.as_str(), value.as_str()));
        (&self.server, credentials)
    }

    /// The slug of the tenant that is meant.
    pub(crate) fn tenant(&self) -> Option<&str> {
        self.tenant.as_deref()
    }

    /// Who calls, and from which page.
    pub(crate) fn identity(&self) -> impl Iterator<Item = (header::HeaderName, &str)> {
        let credentials = self.credentials.iter().map(|(name, value)| (name.clone(), value.as_str()));
        credentials.chain(self.page.map(|page| (header::ORIGIN, page)))
    }

    /// What each of its requests says: who calls, from which page, and in which tenant.
    pub(crate) fn headers(&self) -> impl Iterator<Item = (header::HeaderName, &str)> {
        let tenant = self.tenant().map(|slug| (header::HeaderName::from_static("x-tenant"), slug));
        self.identity().chain(tenant)
    }

    /// Calls a query; `null` is no input.
    pub(crate) async fn query(&self, procedure: &str, input: Value) -> Answer {
        let address = if input.is_null() {
            format!("/trpc/{procedure}")
        } else {
            format!("/trpc/{procedure}?input={}", escaped(&json!({ "json": input }).to_string()))
        };
        self.send(self.request(Method::GET, &address)).await
    }

    /// Calls a mutation; `null` is no input.
    pub(crate) async fn mutate(&self, procedure: &str, input: Value) -> Answer {
        let body = if input.is_null() { String::new() } else { json!({ "json": input }).to_string() };
        self.post(&format!("/trpc/{procedure}"), body).await
    }

    /// Posts a body as JSON.
    pub(crate) async fn post(&self, address: &str, body: impl Into<reqwest::Body>) -> Answer {
        let request = self.request(Method::POST, address);
        self.send(request.header(header::CONTENT_TYPE, "application/json").body(body)).await
    }

    /// A request of this caller, to be finished by the test.
    pub(crate) fn request(&self, method: Method, address: &str) -> RequestBuilder {
        let request = self.http.request(method, format!("{}{address}", self.server));
        self.headers().fold(request, |request, (name, value)| request.header(name, value))
    }

    /// Sends it and reads the answer.
    pub(crate) async fn send(&self, request: RequestBuilder) -> Answer {
        Answer::read(request.send().await.expect("the server answers")).await
    }
}

/// A text as it stands in a query string.
pub(crate) fn escaped(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}
