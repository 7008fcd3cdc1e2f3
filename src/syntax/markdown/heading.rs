//! The braces at the end of a heading: `{#id date=2010-03-18 actors="un csto"}`.

use std::ops::Range;

use crate::base::code::Code;
use crate::base::diagnostic::{Fault, Text};
use crate::base::span::Span;
use crate::syntax::attributes::Attribute;
use crate::syntax::keys::EVENT_KEYS;

/// The braces of a heading.
#[derive(Debug, Default)]
pub(super) struct Braces {
    /// Where the heading's own text ends, as a byte of the file.
    pub(super) cut: usize,
    /// Each attribute; `#id` is one whose key is `id`.
    pub(super) attributes: Vec<Attribute>,
}

impl Braces {
    /// Whether the heading is an event.
    pub(super) fn has_date(&self) -> bool {
        self.attributes.iter().any(|attribute| &*attribute.key == "date")
    }

    /// The id, with its bytes.
    pub(super) fn id(&self) -> Option<(&str, Span)> {
        let id = self.attributes.iter().find(|attribute| &*attribute.key == "id")?;
        Some((&id.value, id.span))
    }

    /// Where it says something that only an event can have.
    pub(super) fn of_event(&self) -> Option<Span> {
        self.attributes.iter().find(|attribute| &*attribute.key != "id").map(|attribute| attribute.span)
    }
}

/// Whether a heading can have that attribute.
fn is_known(name: &str) -> bool {
    EVENT_KEYS.iter().any(|key| key.name == name)
}

/// Reads the braces at the end of a heading whose text is bytes `at` of the file; `None` where
/// there are none.
pub(super) fn braces(text: &str, at: &Range<usize>, faults: &mut Vec<Fault>) -> Option<Braces> {
    let raw = &text[at.clone()];
    let trimmed = raw.trim_end();
    let Some(open) = opening(trimmed) else {
        misplaced(raw, at.start, faults);
        return None;
    };
    let inside = open + 1..trimmed.len() - 1;
    if !looks_like_attributes(&raw[inside.clone()]) {
        return None;
    }
    let mut braces = Braces { cut: at.start + raw[..open].trim_end().len(), attributes: Vec::new() };
    let mut reader = Reader { raw: &raw[inside.clone()], base: at.start + inside.start, at: 0 };
    while reader.skip_spaces() {
        if let Err(fault) = reader.attribute(&mut braces) {
            faults.push(*fault);
        }
    }
    Some(braces)
}

