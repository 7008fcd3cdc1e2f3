//! How much of a page things take, told before a page is made.
//!
//! A weight is a bound on the bytes of a page after gzip: what an author wrote counts in full,
//! since no text of any script grows by it; the marks around it, which repeat from entry to entry,
//! count by what they were measured to take. So what a list may hold is known to the plan, and is
//! the same everywhere.

use crate::base::arena::Id;
use crate::chronicle::model::{Chronicle, Event, Source, Target, Text};
use crate::cite::style::Class;
use crate::syntax::prose::Piece;

/// The most that a page of a list weighs, its frame and its strip aside.
pub(crate) const LIST: usize = 72_000;

/// The most that all of the chronology weighs where the home page shows it whole.
pub(crate) const HOME: usize = 64_000;

/// The most that a list beside another weighs where a page shows it whole.
pub(crate) const BESIDE: usize = 16_000;

/// What an entry takes besides its texts: its marks and the words for its date, its gap and its
/// sources.
const ENTRY: usize = 150;

/// What a line of a long list takes besides its texts.
const LINE: usize = 80;

/// What a link takes besides its texts.
const LINK: usize = 16;

/// What a citation's marks take.
const MARKS: usize = 50;

fn length(text: Option<&str>) -> usize {
    text.map_or(0, str::len)
}

fn link(title: &str, path: &str) -> usize {
    LINK + title.len() + path.len()
}

/// An event among entries, with its summary. Its title stands in the strip too.
pub(crate) fn entry(chronicle: &Chronicle, id: Id<Event>) -> usize {
    let event = &chronicle.events[id];
    let actors = event.actors.iter().map(|&id| &chronicle.actors[id]);
    let names = actors.chain(event.places.iter().map(|&id| &chronicle.places[id]));
    // A place stands above the title too.
    let places: usize = event.places.iter().map(|&id| chronicle.places[id].title.len()).sum();
    let tags = event.tags.iter().map(|&id| &chronicle.tags[id]);
    let strip = event.title.len() + event.path.as_str().len();
    ENTRY
        + link(&event.title, event.path.as_str())
        + event.id.len()
        + strip
        + length(event.fields.summary.as_deref())
        + event.date.as_written().len() * 2
        + names.map(|name| link(&name.title, name.path.as_str())).sum::<usize>()
        + places
        + tags.map(|tag| link(&tag.title, tag.path.as_str())).sum::<usize>()
}

/// The same with its text and its sources.
pub(crate) fn told(chronicle: &Chronicle, id: Id<Event>) -> usize {
    let event = &chronicle.events[id];
    let sources: usize = event.sources.iter().map(|&source| card(chronicle, source)).sum();
    entry(chronicle, id) + prose(&event.text) + notes(chronicle, &event.text) + sources
}

/// An event in a line of a long list.
pub(crate) fn line(chronicle: &Chronicle, id: Id<Event>) -> usize {
    let event = &chronicle.events[id];
    LINE + link(&event.title, event.path.as_str())
        + length(event.fields.summary.as_deref())
        + event.date.as_written().len()
}

/// An event among those of the second clock, with the sources that were first to report it.
pub(crate) fn reported(chronicle: &Chronicle, id: Id<Event>) -> usize {
    let sources = chronicle.events[id].sources.iter().take(8);
    line(chronicle, id) + sources.map(|&id| short(chronicle, id)).sum::<usize>()
}

/// An event with what bears it, in numbers.
pub(crate) fn evidence(chronicle: &Chronicle, id: Id<Event>) -> usize {
    line(chronicle, id) + LINE - length(chronicle.events[id].fields.summary.as_deref())
}

/// A text that a page shows.
pub(crate) fn prose(text: &Text) -> usize {
    let prose = text.prose();
    let piece = |piece: &Piece| match piece {
        Piece::Html(html) | Piece::Raw(html) => html.len(),
        Piece::Cluster(n) => prose.clusters[*n as usize].items.len() * MARKS,
        Piece::Mention(n) => {
            let mention = &prose.mentions[*n as usize];
            LINK * 3 + mention.target.len() * 2 + length(mention.words.as_deref())
        }
        Piece::Address(n) => LINK + prose.links[*n as usize].address.len(),
        Piece::Section(_) => ENTRY,
        Piece::Said(_) | Piece::Speaker(_) | Piece::Quotation(_) => 64,
        Piece::Word(_) => 16,
    };
    prose.pieces.iter().map(piece).sum()
}

/// A source's short name, as a link.
fn short(chronicle: &Chronicle, id: Id<Source>) -> usize {
    let source = &chronicle.sources[id];
    let fields = &source.fields;
    let name = fields.outlet.as_deref().or(fields.title.as_deref()).unwrap_or(&source.key);
    LINK + name.len() + source.path.as_str().len()
}

