//! The two drawings of an event's page: its two clocks, and where it stands in the chronicle.

use std::fmt::Write;

use crate::base::arena::Id;
use crate::base::snapshot::Day;
use crate::chronicle::model::{Chronicle, Event};
use crate::dates::bounds::Minute;
use crate::dates::date::Date;
use crate::dates::wording::Wording;
use crate::layout::mark::{Shape, rivals};
use crate::layout::placed::{Part, Placed};
use crate::layout::scale::Scale;
use crate::layout::strip::{Drawn, density, extent, strip};
use crate::render::escape::escape_to;
use crate::render::frame::direction;
use crate::render::link::Folder;
use crate::render::lookup::Lookup;
use crate::render::pen::{Pen, edtf_year};
use crate::render::view::Html;

/// The units of the drawings' width.
const WIDTH: i32 = 1200;
/// The units of a column of the silhouette, and its tallest.
const COLUMN: i32 = 10;
const TALL: i32 = 20;
/// So many events make the tallest column, where no column has more.
const FEW: usize = 4;
/// The heights of the words above, the line, the reports and the words below.
const WORDS: i32 = 12;
const LINE: i32 = 32;
const REPORTS: i32 = 46;
const LAGS: i32 = 66;

/// The chronicle's sequence as a silhouette, which the page of each of its events shows.
pub(crate) struct Silhouette {
    scale: Scale,
    /// The path, of [`WIDTH`] by [`TALL`] units.
    path: Box<str>,
    /// When it begins and when it ends, in words.
    ends: [String; 2],
}

impl Silhouette {
    /// That of a chronicle; `None` where it has no sequence of several events.
    pub(crate) fn new(chronicle: &Chronicle, wording: &Wording<'_>) -> Option<Self> {
        let dated = chronicle.events.ids().take(chronicle.dated);
        let events: Vec<_> = dated.filter(|&id| !chronicle.events[id].background).collect();
        let (from, to) = extent(chronicle, &events).filter(|_| events.len() > 1)?;
        let scale = Scale::new(from, to, WIDTH);
        let bins = density(chronicle, &events, &scale, COLUMN);
        let most = bins.iter().map(|bin| bin.events).max().unwrap_or(0).max(FEW);
        let mut path = format!("M0 {TALL}");
        let (mut end, mut height) = (0, 0);
        for bin in bins.iter().filter(|bin| bin.events > 0) {
            let tall = (bin.events * TALL as usize).div_ceil(most) as i32;
            if bin.x != end && height > 0 {
                height = 0;
                write!(path, "H{end}V{TALL}").expect("a String takes everything");
            }
            if tall != height {
                write!(path, "H{}V{}", bin.x, TALL - tall).expect("a String takes everything");
            }
            (end, height) = (bin.x + COLUMN, tall);
        }
        write!(path, "H{end}V{TALL}").expect("a String takes everything");
        let words = |minute: Minute| {
            let Day { year, month, day } = minute.day();
            if from.day().year != to.day().year {
                return wording.year(year);
            }
            let day = Date::parse(&format!("{}-{month:02}-{day:02}", edtf_year(year)));
            day.map(|day| wording.date(&day)).unwrap_or_default()
        };
        Some(Self { ends: [words(from), words(to)], scale, path: path.into() })
    }
}

fn is_mirrored(site: &Lookup<'_>) -> bool {
    direction(&site.chronicle.config.language) == "rtl"
}

