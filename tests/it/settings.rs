//! `site.toml`, whatever stands in it.

use dateline::base::span::FileId;
use dateline::config::read::read;
use dateline::config::settings::SETTINGS;
use proptest::prelude::{Strategy, any, prop_oneof};
use proptest::proptest;

/// Texts that are nearly TOML.
fn nearly_toml() -> impl Strategy<Value = String> {
    let names: Vec<_> = SETTINGS.iter().map(|setting| setting.name).collect();
    let piece = prop_oneof![
        proptest::sample::select(names).prop_map(str::to_owned),
        proptest::sample::select(vec![
            " = ",
            "\n",
            "\r\n",
            "[",
            "]",
            "[[",
            "]]",
            "{",
            "}",
            "\"",
            "'",
            "\"\"\"",
            ",",
            ".",
            "#",
            "true",
            "1e999",
            "nan",
            "0x1F",
            "-1",
            "2010-03-18",
            "2010-13-40",
            "\\u0000",
            "\\",
            "é",
            "日",
            "\u{feff}",
            "\u{1b}",
            "Europe/Moskow",
            "https://",
            "en-US",
            "to",
            "title",
            "=",
            "[[navigation]]\n",
            "[extra]\n",
        ])
        .prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn no_text_brings_the_reader_down(text in nearly_toml()) {
        for diagnostic in read(&text, FileId(0)).diagnostics {
            let mut places = vec![diagnostic.place.expect("each fault has a place")];
            places.extend(diagnostic.related.iter().map(|(place, _)| *place));
            for place in places {
                assert!(text.get(place.span.range()).is_some(), "{:?} in {text:?}: {diagnostic:?}", place.span);
            }
            assert!(!diagnostic.message.is_empty() && !diagnostic.message.ends_with('.'));
        }
    }

    #[test]
    fn a_value_that_is_wrong_leaves_the_others(title in "[a-z]{1,9}", wrong in "[0-9]{1,9}") {
        let config = read(&format!("language = {wrong}\ntitle = \"{title}\"\n"), FileId(0));
        assert_eq!(&*config.value.title, title);
        assert_eq!(config.diagnostics.len(), 1);
    }
}
