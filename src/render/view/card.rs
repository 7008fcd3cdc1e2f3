//! A source, as it stands in a list beside or below what it bears.

use std::borrow::Cow;

use serde::Serialize;

use crate::base::arena::Id;
use crate::chronicle::model::{Event, Source};
use crate::render::link::{Folder, Href};
use crate::render::lookup::Lookup;
use crate::render::prose::Scribe;
use crate::render::tongue::Lang;
use crate::render::view::date::{DateView, LineDateView};
use crate::render::view::status::{StatusView, of_source};
use crate::render::view::{Html, LinkView, QuoteView, quotes};
use crate::syntax::fields::UrlStatus;
use crate::syntax::source::creator::Creator;

/// A source in a list.
#[derive(Debug, Clone, Hash, Serialize)]
pub(crate) struct CardView<'a> {
    /// Its number on the page, which its marks show.
    number: u32,
    /// Whether its marks show that: a citation style may cite by author, or in notes.
    is_numbered: bool,
    /// The id of this entry, to which its marks lead.
    anchor: String,
    /// Its page.
    href: Href<'a>,
    /// The key that citations use.
    key: &'a str,
    /// Its short name: `Interfax, 15 March 2010`.
    label: &'a str,
    /// The source in the site's citation style, as HTML; `null` where the site has none.
    reference: Option<Html>,
    /// Who published it.
    outlet: Option<&'a str>,
    /// The page of that, with all that is drawn from it.
    outlet_href: Option<Href<'a>>,
    /// Whether that is a news agency.
    wire: bool,
    /// Who owns that.
    owner: Option<&'a str>,
    /// Its headline or title; `null` where it is not known.
    title: Option<&'a str>,
    /// The title in the site's language.
    translated_title: Option<&'a str>,
    /// The title in Latin letters.
    romanized_title: Option<&'a str>,
    /// The attributes `lang` and `dir` for that.
    romanized_lang: Lang<'a>,
    /// Its authors.
    authors: Vec<Cow<'a, str>>,
    /// When it was published.
    published: Option<LineDateView<'a>>,
    /// How much later than the event that was, in words: `2 days later`.
    lag: Option<&'a str>,
    /// Whether it was retracted or corrected; `null` where neither.
    status: Option<StatusView<'a>>,
    /// What kind of source it is, in words.
    kind: &'a str,
    /// Volume.
    volume: Option<&'a str>,
    /// Issue.
    issue: Option<&'a str>,
    /// Page.
    page: Option<&'a str>,
    /// Its language, a BCP 47 tag.
    language: Option<&'a str>,
    /// The attributes `lang` and `dir` for its title and its passages, where those are in another
    /// language than the page.
    lang: Lang<'a>,
    /// Its address, where it is one that can be a link.
    url: Option<&'a str>,
    /// How the address stands, in words: `no longer there`.
    url_status: Option<&'a str>,
    /// The kept copy's address.
    archived: Option<&'a str>,
    /// The sources through which it is known, nearest first.
    via: Vec<LinkView<'a>>,
    /// The passages that matter.
    quotes: Vec<QuoteView<'a>>,
    /// The way back to each of its marks.
    backs: Vec<BackView>,
}

/// The way back from a source to one of its marks.
#[derive(Debug, Clone, Hash, Serialize)]
pub(crate) struct BackView {
    /// The mark: `#cite-3`.
    href: String,
    /// `a`, `b`, `c`, …
    letter: String,
}

/// The cards of `numbered` sources in the list at hand, for what `event` tells.
pub(crate) fn cards<'a>(
    site: &'a Lookup<'a>,
    folder: Folder<'_>,
    scribe: &Scribe<'_, '_>,
    numbered: &[(Id<Source>, u32)],
    event: Option<Id<Event>>,
) -> Vec<CardView<'a>> {
    numbered.iter().map(|&(source, number)| card(site, folder, scribe, source, number, event)).collect()
}