/// A source in a list of sources.
pub(crate) fn source(chronicle: &Chronicle, id: Id<Source>) -> usize {
    let source = &chronicle.sources[id];
    let fields = &source.fields;
    let authors: usize = fields.author.iter().map(|author| author.shown().len() + 2).sum();
    // A chain of sources is followed to its end: there are no circles.
    let via = std::iter::successors(source.via, |&id| chronicle.sources[id].via).take(64);
    LINE + short(chronicle, id)
        + length(fields.title.as_deref())
        + length(fields.published.as_ref().map(|date| date.as_written())) * 2
        + authors
        + reference(chronicle, id)
        + via.map(|id| short(chronicle, id) + LINK).sum::<usize>()
}

/// A source in the site's citation style; nothing where it has none.
fn reference(chronicle: &Chronicle, id: Id<Source>) -> usize {
    if chronicle.style.is_none() {
        return 0;
    }
    let fields = &chronicle.sources[id].fields;
    let texts = [
        fields.outlet.as_deref(),
        fields.title.as_deref(),
        fields.publisher.as_deref(),
        fields.place.as_deref(),
        fields.volume.as_deref(),
        fields.issue.as_deref(),
        fields.page.as_deref(),
        fields.url.as_deref(),
    ];
    let more = fields.more.iter();
    let variables = more.clone().flat_map(|more| &more.variables).map(|(_, text)| text.len());
    let others = more.flat_map(|more| &more.creators).map(|(_, creator)| creator);
    let names = fields.author.iter().chain(others).map(|creator| creator.shown().len() + 4);
    LINE + texts.into_iter().map(length).sum::<usize>() + variables.chain(names).sum::<usize>()
}

/// The notes of a text, where the site's citation style has them.
fn notes(chronicle: &Chronicle, text: &Text) -> usize {
    if chronicle.style.as_ref().is_none_or(|style| style.class != Class::Note) {
        return 0;
    }
    let cited = text.cited.iter().flatten().flatten().map(|&id| &chronicle.citations[id]);
    cited.map(|citation| reference(chronicle, citation.source) + citation.suffix.len() + MARKS).sum()
}

/// A source with all that its card has.
fn card(chronicle: &Chronicle, id: Id<Source>) -> usize {
    let fields = &chronicle.sources[id].fields;
    let texts = [
        fields.translated_title.as_deref(),
        fields.romanized_title.as_deref(),
        fields.url.as_deref(),
        fields.archived.as_deref(),
        fields.volume.as_deref(),
        fields.issue.as_deref(),
        fields.page.as_deref(),
    ];
    let quotes: usize = fields.quotes.iter().map(|quote| quote.len()).sum();
    source(chronicle, id) + LINE + texts.into_iter().map(length).sum::<usize>() + quotes
}

/// A name in an index.
pub(crate) fn name(chronicle: &Chronicle, target: Target) -> usize {
    let name = match target {
        Target::Actor(id) => &chronicle.actors[id],
        Target::Place(id) => &chronicle.places[id],
        Target::Tag(id) => {
            let tag = &chronicle.tags[id];
            return LINK * 2 + link(&tag.title, tag.path.as_str());
        }
        Target::Outlet(id) => {
            let outlet = &chronicle.outlets[id];
            let country = outlet.own.as_ref().and_then(|own| own.country.as_deref());
            return LINK * 2 + link(&outlet.title, outlet.path.as_str()) + length(country);
        }
        _ => return 0,
    };
    let fields = name.own.as_ref().map(|own| &own.fields);
    let kind = fields.and_then(|fields| fields.kind.as_deref());
    let summary = fields.and_then(|fields| fields.summary.as_deref());
    LINK * 2 + link(&name.title, name.path.as_str()) + length(kind) + length(summary)
}

/// Each event that rests on a source, with the statements for which it is cited.
pub(crate) fn rests(chronicle: &Chronicle, id: Id<Source>) -> Vec<usize> {
    let source = &chronicle.sources[id];
    let mut citations = source.citations.iter().map(|&id| &chronicle.citations[id]).peekable();
    let rest = |&event: &Id<Event>| {
        let mut weight = line(chronicle, event) + LINK;
        let prose = chronicle.events[event].text.prose();
        while let Some(citation) = citations.next_if(|citation| citation.by == Target::Event(event)) {
            let statement = prose.clusters[citation.cluster as usize].statement;
            let statement = statement.map(|n| prose.statements[n as usize].span.range().len());
            weight += MARKS + statement.unwrap_or(0);
        }
        weight
    };
    source.events.iter().map(rest).collect()
}
