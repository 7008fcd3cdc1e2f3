//! Sources as CSL-JSON (citation-style-language/schema, csl-data.json 1.0.2).

use serde_json::{Map, Value, json};

use crate::dates::date::Date;
use crate::render::exports::known::{Edge, Known, Point, Shape};
use crate::render::exports::references::Told;
use crate::syntax::source::creator::{Creator, Role};
use crate::syntax::source::variable::Variable;

/// An item, on one line.
pub(super) fn entry(told: &Told<'_>) -> String {
    serde_json::to_string(&item(told)).expect("texts and numbers are JSON")
}

fn item(told: &Told<'_>) -> Map<String, Value> {
    let fields = told.fields;
    let zone = told.site.chronicle.config.time_zone;
    let mut item = Map::new();
    item.insert("id".into(), json!(told.key));
    item.insert("type".into(), json!(told.kind.csl));
    creators(told, &mut item);
    let mut text = |name: &str, value: Option<&str>| {
        if let Some(value) = value {
            item.insert(name.into(), json!(value));
        }
    };
    text("title", Some(told.title()));
    text("container-title", told.container());
    text("publisher", told.publisher());
    text("publisher-place", fields.place.as_deref());
    text("volume", fields.volume.as_deref());
    text("issue", fields.issue.as_deref());
    text("page", fields.page.as_deref());
    text("language", fields.language.as_deref());
    text("URL", fields.url.as_deref());
    for &variable in Variable::ALL {
        if variable != Variable::ContainerTitle && !variable.is_date() {
            text(variable.csl(), fields.get(variable));
        }
    }
    // The lines that Zotero keeps, and that are read back.
    let mut notes = told.notes();
    notes.extend(fields.archived.as_deref().map(|address| format!("Archive-URL: {address}").into()));
    text("note", (!notes.is_empty()).then(|| notes.join("\n")).as_deref());
    let mut date = |name: &str, date: Option<&Date>, words: Option<&str>| {
        let Some(date) = date else { return };
        if let Some(value) = date_value(&Known::of(date, zone), words) {
            item.insert(name.into(), value);
        }
    };
    date("issued", fields.published.as_ref(), told.published_in_words());
    date("accessed", fields.accessed.as_ref(), None);
    for &variable in Variable::ALL.iter().filter(|variable| variable.is_date()) {
        let value = fields.get(variable).and_then(|value| Date::parse(value).ok());
        date(variable.csl(), value.as_ref(), fields.get(variable));
    }
    let own = own(told);
    if !own.is_empty() {
        item.insert("custom".into(), json!({ "dateline": own }));
    }
    item
}

/// What CSL has no variable for.
fn own(told: &Told<'_>) -> Map<String, Value> {
    let fields = told.fields;
    let dates = [("published", &fields.published), ("archived-on", &fields.archived_on)];
    let mut own = Map::new();
    for (name, date) in dates {
        if let Some(date) = date {
            own.insert(name.into(), json!(date.as_written()));
        }
    }
    let texts = [
        ("romanized-title", fields.romanized_title.as_deref()),
        ("translated-title", fields.translated_title.as_deref()),
        ("archived", fields.archived.as_deref()),
        ("origin", fields.repeats.as_deref()),
        ("via", told.via.map(|via| &*told.site.chronicle.sources[via].key)),
    ];
    for (name, text) in texts {
        if let Some(text) = text {
            own.insert(name.into(), json!(text));
        }
    }
    own
}

fn creators(told: &Told<'_>, item: &mut Map<String, Value>) {
    let more = told.fields.more.iter().flat_map(|more| &more.creators);
    let mut all: Vec<(Role, Vec<Value>)> = Vec::new();
    let authors = told.fields.author.iter().map(|author| (Role::Author, author));
    for (role, creator) in authors.chain(more.map(|(role, creator)| (*role, creator))) {
        match all.iter_mut().find(|(of, _)| *of == role) {
            Some((_, names)) => names.push(name(creator)),
            None => all.push((role, vec![name(creator)])),
        }
    }
    for (role, names) in all {
        item.insert(role.csl().into(), Value::Array(names));
    }
}

fn name(creator: &Creator) -> Value {
    let person = match creator {
        Creator::Whole(name) => return json!({ "literal": name }),
        Creator::Person(person) => person,
    };
    let parts = [
        ("family", Some(&person.family)),
        ("given", person.given.as_ref()),
        ("dropping-particle", person.dropping.as_ref()),
        ("non-dropping-particle", person.non_dropping.as_ref()),
        ("suffix", person.suffix.as_ref()),
    ];
    let parts = parts.into_iter().filter_map(|(key, part)| Some((key.to_owned(), json!(part?))));
    Value::Object(parts.collect())
}

/// A date as the format has it: `None` where nothing is known. What it has no form for is in
/// words, where there are any.
pub(crate) fn date_value(known: &Known, words: Option<&str>) -> Option<Value> {
    let literal = || words.map(|words| json!({ "literal": words }));
    let mut value = match known.shape {
        Shape::Unknown => return None,
        Shape::Point(point) => match parts(point) {
            Some(parts) => json!({ "date-parts": [parts] }),
            None => return literal(),
        },
        Shape::Season(year, season) => match year_of(year) {
            Some(year) => json!({ "date-parts": [[year]], "season": season }),
            None => return literal(),
        },
        Shape::Range(Edge::At(from), Edge::At(to)) => match (parts(from), parts(to)) {
            (Some(from), Some(to)) => json!({ "date-parts": [from, to] }),
            _ => return literal(),
        },
        Shape::Range(..) | Shape::Other => return literal(),
    };
    if known.qualified {
        value["circa"] = json!(true);
    }
    Some(value)
}

fn parts(point: Point) -> Option<Vec<i64>> {
    let rest = [point.month, point.day].into_iter().flatten().map(i64::from);
    Some([year_of(point.year)?].into_iter().chain(rest).collect())
}

/// CSL has no year 0: the one before 1 is -1.
fn year_of(year: i64) -> Option<i64> {
    (-9999..=9999).contains(&year).then(|| if year > 0 { year } else { year - 1 })
}
