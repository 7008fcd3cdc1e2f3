//! From the fields of an entry to a source.

use crate::base::span::Span;
use crate::syntax::fields::{Origin, SourceKind};
use crate::syntax::source::bib::decode::{Entry, Field};
use crate::syntax::source::bib::when;
use crate::syntax::source::creator::{Creator, Role};
use crate::syntax::source::draft::Draft;
use crate::syntax::source::item_type::ItemType;
use crate::syntax::source::variable::Variable;

/// Entry types, and the types of CSL that they are read as. `article` depends on its subtype.
const TYPES: &[(&str, &str)] = &[
    ("article", "article-journal"),
    ("artwork", "graphic"),
    ("audio", "song"),
    ("book", "book"),
    ("bookinbook", "chapter"),
    ("booklet", "pamphlet"),
    ("collection", "book"),
    ("commentary", "article"),
    ("conference", "paper-conference"),
    ("dataset", "dataset"),
    ("electronic", "webpage"),
    ("image", "graphic"),
    ("inbook", "chapter"),
    ("incollection", "chapter"),
    ("inproceedings", "paper-conference"),
    ("inreference", "entry-encyclopedia"),
    ("jurisdiction", "legal_case"),
    ("legal", "treaty"),
    ("legislation", "legislation"),
    ("letter", "personal_communication"),
    ("manual", "report"),
    ("mastersthesis", "thesis"),
    ("misc", "document"),
    ("movie", "motion_picture"),
    ("music", "song"),
    ("mvbook", "book"),
    ("mvcollection", "book"),
    ("mvproceedings", "book"),
    ("mvreference", "book"),
    ("newspaper", "article-newspaper"),
    ("online", "webpage"),
    ("patent", "patent"),
    ("performance", "performance"),
    ("periodical", "periodical"),
    ("phdthesis", "thesis"),
    ("proceedings", "book"),
    ("reference", "book"),
    ("report", "report"),
    ("review", "review"),
    ("software", "software"),
    ("standard", "standard"),
    ("suppbook", "chapter"),
    ("suppcollection", "chapter"),
    ("suppperiodical", "article-journal"),
    ("techreport", "report"),
    ("thesis", "thesis"),
    ("unpublished", "manuscript"),
    ("video", "motion_picture"),
    ("www", "webpage"),
];

/// What reference managers keep for themselves: where files lie on somebody's disk, when an entry
/// was touched. It is not read, so that it is not published.
fn is_private(name: &str) -> bool {
    let exact = [
        "file",
        "timestamp",
        "owner",
        "groups",
        "creationdate",
        "modificationdate",
        "date-added",
        "date-modified",
        "local-url",
        "username",
        "priority",
        "readstatus",
        "ranking",
        "search",
        "__markedentry",
        "localfile",
        "pdf",
    ];
    exact.contains(&name)
        || name.starts_with("bdsk-")
        || name.starts_with("mendeley-")
        || name.starts_with("citeulike-")
}

/// Whether the type of an entry is known.
pub(super) fn is_known_type(kind: &str) -> bool {
    kind == "set" || TYPES.iter().any(|(known, _)| *known == kind)
}

/// Reads an entry, whose fields are `fields` with those that it inherits.
pub(super) fn source(entry: &Entry, fields: &[Field]) -> Draft {
    let origin = Origin::Data { entry: entry.span, key: entry.key_span };
    let mut draft = Draft::new(origin, &entry.key);
    let it = Fields(fields);
    let csl = item_type(&entry.kind, it);
    if let Some(item_type) = ItemType::of_csl(csl) {
        draft.is_a(item_type);
    }
    draft.fields.published = when::published(&mut draft, it);
    draft.fields.title = it.titled("title", "subtitle").map(Into::into);
    outlet(&mut draft, it, &entry.kind);
    numbers(&mut draft, it, csl);
    if matches!(&*entry.kind, "phdthesis" | "mastersthesis") && it.text("type").is_none() {
        draft.set(Variable::Genre, if entry.kind == "phdthesis" { "PhD thesis" } else { "Master’s thesis" });
    }
    for field in fields {
        one(&mut draft, it, field);
    }
    draft
}

