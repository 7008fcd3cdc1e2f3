//! What every page asks of the chronicle, made once: encoded paths, dates in words, short names.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::base::arena::Id;
use crate::base::diagnostic::Diagnostic;
use crate::base::snapshot::Snapshot;
use crate::chronicle::model::{Chronicle, Citation, Event, Name, Outlet, Source, Target, Text};
use crate::dates::bounds::{Bound, Minute};
use crate::dates::date::Date;
use crate::dates::wording::Wording;
use crate::render::bidi::isolated;
use crate::render::called::named;
use crate::render::clocks::Silhouette;
use crate::render::dated::Dated;
use crate::render::frame::{direction, locale};
use crate::render::laid::Laid;
use crate::render::link::Folder;
use crate::render::lists::{NAMED, Named, letters, names};
use crate::render::names::{part_names, whole_path};
use crate::render::styled::Styled;
use crate::render::timeline::titles;
use crate::render::tongue::{Lang, named_language};
use crate::render::ui::Ui;
use crate::render::view::date::{DateView, date as date_view};
use crate::render::view::paging::Shelf;
use crate::render::view::{LinkView, TitleView};
use crate::syntax::fields::SourceStatus;
use crate::syntax::statement::Statement;

/// The chronicle with what pages ask of it.
pub(crate) struct Lookup<'a> {
    /// The chronicle.
    pub(crate) chronicle: &'a Chronicle,
    /// What is the same in every language.
    pub(crate) laid: Arc<Laid>,
    /// The interface's words.
    pub(crate) words: &'a Ui,
    /// The language that those are in, a BCP 47 tag: that of the pages which this is for.
    pub(crate) language: &'a str,
    /// The language with its country, as OpenGraph has it.
    pub(crate) locale: String,
    /// The sequence as a silhouette.
    pub(crate) silhouette: Option<Silhouette>,
    /// Those pages in words.
    pub(crate) timeline_titles: Vec<Box<str>>,
    /// The names of the pages of each: of events, of reports, of sources, of the evidence.
    list_names: [Vec<Named>; 4],
    /// The names of the pages of the indexes of actors, places, tags and outlets.
    pub(crate) letter_names: [Vec<Named>; 4],
    /// The names of the pages of what takes several.
    pub(crate) part_names: BTreeMap<Target, Vec<Named>>,
    dated: Dated,
    labels: Vec<Box<str>>,
    /// What the site's citation style makes of the sources; `None` where it asks for none.
    pub(crate) styled: Option<Arc<Styled<'a>>>,
    /// Each lag that there is, in days, in words.
    lags: FxHashMap<(i64, i64), Box<str>>,
}

impl<'a> Lookup<'a> {
    /// Prepares `chronicle` for its pages.
    ///
    /// What the citation style fails on is told.
    pub(crate) fn new(
        chronicle: &'a Chronicle,
        snapshot: &Snapshot,
        words: &'a Ui,
        language: &'a str,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let laid = Arc::new(Laid::new(chronicle));
        Self::with((chronicle, laid), words, language, |dates, labels| {
            Styled::new(chronicle, snapshot, dates, labels, diagnostics).map(Arc::new)
        })
    }

    /// The same for the pages of another language. Their reference lists are the site's: a citation
    /// style speaks one language.
    pub(crate) fn again(&self, words: &'a Ui, language: &'a str) -> Self {
        Self::with((self.chronicle, self.laid.clone()), words, language, |_, _| self.styled.clone())
    }

