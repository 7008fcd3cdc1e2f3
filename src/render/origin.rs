//! Where a field stands that an output was made of, for what is said of it.

use crate::base::snapshot::Snapshot;
use crate::base::span::{FileId, Span};
use crate::syntax::fields::{Origin, Step};
use crate::syntax::yaml::place::Locator;

/// The bytes of what `steps` lead to, in the file that `origin` stands in.
pub(crate) fn span(snapshot: &Snapshot, file: FileId, origin: &Origin, steps: &[Step<'_>]) -> Span {
    let block = match origin {
        Origin::Yaml { block, .. } => *block,
        Origin::Heading { .. } | Origin::Data { .. } | Origin::Nowhere => Span::default(),
    };
    Locator::new(snapshot.text(file), block).locate(origin, steps)
}
