//! What draws time as SVG: percentages across and pixels down, so that one drawing serves every
//! width and its words keep their size.

use std::fmt::{Arguments, Display, Formatter, Write};

use crate::base::arena::Id;
use crate::base::snapshot::Day;
use crate::chronicle::model::Event;
use crate::dates::date::Date;
use crate::dates::wording::Wording;
use crate::layout::mark::{Edge, Look, Shape};
use crate::layout::placed::{Part, Placed};
use crate::layout::ticks::{Tick, Unit};
use crate::render::escape::escape_to;

/// The widths, in pixels, for which words are chosen, narrowest first, and the classes that show
/// them from there on.
const WIDTHS: [(i32, &str); 3] = [(300, "s"), (640, "m"), (1040, "l")];

/// Draws on a width of so many units. Where the page is read from right to left, so is time.
pub(crate) struct Pen {
    /// The SVG so far.
    pub(crate) out: String,
    width: i32,
    mirrored: bool,
    narrow: bool,
}

/// Where something lies across, in percent with two digits.
pub(crate) struct Across(i64);

impl Across {
    /// Lines are many, and formatting is slow.
    fn write(&self, out: &mut String) {
        push_number(self.0 / 100, out);
        let rest = self.0 % 100;
        if rest != 0 {
            out.push_str(if rest.abs() < 10 { ".0" } else { "." });
            push_number(rest.abs(), out);
        }
        out.push('%');
    }
}

impl Display for Across {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        let mut text = String::new();
        self.write(&mut text);
        f.write_str(&text)
    }
}

/// Writes a number.
fn push_number(n: i64, out: &mut String) {
    if n < 0 {
        out.push('-');
    }
    let n = n.unsigned_abs();
    if n >= 10 {
        push_number((n / 10) as i64, out);
    }
    out.push(char::from(b'0' + (n % 10) as u8));
}

impl Pen {
    /// A pen for a drawing of `width` units.
    pub(crate) fn new(width: i32, mirrored: bool) -> Self {
        Self { out: String::new(), width, mirrored, narrow: false }
    }

    /// The same for a drawing that stays narrow whatever the page's width: words stand where even
    /// the narrowest has room for them.
    pub(crate) fn narrow(self) -> Self {
        Self { narrow: true, ..self }
    }

    /// Writes to the drawing. Writing to a `String` cannot fail.
    pub(crate) fn put(&mut self, what: Arguments<'_>) {
        self.out.write_fmt(what).expect("a String takes everything");
    }

    /// The place of a unit.
    pub(crate) fn x(&self, x: i32) -> Across {
        self.length(if self.mirrored { self.width - x } else { x })
    }

    /// A length of so many units.
    pub(crate) fn length(&self, units: i32) -> Across {
        Across(i64::from(units) * 10_000 / i64::from(self.width))
    }

    /// The place where a box of `length` units begins that begins at `x` in time.
    pub(crate) fn left(&self, x: i32, length: i32) -> Across {
        self.length(if self.mirrored { (self.width - x - length).max(0) } else { x })
    }

    /// The gradients by which bars fade, for the whole page.
    pub(crate) fn gradients(&mut self) {
        self.out.push_str(
            "<defs><linearGradient id=\"strip-in\"><stop offset=\"0\" stop-opacity=\"0\"/><stop offset=\"1\"/>\
             </linearGradient><linearGradient id=\"strip-out\"><stop offset=\"0\"/>\
             <stop offset=\"1\" stop-opacity=\"0\"/></linearGradient><linearGradient id=\"strip-both\">\
             <stop offset=\"0\" stop-opacity=\"0\"/><stop offset=\".4\"/><stop offset=\".6\"/>\
             <stop offset=\"1\" stop-opacity=\"0\"/></linearGradient></defs>",
        );
    }

    /// Those gradients, where one of an event's marks fades.
    pub(crate) fn gradients_of(&mut self, placed: &Placed) {
        let fades = |part: &Part| match part.look.shape {
            Shape::Bar(from, to) => from == Edge::Faded || to == Edge::Faded,
            _ => false,
        };
        if placed.parts.iter().any(fades) {
            self.gradients();
        }
    }

