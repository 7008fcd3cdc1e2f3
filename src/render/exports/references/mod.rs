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
use crate::chronicle::model::{Event, Source};
use crate::dates::date::Date;
use crate::render::exports::known::Known;
use crate::render::lookup::Lookup;
use crate::syntax::fields::SourceFields;
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
        entry(site, format, id, &mut text);
        out.write_all(text.as_bytes())?;
    }
    if format == Format::CslJson {
        out.write_all(b"\n]\n")?;
    }
    Ok(())
}

/// Writes one source into `text`.
pub(crate) fn entry(site: &Lookup<'_>, format: Format, id: Id<Source>, text: &mut String) {
    let told = Told::new(site, id);
    match format {
        Format::Biblatex => biblatex::entry(&told, text),
        Format::Bibtex => bibtex::entry(&told, text),
        Format::Ris => ris::entry(&told, text),
        Format::CslJson => text.push_str(&csl_json::entry(&told)),
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

/// A source, with what all formats ask of it.
pub(crate) struct Told<'a> {
    site: &'a Lookup<'a>,
    id: Id<Source>,
    source: &'a Source,
    fields: &'a SourceFields,
    kind: &'static ItemType,
    published: Option<Known>,
}

impl<'a> Told<'a> {
    fn new(site: &'a Lookup<'a>, id: Id<Source>) -> Self {
        let source = &site.chronicle.sources[id];
        let fields = &*source.fields;
        let zone = site.chronicle.config.time_zone;
        let published = fields.published.as_ref().map(|date| Known::of(date, zone));
        Self { site, id, source, fields, kind: ItemType::of(fields), published }
    }

    /// The title. A press source without one is called by its short name, since reference managers
    /// take a thing without a title for a fault.
    fn title(&self) -> &'a str {
        self.fields.title.as_deref().unwrap_or_else(|| self.site.label(self.id))
    }

    /// What it stands in: `within`, or the outlet where the outlet is such a thing.
    fn container(&self) -> Option<&'a str> {
        let outlet = self.fields.outlet.as_deref().filter(|_| self.outlet_is_container());
        self.fields.get(Variable::ContainerTitle).or(outlet)
    }

    /// Who published it: `publisher`, or the outlet where it is no newspaper or the like.
    fn publisher(&self) -> Option<&'a str> {
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

    /// When it was published, in words, where the format cannot say it.
    fn published_in_words(&self) -> Option<&'a str> {
        self.site.source_date(self.id).map(|date| &*date.words)
    }

    /// What else is worth keeping, a line each: the editor's note, how it is known, its kept copy.
    fn notes(&self) -> Vec<Cow<'a, str>> {
        let mut notes = Vec::new();
        notes.extend(self.fields.note.as_deref().map(Cow::Borrowed));
        if let Some(via) = self.source.via {
            let words = self.site.words.get("known_through");
            notes.push(Cow::Owned(format!("{words} {}", self.site.label(via))));
        }
        notes
    }
}
