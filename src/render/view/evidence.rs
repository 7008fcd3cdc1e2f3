//! The evidence of the whole chronicle, and where it is weakest.

use serde::Serialize;

use crate::base::arena::Id;
use crate::chronicle::evidence::Whole;
use crate::chronicle::falls::falls;
use crate::chronicle::findings::Finding;
use crate::chronicle::model::{Event, Source, Target};
use crate::chronicle::paths;
use crate::render::link::{Folder, Href};
use crate::render::lookup::Lookup;
use crate::render::tongue::Lang;
use crate::render::view::date::LineDateView;
use crate::render::view::entry::link;
use crate::render::view::paging::{PagingView, StretchView};
use crate::render::view::{LinkView, TitleView};

/// The most events, and the most sources, that the page lists.
const MOST: usize = 100;
/// The most years that are drawn.
const MOST_YEARS: usize = 120;

/// `evidence`: the evidence of the whole chronicle; on the page of a year, a month or a day only
/// that of its events.
#[derive(Debug, Hash, Serialize, Default)]
pub(crate) struct EvidencePageView<'a> {
    /// On the page of a year, a month or a day: that time in words; `null` on `evidence.html`.
    year: Option<&'a str>,
    /// How many events the page has, in words.
    count: String,
    /// How much of the chronicle has what: statements with evidence, events with a source, ….
    measures: Vec<MeasureView<'a>>,
    /// How many events were first reported how much later.
    lags: Vec<BarView>,
    /// The statements with evidence of each year; empty where there is one year or none.
    years: Vec<YearBarView>,
    /// The events, those that rest on least first; on the page of a year, a month or a day in the
    /// chronicle's order.
    events: Vec<WeakEventView<'a>>,
    /// How many more events there are: the pages of `listed` have all.
    more_events: usize,
    /// The years, each with a page of its events, where there are too many events for one page.
    listed: Vec<StretchView<'a>>,
    /// The sources with which most would fall, first.
    sources: Vec<FallView<'a>>,
    /// What the checks found.
    findings: Vec<FindingView<'a>>,
    /// The way about the pages of the list of events; empty on `evidence.html`.
    paging: PagingView<'a>,
}

/// A part of a whole, as a bar.
#[derive(Debug, Hash, Serialize)]
struct MeasureView<'a> {
    /// What is counted, in words.
    words: &'a str,
    /// How many of them have it.
    part: u32,
    /// How many there are.
    whole: u32,
    /// The two in words: `37 of 52`.
    figures: String,
    /// The length of the bar, from 0 to 200.
    length: u32,
}

/// A number, as a bar.
#[derive(Debug, Hash, Serialize)]
struct BarView {
    /// What is counted, in words.
    words: String,
    /// How many there are.
    count: usize,
    /// The length of the bar, from 0 to 200.
    length: u32,
}

/// A year's statements, as a bar.
#[derive(Debug, Hash, Serialize)]
struct YearBarView {
    /// The year, in words.
    words: String,
    /// The two numbers in words: `37 of 52`.
    figures: String,
    /// The length of the bar of the statements with evidence, from 0 to 200.
    length: u32,
    /// The length of the bar of all statements, by that of the year with most.
    of: u32,
}

/// An event, with what bears it.
#[derive(Debug, Hash, Serialize)]
struct WeakEventView<'a> {
    /// Its title.
    title: TitleView<'a>,
    /// The attributes `lang` and `dir` for that, where it is in another language than the page.
    lang: Lang<'a>,
    /// Its page.
    href: Href<'a>,
    /// When it happened.
    date: LineDateView<'a>,
    /// Its statements with evidence, of all, in words: `3 of 5`.
    figures: String,
    /// The length of the bar of that, from 0 to 200.
    length: u32,
    /// How many sources bear it, in words.
    sources: String,
    /// How many independent origins are behind them, in words.
    independent: String,
    /// How many of them are known only through another, in words; `null` where none is.
    second_hand: Option<String>,
    /// How many of them have a kept copy, in words; `null` where it has no source.
    archived: Option<String>,
    /// How many of its quotations are verified, in words; `null` where it has none.
    verified: Option<String>,
    /// When it was first reported, in words.
    reported: Option<String>,
}

