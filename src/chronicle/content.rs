//! What each file of a site is, by the folder that it lies in.

use std::sync::Arc;

use crate::base::path::SitePath;
use crate::base::span::FileId;
use crate::syntax::document::{Document, Kind, OutletList, SourceList};

/// What a file below `content/` is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// A Markdown file.
    Markdown(Kind),
    /// A YAML file of sources.
    SourceList,
    /// A file of sources in BibTeX or BibLaTeX: `.bib` below `sources/`.
    Bib,
    /// A file of sources in CSL-JSON: `.json` below `sources/`.
    Csl,
    /// The kept text of a source: a `.txt` below `sources/`, named by its key.
    KeptText,
    /// What is known of outlets: `outlets.yaml`.
    Outlets,
    /// Something to publish as it is.
    Asset,
}

/// What the file at `path` is; `None` where it is no content.
pub fn role(path: &SitePath) -> Option<Role> {
    let path_in_content = below(path)?;
    let folder = path_in_content.split_once('/').map_or("", |(folder, _)| folder);
    Some(match (path.extension().as_str(), folder) {
        ("md" | "markdown", "events") => Role::Markdown(Kind::Event),
        ("md" | "markdown", "sources") => Role::Markdown(Kind::Source),
        ("md" | "markdown", "actors") => Role::Markdown(Kind::Actor),
        ("md" | "markdown", "places") => Role::Markdown(Kind::Place),
        ("md" | "markdown", _) => Role::Markdown(Kind::Page),
        ("yaml" | "yml", "sources") => Role::SourceList,
        ("yaml" | "yml", "") if path.stem() == "outlets" => Role::Outlets,
        ("bib", "sources") => Role::Bib,
        ("json", "sources") => Role::Csl,
        ("txt", "sources") => Role::KeptText,
        _ => Role::Asset,
    })
}

/// The path of a file below `content/`.
pub fn below(path: &SitePath) -> Option<&str> {
    path.as_str().strip_prefix("content/")
}

/// A file that was parsed.
#[derive(Debug, Clone)]
pub struct ParsedFile {
    /// Which file.
    pub file: FileId,
    /// What is in it.
    pub parsed: Parsed,
}

/// What is in a file, shared with whoever remembers it.
#[derive(Debug, Clone)]
pub enum Parsed {
    /// A Markdown file of that kind.
    Document(Kind, Arc<Document>),
    /// A file of sources: YAML, `.bib` or CSL-JSON.
    Sources(Arc<SourceList>),
    /// What is known of outlets.
    Outlets(Arc<OutletList>),
}

#[cfg(test)]
mod tests {
    use super::{Role, role};
    use crate::base::path::SitePath;
    use crate::syntax::document::Kind;

    #[test]
    fn the_folder_tells_the_kind() {
        let of = |path| role(&SitePath::new(path));
        assert_eq!(of("content/events/2010/a.md"), Some(Role::Markdown(Kind::Event)));
        assert_eq!(of("content/sources/a.MD"), Some(Role::Markdown(Kind::Source)));
        assert_eq!(of("content/sources/x/a.yml"), Some(Role::SourceList));
        assert_eq!(of("content/sources/a.json"), Some(Role::Csl));
        assert_eq!(of("content/sources/x/A.BIB"), Some(Role::Bib));
        assert_eq!(of("content/events.md"), Some(Role::Markdown(Kind::Page)));
        assert_eq!(of("content/data/a.json"), Some(Role::Asset));
        assert_eq!(of("site.toml"), None);
        assert_eq!(of("contents/a.md"), None);
    }
}
