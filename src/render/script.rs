//! What the theme's scripts load when a reader asks for it: classic scripts that give data, since
//! nothing else loads from a disk.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::render::tongue::Tongues;

/// The words that scripts use: those whose key begins so, and these.
const SPOKEN: [&str; 4] = ["keys_", "filter_", "search_", "status_"];
const SPOKEN_TOO: [&str; 13] = [
    "accounts",
    "actors",
    "actors_title",
    "chronology",
    "events_title",
    "outlet",
    "outlets_title",
    "places",
    "places_title",
    "sources_title",
    "tags",
    "tags_title",
    "undated",
];

/// What scripts load.
#[derive(Serialize)]
struct Spoken<'a> {
    /// Which of `all` the pages of a tag speak; the others speak the first.
    tags: &'a BTreeMap<Box<str>, usize>,
    /// The words by their keys, in each language of the site.
    all: Vec<BTreeMap<&'a str, &'a str>>,
}

/// `theme/words.js`: the words of the interface that scripts use, by their keys.
pub(crate) fn words(tongues: &Tongues) -> String {
    let spoken = |key: &str| SPOKEN.iter().any(|begins| key.starts_with(begins)) || SPOKEN_TOO.contains(&key);
    let words = tongues.all.iter().map(|(_, ui)| {
        let mut all = ui.all();
        all.retain(|key, _| spoken(key));
        all
    });
    let spoken = Spoken { tags: tongues.tags(), all: words.collect() };
    // JavaScript takes all of JSON (ECMA-262, since its tenth edition).
    format!("dateline.give({});\n", serde_json::to_string(&spoken).expect("texts by texts are JSON"))
}

#[cfg(test)]
mod tests {
    use crate::render::fixture::build;

    #[test]
    fn scripts_have_the_words_of_each_language_of_the_site() {
        let built = build(&[
            ("site.toml", "language = \"ru\"\n"),
            ("content/events/a.md", "---\ntitle: A\ndate: 2010\nlanguage: de\n---\n"),
        ]);
        let words = built.page("theme/words.js");
        let json = words.strip_prefix("dateline.give(").and_then(|rest| rest.strip_suffix(");\n")).unwrap();
        let words: serde_json::Value = serde_json::from_str(json).unwrap();
        assert_eq!(words["all"][0]["keys_close"], "Закрыть");
        assert_eq!(words["all"][0]["outlet"], "Издание");
        assert_eq!(words["all"][0].get("skip"), None, "pages have that themselves");
        assert_eq!(words["tags"]["de"], 1);
        assert_eq!(words["all"][1]["keys_close"], "Schließen");
    }
}