    /// A line across or down.
    pub(crate) fn line(&mut self, class: &str, from: (i32, i32), to: (i32, i32)) {
        self.out.push_str("<line");
        if !class.is_empty() {
            self.attribute("class", class);
        }
        let (x1, x2) = (self.x(from.0), self.x(to.0));
        for (name, x, y) in [("1", x1, from.1), ("2", x2, to.1)] {
            self.out.push_str(" x");
            self.out.push_str(name);
            self.out.push_str("=\"");
            x.write(&mut self.out);
            self.out.push_str("\" y");
            self.out.push_str(name);
            self.out.push_str("=\"");
            push_number(i64::from(y), &mut self.out);
            self.out.push('"');
        }
        self.out.push_str("/>");
    }

    fn attribute(&mut self, name: &str, value: &str) {
        for part in [" ", name, "=\"", value, "\""] {
            self.out.push_str(part);
        }
    }

    /// An event's mark at the height `y`; those of its rival dates under one bracket.
    pub(crate) fn placed(&mut self, placed: &Placed, y: i32) {
        let rivals = placed.parts.len() > 1;
        if rivals {
            let (start, end) = placed.extent();
            self.line("bracket", (start, y - 9), (end, y - 9));
            self.line("bracket", (start, y - 9), (start, y - 5));
            self.line("bracket", (end, y - 9), (end, y - 5));
        }
        for part in &placed.parts {
            if part.look.hollow {
                self.out.push_str("<g class=\"hollow\">");
            }
            self.mark(part.look, &part.stretches, y);
            if part.look.hollow {
                self.out.push_str("</g>");
            }
        }
    }

    /// The mark of a date over its stretches, in order, at the height `y`.
    fn mark(&mut self, look: Look, stretches: &[(i32, i32)], y: i32) {
        let start = stretches.first().map_or(0, |stretch| stretch.0);
        let end = stretches.iter().map(|stretch| stretch.1).max().unwrap_or(start);
        match look.shape {
            Shape::Nothing => {}
            Shape::Dot => self.dot(start, y),
            Shape::Dots => {
                self.line("link", (start, y), (end, y));
                for &(from, to) in stretches {
                    self.dot(i32::midpoint(from, to), y);
                }
            }
            Shape::Bar(from, to) => self.bar((start, from), (end, to), y),
        }
    }

    fn dot(&mut self, x: i32, y: i32) {
        let x = self.x(x);
        self.put(format_args!("<circle cx=\"{x}\" cy=\"{y}\" r=\"5\"/>"));
    }

    fn bar(&mut self, (start, from): (i32, Edge), (end, to): (i32, Edge), y: i32) {
        let (left, right) = if self.mirrored { (to, from) } else { (from, to) };
        let fades = match (left, right) {
            (Edge::Faded, Edge::Faded) => " fill=\"url(#strip-both)\"",
            (Edge::Faded, _) => " fill=\"url(#strip-in)\"",
            (_, Edge::Faded) => " fill=\"url(#strip-out)\"",
            _ => "",
        };
        // A bar is seen even where its stretch is less than a two-hundredth of the whole.
        let width = (end - start).max(self.width / 200 + 1);
        let x = self.left(start.min(self.width - width), width);
        let width = self.length(width);
        self.put(format_args!(
            "<rect class=\"bar\"{fades} x=\"{x}\" y=\"{}\" width=\"{width}\" height=\"8\"/>",
            y - 4
        ));
        for (x, edge, points) in [(start, from, "←"), (end, to, "→")] {
            match edge {
                Edge::Foot | Edge::Ragged => self.line(edge.name(), (x, y - 8), (x, y + 8)),
                Edge::Arrow => {
                    let points = match (points, self.mirrored) {
                        ("←", true) => "→",
                        ("→", true) => "←",
                        (points, _) => points,
                    };
                    let x = self.x(x);
                    self.put(format_args!("<text class=\"arrow\" x=\"{x}\" y=\"{}\">{points}</text>", y + 5));
                }
                Edge::Sharp | Edge::Faded => {}
            }
        }
    }

