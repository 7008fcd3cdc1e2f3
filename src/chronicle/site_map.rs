//! What is published where, and where the links in a text lead.

use std::cell::{OnceCell, RefCell};

use percent_encoding::percent_decode_str;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::base::path::OutPath;
use crate::base::span::FileId;
use crate::chronicle::collect::composed;
use crate::chronicle::model::LinkTarget;
use crate::chronicle::slug::slug;
use crate::syntax::document::Document;
use crate::syntax::prose::Prose;

/// A text that stands on a page, for checking the places within it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OnPage<'a> {
    pub(crate) file: FileId,
    pub(crate) document: &'a Document,
    pub(crate) section: Option<u32>,
}

impl<'a> OnPage<'a> {
    pub(crate) fn prose(self) -> &'a Prose {
        match self.section {
            Some(n) => &self.document.sections[n as usize].prose,
            None => &self.document.prose,
        }
    }
}

/// Every output that a link may lead to.
#[derive(Default)]
pub(crate) struct SiteMap<'a> {
    /// By the path below `content/`: where a file is published, `None` where it is not.
    files: FxHashMap<String, (FileId, Option<OutPath>)>,
    /// By the path in the output: the text that stands there, where it is one of the author's.
    outputs: FxHashMap<OutPath, Option<OnPage<'a>>>,
    /// The pages on which the texts of a file stand.
    pages_of: FxHashMap<FileId, Vec<(OutPath, OnPage<'a>)>>,
    /// The pages of the events that stand in a file as headings, by file and id.
    headings: FxHashMap<(FileId, &'a str), OutPath>,
    paths: OnceCell<Vec<String>>,
    /// The anchors of texts that were looked at, by the text's address in memory.
    anchors: RefCell<FxHashMap<*const Prose, FxHashSet<&'a str>>>,
    /// The anchors of all the texts of a file that was looked at, with their pages.
    anchors_of: RefCell<FxHashMap<FileId, FxHashMap<&'a str, OutPath>>>,
}

/// From where a link leads.
pub(crate) struct From<'a> {
    /// The file's path below `content/`.
    pub(crate) below: &'a str,
    /// The page that the text stands on.
    pub(crate) page: &'a OutPath,
    pub(crate) text: OnPage<'a>,
}

/// Why a link is broken.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Broken {
    /// Nothing is at this path, relative to the site's root.
    Nothing(String),
    /// The path leads out of the site.
    Outside,
    /// A file is there, and it is not published.
    NotPublished(FileId),
    /// The page has no such place.
    NoAnchor(OutPath, String),
}

impl<'a> SiteMap<'a> {
    /// Adds a page that shows a text.
    pub(crate) fn add_page(&mut self, path: &OutPath, text: OnPage<'a>) {
        self.outputs.insert(path.clone(), Some(text));
        self.pages_of.entry(text.file).or_default().push((path.clone(), text));
    }

    /// Adds the page of an event that stands in a file as a heading.
    pub(crate) fn add_heading(&mut self, file: FileId, id: &'a str, path: &OutPath) {
        self.headings.insert((file, id), path.clone());
    }

    /// Adds an output that is no text of the author's.
    pub(crate) fn add_output(&mut self, path: OutPath) {
        self.outputs.entry(path).or_insert(None);
    }

    /// Adds a file below `content/`, and where it is published.
    pub(crate) fn add_file(&mut self, below: &str, file: FileId, published: Option<OutPath>) {
        self.files.insert(composed(below), (file, published));
    }

    /// Where the link `address` leads.
    pub(crate) fn lead(&self, from: &From<'a>, address: &str) -> Result<LinkTarget, Broken> {
        let address = address.trim();
        if has_scheme(address) || address.starts_with("//") {
            return Ok(LinkTarget::Outside);
        }
        let (path, fragment) =
            address.split_once('#').map_or((address, None), |(p, f)| (p, Some(decoded(f))));
        let path = path.split('?').next().unwrap_or("");
        if path.is_empty() {
            return self.same_page(from, fragment.unwrap_or_default());
        }
        let target = self.output(from, &decoded(path))?;
        let Some(fragment) = fragment.filter(|fragment| !fragment.is_empty() && fragment != "top") else {
            return Ok(LinkTarget::Inside(target, None));
        };
        if self.has_anchor(&target, &fragment) {
            return Ok(LinkTarget::Inside(target, Some(fragment.into())));
        }
        let file = self.outputs.get(&target).copied().flatten().map(|text| text.file);
        if let Some(found) = file.and_then(|file| self.elsewhere(file, &fragment)) {
            return Ok(found);
        }
        if self.is_title(&target, &fragment) {
            return Ok(LinkTarget::Inside(target, None));
        }
        Err(Broken::NoAnchor(target, fragment))
    }

    fn output(&self, from: &From<'a>, path: &str) -> Result<OutPath, Broken> {
        let beside_file = joined(from.below, path).ok_or(Broken::Outside)?;
        let file = self.files.get(&beside_file).or_else(|| {
            let folder = if beside_file.is_empty() {
                "index.md".to_owned()
            } else {
                format!("{beside_file}/index.md")
            };
            self.files.get(&folder).filter(|_| is_folder(path))
        });
        match file {
            Some((_, Some(output))) => return Ok(output.clone()),
            Some((file, None)) => return Err(Broken::NotPublished(*file)),
            None => {}
        }
        let beside_page = joined(from.page.as_str(), path);
        let found = [Some(&beside_file), beside_page.as_ref()].into_iter().flatten().find_map(|at| {
            let at = match (is_folder(path), at.as_str()) {
                (true, "") => "index.html".to_owned(),
                (true, at) => format!("{at}/index.html"),
                (false, at) => at.to_owned(),
            };
            self.outputs.get_key_value(&OutPath::new(&at).ok()?)
        });
        found.map(|(output, _)| output.clone()).ok_or(Broken::Nothing(beside_file))
    }

