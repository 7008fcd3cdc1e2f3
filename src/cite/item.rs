//! A source as CSL-JSON, for the engine.

use hayagriva::citationberg::json::{Item, LiteralName, NameItem, NameValue, Value};

use crate::cite::date;
use crate::dates::date::Date;
use crate::dates::zone::Zone;
use crate::syntax::fields::SourceFields;
use crate::syntax::source::creator::{Creator, Role};
use crate::syntax::source::item_type::ItemType;
use crate::syntax::source::variable::Variable;

/// The longest text that the engine is given: what is longer says no more in a reference.
const LONGEST: usize = 2_000;

/// The source of that key, in CSL's own terms. Times are read in `zone`.
pub(crate) fn item(key: &str, source: &SourceFields, zone: Zone) -> Item {
    let mut item = std::collections::BTreeMap::new();
    let mut text = |name: &str, text: Option<&str>| {
        if let Some(text) = text.map(cleaned).filter(|text| !text.is_empty()) {
            item.insert(name.to_owned(), Value::String(text));
        }
    };
    text("id", Some(key));
    text("type", Some(ItemType::of(source).csl));
    text("container-title", source.outlet.as_deref());
    text("title", source.title.as_deref());
    text("URL", source.url.as_deref());
    text("page", source.page.as_deref());
    text("volume", source.volume.as_deref());
    text("issue", source.issue.as_deref());
    text("publisher", source.publisher.as_deref());
    text("publisher-place", source.place.as_deref());
    text("language", source.language.as_deref());
    for (variable, value) in source.more.iter().flat_map(|more| &more.variables) {
        if !variable.is_date() && *variable != Variable::Keyword && *variable != Variable::Abstract {
            text(variable.csl(), Some(value));
        }
    }
    let dates = [("issued", source.published.as_ref()), ("accessed", source.accessed.as_ref())];
    for (name, value) in dates {
        let value = value.and_then(|value| date::date(value, zone));
        // A day of reading that is in doubt is not worth words.
        let value = value.filter(|_| name == "issued" || is_exact(source.accessed.as_ref(), zone));
        item.extend(value.map(|value| (name.to_owned(), Value::Date(value))));
    }
    for (variable, value) in source.more.iter().flat_map(|more| &more.variables) {
        let value = Some(value).filter(|_| variable.is_date()).and_then(|value| Date::parse(value).ok());
        let value =
            value.filter(|value| is_exact(Some(value), zone)).and_then(|value| date::date(&value, zone));
        item.extend(value.map(|value| (variable.csl().to_owned(), Value::Date(value))));
    }
    let others = source.more.iter().flat_map(|more| &more.creators).map(|(role, _)| *role);
    for role in std::iter::once(Role::Author).chain(others) {
        let names: Vec<_> = source.creators(role).map(name).collect();
        if !names.is_empty() {
            item.insert(role.csl().to_owned(), Value::Names(names));
        }
    }
    Item(item)
}

fn is_exact(value: Option<&Date>, zone: Zone) -> bool {
    value.is_some_and(|value| date::exact(value, zone).is_some())
}

fn name(creator: &Creator) -> NameValue {
    match creator {
        Creator::Whole(name) => NameValue::Literal(LiteralName { literal: cleaned(name) }),
        Creator::Person(person) => {
            let part = |part: &Option<Box<str>>| part.as_deref().map(cleaned);
            NameValue::Item(NameItem {
                family: cleaned(&person.family),
                given: part(&person.given),
                non_dropping_particle: part(&person.non_dropping),
                dropping_particle: part(&person.dropping),
                suffix: part(&person.suffix),
                comma_suffix: person.suffix.as_ref().map(|_| true),
            })
        }
    }
}

/// A text in one line, without what is no letter or sign, and of a bounded length. What turns the
/// direction of all that follows goes too: it would turn the rest of the sentence.
fn cleaned(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let words: Vec<_> =
        text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty()).collect();
    let mut text = words.join(" ");
    text.retain(|c| !turns(c));
    if text.len() > LONGEST {
        let mut end = LONGEST;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        text.truncate(end);
        text.push('…');
    }
    text
}
