//! What a run came to: what was looked at and what there is to say about it. It can be remembered,
//! so that a build with nothing to do tells the same as the one that did it.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::base::code::Code;
use crate::base::diagnostic::{Diagnostic, Level, Text};
use crate::base::snapshot::{Day, Snapshot};
use crate::base::span::{FileId, Place, Span};
use crate::chronicle::as_of::LEFT_OUT;
use crate::chronicle::model::Chronicle;
use crate::cmd::console::Console;
use crate::cmd::site::Site;
use crate::cmd::trouble::{Exit, Trouble};
use crate::report::counts::{Found, number, seconds};
use crate::report::places::Places;

/// What a run came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// How many events there are.
    pub events: usize,
    /// How many sources there are.
    pub sources: usize,
    /// How many citations there are.
    pub citations: usize,
    /// How many files the site has.
    pub outputs: usize,
    /// What there is to say, in order.
    pub diagnostics: Vec<Diagnostic>,
}

impl Run {
    /// What was looked at, with `outputs` files made of it.
    pub fn of(chronicle: &Chronicle, outputs: usize, diagnostics: Vec<Diagnostic>) -> Self {
        Self {
            events: chronicle.events.len(),
            sources: chronicle.sources.len(),
            citations: chronicle.citations.len(),
            outputs,
            diagnostics,
        }
    }

    /// What was found.
    pub fn found(&self) -> Found {
        Found::of(&self.diagnostics)
    }

    /// Whether it fails, with warnings where they are to count.
    pub fn fails(&self, strict: bool) -> bool {
        let Found { errors, warnings, .. } = self.found();
        errors > 0 || (strict && warnings > 0)
    }

    /// How it ends.
    pub fn exit(&self, strict: bool) -> Exit {
        if self.fails(strict) { Exit::Faults } else { Exit::Clean }
    }

    /// Prints the diagnostics.
    ///
    /// # Errors
    /// Where the stream takes nothing.
    pub fn print(&self, site: &Site, snapshot: &Snapshot, console: Console) -> Result<(), Trouble> {
        let places = Places::new(snapshot, &site.prefix());
        console.diagnostics(&self.diagnostics, &places)?;
        let Some(day) = site.options.as_of.map(Day::iso) else { return Ok(()) };
        let [sources, events, texts] = LEFT_OUT.map(|what| {
            let of = |it: &&Diagnostic| it.code == Code::LaterLeftOut && it.label == what;
            self.diagnostics.iter().filter(of).count()
        });
        let (sources, events) = (number(sources, "source"), number(events, "event"));
        let texts = number(texts, "text");
        Ok(console.say(format_args!("As of {day}, left out: {sources}, {events}, sentences of {texts}."))?)
    }

    /// The last line of a run that took `time`.
    pub fn counts(&self, time: Duration) -> String {
        let Self { events, sources, citations, .. } = self;
        format!(
            "{}, {}, {}; {}; {}",
            number(*events, "event"),
            number(*sources, "source"),
            number(*citations, "citation"),
            self.found(),
            seconds(time)
        )
    }

    /// As a text to remember.
    pub fn to_text(&self) -> String {
        let kept = Kept {
            counts: [self.events, self.sources, self.citations, self.outputs],
            said: self.diagnostics.iter().map(Said::of).collect(),
        };
        serde_json::to_string(&kept).expect("texts and numbers make JSON")
    }

    /// From such a text, of a run over the same files; `None` where it is none.
    pub fn from_text(text: &str) -> Option<Self> {
        let Kept { counts: [events, sources, citations, outputs], said } = serde_json::from_str(text).ok()?;
        let diagnostics = said.into_iter().map(Said::diagnostic).collect::<Option<_>>()?;
        Some(Self { events, sources, citations, outputs, diagnostics })
    }
}

#[derive(Serialize, Deserialize)]
struct Kept {
    counts: [usize; 4],
    said: Vec<Said>,
}

/// A file, and the bytes in it.
type At = (u32, u32, u32);

#[derive(Serialize, Deserialize)]
struct Said {
    code: String,
    level: String,
    message: String,
    place: Option<At>,
    label: Text,
    related: Vec<(At, Text)>,
    why: Option<Text>,
    help: Option<Text>,
    excepted: Option<String>,
}

impl Said {
    fn of(it: &Diagnostic) -> Self {
        let at = |place: &Place| (place.file.0, place.span.start, place.span.end);
        Self {
            code: it.code.name().to_owned(),
            level: it.level.word().to_owned(),
            message: it.message.clone(),
            place: it.place.as_ref().map(at),
            label: it.label.clone(),
            related: it.related.iter().map(|(place, words)| (at(place), words.clone())).collect(),
            why: it.why.clone(),
            help: it.help.clone(),
            excepted: it.excepted.as_deref().map(str::to_owned),
        }
    }

    fn diagnostic(self) -> Option<Diagnostic> {
        let place = |(file, start, end): At| Place { file: FileId(file), span: Span { start, end } };
        let levels = [Level::Hint, Level::Warning, Level::Error];
        Some(Diagnostic {
            code: Code::named(&self.code)?,
            level: levels.into_iter().find(|level| level.word() == self.level)?,
            message: self.message,
            place: self.place.map(place),
            label: self.label,
            related: self.related.into_iter().map(|(at, words)| (place(at), words)).collect(),
            why: self.why,
            help: self.help,
            excepted: self.excepted.map(Into::into),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Run;
    use crate::base::code::Code;
    use crate::base::diagnostic::{Diagnostic, Level};
    use crate::base::span::{FileId, Place, Span};

    #[test]
    fn what_is_remembered_is_what_was_said() {
        let place = |file| Place { file: FileId(file), span: Span::new(3, 9) };
        let full = Diagnostic::at(Code::BadDate, FileId(1), Span::new(1, 2), "a \u{1b} \"b\"")
            .level(Level::Hint)
            .label("l")
            .related(place(4), "r")
            .why("w")
            .help("h");
        let diagnostics = vec![full, Diagnostic::site(Code::NoContent, "x")];
        let run = Run { events: 1, sources: 2, citations: 3, outputs: 4, diagnostics };
        assert_eq!(Run::from_text(&run.to_text()), Some(run));
        assert_eq!(Run::from_text("{}"), None);
    }
}
