//! What the API answered, as its clients read it.

use reqwest::header::HeaderMap;
use serde_json::Value;

use super::Code;

/// A response, read to its end.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    /// Reads a response.
    pub(crate) async fn read(response: reqwest::Response) -> Self {
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Self { status, headers, body: response.text().await.expect("the response ends") }
    }

    /// The body as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error} in {:?}", self.body))
    }

    /// The result of a call, without superjson's annotations.
    #[track_caller]
    pub(crate) fn data(&self) -> Value {
        let mut body = self.json();
        assert_eq!(self.status, 200, "{body}");
        body["result"]["data"]["json"].take()
    }

    /// The error of a refused call, without superjson's annotations.
    #[track_caller]
    pub(crate) fn error(&self) -> Value {
        let mut body = self.json();
        let error = body["error"]["json"].take();
        assert!(error.is_object(), "no error: {body}");
        error
    }

    /// Checks that the call was refused with that code, and with a message that holds `message`. Answers the error.
    #[track_caller]
    pub(crate) fn refused(&self, code: Code, message: &str) -> Value {
        let error = self.error();
        assert_eq!(self.status, code.status, "{error}");
        refusal(&error, code, message);
        error
    }
}

/// Checks an error's shape: its code in three forms, its message, and the request's id.
#[track_caller]
pub(crate) fn refusal(error: &Value, code: Code, message: &str) {
    assert_eq!(error["code"], code.number, "{error}");
    assert_eq!(error["data"]["code"], code.name, "{error}");
    assert_eq!(error["data"]["httpStatus"], code.status, "{error}");
    assert!(error["data"]["requestId"].is_string(), "{error}");
    let said = error["message"].as_str().unwrap_or_default();
    assert!(said.contains(message), "{said:?} does not say {message:?}");
}
