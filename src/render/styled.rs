//! Sources in the site's citation style, as HTML.

use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};
use rustc_hash::FxHashMap;

use crate::base::arena::{Arena, Id};
use crate::base::code::Code;
use crate::base::diagnostic::Diagnostic;
use crate::base::snapshot::Snapshot;
use crate::base::span::Place;
use crate::chronicle::complaints::Complaints;
use crate::chronicle::model::{Chronicle, Citation, Locator, Source};
use crate::cite::engine::Noted;
use crate::cite::label::{Apart, apart, divide, set_apart};
use crate::cite::run::{Look, Part, Run, Shift};
use crate::cite::style::{Class, Prepared, Style};
use crate::render::collate::Collation;
use crate::render::dated::Dated;
use crate::render::escape::escape_to;
use crate::render::view::index::in_order;
use crate::syntax::fields::SourceFields;
use crate::syntax::prose::Mode;

/// The most sources that are told of one by one.
const MOST_TOLD: usize = 20;

/// What the style makes of every source of a site.
pub(crate) struct Styled<'a> {
    style: &'a Style,
    sources: &'a Arena<Source>,
    /// Each source's entry in a list, as HTML.
    entries: Vec<Box<str>>,
    /// For a style that cites by author and date: each source as it is cited with no place in it. Most
    /// citations are that, and the engine is slow.
    cited: Vec<Vec<Run>>,
    /// For such a style too: what tells each source from the others.
    apart: Vec<Apart>,
    /// Each source's place in a list of all; empty where the style has no order of its own.
    places: Vec<u32>,
    /// The words of the dates that no style can say, by source.
    words: FxHashMap<Id<Source>, Box<str>>,
}

/// What the style made of one source.
struct Made {
    entry: Option<Vec<Run>>,
    cited: Option<Vec<Run>>,
    sorted_by: Vec<(String, bool)>,
}

impl<'a> Styled<'a> {
    /// Styles every source; `None` where the site asks for no style. `dates` are the sources' dates
    /// in words, `labels` their short names. Sources on which the style fails are told of, and
    /// named plainly.
    pub(crate) fn new(
        chronicle: &'a Chronicle,
        snapshot: &Snapshot,
        dates: &Dated,
        labels: &[Box<str>],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let style = &**chronicle.style.as_ref()?;
        let sources = &chronicle.sources;
        let ids: Vec<_> = sources.ids().collect();
        let worded = |id: &Id<Source>| {
            let date = dates.source(*id).filter(|date| date.iso.is_none())?;
            Some((*id, date.words.as_str().into()))
        };
        let words: FxHashMap<Id<Source>, Box<str>> = ids.iter().filter_map(worded).collect();
        let mut made: Vec<Made> = ids
            .par_iter()
            .map(|id| {
                let source = &sources[*id];
                let words = words.get(id).map_or("", |words| words);
                made(style, &style.prepare(&source.key, &source.fields, words))
            })
            .collect();
        tell(chronicle, snapshot, &made, diagnostics);
        let order = order(chronicle, &mut made);
        let mut places = vec![0; if style.sorts() { ids.len() } else { 0 }];
        for (n, id) in order.iter().enumerate().filter(|_| style.sorts()) {
            places[id.index()] = n as u32;
        }
        let named = |id: Id<Source>| {
            vec![Run { text: labels[id.index()].to_string(), look: Look::default(), part: Part::Names }]
        };
        let mut told = vec![Apart::default(); made.len()];
        let mut cited = Vec::new();
        if style.class == Class::AuthorDate {
            let in_order: Vec<_> =
                order.iter().map(|id| made[id.index()].cited.take().unwrap_or_else(|| named(*id))).collect();
            let titles: Vec<_> = order.iter().map(|id| title(&sources[*id], &made[id.index()])).collect();
            for (id, one) in order.iter().zip(apart(&in_order, &titles)) {
                told[id.index()] = one;
            }
            cited.resize_with(made.len(), Vec::new);
            for (id, runs) in order.iter().zip(in_order) {
                cited[id.index()] = runs;
            }
        }
        let entries = ids
            .into_par_iter()
            .zip(made.into_par_iter())
            .map(|(id, made)| {
                let mut runs = made.entry.unwrap_or_else(|| named(id));
                // An entry says its title anyway.
                if matches!(told[id.index()], Apart::Letter(_)) {
                    set_apart(&mut runs, &told[id.index()]);
                }
                html(&runs).into()
            })
            .collect();
        Some(Self { style, sources, entries, cited, apart: told, places, words })
    }

    /// Whether its marks are numbers in a list of sources.
    pub(crate) fn is_numbered(&self) -> bool {
        self.style.class == Class::Numeric
    }

    /// Whether a stop after words in quotation marks stands within these.
    pub(crate) fn tucks(&self) -> bool {
        self.style.tucks
    }

