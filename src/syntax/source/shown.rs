//! Sources as text, for the tests of this room.

use std::fmt::Write;

use crate::dates::date::Date;
use crate::syntax::document::SourceList;
use crate::syntax::fields::SourceFields;
use crate::syntax::source::creator::Creator;
use crate::syntax::tests::shown;

/// Each source with all that it says, and what is to be said of the file.
pub(super) fn list(text: &str, list: &SourceList) -> String {
    let mut out = String::new();
    list.sources.iter().for_each(|source| out.push_str(&one(source)));
    out.push_str(&shown(text, &list.faults));
    out
}

fn one(source: &SourceFields) -> String {
    let more = source.more.as_deref();
    let csl = more.and_then(|more| more.item_type).map_or("", |it| it.csl);
    let mut out = format!("{} ({:?}, {csl})\n", source.key.as_deref().unwrap_or(""), source.kind);
    let mut line = |name: &str, value: Option<&str>| {
        if let Some(value) = value {
            let _ = writeln!(out, "  {name}: {value}");
        }
    };
    let date = |date: &Option<Date>| date.as_ref().map(|date| date.as_written().to_owned());
    line("outlet", source.outlet.as_deref());
    line("published", date(&source.published).as_deref());
    line("title", source.title.as_deref());
    let name = |creator: &Creator| match creator {
        Creator::Whole(name) => format!("{{{name}}}"),
        Creator::Person(person) => format!(
            "{}|{}|{}|{}|{}",
            person.family,
            person.given.as_deref().unwrap_or(""),
            person.dropping.as_deref().unwrap_or(""),
            person.non_dropping.as_deref().unwrap_or(""),
            person.suffix.as_deref().unwrap_or("")
        )
        .trim_end_matches('|')
        .to_owned(),
    };
    source.author.iter().for_each(|author| line("author", Some(&name(author))));
    line("url", source.url.as_deref());
    line("page", source.page.as_deref());
    line("volume", source.volume.as_deref());
    line("issue", source.issue.as_deref());
    line("place", source.place.as_deref());
    line("publisher", source.publisher.as_deref());
    line("language", source.language.as_deref());
    line("translated-title", source.translated_title.as_deref());
    line("archived", source.archived.as_deref());
    line("archived-on", date(&source.archived_on).as_deref());
    line("accessed", date(&source.accessed).as_deref());
    line("via", source.via.as_deref());
    line("origin", source.repeats.as_deref());
    source.quotes.iter().for_each(|quote| line("quote", Some(quote)));
    line("note", source.note.as_deref());
    if let Some(more) = more {
        more.creators.iter().for_each(|(role, creator)| line(role.csl(), Some(&name(creator))));
        more.variables.iter().for_each(|(variable, text)| line(variable.csl(), Some(text)));
    }
    source.extra.iter().for_each(|(name, value)| line(&format!("extra {name}"), Some(&value.to_string())));
    out
}
