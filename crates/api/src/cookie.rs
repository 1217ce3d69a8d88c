//! Cookies: out of scripts' reach, and bound to their host where the page is served over HTTPS.

use axum::http::{HeaderMap, HeaderValue, header};
use chrono::{DateTime, TimeDelta, Utc};

/// How long a browser is known by its cookie: as long as browsers keep one.
const DEVICE: TimeDelta = TimeDelta::days(400);

/// How long a browser may be at a provider, or its person look for a code.
const SIGN_IN: TimeDelta = TimeDelta::minutes(10);

/// How cookies are named and protected.
#[derive(Clone, Copy, Debug)]
pub struct CookiePolicy {
    /// Whether the page is served over HTTPS; only development is not.
    pub secure: bool,
}

impl CookiePolicy {
    const fn session_name(self) -> &'static str {
        if self.secure { "__Host-tickwire" } else { "tickwire" }
    }

    const fn device_name(self) -> &'static str {
        if self.secure { "__Host-tickwire-device" } else { "tickwire-device" }
    }

    const fn sign_in_name(self) -> &'static str {
        if self.secure { "__Host-tickwire-sign-in" } else { "tickwire-sign-in" }
    }

    /// The session's token, where the request carries one.
    pub(crate) fn session(self, headers: &HeaderMap) -> Option<String> {
        read(headers, self.session_name())
    }

    /// What the browser is known by, where the request carries it.
    pub(crate) fn device(self, headers: &HeaderMap) -> Option<String> {
        read(headers, self.device_name())
    }

    /// What the browser keeps of a sign-in that is under way, where the request carries it.
    pub(crate) fn sign_in(self, headers: &HeaderMap) -> Option<String> {
        read(headers, self.sign_in_name())
    }

    /// Lets the browser keep that of a sign-in that is under way.
    pub(crate) fn set_sign_in(self, pending: &str, now: DateTime<Utc>) -> HeaderValue {
        self.header(self.sign_in_name(), pending, now + SIGN_IN)
    }

    /// The sign-in is over.
    pub(crate) fn clear_sign_in(self) -> HeaderValue {
        self.header(self.sign_in_name(), "", DateTime::UNIX_EPOCH)
    }

    /// Gives the browser a session's token until `expires_at`.
    pub(crate) fn set(self, token: &str, expires_at: DateTime<Utc>) -> HeaderValue {
        self.header(self.session_name(), token, expires_at)
    }

    /// Gives the browser what it is known by from now on.
    pub(crate) fn set_device(self, token: &str, now: DateTime<Utc>) -> HeaderValue {
        self.header(self.device_name(), token, now + DEVICE)
    }

    /// Takes the session's token back.
    pub(crate) fn clear(self) -> HeaderValue {
        self.header(self.session_name(), "", DateTime::UNIX_EPOCH)
    }

    fn header(self, name: &str, value: &str, expires_at: DateTime<Utc>) -> HeaderValue {
        let secure = if self.secure { "; Secure" } else { "" };
        let expires = expires_at.format("%a, %d %b %Y %H:%M:%S GMT");
        let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Expires={expires}{secure}");
        HeaderValue::try_from(text).unwrap_or_else(|_| HeaderValue::from_static(""))
    }
}

/// A value that is too long for one cookie is in several, each with a number behind the name.
pub(crate) fn in_parts(headers: &HeaderMap, name: &str) -> Option<String> {
    let mut parts: Vec<(u32, &str)> = Vec::new();
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    for (key, value) in lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='))
    {
        match key.strip_prefix(name) {
            Some("") => return Some(value.to_owned()),
            Some(rest) => {
                let at = rest.strip_prefix('.').and_then(|at| at.parse().ok());
                parts.extend(at.map(|at| (at, value)));
            }
            None => {}
        }
    }
    parts.sort_unstable_by_key(|(at, _)| *at);
    (!parts.is_empty()).then(|| parts.into_iter().map(|(_, value)| value).collect())
}

fn read(headers: &HeaderMap, name: &str) -> Option<String> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(known, _)| *known == name).map(|(_, value)| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_its_own_among_others() {
        let mut headers = HeaderMap::new();
        headers.append(
            header::COOKIE,
            HeaderValue::from_static("theme=dark; tickwire-device=def; tickwire=abc"),
        );
        assert_eq!(CookiePolicy { secure: false }.session(&headers).as_deref(), Some("abc"));
        assert_eq!(CookiePolicy { secure: false }.device(&headers).as_deref(), Some("def"));
        assert_eq!(CookiePolicy { secure: true }.session(&headers), None);
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
