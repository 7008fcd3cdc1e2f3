//! How a page is cited, and what reference managers pick up from it.

use serde::Serialize;

use crate::base::arena::Id;
use crate::chronicle::model::{Event, Source};
use crate::render::exports::coins::coins;
use crate::render::exports::references::{self, Format, Told};
use crate::render::exports::{of_event_are_made, path_of_event, styled};
use crate::render::link::Folder;
use crate::render::lookup::Lookup;
use crate::render::view::Html;
use crate::syntax::fields::SourceFields;

/// `cite`: how the event or the source of a page is cited.
#[derive(Debug, Hash, Serialize)]
pub(crate) struct CiteView {
    /// In the site's citation style; where it has none, in one plain style of our own.
    html: Html,
    /// The same for other programs, in a fixed order.
    formats: Vec<CiteFormatView>,
    /// The sources of an event as files for reference managers; empty where there are none.
    files: Vec<FileView>,
    /// The page's sources for Zotero and its like: each is the `title` of an empty element of the
    /// class `Z3988`.
    coins: Vec<String>,
}

/// A citation for another program.
#[derive(Debug, Hash, Serialize)]
struct CiteFormatView {
    /// What the format is called.
    name: &'static str,
    /// The citation.
    text: String,
}

/// A file in another format than a page.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub(crate) struct FileView {
    /// What the format is called.
    name: &'static str,
    /// Where it lies.
    href: String,
    /// Its media type.
    media_type: &'static str,
}

/// How a source is cited.
pub(crate) fn of_source(site: &Lookup<'_>, id: Id<Source>) -> CiteView {
    let told = Told::new(site, id);
    CiteView {
        html: Html(
            site.styled.as_ref().map_or_else(|| styled::html(&told), |styled| styled.entry(id).to_owned()),
        ),
        formats: formats(&told),
        files: Vec::new(),
        coins: vec![coins(site, id)],
    }
}

/// How an event is cited: its page, as one of the site's. Its sources are picked up from it.
pub(crate) fn of_event(site: &Lookup<'_>, base: Option<&str>, folder: Folder<'_>, id: Id<Event>) -> CiteView {
    let fields = references::fields_of_event(site, base, id);
    let told = Told::of_event(site, &fields, id);
    let event = &site.chronicle.events[id];
    let files = of_event_are_made(site.chronicle, event).then(|| {
        Format::ALL.map(|format| FileView {
            name: format.name(),
            href: path_of_event(&folder.link(site.event_path(id)).to_string(), format),
            media_type: format.media_type(),
        })
    });
    let entry = site.styled.as_ref().and_then(|styled| {
        // When it happened is not when the page was published, which a style would make of it.
        styled.entry_of(&event.id, &SourceFields { more: None, ..fields.clone() })
    });
    CiteView {
        html: Html(entry.unwrap_or_else(|| styled::html(&told))),
        formats: formats(&told),
        files: files.into_iter().flatten().collect(),
        coins: event.sources.iter().map(|&source| coins(site, source)).collect(),
    }
}

fn formats(told: &Told<'_>) -> Vec<CiteFormatView> {
    let of = |format: Format| {
        let mut text = String::new();
        references::write_entry(told, format, &mut text);
        CiteFormatView {
            name: format.name(),
            text: text.trim_start().trim_end_matches(['\r', '\n']).replace('\r', ""),
        }
    };
    let markdown = CiteFormatView { name: "Markdown", text: styled::markdown(told).trim_end().to_owned() };
    vec![of(Format::Biblatex), of(Format::Ris), of(Format::CslJson), markdown]
}