    /// What stands between the years of one author's sources in a citation.
    pub(crate) fn joins_years(&self) -> Option<&str> {
        self.style.joins_years.as_deref()
    }

    /// Whether the sources of a citation are sorted.
    pub(crate) fn sorts_citations(&self) -> bool {
        self.style.sorts_citations && !self.places.is_empty()
    }

    /// A source's place in the order of the style's lists; 0 where it has none of its own.
    pub(crate) fn place(&self, id: Id<Source>) -> u32 {
        self.places.get(id.index()).copied().unwrap_or(0)
    }

    /// The entry of something that is no source of the site, as HTML; `None` where the style has
    /// nothing to say of it.
    pub(crate) fn entry_of(&self, key: &str, fields: &SourceFields) -> Option<String> {
        self.style.entry(&self.style.prepare(key, fields, "")).map(|runs| html(&runs))
    }

    /// How the style cites in the text.
    pub(crate) fn class(&self) -> Class {
        self.style.class
    }

    /// What the style sets before, between and after the sources of a citation.
    pub(crate) fn brackets(&self) -> (&str, &str, &str) {
        (&self.style.open, &self.style.between, &self.style.close)
    }

    /// The source's entry in a list, as HTML.
    pub(crate) fn entry(&self, id: Id<Source>) -> &str {
        &self.entries[id.index()]
    }

    /// A citation by author and date: who, and the rest, as HTML without brackets. `who` is empty
    /// but where the source is named in the text. Gives also whether the locator is part of it.
    pub(crate) fn citation(&self, id: Id<Source>, mode: Mode, locator: Option<&Locator>) -> Cited {
        let placed = |locator| self.style.citation(&self.prepared(id), Some(located(locator)));
        let with_place = locator.and_then(placed);
        let has_place = with_place.is_some();
        let mut runs = with_place.unwrap_or_else(|| self.cited[id.index()].clone());
        set_apart(&mut runs, &self.apart[id.index()]);
        let (mut is_name, mut divided) = (false, None);
        let (who, rest) = match mode {
            Mode::Normal => {
                let (who, rest) = divide(&runs);
                if !who.is_empty() && !rest.is_empty() {
                    divided = Some((html(&who), html(&rest)));
                }
                (Vec::new(), runs)
            }
            Mode::SuppressAuthor => (Vec::new(), only_rest(&runs)),
            Mode::AuthorInText => {
                let (who, rest) = divide(&runs);
                is_name = rest.is_empty();
                if is_name { (Vec::new(), who) } else { (who, rest) }
            }
        };
        Cited { who: html(&who), rest: html(&rest), has_place, is_name, divided }
    }

    /// The notes of a page in their order, each with what it says of the sources that it cites.
    pub(crate) fn notes<'n>(&self, notes: &[Vec<&'n Citation>]) -> Vec<Vec<Cited>> {
        let mut prepared = FxHashMap::default();
        for citation in notes.iter().flatten() {
            prepared.entry(citation.source).or_insert_with(|| self.prepared(citation.source));
        }
        let asked = |note: &Vec<&'n Citation>| {
            let asked = note.iter().map(|it| (&prepared[&it.source], it.locator.as_ref().map(located)));
            asked.collect::<Vec<_>>()
        };
        let asked: Vec<_> = notes.iter().map(asked).collect();
        let mut made = self.style.notes(&asked).unwrap_or_default().into_iter();
        let note = |note: &Vec<&Citation>| {
            let mut made = made.next().unwrap_or_default().into_iter();
            let said = note.iter().map(|citation| self.noted(citation, made.next().unwrap_or_default()));
            said.collect()
        };
        notes.iter().map(note).collect()
    }

    /// A source in a note, of which the style made that.
    fn noted(&self, citation: &Citation, (runs, has_place): Noted) -> Cited {
        let failed = runs.is_empty();
        let runs = if failed { self.named(citation.source) } else { runs };
        // The text has named the author already, or is not to.
        let runs = if citation.mode == Mode::Normal { runs } else { only_rest(&runs) };
        Cited {
            who: String::new(),
            rest: html(&runs),
            has_place: has_place && !failed,
            is_name: false,
            divided: None,
        }
    }

    fn prepared(&self, id: Id<Source>) -> Prepared {
        let source = &self.sources[id];
        self.style.prepare(&source.key, &source.fields, self.words.get(&id).map_or("", |words| words))
    }

    /// A source by its key, where the style fails on it.
    fn named(&self, id: Id<Source>) -> Vec<Run> {
        vec![Run { text: self.sources[id].key.to_string(), look: Look::default(), part: Part::Names }]
    }
}

fn located(locator: &Locator) -> (&str, &str) {
    (&locator.label, &locator.value)
}

/// What the style makes of a source.
fn made(style: &Style, source: &Prepared) -> Made {
    let cites = style.class == Class::AuthorDate;
    Made {
        entry: style.entry(source),
        cited: cites.then(|| style.citation(source, None)).flatten(),
        sorted_by: style.sort_keys(source),
    }
}

