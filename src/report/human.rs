//! A diagnostic for people, in the form that cargo and rustc have made known.

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::base::code::Code;
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::span::Place;
use crate::report::places::{Places, Spot};
use crate::report::visible;

const RESET: &str = "\x1b[0m";
const BOLD: &str = "\x1b[1m";
const RED: &str = "\x1b[1;91m";
const YELLOW: &str = "\x1b[1;93m";
const CYAN: &str = "\x1b[1;96m";
const BLUE: &str = "\x1b[1;94m";

/// The style of a level's word.
pub fn style(level: Level) -> &'static str {
    match level {
        Level::Error => RED,
        Level::Warning => YELLOW,
        Level::Hint => CYAN,
    }
}

/// The most hints of one code that are shown; of what is worse, all are.
const MOST_HINTS: usize = 3;

/// The hints met so far, by their codes.
#[derive(Debug, Default)]
pub struct Hints(BTreeMap<Code, usize>);

impl Hints {
    /// Whether `diagnostic`, the next in order, is shown.
    pub fn shows(&mut self, diagnostic: &Diagnostic) -> bool {
        if diagnostic.excepted.is_some() {
            return false;
        }
        if diagnostic.level != Level::Hint {
            return true;
        }
        let seen = self.0.entry(diagnostic.code).or_default();
        *seen += 1;
        *seen <= MOST_HINTS
    }
}

/// Writes what is not excused. Of many hints of one code the first are shown, and the rest counted.
///
/// # Errors
/// Those of `out`.
pub fn write_all(out: &mut dyn Write, diagnostics: &[Diagnostic], places: &Places<'_>) -> io::Result<()> {
    let mut hints = Hints::default();
    for it in diagnostics.iter().filter(|it| hints.shows(it)) {
        write(out, it, places)?;
    }
    for (code, seen) in hints.0.into_iter().filter(|(_, seen)| *seen > MOST_HINTS) {
        let (style, name) = (style(Level::Hint), code.name());
        let more = seen - MOST_HINTS;
        writeln!(out, "{style}hint[{name}]{RESET}{BOLD}: {more} more like these{RESET}")?;
        writeln!(out, " = {BOLD}help{RESET}: `--format short` lists all of them\n")?;
    }
    Ok(())
}

/// Writes the diagnostic, and an empty line.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut dyn Write, diagnostic: &Diagnostic, places: &Places<'_>) -> io::Result<()> {
    let Diagnostic { level, code, message, place, label, related, why, help, .. } = diagnostic;
    let style = style(*level);
    let (word, code, message) = (level.word(), code.name(), visible::line(message));
    writeln!(out, "{style}{word}[{code}]{RESET}{BOLD}: {message}{RESET}")?;

    let located = |place: Place| Some((place, places.spot(place)?));
    let main = place.and_then(located);
    let others: Vec<_> = related.iter().filter_map(|(at, words)| Some((located(*at)?, words))).collect();
    let numbers = main.iter().map(|(_, spot)| spot.start.line).chain(others.iter().map(|o| o.0.1.start.line));
    let mut page = Page { out, gutter: numbers.max().unwrap_or(0).to_string().len(), places };
    if let Some((place, spot)) = &main {
        page.place("-->", *place, spot, '^', style, label)?;
    }
    for ((place, spot), words) in &others {
        page.place(":::", *place, spot, '-', BLUE, words)?;
    }
    let has_places = main.is_some() || !others.is_empty();
    if has_places && (why.is_some() || help.is_some()) {
        page.margin("|")?;
        writeln!(page.out)?;
    }
    page.note("note", why.as_deref())?;
    page.note("help", help.as_deref())?;
    writeln!(out)
}

struct Page<'a, 's> {
    out: &'a mut dyn Write,
    /// The width of the line numbers.
    gutter: usize,
    places: &'a Places<'s>,
}

impl Page<'_, '_> {
    /// The empty gutter, and a sign in the margin.
    fn margin(&mut self, sign: &str) -> io::Result<()> {
        write!(self.out, "{:gutter$} {BLUE}{sign}{RESET}", "", gutter = self.gutter)
    }

    fn place(
        &mut self,
        arrow: &str,
        place: Place,
        spot: &Spot,
        caret: char,
        style: &str,
        label: &str,
    ) -> io::Result<()> {
        let Spot { path, start, .. } = spot;
        let gutter = self.gutter;
        if arrow == ":::" {
            self.margin("|")?;
            writeln!(self.out)?;
        }
        let (path, line, col) = (visible::line(path), start.line, start.col);
        writeln!(self.out, "{:gutter$}{BLUE}{arrow}{RESET} {path}:{line}:{col}", "")?;
        let Some(excerpt) = self.places.excerpt(place) else {
            if !label.is_empty() {
                self.note("note", Some(label))?;
            }
            return Ok(());
        };
        self.margin("|")?;
        writeln!(self.out)?;
        let text = excerpt.text.trim_end();
        let space = if text.is_empty() { "" } else { " " };
        writeln!(self.out, "{BLUE}{line:>gutter$} |{RESET}{space}{text}")?;
        self.margin("|")?;
        let before = " ".repeat(excerpt.mark.start);
        let carets: String = std::iter::repeat_n(caret, excerpt.mark.len()).collect();
        let label = visible::line(label);
        let space = if label.is_empty() { "" } else { " " };
        writeln!(self.out, " {before}{style}{carets}{space}{label}{RESET}")
    }

    fn note(&mut self, word: &str, text: Option<&str>) -> io::Result<()> {
        let Some(text) = text else { return Ok(()) };
        let text = visible::block(text);
        for (n, line) in text.lines().enumerate() {
            if n == 0 {
                self.margin("=")?;
                writeln!(self.out, " {BOLD}{word}{RESET}: {line}")?;
            } else {
                writeln!(self.out, "{:indent$}{line}", "", indent = self.gutter + word.len() + 5)?;
            }
        }
        Ok(())
    }
}
