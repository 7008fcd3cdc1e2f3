//! The truth strip as SVG: percentages across, pixels down, so that one drawing serves every width
//! and its words keep their size.

use std::fmt::Write;

use crate::base::arena::Id;
use crate::base::snapshot::Day;
use crate::chronicle::model::Event;
use crate::dates::date::Date;
use crate::layout::mark::{Edge, Shape};
use crate::layout::strip::{Bin, Drawn, Lag, Mark, Strip, strip};
use crate::layout::ticks::{Tick, Unit};
use crate::render::escape::escape_to;
use crate::render::link::Folder;
use crate::render::lookup::Lookup;
use crate::render::view::Html;

/// The units of the drawing's width; a hundredth of them is a percent.
const WIDTH: i32 = 1180;
/// The pixels of a row of marks above the line.
const ROW: i32 = 15;
/// The pixels of a row of reports below it.
const LAG: i32 = 13;
/// The most rows that are drawn; what lies beyond is drawn in the last.
const ROWS: usize = 10;
/// The pixels of the line of words above and below.
const LINE: i32 = 20;
/// The pixels of the tallest bar.
const BAR: i32 = 44;
/// The widths, in pixels, for which words are chosen, narrowest first, and the classes that show
/// them from there on.
const WIDTHS: [(i32, &str); 3] = [(300, "s"), (640, "m"), (1040, "l")];

/// Draws `events`, in the chronicle's order, for a page in `folder`; `None` where no date is
/// bounded.
pub(crate) fn draw(site: &Lookup<'_>, folder: Folder<'_>, events: &[Id<Event>]) -> Option<Html> {
    let strip = strip(site.chronicle, events, WIDTH)?;
    let mut drawing = Drawing { site, folder, out: String::with_capacity(4096) };
    match &strip.drawn {
        Drawn::Marks { marks, lags } => drawing.marks(&strip, marks, lags),
        Drawn::Density(bins) => drawing.density(&strip, bins),
    }
    Some(Html(drawing.out))
}

struct Drawing<'a, 'f> {
    site: &'a Lookup<'a>,
    folder: Folder<'f>,
    out: String,
}

/// Where something lies across, in percent with two digits.
struct Across(i32);

impl std::fmt::Display for Across {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let hundredths = i64::from(self.0) * 10_000 / i64::from(WIDTH);
        write!(f, "{}.{:02}%", hundredths / 100, hundredths % 100)
    }
}

impl Drawing<'_, '_> {
    /// Writes to the drawing. Writing to a `String` cannot fail.
    fn put(&mut self, what: std::fmt::Arguments<'_>) {
        self.out.write_fmt(what).expect("a String takes everything");
    }

    fn open(&mut self, height: i32, drawn: &str) {
        self.put(format_args!(
            "<svg class=\"{drawn}\" width=\"100%\" height=\"{height}\" aria-hidden=\"true\">"
        ));
        self.out.push_str(
            "<defs><linearGradient id=\"strip-in\"><stop offset=\"0\" stop-opacity=\"0\"/><stop offset=\"1\"/>\
             </linearGradient><linearGradient id=\"strip-out\"><stop offset=\"0\"/>\
             <stop offset=\"1\" stop-opacity=\"0\"/></linearGradient><linearGradient id=\"strip-both\">\
             <stop offset=\"0\" stop-opacity=\"0\"/><stop offset=\".4\"/><stop offset=\".6\"/>\
             <stop offset=\"1\" stop-opacity=\"0\"/></linearGradient></defs>",
        );
    }

    /// The line, and what divides it.
    fn axis(&mut self, y: i32, ticks: &[Tick]) {
        self.put(format_args!("<g class=\"axis\"><line x1=\"0\" y1=\"{y}\" x2=\"100%\" y2=\"{y}\"/>"));
        for tick in ticks {
            let x = Across(tick.x);
            self.put(format_args!("<line x1=\"{x}\" y1=\"{}\" x2=\"{x}\" y2=\"{}\"/>", y - 3, y + 3));
        }
        self.out.push_str("</g>");
    }

    fn marks(&mut self, strip: &Strip, marks: &[Mark], lags: &[Lag]) {
        let above = marks.iter().map(|mark| mark.row.min(ROWS)).max().unwrap_or(0) as i32;
        let below = lags.iter().map(|lag| lag.row.min(ROWS) as i32 + 1).max().unwrap_or(0);
        let axis = LINE + above * ROW + 8;
        let words = axis + below * LAG + 20;
        self.open(words + 4, "marks");
        self.axis(axis, &strip.ticks);
        self.out.push_str("<g class=\"lags\">");
        lags.iter().for_each(|lag| self.lag(lag, axis));
        self.out.push_str("</g>");
        marks.iter().for_each(|mark| self.mark(mark, axis));
        let labels: Vec<_> = marks.iter().map(|mark| self.mark_label(mark)).collect();
        self.labels(&labels, 12);
        let labels: Vec<_> =
            strip.ticks.iter().filter(|t| t.labelled).map(|t| self.tick_label(*t, strip.unit)).collect();
        self.labels(&labels, words);
        self.out.push_str("</svg>");
    }

