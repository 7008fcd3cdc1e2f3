//! What every page says of itself, and a page of the author's own.

use std::borrow::Cow;

use serde::Serialize;

use crate::base::arena::Id;
use crate::chronicle::model::{Page, Target};
use crate::render::link::Folder;
use crate::render::lookup::Lookup;
use crate::render::prose::Scribe;
use crate::render::tongue::Lang;
use crate::render::view::Html;
use crate::render::view::card::{CardView, cards};
use crate::render::view::note::{NoteView, notes};

/// `shared`: pieces that are the same on all pages that lie as deep. Not there on pages that the links
/// at the head lead to, nor where the site has one of these templates of its own: then the page includes
/// them.
#[derive(Debug, Serialize)]
pub(crate) struct SharedView {
    /// `parts/files.html`: what the head names.
    pub(crate) files: Html,
    /// `parts/navigation.html`: the links at the head.
    pub(crate) navigation: Html,
    /// `parts/indexes.html`: the links at the foot.
    pub(crate) indexes: Html,
}

/// `page`: what every page says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub(crate) struct PageView<'a> {
    /// What kind of page it is: `home`, `event`, `source`, `actor`, …
    pub(crate) kind: &'static str,
    /// Its title, for `<title>` and the heading; empty on the home page.
    pub(crate) title: Cow<'a, str>,
    /// Its path below the output's root, percent-encoded.
    pub(crate) path: &'a str,
    /// The way to the output's root: empty, or `../` once or more. `null` where there is none, on
    /// `404.html` of a site without a `base_url`.
    pub(crate) root: Option<String>,
    /// Its address, where the site has a `base_url`.
    pub(crate) url: Option<String>,
    /// The language of the interface, a BCP 47 tag.
    pub(crate) language: &'a str,
    /// `ltr` or `rtl`.
    pub(crate) direction: &'static str,
    /// The attributes `lang` and `dir` for what is in the site's language (its title, its links),
    /// where the page is in another.
    pub(crate) site_lang: Lang<'a>,
    /// The language with its country, as OpenGraph has it: `en_US`.
    pub(crate) locale: &'a str,
    /// What it is about, in a sentence or two, for its head; `null` where it is no page of its own.
    pub(crate) description: Option<Cow<'a, str>>,
    /// What it tells in the vocabulary of schema.org: JSON-LD, for a `<script>`.
    pub(crate) json_ld: Option<Html>,
    /// The day from which its author publishes it, where `publish-on` names one.
    pub(crate) published: Option<String>,
}

/// `own`: a page of the author's own.
#[derive(Debug, Hash, Serialize)]
pub(crate) struct OwnPageView<'a> {
    /// Its title.
    title: &'a str,
    /// The language of its title and text, a BCP 47 tag.
    language: &'a str,
    /// The attributes `lang` and `dir` for those, where they are in another language than the page.
    lang: Lang<'a>,
    /// Its text.
    html: Html,
    /// The notes of its text, where the site's citation style cites in notes.
    notes: Vec<NoteView>,
    /// Whether an event that stands in its text has a time in the site's time zone.
    in_zone: bool,
    /// The sources that its text cites, numbered.
    sources: Vec<CardView<'a>>,
    /// The free map of its front matter.
    extra: &'a serde_json::Map<String, serde_json::Value>,
}

/// The view of a page.
pub(crate) fn own_page<'a>(site: &'a Lookup<'a>, folder: Folder<'a>, id: Id<Page>) -> OwnPageView<'a> {
    let page = &site.chronicle.pages[id];
    let language = site.language_of(Target::Page(id));
    let mut scribe = Scribe::new(site, folder);
    let html = Html(scribe.whole(&page.text, language));
    OwnPageView {
        title: &page.title,
        language,
        lang: site.lang(Some(language)),
        html,
        notes: notes(&scribe),
        in_zone: page.text.sections.iter().flatten().any(|&event| site.event_date(event).in_zone),
        sources: cards(site, folder, &scribe, &scribe.numbered(), None),
        extra: &page.fields.extra,
    }
}
