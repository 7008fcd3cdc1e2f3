//! A note, in a citation style that cites in notes.

use serde::Serialize;

use crate::render::prose::Scribe;
use crate::render::view::Html;

/// A note to a text.
#[derive(Debug, Clone, Hash, Serialize)]
pub(crate) struct NoteView {
    /// Its number on the page, which its mark shows.
    number: u32,
    /// The id of this entry, to which its mark leads.
    anchor: String,
    /// What it cites, in the site's citation style.
    html: Html,
    /// The way back to its mark: `#cite-3`.
    back: String,
}

/// The notes of the list at hand.
pub(crate) fn notes(scribe: &Scribe<'_, '_>) -> Vec<NoteView> {
    let view = |(note, html): (&crate::render::prose::noted::Note, String)| NoteView {
        number: note.number,
        anchor: format!("note-{}", note.number),
        html: Html(html),
        back: format!("#cite-{}", note.mark),
    };
    scribe.notes().into_iter().map(view).collect()
}
