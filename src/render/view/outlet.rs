//! The page of an outlet.

use serde::Serialize;

use crate::base::arena::Id;
use crate::chronicle::model::{Outlet, Target};
use crate::chronicle::paths;
use crate::render::link::Folder;
use crate::render::lookup::Lookup;
use crate::render::names::published;
use crate::render::view::LinkView;
use crate::render::view::index::{SourceItemView, sources};
use crate::render::view::paging::PagingView;

/// `outlet`: who published sources, with all that is drawn from it.
#[derive(Debug, Hash, Serialize)]
pub(crate) struct OutletView<'a> {
    /// Its id.
    id: &'a str,
    /// Its name.
    title: &'a str,
    /// The list of all outlets.
    all: LinkView<'a>,
    /// Its other names.
    aliases: &'a [Box<str>],
    /// Who owns it.
    owner: Option<&'a str>,
    /// Where it is at home.
    country: Option<&'a str>,
    /// Its language, a BCP 47 tag.
    language: Option<&'a str>,
    /// Whether it is a news agency.
    wire: bool,
    /// The editor's grade of it.
    reliability: Option<&'a str>,
    /// Its own site.
    url: Option<&'a str>,
    /// The editor's remark.
    note: Option<&'a str>,
    /// How many sources are from it, in words.
    count: String,
    /// Those, in order of publication, those without a date last.
    sources: Vec<SourceItemView<'a>>,
    /// The way about the parts of the page, where it has several: all but the sources is the same on
    /// each.
    paging: PagingView<'a>,
    /// The free map of its fields; `null` where `outlets.yaml` does not have it.
    extra: Option<&'a serde_json::Map<String, serde_json::Value>>,
}

/// The view of an outlet: of the `n`th part of its page, from 0.
pub(crate) fn outlet<'a>(
    site: &'a Lookup<'a>,
    folder: Folder<'_>,
    id: Id<Outlet>,
    n: usize,
) -> OutletView<'a> {
    let outlet = &site.chronicle.outlets[id];
    let own = outlet.own.as_deref();
    let all = published(site.chronicle, id);
    let target = Target::Outlet(id);
    let part = site.laid.lists.parted.range(target, n).unwrap_or(0..all.len());
    OutletView {
        id: &outlet.id,
        title: &outlet.title,
        all: LinkView::new(site.words.get("outlets_title"), folder.link(paths::OUTLETS)),
        aliases: own.map_or(&[], |own| &own.aliases),
        owner: own.and_then(|own| own.owner.as_deref()),
        country: own.and_then(|own| own.country.as_deref()),
        language: own.and_then(|own| own.language.as_deref()),
        wire: own.is_some_and(|own| own.wire),
        reliability: own.and_then(|own| own.reliability.as_deref()),
        url: own.and_then(|own| own.url.as_deref()),
        note: own.and_then(|own| own.note.as_deref()),
        count: site.words.count("sources", all.len()),
        sources: sources(site, folder, &all[part]),
        paging: PagingView::of_parts(folder, site.part_names.get(&target).map_or(&[], |it| it), n),
        extra: own.map(|own| &own.extra),
    }
}

#[cfg(test)]
mod tests {
    use crate::render::fixture::build;

    #[test]
    fn an_outlet_is_found_by_any_of_its_names_and_has_all_that_is_from_it() {
        let built = build(&[
            (
                "content/outlets.yaml",
                "wire:\n  name: Strait Wire\n  owner: The Council\n  aliases: [STW, Agence du Détroit]\n  wire: true\nnone:\n  name: Nobody\n",
            ),
            (
                "content/sources/s.yaml",
                "a:\n  outlet: stw\n  published: 2010\nb:\n  outlet: AGENCE DU DE\u{301}TROIT\n  title: B\nc:\n  outlet: The Post\n",
            ),
            ("content/events/e.md", "---\ntitle: E\ndate: 2010\nsources: [a, b, c]\n---\n"),
        ]);
        let wire = built.page("outlets/wire.html");
        for part in
            ["<h1>Strait Wire</h1>", "The Council", "../sources/a.html", "../sources/b.html", "2 sources"]
        {
            assert!(wire.contains(part), "{part}\n{wire}");
        }
        assert!(!wire.contains("../sources/c.html"));
        assert!(built.page("outlets/the-post.html").contains("../sources/c.html"));
        assert!(built.page("outlets/index.html").contains("href=\"the-post.html\""));
        assert!(built.page("sources/b.html").contains("<a href=\"../outlets/wire.html\">Strait Wire</a>"));
        assert!(built.page("sources/index.html").contains("../outlets/index.html"));
    }

