//! A parsed file.

use std::sync::Arc;

use crate::base::diagnostic::Fault;
use crate::base::span::Span;
use crate::syntax::fields::{EventFields, NameFields, OutletFields, PageFields, SourceFields};
use crate::syntax::prose::Prose;

/// What a file is, by the folder that it lies in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// `events/**/*.md`
    Event,
    /// `sources/**/*.md`
    Source,
    /// `actors/**/*.md`
    Actor,
    /// `places/**/*.md`
    Place,
    /// Any other `*.md`, `index.md` among them.
    Page,
}

/// A parsed Markdown file.
#[derive(Debug, Clone)]
pub struct Document {
    /// Its front matter, read as its kind has it.
    pub front: Front,
    /// Its text, without the headings that are events and what belongs to them.
    pub prose: Prose,
    /// The headings that are events, in the order of the text.
    pub sections: Vec<Section>,
    /// What is to be said about it.
    pub faults: Vec<Fault>,
}

impl Document {
    /// The language that its author named for its text. What is said of a source is in the site's.
    pub fn language(&self) -> Option<&str> {
        match &self.front {
            Front::Event(fields) => fields.language.as_deref(),
            Front::Name(fields) => fields.language.as_deref(),
            Front::Page(fields) => fields.language.as_deref(),
            Front::Source(_) => None,
        }
    }
}

/// The front matter of a file, by its kind; shared with the chronicle that is made of it.
#[derive(Debug, Clone)]
pub enum Front {
    /// Of an event.
    Event(Arc<EventFields>),
    /// Of a source.
    Source(Arc<SourceFields>),
    /// Of an actor or a place.
    Name(Arc<NameFields>),
    /// Of a page.
    Page(Arc<PageFields>),
}

/// A heading with a date, and the text that belongs to it.
#[derive(Debug, Clone)]
pub struct Section {
    /// The heading's level, 1 to 6.
    pub level: u8,
    /// What its braces say, and its text as the title.
    pub fields: Arc<EventFields>,
    /// Its text, up to the next heading of the same or a higher level, without the events in it.
    pub prose: Prose,
    /// The section that it lies in, as an index into the document's sections.
    pub parent: Option<u32>,
    /// The whole heading.
    pub span: Span,
}

/// The parsed `outlets.yaml`.
#[derive(Debug, Clone)]
pub struct OutletList {
    /// Each outlet, in the order of the file.
    pub outlets: Vec<Arc<OutletFields>>,
    /// What is to be said about the file.
    pub faults: Vec<Fault>,
}

/// A parsed YAML file of sources.
#[derive(Debug, Clone)]
pub struct SourceList {
    /// Each source, its `key` set from the map's key.
    pub sources: Vec<Arc<SourceFields>>,
    /// What is to be said about the file.
    pub faults: Vec<Fault>,
}
