//! The truth strip as SVG.

use crate::base::arena::Id;
use crate::chronicle::model::{Event, Target};
use crate::layout::mark::{Edge, Shape};
use crate::layout::placed::Placed;
use crate::layout::strip::{Bin, Drawn, Lag, Strip, strip};
use crate::layout::ticks::Tick;
use crate::render::escape::escape_to;
use crate::render::frame::direction;
use crate::render::link::Folder;
use crate::render::lookup::Lookup;
use crate::render::pen::{Anchor, Label, Pen, tick_words};
use crate::render::view::Html;

/// The units of the drawing's width.
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

/// Draws `events`, in the chronicle's order, for a page in `folder`, and says what the drawing shows;
/// `None` where no date is bounded.
pub(crate) fn draw<'a>(
    site: &'a Lookup<'_>,
    folder: Folder<'_>,
    events: &[Id<Event>],
) -> Option<(Html, &'a str)> {
    let strip = strip(site.chronicle, events, WIDTH)?;
    let mirrored = direction(&site.chronicle.config.language) == "rtl";
    let mut drawing = Drawing { site, folder, pen: Pen::new(WIDTH, mirrored) };
    let shows = match &strip.drawn {
        Drawn::Marks { marks, lags } => {
            drawing.marks(&strip, marks, lags);
            "strip"
        }
        Drawn::Density(bins) => {
            drawing.density(&strip, bins);
            "strip_bars"
        }
    };
    Some((Html(drawing.pen.out), site.words.get(shows)))
}

struct Drawing<'a, 'f> {
    site: &'a Lookup<'a>,
    folder: Folder<'f>,
    pen: Pen,
}

impl Drawing<'_, '_> {
    /// The drawing says its first and last day, counted from 1970-01-01, to scripts.
    fn open(&mut self, strip: &Strip, height: i32, drawn: &str) {
        let (from, to) = (strip.scale.from().day_number(), strip.scale.to().day_number());
        self.pen.put(format_args!(
            "<svg class=\"{drawn}\" width=\"100%\" height=\"{height}\" data-from=\"{from}\" data-to=\"{to}\" \
             aria-hidden=\"true\">"
        ));
        self.pen.gradients();
    }

    /// The line, and what divides it.
    fn axis(&mut self, y: i32, ticks: &[Tick]) {
        self.pen.put(format_args!("<g class=\"axis\"><line x1=\"0\" y1=\"{y}\" x2=\"100%\" y2=\"{y}\"/>"));
        for tick in ticks {
            self.pen.line("", (tick.x, y - 3), (tick.x, y + 3));
        }
        self.pen.put(format_args!("</g>"));
    }

    fn marks(&mut self, strip: &Strip, marks: &[Placed], lags: &[Lag]) {
        let above = marks.iter().map(|mark| mark.row.min(ROWS)).max().unwrap_or(0) as i32;
        let below = lags.iter().map(|lag| lag.row.min(ROWS) as i32 + 1).max().unwrap_or(0);
        let axis = LINE + above * ROW + 8;
        let words = axis + below * LAG + 20;
        self.open(strip, words + 4, "marks");
        self.axis(axis, &strip.ticks);
        self.pen.out.push_str("<g class=\"lags\">");
        lags.iter().for_each(|lag| self.lag(lag, axis));
        self.pen.out.push_str("</g>");
        marks.iter().for_each(|mark| self.mark(mark, axis));
        let labels: Vec<_> = marks.iter().map(|mark| self.mark_label(mark)).collect();
        self.pen.labels(&labels, 12);
        self.tick_labels(strip, words);
        self.pen.out.push_str("</svg>");
    }

    /// The lag of an event's reports: down from its mark, along to the last, a tick for each.
    fn lag(&mut self, lag: &Lag, axis: i32) {
        let y = axis + 8 + (lag.row.min(ROWS) as i32 + 1) * LAG - 4;
        let reported = lag.reports.iter().map(|report| report.0).max().unwrap_or(lag.from);
        let last = if lag.beyond { WIDTH } else { reported };
        self.pen.put(format_args!("<g data-of=\"{}\">", lag.event.index()));
        self.pen.line("", (lag.from, axis), (lag.from, y));
        self.pen.line("", (lag.from, y), (last, y));
        for &(x, source) in &lag.reports {
            let href = self.folder.link(self.site.source_path(source));
            self.pen.put(format_args!("<a href=\"{href}\" tabindex=\"-1\"><title>"));
            escape_to(self.site.label(source), &mut self.pen.out);
            self.pen.out.push_str("</title>");
            self.pen.line("report", (x, y - 5), (x, y + 5));
            self.pen.out.push_str("</a>");
        }
        self.pen.out.push_str("</g>");
    }