    /// The lag of an event's reports: down from its mark, along to the last, a tick for each.
    fn lag(&mut self, lag: &Lag, axis: i32) {
        let y = axis + 8 + (lag.row.min(ROWS) as i32 + 1) * LAG - 4;
        let from = Across(lag.from);
        let last = if lag.beyond {
            WIDTH
        } else {
            lag.reports.iter().map(|report| report.0).max().unwrap_or(lag.from)
        };
        self.put(format_args!(
            "<line x1=\"{from}\" y1=\"{axis}\" x2=\"{from}\" y2=\"{y}\"/>\
             <line x1=\"{from}\" y1=\"{y}\" x2=\"{}\" y2=\"{y}\"/>",
            Across(last)
        ));
        for &(x, source) in &lag.reports {
            let x = Across(x);
            let href = self.folder.link(self.site.source_path(source));
            self.put(format_args!("<a href=\"{href}\" tabindex=\"-1\"><title>"));
            escape_to(self.site.label(source), &mut self.out);
            self.put(format_args!(
                "</title><line class=\"report\" x1=\"{x}\" y1=\"{}\" x2=\"{x}\" y2=\"{}\"/></a>",
                y - 5,
                y + 5
            ));
        }
    }

    fn mark(&mut self, mark: &Mark, axis: i32) {
        let y = axis - mark.row.min(ROWS) as i32 * ROW;
        let href = self.folder.link(self.site.event_path(mark.event));
        let hollow = if mark.look.hollow { " hollow" } else { "" };
        self.put(format_args!("<a class=\"mark{hollow}\" href=\"{href}\" tabindex=\"-1\"><title>"));
        escape_to(&self.site.event_date(mark.event).words, &mut self.out);
        self.out.push_str(": ");
        escape_to(&self.site.chronicle.events[mark.event].title, &mut self.out);
        self.out.push_str("</title>");
        let (start, end) = mark.extent();
        match mark.look.shape {
            Shape::Nothing => {}
            Shape::Dot => self.dot(start, y),
            Shape::Dots => {
                self.put(format_args!(
                    "<line class=\"link\" x1=\"{}\" y1=\"{y}\" x2=\"{}\" y2=\"{y}\"/>",
                    Across(start),
                    Across(end)
                ));
                for &(from, to) in &mark.stretches {
                    self.dot(i32::midpoint(from, to), y);
                }
            }
            Shape::Bar(from, to) => self.bar((start, from), (end, to), y),
        }
        self.out.push_str("</a>");
    }

    fn dot(&mut self, x: i32, y: i32) {
        self.put(format_args!("<circle cx=\"{}\" cy=\"{y}\" r=\"5\"/>", Across(x)));
    }

    fn bar(&mut self, (start, from): (i32, Edge), (end, to): (i32, Edge), y: i32) {
        let fades = match (from, to) {
            (Edge::Faded, Edge::Faded) => " fill=\"url(#strip-both)\"",
            (Edge::Faded, _) => " fill=\"url(#strip-in)\"",
            (_, Edge::Faded) => " fill=\"url(#strip-out)\"",
            _ => "",
        };
        let width = (end - start).max(6);
        self.put(format_args!(
            "<rect class=\"bar\"{fades} x=\"{}\" y=\"{}\" width=\"{}\" height=\"8\"/>",
            Across(start.min(WIDTH - width)),
            y - 4,
            Across(width)
        ));
        for (x, edge) in [(start, from), (end, to)] {
            let x = Across(x);
            match edge {
                Edge::Foot => self.put(format_args!(
                    "<line class=\"foot\" x1=\"{x}\" y1=\"{}\" x2=\"{x}\" y2=\"{}\"/>",
                    y - 8,
                    y + 8
                )),
                Edge::Ragged => self.put(format_args!(
                    "<line class=\"ragged\" x1=\"{x}\" y1=\"{}\" x2=\"{x}\" y2=\"{}\"/>",
                    y - 8,
                    y + 8
                )),
                Edge::Arrow => self.put(format_args!(
                    "<text class=\"arrow\" x=\"{x}\" y=\"{}\">{}</text>",
                    y + 5,
                    if x.0 == 0 { "←" } else { "→" }
                )),
                Edge::Sharp | Edge::Faded => {}
            }
        }
    }

    fn density(&mut self, strip: &Strip, bins: &[Bin]) {
        let axis = LINE + BAR;
        let most = bins.iter().map(|bin| bin.events).max().unwrap_or(1).max(1);
        let most_reports = bins.iter().map(|bin| bin.reports).max().unwrap_or(0);
        let below = if most_reports > 0 { BAR / 2 } else { 0 };
        self.open(axis + below + 24, "density");
        self.axis(axis, &strip.ticks);
        for bin in bins {
            self.bin(bin, axis, (most, most_reports.max(1)));
        }
        let labels: Vec<_> =
            strip.ticks.iter().filter(|t| t.labelled).map(|t| self.tick_label(*t, strip.unit)).collect();
        self.labels(&labels, axis + below + 18);
        self.out.push_str("</svg>");
    }

