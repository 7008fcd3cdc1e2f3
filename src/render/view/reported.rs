//! The events in the order in which they became known.

use std::borrow::Cow;

use serde::Serialize;

use crate::base::arena::Id;
use crate::chronicle::model::{Chronicle, Event, Source, Target};
use crate::chronicle::paths;
use crate::dates::date::Date;
use crate::dates::order::SortKey;
use crate::dates::zone::Zone;
use crate::render::link::{Folder, Href};
use crate::render::lookup::Lookup;
use crate::render::tongue::Lang;
use crate::render::view::date::{DateView, LineDateView};
use crate::render::view::entry::{LineView, lines};
use crate::render::view::event::same_time;
use crate::render::view::paging::{PagingView, StretchView};
use crate::render::view::{LinkView, TitleView};

/// `reported`: the events in the order in which they became known.
#[derive(Debug, Hash, Serialize)]
pub(crate) struct ReportedView<'a> {
    /// On the page of a year, a month or a day: the time of the first reports, in words; other words
    /// on the page of those events of which no first report is known. `null` on `reported.html`.
    year: Option<&'a str>,
    /// The page of all: `reported.html`.
    all: LinkView<'a>,
    /// How many events the page or, where it lists years, the chronicle has, in words.
    count: String,
    /// How many events the page lists.
    listed: usize,
    /// The dates of first reports, in order, each with its events.
    days: Vec<ReportDayView<'a>>,
    /// The events of which no first report is known, in the chronicle's order.
    unknown: Vec<LineView<'a>>,
    /// The years of first reports, where there are too many events for one page; then `days` and
    /// `unknown` are empty.
    years: Vec<StretchView<'a>>,
    /// The way about the pages of the list; empty on `reported.html`.
    paging: PagingView<'a>,
}

/// A day, or a vaguer date, on which events were first reported.
#[derive(Debug, Hash, Serialize)]
struct ReportDayView<'a> {
    /// The date, without a time of day.
    date: Cow<'a, DateView>,
    /// The events, in order of the reports' times of day, then in the chronicle's.
    events: Vec<ReportedEventView<'a>>,
}

/// An event, as it became known.
#[derive(Debug, Hash, Serialize)]
struct ReportedEventView<'a> {
    /// Its place in the chronicle, from 0: by that scripts find its data.
    n: usize,
    /// Its page.
    href: Href<'a>,
    /// Its title.
    title: TitleView<'a>,
    /// The attributes `lang` and `dir` for its title, where that is in another language than the page.
    lang: Lang<'a>,
    /// When it happened.
    date: LineDateView<'a>,
    /// How much later it was first reported, in words: `first reported 2 days later`; `null`
    /// where that cannot be told.
    reported: Option<String>,
    /// The sources that were first to report it, all of one time, by who published them.
    sources: Vec<LinkView<'a>>,
    /// The time of day of the report, where it is known.
    time: Option<&'a str>,
    /// Whether that is in the site's time zone.
    in_zone: bool,
}

/// The events in the order in which they became known; those of which no first report is known are
/// last.
pub(crate) fn as_known(chronicle: &Chronicle) -> Vec<Id<Event>> {
    let zone = chronicle.config.time_zone;
    let mut known = Vec::new();
    let mut unknown = Vec::new();
    for (id, event) in chronicle.events.iter() {
        match event.first_report.and_then(|report| published(chronicle, report.source)) {
            Some(published) => known.push(Known::new(published, id, zone)),
            None => unknown.push(id),
        }
    }
    // By the day as it is written too, so that those of one heading stand together.
    known.sort_unstable_by(|a, b| a.order().cmp(&b.order()));
    known.into_iter().map(|known| known.id).chain(unknown).collect()
}

/// An event whose first report is known.
struct Known<'c> {
    published: Published<'c>,
    day: SortKey,
    date: SortKey,
    id: Id<Event>,
}

impl<'c> Known<'c> {
    fn new(published: Published<'c>, id: Id<Event>, zone: Zone) -> Self {
        let date = published.date.sort_key(zone);
        let day = match &published.day {
            Cow::Borrowed(_) => date,
            Cow::Owned(day) => day.sort_key(zone),
        };
        Self { published, day, date, id }
    }

    fn order(&self) -> (SortKey, &str, SortKey, Id<Event>) {
        (self.day, self.published.day.as_written(), self.date, self.id)
    }
}

/// Whether the chronicle knows when any of its events was first reported.
pub(crate) fn is_any_reported(chronicle: &Chronicle) -> bool {
    chronicle.events.values().iter().any(|event| event.first_report.is_some())
}

/// The link to the page, where there is one.
pub(crate) fn reported_link<'a>(site: &'a Lookup<'a>, folder: Folder<'_>) -> Option<LinkView<'a>> {
    is_any_reported(site.chronicle).then(|| link(site, folder))
}