/// A source, with what would fall with it.
#[derive(Debug, Hash, Serialize)]
struct FallView<'a> {
    /// Its short name.
    title: &'a str,
    /// Its page.
    href: Href<'a>,
    /// The events that would have no source left, in words.
    events: String,
    /// The statements that would have no evidence left, in words.
    statements: String,
    /// The length of the bar of the statements, from 0 to 200.
    length: u32,
}

/// What a check found.
#[derive(Debug, Hash, Serialize)]
struct FindingView<'a> {
    /// The check's name.
    code: &'static str,
    /// How many places it found that are not excused.
    open: usize,
    /// How many are excused.
    excepted: usize,
    /// The first of them, excused ones first.
    shown: Vec<ShownView<'a>>,
    /// How many more there are.
    more: usize,
}

/// A place that a check found.
#[derive(Debug, Hash, Serialize)]
struct ShownView<'a> {
    /// What it belongs to.
    link: LinkView<'a>,
    /// Why it is excused; `null` where it is not.
    reason: Option<&'a str>,
}

/// The length of a bar of `part`, where that of `whole` is 200.
fn length(part: u64, whole: u64) -> u32 {
    small((part * 200).checked_div(whole).unwrap_or(0))
}

fn small(n: u64) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// The view of the evidence.
pub(crate) fn evidence<'a>(site: &'a Lookup<'a>, folder: Folder<'a>) -> EvidencePageView<'a> {
    let chronicle = site.chronicle;
    let mut weakest: Vec<Id<Event>> = chronicle.events.ids().collect();
    weakest.sort_by_key(|&id| {
        let it = &chronicle.events[id].evidence;
        // The fewest origins first, then the most that is not borne, in the chronicle's order.
        (it.origins.min(2), std::cmp::Reverse(it.unborne()), it.read.min(2), id)
    });
    let shelf = site.evidence();
    let fits = site.laid.lists.evidence.fits;
    let most = if fits { weakest.len() } else { MOST };
    EvidencePageView {
        year: None,
        count: site.words.count("events", weakest.len()),
        measures: measures(site),
        lags: lags(site),
        years: years(site),
        events: weakest.iter().take(most).map(|&id| weak(site, folder, id)).collect(),
        more_events: weakest.len().saturating_sub(most),
        listed: if fits { Vec::new() } else { shelf.top(site, folder, |_| true) },
        sources: fallen(site, folder),
        findings: chronicle.findings.iter().map(|it| finding(site, folder, it)).collect(),
        paging: PagingView::default(),
    }
}

/// The view of the `n`th page of the list of events with their evidence.
pub(crate) fn evidence_of<'a>(site: &'a Lookup<'a>, folder: Folder<'a>, n: usize) -> EvidencePageView<'a> {
    let shelf = site.evidence();
    let page = shelf.page(n);
    let all = LinkView::new(site.words.get("evidence"), folder.link(paths::EVIDENCE));
    EvidencePageView {
        year: Some(&shelf.names[n].title),
        count: site.words.count("events", page.all.len()),
        events: page.items.iter().map(|&id| weak(site, folder, id)).collect(),
        paging: shelf.about(site, folder, n, vec![all]),
        ..EvidencePageView::default()
    }
}

fn of(site: &Lookup<'_>, part: u64, whole: u64) -> String {
    site.words.fill("evidence_of", &[("part", &part.to_string()), ("whole", &whole.to_string())])
}