    fn same_page(&self, from: &From<'a>, fragment: String) -> Result<LinkTarget, Broken> {
        if fragment.is_empty() || fragment == "top" || self.text_has(from.text, &fragment) {
            return Ok(LinkTarget::SamePage(fragment.into()));
        }
        // The place may stand in another part of the same file, which has a page of its own.
        if let Some(found) = self.elsewhere(from.text.file, &fragment) {
            return Ok(found);
        }
        if self.is_title(from.page, &fragment) {
            return Ok(LinkTarget::SamePage("".into()));
        }
        Err(Broken::NoAnchor(from.page.clone(), fragment))
    }

    /// Where the place is that `fragment` names in the file, on whichever page; a heading that is
    /// an event has a page of its own.
    fn elsewhere(&self, file: FileId, fragment: &str) -> Option<LinkTarget> {
        if let Some(path) = self.headings.get(&(file, fragment)) {
            return Some(LinkTarget::Inside(path.clone(), None));
        }
        let mut known = self.anchors_of.borrow_mut();
        let anchors = known.entry(file).or_insert_with(|| {
            let mut anchors = FxHashMap::default();
            for (path, text) in self.pages_of.get(&file).into_iter().flatten() {
                for anchor in &text.prose().anchors {
                    anchors.entry(&*anchor.id).or_insert_with(|| path.clone());
                }
            }
            anchors
        });
        anchors.get(fragment).map(|path| LinkTarget::Inside(path.clone(), Some(fragment.into())))
    }

    /// Whether a page has a place of that id. What stands on the program's own pages, and in files
    /// that are published as they are, is not known here.
    fn has_anchor(&self, path: &OutPath, fragment: &str) -> bool {
        match self.outputs.get(path) {
            Some(Some(text)) => self.text_has(*text, fragment),
            _ => true,
        }
    }

    /// Whether a fragment is made of the page's own title: the first heading of its file.
    fn is_title(&self, path: &OutPath, fragment: &str) -> bool {
        let text = self.outputs.get(path).copied().flatten();
        let title = text.and_then(|text| text.prose().first_heading.as_deref());
        title.is_some_and(|title| slug(title) == slug(fragment))
    }

    fn text_has(&self, text: OnPage<'a>, fragment: &str) -> bool {
        let prose = text.prose();
        let mut known = self.anchors.borrow_mut();
        let anchors = known
            .entry(std::ptr::from_ref(prose))
            .or_insert_with(|| prose.anchors.iter().map(|anchor| &*anchor.id).collect());
        anchors.contains(fragment)
    }

    /// The ids of the places on a page, for finding the nearest.
    pub(crate) fn anchors(&self, path: &OutPath) -> impl Iterator<Item = &'a str> {
        let text = self.outputs.get(path).copied().flatten();
        text.into_iter().flat_map(|text| text.prose().anchors.iter().map(|anchor| &*anchor.id))
    }
}

impl SiteMap<'_> {
    /// Every path that a link may name, relative to the root and in order, for finding the nearest.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &str> {
        let paths = self.paths.get_or_init(|| {
            let files = self.files.iter().filter(|(_, (_, published))| published.is_some());
            let mut paths: Vec<_> = files.map(|(path, _)| path.clone()).collect();
            paths.extend(self.outputs.keys().map(|path| path.as_str().to_owned()));
            paths.sort_unstable();
            paths.dedup();
            paths
        });
        paths.iter().map(String::as_str)
    }
}

fn decoded(part: &str) -> String {
    composed(&percent_decode_str(part).decode_utf8_lossy())
}

fn is_folder(path: &str) -> bool {
    path.ends_with('/') || matches!(path.rsplit('/').next(), Some("." | ".."))
}

/// Whether an address begins with a scheme (RFC 3986, section 3.1).
fn has_scheme(address: &str) -> bool {
    let scheme = address.split([':', '/', '?', '#']).next().unwrap_or("");
    address[scheme.len()..].starts_with(':')
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
}

/// `path` as it is meant in the file `from`, relative to the root and without a last `/`; `None`
/// where it leads out of the root.
fn joined(from: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = match path.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => from.rsplit_once('/').map_or_else(Vec::new, |(folder, _)| folder.split('/').collect()),
    };
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::{has_scheme, joined};

    #[test]
    fn paths_are_relative_to_the_file() {
        let join = |from, path| joined(from, path);
        assert_eq!(join("events/2010/a.md", "b.md").as_deref(), Some("events/2010/b.md"));
        assert_eq!(join("events/2010/a.md", "../../x/./b.md").as_deref(), Some("x/b.md"));
        assert_eq!(join("events/a.md", "/b.md").as_deref(), Some("b.md"));
        assert_eq!(join("a.md", "sources/").as_deref(), Some("sources"));
        assert_eq!(join("events/a.md", "..").as_deref(), Some(""));
        assert_eq!(join("events/a.md", "../../b.md"), None);
    }

    #[test]
    fn schemes_are_told_from_paths() {
        for address in ["https://example.org", "mailto:a@b", "tel:1", "x-y+z.1:a"] {
            assert!(has_scheme(address), "{address}");
        }
        for address in ["a.md", "a/b:c", "#a:b", "?a:b", ":a", "1a:b", "", "/a:b"] {
            assert!(!has_scheme(address), "{address}");
        }
    }
}
