//! JSON with its places: an object of which each member knows where it stands.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::base::code::Code;
use crate::base::diagnostic::Fault;
use crate::base::span::Span;

/// An object of JSON.
#[derive(Debug)]
pub(super) struct Object<'t> {
    /// All of it.
    pub(super) span: Span,
    /// Its members, in the order of the text.
    pub(super) members: Vec<Member<'t>>,
}

/// A member of an object.
#[derive(Debug)]
pub(super) struct Member<'t> {
    pub(super) name: Cow<'t, str>,
    /// The value, as it is written.
    pub(super) raw: &'t str,
    /// Where that stands.
    pub(super) span: Span,
}

impl<'t> Object<'t> {
    /// Reads the object at `span`, or says why it is none.
    pub(super) fn read(text: &'t str, span: Span) -> Result<Self, Box<Fault>> {
        let written = span.of(text);
        if !written.starts_with('{') {
            let fault = Fault::here(Code::CslSyntax, span, "an item of this list is no object")
                .label("not an item of CSL-JSON")
                .help("remove it, or move the file out of `content/sources/` if it is no bibliography");
            return Err(Box::new(fault));
        }
        let read: Raw<'t> =
            serde_json::from_str(written).map_err(|error| Box::new(syntax(written, span, &error)))?;
        let place = |raw: &'t str| {
            let at = raw.as_ptr() as usize - text.as_ptr() as usize;
            Span::new(at, at + raw.len())
        };
        let members = read.0.into_iter().map(|(name, raw)| Member { name, raw, span: place(raw) }).collect();
        Ok(Self { span, members })
    }

    /// The member of that name.
    pub(super) fn get(&self, name: &str) -> Option<&Member<'t>> {
        self.members.iter().find(|member| member.name == name)
    }
}

impl Member<'_> {
    /// The value as text: a string, or a number as it is written; `None` for anything else.
    pub(super) fn text(&self) -> Option<String> {
        match self.raw.as_bytes().first()? {
            b'"' => serde_json::from_str(self.raw).ok(),
            b'-' | b'0'..=b'9' => Some(self.raw.to_owned()),
            _ => None,
        }
    }

    /// The value, as deep as the parser goes.
    pub(super) fn value(&self) -> serde_json::Value {
        serde_json::from_str(self.raw).unwrap_or(serde_json::Value::Null)
    }
}

fn syntax(written: &str, span: Span, error: &serde_json::Error) -> Fault {
    let line = error.line().saturating_sub(1);
    let start: usize = written.split_inclusive('\n').take(line).map(str::len).sum();
    // The parser's column counts bytes, from 1, of the byte that it had read.
    let mut at = (start + error.column().saturating_sub(1)).min(written.len().saturating_sub(1));
    while !written.is_char_boundary(at) {
        at -= 1;
    }
    let end = written[at..].chars().next().map_or(at, |c| at + c.len_utf8());
    let said = error.to_string();
    let said = said.split(" at line").next().unwrap_or("not JSON").to_owned();
    Fault::here(Code::CslSyntax, Span::new(at, end).shifted(span.start as usize), "an item is not JSON")
        .label(said)
        .why("it is left out; the rest of the file is read")
        .help("export the file again, or mend the item")
}

/// The members of an object, each value left as it is written.
struct Raw<'t>(Vec<(Cow<'t, str>, &'t str)>);

impl<'de: 't, 't> Deserialize<'de> for Raw<'t> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;
        impl<'de> Visitor<'de> for Members {
            type Value = Vec<(Cow<'de, str>, &'de str)>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(name) = map.next_key::<String>()? {
                    members.push((Cow::Owned(name), map.next_value::<&'de RawValue>()?.get()));
                }
                Ok(members)
            }
        }
        deserializer.deserialize_map(Members).map(Raw)
    }
}
