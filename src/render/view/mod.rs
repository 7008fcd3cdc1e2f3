//! What templates get: the only types that are serialised for them.
//!
//! A page is a function of its view. Every field is documented for theme authors here and in
//! `docs/reference/view.md`. Views borrow from the chronicle, and can be hashed.

pub(crate) mod card;
pub(crate) mod cite;
pub(crate) mod date;
pub(crate) mod entry;
pub(crate) mod event;
pub(crate) mod evidence;
pub(crate) mod home;
pub(crate) mod index;
pub(crate) mod name;
pub(crate) mod note;
pub(crate) mod outlet;
pub(crate) mod page;
pub(crate) mod paging;
#[cfg(test)]
mod reference;
pub(crate) mod reported;
pub(crate) mod site;
pub(crate) mod source;
pub(crate) mod status;
pub(crate) mod timeline;
pub(crate) mod year;

use serde::{Serialize, Serializer};

use crate::chronicle::model::Source;
use crate::render::link::Href;
use crate::render::tongue::Lang;

/// HTML that is safe to put into a page as it is: a template writes it without a filter.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(crate) struct Html(pub(crate) String);

impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        tera::Value::safe_string(&self.0).serialize(serializer)
    }
}

/// The title of an event: safe to put into a page as it is, with its emphasis set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum TitleView<'a> {
    /// Text.
    Plain(&'a str),
    /// HTML.
    Marked(&'a str),
}

impl Serialize for TitleView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Plain(text) => serializer.serialize_str(text),
            Self::Marked(html) => tera::Value::safe_string(html).serialize(serializer),
        }
    }
}

/// A passage of a source.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub(crate) struct QuoteView<'a> {
    /// Its words.
    pub(crate) words: &'a str,
    /// Whether they stand word for word in the source's kept text.
    pub(crate) verified: bool,
}

/// The passages of a source.
pub(crate) fn quotes(source: &Source) -> Vec<QuoteView<'_>> {
    let verified = |n| source.verified.get(n) == Some(&true);
    let quotes = source.fields.quotes.iter().enumerate();
    quotes.map(|(n, words)| QuoteView { words, verified: verified(n) }).collect()
}

/// Something with a page of its own.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub(crate) struct LinkView<'a> {
    /// What it is called.
    pub(crate) title: &'a str,
    /// The attributes `lang` and `dir` for that, where it is in another language than the page.
    pub(crate) lang: Lang<'a>,
    /// Its page.
    pub(crate) href: Href<'a>,
}

impl<'a> LinkView<'a> {
    /// A link in the words of the page's language, or in a name that is of none.
    pub(crate) fn new(title: &'a str, href: Href<'a>) -> Self {
        Self { title, lang: Lang::default(), href }
    }
}
