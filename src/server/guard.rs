//! Who may ask. A page of another site can make a browser ask this machine, and by a name that it
//! lets lead here it could read the answer: so the name that is asked for must be this machine's.

use std::net::{IpAddr, Ipv6Addr};

use axum::http::HeaderMap;
use axum::http::header::{HOST, ORIGIN};

/// Whether a request names this machine, and nobody else, as the one that it asks. `open` where
/// other machines may ask too: then any address will do, but still no name.
pub(crate) fn is_for_us(headers: &HeaderMap, open: bool) -> bool {
    let mut hosts = headers.get_all(HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else { return false };
    host.to_str().ok().and_then(name).is_some_and(|name| {
        let address = || match name.strip_prefix('[').and_then(|name| name.strip_suffix(']')) {
            Some(v6) => v6.parse::<Ipv6Addr>().ok().map(IpAddr::V6),
            None => name.parse().ok(),
        };
        name.eq_ignore_ascii_case("localhost")
            || address().is_some_and(|address: IpAddr| open || address.is_loopback())
    })
}

/// Whether a request comes from a page of ours, or from no page.
pub(crate) fn is_from_us(headers: &HeaderMap) -> bool {
    let Some(origin) = headers.get(ORIGIN) else { return true };
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    let origin = origin.to_str().ok().and_then(|origin| origin.strip_prefix("http://"));
    origin.zip(host).is_some_and(|(origin, host)| origin.eq_ignore_ascii_case(host))
}

/// The host without its port.
fn name(host: &str) -> Option<&str> {
    let colon = match host.rfind(']') {
        Some(end) => host[end..].find(':').map(|at| end + at),
        None => host.find(':'),
    };
    let Some(colon) = colon else { return Some(host) };
    host[colon + 1..].bytes().all(|b| b.is_ascii_digit()).then_some(&host[..colon])
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderName, HeaderValue};

    use super::{is_for_us, is_from_us};

    fn headers(list: &[(&str, &str)]) -> HeaderMap {
        let header = |(name, value): &(&str, &str)| {
            (HeaderName::try_from(*name).unwrap(), HeaderValue::try_from(*value).unwrap())
        };
        list.iter().map(header).collect()
    }

    #[test]
    fn a_name_of_another_is_not_ours() {
        for (host, closed, open) in [
            ("localhost", true, true),
            ("LOCALHOST:1313", true, true),
            ("127.0.0.1:1313", true, true),
            ("127.0.0.1", true, true),
            ("[::1]:1313", true, true),
            ("192.168.1.4:1313", false, true),
            ("[fe80::1]", false, true),
            ("evil.example", false, false),
            ("evil.example:1313", false, false),
            ("localhost.evil.example", false, false),
            ("127.0.0.1.evil.example", false, false),
            ("localhost:1313@evil.example", false, false),
            ("[::1", false, false),
            ("::1", false, false),
            ("", false, false),
        ] {
            let headers = headers(&[("host", host)]);
            assert_eq!((is_for_us(&headers, false), is_for_us(&headers, true)), (closed, open), "{host}");
        }
        assert!(!is_for_us(&headers(&[]), true));
    }

    #[test]
    fn a_page_of_another_is_not_ours() {
        let ours = ("host", "localhost:1313");
        assert!(is_from_us(&headers(&[ours])));
        assert!(is_from_us(&headers(&[ours, ("origin", "http://localhost:1313")])));
        for origin in ["http://evil.example", "null", "http://localhost:80", "https://localhost:1313"] {
            assert!(!is_from_us(&headers(&[ours, ("origin", origin)])), "{origin}");
        }
    }
}
