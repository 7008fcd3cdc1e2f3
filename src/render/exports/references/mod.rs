//! The sources in the formats of reference managers.
//!
//! Each format has what it has a place for; `docs/reference/exports.md` and `exports.json` say what
//! is lost.

pub(crate) mod biblatex;
pub(crate) mod bibtex;
pub(crate) mod csl_json;
pub(crate) mod keys;
pub(crate) mod ris;
mod tex;

use std::borrow::Cow;
use std::io;

use crate::base::arena::Id;
use crate::chronicle::model::{Event, Source, Target};
use crate::dates::date::Date;
use crate::render::exports::known::Known;
use crate::render::lookup::Lookup;
use crate::syntax::fields::{MoreFields, Origin, SourceFields, SourceKind};
use crate::syntax::reading::source::nothing;
use crate::syntax::source::creator::Creator;
use crate::syntax::source::item_type::ItemType;
use crate::syntax::source::variable::Variable;

/// A format of reference managers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// `.bib`, for BibLaTeX.
    Biblatex,
    /// `.bib`, for the older BibTeX.
    Bibtex,
    /// `.ris`
    Ris,
    /// `.csl.json`
    CslJson,
}

impl Format {
    /// All of them.
    pub(crate) const ALL: [Self; 4] = [Self::Biblatex, Self::Bibtex, Self::Ris, Self::CslJson];

    /// What it is called.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Biblatex => "BibLaTeX",
            Self::Bibtex => "BibTeX",
            Self::Ris => "RIS",
            Self::CslJson => "CSL-JSON",
        }
    }

    /// How the name of a file of an event's sources ends.
    pub(crate) fn suffix(self) -> &'static str {
        match self {
            Self::Biblatex => "bib",
            Self::Bibtex => "bibtex.bib",
            Self::Ris => "ris",
            Self::CslJson => "csl.json",
        }
    }

    /// Whether it can say a date as exactly as it is known.
    pub(crate) fn says(self, date: &Date, known: &Known) -> bool {
        match self {
            Self::Biblatex => biblatex::date_field(date, known).is_some(),
            Self::Bibtex | Self::Ris => known.exact().is_some_and(|point| (1..=9999).contains(&point.year)),
            Self::CslJson => csl_json::date_value(known, None).is_some(),
        }
    }

    /// Its media type.
    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Self::Biblatex | Self::Bibtex => "application/x-bibtex",
            Self::Ris => "application/x-research-info-systems",
            Self::CslJson => "application/vnd.citationstyles.csl+json",
        }
    }
}

/// Writes some sources.
///
/// # Errors
/// What `out` refuses.
pub(crate) fn write(
    site: &Lookup<'_>,
    format: Format,
    sources: impl Iterator<Item = Id<Source>>,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    match format {
        Format::Biblatex => out.write_all(biblatex::HEAD.as_bytes())?,
        Format::Bibtex => out.write_all(bibtex::HEAD.as_bytes())?,
        Format::Ris => {}
        Format::CslJson => out.write_all(b"[")?,
    }
    let mut text = String::new();
    for (n, id) in sources.enumerate() {
        text.clear();
        if format == Format::CslJson {
            text.push_str(if n == 0 { "\n" } else { ",\n" });
        }
        write_entry(&Told::new(site, id), format, &mut text);
        out.write_all(text.as_bytes())?;
    }
    if format == Format::CslJson {
        out.write_all(b"\n]\n")?;
    }
    Ok(())
}

/// Writes one thing to cite into `text`.
pub(crate) fn write_entry(told: &Told<'_>, format: Format, text: &mut String) {
    match format {
        Format::Biblatex => biblatex::entry(told, text),
        Format::Bibtex => bibtex::entry(told, text),
        Format::Ris => ris::entry(told, text),
        Format::CslJson => text.push_str(&csl_json::entry(told)),
    }
}

/// The sources of an event: those that bear it, and those through which these are known.
pub(crate) fn of_event(site: &Lookup<'_>, id: Id<Event>) -> Vec<Id<Source>> {
    let mut sources = site.chronicle.events[id].sources.clone();
    let mut n = 0;
    while let Some(&source) = sources.get(n) {
        if let Some(via) = site.chronicle.sources[source].via
            && !sources.contains(&via)
        {
            sources.push(via);
        }
        n += 1;
    }
    sources
}

