//! A source while it is read from someone else's format: what is not as it should be is kept, and
//! told of as a warning, for such a file is often another program's.

use serde_json::Value;

use crate::base::code::Code;
use crate::base::diagnostic::{Fault, Level};
use crate::base::span::Span;
use crate::dates::date::Date;
use crate::syntax::fields::{Exception, MoreFields, Origin, SourceFields};
use crate::syntax::keys::{SOURCE_STATES, URL_STATES};
use crate::syntax::reading::{checks, source};
use crate::syntax::source::creator::{Creator, Role};
use crate::syntax::source::item_type::ItemType;
use crate::syntax::source::language;
use crate::syntax::source::variable::Variable;

/// A source that is being read.
#[derive(Debug)]
pub(crate) struct Draft {
    pub(crate) fields: SourceFields,
    pub(crate) more: MoreFields,
    /// What is to be said.
    pub(crate) faults: Vec<Fault>,
}

impl Draft {
    pub(crate) fn new(origin: Origin, key: &str) -> Self {
        let mut fields = source::nothing(origin);
        fields.key = Some(key.into());
        Self { fields, more: MoreFields::default(), faults: Vec::new() }
    }

    /// The source, and what is to be said of it.
    pub(crate) fn finish(mut self) -> (SourceFields, Vec<Fault>) {
        self.fields.more = self.more.boxed();
        (self.fields, self.faults)
    }

    /// Gives it the type that its file says; `kind` follows.
    pub(crate) fn is_a(&mut self, item_type: &'static ItemType) {
        self.fields.kind = item_type.kind;
        self.more.item_type = Some(item_type);
    }

    /// Keeps what no field or variable has.
    pub(crate) fn keep(&mut self, name: &str, value: impl Into<Value>) {
        self.fields.extra.insert(name.to_owned(), value.into());
    }

