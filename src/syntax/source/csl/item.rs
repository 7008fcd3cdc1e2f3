//! From an item of CSL-JSON to a source.

use serde_json::Value;

use crate::base::span::Span;
use crate::dates::date::Date;
use crate::syntax::fields::Origin;
use crate::syntax::source::creator::{Creator, Person, Role};
use crate::syntax::source::csl::date::written;
use crate::syntax::source::csl::value::{Member, Object};
use crate::syntax::source::draft::Draft;
use crate::syntax::source::item_type::ItemType;
use crate::syntax::source::variable::Variable;

/// What Zotero and Better BibTeX keep for themselves.
const PRIVATE: &[&str] = &[
    "citation-label",
    "journalAbbreviationAuto",
    "itemID",
    "uri",
    "uris",
    "system_id",
    "select",
    "libraryID",
];

/// Reads an item; and says where its key stands.
pub(super) fn source(item: &Object<'_>) -> (Draft, Span) {
    let key = ["citation-key", "citekey", "id"]
        .iter()
        .filter_map(|name| item.get(name))
        .find_map(|member| member.text().filter(|key| !key.trim().is_empty()).map(|key| (key, member.span)));
    let start = item.span.start as usize;
    let (key, span) = key.unwrap_or((String::new(), Span::new(start, start + 1)));
    let key = key_of(&key);
    let mut draft = Draft::new(Origin::Data { entry: item.span, key: span }, key);
    if let Some(item_type) = item.get("type").and_then(Member::text) {
        match ItemType::of_csl(&item_type) {
            Some(item_type) => draft.is_a(item_type),
            None => draft.keep("type", item_type),
        }
    }
    for member in &item.members {
        one(&mut draft, item, member);
    }
    (draft, span)
}

/// A key without what Zotero puts before it: `http://zotero.org/users/1/items/ABCD` is `ABCD`.
fn key_of(id: &str) -> &str {
    let id = id.trim();
    match id.rsplit_once("/items/") {
        Some((before, key)) if before.contains("zotero.org/") && !key.is_empty() => key,
        _ => id,
    }
}

fn one(draft: &mut Draft, item: &Object<'_>, member: &Member<'_>) {
    let (name, span) = (&*member.name, member.span);
    if PRIVATE.contains(&name) || matches!(name, "id" | "citation-key" | "citekey" | "type") {
        return;
    }
    if let Some(role) = Role::of_csl(name) {
        return creators(draft, role, member);
    }
    match name {
        "issued" => draft.fields.published = date(draft, member),
        "accessed" => draft.fields.accessed = date(draft, member),
        "custom" => return custom(draft, member),
        _ => {}
    }
    if matches!(name, "issued" | "accessed") {
        return;
    }
    let known = Variable::of_csl(name);
    if let Some(variable) = known.filter(|variable| variable.is_date()) {
        if let Some(date) = date(draft, member) {
            draft.set(variable, date.as_written());
        }
        return;
    }
    let Some(text) = member.text() else {
        return kept(draft, name, member);
    };
    let text = text.trim();
    if text.is_empty() {
        return;
    }
    plain(draft, item, name, text, span, known);
}

fn plain(draft: &mut Draft, item: &Object<'_>, name: &str, text: &str, span: Span, known: Option<Variable>) {
    let whole = || Some(Box::<str>::from(text));
    match name {
        "title" => draft.fields.title = Some(unmarked(text).into()),
        "container-title" => draft.container(&unmarked(text)),
        "publisher" => draft.fields.publisher = whole(),
        "publisher-place" => draft.fields.place = whole(),
        "URL" | "url" => draft.fields.url = draft.url("URL", text, span),
        "page" => draft.fields.page = Some(text.replace("--", "–").into()),
        "volume" => draft.fields.volume = whole(),
        "issue" => draft.fields.issue = whole(),
        "language" => draft.language(text),
        "note" => draft.note(text, span),
        "page-first" | "year-suffix" => draft.keep(name, text),
        // The place has one variable for an event and one for a publisher; some write the one alone.
        "event-place" if item.get("publisher-place").is_none() && draft.fields.place.is_none() => {
            draft.fields.place = whole();
        }
        _ if draft.ours(name, text, span) => {}
        _ => match known {
            Some(variable) => draft.set(variable, &unmarked(text)),
            None => draft.keep(name, text),
        },
    }
}

