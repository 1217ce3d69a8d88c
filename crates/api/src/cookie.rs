//! The session's cookie: out of scripts' reach, and bound to its host where the page is served over HTTPS.

use axum::http::{HeaderMap, HeaderValue, header};
use chrono::{DateTime, Utc};

/// How the session's cookie is named and protected.
#[derive(Clone, Copy, Debug)]
pub struct CookiePolicy {
    /// Whether the page is served over HTTPS; only development is not.
    pub secure: bool,
}

impl CookiePolicy {
    const fn name(self) -> &'static str {
        if self.secure { "__Host-tickwire" } else { "tickwire" }
    }

    /// The session's token, where the request carries one.
    pub(crate) fn read(self, headers: &HeaderMap) -> Option<String> {
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let mut pairs =
            cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.find(|(name, _)| *name == self.name()).map(|(_, value)| value.to_owned())
    }

    /// Gives the browser a token until `expires_at`.
    pub(crate) fn set(self, token: &str, expires_at: DateTime<Utc>) -> HeaderValue {
        self.header(token, &expires_at.format("%a, %d %b %Y %H:%M:%S GMT").to_string())
    }

    /// Takes the token back.
    pub(crate) fn clear(self) -> HeaderValue {
        self.header("", "Thu, 01 Jan 1970 00:00:00 GMT")
    }

    fn header(self, value: &str, expires: &str) -> HeaderValue {
        let secure = if self.secure { "; Secure" } else { "" };
        let text =
            format!("{}={value}; Path=/; HttpOnly; SameSite=Lax; Expires={expires}{secure}", self.name());
        HeaderValue::try_from(text).unwrap_or_else(|_| HeaderValue::from_static(""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_its_own_among_others() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, HeaderValue::from_static("theme=dark; tickwire=abc"));
        assert_eq!(CookiePolicy { secure: false }.read(&headers).as_deref(), Some("abc"));
        assert_eq!(CookiePolicy { secure: true }.read(&headers), None);
    }

    #[test]
    fn over_https_it_is_bound_to_the_host() {
        let value = CookiePolicy { secure: true }.set("abc", DateTime::UNIX_EPOCH);
        assert_eq!(
            value,
            "__Host-tickwire=abc; Path=/; HttpOnly; SameSite=Lax; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Secure"
        );
    }
}