fn measures<'a>(site: &'a Lookup<'a>) -> Vec<MeasureView<'a>> {
    let it = Whole::of(site.chronicle);
    let all = [
        ("evidence_borne", it.borne, it.statements),
        ("evidence_sourced", it.sourced, it.events),
        ("evidence_independent", it.independent, it.events),
        ("evidence_read", it.sources - it.second_hand, it.sources),
        ("evidence_archived", it.archived, it.on_the_web),
        ("evidence_verified", it.verified, it.quotations),
    ];
    let measure = |(key, part, whole): (&'static str, u64, u64)| MeasureView {
        words: site.words.get(key),
        part: small(part),
        whole: small(whole),
        figures: of(site, part, whole),
        length: length(part, whole),
    };
    all.into_iter().filter(|(_, _, whole)| *whole > 0).map(measure).collect()
}

/// The events by when they were first reported: the classes that have any.
fn lags(site: &Lookup<'_>) -> Vec<BarView> {
    const CLASSES: [(i64, i64); 5] = [(0, 0), (1, 1), (2, 7), (8, 30), (31, 365)];
    let chronicle = site.chronicle;
    let mut counts = [0_usize; CLASSES.len() + 3];
    for event in chronicle.events.values() {
        let most = event.first_report.map(|report| report.lag.map(|(_, most)| most.max(0)));
        let class = match most {
            Some(Some(most)) => CLASSES.iter().position(|&(_, to)| most <= to).unwrap_or(CLASSES.len()),
            Some(None) => CLASSES.len() + 1,
            None => CLASSES.len() + 2,
        };
        counts[class] += 1;
    }
    let wording = site.wording();
    let year = site.words.count("years_pass", 1);
    let words = |class: usize| match class {
        n if n < CLASSES.len() => wording.lag(CLASSES[n]),
        n if n == CLASSES.len() => site.words.fill("at_least", &[("time", &year)]),
        n if n == CLASSES.len() + 1 => site.words.get("not_known").to_owned(),
        _ => site.words.get("report_not_known").to_owned(),
    };
    let most = counts.iter().copied().max().unwrap_or(0) as u64;
    let bars = counts.iter().enumerate().filter(|(_, count)| **count > 0);
    bars.map(|(class, &count)| BarView { words: words(class), count, length: length(count as u64, most) })
        .collect()
}

fn years(site: &Lookup<'_>) -> Vec<YearBarView> {
    let mut years: std::collections::BTreeMap<i64, (u64, u64)> = std::collections::BTreeMap::new();
    for event in site.chronicle.events.values() {
        let bounds = &event.bounds;
        let Some(day) = bounds.earliest.day().or(bounds.latest.day()) else { continue };
        let year = years.entry(day.year).or_default();
        year.0 += u64::from(event.evidence.borne);
        year.1 += u64::from(event.evidence.statements);
    }
    if years.len() < 2 || years.len() > MOST_YEARS {
        return Vec::new();
    }
    let wording = site.wording();
    let most = years.values().map(|(_, whole)| *whole).max().unwrap_or(0);
    let bar = |(year, (part, whole)): (i64, (u64, u64))| YearBarView {
        words: wording.year(year),
        figures: of(site, part, whole),
        length: length(part, most),
        of: length(whole, most),
    };
    years.into_iter().map(bar).collect()
}

fn weak<'a>(site: &'a Lookup<'a>, folder: Folder<'_>, id: Id<Event>) -> WeakEventView<'a> {
    let event = &site.chronicle.events[id];
    let it = &event.evidence;
    WeakEventView {
        title: site.event_title(id),
        lang: site.lang_of(Target::Event(id)),
        href: folder.link(site.event_path(id)),
        date: site.event_date(id).in_line(),
        figures: of(site, it.borne.into(), it.statements.into()),
        length: length(it.borne.into(), it.statements.into()),
        sources: site.words.count("sources", event.sources.len()),
        independent: site.words.count("independent", it.origins as usize),
        second_hand: (it.second_hand > 0).then(|| site.words.count("second_hand", it.second_hand as usize)),
        archived: (it.sources > 0).then(|| of(site, it.archived.into(), it.sources.into())),
        verified: (it.quotations > 0).then(|| of(site, it.verified.into(), it.quotations.into())),
        reported: site.reported(id),
    }
}

