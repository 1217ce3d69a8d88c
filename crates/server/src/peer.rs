//! Who is at the other end, as far as that can be known.

use std::net::{IpAddr, SocketAddr};

use axum::{
    extract::ConnectInfo,
    http::{Extensions, HeaderMap},
};

/// The client's address: of the connection, or behind so many trusted proxies what the outermost of them saw.
///
/// Each proxy adds an address to the right, so the client's is so many places from there: what stands further left is
/// the client's own word. A program on this machine is nobody in particular, since it may speak for everybody, as the
/// web client's server does.
pub(crate) fn of(headers: &HeaderMap, extensions: &Extensions, proxies: u8) -> Option<IpAddr> {
    let address = match proxies {
        0 => extensions.get::<ConnectInfo<SocketAddr>>()?.0.ip(),
        proxies => {
            let lines = headers.get_all("x-forwarded-for").into_iter().rev();
            let entries = lines.filter_map(|line| line.to_str().ok()).flat_map(|line| line.rsplit(','));
            entries.into_iter().nth(usize::from(proxies) - 1)?.trim().parse::<IpAddr>().ok()?
        }
    };
    let address = address.to_canonical();
    (!address.is_loopback()).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(connection: &str, forwarded: &[&str], proxies: u8) -> Option<String> {
        let mut request = axum::http::Request::new(());
        request.extensions_mut().insert(ConnectInfo::<SocketAddr>(connection.parse().unwrap()));
        for line in forwarded {
            request.headers_mut().append("x-forwarded-for", line.parse().unwrap());
        }
        Some(of(request.headers(), request.extensions(), proxies)?.to_string())
    }

    #[test]
    fn a_client_is_not_believed_about_its_own_address() {
        let connection = "198.51.100.7:5000";
        assert_eq!(seen(connection, &["192.0.2.1"], 0).as_deref(), Some("198.51.100.7"));
        assert_eq!(seen(connection, &["192.0.2.1, 203.0.113.9"], 1).as_deref(), Some("203.0.113.9"));
        assert_eq!(
            seen(connection, &["192.0.2.1, 203.0.113.9", "10.0.0.1"], 2).as_deref(),
            Some("203.0.113.9")
        );
    }

    #[test]
    fn nobody_in_particular_has_no_address() {
        assert_eq!(seen("127.0.0.1:5000", &[], 0), None);
        assert_eq!(seen("[::ffff:127.0.0.1]:5000", &[], 0), None);
        assert_eq!(seen("198.51.100.7:5000", &[], 1), None);
        assert_eq!(seen("198.51.100.7:5000", &["somebody"], 1), None);
    }
}