/// A source's title, in the letters that its entry has it in.
fn title<'t>(source: &'t Source, made: &'t Made) -> Option<&'t str> {
    let title = source.fields.title.as_deref()?;
    let lower = title.to_lowercase();
    let written = made.entry.iter().flatten().find_map(|run| {
        let text = run.text.to_lowercase();
        // Where letters change their length with their case, what is written will do.
        let at = text.find(&lower).filter(|_| text.len() == run.text.len())?;
        run.text.get(at..at + lower.len())
    });
    Some(written.unwrap_or(title))
}

/// Tells of the sources on which the style has failed: of each in its place; where they are many, of
/// the style.
fn tell(chronicle: &Chronicle, snapshot: &Snapshot, made: &[Made], diagnostics: &mut Vec<Diagnostic>) {
    let cites = chronicle.style.as_ref().is_some_and(|style| style.class == Class::AuthorDate);
    let failed = chronicle.sources.values().iter().zip(made);
    let failed = failed.filter(|(_, made)| made.entry.is_none() || (cites && made.cited.is_none()));
    let failed: Vec<_> = failed.map(|(source, _)| source).collect();
    if let Some(named) = &chronicle.config.citation_style
        && failed.len() > MOST_TOLD
    {
        let keys: Vec<_> = failed[..3].iter().map(|source| format!("`{}`", source.key)).collect();
        let message = format!(
            "the citation style has nothing to say of {} sources, among them {}",
            failed.len(),
            keys.join(", ")
        );
        let Place { file, span } = named.place;
        let said = Diagnostic::at(Code::StyleFailed, file, span, message).label("this style");
        return diagnostics.push(said.help("choose another `citation_style`"));
    }
    let mut complaints = Complaints::new(snapshot);
    for source in failed {
        let message = format!("the citation style has nothing to say of `{}`", source.key);
        let said = complaints.at_head(Code::StyleFailed, source.file, &source.fields.origin, message);
        complaints.push(
            said.label("this source")
                .help("give the source an author, a title or a date, or choose another `citation_style`"),
        );
    }
    diagnostics.extend(complaints.finish());
}

/// The sources in the order of the style's lists; where it has none, in that of their publication.
fn order(chronicle: &Chronicle, made: &mut [Made]) -> Vec<Id<Source>> {
    let collation = Collation::new(&chronicle.config.language);
    let mut ids = in_order(chronicle);
    let keys: Vec<_> = made.iter_mut().map(|made| std::mem::take(&mut made.sorted_by)).collect();
    // What is alike to the style stays in the order of its publication.
    ids.sort_by(|a, b| {
        let pairs = keys[a.index()].iter().zip(&keys[b.index()]);
        let mut orders = pairs.map(|((a, backwards), (b, _))| match (a.is_empty(), b.is_empty()) {
            (false, false) if *backwards => collation.compare(b, a),
            (false, false) => collation.compare(a, b),
            (a, b) => a.cmp(&b),
        });
        orders.find(|order| order.is_ne()).unwrap_or(std::cmp::Ordering::Equal)
    });
    ids
}

/// A citation by author and date, or in a note, as HTML.
pub(crate) struct Cited {
    /// Who, where the text names them.
    pub(crate) who: String,
    /// The rest.
    pub(crate) rest: String,
    /// Whether the rest says the place in the source.
    pub(crate) has_place: bool,
    /// Whether the rest is what the text names the source by, and there is nothing else to say.
    pub(crate) is_name: bool,
    /// Who, and all but that, of a citation that names both.
    pub(crate) divided: Option<(String, String)>,
}

/// A citation without who made the source; all of it where there is nothing else.
fn only_rest(runs: &[Run]) -> Vec<Run> {
    let (who, rest) = divide(runs);
    if rest.is_empty() { who } else { rest }
}

/// Runs as HTML, escaped.
fn html(runs: &[Run]) -> String {
    let mut html = String::new();
    write(runs, &mut html);
    html
}

fn write(runs: &[Run], out: &mut String) {
    for run in runs.iter().filter(|run| !run.text.is_empty()) {
        let Look { italic, bold, small_caps, underlined, shift } = run.look;
        let tags = [
            (italic, "<i>", "</i>"),
            (bold, "<b>", "</b>"),
            (small_caps, "<span class=\"small-caps\">", "</span>"),
            (underlined, "<u>", "</u>"),
            (shift == Shift::Raised, "<sup>", "</sup>"),
            (shift == Shift::Lowered, "<sub>", "</sub>"),
        ];
        let used = tags.iter().filter(|tag| tag.0);
        used.clone().for_each(|tag| out.push_str(tag.1));
        escape_to(&run.text, out);
        used.rev().for_each(|tag| out.push_str(tag.2));
    }
}

#[cfg(test)]
mod tests;
