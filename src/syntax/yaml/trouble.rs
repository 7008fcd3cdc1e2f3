//! Why a YAML text cannot be read, and what its author can do about it.

use crate::base::code::Code;
use crate::base::diagnostic::Fault;
use crate::base::span::Span;
use crate::syntax::yaml::bounds::{DEEPEST, first_line};
use crate::syntax::yaml::explain;

/// What is said of a key that is a list or a mapping.
pub(crate) const KEY_IS_NO_TEXT: &str = "a key is a list or a mapping";

/// Why a text cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Trouble {
    /// Where, in the YAML text.
    pub(crate) span: Span,
    /// What.
    pub(crate) what: What,
}

/// What the trouble is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum What {
    /// A bound is passed.
    Limit(Limit),
    /// The text is not YAML; what the parser says of it.
    Syntax(String),
    /// The parser failed.
    Failed,
}

/// A bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Limit {
    /// The size, in bytes.
    Bytes(usize),
    /// The depth.
    Depth,
    /// What aliases stand for.
    Aliases,
}

impl Trouble {
    /// A bound is passed at `span`.
    pub(crate) fn over(limit: Limit, span: Span) -> Self {
        Self { span, what: What::Limit(limit) }
    }

    /// A bound was passed while reading; `error` knows where.
    pub(crate) fn limit(text: &str, error: &serde_yaml::Error, limit: Limit) -> Self {
        Self::over(limit, place(text, error))
    }

    /// The parser's own error.
    pub(crate) fn syntax(text: &str, error: &serde_yaml::Error) -> Self {
        let span = place(text, error);
        let said = error.to_string();
        if said.contains("repetition limit exceeded") {
            return Self::over(Limit::Aliases, span);
        }
        Self { span, what: What::Syntax(said) }
    }

    /// A parser's error at byte `at`.
    pub(crate) fn syntax_at(at: usize, said: &str) -> Self {
        Self { span: Span::point(at), what: What::Syntax(said.to_owned()) }
    }

    /// The parser failed on `text`.
    pub(crate) fn parser_failed(text: &str) -> Self {
        Self { span: first_line(text), what: What::Failed }
    }

    /// What an author is told of it. `text` is the YAML text, and begins at byte `shift` of the
    /// file.
    pub(crate) fn fault(&self, text: &str, shift: usize) -> Fault {
        match &self.what {
            What::Limit(limit) => limit_fault(*limit, self.span.shifted(shift)),
            What::Failed => {
                let span = self.span.shifted(shift);
                Fault::here(Code::ParserPanic, span, "the YAML parser failed on this text")
                    .label("not read")
                    .help("this is a fault of the program: please report it with this file")
            }
            What::Syntax(said) => {
                let mut fault = explain::fault(text, self.span, said);
                if let Some(place) = &mut fault.place {
                    place.span = place.span.shifted(shift);
                }
                fault
            }
        }
    }
}

fn limit_fault(limit: Limit, span: Span) -> Fault {
    let code = Code::YamlTooDeep;
    match limit {
        Limit::Bytes(most) => Fault::here(code, span, format!("this YAML is larger than {} KiB", most >> 10))
            .label("begins here")
            .help("divide it into several files"),
        Limit::Depth => {
            Fault::here(code, span, format!("lists and maps lie more than {DEEPEST} deep in each other"))
                .label("too deep")
                .help("write fewer brackets, or less indentation")
        }
        Limit::Aliases => Fault::here(code, span, "the aliases stand for too much text")
            .label("too much in here")
            .help("write out what `*name` stands for, once, where it is needed"),
    }
}

/// Where the parser met its error: the character there, or the end of the text.
fn place(text: &str, error: &serde_yaml::Error) -> Span {
    let Some(location) = error.location() else { return first_line(text) };
    let at = offset(text, location.line().saturating_sub(1), location.column().saturating_sub(1));
    let next = text[at..].chars().next().filter(|c| !matches!(c, '\r' | '\n')).map_or(0, char::len_utf8);
    Span::new(at, at + next)
}

/// The byte at which column `column` of line `line` begins, both counted from 0 in characters and
/// by the line breaks of YAML 1.1.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let (mut at, mut lines) = (0, 0);
    let mut chars = text.char_indices().peekable();
    while lines < line {
        let Some((_, c)) = chars.next() else { return text.len() };
        let broken = match c {
            '\r' => chars.peek().is_none_or(|&(_, next)| next != '\n'),
            '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => true,
            _ => false,
        };
        if broken {
            lines += 1;
            at = chars.peek().map_or(text.len(), |&(at, _)| at);
        }
    }
    text[at..].char_indices().nth(column).map_or(text.len(), |(n, _)| at + n)
}