    fn with(
        (chronicle, laid): (&'a Chronicle, Arc<Laid>),
        words: &'a Ui,
        language: &'a str,
        styled: impl FnOnce(&Dated, &[Box<str>]) -> Option<Arc<Styled<'a>>>,
    ) -> Self {
        let wording = || Wording::styled(&words.words.dates, language, chronicle.config.date_style);
        let dated = Dated::new(chronicle, &wording);
        let rtl = direction(language) == "rtl";
        let labels = chronicle.sources.iter().map(|(id, source)| {
            let byline = laid.bylines.get(&id).map(|byline| &**byline);
            let name = isolated(named(source).or(byline).unwrap_or(&source.key), rtl);
            label(words, &name, source, dated.source(id))
        });
        let labels: Vec<_> = labels.collect();
        let mut all = Self {
            styled: styled(&dated, &labels),
            chronicle,
            words,
            language,
            locale: locale(language),
            silhouette: Silhouette::new(chronicle, &wording()),
            timeline_titles: titles(&laid.timeline, words, &wording()),
            list_names: names(&laid.lists, words, &wording()),
            letter_names: std::array::from_fn(|n| letters(NAMED[n], &laid.lists.names[n], words)),
            part_names: BTreeMap::new(),
            dated,
            labels,
            lags: lags(chronicle, &wording()),
            laid,
        };
        all.name_parts();
        all
    }

    /// Names the parts of what takes several pages.
    fn name_parts(&mut self) {
        let name = |(target, parts): (Target, &[Range<usize>])| {
            let path = whole_path(self.chronicle, target)?;
            Some((target, part_names(self.title(target), path, parts.len(), self.words)))
        };
        self.part_names = self.laid.lists.parted.iter().filter_map(name).collect();
    }

    /// The language of what a thing's author wrote: of its title and its text.
    pub(crate) fn language_of(&self, target: Target) -> &'a str {
        named_language(self.chronicle, target).unwrap_or(&self.chronicle.config.language)
    }

    /// The language of a text on a page, where it is not the page's.
    pub(crate) fn lang(&self, language: Option<&'a str>) -> Lang<'a> {
        Lang::new(language, self.language)
    }

    /// The language of what a thing's author wrote, where it is not the page's.
    pub(crate) fn lang_of(&self, target: Target) -> Lang<'a> {
        self.lang(Some(self.language_of(target)))
    }

    /// The encoded path of a thing's page.
    pub(crate) fn path(&self, target: Target) -> &str {
        match target {
            Target::Event(id) => self.event_path(id),
            Target::Source(id) => self.source_path(id),
            Target::Actor(id) => &self.laid.actor_paths[id.index()],
            Target::Place(id) => &self.laid.place_paths[id.index()],
            Target::Tag(id) => &self.laid.tag_paths[id.index()],
            Target::Outlet(id) => self.outlet_path(id),
            Target::Page(id) => &self.laid.page_paths[id.index()],
        }
    }

    /// The encoded path of an event's page.
    pub(crate) fn event_path(&self, id: Id<Event>) -> &str {
        &self.laid.event_paths[id.index()]
    }

    /// The encoded path of a source's page.
    pub(crate) fn source_path(&self, id: Id<Source>) -> &str {
        &self.laid.source_paths[id.index()]
    }

    /// The encoded path of an outlet's page.
    pub(crate) fn outlet_path(&self, id: Id<Outlet>) -> &str {
        &self.laid.outlet_paths[id.index()]
    }