/// The brace that the last one of `raw` closes, if it stands apart from the word before it.
fn opening(raw: &str) -> Option<usize> {
    if !raw.ends_with('}') {
        return None;
    }
    let mut depth = 0_usize;
    for (at, byte) in raw.bytes().enumerate().rev() {
        match byte {
            b'}' => depth += 1,
            b'{' => {
                depth -= 1;
                if depth == 0 {
                    let apart = raw[..at].chars().next_back().is_none_or(|c| c != '\\' && c != '@');
                    return apart.then_some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// Whether what stands in braces is meant for us, and not for the reader.
fn looks_like_attributes(inside: &str) -> bool {
    let inside = inside.trim_start();
    let name = word(inside);
    let rest = &inside[name.len()..];
    inside.starts_with(['#', '.'])
        || rest.starts_with('=') && !name.is_empty()
        || (rest.is_empty() || rest.starts_with([' ', ':'])) && is_known(name)
}

fn word(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_')).unwrap_or(text.len());
    &text[..end]
}

/// Complains of braces that are meant for us and cannot be read: not closed, or not at the end.
fn misplaced(raw: &str, base: usize, faults: &mut Vec<Fault>) {
    let Some(open) = raw.rfind('{') else { return };
    let inside = &raw[open + 1..];
    let name = word(inside);
    let meant = inside.starts_with('#') && !word(&inside[1..]).is_empty()
        || is_known(name) && inside[name.len()..].starts_with('=');
    if !meant || raw[..open].ends_with('\\') {
        return;
    }
    let (message, help) = match inside.find('}') {
        None => ("the braces of a heading are not closed", "write `}` at the end of the heading".to_owned()),
        Some(close) => (
            "the braces of a heading are not at its end",
            format!("move `{}` to the end of the heading", &raw[open..open + close + 2]),
        ),
    };
    let span = Span::new(base + open, base + raw.len());
    faults.push(Fault::here(Code::BadHeading, span, message).label("shown as text").help(help));
}

struct Reader<'a> {
    raw: &'a str,
    base: usize,
    at: usize,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        &self.raw[self.at..]
    }

    fn span(&self, from: usize, to: usize) -> Span {
        Span::new(self.base + from, self.base + to)
    }

    fn skip_spaces(&mut self) -> bool {
        self.at += self.rest().len() - self.rest().trim_start().len();
        !self.rest().is_empty()
    }

    fn skip_to_space(&mut self) {
        self.at += self.rest().find(char::is_whitespace).unwrap_or(self.rest().len());
    }

    fn attribute(&mut self, braces: &mut Braces) -> Result<(), Box<Fault>> {
        let start = self.at;
        if self.rest().starts_with('#') {
            self.skip_to_space();
            let id = &self.raw[start + 1..self.at];
            if id.is_empty() {
                return Err(self.bad(start, "an id is empty", "write it after the `#`: `{#the-id}`"));
            }
            let attribute =
                Attribute { key: "id".into(), value: id.into(), span: self.span(start + 1, self.at) };
            braces.attributes.push(attribute);
            return Ok(());
        }
        let name = word(self.rest()).to_owned();
        self.at += name.len();
        if name.is_empty() {
            self.skip_to_space();
            let help = "attributes are `#id`, `name=value` or `draft`, with spaces between";
            return Err(self.bad(start, "this is no attribute", help));
        }
        let (value, span) = if self.rest().starts_with('=') {
            self.value(start)?
        } else if name == "draft" {
            ("true".to_owned(), self.span(start, self.at))
        } else {
            self.skip_to_space();
            let help = format!("write `{name}=…`, without spaces around the `=`");
            return Err(self.bad(start, &format!("`{name}` has no value"), help));
        };
        if name == "end" {
            let help = "write both days in one date: `date=2010-03-02/2010-03-18`";
            return Err(self.bad(start, "a heading has no attribute `end`", help));
        }
        braces.attributes.push(Attribute { key: name.into(), value: value.into(), span });
        Ok(())
    }

    /// The value after the `=` at which the reader stands, with its bytes.
    fn value(&mut self, start: usize) -> Result<(String, Span), Box<Fault>> {
        self.at += 1;
        let Some(first) = self.rest().chars().next() else {
            return Err(self.bad(start, "an attribute has no value", "write it after the `=`"));
        };
        let close = match first {
            '"' | '\'' => first,
            '“' | '”' | '„' => '”',
            _ => {
                let from = self.at;
                self.at += unquoted(self.rest());
                return Ok((self.raw[from..self.at].to_owned(), self.span(from, self.at)));
            }
        };
        let quote = self.at;
        let from = quote + first.len_utf8();
        let mut value = String::new();
        let mut chars = self.raw[from..].char_indices().peekable();
        while let Some((n, c)) = chars.next() {
            if c == close {
                self.at = from + n + c.len_utf8();
                return Ok((value, self.span(quote, self.at)));
            }
            match chars.peek() {
                Some(&(_, next)) if c == '\\' && (next == close || next == '\\') => {
                    value.push(next);
                    chars.next();
                }
                _ => value.push(if c == '\n' { ' ' } else { c }),
            }
        }
        self.at = self.raw.len();
        Err(self.bad(start, "a quoted value is not closed", format!("write `{close}` at its end")))
    }

    fn bad(&self, from: usize, message: &str, help: impl Into<Text>) -> Box<Fault> {
        let span = self.span(from, self.at.max(from + 1).min(self.raw.len()));
        Box::new(Fault::here(Code::BadHeading, span, message).label("in the braces of a heading").help(help))
    }
}

/// The length of a value without quotes: to the next space that stands in no brackets.
fn unquoted(text: &str) -> usize {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '[' | '{' => depth += 1,
            ']' | '}' => depth = depth.saturating_sub(1),
            c if c.is_whitespace() && depth == 0 => return at,
            _ => {}
        }
    }
    text.len()
}