    fn mark(&mut self, mark: &Placed, axis: i32) {
        let y = axis - mark.row.min(ROWS) as i32 * ROW;
        let href = self.folder.link(self.site.event_path(mark.event));
        let of = mark.event.index();
        self.pen.put(format_args!("<a href=\"{href}\" tabindex=\"-1\" data-of=\"{of}\"><title>"));
        escape_to(&self.site.event_date(mark.event).words, &mut self.pen.out);
        self.pen.out.push_str(self.site.words.get("colon"));
        escape_to(self.site.title(Target::Event(mark.event)), &mut self.pen.out);
        self.pen.out.push_str("</title>");
        self.pen.placed(mark, y);
        self.pen.out.push_str("</a>");
    }

    fn density(&mut self, strip: &Strip, bins: &[Bin]) {
        let axis = LINE + BAR;
        let most = bins.iter().map(|bin| bin.events).max().unwrap_or(1).max(1);
        let most_reports = bins.iter().map(|bin| bin.reports).max().unwrap_or(0);
        let below = if most_reports > 0 { BAR / 2 } else { 0 };
        self.open(strip, axis + below + 24, "density");
        self.axis(axis, &strip.ticks);
        for bin in bins {
            self.bin(bin, axis, (most, most_reports.max(1)));
        }
        self.tick_labels(strip, axis + below + 18);
        self.pen.out.push_str("</svg>");
    }

    fn bin(&mut self, bin: &Bin, axis: i32, (most, most_reports): (usize, usize)) {
        let x = self.pen.left(bin.x, WIDTH * 6 / 1000);
        let height = |n: usize, most: usize, tallest: i32| (n * tallest as usize).div_ceil(most) as i32;
        if let Some(first) = bin.first {
            let tall = height(bin.events, most, BAR);
            let href = self.folder.link(self.site.event_path(first));
            self.pen.put(format_args!("<a href=\"{href}\" tabindex=\"-1\"><title>"));
            escape_to(&self.site.event_date(first).words, &mut self.pen.out);
            self.pen.out.push_str(self.site.words.get("colon"));
            let count = self.site.words.count("events", bin.events);
            escape_to(&count, &mut self.pen.out);
            self.pen.put(format_args!(
                "</title><rect class=\"events\" x=\"{x}\" y=\"{}\" width=\"0.6%\" height=\"{tall}\"/></a>",
                axis - tall
            ));
        }
        if bin.reports > 0 {
            let tall = height(bin.reports, most_reports, BAR / 2);
            self.pen.put(format_args!(
                "<rect class=\"reports\" x=\"{x}\" y=\"{}\" width=\"0.6%\" height=\"{tall}\"/>",
                axis + 1
            ));
        }
    }

    fn mark_label(&self, mark: &Placed) -> Label {
        let (start, end) = mark.extent();
        let (x, anchor) = match mark.parts.first().map(|part| part.look.shape) {
            Some(Shape::Bar(_, Edge::Foot)) => (end, Anchor::End),
            Some(Shape::Bar(Edge::Foot, _)) => (start, Anchor::Start),
            _ => (i32::midpoint(start, end), Anchor::Middle),
        };
        let label = self.pen.label(x, self.site.event_date(mark.event).words.clone());
        // Beside the foot, on the side of the bar, unless the drawing ends near it.
        let anchor = if matches!(label.anchor, Anchor::Middle) { anchor } else { label.anchor };
        Label { anchor, of: Some(mark.event), ..label }
    }

    fn tick_labels(&mut self, strip: &Strip, y: i32) {
        let named = strip.ticks.iter().filter(|tick| tick.labelled);
        let wording = self.site.wording();
        let labels: Vec<_> =
            named.map(|tick| self.pen.label(tick.x, tick_words(&wording, *tick, strip.unit))).collect();
        self.pen.labels(&labels, y);
    }
}

#[cfg(test)]
mod tests {
    use crate::render::fixture::build;

    #[test]
    fn the_words_beside_a_foot_stay_within_the_drawing() {
        let built = build(&[
            ("content/events/a.md", "---\ntitle: A\ndate: 2010-03-01\n---\n"),
            ("content/events/b.md", "---\ntitle: B\ndate: '[2010-03-20..]'\n---\n"),
        ]);
        let home = built.page("index.html");
        let label =
            home.split("<text ").skip(1).find(|text| text.contains(">20 March 2010 or later")).unwrap();
        assert!(label.starts_with("class=\"s m l end\""), "{label}");
    }
}
