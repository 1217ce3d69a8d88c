//! Which pages may call: a browser says where a request comes from, and a foreign page is refused.

use axum::http::{HeaderMap, HeaderName, header};
use rspc::{ErrorCode, Failure};

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Refuses a request of a browser that comes from another page than those in `allowed`. A request that names no
/// origin at all is not a browser's; what it may do is decided by its credentials.
pub(crate) fn check(headers: &HeaderMap, allowed: &[String]) -> Result<(), Failure> {
    let foreign = |origin: &str| {
        let message = format!("Requests from {origin} are not allowed.");
        Err(Failure::new(ErrorCode::Forbidden, message))
    };
    match headers.get(header::ORIGIN).map(|origin| origin.to_str().unwrap_or_default()) {
        Some(origin) if allowed.iter().any(|known| known == origin) => Ok(()),
        Some(origin) => foreign(if origin.is_empty() { "this page" } else { origin }),
        None => match headers.get(FETCH_SITE).map(axum::http::HeaderValue::as_bytes) {
            Some(b"cross-site" | b"same-site") => foreign("another site"),
            _ => Ok(()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(headers: &[(HeaderName, &'static str)]) -> bool {
        let headers = headers.iter().map(|(name, value)| (name.clone(), value.parse().unwrap())).collect();
        check(&headers, &["https://app.example".to_owned()]).is_ok()
    }

    #[test]
    fn only_known_pages_and_programs_pass() {
        assert!(verdict(&[]));
        assert!(verdict(&[(header::ORIGIN, "https://app.example")]));
        assert!(verdict(&[(FETCH_SITE, "same-origin")]));
        assert!(!verdict(&[(header::ORIGIN, "https://evil.example")]));
        assert!(!verdict(&[(header::ORIGIN, "null")]));
        assert!(!verdict(&[(header::ORIGIN, "https://app.example.evil.example")]));
        assert!(!verdict(&[(FETCH_SITE, "cross-site")]));
    }
}
