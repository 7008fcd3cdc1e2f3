//! The languages of the interface: the site's, and those of the pages that name another.

use std::collections::BTreeMap;

use crate::base::checked::Checked;
use crate::base::code::Code;
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::snapshot::Snapshot;
use crate::base::span::FileId;
use crate::chronicle::model::{Chronicle, Name, Target};
use crate::render::frame::direction;
use crate::render::made::Made;
use crate::render::origin;
use crate::render::ui::Ui;
use crate::syntax::fields::{Origin, Step};

/// The interface in every language that a page of the site is in.
pub(crate) struct Tongues {
    /// Each language's tag, with its words. The site's is the first.
    pub(crate) all: Vec<(Box<str>, Ui)>,
    /// Which of them the pages of a tag are in, where that is not the first.
    by_tag: BTreeMap<Box<str>, usize>,
}

impl Tongues {
    /// The words of the site's language, and of each other language that a page names and that
    /// has words. Tags that share their words (`en-GB`, `en-US`) share an interface.
    pub(crate) fn load(snapshot: &Snapshot, chronicle: &Chronicle) -> Checked<Self> {
        let own = &chronicle.config.language;
        let mut diagnostics = Vec::new();
        let words = Ui::load(snapshot, own).tell(&mut diagnostics);
        let mut files = BTreeMap::from([(Ui::file(snapshot, own), 0)]);
        let mut all = vec![(own.clone(), words)];
        let mut by_tag = BTreeMap::new();
        for (tag, (file, origin)) in named(chronicle) {
            let Some(words) = Ui::file(snapshot, tag) else {
                diagnostics.push(wordless(snapshot, tag, file, origin));
                continue;
            };
            let n = *files.entry(Some(words)).or_insert_with(|| {
                all.push((tag.into(), Ui::load(snapshot, tag).tell(&mut diagnostics)));
                all.len() - 1
            });
            by_tag.insert(tag.into(), n);
        }
        Checked { value: Self { all, by_tag }, diagnostics }
    }

    /// The tags that pages name, each with which of the languages its pages are in.
    pub(crate) fn tags(&self) -> &BTreeMap<Box<str>, usize> {
        &self.by_tag
    }

    /// Which of the languages a page is in.
    pub(crate) fn of(&self, chronicle: &Chronicle, made: &Made) -> usize {
        let target = match *made {
            Made::Event(id) => Target::Event(id),
            Made::Actor(id) => Target::Actor(id),
            Made::Place(id) => Target::Place(id),
            Made::Page(id) => Target::Page(id),
            _ => return 0,
        };
        let tag = named_language(chronicle, target);
        tag.and_then(|tag| self.by_tag.get(tag)).copied().unwrap_or(0)
    }
}

/// The language that a thing's author named for it.
pub(crate) fn named_language(chronicle: &Chronicle, target: Target) -> Option<&str> {
    fn name(name: &Name) -> Option<&str> {
        name.own.as_ref()?.fields.language.as_deref()
    }
    match target {
        Target::Event(id) => chronicle.events[id].fields.language.as_deref(),
        Target::Page(id) => chronicle.pages[id].fields.language.as_deref(),
        Target::Actor(id) => name(&chronicle.actors[id]),
        Target::Place(id) => name(&chronicle.places[id]),
        // What a source says is in its language; our page about it is not.
        Target::Source(_) | Target::Tag(_) | Target::Outlet(_) => None,
    }
}

/// Each language that pages name and that is not the site's, with a place that names it.
fn named(chronicle: &Chronicle) -> BTreeMap<&str, (FileId, &Origin)> {
    let pages = chronicle.pages.values().iter().map(|it| (&it.fields.language, it.file, &it.fields.origin));
    let names = chronicle.actors.values().iter().chain(chronicle.places.values());
    let names = names.filter_map(|name| name.own.as_ref());
    let names = names.map(|own| (&own.fields.language, own.file, &own.fields.origin));
    let events = chronicle.events.values().iter().map(|it| (&it.fields.language, it.file, &it.fields.origin));
    let mut named = BTreeMap::new();
    for (language, file, origin) in pages.chain(names).chain(events) {
        if let Some(tag) =
            language.as_deref().filter(|tag| !tag.eq_ignore_ascii_case(&chronicle.config.language))
        {
            named.entry(tag).or_insert((file, origin));
        }
    }
    named
}