    /// The title of an event, its emphasis set.
    pub(crate) fn event_title(&self, id: Id<Event>) -> TitleView<'_> {
        match self.laid.marked.get(&id) {
            Some((html, _)) => TitleView::Marked(html),
            None => TitleView::Plain(&self.chronicle.events[id].title),
        }
    }

    /// What a thing is called, as plain text.
    pub(crate) fn title(&self, target: Target) -> &str {
        match target {
            Target::Event(id) => match self.laid.marked.get(&id) {
                Some((_, plain)) => plain,
                None => &self.chronicle.events[id].title,
            },
            Target::Source(id) => self.label(id),
            Target::Actor(id) => &self.chronicle.actors[id].title,
            Target::Place(id) => &self.chronicle.places[id].title,
            Target::Tag(id) => &self.chronicle.tags[id].title,
            Target::Outlet(id) => &self.chronicle.outlets[id].title,
            Target::Page(id) => &self.chronicle.pages[id].title,
        }
    }

    /// When an event happened, in words.
    pub(crate) fn event_date(&self, id: Id<Event>) -> &DateView {
        self.dated.event(id)
    }

    /// When a source was published, in words.
    pub(crate) fn source_date(&self, id: Id<Source>) -> Option<&DateView> {
        self.dated.source(id)
    }

    /// How much later than the event a source was published, in words; `None` where that cannot
    /// be told, or is too long to be told in days.
    pub(crate) fn lag(&self, event: Id<Event>, source: Id<Source>) -> Option<&str> {
        let days = lag(self.chronicle, event, source).filter(|(least, most)| most - least <= WIDEST_LAG)?;
        self.lags.get(&days).map(|words| &**words)
    }

    /// When an event was first reported, in words: `first reported 2 days later`; the day where
    /// the event's own is too little known. `None` where no day can be told.
    pub(crate) fn reported(&self, event: Id<Event>) -> Option<String> {
        let source = self.chronicle.events[event].first_report?.source;
        if let Some(lag) = self.lag(event, source) {
            return Some(self.words.fill("first_reported", &[("later", lag)]));
        }
        let published = self.source_date(source).filter(|date| date.is_day)?;
        Some(self.words.fill("first_reported_on", &[("date", &published.words)]))
    }

    /// Who published a source; where that is not known, its title, its author, or its key.
    pub(crate) fn outlet(&self, id: Id<Source>) -> &str {
        let source = &self.chronicle.sources[id];
        named(source).or(self.laid.bylines.get(&id).map(|byline| &**byline)).unwrap_or(&source.key)
    }

    /// The time that the site is about, in words.
    pub(crate) fn scope(&self) -> Option<String> {
        let config = &self.chronicle.config;
        let written = match (&config.from, &config.to) {
            (Some(from), Some(to)) => format!("{}/{}", from.as_written(), to.as_written()),
            (Some(from), None) => format!("{}/..", from.as_written()),
            (None, Some(to)) => format!("../{}", to.as_written()),
            (None, None) => return None,
        };
        Some(self.other_date(&Date::parse(&written).ok()?).words)
    }

    /// The pages of events, by when they happened.
    pub(crate) fn years(&self) -> Shelf<'_, Id<Event>> {
        Shelf { pages: &self.laid.lists.years.pages, names: &self.list_names[0], counted: "events" }
    }

    /// The place of an event in the list of its year, month or day.
    pub(crate) fn in_list<'f>(&'f self, folder: Folder<'_>, id: Id<Event>) -> Option<LinkView<'f>> {
        let Named { title, path, .. } = &self.list_names[0][*self.laid.listed.get(id.index())? as usize];
        Some(LinkView::new(title, folder.link(path).to_entry(&self.chronicle.events[id].id)))
    }

    /// The pages of events, by when they became known.
    pub(crate) fn reported_pages(&self) -> Shelf<'_, Id<Event>> {
        Shelf { pages: &self.laid.lists.reported.pages, names: &self.list_names[1], counted: "events" }
    }

    /// The pages of sources, by when they were published.
    pub(crate) fn sources(&self) -> Shelf<'_, Id<Source>> {
        Shelf { pages: &self.laid.lists.sources.pages, names: &self.list_names[2], counted: "sources" }
    }

    /// The pages of the evidence, by when events happened.
    pub(crate) fn evidence(&self) -> Shelf<'_, Id<Event>> {
        Shelf { pages: &self.laid.lists.evidence.pages, names: &self.list_names[3], counted: "events" }
    }

    /// A source's short name: `Interfax, 15 March 2010`.
    pub(crate) fn label(&self, id: Id<Source>) -> &str {
        &self.labels[id.index()]
    }

    /// Whether marks and lists show the numbers of sources: a citation style may cite by author, or in
    /// notes.
    pub(crate) fn shows_numbers(&self) -> bool {
        self.styled.as_ref().is_none_or(|styled| styled.is_numbered())
    }

    /// How a text names the source that it cites with `@key`: its author, or who published it.
    pub(crate) fn author_in_text(&self, id: Id<Source>) -> Cow<'_, str> {
        let source = &self.chronicle.sources[id];
        match &source.fields.author[..] {
            [] => Cow::Borrowed(self.outlet(id)),
            [only] => only.shown(),
            [first, rest @ ..] => Cow::Owned(self.words.authors(first, rest)),
        }
    }

    /// Which of its page's citation marks a citation is, from 1.
    pub(crate) fn mark(&self, citation: Id<Citation>) -> u32 {
        self.laid.marks[citation.index()]
    }

    /// The text that a citation stands in.
    pub(crate) fn text_of(&self, by: Target) -> Option<&Text> {
        match by {
            Target::Event(id) => Some(&self.chronicle.events[id].text),
            Target::Page(id) => Some(&self.chronicle.pages[id].text),
            Target::Source(id) => self.chronicle.sources[id].text.as_ref(),
            Target::Actor(id) => own_text(&self.chronicle.actors[id]),
            Target::Place(id) => own_text(&self.chronicle.places[id]),
            Target::Tag(_) | Target::Outlet(_) => None,
        }
    }

    /// The statement that a citation bears.
    pub(crate) fn statement(&self, citation: &Citation) -> Option<Cow<'_, str>> {
        let text = self.text_of(citation.by)?;
        let statement = text.prose().clusters[citation.cluster as usize].statement?;
        Some(self.told(text, &text.prose().statements[statement as usize]))
    }

    /// A statement in plain words: what it mentions by an id is called by its name.
    pub(crate) fn told<'t>(&self, text: &'t Text, statement: &'t Statement) -> Cow<'t, str> {
        let mentions = text.prose().mentions.iter().zip(&text.mentions);
        let bare = mentions.filter(|(mention, target)| {
            mention.words.is_none()
                && target.is_some()
                && statement.span.start <= mention.span.start
                && mention.span.end <= statement.span.end
        });
        let mut told = String::new();
        let words = text.prose().told(statement);
        let mut rest = &*words;
        for (mention, target) in bare {
            let Some(title) = target.map(|target| self.title(target)) else { continue };
            let Some((before, after)) = rest.split_once(&*mention.target) else { continue };
            told.push_str(before);
            told.push_str(title);
            rest = after;
        }
        if told.is_empty() {
            return words;
        }
        told.push_str(rest);
        Cow::Owned(told)
    }

    /// What words dates that were not worded before.
    pub(crate) fn wording(&self) -> Wording<'_> {
        Wording::styled(&self.words.words.dates, self.language, self.chronicle.config.date_style)
    }

    /// A year, in words.
    pub(crate) fn year(&self, year: i64) -> String {
        self.wording().year(year)
    }

    /// A date that is neither an event's nor a source's, in words.
    pub(crate) fn other_date(&self, date: &Date) -> DateView {
        date_view(&self.wording(), date, self.chronicle.config.time_zone)
    }
}

