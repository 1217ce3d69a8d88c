//! `candleSets.*`.

mod list;
mod remove;
mod upload;

use reqwest::{Method, header};

use crate::harness::{Answer, Api};

/// A form of these fields, and of a file.
pub(crate) fn form(fields: &[(&str, &str)], file: &str) -> String {
    let part = |name: &str, text: &str| {
        format!("--x\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n")
    };
    let fields: String = fields.iter().map(|(name, text)| part(name, text)).collect();
    format!("{fields}{}--x--\r\n", part("file\"; filename=\"candles.csv", file))
}

/// Sends a form.
pub(crate) async fn send(api: &Api, form: impl Into<reqwest::Body>) -> Answer {
    let request = api.request(Method::POST, "/trpc/candleSets.upload");
    let request = request.header(header::CONTENT_TYPE, "multipart/form-data; boundary=x");
    api.send(request.body(form)).await
}

/// Sends a file of minutes of `BTCUSDT`, as a set of that name.
pub(crate) async fn upload(api: &Api, name: &str, file: &str) -> Answer {
    let fields = [("name", name), ("venue", "BINANCE"), ("symbol", "BTCUSDT"), ("interval", "M1")];
    send(api, form(&fields, file)).await
}

/// A file of so many minutes, whose closes are these and who open where the one before closed.
pub(crate) fn file(closes: impl IntoIterator<Item = i64>) -> String {
    let mut open = None;
    let lines = (0..).zip(closes).map(|(minute, close)| {
        let open = open.replace(close).unwrap_or(close);
        let (high, low) = (open.max(close), open.min(close));
        format!("{},{open},{high},{low},{close},1.5\n", 1_735_689_600 + minute * 60)
    });
    std::iter::once("time,open,high,low,close,volume\n".to_owned()).chain(lines).collect()
}