/// Where an event stands in the sequence; `None` where it stands outside of it. On a page that
/// shows its clocks, those have the gradients of its marks.
pub(crate) fn place(site: &Lookup<'_>, event: Id<Event>, below_clocks: bool) -> Option<Html> {
    let silhouette = site.silhouette.as_ref()?;
    let of = &site.chronicle.events[event];
    if of.background || event.index() >= site.chronicle.dated {
        return None;
    }
    let mirrored = is_mirrored(site);
    let placed = Placed::new(site.chronicle, event, &silhouette.scale)?;
    let mut pen = Pen::new(WIDTH, mirrored).narrow();
    let flip = if mirrored { format!(" transform=\"matrix(-1 0 0 1 {WIDTH} 0)\"") } else { String::new() };
    pen.put(format_args!(
        "<svg class=\"place\" width=\"100%\" height=\"{}\" aria-hidden=\"true\">\
         <svg y=\"4\" width=\"100%\" height=\"{TALL}\" viewBox=\"0 0 {WIDTH} {TALL}\" preserveAspectRatio=\"none\">\
         <path d=\"{}\"{flip}/></svg>",
        TALL + 26,
        silhouette.path
    ));
    if !below_clocks {
        pen.gradients_of(&placed);
    }
    pen.line("whole", (0, TALL + 4), (WIDTH, TALL + 4));
    pen.placed(&placed, TALL + 4);
    let [from, to] = silhouette.ends.clone();
    let labels = [pen.label(0, from), pen.label(WIDTH, to)];
    pen.labels(&labels, TALL + 22);
    pen.out.push_str("</svg>");
    Some(Html(pen.out))
}

/// The middle of a mark.
fn middle(part: &Part) -> i32 {
    let start = part.stretches.first().map_or(0, |stretch| stretch.0);
    let end = part.stretches.iter().map(|stretch| stretch.1).max().unwrap_or(start);
    i32::midpoint(start, end)
}

/// An event above a line, and its reports below it; `None` where none has a known day.
pub(crate) fn clocks(site: &Lookup<'_>, folder: Folder<'_>, event: Id<Event>) -> Option<Html> {
    let strip = strip(site.chronicle, &[event], WIDTH)?;
    let Drawn::Marks { marks, lags } = &strip.drawn else { return None };
    let lag = lags.first().filter(|lag| !lag.reports.is_empty())?;
    let mark = marks.first()?;
    let mut pen = Pen::new(WIDTH, is_mirrored(site)).narrow();
    pen.put(format_args!(
        "<svg class=\"clocks\" width=\"100%\" height=\"{}\" aria-hidden=\"true\">",
        LAGS + 4
    ));
    pen.gradients_of(mark);
    pen.out.push_str("<g class=\"axis\">");
    pen.line("", (0, LINE), (WIDTH, LINE));
    strip.ticks.iter().for_each(|tick| pen.line("", (tick.x, LINE - 3), (tick.x, LINE + 3)));
    pen.out.push_str("</g><g class=\"lags\">");
    let last = if lag.beyond { WIDTH } else { lag.reports.iter().map(|report| report.0).max()? };
    pen.line("", (lag.from, LINE), (lag.from, REPORTS));
    pen.line("", (lag.from, REPORTS), (last, REPORTS));
    let mut labels = Vec::new();
    for &(x, source) in &lag.reports {
        let href = folder.link(site.source_path(source));
        pen.put(format_args!("<a href=\"{href}\" tabindex=\"-1\"><title>"));
        escape_to(site.label(source), &mut pen.out);
        pen.out.push_str("</title>");
        pen.line("report", (x, REPORTS - 6), (x, REPORTS + 6));
        pen.out.push_str("</a>");
        let words = site.lag(event, source).or_else(|| site.source_date(source).map(|date| &*date.words));
        labels.extend(words.map(|words| pen.label(x, words.to_owned())));
    }
    pen.out.push_str("</g>");
    pen.placed(mark, LINE);
    let rivals = rivals(&site.chronicle.events[event]);
    let dates: Vec<_> = match &mark.parts[..] {
        [only] => vec![pen.label(middle(only), site.event_date(event).words.clone())],
        // What has a mark each has its words too.
        parts => {
            let dated = rivals.iter().filter(|rival| rival.look.shape != Shape::Nothing);
            let words = dated.map(|rival| site.other_date(rival.date).words);
            parts.iter().zip(words).map(|(part, words)| pen.label(middle(part), words)).collect()
        }
    };
    pen.labels(&dates, WORDS);
    pen.labels(&labels, LAGS);
    pen.out.push_str("</svg>");
    Some(Html(pen.out))
}