fn link<'a>(site: &'a Lookup<'a>, folder: Folder<'_>) -> LinkView<'a> {
    LinkView::new(site.words.get("as_it_became_known"), folder.link(paths::REPORTED))
}

/// The view of the `n`th page of the list of reports; of `reported.html` where `None`.
pub(crate) fn reported<'a>(site: &'a Lookup<'a>, folder: Folder<'a>, n: Option<usize>) -> ReportedView<'a> {
    let shelf = site.reported_pages();
    let fits = site.laid.lists.reported.fits;
    let events: Vec<Id<Event>> = match n {
        Some(n) => shelf.page(n).items.clone(),
        None if fits => as_known(site.chronicle),
        None => Vec::new(),
    };
    let is_known = |id: &Id<Event>| site.chronicle.events[*id].first_report.is_some();
    let (known, unknown): (Vec<_>, Vec<_>) = events.into_iter().partition(is_known);
    let many = n.map_or(site.chronicle.events.len(), |n| shelf.page(n).all.len());
    let years = if n.is_none() && !fits { shelf.top(site, folder, |_| true) } else { Vec::new() };
    let paging = n.map(|n| shelf.about(site, folder, n, vec![link(site, folder)]));
    ReportedView {
        year: n.map(|n| &*shelf.names[n].title),
        all: link(site, folder),
        count: site.words.count("events", many),
        listed: known.len() + unknown.len(),
        days: days(site, folder, &known),
        unknown: lines(site, folder, &unknown),
        years,
        paging: paging.unwrap_or_default(),
    }
}

/// Events whose first report is known, in the order of that, by its date.
fn days<'a>(site: &'a Lookup<'a>, folder: Folder<'_>, events: &[Id<Event>]) -> Vec<ReportDayView<'a>> {
    let mut days: Vec<ReportDayView<'_>> = Vec::new();
    for &id in events {
        let Some(report) = site.chronicle.events[id].first_report else { continue };
        let Some(Published { day, .. }) = published(site.chronicle, report.source) else { continue };
        let event = reported_event(site, folder, id, report.source);
        match days.last_mut() {
            Some(last) if last.date.edtf == day.as_written() => last.events.push(event),
            _ => days.push(ReportDayView { date: words(site, day, report.source), events: vec![event] }),
        }
    }
    days
}

/// A report's date without the time of day, in words.
fn words<'a>(site: &'a Lookup<'a>, date: Cow<'a, Date>, source: Id<Source>) -> Cow<'a, DateView> {
    match (date, site.source_date(source)) {
        (Cow::Borrowed(_), Some(view)) => Cow::Borrowed(view),
        (date, _) => Cow::Owned(site.other_date(&date)),
    }
}

fn reported_event<'a>(
    site: &'a Lookup<'a>,
    folder: Folder<'_>,
    id: Id<Event>,
    source: Id<Source>,
) -> ReportedEventView<'a> {
    let by_outlet = |id| LinkView::new(site.outlet(id), folder.link(site.source_path(id)));
    ReportedEventView {
        n: id.index(),
        href: folder.link(site.event_path(id)),
        title: site.event_title(id),
        lang: site.lang_of(Target::Event(id)),
        date: site.event_date(id).in_line(),
        reported: site.reported(id),
        sources: std::iter::once(source)
            .chain(same_time(site.chronicle, id, source))
            .map(by_outlet)
            .collect(),
        time: site.source_date(source).and_then(|date| date.time.as_deref()),
        in_zone: site.source_date(source).is_some_and(|date| date.in_zone),
    }
}

/// When a source was published.
struct Published<'c> {
    date: &'c Date,
    /// The same without a time of day.
    day: Cow<'c, Date>,
}

/// When a source was published, where something is said of that.
fn published(chronicle: &Chronicle, source: Id<Source>) -> Option<Published<'_>> {
    let source = &chronicle.sources[source];
    let date = source.fields.published.as_ref()?;
    let day = date.single_day(chronicle.config.time_zone).filter(|_| date.has_time());
    let day =
        day.and_then(|day| Date::parse(&format!("{:04}-{:02}-{:02}", day.year, day.month, day.day)).ok());
    Some(Published { date, day: day.map_or(Cow::Borrowed(date), Cow::Owned) })
}

#[cfg(test)]
mod tests {
    use crate::render::fixture::{Built, build};
    use expect_test::expect;

    const SOURCES: (&str, &str) = (
        "content/sources/s.yaml",
        "early: {outlet: Early Post, published: 2010-03-16}\n\
         other: {outlet: Other Post, published: 2010-03-16}\n\
         noon: {outlet: The Wire, published: '2010-03-16T12:00'}\n\
         late: {outlet: Late Post, published: 2011-01-02}\n\
         month: {outlet: The Monthly, published: 2010-04}\n\
         undated: {outlet: The Undated}\n",
    );

