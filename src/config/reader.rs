//! What reads a setting: the text that it stands in, and the faults so far.

use std::collections::BTreeSet;
use std::fmt::Display;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::base::code::Code;
use crate::base::diagnostic::{Fault, Text};
use crate::base::span::{FileId, Place, Span};
use crate::config::Config;
use crate::config::settings::{self, Setting};
use crate::config::value::nearest;

/// A value of TOML with its place.
pub(crate) type Value<'i> = Spanned<DeValue<'i>>;

/// The settings so far, with every fault in them.
pub(crate) struct Reader<'t> {
    /// `site.toml`.
    pub(crate) text: &'t str,
    /// Its file in the snapshot.
    pub(crate) file: FileId,
    line_ends: Vec<usize>,
    /// What has been read.
    pub(crate) config: Config,
    /// What was wrong with it.
    pub(crate) faults: Vec<Fault>,
    /// The lines, counted from 0, that are not valid TOML.
    broken: BTreeSet<usize>,
    /// Where each setting's value stands, by its name.
    pub(crate) spans: Vec<(&'static str, Span)>,
}

impl<'t> Reader<'t> {
    /// Reads that text; nothing has been read yet.
    pub(crate) fn new(text: &'t str, file: FileId) -> Self {
        Self {
            text,
            file,
            line_ends: text.match_indices('\n').map(|(at, _)| at).collect(),
            config: Config::default(),
            faults: Vec::new(),
            broken: BTreeSet::new(),
            spans: Vec::new(),
        }
    }

    /// Marks the line of a place as no valid TOML. Whether it was not marked yet.
    pub(crate) fn break_line(&mut self, span: Span) -> bool {
        self.broken.insert(self.line_of(span))
    }

    /// The line on which a span begins, counted from 0.
    fn line_of(&self, span: Span) -> usize {
        self.line_ends.partition_point(|&end| end < span.start as usize)
    }

    /// Adds a fault, unless the line is broken already: then the value is not what was written.
    pub(crate) fn tell(&mut self, fault: Fault) {
        if !fault.place.is_some_and(|place| self.broken.contains(&self.line_of(place.span))) {
            self.faults.push(fault);
        }
    }

    /// An unknown key; `within` is empty for one of the whole file.
    pub(crate) fn unknown(&mut self, key: &str, at: Span, known: &[&str], within: &str) {
        let fault = Fault::here(Code::UnknownSetting, at, format!("unknown setting `{key}`{within}"));
        let fault = match nearest(key, known) {
            Some(near) => fault.label("not known").help(format!("write `{near}`")),
            None => {
                let all: Vec<_> = known.iter().map(|name| format!("`{name}`")).collect();
                let help = format!("known are {}", all.join(", "));
                let free = "; your own values belong into the table `extra`";
                fault.label("not known").help(if within.is_empty() { help + free } else { help })
            }
        };
        self.tell(fault);
    }

    /// A value that is not of the kind that the setting takes.
    pub(crate) fn wrong_type(&mut self, name: &str, kind: &str, value: &Value<'_>) {
        let is = match value.get_ref() {
            DeValue::String(_) => "text",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        let fault = Fault::here(Code::WrongType, value.span().into(), format!("`{name}` takes {kind}"));
        let fault = fault.label(format!("this is {is}"));
        let is_text = matches!(value.get_ref(), DeValue::String(_));
        self.tell(match settings::named(name) {
            _ if kind == "text" && !is_text => fault.help("put the value in quotes"),
            Some(setting) => {
                fault.help(format!("write for example `{}`", setting.example.replace('\n', "`, `")))
            }
            None => fault,
        });
    }

    /// A value of the right kind that cannot be.
    pub(crate) fn bad(
        &mut self,
        value: &Value<'_>,
        message: impl Into<String>,
        why: impl Display,
        help: impl Into<Text>,
    ) {
        let fault = Fault::here(Code::BadSetting, value.span().into(), message);
        self.tell(fault.label(why.to_string()).help(help));
    }

    /// A text, trimmed.
    pub(crate) fn text(&mut self, name: &str, kind: &str, value: &Value<'_>) -> Option<Box<str>> {
        if let DeValue::String(text) = value.get_ref() {
            return Some(text.trim().into());
        }
        self.wrong_type(name, kind, value);
        None
    }

    /// A text that is not empty.
    pub(crate) fn filled(&mut self, setting: &Setting, value: &Value<'_>) -> Option<Box<str>> {
        let text = self.text(setting.name, setting.kind, value)?;
        if text.is_empty() {
            let help = "write something, or take the line out";
            self.bad(value, format!("`{}` is empty", setting.name), "nothing in it", help);
            return None;
        }
        Some(text)
    }

    /// A text that is not empty, under a name of its own; where it stands.
    pub(crate) fn entry(&mut self, name: &str, value: &Value<'_>) -> Option<(Box<str>, Span)> {
        let text = self.text(name, "text", value)?;
        if text.is_empty() {
            self.bad(value, format!("`{name}` is empty"), "nothing in it", "write something");
            return None;
        }
        Some((text, value.span().into()))
    }

    /// A table whose keys are all known: an unknown one is told of.
    pub(crate) fn table<'v, 'i>(
        &mut self,
        setting: &Setting,
        known: &[&str],
        value: &'v Value<'i>,
    ) -> Option<&'v DeTable<'i>> {
        let DeValue::Table(table) = value.get_ref() else {
            self.wrong_type(setting.name, setting.kind, value);
            return None;
        };
        self.known(table, known, setting.name);
        Some(table)
    }

    /// Tells of each key of a table that is not known; `within` is the table's name.
    pub(crate) fn known(&mut self, table: &DeTable<'_>, known: &[&str], within: &str) {
        for key in table.keys().filter(|key| !known.contains(&key.get_ref().as_ref())) {
            self.unknown(key.get_ref(), key.span().into(), known, &format!(" in `{within}`"));
        }
    }

    /// Where a value stands.
    pub(crate) fn place(&self, value: &Value<'_>) -> Place {
        Place { file: self.file, span: value.span().into() }
    }
}