/// The fields of an entry, by name.
#[derive(Clone, Copy)]
pub(super) struct Fields<'e>(pub(super) &'e [Field]);

impl<'e> Fields<'e> {
    pub(super) fn get(self, name: &str) -> Option<&'e Field> {
        self.0.iter().find(|field| field.name == name && !field.text.is_empty())
    }

    pub(super) fn text(self, name: &str) -> Option<&'e str> {
        self.get(name).map(|field| &*field.text)
    }

    fn first(self, names: &[&str]) -> Option<&'e str> {
        names.iter().find_map(|name| self.text(name))
    }

    /// A title with its subtitle.
    fn titled(self, title: &str, subtitle: &str) -> Option<String> {
        let main = self.text(title)?;
        let Some(sub) = self.text(subtitle) else { return Some(main.to_owned()) };
        let between = if main.ends_with(['?', '!', ':', '.', '…']) { " " } else { ": " };
        Some(format!("{main}{between}{sub}"))
    }
}

/// The type of CSL that an entry is.
fn item_type(kind: &str, it: Fields<'_>) -> &'static str {
    let subtype = it.text("entrysubtype").unwrap_or("").to_lowercase();
    let by_type = TYPES.iter().find(|(known, _)| *known == kind).map_or("document", |(_, csl)| csl);
    match (kind, &*subtype) {
        ("article" | "suppperiodical", "newspaper") => "article-newspaper",
        ("article" | "suppperiodical", "magazine") => "article-magazine",
        (_, "blog") => "post-weblog",
        (_, "interview") => "interview",
        (_, "speech") => "speech",
        // What BibTeX, which has no type for the web, says of a page of it.
        ("misc", _)
            if (it.get("url").is_some()
                || it.text("howpublished").is_some_and(|text| text.contains("://")))
                && it.first(&["journal", "journaltitle", "publisher", "institution"]).is_none() =>
        {
            "webpage"
        }
        _ => by_type,
    }
}

/// Who published it: by what has that name in entries of its type.
fn outlet(draft: &mut Draft, it: Fields<'_>, kind: &str) {
    let journal =
        it.titled("journaltitle", "journalsubtitle").or_else(|| it.titled("journal", "journalsubtitle"));
    let is_online = matches!(draft.fields.kind, SourceKind::Web | SourceKind::Post | SourceKind::Broadcast);
    let outlet = journal.or_else(|| {
        let names: &[&str] = match is_online {
            true => &["maintitle", "titleaddon", "organization", "howpublished", "publisher"],
            false if kind == "misc" => &["howpublished", "organization"],
            false => &[],
        };
        let named = names.iter().find_map(|name| it.text(name));
        named.filter(|name| !name.contains("://") && !name.starts_with('[')).map(str::to_owned)
    });
    draft.fields.outlet = outlet.map(Into::into);
    if let Some(book) = it.titled("booktitle", "booksubtitle") {
        draft.set(Variable::ContainerTitle, &book);
    }
    let publisher = it.first(&["publisher", "institution", "school", "organization"]);
    let publisher = publisher.filter(|publisher| draft.fields.outlet.as_deref() != Some(*publisher));
    draft.fields.publisher = publisher.map(Into::into);
}

/// Volume and numbers: `number` is the issue of a periodical, or else the place in a series, or
/// the number of a report.
fn numbers(draft: &mut Draft, it: Fields<'_>, csl: &str) {
    let text = |name| it.text(name).map(Box::<str>::from);
    draft.fields.volume = text("volume");
    draft.fields.page = text("pages");
    let is_periodical = csl.starts_with("article") || matches!(csl, "periodical" | "review");
    match (it.text("number"), is_periodical) {
        (Some(number), true) => draft.fields.issue = Some(number.into()),
        (Some(number), false) if it.get("series").is_some() => draft.set(Variable::CollectionNumber, number),
        (Some(number), false) => draft.set(Variable::Number, number),
        (None, _) => {}
    }
    if draft.fields.issue.is_none() {
        draft.fields.issue = text("issue");
    }
}

fn one(draft: &mut Draft, it: Fields<'_>, field: &Field) {
    let (name, text, span) = (&*field.name, &*field.text, field.span);
    if text.is_empty() || is_private(name) {
        return;
    }
    if let Some(role) = role(name, it) {
        return creators(draft, role, &field.names);
    }
    match name {
        "url" => draft.fields.url = draft.url(name, text, span),
        "urldate" => draft.fields.accessed = draft.date(name, text, span),
        "location" | "address" => draft.fields.place = Some(text.into()),
        "langid" if it.get("language").is_none() => draft.language(text),
        "language" | "hyphenation" => draft.language(text),
        "note" | "addendum" => draft.note(text, span),
        "howpublished" => medium(draft, text, span),
        "titleaddon" | "maintitle" | "organization" if draft.fields.outlet.as_deref() == Some(text) => {}
        "maintitle" => draft.set(Variable::VolumeTitle, text),
        "origdate" => draft.set_date(Variable::OriginalDate, text, span),
        "eventdate" => draft.set_date(Variable::EventDate, text, span),
        "entrysubtype" | "langid" | "title" | "subtitle" | "journaltitle" | "journal" | "journalsubtitle"
        | "booktitle" | "booksubtitle" | "publisher" | "institution" | "school" | "organization"
        | "volume" | "number" | "issue" | "pages" | "date" | "year" | "month" | "day" | "crossref"
        | "xref" | "xdata" => {}
        _ if draft.ours(name, text, span) => {}
        _ => match variable(name) {
            Some(variable) => draft.set(variable, text),
            None => draft.keep(name, text),
        },
    }
}

fn variable(name: &str) -> Option<Variable> {
    Some(match name {
        "abstract" => Variable::Abstract,
        "annotation" | "annote" => Variable::Annote,
        "chapter" => Variable::ChapterNumber,
        "doi" => Variable::Doi,
        "edition" => Variable::Edition,
        "venue" => Variable::EventPlace,
        "eventtitle" => Variable::EventTitle,
        "type" => Variable::Genre,
        "isbn" => Variable::Isbn,
        "issn" => Variable::Issn,
        "keywords" => Variable::Keyword,
        "library" => Variable::CallNumber,
        "origlocation" => Variable::OriginalPublisherPlace,
        "origpublisher" => Variable::OriginalPublisher,
        "origtitle" => Variable::OriginalTitle,
        "pagetotal" => Variable::NumberOfPages,
        "part" => Variable::PartNumber,
        "pmid" => Variable::Pmid,
        "pubstate" => Variable::Status,
        "series" => Variable::CollectionTitle,
        "shortjournal" => Variable::ContainerTitleShort,
        "shorttitle" => Variable::TitleShort,
        "version" => Variable::Version,
        "volumes" => Variable::NumberOfVolumes,
        _ => return None,
    })
}

/// How it was published: often an address.
fn medium(draft: &mut Draft, text: &str, span: Span) {
    if let Some(at) = text.find("http").filter(|_| text.contains("://")) {
        if draft.fields.url.is_none() {
            draft.fields.url = draft.url("howpublished", text[at..].trim_end_matches(['}', '.']), span);
        }
    } else if draft.fields.outlet.as_deref() != Some(text) {
        draft.set(Variable::Medium, text);
    }
}

/// What the people of a field did.
fn role(name: &str, it: Fields<'_>) -> Option<Role> {
    let typed = |name: &str| it.text(name).and_then(Role::of_csl);
    Some(match name {
        "author" => Role::Author,
        "editor" => typed("editortype").unwrap_or(Role::Editor),
        "editora" => typed("editoratype").unwrap_or(Role::Editor),
        "editorb" => typed("editorbtype").unwrap_or(Role::Editor),
        "editorc" => typed("editorctype").unwrap_or(Role::Editor),
        "translator" => Role::Translator,
        "bookauthor" => Role::ContainerAuthor,
        "director" | "interviewer" => Role::of_csl(name)?,
        "annotator" | "commentator" | "introduction" | "foreword" | "afterword" => {
            Role::of_csl("contributor")?
        }
        _ => return None,
    })
}

fn creators(draft: &mut Draft, role: Role, names: &[Creator]) {
    match role {
        Role::Author => draft.fields.author.extend(names.iter().cloned()),
        role => draft.more.creators.extend(names.iter().map(|name| (role, name.clone()))),
    }
}