    fn event(id: &str, date: &str, sources: &str) -> (String, String) {
        let text = format!("---\ntitle: The {id}\ndate: {date}\nsources: [{sources}]\n---\n");
        (format!("content/events/{id}.md"), text)
    }

    fn built(events: &[(String, String)]) -> Built {
        let events = events.iter().map(|(path, text)| (path.as_str(), text.as_str()));
        build(&events.chain([SOURCES]).collect::<Vec<_>>())
    }

    #[test]
    fn the_second_clock_has_its_own_order() {
        let built = built(&[
            event("secret", "2010-03-01", "late, undated"),
            event("call", "2010-03-14", "noon"),
            event("letter", "2010-03-10", "month"),
            event("speech", "2010-03-15", "other, early"),
            event("reply", "2010-03-16", "early"),
            event("rumour", "2010-03-02", "undated"),
            event("plan", "2010-03-20", "early"),
        ]);
        assert_eq!(built.said(), "");
        expect![[r#"
            As it became known
            Each event stands under the date of its first report.Filter
            16 March 2010
            The call
            14 March 2010; first reported 2 days later, by The Wire, 12:00
            The speech
            15 March 2010; first reported 1 day later, by Early Post, Other Post
            The reply
            16 March 2010; first reported the same day, by Early Post
            April 2010
            The letter
            10 March 2010; first reported 22 to 51 days later, by The Monthly
            2 January 2011
            The secret
            1 March 2010; first reported 307 days later, by Late Post
            First report not known
            2 March 2010
            The rumour
            1 source
            20 March 2010
            The plan
            1 source
        "#]]
        .assert_eq(&plain(&built.part("reported.html", "<h1>", "</main>")));
    }

    #[test]
    fn where_nothing_has_a_known_report_there_is_no_page() {
        let built = built(&[event("rumour", "2010-03-02", "undated")]);
        assert!(built.files.keys().all(|path| !path.starts_with("reported")), "{:?}", built.files.keys());
        assert!(!built.page("index.html").contains("reported.html"));
    }

    #[test]
    fn an_authors_own_page_goes_before_it() {
        let own = ("content/reported.md".to_owned(), "# Our own\n".to_owned());
        let built = built(&[event("speech", "2010-03-15", "early"), own]);
        assert_eq!(built.said(), "");
        assert!(built.page("reported.html").contains("<h1>Our own</h1>"));
    }

    #[test]
    fn a_large_chronicle_has_a_page_for_each_year_of_reports() {
        let mut events: Vec<_> = (0..99)
            .map(|n| event(&format!("e{n}"), "2010-03-15", if n < 3 { "late" } else { "early" }))
            .collect();
        events.push(event("rumour", "2010-03-02", "undated"));
        let one = built(&events);
        assert!(one.page("reported.html").contains(">The e98</a>"));
        assert!(!one.files.contains_key("reported/2010.html"));

        events.extend((99..999).map(|n| event(&format!("e{n}"), "2010-03-15", "early")));
        events.push(event("secret", "2009-03-01", "late"));
        let many = built(&events);
        assert_eq!(many.said(), "");
        let mut pages = plain(&many.part("reported.html", "<h1>", "</main>"));
        pages += "--- 2011\n";
        pages += &plain(&many.part("reported/2011.html", "<main", "</main>"));
        pages += "--- unknown\n";
        pages += &plain(&many.part("reported/unknown.html", "<main", "</main>"));
        expect![[r#"
            As it became known
            Each event stands under the date of its first report.
            2010 996 events
            March 2010 996 events
            2011 4 events
            First report not known 1 event
            --- 2011
            As it became known
            4 events
            2011
            Each event stands under the date of its first report.
            2 January 2011
            The secret
            1 March 2009; first reported on 2 January 2011, by Late Post
            The e0
            15 March 2010; first reported 293 days later, by Late Post
            The e1
            15 March 2010; first reported 293 days later, by Late Post
            The e2
            15 March 2010; first reported 293 days later, by Late Post
            Before 2010
            After First report not known
            --- unknown
            As it became known
            1 event
            First report not known
            Events
            2 March 2010
            The rumour
            1 source
            Before 2011
        "#]]
        .assert_eq(&pages);
        assert!(many.page("reported/2011.html").contains("<title>2011 · As it became known · "));
    }

    /// A page's list, without its markup: a line a heading, a paragraph or a date.
    fn plain(html: &str) -> String {
        let mut text = String::new();
        for piece in html.split('<') {
            let (tag, words) = piece.split_once('>').unwrap_or(("", piece));
            if ["li", "/h2", "/h3", "h1", "h2", "h3", "p"].iter().any(|it| tag.split(' ').next() == Some(it))
            {
                text.push('\n');
            }
            text.push_str(words.trim_matches('\n'));
        }
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.map(|line| format!("{line}\n")).collect()
    }
}
