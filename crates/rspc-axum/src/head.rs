//! What the wire asks of a request's headers, found in one pass over them.

use axum::http::{HeaderMap, HeaderValue};
use rspc::{ErrorCode, Failure};

/// The headers that the wire knows; the first of its name where a name comes twice.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Head<'h> {
    /// Bytes of all names and values.
    length: usize,
    pub(crate) accept: Option<&'h HeaderValue>,
    pub(crate) content_type: Option<&'h HeaderValue>,
    pub(crate) last_event_id: Option<&'h HeaderValue>,
    pub(crate) origin: Option<&'h HeaderValue>,
    /// Whether more than one origin is named, as no browser does.
    pub(crate) names_origins: bool,
    pub(crate) request_id: Option<&'h HeaderValue>,
    pub(crate) sec_fetch_site: Option<&'h HeaderValue>,
    pub(crate) trpc_accept: Option<&'h HeaderValue>,
}

impl<'h> Head<'h> {
    pub(crate) fn of(headers: &'h HeaderMap) -> Self {
        let mut head = Self::default();
        for (name, value) in headers {
            head.length += name.as_str().len() + value.len();
            let known = match name.as_str() {
                "accept" => &mut head.accept,
                "content-type" => &mut head.content_type,
                "last-event-id" => &mut head.last_event_id,
                "origin" => {
                    head.names_origins = head.origin.is_some();
                    &mut head.origin
                }
                "x-request-id" => &mut head.request_id,
                "sec-fetch-site" => &mut head.sec_fetch_site,
                "trpc-accept" => &mut head.trpc_accept,
                _ => continue,
            };
            known.get_or_insert(value);
        }
        head
    }

    /// Refuses headers of more than `limit` bytes.
    pub(crate) fn check_size(&self, limit: usize) -> Result<(), Failure> {
        if self.length > limit {
            let message = format!("The request's headers are larger than {limit} bytes.");
            return Err(Failure::new(ErrorCode::PayloadTooLarge, message));
        }
        Ok(())
    }

    /// Whether the client wants a batch's answers as lines, each as soon as it is there.
    pub(crate) fn accepts_lines(&self) -> bool {
        const LINES: &str = "application/jsonl";
        if let Some(asked) = self.trpc_accept.and_then(|value| value.to_str().ok()) {
            return asked == LINES;
        }
        let accepted = self.accept.and_then(|value| value.to_str().ok());
        accepted.is_some_and(|accepted| accepted.split(',').any(|media| media.trim() == LINES))
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderName;

    use super::*;

    fn headers(named: &[(&'static str, &'static str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in named {
            headers.append(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        headers
    }

    #[test]
    fn the_first_of_a_name_counts() {
        let headers = headers(&[("origin", "https://a"), ("x-other", "1"), ("origin", "https://b")]);
        let head = Head::of(&headers);
        assert_eq!(head.origin.unwrap(), "https://a");
        assert!(head.check_size(2 * "originhttps://a".len() + "x-other1".len()).is_ok());
        assert!(head.check_size(2 * "originhttps://a".len()).is_err());
    }

    #[test]
    fn lines_are_asked_for_by_either_header() {
        let asks = |named: &[_]| Head::of(&headers(named)).accepts_lines();
        assert!(asks(&[("trpc-accept", "application/jsonl")]));
        assert!(asks(&[("accept", "text/html, application/jsonl")]));
        assert!(!asks(&[("trpc-accept", "application/json"), ("accept", "application/jsonl")]));
        assert!(!asks(&[]));
    }
}
