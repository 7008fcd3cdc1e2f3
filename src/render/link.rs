//! Relative links, made without a search: every path is encoded once for the whole site.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::base::path::OutPath;

/// `path`, percent-encoded, relative to the output's root.
pub(crate) fn encoded(path: &OutPath) -> Box<str> {
    static ROOT: std::sync::LazyLock<OutPath> =
        std::sync::LazyLock::new(|| OutPath::new("index.html").expect("a plain name is a path"));
    ROOT.link_to(path).into()
}

/// The folder of a page, from which its links start.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Folder<'a> {
    /// The folder, encoded, with its last `/`; empty for the root.
    encoded: &'a str,
    depth: usize,
}

impl<'a> Folder<'a> {
    /// The folder of the page whose encoded path that is.
    pub(crate) fn of(encoded: &'a str) -> Self {
        let end = encoded.rfind('/').map_or(0, |slash| slash + 1);
        Self { encoded: &encoded[..end], depth: encoded.matches('/').count() }
    }

    /// The way from here to the root: `../` for each folder.
    pub(crate) fn root(self) -> String {
        "../".repeat(self.depth)
    }

    /// The link from here to the output whose encoded path is `to`.
    pub(crate) fn link(self, to: &str) -> Href<'_> {
        match to.strip_prefix(self.encoded) {
            Some(near) if !self.encoded.is_empty() => Href { up: 0, path: near, fragment: Fragment::None },
            _ => Href { up: self.depth, path: to, fragment: Fragment::None },
        }
    }
}

/// A relative link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Href<'a> {
    up: usize,
    path: &'a str,
    fragment: Fragment<'a>,
}

/// The place on a page that a link leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Fragment<'a> {
    None,
    /// `#event-ID`: an event in a list.
    Entry(&'a str),
    /// `#cite-N`
    Cite(u32),
    /// `#ref-N`, or `#ref-L-N` in the `L`th of several lists.
    Ref(u32, u32),
}

impl<'a> Href<'a> {
    /// The same link, to the event of that id in the page's list.
    pub(crate) fn to_entry(self, id: &'a str) -> Self {
        Self { fragment: Fragment::Entry(id), ..self }
    }

    /// The same link, to the page's `n`th citation mark, from 1.
    pub(crate) fn to_cite(self, n: u32) -> Self {
        Self { fragment: Fragment::Cite(n), ..self }
    }

    /// A link to the `n`th entry of a list of sources on the same page, from 1; `list` is 0 where
    /// the page has but one.
    pub(crate) fn to_ref(list: u32, n: u32) -> Self {
        Self { up: 0, path: "", fragment: Fragment::Ref(list, n) }
    }
}

impl fmt::Display for Href<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for _ in 0..self.up {
            f.write_str("../")?;
        }
        f.write_str(self.path)?;
        match self.fragment {
            Fragment::None => Ok(()),
            Fragment::Entry(id) => write!(f, "#event-{id}"),
            Fragment::Cite(n) => write!(f, "#cite-{n}"),
            Fragment::Ref(0, n) => write!(f, "#ref-{n}"),
            Fragment::Ref(list, n) => write!(f, "#ref-{list}-{n}"),
        }
    }
}

impl Serialize for Href<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::{Folder, encoded};
    use crate::base::path::OutPath;

    #[test]
    fn links_lead_where_link_to_leads() {
        let paths =
            ["index.html", "events/a b.html", "events/é#.html", "a/b/c.html", "a/d.html", "events.html"];
        let paths = paths.map(|path| OutPath::new(path).unwrap());
        let resolve = |from: &str, link: &str| {
            let base = url::Url::parse("http://x/sub/").unwrap().join(from).unwrap();
            base.join(link).unwrap().to_string()
        };
        for from in &paths {
            let here = encoded(from);
            for to in &paths {
                let there = encoded(to);
                let link = Folder::of(&here).link(&there).to_string();
                assert_eq!(resolve(&here, &link), resolve(&here, &from.link_to(to)), "{from} to {to}");
            }
        }
    }
}