    /// A date as `name` of the file says it at `span`; what cannot be read is kept.
    pub(crate) fn date(&mut self, name: &str, text: &str, span: Span) -> Option<Date> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let bad = match Date::parse(text) {
            Ok(date) => return Some(date),
            Err(bad) => bad,
        };
        // `18 March 2010` is a date in words; `2010-02-30` is a slip, and no other day is meant.
        let worded = text.chars().any(char::is_alphabetic) && !text.starts_with('Y');
        let near = bad.nearest.as_deref().filter(|_| worded).and_then(|near| Date::parse(near).ok());
        if near.is_some() {
            return near;
        }
        self.keep(name, text);
        let fault =
            Fault::here(Code::BadDate, span, format!("`{text}` is not a date that `{name}` can take"))
                .level(Level::Warning)
                .label(bad.reason)
                .why("the source stands without it");
        let help =
            bad.nearest.map_or("write it as EDTF: `2010-03-18`, `2010-03`, `2010~`".to_owned(), |near| {
                format!("write `{near}`")
            });
        self.faults.push(fault.help(help));
        None
    }

    /// An address as `name` of the file says it at `span`; what is none is kept.
    pub(crate) fn url(&mut self, name: &str, text: &str, span: Span) -> Option<Box<str>> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let Err((label, help)) = checks::url(text) else { return Some(text.into()) };
        self.keep(name, text);
        let message = format!("`{text}` is not a web address");
        let fault = Fault::here(Code::BadUrl, span, message).level(Level::Warning).label(label);
        self.faults.push(fault.why("it is shown, and is no link").help(help));
        None
    }

    /// A language as the file names it; what is not known is kept.
    pub(crate) fn language(&mut self, text: &str) {
        match language::tag(text) {
            Some(tag) => self.fields.language = Some(tag.into()),
            None => self.keep("language", text),
        }
    }

    /// Sets a variable; a field of ours that it is goes there.
    pub(crate) fn set(&mut self, variable: Variable, text: &str) {
        if self.more.variables.iter().all(|(known, _)| *known != variable) {
            let text = if variable == Variable::Doi { bare_doi(text) } else { text.trim() };
            self.more.set(variable, text);
        }
    }

    /// A date that has no field of its own.
    pub(crate) fn set_date(&mut self, variable: Variable, text: &str, span: Span) {
        if let Some(date) = self.date(variable.csl(), text, span) {
            self.set(variable, date.as_written());
        }
    }

    /// Something by the name that our own files of sources have for it; `false` where it is no such
    /// name. What other formats have fields for is not among them.
    pub(crate) fn ours(&mut self, name: &str, text: &str, span: Span) -> bool {
        let text = text.trim();
        let whole = || Some(Box::<str>::from(text));
        match name {
            "outlet" => self.fields.outlet = whole(),
            "translated-title" => self.fields.translated_title = whole(),
            "romanized-title" => self.fields.romanized_title = whole(),
            "archived" | "archive-url" | "archiveurl" | "archived-url" => {
                self.fields.archived = self.url(name, text, span).or(self.fields.archived.take());
            }
            "archived-on" | "archive-date" | "archivedate" | "archived-date" => {
                self.fields.archived_on = self.date(name, text, span).or(self.fields.archived_on.take());
            }
            "url-status" => match URL_STATES.iter().find(|word| word.name == text) {
                Some(word) => self.fields.url_status = Some(word.value),
                None => self.keep(name, text),
            },
            "via" => self.fields.via = Some(text.trim_start_matches('@').into()),
            "origin" => self.fields.repeats = Some(text.trim_start_matches('@').into()),
            "quote" => self.fields.quotes.push(text.into()),
            "reliability" => self.fields.reliability = whole(),
            "status" => match SOURCE_STATES.iter().find(|word| text.eq_ignore_ascii_case(word.name)) {
                Some(word) => self.fields.status = Some(word.value),
                None => return false,
            },
            "except" => text.split(';').for_each(|one| self.except(one, span)),
            _ => return false,
        }
        true
    }

    /// An exception from a check, `name: reason`.
    fn except(&mut self, text: &str, span: Span) {
        let (name, reason) = text.split_once(':').unwrap_or((text, ""));
        let code = Code::named(name.trim()).filter(|code| code.is_check());
        match code.filter(|_| reason.contains(char::is_alphanumeric)) {
            Some(code) => self.fields.except.push(Exception { code, reason: reason.trim().into() }),
            None => {
                let message = format!("`{}` is no exception from a check", text.trim());
                let fault = Fault::here(Code::BadException, span, message).label("not a check and a reason");
                self.faults.push(fault.help("write `name of the check: why it does not count here`"));
            }
        }
    }

    /// A note. Its lines `Name: value` that name a field or a variable say that: so Zotero's
    /// "Extra" does. What is left is the note.
    pub(crate) fn note(&mut self, text: &str, span: Span) {
        let mut left: Vec<&str> = Vec::new();
        for line in text.lines() {
            if !self.note_line(line, span) {
                left.push(line);
            }
        }
        let left = left.join("\n");
        let left = left.trim();
        if left.is_empty() {
            return;
        }
        self.fields.note = Some(match self.fields.note.take() {
            Some(before) => format!("{before}\n{left}").into(),
            None => left.into(),
        });
    }

    fn note_line(&mut self, line: &str, span: Span) -> bool {
        // `{:name: value}` is an older way to write it.
        let line = line.trim();
        let line = line.strip_prefix("{:").and_then(|line| line.strip_suffix('}')).unwrap_or(line);
        let Some((name, value)) = line.split_once(':') else { return false };
        let value = value.trim();
        if value.is_empty() || name.len() > 40 {
            return false;
        }
        let name = name.trim().to_lowercase().replace(' ', "-");
        if self.ours(&name, value, span) {
            return true;
        }
        match &*name {
            "type" => match ItemType::of_csl(value) {
                Some(item_type) => self.is_a(item_type),
                None => return false,
            },
            "issued" => {
                let date = self.date("issued", value, span);
                self.fields.published = date.or(self.fields.published.take());
            }
            "publisher-place" => self.fields.place = Some(value.into()),
            "container-title" => self.fields.outlet = Some(value.into()),
            _ => return self.note_variable(&name, value, span),
        }
        true
    }

    fn note_variable(&mut self, name: &str, value: &str, span: Span) -> bool {
        if let Some(role) = Role::of_csl(name) {
            let creator = match value.split_once("||") {
                Some((family, given)) => Creator::parse(&format!("{}, {}", family.trim(), given.trim())),
                None => Creator::parse(value),
            };
            match role {
                Role::Author => self.fields.author.push(creator),
                role => self.more.creators.push((role, creator)),
            }
            return true;
        }
        // Words that stand before a colon in a note as well as in a list of variables are not taken.
        if matches!(
            name,
            "abstract" | "annote" | "keyword" | "status" | "section" | "number" | "version" | "references"
        ) {
            return false;
        }
        let found = Variable::ALL.iter().find(|variable| variable.csl().to_lowercase() == name);
        match found {
            Some(variable) if variable.is_date() => self.set_date(*variable, value, span),
            Some(variable) => self.set(*variable, value),
            None => return false,
        }
        true
    }

    /// Where a title holds another one, of its container, that one; by what the item is.
    pub(crate) fn container(&mut self, title: &str) {
        let is_part = self.more.item_type.is_some_and(|it| {
            matches!(it.csl, "chapter" | "paper-conference" | "entry-encyclopedia" | "entry-dictionary")
        });
        if is_part {
            self.set(Variable::ContainerTitle, title);
        } else {
            self.fields.outlet = Some(title.trim().into());
        }
    }
}

/// A DOI without the address of a resolver.
fn bare_doi(text: &str) -> &str {
    let text = text.trim();
    let lower = text.to_ascii_lowercase();
    for lead in ["https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", "doi:"] {
        if lower.starts_with(lead) {
            return text[lead.len()..].trim();
        }
    }
    text
}