fn card<'a>(
    site: &'a Lookup<'a>,
    folder: Folder<'_>,
    scribe: &Scribe<'_, '_>,
    id: Id<Source>,
    number: u32,
    event: Option<Id<Event>>,
) -> CardView<'a> {
    let source = &site.chronicle.sources[id];
    let fields = &*source.fields;
    let outlet = source.outlet.and_then(|id| site.chronicle.outlets[id].own.as_deref());
    let list = scribe.list();
    let backs = scribe.marks_of(number).enumerate();
    CardView {
        number,
        is_numbered: site.shows_numbers(),
        anchor: Href::to_ref(list, number).to_string().split_off(1),
        href: folder.link(site.source_path(id)),
        key: &source.key,
        label: site.label(id),
        reference: site.styled.as_ref().map(|styled| Html(styled.entry(id).to_owned())),
        outlet: fields.outlet.as_deref(),
        outlet_href: source.outlet.map(|id| folder.link(site.outlet_path(id))),
        wire: outlet.is_some_and(|own| own.wire),
        owner: outlet.and_then(|own| own.owner.as_deref()),
        title: fields.title.as_deref(),
        translated_title: fields.translated_title.as_deref(),
        romanized_title: fields.romanized_title.as_deref(),
        authors: fields.author.iter().map(Creator::shown).collect(),
        published: site.source_date(id).map(DateView::in_line),
        lag: event.and_then(|event| site.lag(event, id)),
        status: of_source(site, fields),
        kind: site.words.source_kind(fields.kind),
        volume: fields.volume.as_deref(),
        issue: fields.issue.as_deref(),
        page: fields.page.as_deref(),
        language: fields.language.as_deref(),
        lang: site.lang(fields.language.as_deref()),
        romanized_lang: Lang::romanized(fields.language.as_deref()),
        url: fields.url.as_deref().filter(|url| can_be_link(url)),
        url_status: fields.url_status.map(|status| url_status(site, status)),
        archived: fields.archived.as_deref().filter(|url| can_be_link(url)),
        via: via(site, folder, id),
        quotes: quotes(source),
        backs: backs.map(|(n, mark)| BackView { href: format!("#cite-{mark}"), letter: letter(n) }).collect(),
    }
}

/// How an address stands, in words.
pub(crate) fn url_status<'a>(site: &'a Lookup<'a>, status: UrlStatus) -> &'a str {
    site.words.get(match status {
        UrlStatus::Live => "url_live",
        UrlStatus::Dead => "url_dead",
        UrlStatus::Paywalled => "url_paywalled",
        UrlStatus::Moved => "url_moved",
    })
}

/// Whether an address is one that a page links to. Others are shown as text.
pub(crate) fn can_be_link(address: &str) -> bool {
    url::Url::parse(address).is_ok_and(|url| matches!(url.scheme(), "http" | "https" | "ftp"))
}

/// The sources through which a source is known, nearest first. A circle, which is diagnosed
/// elsewhere, ends where it closes.
pub(crate) fn via<'a>(site: &'a Lookup<'a>, folder: Folder<'_>, id: Id<Source>) -> Vec<LinkView<'a>> {
    let mut seen = vec![id];
    while let Some(next) = site.chronicle.sources[seen[seen.len() - 1]].via {
        if seen.contains(&next) {
            break;
        }
        seen.push(next);
    }
    let link = |&id| LinkView::new(site.label(id), folder.link(site.source_path(id)));
    seen[1..].iter().map(link).collect()
}

/// `a` to `z`, then `aa`, `ab`, …
fn letter(n: usize) -> String {
    let last = char::from(b'a' + (n % 26) as u8);
    match n / 26 {
        0 => last.to_string(),
        more => letter(more - 1) + &last.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::{can_be_link, letter};

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!([0, 25, 26, 51, 52, 701, 702].map(letter), ["a", "z", "aa", "az", "ba", "zz", "aaa"]);
    }

    #[test]
    fn only_harmless_addresses_become_links() {
        assert!(can_be_link("https://example.org/a?b=c"));
        for bad in
            ["javascript:alert(1)", "data:text/html,x", " java\tscript:x", "example.org", "//example.org"]
        {
            assert!(!can_be_link(bad), "{bad}");
        }
    }
}
