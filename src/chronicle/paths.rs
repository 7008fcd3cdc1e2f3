//! Where things are published, and the pages that the program makes by itself.

use rustc_hash::FxHashMap;

use crate::base::path::OutPath;
use crate::chronicle::slug::slug;

/// The home page.
pub const HOME: &str = "index.html";
/// The list of all sources.
pub const SOURCES: &str = "sources/index.html";
/// The list of all actors.
pub const ACTORS: &str = "actors/index.html";
/// The list of all places.
pub const PLACES: &str = "places/index.html";
/// The list of all tags.
pub const TAGS: &str = "tags/index.html";
/// The list of all outlets.
pub const OUTLETS: &str = "outlets/index.html";
/// The list of years.
pub const YEARS: &str = "years/index.html";
/// The events in the order in which they became known.
pub const REPORTED: &str = "reported.html";
/// The evidence of the whole chronicle.
pub const EVIDENCE: &str = "evidence.html";
/// The timeline: lanes of all, by what comes first of actors, places, tags and outlets.
pub const TIMELINE: &str = "timeline.html";
/// The lanes of all by actor, where other lanes come first; by place, by tag, by outlet.
pub const TIMELINE_BY: [&str; 4] =
    ["timeline/actors.html", "timeline/places.html", "timeline/tags.html", "timeline/outlets.html"];
/// The Atom feed.
pub const FEED: &str = "feed.xml";
/// The RSS feed; only where the site has an address.
pub const RSS: &str = "rss.xml";
/// The feed as JSON.
pub const JSON_FEED: &str = "feed.json";
/// The whole chronicle as JSON.
pub const JSON: &str = "chronicle.json";
/// The JSON Schema of that.
pub const SCHEMA: &str = "chronicle.schema.json";
/// The events as a table.
pub const EVENT_TABLE: &str = "events.csv";
/// The sources as a table.
pub const SOURCE_TABLE: &str = "sources.csv";
/// What a calendar can say of the events.
pub const CALENDAR: &str = "events.ics";
/// The sources for BibLaTeX.
pub const BIBLATEX: &str = "sources.bib";
/// The sources for the older BibTeX.
pub const BIBTEX: &str = "sources-bibtex.bib";
/// The sources as RIS.
pub const RIS: &str = "sources.ris";
/// The sources as CSL-JSON.
pub const CSL_JSON: &str = "sources.csl.json";
/// What each of these files could not say.
pub const EXPORTS: &str = "exports.json";
/// The search.
pub const SEARCH: &str = "search.html";
/// What a host shows in the place of a page that is not there.
pub const NOT_FOUND: &str = "404.html";
/// The list of pages for search engines.
pub const SITEMAP: &str = "sitemap.xml";
/// What search engines may read.
pub const ROBOTS: &str = "robots.txt";
/// What some hosts read about the pages that they serve.
pub const HEADERS: &str = "_headers";
/// The looks that `site.toml` sets.
pub const LOOKS: &str = "theme/site.css";
/// The list of all that a build wrote.
pub const MANIFEST: &str = "site-manifest.json";

/// Every path that the program may make whatever the content is. Links may lead to them.
pub const ALWAYS: &[&str] = &[
    HOME,
    SOURCES,
    ACTORS,
    PLACES,
    TAGS,
    OUTLETS,
    YEARS,
    REPORTED,
    SEARCH,
    EVIDENCE,
    TIMELINE,
    TIMELINE_BY[0],
    TIMELINE_BY[1],
    TIMELINE_BY[2],
    TIMELINE_BY[3],
    FEED,
    RSS,
    JSON_FEED,
    JSON,
    SCHEMA,
    EVENT_TABLE,
    SOURCE_TABLE,
    CALENDAR,
    BIBLATEX,
    BIBTEX,
    RIS,
    CSL_JSON,
    EXPORTS,
    NOT_FOUND,
    SITEMAP,
    ROBOTS,
    HEADERS,
    MANIFEST,
    LOOKS,
];

/// The page of a year, by its astronomical number; of what has no date where `None`.
pub fn year(year: Option<i64>) -> OutPath {
    of_year("years", year, "undated")
}

/// The page of what was first reported in a year; of what has no known report where `None`.
pub fn reported(year: Option<i64>) -> OutPath {
    of_year("reported", year, "unknown")
}