fn wordless(snapshot: &Snapshot, tag: &str, file: FileId, origin: &Origin) -> Diagnostic {
    let span = origin::span(snapshot, file, origin, &[Step::Key("language")]);
    let message = format!("the interface has no words in `{tag}`");
    Diagnostic::at(Code::MissingWords, file, span, message)
        .level(Level::Hint)
        .label("its pages have the site's words around their text")
        .help(format!("to have them in `{tag}`, add theme/words/{tag}.toml with the keys of en.toml"))
}

/// The attributes ` lang="…" dir="…"` of an element whose text is in another language than what
/// it stands in; nothing where it is in the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) struct Lang<'a> {
    language: Option<&'a str>,
    /// Whether the text is that language's in Latin letters.
    romanized: bool,
}

impl<'a> Lang<'a> {
    /// Of a text in `language` that stands in one in `around`.
    pub(crate) fn new(language: Option<&'a str>, around: &str) -> Self {
        let language = language.filter(|language| !language.eq_ignore_ascii_case(around));
        Self { language, romanized: false }
    }

    /// Of a text of `language` in Latin letters.
    pub(crate) fn romanized(language: Option<&'a str>) -> Self {
        Self { language, romanized: true }
    }

    /// The attributes, with a space before each.
    pub(crate) fn attributes(self) -> String {
        // A bibliography may have anything for a language.
        let Some(language) = self.language.filter(|tag| is_tag(tag)) else { return String::new() };
        if self.romanized {
            let language = language.split('-').next().unwrap_or(language);
            return format!(" lang=\"{language}-Latn\" dir=\"ltr\"");
        }
        format!(" lang=\"{language}\" dir=\"{}\"", direction(language))
    }
}

