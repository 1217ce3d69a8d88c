//! Which pages may call: a browser says where a request comes from, and a foreign page is refused.

use rspc::{ErrorCode, Failure};

use crate::head::Head;

/// Refuses a request of a browser that comes from another page than those in `allowed`. A request that names no
/// origin at all is not a browser's; what it may do is decided by its credentials.
pub(crate) fn check(head: &Head<'_>, allowed: &[String]) -> Result<(), Failure> {
    let foreign = |origin: &str| {
        let message = format!("Requests from {origin} are not allowed.");
        Err(Failure::new(ErrorCode::Forbidden, message))
    };
    if head.names_origins {
        return foreign("several origins");
    }
    match head.origin.map(|origin| origin.to_str().unwrap_or_default()) {
        Some(origin) if allowed.iter().any(|known| known == origin) => Ok(()),
        Some(origin) => foreign(if origin.is_empty() { "this page" } else { origin }),
        None => match head.sec_fetch_site.map(axum::http::HeaderValue::as_bytes) {
            Some(b"cross-site" | b"same-site") => foreign("another site"),
            _ => Ok(()),
        },
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

    use super::*;

    const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

    fn verdict(headers: &[(HeaderName, &'static str)]) -> bool {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(name, HeaderValue::from_static(value));
        }
        let headers = map;
        check(&Head::of(&headers), &["https://app.example".to_owned()]).is_ok()
    }

    #[test]
    fn only_known_pages_and_programs_pass() {
        assert!(verdict(&[]));
        assert!(verdict(&[(header::ORIGIN, "https://app.example")]));
        assert!(verdict(&[(FETCH_SITE, "same-origin")]));
        assert!(!verdict(&[(header::ORIGIN, "https://evil.example")]));
        assert!(!verdict(&[(header::ORIGIN, "null")]));
        let (known, evil) = ("https://app.example", "https://evil.example");
        assert!(!verdict(&[(header::ORIGIN, known), (header::ORIGIN, evil)]));
        assert!(!verdict(&[(header::ORIGIN, known), (header::ORIGIN, known)]));
        assert!(!verdict(&[(header::ORIGIN, "https://app.example.evil.example")]));
        assert!(!verdict(&[(FETCH_SITE, "cross-site")]));
    }
}
