//! Lanes as SVG: a drawing for each lane, in the flow of the page, with one axis above them all.

use crate::base::arena::Id;
use crate::chronicle::model::{Event, Target};
use crate::layout::lanes::{Count, Drawn, Label, Labelled, Lane, Lanes, More, PIXEL, REACH, Side, WIDTH};
use crate::render::escape::escape_to;
use crate::render::frame::direction;
use crate::render::link::Folder;
use crate::render::lookup::Lookup;
use crate::render::pen::{Pen, tick_words};
use crate::render::view::Html;

/// The pixels of a row of marks: a finger and its margin.
const ROW: i32 = 26;
/// The pixels of the tallest bar of a count, and of the number above it.
const BAR: i32 = 34;
const NUMBER: i32 = 14;
/// The pixels of the axis, with its words.
const AXIS: i32 = 26;

/// The pixels of the grid: more than a lane has, which cuts it.
const TALLEST: i32 = 999;

/// What draws the lanes of one drawing.
pub(crate) struct Drawing<'a, 'f> {
    site: &'a Lookup<'a>,
    folder: Folder<'f>,
    /// The number of the drawing on its page, for ids.
    number: usize,
    mirrored: bool,
}

impl<'a, 'f> Drawing<'a, 'f> {
    /// The `number`th drawing of a page in `folder`, from 1.
    pub(crate) fn new(site: &'a Lookup<'a>, folder: Folder<'f>, number: usize) -> Self {
        let mirrored = direction(&site.chronicle.config.language) == "rtl";
        Self { site, folder, number, mirrored }
    }

    fn pen(&self) -> Pen {
        Pen::new(WIDTH, self.mirrored)
    }

    /// The axis; with it the grid that all lanes show.
    pub(crate) fn axis(&self, lanes: &Lanes) -> Html {
        let mut pen = self.pen();
        pen.put(format_args!("<svg class=\"axis\" width=\"100%\" height=\"{AXIS}\" aria-hidden=\"true\">"));
        if self.number == 1 {
            pen.gradients();
        }
        pen.put(format_args!("<defs><g id=\"grid-{}\">", self.number));
        for tick in lanes.ticks.iter().filter(|tick| tick.labelled) {
            let x = pen.x(tick.x);
            pen.put(format_args!("<line x1=\"{x}\" y1=\"0\" x2=\"{x}\" y2=\"{TALLEST}\"/>"));
        }
        pen.out.push_str("</g></defs>");
        let y = AXIS - 1;
        pen.put(format_args!("<line class=\"whole\" x1=\"0\" y1=\"{y}\" x2=\"100%\" y2=\"{y}\"/>"));
        for tick in &lanes.ticks {
            pen.line("", (tick.x, y - if tick.labelled { 6 } else { 3 }), (tick.x, y));
        }
        let named = lanes.ticks.iter().filter(|tick| tick.labelled);
        let wording = self.site.wording();
        let labels: Vec<_> =
            named.map(|tick| pen.label(tick.x, tick_words(&wording, *tick, lanes.unit))).collect();
        pen.labels(&labels, 14);
        pen.out.push_str("</svg>");
        Html(pen.out)
    }

    /// A lane; `n` is its number, from 1, for ids.
    pub(crate) fn lane(&self, lane: &Lane, n: usize, parts: &[usize]) -> Html {
        let mut pen = self.pen();
        let number = self.number;
        let height = match &lane.drawn {
            Drawn::Marks { rows, .. } => (*rows).max(1) as i32 * ROW + 6,
            Drawn::Counts(_) => BAR + NUMBER,
        };
        pen.put(format_args!(
            "<svg width=\"100%\" height=\"{height}\" role=\"group\" aria-labelledby=\"lane-{number}-{n}\">\
             <use class=\"grid\" href=\"#grid-{number}\"/>"
        ));
        match &lane.drawn {
            Drawn::Marks { marks, more, rows } => {
                marks.iter().for_each(|mark| self.mark(&mut pen, mark));
                more.iter().for_each(|more| self.more(&mut pen, *more, row(*rows - 1)));
            }
            Drawn::Counts(counts) => self.counts(&mut pen, counts, parts),
        }
        pen.out.push_str("</svg>");
        Html(pen.out)
    }

    fn mark(&self, pen: &mut Pen, mark: &Labelled) {
        let event = mark.placed.event;
        let y = row(mark.placed.row);
        let href = self.folder.link(self.site.event_path(event));
        pen.put(format_args!("<a href=\"{href}\"><title>"));
        escape_to(&self.site.event_date(event).words, &mut pen.out);
        pen.out.push_str(self.site.words.get("colon"));
        let title = self.site.title(Target::Event(event));
        escape_to(title, &mut pen.out);
        pen.out.push_str("</title>");
        let (start, end) = mark.placed.extent();
        if end - start < 2 * REACH * PIXEL {
            let x = pen.x(i32::midpoint(start, end));
            pen.put(format_args!("<circle class=\"hit\" cx=\"{x}\" cy=\"{y}\" r=\"{REACH}\"/>"));
        }
        if end > start {
            let (x, width) = (pen.left(start, end - start), pen.length(end - start));
            let (top, tall) = (y - REACH, 2 * REACH);
            pen.put(format_args!(
                "<rect class=\"hit\" x=\"{x}\" y=\"{top}\" width=\"{width}\" height=\"{tall}\"/>"
            ));
        }
        pen.placed(&mark.placed, y);
        if let Some(label) = mark.label {
            self.label(pen, label, (start, end), y, event);
        }
        pen.out.push_str("</a>");
    }