/// Whether a text could be a language tag.
fn is_tag(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

impl serde::Serialize for Lang<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.language {
            None => serializer.serialize_str(""),
            Some(_) => tera::Value::safe_string(&self.attributes()).serialize(serializer),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::render::fixture::{Built, build};

    fn site() -> Built {
        build(&[
            (
                "site.toml",
                "title = 'The site'\n[[navigation]]\ntitle = 'Sources'\nto = 'sources/index.html'\n",
            ),
            (
                "content/events/a.md",
                "---\ntitle: Подписано\ndate: 2010-03-18\nlanguage: ru\nactors: [Ann, oon]\nsources: [k]\n---\n\n\
                 Текст о [[b]] и [[oon]], см. [[c]].\n",
            ),
            (
                "content/events/b.md",
                "---\ntitle: It is signed\ndate: 2010-03-19\nactors: [oon]\n---\n\nSee [[a]].\n",
            ),
            ("content/events/c.md", "---\ntitle: وقع الاتفاق\ndate: 2010-03-20\nlanguage: ar\n---\n\nنص.\n"),
            ("content/events/d.md", "---\ntitle: Signum\ndate: 2010-03-21\nlanguage: la\n---\n"),
            ("content/events/e.md", "---\ntitle: Aliud\ndate: 2010-03-22\nlanguage: la\n---\n"),
            ("content/actors/oon.md", "---\ntitle: ООН\nlanguage: ru\n---\n\nОрганизация.\n"),
            (
                "content/all.md",
                "---\nlanguage: ru\ntitle: Всё\n---\n\n## Глава {#g date=2010-04}\n\nТекст.\n",
            ),
            (
                "content/sources/s.yaml",
                "k: {outlet: Коммерсантъ, title: Заголовок, romanized-title: Zagolovok, translated-title: Headline, language: ru}\n",
            ),
        ])
    }

    #[test]
    fn a_page_has_the_words_of_its_language_around_it() {
        let built = site();
        let page = built.page("events/a.html");
        assert!(page.contains("<html lang=\"ru\" dir=\"ltr\""));
        assert!(page.contains("19 марта 2010"), "{page}");
        assert!(page.contains(">Источники<"), "{page}");
        assert!(page.contains("<h1>Подписано</h1>"), "its own language needs no name");
        assert!(page.contains("<meta property=\"og:locale\" content=\"ru_RU\">"));
        let page = built.page("events/c.html");
        assert!(page.contains("<html lang=\"ar\" dir=\"rtl\""));
        assert!(page.contains("<p class=\"site\" lang=\"en\" dir=\"ltr\">"), "{page}");
        assert!(page.contains("lang=\"en\" dir=\"ltr\">Sources</a>"), "{page}");
        for path in ["actors/oon.html", "all.html", "events/g.html"] {
            assert!(built.page(path).contains("<html lang=\"ru\" dir=\"ltr\""), "{path}");
        }
        for path in ["index.html", "sources/k.html", "events/b.html", "events/d.html", "actors/ann.html"] {
            assert!(built.page(path).contains("<html lang=\"en\" dir=\"ltr\""), "{path}");
        }
    }

    #[test]
    fn what_is_in_another_language_says_so() {
        let built = site();
        let has = |path: &str, text: &str| {
            assert!(built.page(path).contains(text), "{path}: {text}\n{}", built.page(path));
        };
        has("events/a.html", "<a class=\"mention\" href=\"b.html\" lang=\"en\" dir=\"ltr\">It is signed</a>");
        has("events/a.html", "<a class=\"mention\" href=\"../actors/oon.html\">ООН</a>");
        has("events/a.html", "<a class=\"mention\" href=\"c.html\" lang=\"ar\" dir=\"rtl\">");
        has("events/a.html", "<a href=\"../actors/oon.html\">ООН</a>");
        has("events/a.html", "<a href=\"../actors/ann.html\" lang=\"en\" dir=\"ltr\">Ann</a>");
        has(
            "events/a.html",
            "<cite>Заголовок</cite> <i lang=\"ru-Latn\" dir=\"ltr\">Zagolovok</i> <span lang=\"en\" dir=\"ltr\">(Headline)</span>",
        );
        has("events/b.html", "<a class=\"mention\" href=\"a.html\" lang=\"ru\" dir=\"ltr\">Подписано</a>");
        has("events/b.html", "<a href=\"../actors/oon.html\" lang=\"ru\" dir=\"ltr\">ООН</a>");
        has("events/b.html", "<a rel=\"next\" href=\"c.html\" lang=\"ar\" dir=\"rtl\">");
        has("events/d.html", "<h1 lang=\"la\" dir=\"ltr\">Signum</h1>");
        has("index.html", "<h3 lang=\"ar\" dir=\"rtl\"><a href=\"events/c.html\">");
        has("actors/index.html", "<a href=\"oon.html\" lang=\"ru\" dir=\"ltr\">ООН</a>");
        has(
            "sources/index.html",
            "<cite lang=\"ru\" dir=\"ltr\">Заголовок</cite> <i lang=\"ru-Latn\" dir=\"ltr\">Zagolovok</i> <span>(Headline)</span>",
        );
        has("sources/k.html", "<h3 lang=\"ru\" dir=\"ltr\"><a href=\"../events/a.html\">");
    }

    #[test]
    fn a_language_without_words_is_told_once_where_it_is_named() {
        let built = site();
        assert_eq!(built.said(), "missing-words: the interface has no words in `la`\n");
        let said = &built.diagnostics[0];
        assert_eq!(said.level, crate::base::diagnostic::Level::Hint);
        assert!(said.place.is_some());
    }

    #[test]
    fn a_bibliographys_language_may_be_anything() {
        let built = build(&[
            ("content/events/a.md", "---\ntitle: T\ndate: 2010\nsources: [k]\n---\n"),
            ("content/sources/s.yaml", "k: {outlet: X, title: Y, language: 'x\" onclick=\"y'}\n"),
        ]);
        assert!(built.files.values().all(|page| !page.contains("onclick=\"")));
    }
}
