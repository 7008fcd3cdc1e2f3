//! Sources as BibLaTeX (the manual of biblatex 3.20, chapter 2). Its dates are EDTF of level 0 and
//! 1, so that most of ours stay as they are.

use crate::dates::date::Date;
use crate::render::exports::known::{Edge, Known, Shape};
use crate::render::exports::references::Told;
use crate::render::exports::references::tex::{field, kept, names, notes, text, url, written};
use crate::syntax::source::creator::Role;
use crate::syntax::source::variable::Variable;

/// What stands at the head of a file.
pub(crate) const HEAD: &str = "% BibLaTeX, in UTF-8. A date of which the format knows no form stands in `note`, in words; a time of day\n\
% is left out. Rival accounts, what a source bears, and its quotations are in chronicle.json.\n";

/// Our languages whose name babel and polyglossia know.
const LANGUAGES: &[(&str, &str)] = &[
    ("ar", "arabic"),
    ("be", "belarusian"),
    ("bg", "bulgarian"),
    ("cs", "czech"),
    ("da", "danish"),
    ("de", "german"),
    ("el", "greek"),
    ("en", "english"),
    ("es", "spanish"),
    ("et", "estonian"),
    ("fa", "persian"),
    ("fi", "finnish"),
    ("fr", "french"),
    ("he", "hebrew"),
    ("hr", "croatian"),
    ("hu", "hungarian"),
    ("hy", "armenian"),
    ("it", "italian"),
    ("ja", "japanese"),
    ("ka", "georgian"),
    ("kk", "kazakh"),
    ("ko", "korean"),
    ("lt", "lithuanian"),
    ("lv", "latvian"),
    ("nl", "dutch"),
    ("pl", "polish"),
    ("pt", "portuguese"),
    ("ro", "romanian"),
    ("ru", "russian"),
    ("sk", "slovak"),
    ("sl", "slovene"),
    ("sr", "serbian"),
    ("sv", "swedish"),
    ("tr", "turkish"),
    ("uk", "ukrainian"),
    ("zh", "chinese"),
];

/// Writes an entry.
pub(super) fn entry(told: &Told<'_>, out: &mut String) {
    let fields = told.fields;
    out.push_str("\n@");
    out.push_str(told.kind.biblatex);
    out.push('{');
    out.push_str(told.bib_key);
    out.push_str(",\n");
    creators(told, out);
    kept("title", told.title(), out);
    let other_titles = [fields.romanized_title.as_deref(), fields.translated_title.as_deref()];
    let other_titles: Vec<_> = other_titles.into_iter().flatten().collect();
    if !other_titles.is_empty() {
        field("titleaddon", &format!("[{}]", other_titles.join("; ")), out);
    }
    imprint(told, out);
    let mut more = told.notes();
    if let (Some(date), Some(known)) = (&fields.published, &told.published) {
        match date_field(date, known) {
            Some(date) => written("date", &date, out),
            None => {
                let label = told.site.words.get("published");
                more.extend(told.published_in_words().map(|words| format!("{label}: {words}").into()));
            }
        }
    }
    if let Some(address) = &fields.url {
        url("url", address, out);
    }
    let zone = told.site.chronicle.config.time_zone;
    let other_dates = [("urldate", &fields.accessed), ("archivedate", &fields.archived_on)];
    for (name, date) in other_dates {
        let known = date.as_ref().and_then(|date| date_field(date, &Known::of(date, zone)));
        if let Some(date) = known {
            written(name, &date, out);
        }
    }
    if let Some(address) = &fields.archived {
        url("archiveurl", address, out);
    }
    if let Some(via) = told.via {
        let key = told.site.laid.keys.get(via, &told.site.chronicle.sources[via]);
        written("related", key, out);
        field("relatedstring", told.site.words.get("known_through"), out);
    }
    notes(&more, out);
    out.push_str("}\n");
}

fn creators(told: &Told<'_>, out: &mut String) {
    let mut role = |name, role| {
        if let Some(names) = names(told, role) {
            written(name, &names, out);
        }
    };
    role("author", Role::Author);
    role("editor", Role::Editor);
    role("translator", Role::Translator);
    role("bookauthor", Role::ContainerAuthor);
}

/// Where it stands and who published it, and all else that has a field of its own.
fn imprint(told: &Told<'_>, out: &mut String) {
    let fields = told.fields;
    let is_article = matches!(told.kind.biblatex, "article" | "review" | "periodical");
    if let Some(container) = told.container() {
        let name = match told.kind.biblatex {
            "incollection" | "inproceedings" | "inreference" | "inbook" => "booktitle",
            _ if is_article => "journaltitle",
            // What shows where something was seen, in types that stand in nothing.
            _ => "organization",
        };
        kept(name, container, out);
    }
    match told.kind.csl {
        "article-newspaper" => written("entrysubtype", "newspaper", out),
        "article-magazine" => written("entrysubtype", "magazine", out),
        _ => {}
    }
    if let Some(publisher) = told.publisher() {
        let name = match told.kind.biblatex {
            "report" | "thesis" => "institution",
            "misc" | "online" => "organization",
            _ => "publisher",
        };
        kept(name, publisher, out);
    }
    let plain = [
        ("location", &fields.place),
        ("volume", &fields.volume),
        ("number", &fields.issue),
        ("pages", &fields.page),
    ];
    for (name, value) in plain {
        if let Some(value) = value {
            field(name, value, out);
        }
    }
    if let Some(tag) = &fields.language {
        let language = tag.split('-').next().unwrap_or_default();
        if let Ok(at) = LANGUAGES.binary_search_by_key(&language, |(tag, _)| tag) {
            written("langid", LANGUAGES[at].1, out);
        }
        field("language", tag, out);
    }
    for &variable in Variable::ALL {
        let (Some(name), Some(value)) = (variable.biblatex(), fields.get(variable)) else { continue };
        match variable {
            Variable::ContainerTitle => {}
            Variable::CollectionNumber | Variable::Number if fields.issue.is_some() => {}
            Variable::Number if fields.get(Variable::CollectionNumber).is_some() => {}
            Variable::Doi => url(name, value, out),
            variable if variable.is_date() => {
                let zone = told.site.chronicle.config.time_zone;
                let date = Date::parse(value).ok();
                if let Some(date) = date.and_then(|date| date_field(&date, &Known::of(&date, zone))) {
                    written(name, &date, out);
                }
            }
            _ => {
                let mut escaped = String::new();
                text(value, &mut escaped);
                written(name, &escaped, out);
            }
        }
    }
}

/// A date as the field has it; `None` where it has no form for it.
pub(crate) fn date_field(date: &Date, known: &Known) -> Option<String> {
    if date.level().is_some_and(|level| level <= 1) && !known.had_time && has_form(date, known) {
        return Some(date.as_written().to_owned());
    }
    if known.qualified {
        return None;
    }
    let edge = |edge| match edge {
        Edge::At(point) => Some(point.iso()).filter(|iso| !iso.starts_with('+')),
        Edge::Open => Some("..".to_owned()),
        Edge::Unknown => Some(String::new()),
    };
    match known.shape {
        Shape::Point(point) => edge(Edge::At(point)),
        Shape::Range(from, to) => Some(format!("{}/{}", edge(from)?, edge(to)?)),
        Shape::Season(..) | Shape::Unknown | Shape::Other => None,
    }
}

/// Whether a date of level 0 or 1 is one that the field reads: years have four digits.
fn has_form(date: &Date, known: &Known) -> bool {
    let is_far = date.as_written().contains('Y');
    !is_far && known.shape != Shape::Unknown
}