fn fallen<'a>(site: &'a Lookup<'a>, folder: Folder<'_>) -> Vec<FallView<'a>> {
    let falls = falls(site.chronicle);
    let mut sources: Vec<Id<Source>> = site.chronicle.sources.ids().collect();
    sources.retain(|id| falls[id.index()] != Default::default());
    sources
        .sort_by_key(|&id| (std::cmp::Reverse((falls[id.index()].statements, falls[id.index()].events)), id));
    let most = sources.first().map_or(0, |id| u64::from(falls[id.index()].statements));
    let view = |&id: &Id<Source>| {
        let fall = falls[id.index()];
        FallView {
            title: site.label(id),
            href: folder.link(site.source_path(id)),
            events: site.words.count("events", fall.events as usize),
            statements: site.words.count("statements_n", fall.statements as usize),
            length: length(fall.statements.into(), most),
        }
    };
    sources.iter().take(MOST).map(view).collect()
}

fn finding<'a>(site: &'a Lookup<'a>, folder: Folder<'_>, it: &'a Finding) -> FindingView<'a> {
    let shown = it.shown.iter();
    let shown: Vec<_> =
        shown.map(|it| ShownView { link: link(site, folder, it.of), reason: it.reason.as_deref() }).collect();
    FindingView {
        code: it.code.name(),
        open: it.found - it.excepted,
        excepted: it.excepted,
        more: it.found.saturating_sub(shown.len()),
        shown,
    }
}

#[cfg(test)]
mod tests {
    use crate::render::fixture::{Built, build};

    fn sized(events: usize) -> Built {
        let event = |n: usize| {
            let year = 1900 + n / 40;
            let text = format!("---\ntitle: Event {n}\ndate: {year}\n---\n\nSo it is [@s]. And so.\n");
            (format!("content/events/e{n}.md"), text)
        };
        let events: Vec<_> = (0..events).map(event).collect();
        let mut files: Vec<_> = events.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        files.push(("content/sources/s.yaml", "s: {outlet: Paper, published: 2010}\n"));
        build(&files)
    }

    #[test]
    fn a_small_chronicle_has_every_event_on_the_one_page() {
        let built = sized(130);
        let page = built.page("evidence.html");
        assert_eq!(page.matches("Statements with evidence: 1 of 2").count(), 130);
        assert!(!built.files.keys().any(|path| path.starts_with("evidence/")));
    }

    #[test]
    fn a_large_chronicle_has_its_events_by_year() {
        let built = sized(1000);
        let page = built.page("evidence.html");
        assert_eq!(page.matches("Statements with evidence: 1 of 2").count(), super::MOST);
        assert!(page.contains("<a href=\"evidence/1924.html\">1924</a>"), "{page}");
        let pages: Vec<_> = built.files.keys().filter(|path| path.starts_with("evidence/")).collect();
        assert_eq!(pages.len(), 25);
        let listed: usize = pages
            .iter()
            .map(|path| built.page(path).matches("Statements with evidence: 1 of 2").count())
            .sum();
        assert_eq!(listed, 1000);
        let year = built.page("evidence/1901.html");
        for part in [
            "<h1>1901 · Evidence</h1>",
            "<a href=\"../evidence.html\">Evidence</a>",
            "<a rel=\"next\" href=\"1902.html\">",
            "<a href=\"../events/e40.html\">Event 40</a>",
            "Kept copy: 0 of 1",
        ] {
            assert!(year.contains(part), "{part}\n{year}");
        }
        assert!(!year.contains("What would fall"));
    }

    #[test]
    fn a_site_without_the_page_has_none_of_its_parts() {
        let built = sized(0);
        assert!(!built.files.contains_key("evidence.html"));
        let text = "---\ntitle: E\ndate: 2010\nsources: [s]\n---\n";
        let built = build(&[
            ("site.toml", "evidence = false\n"),
            ("content/events/e.md", text),
            ("content/sources/s.yaml", "s: {outlet: Paper}\n"),
        ]);
        assert!(!built.files.keys().any(|path| path.starts_with("evidence")));
    }
}
