//! The page of an outlet.

use serde::Serialize;

use crate::base::arena::Id;
use crate::chronicle::model::Outlet;
use crate::chronicle::paths;
use crate::render::link::Folder;
use crate::render::lookup::Lookup;
use crate::render::view::LinkView;
use crate::render::view::index::{SourceItemView, published_key, sources};

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
    /// The free map of its fields; `null` where `outlets.yaml` does not have it.
    extra: Option<&'a serde_json::Map<String, serde_json::Value>>,
}

/// The view of an outlet.
pub(crate) fn outlet<'a>(site: &'a Lookup<'a>, folder: Folder<'_>, id: Id<Outlet>) -> OutletView<'a> {
    let outlet = &site.chronicle.outlets[id];
    let own = outlet.own.as_deref();
    let mut all = outlet.sources.clone();
    all.sort_by_cached_key(|&id| published_key(site.chronicle, id));
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
        sources: sources(site, folder, &all),
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
}
