//! What `resolve` has to say, and where in front matter that stands.

use rustc_hash::FxHashMap;

use crate::base::code::Code;
use crate::base::diagnostic::{Diagnostic, sort};
use crate::base::snapshot::Snapshot;
use crate::base::span::{FileId, Place, Span};
use crate::chronicle::near::Nearest;
use crate::syntax::fields::{Origin, Step};
use crate::syntax::yaml::place::Locator;

/// Collects diagnostics.
pub(crate) struct Complaints<'a> {
    snapshot: &'a Snapshot,
    list: Vec<Diagnostic>,
    /// One for each file of which something was looked for, so that it is walked once.
    locators: FxHashMap<FileId, Locator<'a>>,
    /// Looks for near names, within the bounds of one run.
    pub(crate) nearest: Nearest,
}

impl<'a> Complaints<'a> {
    pub(crate) fn new(snapshot: &'a Snapshot) -> Self {
        Self { snapshot, list: Vec::new(), locators: FxHashMap::default(), nearest: Nearest::new() }
    }

    /// Others about the same site, that [`Self::join`] takes.
    pub(crate) fn beside(&self) -> Self {
        Self::new(self.snapshot)
    }

    /// Takes over those of another.
    pub(crate) fn join(&mut self, others: Self) {
        self.list.extend(others.list);
    }

    /// The text of a file; empty where it has none.
    pub(crate) fn text(&self, file: FileId) -> &'a str {
        self.snapshot.text(file)
    }

    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// All of them, in their one order.
    pub(crate) fn finish(mut self) -> Vec<Diagnostic> {
        sort(&mut self.list);
        self.list
    }

    /// Where a field stands, or what is nearest to it.
    pub(crate) fn field(&mut self, file: FileId, origin: &Origin, steps: &[Step<'_>]) -> Place {
        self.place(file, origin, |locator| locator.locate(origin, steps))
    }

    fn place(&mut self, file: FileId, origin: &Origin, find: impl Fn(&Locator<'a>) -> Span) -> Place {
        let text = self.snapshot.text(file);
        let span = match origin {
            Origin::Yaml { block, .. } => {
                find(self.locators.entry(file).or_insert_with(|| Locator::new(text, *block)))
            }
            Origin::Heading { .. } | Origin::Data { .. } | Origin::Nowhere => {
                find(&Locator::new(text, Span::default()))
            }
        };
        Place { file, span }
    }

    /// Where a whole entry of a file, or a front matter, begins.
    pub(crate) fn place_of_head(&mut self, file: FileId, origin: &Origin) -> Place {
        self.place(file, origin, |locator| locator.locate_key(origin, &[]))
    }

    /// A complaint about a whole entry of a file of sources, or a whole front matter.
    pub(crate) fn at_head(
        &mut self,
        code: Code,
        file: FileId,
        origin: &Origin,
        message: impl Into<String>,
    ) -> Diagnostic {
        let place = self.place(file, origin, |locator| locator.locate_key(origin, &[]));
        Diagnostic::at(code, place.file, place.span, message)
    }

    /// A complaint about a field.
    pub(crate) fn at_field(
        &mut self,
        code: Code,
        file: FileId,
        origin: &Origin,
        steps: &[Step<'_>],
        message: impl Into<String>,
    ) -> Diagnostic {
        let place = self.field(file, origin, steps);
        Diagnostic::at(code, place.file, place.span, message)
    }
}
