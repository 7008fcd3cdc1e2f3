//! What a source is called where it has no room for all that is known of it.

use std::borrow::Cow;

use icu_properties::CodePointSetData;
use icu_properties::props::GraphemeExtend;
use rustc_hash::FxHashMap;

use crate::base::arena::Id;
use crate::chronicle::model::{Chronicle, Source};
use crate::syntax::fields::SourceFields;
use crate::syntax::source::creator::Creator;
use crate::syntax::source::variable::Variable;

/// The most letters of a title that a source is called by.
const MOST: usize = 72;

/// Who published a source, or else its title, where that is short.
pub(crate) fn named(source: &Source) -> Option<&str> {
    let fields = &source.fields;
    let title = fields.title.as_deref();
    let title = title.filter(|title| fields.get(Variable::TitleShort).is_none() && is_short(title));
    fields.outlet.as_deref().or(title)
}

/// What each source is called that [`named`] has no name for.
pub(crate) fn bylines(chronicle: &Chronicle) -> FxHashMap<Id<Source>, Box<str>> {
    let nameless = chronicle.sources.iter().filter(|(_, source)| named(source).is_none());
    nameless.filter_map(|(id, source)| Some((id, byline(&source.fields)?.into()))).collect()
}

/// By its short title, or as much of its title as there is room for; by who wrote or published it;
/// by where it lies.
fn byline(fields: &SourceFields) -> Option<Cow<'_, str>> {
    let title = fields.get(Variable::TitleShort).or(fields.title.as_deref()).map(cut);
    let author = || fields.author.first().map(Creator::shown);
    let publisher = || fields.publisher.as_deref().map(Cow::Borrowed);
    title.or_else(author).or_else(publisher).or_else(|| fields.url.as_deref().and_then(host).map(Cow::Owned))
}

fn is_short(text: &str) -> bool {
    text.len() <= MOST || text.chars().count() <= MOST
}

/// The beginning of a text that is too long: up to the end of a word, where there are words.
fn cut(text: &str) -> Cow<'_, str> {
    if is_short(text) {
        return Cow::Borrowed(text);
    }
    let end = text.char_indices().nth(MOST - 1).map_or(text.len(), |(at, _)| at);
    // Half of the room is better filled with a part of a word.
    let spaces = text[..end].rmatch_indices(char::is_whitespace).map(|(at, _)| at);
    let word = spaces.into_iter().next().filter(|&at| at > end / 2);
    let extends = CodePointSetData::new::<GraphemeExtend>();
    let letter = || {
        let whole = |&(at, c): &(usize, char)| at <= end && !extends.contains(c);
        text.char_indices().rev().find(whole).map_or(0, |(at, _)| at)
    };
    let is_loose = |c: char| !c.is_alphanumeric() && c != ')' && !extends.contains(c);
    let kept = text[..word.unwrap_or_else(letter)].trim_end_matches(is_loose);
    Cow::Owned(format!("{kept}…"))
}

/// Where an address leads, without `www.`; in the letters in which it was written.
fn host(address: &str) -> Option<String> {
    url::Url::parse(address).ok().filter(url::Url::has_host)?;
    let written = address.split_once("://")?.1.split(['/', '?', '#', '\\']).next()?;
    let host = written.rsplit('@').next()?.split(':').next()?.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (!host.is_empty()).then(|| host.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{MOST, cut, host};
    use crate::render::fixture::build;

    #[test]
    fn a_long_title_is_cut_between_words() {
        assert_eq!(cut("A short one"), "A short one");
        let long = "A declaration, signed in the old town hall, on the straits and on all that passes them in winter";
        assert_eq!(cut(long), "A declaration, signed in the old town hall, on the straits and on all…");
        let han = "海".repeat(100);
        assert_eq!(cut(&han), format!("{}…", "海".repeat(MOST - 1)));
        // No letter is parted from its accent.
        let marked = "e\u{301}".repeat(100);
        let cut = cut(&marked);
        assert!(cut.ends_with("e\u{301}…") && cut.chars().count() <= MOST, "{cut}");
    }

    #[test]
    fn an_address_is_called_by_its_host() {
        assert_eq!(host("https://www.example.org/a?b").as_deref(), Some("example.org"));
        assert_eq!(host("HTTPS://me@Пример.РФ:8080?x").as_deref(), Some("пример.рф"));
        assert_eq!(host("mailto:a@b.c"), None);
        assert_eq!(host("no address"), None);
    }

    #[test]
    fn whatever_is_known_of_a_source_it_has_a_name() {
        let long = "A declaration that was signed in the old town hall on the straits and on all that passes";
        let sources = format!(
            "a: {{url: 'https://www.example.org/report/7'}}\nb: {{title: '{long}', published: 2010-03}}\n\
             c: {{title: '{long}', short-title: The declaration}}\nd: {{author: 'Ox, Ann'}}\ne: {{publisher: Press}}\n\
             f: {{note: Seen}}\ng: {{url: 'https://example.org/2', published: 2010-03-04}}\n"
        );
        let event = "---\ntitle: E\ndate: 2010\nsources: [a, b, c, d, e, f, g]\n---\n";
        let built = build(&[("content/events/e.md", event), ("content/sources/s.yaml", &sources)]);
        let called = |key: &str| {
            let heading = built.part(&format!("sources/{key}.html"), "<h1>", "</h1>");
            heading[4..heading.len() - 5].to_owned()
        };
        let all: Vec<_> = ["a", "b", "c", "d", "e", "f", "g"].iter().map(|key| called(key)).collect();
        assert_eq!(
            all,
            [
                "example.org",
                "A declaration that was signed in the old town hall on the straits and…, March 2010",
                "The declaration",
                "Ann Ox",
                "Press",
                "f",
                "example.org, 4 March 2010",
            ]
        );
        // All of the title stands on its page, and in lists.
        assert!(built.page("sources/b.html").contains(long));
        assert!(built.page("sources/index.html").contains(long));
    }
}
