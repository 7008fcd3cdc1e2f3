//! Addresses: which are let through, and those that stand bare in the text.

use std::ops::Range;

use crate::syntax::citation::{Part, PartKind};

/// The schemes that a link may have.
pub(super) const SCHEMES: &[&str] = &["http", "https", "mailto", "tel"];

/// The scheme of an address that is not let through, as a browser would read it.
pub(super) fn unsafe_scheme(address: &str) -> Option<String> {
    // A browser takes no notice of these.
    let address: String = address
        .trim_start_matches(|c: char| c <= ' ')
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .take_while(|c| !matches!(c, '/' | '?' | '#'))
        .collect();
    let (scheme, _) = address.split_once(':')?;
    let mut chars = scheme.chars();
    let is_scheme = chars.next().is_some_and(|c| c.is_ascii_alphabetic())
        && chars.all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    let scheme = scheme.to_ascii_lowercase();
    (is_scheme && !SCHEMES.contains(&scheme.as_str())).then_some(scheme)
}

/// An address that stands bare in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bare {
    /// Its bytes in the flat text.
    pub(super) at: Range<usize>,
    /// Whether it begins with `www.` and lacks its scheme.
    pub(super) www: bool,
}

/// Finds the addresses that stand bare in a flat text, outside of links and code.
pub(super) fn bare(flat: &str, parts: &[Part]) -> Vec<Bare> {
    let mut found = Vec::new();
    if !flat.contains("://") && !flat.contains("www.") {
        return found;
    }
    let bytes = flat.as_bytes();
    let (mut at, mut part, mut in_link) = (0, 0, 0_usize);
    while at < bytes.len() {
        while let Some(here) = parts.get(part).filter(|p| p.at.start <= at) {
            match here.kind {
                PartKind::Open { soft: false, .. } => in_link += 1,
                PartKind::Close { soft: false, .. } => in_link = in_link.saturating_sub(1),
                PartKind::Opaque => at = at.max(here.at.end - 1),
                _ => {}
            }
            part += 1;
        }
        let head = match bytes[at] {
            b'h' | b'H' => head(flat, at),
            b'w' | b'W' => flat[at..].get(..4).filter(|head| head.eq_ignore_ascii_case("www.")).map(|_| 0),
            _ => None,
        };
        if let Some(head) = head
            && in_link == 0
            && may_begin(flat, at)
            && let Some(end) = end(flat, at, head)
        {
            found.push(Bare { at: at..end, www: head == 0 });
            at = end;
        } else {
            at += 1;
        }
    }
    found
}

/// The length of `http://` or `https://` at `at`.
fn head(flat: &str, at: usize) -> Option<usize> {
    ["https://", "http://"]
        .into_iter()
        .find(|head| flat[at..].get(..head.len()).is_some_and(|found| found.eq_ignore_ascii_case(head)))
        .map(str::len)
}

fn may_begin(flat: &str, at: usize) -> bool {
    let before = flat[..at].chars().next_back();
    before.is_none_or(|c| !(c.is_alphanumeric() || "@/.-+:{\\=&?%".contains(c)))
}

/// Where the address ends that begins at `at`; `None` where it has no host.
fn end(flat: &str, at: usize, head: usize) -> Option<usize> {
    let rest = &flat[at..];
    let (mut square, mut round) = (0_usize, 0_usize);
    let mut length = rest.len();
    for (n, c) in rest.char_indices() {
        match c {
            '[' => square += 1,
            ']' if square == 0 => {
                length = n;
                break;
            }
            ']' => square -= 1,
            '(' => round += 1,
            ')' if round == 0 => {
                length = n;
                break;
            }
            ')' => round -= 1,
            c if c.is_whitespace()
                || c.is_control()
                || "<>\"`|\\^{}\u{fffc}«»“”„、。，！？；：）（】【」「".contains(c) =>
            {
                length = n;
                break;
            }
            _ => {}
        }
    }
    let address = rest[..length].trim_end_matches(|c| "?!.,:;*_~'’([".contains(c));
    let host = address.get(head..)?;
    let host = host.split(['/', '?', '#']).next().unwrap_or("");
    let has_host = host.chars().next().is_some_and(char::is_alphanumeric)
        && (host.contains('.') || head > 0)
        && (head > 0 || host.len() > 4);
    has_host.then_some(at + address.len())
}

#[cfg(test)]
mod tests {
    use super::{bare, unsafe_scheme};

    #[test]
    fn schemes_are_read_as_a_browser_reads_them() {
        for bad in ["javascript:x", "JaVa\tscript:x", " \u{1}javascript:x", "data:text/html,x", "vbscript:x"]
        {
            assert!(unsafe_scheme(bad).is_some(), "{bad:?}");
        }
        for good in [
            "http://a.b",
            "HTTPS://a",
            "mailto:a@b",
            "tel:1",
            "a/b:c",
            "#a:b",
            "?a:b",
            "../a",
            "//a/b",
            "1:2",
        ] {
            assert_eq!(unsafe_scheme(good), None, "{good:?}");
        }
    }

    #[test]
    fn bare_addresses_end_where_a_reader_would_end_them() {
        let find = |text: &str| -> Vec<String> {
            bare(text, &[]).into_iter().map(|found| text[found.at].to_owned()).collect()
        };
        assert_eq!(find("see https://a.b/c."), ["https://a.b/c"]);
        assert_eq!(find("(http://a.b/c_(d))"), ["http://a.b/c_(d)"]);
        assert_eq!(find("www.a.org, HTTP://b.c?x=[1]"), ["www.a.org", "HTTP://b.c?x=[1]"]);
        assert_eq!(find("@https://a.b xhttp://a.b www. http:// https://"), [""; 0]);
        assert_eq!(find("[@a, https://a.b/@c; @d]"), ["https://a.b/@c"]);
        assert_eq!(find("見 https://a.b/c。"), ["https://a.b/c"]);
    }
}