/// The page of an event as something that can be cited: what a source's fields would say of it.
pub(crate) fn fields_of_event(site: &Lookup<'_>, base: Option<&str>, id: Id<Event>) -> SourceFields {
    let config = &*site.chronicle.config;
    let event = &site.chronicle.events[id];
    let mut more = MoreFields::default();
    more.set(Variable::EventDate, event.date.as_written());
    SourceFields {
        kind: SourceKind::Web,
        outlet: Some(config.title.clone()),
        title: Some(site.title(Target::Event(id)).into()),
        author: config.author.as_deref().map(Creator::parse).into_iter().collect(),
        url: base.map(|base| format!("{base}{}", site.event_path(id)).into()),
        language: Some(event.fields.language.clone().unwrap_or_else(|| config.language.clone())),
        more: more.boxed(),
        ..nothing(Origin::Nowhere)
    }
}

/// Something to cite, with what all formats ask of it.
pub(crate) struct Told<'a> {
    site: &'a Lookup<'a>,
    /// Its key, and the same as `.bib` files can have it.
    key: &'a str,
    bib_key: &'a str,
    /// What it is called where it has no title.
    label: &'a str,
    pub(crate) fields: &'a SourceFields,
    pub(crate) kind: &'static ItemType,
    pub(crate) published: Option<Known>,
    /// When it was published, in words.
    published_words: Option<&'a str>,
    /// When that happened which it tells of, in words.
    pub(crate) about: Option<&'a str>,
    via: Option<Id<Source>>,
}

impl<'a> Told<'a> {
    /// A source.
    pub(crate) fn new(site: &'a Lookup<'a>, id: Id<Source>) -> Self {
        let source = &site.chronicle.sources[id];
        let fields = &*source.fields;
        let zone = site.chronicle.config.time_zone;
        Self {
            site,
            key: &source.key,
            bib_key: site.laid.keys.get(id, source),
            label: site.label(id),
            fields,
            kind: ItemType::of(fields),
            published: fields.published.as_ref().map(|date| Known::of(date, zone)),
            published_words: site.source_date(id).map(|date| &*date.words),
            about: None,
            via: source.via,
        }
    }

    /// The page of an event, of which `fields` are [`fields_of_event`].
    pub(crate) fn of_event(site: &'a Lookup<'a>, fields: &'a SourceFields, id: Id<Event>) -> Self {
        let key = &*site.chronicle.events[id].id;
        Self {
            site,
            key,
            bib_key: if keys::is_fit(key) { key } else { "event" },
            label: key,
            fields,
            kind: ItemType::of(fields),
            published: None,
            published_words: None,
            about: Some(&site.event_date(id).words),
            via: None,
        }
    }

    /// The title. A press source without one is called by its short name, since reference managers
    /// take a thing without a title for a fault.
    pub(crate) fn title(&self) -> &'a str {
        self.fields.title.as_deref().unwrap_or(self.label)
    }

    /// What it stands in: `within`, or the outlet where the outlet is such a thing.
    pub(crate) fn container(&self) -> Option<&'a str> {
        let outlet = self.fields.outlet.as_deref().filter(|_| self.outlet_is_container());
        self.fields.get(Variable::ContainerTitle).or(outlet)
    }

    /// Who published it: `publisher`, or the outlet where it is no newspaper or the like.
    pub(crate) fn publisher(&self) -> Option<&'a str> {
        let outlet = self.fields.outlet.as_deref().filter(|_| !self.outlet_is_container());
        self.fields.publisher.as_deref().or(outlet)
    }

    fn outlet_is_container(&self) -> bool {
        if self.fields.get(Variable::ContainerTitle).is_some() {
            return false;
        }
        matches!(
            self.kind.csl,
            "article"
                | "article-journal"
                | "article-magazine"
                | "article-newspaper"
                | "broadcast"
                | "entry"
                | "entry-dictionary"
                | "entry-encyclopedia"
                | "interview"
                | "post"
                | "post-weblog"
                | "review"
                | "review-book"
                | "webpage"
        ) || self.fields.publisher.is_some()
    }

    /// When it was published, in words.
    pub(crate) fn published_in_words(&self) -> Option<&'a str> {
        self.published_words
    }

    /// What else is worth keeping, a line each: the editor's note, how it is known, its kept copy.
    fn notes(&self) -> Vec<Cow<'a, str>> {
        let mut notes = Vec::new();
        notes.extend(self.fields.note.as_deref().map(Cow::Borrowed));
        if let Some(via) = self.via {
            let words = self.site.words.get("known_through");
            notes.push(Cow::Owned(format!("{words} {}", self.site.label(via))));
        }
        notes
    }
}
