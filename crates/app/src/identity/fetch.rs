//! Asking others over HTTP: at configured addresses alone, with an end to every wait and to every answer.

use std::{fmt, time::Duration};

use http::{Request, Response, StatusCode, header};
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};
use serde::de::DeserializeOwned;
use tokio::time::timeout;
use url::Url;

/// How long an answer may take, to its end.
const PATIENCE: Duration = Duration::from_secs(4);
/// How long a connection may take.
const CONNECTED_WITHIN: Duration = Duration::from_secs(2);
/// Sets of keys and documents of providers are a few KiB.
const ANSWER_LIMIT: usize = 256 * 1024;

/// Asks. Redirects are not followed: an address is what was configured.
#[derive(Clone)]
pub struct Fetcher(Client<HttpsConnector<HttpConnector>, Full<bytes::Bytes>>);

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// No certificates to check others by.
    #[error("this machine's certificates cannot be read: {0}")]
    Certificates(std::io::Error),
    /// Nobody there, or no answer of HTTP.
    #[error("it cannot be asked: {0}")]
    Unreachable(String),
    /// It took too long.
    #[error("it did not answer in time")]
    TooLate,
    /// It said too much.
    #[error("its answer is too long")]
    TooLong,
    /// It said no.
    #[error("it answered {0}")]
    Status(StatusCode),
    /// It said something else.
    #[error("its answer makes no sense: {0}")]
    Nonsense(#[from] serde_json::Error),
}

impl Fetcher {
    /// One that checks certificates by those of this machine.
    pub fn new() -> Result<Self, FetchError> {
        let mut plain = HttpConnector::new();
        plain.set_connect_timeout(Some(CONNECTED_WITHIN));
        plain.enforce_http(false);
        let tls = HttpsConnectorBuilder::new().with_native_roots().map_err(FetchError::Certificates)?;
        let connector = tls.https_or_http().enable_http1().wrap_connector(plain);
        Ok(Self(Client::builder(TokioExecutor::new()).build(connector)))
    }

    /// Sends a request and reads the answer.
    pub async fn send(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, FetchError> {
        let answered = async {
            let sent = self.0.request(request.map(|body| Full::new(body.into()))).await;
            let (parts, body) = sent.map_err(|error| FetchError::Unreachable(cause(&error)))?.into_parts();
            let body = Limited::new(body, ANSWER_LIMIT).collect().await;
            let body = body.map_err(|error| {
                if error.is::<LengthLimitError>() {
                    FetchError::TooLong
                } else {
                    FetchError::Unreachable(error.to_string())
                }
            })?;
            Ok(Response::from_parts(parts, body.to_bytes().to_vec()))
        };
        timeout(PATIENCE, answered).await.map_err(|_| FetchError::TooLate)?
    }

    /// The document at an address.
    pub(super) async fn json<T: DeserializeOwned>(&self, url: &Url) -> Result<T, FetchError> {
        let request = Request::get(url.as_str()).header(header::ACCEPT, "application/json").body(Vec::new());
        let request = request.map_err(|error| FetchError::Unreachable(error.to_string()))?;
        let answer = self.send(request).await?;
        if answer.status() != StatusCode::OK {
            return Err(FetchError::Status(answer.status()));
        }
        Ok(serde_json::from_slice(answer.body())?)
    }
}

impl fmt::Debug for Fetcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Fetcher")
    }
}

/// The last cause, which says what it was.
fn cause(error: &dyn std::error::Error) -> String {
    let mut last = error;
    while let Some(source) = last.source() {
        last = source;
    }
    last.to_string()
}
