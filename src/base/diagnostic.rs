//! What the program has to say about an author's work: a code, a place, the reason and the fix.

use std::borrow::Cow;

use crate::base::code::Code;
use crate::base::span::{FileId, Here, Place, Span};

/// How much a diagnostic weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Worth knowing; never fails a build.
    Hint,
    /// Likely a fault; fails a build under `--strict`.
    Warning,
    /// A fault; the site is not written.
    Error,
}

impl Level {
    /// The level's word, as printed.
    pub fn word(self) -> &'static str {
        match self {
            Self::Hint => "hint",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What is said of a complaint besides its message: most of it is the same whatever it is about.
pub type Text = Cow<'static, str>;

/// One complaint, as a value.
///
/// `F` is how its places name their file: [`FileId`] in a whole site, [`Here`] in what was made
/// from one text alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic<F = FileId> {
    /// What kind of complaint; `dateline explain CODE` tells more.
    pub code: Code,
    /// How much it weighs.
    pub level: Level,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// Where; `None` only where no file is to blame.
    pub place: Option<Place<F>>,
    /// A few words under the marked text; may be empty.
    pub label: Text,
    /// Other places that belong to it, each with a few words.
    pub related: Vec<(Place<F>, Text)>,
    /// Why that is a fault.
    pub why: Option<Text>,
    /// What to do about it.
    pub help: Option<Text>,
    /// Why it is excused, where its place is: then it weighs nothing, and is only counted and
    /// listed.
    pub excepted: Option<Box<str>>,
}

/// A complaint about the file at hand.
pub type Fault = Diagnostic<Here>;

impl<F> Diagnostic<F> {
    fn build(code: Code, place: Option<Place<F>>, message: String) -> Self {
        Self {
            code,
            level: code.level(),
            message,
            place,
            label: Text::default(),
            related: Vec::new(),
            why: None,
            help: None,
            excepted: None,
        }
    }

    /// Whether it weighs as much as that level: what is excused weighs nothing.
    pub fn is(&self, level: Level) -> bool {
        self.level == level && self.excepted.is_none()
    }

    /// With a few words under the marked text.
    #[must_use]
    pub fn label(mut self, label: impl Into<Text>) -> Self {
        self.label = label.into();
        self
    }

    /// With the reason why it is a fault.
    #[must_use]
    pub fn why(mut self, why: impl Into<Text>) -> Self {
        self.why = Some(why.into());
        self
    }

    /// With what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<Text>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// With another place that belongs to it.
    #[must_use]
    pub fn related(mut self, place: Place<F>, words: impl Into<Text>) -> Self {
        self.related.push((place, words.into()));
        self
    }

    /// At another level than the code's own.
    #[must_use]
    pub fn level(mut self, level: Level) -> Self {
        self.level = level;
        self
    }
}

impl Fault {
    /// A complaint about `span` of the file at hand.
    pub fn here(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self::build(code, Some(Place { file: Here, span }), message.into())
    }

    /// The same complaint, in a site where the file at hand is `file` and its text begins at
    /// byte `offset` of it.
    pub fn in_file(self, file: FileId, offset: usize) -> Diagnostic {
        let place = |at: Place<Here>| Place { file, span: at.span.shifted(offset) };
        Diagnostic {
            code: self.code,
            level: self.level,
            message: self.message,
            place: self.place.map(place),
            label: self.label,
            related: self.related.into_iter().map(|(at, words)| (place(at), words)).collect(),
            why: self.why,
            help: self.help,
            excepted: self.excepted,
        }
    }
}

impl Diagnostic {
    /// A complaint about `span` of `file`.
    pub fn at(code: Code, file: FileId, span: Span, message: impl Into<String>) -> Self {
        Self::build(code, Some(Place { file, span }), message.into())
    }

    /// A complaint that no file is to blame for.
    pub fn site(code: Code, message: impl Into<String>) -> Self {
        Self::build(code, None, message.into())
    }
}

/// Puts diagnostics into their one order: by file, place, code, message; and drops exact repeats.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| {
        let key = |d: &Diagnostic| (d.place.is_none(), d.place, d.code.name());
        key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
    });
    diagnostics.dedup();
}