/// The free map that CSL 1.0.2 gives to programs: what has a name of ours or of CSL is read.
fn custom(draft: &mut Draft, member: &Member<'_>) {
    let Value::Object(custom) = member.value() else { return kept(draft, "custom", member) };
    for (name, value) in custom {
        let text = match &value {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        };
        let key = name.to_lowercase().replace([' ', '_'], "-");
        let is_read = text.as_deref().is_some_and(|text| draft.ours(&key, text, member.span));
        if !is_read {
            draft.keep(&name, value);
        }
    }
}

fn kept(draft: &mut Draft, name: &str, member: &Member<'_>) {
    let value = member.value();
    let is_empty = match &value {
        Value::Null => true,
        Value::Array(all) => all.is_empty(),
        Value::Object(all) => all.is_empty(),
        _ => false,
    };
    if name == "keyword" || name == "categories" {
        let words =
            value.as_array().map(|all| all.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", "));
        if let Some(words) = words {
            return draft.set(Variable::Keyword, &words);
        }
    }
    if !is_empty {
        draft.keep(name, value);
    }
}

fn date(draft: &mut Draft, member: &Member<'_>) -> Option<Date> {
    let value = member.value();
    match written(&value) {
        Some(written) => draft.date(&member.name, &written, member.span),
        None => {
            kept(draft, &member.name, member);
            None
        }
    }
}

fn creators(draft: &mut Draft, role: Role, member: &Member<'_>) {
    let value = member.value();
    let names = match &value {
        Value::Array(names) => names.as_slice(),
        Value::String(_) | Value::Object(_) => std::slice::from_ref(&value),
        _ => &[],
    };
    for name in names.iter().filter_map(creator) {
        match role {
            Role::Author => draft.fields.author.push(name),
            role => draft.more.creators.push((role, name)),
        }
    }
}

fn creator(value: &Value) -> Option<Creator> {
    let name = match value {
        Value::String(name) => return (!name.trim().is_empty()).then(|| Creator::parse(name)),
        Value::Object(name) => name,
        _ => return None,
    };
    let part = |key: &str| {
        let text = name.get(key)?.as_str()?.trim();
        (!text.is_empty()).then(|| Box::<str>::from(text))
    };
    if let Some(whole) = part("literal") {
        return Some(Creator::Whole(whole));
    }
    let (dropping, non_dropping) = (part("dropping-particle"), part("non-dropping-particle"));
    let suffix = part("suffix");
    match (part("family"), part("given")) {
        (Some(family), None) if dropping.is_none() && non_dropping.is_none() && suffix.is_none() => {
            Some(Creator::Whole(family))
        }
        (Some(family), given) => {
            Some(Creator::Person(Box::new(Person { family, given, dropping, non_dropping, suffix })))
        }
        (None, given) => given.map(Creator::Whole),
    }
}

/// A text without the marks that Zotero allows in titles: `<i>`, `<b>`, `<sub>`, `<sup>`,
/// `<span …>`.
fn unmarked(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        plain.push_str(&rest[..at]);
        let tag = &rest[at + 1..];
        let name: String =
            tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphabetic).collect();
        let is_mark = matches!(&*name, "i" | "b" | "sub" | "sup" | "span" | "sc" | "nocase");
        match tag.find('>').filter(|_| is_mark) {
            Some(end) => rest = &tag[end + 1..],
            None => {
                plain.push('<');
                rest = tag;
            }
        }
    }
    plain.push_str(rest);
    plain
}
