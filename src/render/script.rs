//! What the theme's scripts load when a reader asks for it: classic scripts that give data, since
//! nothing else loads from a disk.

use std::collections::BTreeMap;

use crate::render::ui::Ui;

/// The words that scripts use: those whose key begins so, and these.
const SPOKEN: [&str; 3] = ["keys_", "filter_", "search_"];
const SPOKEN_TOO: [&str; 12] = [
    "accounts",
    "actors",
    "actors_title",
    "chronology",
    "events_title",
    "outlet",
    "places",
    "places_title",
    "sources_title",
    "tags",
    "tags_title",
    "undated",
];

/// `theme/words.js`: the words of the interface that scripts use, by their keys.
pub(crate) fn words(ui: &Ui) -> String {
    let mut all = ui.all();
    all.retain(|key, _| SPOKEN.iter().any(|begins| key.starts_with(begins)) || SPOKEN_TOO.contains(key));
    format!("dateline.give({});\n", json(&all))
}

/// As JavaScript, which takes all of JSON (ECMA-262, since its tenth edition).
fn json(all: &BTreeMap<&str, &str>) -> String {
    serde_json::to_string(all).expect("texts by texts are JSON")
}

#[cfg(test)]
mod tests {
    use crate::render::fixture::build;

    #[test]
    fn scripts_have_the_words_of_the_sites_language() {
        let built = build(&[
            ("site.toml", "language = \"ru\"\n"),
            ("content/events/a.md", "---\ntitle: A\ndate: 2010\n---\n"),
        ]);
        let words = built.page("theme/words.js");
        let json = words.strip_prefix("dateline.give(").and_then(|rest| rest.strip_suffix(");\n")).unwrap();
        let words: std::collections::BTreeMap<String, String> = serde_json::from_str(json).unwrap();
        assert_eq!(words["keys_close"], "Закрыть");
        assert_eq!(words["outlet"], "Издание");
        assert!(!words.contains_key("skip"), "pages have that themselves");
    }
}