    /// Words at a place, kept within the drawing.
    pub(crate) fn label(&self, x: i32, text: String) -> Label {
        let anchor = match x {
            _ if x < self.width / 6 => Anchor::Start,
            _ if x > self.width - self.width / 6 => Anchor::End,
            _ => Anchor::Middle,
        };
        Label { x, anchor, text, of: None }
    }

    /// Writes those of `labels` that have room, at each of the widths; earlier ones go first.
    pub(crate) fn labels(&mut self, labels: &[Label], y: i32) {
        let mut shown = vec![Vec::new(); labels.len()];
        let widths = if self.narrow { &[(WIDTHS[0].0, "s m l")][..] } else { &WIDTHS };
        for &(pixels, class) in widths {
            let mut taken: Vec<(i32, i32)> = Vec::new();
            for (n, label) in labels.iter().enumerate() {
                let (start, end) = label.stretch(self.width, pixels);
                if end - start <= pixels
                    && taken.iter().all(|&(from, to)| end + 12 <= from || to + 12 <= start)
                {
                    taken.push((start, end));
                    shown[n].push(class);
                }
            }
        }
        for (label, classes) in labels.iter().zip(shown).filter(|(_, classes)| !classes.is_empty()) {
            let anchor = match (label.anchor, self.mirrored) {
                (Anchor::Start, false) | (Anchor::End, true) => "start",
                (Anchor::Middle, _) => "middle",
                (Anchor::End, false) | (Anchor::Start, true) => "end",
            };
            let (x, classes) = (self.x(label.x), classes.join(" "));
            self.put(format_args!("<text class=\"{classes} {anchor}\" x=\"{x}\" y=\"{y}\""));
            if let Some(event) = label.of {
                self.put(format_args!(" data-of=\"{}\"", event.index()));
            }
            self.out.push('>');
            escape_to(&label.text, &mut self.out);
            self.out.push_str("</text>");
        }
    }
}

/// Words at a place of the drawing.
pub(crate) struct Label {
    /// The place, in units.
    pub(crate) x: i32,
    /// What of them stands there.
    pub(crate) anchor: Anchor,
    /// The words.
    pub(crate) text: String,
    /// The event that they are about: scripts find by it what is drawn of one.
    pub(crate) of: Option<Id<Event>>,
}

impl Label {
    /// From where to where they lie, in pixels, on a drawing of so many units in so many pixels.
    fn stretch(&self, units: i32, pixels: i32) -> (i32, i32) {
        let at = i64::from(self.x) * i64::from(pixels) / i64::from(units);
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
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// A bound on the pixels that words take, for letters of any script.
pub(crate) fn width(text: &str) -> i32 {
    text.chars().map(|c| if c.is_ascii() { 8 } else { 13 }).sum()
}

/// A year as EDTF writes it (ISO 8601-2 §4, `Y` before more than four digits).
pub(crate) fn edtf_year(year: i64) -> String {
    match year {
        0..=9999 => format!("{year:04}"),
        -9999..=-1 => format!("-{:04}", -year),
        _ => format!("Y{year}"),
    }
}

/// What begins at a division, in words.
pub(crate) fn tick_words(wording: &Wording<'_>, tick: Tick, unit: Unit) -> String {
    let Day { year, month, day } = tick.day;
    let year = edtf_year(year);
    let edtf = match unit {
        Unit::Years(_) => year,
        Unit::Months(_) => format!("{year}-{month:02}"),
        Unit::Days(_) => format!("{year}-{month:02}-{day:02}"),
        Unit::Hours(_) => format!("{year}-{month:02}-{day:02}T{:02}:00", tick.hour),
    };
    Date::parse(&edtf).map(|date| wording.date(&date)).unwrap_or_default()
}
