//! Web addresses in the one form by which they are compared: two that lead to one page are equal.

use url::Url;

/// What stands before a host's name for the same pages in another dress.
const DRESSES: &[&str] = &["www.", "m.", "mobile.", "amp.", "www2."];

/// Parameters of an address that tell where a reader came from.
const TRACKING: &[&str] = &[
    "_ga",
    "amp",
    "cmpid",
    "dclid",
    "fbclid",
    "gbraid",
    "gclid",
    "gclsrc",
    "igshid",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "msclkid",
    "ncid",
    "outputtype",
    "ref_src",
    "ref_url",
    "rss",
    "smid",
    "spm",
    "twclid",
    "wbraid",
    "yclid",
    "ysclid",
];

/// The address without what does not matter; `None` where it is none, or is that of a whole site.
pub(crate) fn canonical(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    if !matches!(url.scheme(), "http" | "https") {
        return None;
    }
    let mut host = url.host_str()?.trim_end_matches('.');
    for _ in 0..2 {
        let bare =
            DRESSES.iter().find_map(|dress| host.strip_prefix(dress)).filter(|bare| bare.contains('.'));
        host = bare.unwrap_or(host);
    }
    let mut path = url.path().trim_end_matches('/');
    for end in ["/index.html", "/index.htm", "/index.php", "/amp", ".amp", "?amp"] {
        path = path.strip_suffix(end).unwrap_or(path).trim_end_matches('/');
    }
    let query = url.query().unwrap_or_default();
    let mut pairs: Vec<&str> =
        query.split('&').filter(|pair| !pair.is_empty() && !is_tracking(pair)).collect();
    pairs.sort_unstable();
    // A fragment that begins with `!` was a page of its own to the sites that wrote it.
    let fragment = url.fragment().filter(|fragment| fragment.starts_with('!'));
    if path.is_empty() && pairs.is_empty() && fragment.is_none() {
        return None;
    }
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    let mut canonical = format!("{host}{port}{path}");
    for (mark, part) in pairs.iter().map(|pair| ('&', *pair)).chain(fragment.map(|fragment| ('#', fragment)))
    {
        canonical.push(mark);
        canonical.push_str(part);
    }
    Some(canonical)
}

fn is_tracking(pair: &str) -> bool {
    let name = pair.split('=').next().unwrap_or("").to_ascii_lowercase();
    name.starts_with("utm_") || TRACKING.contains(&&*name)
}

#[cfg(test)]
mod tests {
    use super::canonical;

    #[test]
    fn addresses_of_one_page_are_equal() {
        let page = Some("example.org/a/b&id=1&x=2".to_owned());
        for address in [
            "https://example.org/a/b?id=1&x=2",
            "http://www.Example.ORG:80/a/b/?x=2&id=1#part",
            "https://m.example.org/a/b/amp?utm_source=x&id=1&fbclid=abc&x=2&UTM_medium=y",
            "https://amp.www.example.org/a/b/index.html?id=1&x=2",
        ] {
            assert_eq!(canonical(address), page, "{address}");
        }
        for address in [
            "https://example.org/",
            "http://example.org",
            "https://example.org/?utm_source=x",
            "mailto:a@b",
            "x",
        ] {
            assert_eq!(canonical(address), None, "{address}");
        }
        for (a, b) in [
            ("https://example.org/a", "https://example.org/A"),
            ("https://example.org/a?id=1", "https://example.org/a?id=2"),
            ("https://example.org/a", "https://blog.example.org/a"),
            ("https://example.org:8080/a", "https://example.org/a"),
            ("https://example.org/#!a", "https://example.org/#!b"),
            ("https://m.org/a", "https://org/a"),
        ] {
            assert_ne!(canonical(a), canonical(b), "{a} {b}");
        }
    }
}