pub(crate) fn own_text(name: &Name) -> Option<&Text> {
    name.own.as_ref().map(|own| &own.text)
}

/// How many days after an event a source was published, the least and the most; `None` where that
/// cannot be told, or is so long that days say little.
fn lag(chronicle: &Chronicle, event: Id<Event>, source: Id<Source>) -> Option<(i64, i64)> {
    let day = |bound: Bound| bound.minute().filter(|minute| !minute.is_saturated()).map(Minute::day_number);
    let (event, published) = (&chronicle.events[event].bounds, chronicle.sources[source].published?);
    let least = day(published.earliest)?.saturating_sub(day(event.latest)?);
    let most = day(published.latest)?.saturating_sub(day(event.earliest)?);
    (-LONGEST_LAG..=LONGEST_LAG).contains(&least).then_some(())?;
    (-LONGEST_LAG..=LONGEST_LAG).contains(&most).then_some((least, most))
}

/// The most days between the least and the most of a lag that is told.
const WIDEST_LAG: i64 = 31;

/// The most days of which a lag is told.
const LONGEST_LAG: i64 = 400;

fn lags(chronicle: &Chronicle, wording: &Wording<'_>) -> FxHashMap<(i64, i64), Box<str>> {
    let mut lags = FxHashMap::default();
    for (id, event) in chronicle.events.iter() {
        for days in event.sources.iter().filter_map(|&source| lag(chronicle, id, source)) {
            lags.entry(days).or_insert_with(|| wording.lag(days).into());
        }
    }
    lags
}

/// `Interfax, 15 March 2010`; `Eurasia Daily Monitor 7/54` where it has numbers and no day.
fn label(words: &Ui, name: &str, source: &Source, date: Option<&DateView>) -> Box<str> {
    let mut label = name.to_owned();
    let fields = &source.fields;
    let numbers = match (&fields.volume, &fields.issue) {
        (Some(volume), Some(issue)) => Some(format!(" {volume}/{issue}")),
        (Some(number), None) | (None, Some(number)) => Some(format!(" {number}")),
        (None, None) => None,
    };
    match (numbers, date) {
        (Some(numbers), date) if date.is_none_or(|date| !date.is_day) => label.push_str(&numbers),
        (_, Some(date)) => {
            label.push_str(words.get("join_part"));
            label.push_str(&date.words);
        }
        _ => {}
    }
    if fields.status == Some(SourceStatus::Retracted) {
        // Wherever it is named, it is said.
        label.push_str(&format!(" ({})", words.get("status_retracted")));
    }
    label.into()
}