fn of_year(folder: &str, year: Option<i64>, without: &str) -> OutPath {
    let name = match year {
        Some(year) if year < 0 => format!("-{:04}", year.unsigned_abs()),
        Some(year) => format!("{year:04}"),
        None => without.to_owned(),
    };
    OutPath::new(&format!("{folder}/{name}.html")).expect("digits, a sign and plain words make a path")
}

/// The page of a stretch of the timeline, by a name of digits and signs.
pub fn timeline(name: &str) -> OutPath {
    OutPath::new(&format!("timeline/{name}.html")).expect("digits and signs make a path")
}

/// The path of a constant of this module.
pub fn fixed(path: &str) -> OutPath {
    OutPath::new(path).expect("the program's own paths can be published")
}

/// Gives pages their paths: `folder/ID.html`, each different also where case is ignored.
#[derive(Debug)]
pub(crate) struct Namer {
    folder: &'static str,
    taken: FxHashMap<String, u32>,
}

impl Namer {
    pub(crate) fn new(folder: &'static str) -> Self {
        // The folder's own page is the program's.
        Self { folder, taken: FxHashMap::from_iter([("index".to_owned(), 1)]) }
    }

    /// The path for what has this id or key. Those that come to the same path are counted.
    pub(crate) fn path(&mut self, id: &str) -> OutPath {
        let folder = self.folder;
        let path = |stem: &str| OutPath::new(&format!("{folder}/{stem}.html"));
        let stem = self.free(short(slug(id)));
        // Some systems reserve a name such as `aux`, whatever its suffix.
        path(&stem).unwrap_or_else(|_| {
            let other = self.free(format!("{stem}-1"));
            path(&other).expect("a slug that is not reserved makes a path")
        })
    }

    fn free(&mut self, stem: String) -> String {
        let Some(&count) = self.taken.get(&stem) else {
            self.taken.insert(stem.clone(), 1);
            return stem;
        };
        let mut next = count + 1;
        while self.taken.contains_key(&format!("{stem}-{next}")) {
            next += 1;
        }
        self.taken.insert(stem.clone(), next);
        let other = format!("{stem}-{next}");
        self.taken.insert(other.clone(), 1);
        other
    }
}

/// A slug as a file's name, not too long.
fn short(mut slug: String) -> String {
    const LONGEST: usize = 180;
    if slug.len() > LONGEST {
        let mut end = LONGEST;
        while !slug.is_char_boundary(end) {
            end -= 1;
        }
        slug.truncate(end);
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::{ALWAYS, Namer, fixed};
    use proptest::prelude::{any, proptest};

    #[test]
    fn paths_are_safe_and_differ() {
        let mut namer = Namer::new("sources");
        let mut path = |id: &str| namer.path(id).to_string();
        assert_eq!(path("Kommersant:2010/03"), "sources/kommersant-2010-03.html");
        assert_eq!(path("kommersant-2010-03"), "sources/kommersant-2010-03-2.html");
        assert_eq!(path("kommersant-2010-03-2"), "sources/kommersant-2010-03-2-2.html");
        assert_eq!(path("KOMMERSANT.2010.03"), "sources/kommersant-2010-03-3.html");
        assert_eq!(path("index"), "sources/index-2.html");
        assert_eq!(path("../../etc/passwd"), "sources/etc-passwd.html");
        assert_eq!(path("aux"), "sources/aux-1.html");
        assert_eq!(path(&"щ".repeat(400)), format!("sources/{}.html", "щ".repeat(90)));
    }

    #[test]
    fn the_programs_own_paths_can_be_published() {
        for path in ALWAYS {
            fixed(path);
        }
        assert_eq!(super::year(Some(-43)).as_str(), "years/-0043.html");
    }

    proptest! {
        #[test]
        fn no_two_are_alike(ids in proptest::collection::vec("[aAéÉ:/ .-]{0,4}|con|nul", 0..40)) {
            let mut namer = Namer::new("tags");
            let mut paths: Vec<_> = ids.iter().map(|id| namer.path(id).folded()).collect();
            paths.sort();
            paths.dedup();
            assert_eq!(paths.len(), ids.len());
        }

        #[test]
        fn whatever_the_id_is(id in any::<String>()) {
            Namer::new("tags").path(&id);
        }
    }
}