    const SOURCES: (&str, &str) = (
        "content/sources/s.yaml",
        "a:\n  outlet: STW\n  title: A headline\n  published: 2010\nb:\n  outlet: stw\n  published: 2010-03-18\nc:\n  outlet: The Post\n",
    );
    const OUTLETS: (&str, &str) = (
        "content/outlets.yaml",
        "wire:\n  name: Strait Wire\n  owner: The Council\n  aliases: [STW]\n  wire: true\n  reliability: careful\n",
    );

    #[test]
    fn a_card_leads_to_the_outlet_and_to_the_source_and_names_the_owner() {
        let event = "---\ntitle: E\ndate: 2010\n---\n\nSo [@a; @b; @c].\n";
        let built = build(&[OUTLETS, SOURCES, ("content/events/e.md", event)]);
        let page = built.page("events/e.html");
        let card = |n: usize| {
            let from = page.find(&format!("<li class=\"card\" id=\"ref-{n}\"")).expect("a card");
            &page[from..from + page[from..].find("</li>").expect("its end")]
        };
        let outlet = "<a class=\"outlet\" href=\"../outlets/wire.html\">";
        for part in [
            outlet,
            "<a href=\"../sources/a.html\"><cite>A headline</cite></a>",
            "A news agency · Owner: The Council",
        ] {
            assert!(card(1).contains(part), "{part}\n{}", card(1));
        }
        // What has no headline leads to its page all the same.
        let unknown = |key: &str| format!("<a href=\"../sources/{key}.html\"><span class=\"unknown\">");
        assert!(card(2).contains(outlet) && card(2).contains(&unknown("b")), "{}", card(2));
        assert!(
            card(3).contains("../outlets/the-post.html") && card(3).contains(&unknown("c")),
            "{}",
            card(3)
        );
        assert!(built.page("outlets/wire.html").contains("careful"));
    }

    #[test]
    fn a_mention_leads_to_an_outlet_where_nothing_else_is_called_that() {
        let event = "---\ntitle: E\ndate: 2010\nactors: [The Post]\n---\n\nBy [[stw]], [[Strait Wire|the agency]], [[the post]] \
                     and [[outlet:The Post]] [@a; @b; @c].\n";
        let built = build(&[OUTLETS, SOURCES, ("content/events/e.md", event)]);
        assert_eq!(built.said(), "");
        for link in [
            "<a class=\"mention\" href=\"../outlets/wire.html\">Strait Wire</a>",
            "<a class=\"mention\" href=\"../outlets/wire.html\">the agency</a>",
            "<a class=\"mention\" href=\"../actors/the-post.html\">The Post</a>",
            "<a class=\"mention\" href=\"../outlets/the-post.html\">The Post</a>",
        ] {
            assert!(built.page("events/e.html").contains(link), "{link}\n{}", built.page("events/e.html"));
        }
    }

    #[test]
    fn many_outlets_stand_by_letter_and_an_outlet_with_many_sources_on_several_pages() {
        let mut sources = String::new();
        for n in 0..1500 {
            let outlet = if n % 3 == 0 {
                "The Gazette".to_owned()
            } else {
                format!("{} Paper {n}", ["Alpha", "Beta"][n % 2])
            };
            sources.push_str(&format!(
                "s{n}:\n  outlet: {outlet}\n  published: {}\n  title: {}\n",
                1500 + n % 500,
                "A long headline of a report that says much of what happened. ".repeat(4)
            ));
        }
        let built = build(&[("content/sources/s.yaml", &sources)]);
        let index = built.page("outlets/index.html");
        assert!(index.contains("letters/a.html") && index.contains("letters/b.html"), "{index}");
        assert!(index.contains("href=\"the-gazette.html\""), "the one with most sources stands first");
        let letters = built.files.iter().filter(|(path, _)| path.starts_with("outlets/letters/a"));
        let listed: usize = letters.map(|(_, page)| page.matches("alpha-paper-").count()).sum();
        assert_eq!(listed, 500);
        let pages: Vec<_> =
            built.files.keys().filter(|path| path.starts_with("outlets/the-gazette")).collect();
        assert!(pages.len() > 1, "{pages:?}");
        let listed: usize =
            pages.iter().map(|path| built.page(path).matches("class=\"rest-date\"").count()).sum();
        assert_eq!(listed, 500);
        for path in pages {
            assert!(built.page(path).contains("The Gazette"), "{path}");
        }
    }
}
