//! Markdown → prose: HTML with holes, and everything in it that a chronicle must know of.
//!
//! CommonMark with tables, footnotes, strikethrough, task lists, definition lists, alerts,
//! citations and `[[mentions]]`. One pass over the parser's events; no block is read twice.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser};

use crate::base::diagnostic::Fault;
use crate::syntax::document::Section;
use crate::syntax::prose::Prose;

mod anchor;
mod block;
mod emit;
mod heading;
mod html;
mod inline;
mod link;
mod note;
mod plain;
mod quotation;
mod section;
mod trap;
mod walk;

/// What a body compiles to.
#[derive(Debug, Default)]
pub(crate) struct Compiled {
    /// The text that belongs to no section.
    pub(crate) prose: Prose,
    /// The headings that are events.
    pub(crate) sections: Vec<Section>,
    /// What is to be said about the text.
    pub(crate) faults: Vec<Fault>,
}

/// Compiles the Markdown from byte `body` of `text` on. With `titled`, the first heading of
/// level 1 is the page's title, and is left out of the HTML.
pub(crate) fn compile(text: &str, body: usize, titled: bool) -> Compiled {
    let masked = mask_definitions(text, body);
    let source = masked.as_deref().unwrap_or(text);
    let mut events: Vec<(Event, Range<usize>)> = parser(&source[body..])
        .into_offset_iter()
        .map(|(event, at)| (event, at.start + body..at.end + body))
        .collect();
    if masked.is_some() {
        for (event, at) in &mut events {
            unmask(text, event, at);
        }
    }
    walk::Compiler::new(text, &events, titled).compile()
}

/// Markdown of a few words, such as a citation's prefix, as safe HTML: emphasis and code are kept,
/// links and images become their words.
pub fn phrase(markdown: &str) -> String {
    let mut events: Vec<_> = parser(markdown.trim()).into_offset_iter().collect();
    events.retain(|(event, _)| inline::is_inline(event));
    inline::words(markdown.trim(), &events).0
}

fn parser(text: &str) -> Parser<'_> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
        | Options::ENABLE_WIKILINKS;
    Parser::new_ext(text, options)
}

/// Hides the colon of a line `[@key]: …` from the parser, which would take it for a link's
/// definition and swallow it: it is a citation. `None` where there is no such line.
fn mask_definitions(text: &str, body: usize) -> Option<String> {
    let mut colons = Vec::new();
    let mut start = body;
    for line in text[body..].split_inclusive('\n') {
        let label = line.trim_start_matches([' ', '\t', '>']);
        if (label.starts_with("[@") || label.starts_with("[-@"))
            && let Some(close) = line.find("]:")
        {
            colons.push(start + close + 1);
        }
        start += line.len();
    }
    if colons.is_empty() || text.contains(MASK) {
        return None;
    }
    let mut bytes = text.as_bytes().to_vec();
    for colon in colons {
        bytes[colon] = MASK as u8;
    }
    String::from_utf8(bytes).ok()
}

/// What a hidden colon is for the parser: a letter, so that it means nothing.
const MASK: char = '\u{1}';

/// Gives an event the text that stands in the file.
fn unmask<'a>(text: &'a str, event: &mut Event<'a>, at: &Range<usize>) {
    match event {
        Event::Text(content) | Event::Html(content) | Event::InlineHtml(content)
            if content.contains(MASK) =>
        {
            *content = match text.get(at.clone()) {
                Some(written) if written.len() == content.len() => written.into(),
                _ => content.replace(MASK, ":").into(),
            };
        }
        Event::Code(content) if content.contains(MASK) => {
            *content = content.replace(MASK, ":").into();
        }
        _ => {}
    }
}
