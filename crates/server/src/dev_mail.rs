//! The mailbox of development: the mails that would have been sent, to be read and clicked. It is not there in production.

use app::{
    App, Error,
    mail::{self, Written},
};
use askama::Template;
use axum::{
    Json, Router,
    extract::{Path, Query, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
    routing::get,
};
use prisma::mail::Data;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Mails that the list shows.
const MOST: i64 = 200;

/// The pages run no script and take nothing from elsewhere; a mail's HTML is a frame that can do nothing but open links.
const HEADERS: [(HeaderName, HeaderValue); 4] = [
    (
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(
            "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; frame-ancestors 'self'; \
             form-action 'self'; base-uri 'none'",
        ),
    ),
    (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
];

/// The routes below `/dev/mail`.
pub(crate) fn router(app: App) -> Router {
    Router::new()
        .route("/dev/mail", get(list))
        .route("/dev/mail/{id}", get(page))
        .route("/dev/mail/{id}/html", get(html))
        .with_state(app)
}

/// A mail as the mailbox shows it.
#[derive(Serialize)]
struct Letter {
    id: Uuid,
    recipient: String,
    at: String,
    #[serde(flatten)]
    written: Written,
}

#[derive(Template)]
#[template(path = "mailbox.html")]
struct Mailbox {
    letters: Vec<Letter>,
    to: String,
}

#[derive(Template)]
#[template(path = "mail.html")]
struct Mail {
    letter: Letter,
}

/// Whose mails are looked for.
#[derive(Deserialize)]
struct Wanted {
    #[serde(default)]
    to: String,
}

/// Why there is nothing to see.
enum Missing {
    Unknown,
    Failed(String),
}

impl From<Error> for Missing {
    fn from(error: Error) -> Self {
        Self::Failed(error.to_string())
    }
}

impl From<askama::Error> for Missing {
    fn from(error: askama::Error) -> Self {
        Self::Failed(error.to_string())
    }
}

impl IntoResponse for Missing {
    fn into_response(self) -> Response {
        let (status, text) = match self {
            Self::Unknown => (StatusCode::NOT_FOUND, "there is no such mail".to_owned()),
            Self::Failed(error) => (StatusCode::INTERNAL_SERVER_ERROR, error),
        };
        (status, HEADERS, text).into_response()
    }
}

/// The newest mails first; as JSON for a program that asks for it.
async fn list(
    State(app): State<App>,
    Query(Wanted { to }): Query<Wanted>,
    headers: HeaderMap,
) -> Result<Response, Missing> {
    let recipient = Some(to.clone()).filter(|to| !to.is_empty());
    let rows = mail::newest(&app, recipient, MOST).await?;
    // One that was sealed with another key is nobody's to read.
    let letters: Vec<Letter> = rows.into_iter().filter_map(|row| letter(&app, row).ok().flatten()).collect();
    let accepted = headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok()).unwrap_or_default();
    if accepted.contains("application/json") {
        return Ok((HEADERS, Json(letters)).into_response());
    }
    Ok((HEADERS, Html(Mailbox { letters, to }.render()?)).into_response())
}

/// One mail, its text and its HTML.
async fn page(State(app): State<App>, Path(id): Path<String>) -> Result<Response, Missing> {
    let letter = find(&app, &id).await?;
    Ok((HEADERS, Html(Mail { letter }.render()?)).into_response())
}

/// A mail's HTML, as its recipient's program shows it.
async fn html(State(app): State<App>, Path(id): Path<String>) -> Result<Response, Missing> {
    let letter = find(&app, &id).await?;
    Ok((HEADERS, Html(letter.written.html)).into_response())
}

async fn find(app: &App, id: &str) -> Result<Letter, Missing> {
    let id = id.parse().map_err(|_| Missing::Unknown)?;
    let row = mail::find(app, id).await?.ok_or(Missing::Unknown)?;
    letter(app, row)?.ok_or(Missing::Unknown)
}

fn letter(app: &App, row: Data) -> Result<Option<Letter>, Error> {
    let Some(written) = mail::read(app, &row)? else { return Ok(None) };
    let at = row.created_at.format("%Y-%m-%d %H:%M:%S UTC").to_string();
    Ok(Some(Letter { id: row.id, recipient: row.recipient, at, written }))
}

impl Letter {
    /// The text in pieces, of which those that are addresses are links.
    fn pieces(&self) -> Vec<Piece<'_>> {
        let words = self.written.text.split_inclusive(char::is_whitespace);
        let pieces = words.flat_map(|word| {
            let bare = word.trim_end();
            let is_link = bare.starts_with("https://") || bare.starts_with("http://");
            [Piece { text: bare, is_link }, Piece { text: &word[bare.len()..], is_link: false }]
        });
        pieces.filter(|piece| !piece.text.is_empty()).collect()
    }
}

/// A piece of a mail's text.
struct Piece<'a> {
    text: &'a str,
    is_link: bool,
}