    /// A title beside its mark, or over it, in a box that nothing leaves.
    fn label(&self, pen: &mut Pen, label: Label, (start, end): (i32, i32), y: i32, event: Id<Event>) {
        let Label { side, pixels } = label;
        let (x, shift) = match side {
            Side::After => (end, REACH),
            Side::Before => (start, -REACH - pixels),
            Side::Over => (i32::midpoint(start, end), -pixels / 2),
        };
        let shift = if self.mirrored { -shift - pixels } else { shift };
        let class = match side {
            Side::Over => " class=\"on\"",
            _ if shift < 0 => " class=\"left\"",
            _ => "",
        };
        let (x, top, tall) = (pen.x(x), y - REACH, 2 * REACH);
        pen.put(format_args!(
            "<foreignObject{class} x=\"{x}\" y=\"{top}\" width=\"{pixels}\" height=\"{tall}\" \
             transform=\"translate({shift})\"><span"
        ));
        if let Some(language) = self.site.chronicle.events[event].fields.language.as_deref() {
            pen.out.push_str(" lang=\"");
            escape_to(language, &mut pen.out);
            pen.out.push('"');
        }
        pen.out.push_str(" dir=\"auto\"><b>");
        escape_to(self.site.title(Target::Event(event)), &mut pen.out);
        pen.out.push_str("</b></span></foreignObject>");
    }

    /// Marks that are gathered into one, which leads to the first of them in the list below.
    fn more(&self, pen: &mut Pen, More { x, many, first }: More, y: i32) {
        let words = self.site.words.count("timeline_more", many);
        let x = pen.x(x);
        pen.put(format_args!("<a class=\"more\" href=\"#e-{}\"><title>", first.index()));
        escape_to(&self.site.event_date(first).words, &mut pen.out);
        pen.out.push_str(self.site.words.get("colon"));
        escape_to(&words, &mut pen.out);
        pen.put(format_args!(
            "</title><rect x=\"{x}\" y=\"{}\" width=\"44\" height=\"24\" rx=\"12\" transform=\"translate(-22)\"/>\
             <text class=\"s m l middle\" x=\"{x}\" y=\"{}\">+{many}</text></a>",
            y - REACH,
            y + 4
        ));
    }

    /// Bars for each part of the page, which lead to the part's own.
    fn counts(&self, pen: &mut Pen, counts: &[Count], parts: &[usize]) {
        let most = counts.iter().flat_map(|count| &count.bins).copied().max().unwrap_or(1).max(1);
        counts.iter().for_each(|count| self.count(pen, count, most, parts[count.part]));
    }

    fn count(&self, pen: &mut Pen, count: &Count, most: usize, part: usize) {
        let height = BAR + NUMBER;
        let (start, end) = count.stretch;
        let (x, width) = (pen.left(start, end - start), pen.length(end - start));
        let href = self.folder.link(&self.site.laid.timeline.paths[part]);
        pen.put(format_args!("<a class=\"part\" href=\"{href}\"><title>"));
        escape_to(&self.site.timeline_titles[part], &mut pen.out);
        pen.out.push_str(self.site.words.get("colon"));
        escape_to(&self.site.words.count("events", count.many), &mut pen.out);
        pen.put(format_args!(
            "</title><rect class=\"hit\" x=\"{x}\" y=\"0\" width=\"{width}\" height=\"{height}\"/>"
        ));
        let bins = count.bins.len() as i32;
        for (n, &many) in count.bins.iter().enumerate().filter(|(_, many)| **many > 0) {
            let from = start + (end - start) * n as i32 / bins;
            let to = start + (end - start) * (n as i32 + 1) / bins;
            let (x, width) = (pen.left(from, to - from), pen.length(to - from));
            let tall = (many * BAR as usize).div_ceil(most) as i32;
            pen.put(format_args!(
                "<rect class=\"events\" x=\"{x}\" y=\"{}\" width=\"{width}\" height=\"{tall}\"/>",
                height - tall
            ));
        }
        let number = count.many.to_string();
        if number.len() as i32 * 8 * PIXEL <= end - start {
            let x = pen.x(i32::midpoint(start, end));
            pen.put(format_args!("<text class=\"s m l middle\" x=\"{x}\" y=\"11\">{number}</text>"));
        }
        pen.out.push_str("</a>");
    }
}

/// The height of the middle of a row.
fn row(n: usize) -> i32 {
    n as i32 * ROW + ROW / 2 + 3
}
