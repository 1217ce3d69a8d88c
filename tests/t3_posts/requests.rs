//! Who may call, and as whom.

use chrono::DateTime;
use prisma_client_rust::{Source as _, SystemSource};
use reqwest::{Method, StatusCode, header};
use serde_json::json;
use t3_posts::prisma::{session, user};

use super::fixture::{PAGE, Served};

#[tokio::test]
async fn greets_by_the_name_of_an_open_session() {
    let blog = Served::new().await;
    for (token, expires) in [("open", DateTime::from_timestamp_secs(4_000_000_000)), ("over", None)] {
        let session = session::without_user::create(token, expires.unwrap_or(SystemSource.now()), []);
        let session =
            session.under(session::user::connect(user::email::equals("ada@example.com".to_owned())));
        blog.db.session().create_row(session).exec().await.unwrap();
    }
    for (session, greeting) in [
        ("", "Hello from tRPC"),
        ("grace", "Hello from tRPC, Grace"),
        ("open", "Hello from tRPC, Ada"),
        ("over", "Hello from tRPC"),
        ("eve", "Hello from tRPC"),
    ] {
        let (_, hello) = blog.query("post.hello", session, json!({ "text": "from tRPC" })).await;
        assert_eq!(hello, json!({ "greeting": greeting }), "{session}");
    }
}

#[tokio::test]
async fn only_the_page_may_call_from_a_browser() {
    let blog = Served::new().await;
    for (origin, allowed) in [(PAGE, true), ("https://evil.example", false)] {
        let preflight = blog
            .request(Method::OPTIONS, "post.create", "")
            .header(header::ACCESS_CONTROL_REQUEST_METHOD, "POST")
            .header(header::ACCESS_CONTROL_REQUEST_HEADERS, "content-type,x-trpc-source");
        let mut preflight = preflight.build().unwrap();
        preflight.headers_mut().insert(header::ORIGIN, origin.parse().unwrap());
        let response = reqwest::Client::new().execute(preflight).await.unwrap();
        let answered = response.headers().get(header::ACCESS_CONTROL_ALLOW_ORIGIN);
        assert_eq!(answered.is_some_and(|answered| answered == origin), allowed, "{origin}");
    }
}

#[tokio::test]
async fn without_a_database_a_call_may_be_tried_again() {
    let blog = Served::new().await;
    blog.db.pool().close();
    // The first fails in its procedure, the second where it is asked who calls.
    for (path, session) in [("post.getLatest", ""), ("post.hello", "ada")] {
        let input = if session.is_empty() { json!(null) } else { json!({ "text": "from tRPC" }) };
        let (status, error) = blog.query(path, session, input).await;
        assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE, "{error}");
        assert_eq!(error["message"], "the blog is busy; try again in a moment");
        assert_eq!(error["data"]["error"], json!({ "type": "Unavailable" }));
    }
}