    fn bin(&mut self, bin: &Bin, axis: i32, (most, most_reports): (usize, usize)) {
        let x = Across(bin.x);
        let height = |n: usize, most: usize, tallest: i32| (n * tallest as usize).div_ceil(most) as i32;
        if let Some(first) = bin.first {
            let tall = height(bin.events, most, BAR);
            let href = self.folder.link(self.site.event_path(first));
            self.put(format_args!("<a href=\"{href}\" tabindex=\"-1\"><title>"));
            escape_to(&self.site.event_date(first).words, &mut self.out);
            self.out.push_str(": ");
            let count = self.site.words.count("events", bin.events);
            escape_to(&count, &mut self.out);
            self.put(format_args!(
                "</title><rect class=\"events\" x=\"{x}\" y=\"{}\" width=\"0.6%\" height=\"{tall}\"/></a>",
                axis - tall
            ));
        }
        if bin.reports > 0 {
            let tall = height(bin.reports, most_reports, BAR / 2);
            self.put(format_args!(
                "<rect class=\"reports\" x=\"{x}\" y=\"{}\" width=\"0.6%\" height=\"{tall}\"/>",
                axis + 1
            ));
        }
    }

    fn mark_label(&self, mark: &Mark) -> Label {
        let (start, end) = mark.extent();
        let (x, anchor) = match mark.look.shape {
            Shape::Bar(_, Edge::Foot) => (end, Anchor::End),
            Shape::Bar(Edge::Foot, _) => (start, Anchor::Start),
            _ => (i32::midpoint(start, end), anchor(i32::midpoint(start, end))),
        };
        Label { x, anchor, text: self.site.event_date(mark.event).words.clone() }
    }

    fn tick_label(&self, tick: Tick, unit: Unit) -> Label {
        let Day { year, month, day } = tick.day;
        let year = match year {
            0..=9999 => format!("{year:04}"),
            -9999..=-1 => format!("-{:04}", -year),
            _ => format!("Y{year}"),
        };
        let edtf = match unit {
            Unit::Years(_) => year,
            Unit::Months(_) => format!("{year}-{month:02}"),
            Unit::Days(_) => format!("{year}-{month:02}-{day:02}"),
            Unit::Hours(_) => format!("{year}-{month:02}-{day:02}T{:02}:00", tick.hour),
        };
        let text = Date::parse(&edtf).map(|date| self.site.other_date(&date).words).unwrap_or_default();
        Label { x: tick.x, anchor: anchor(tick.x), text }
    }

    /// Writes those of `labels` that have room, at each of the widths; earlier ones go first.
    fn labels(&mut self, labels: &[Label], y: i32) {
        let mut shown = vec![Vec::new(); labels.len()];
        for (pixels, class) in WIDTHS {
            let mut taken: Vec<(i32, i32)> = Vec::new();
            for (n, label) in labels.iter().enumerate() {
                let (start, end) = label.stretch(pixels);
                if end - start <= pixels
                    && taken.iter().all(|&(from, to)| end + 12 <= from || to + 12 <= start)
                {
                    taken.push((start, end));
                    shown[n].push(class);
                }
            }
        }
        for (label, classes) in labels.iter().zip(shown).filter(|(_, classes)| !classes.is_empty()) {
            let anchor = match label.anchor {
                Anchor::Start => "start",
                Anchor::Middle => "middle",
                Anchor::End => "end",
            };
            let (x, classes) = (Across(label.x), classes.join(" "));
            self.put(format_args!("<text class=\"{classes} {anchor}\" x=\"{x}\" y=\"{y}\">"));
            escape_to(&label.text, &mut self.out);
            self.out.push_str("</text>");
        }
    }
}

/// Words at a place of the strip.
struct Label {
    x: i32,
    anchor: Anchor,
    text: String,
}

impl Label {
    /// From where to where they lie, in pixels, on a strip of so many.
    fn stretch(&self, pixels: i32) -> (i32, i32) {
        let at = i64::from(self.x) * i64::from(pixels) / i64::from(WIDTH);
        let at = i32::try_from(at).expect("it lies within the width");
        let width = width(&self.text);
        match self.anchor {
            Anchor::Start => (at, at + width),
            Anchor::Middle => (at - width / 2, at + width / 2),
            Anchor::End => (at - width, at),
        }
    }
}

/// What of the words stands at their place.
#[derive(Clone, Copy)]
enum Anchor {
    Start,
    Middle,
    End,
}

/// Words near an end of the strip are kept within it.
fn anchor(x: i32) -> Anchor {
    match x {
        _ if x < WIDTH / 6 => Anchor::Start,
        _ if x > WIDTH - WIDTH / 6 => Anchor::End,
        _ => Anchor::Middle,
    }
}

/// A bound on the pixels that words take, for letters of any script.
fn width(text: &str) -> i32 {
    text.chars().map(|c| if c.is_ascii() { 8 } else { 13 }).sum()
}
