//! Raw HTML in a text, where the site does not let it through.

use crate::base::code::Code;
use crate::base::diagnostic::Diagnostic;
use crate::base::span::FileId;
use crate::chronicle::complaints::Complaints;
use crate::chronicle::model::{Chronicle, Text};

pub(crate) fn check(chronicle: &Chronicle, complaints: &mut Complaints<'_>) {
    if chronicle.config.raw_html {
        return;
    }
    for (file, text) in texts(chronicle) {
        for &span in &text.prose().raw_html {
            let said = Diagnostic::at(Code::RawHtml, file, span, "raw HTML is shown as text");
            complaints.push(
                said.label("not let through")
                    .why("HTML in a text could break the page, or run something in it")
                    .help("write it in Markdown, or set `raw_html = true` in `site.toml` if you trust every text"),
            );
        }
    }
}

/// Every text of the chronicle, with its file.
fn texts(chronicle: &Chronicle) -> impl Iterator<Item = (FileId, &Text)> {
    let events = chronicle.events.values().iter().map(|event| (event.file, &event.text));
    let notes = chronicle.sources.values().iter();
    let notes = notes.filter_map(|source| source.text.as_ref().map(|text| (source.file, text)));
    let names = chronicle.actors.values().iter().chain(chronicle.places.values());
    let names = names.filter_map(|name| name.own.as_ref().map(|own| (own.file, &own.text)));
    let pages = chronicle.pages.values().iter().map(|page| (page.file, &page.text));
    events.chain(notes).chain(names).chain(pages)
}
