//! That each language says all that English says.

use std::collections::{BTreeMap, BTreeSet};

use dateline::words::Words;
use icu_locale::Locale;
use icu_plurals::{PluralCategory, PluralRuleType, PluralRules};

use crate::wording::LANGUAGES;

fn text(language: &str) -> String {
    let path = format!("{}/theme/words/{language}.toml", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn interface(language: &str) -> toml::Table {
    let table: toml::Table = toml::from_str(&text(language)).unwrap();
    table["ui"].as_table().unwrap().clone()
}

/// The forms of a text, each under CLDR's name; a text without a number has only `other`.
fn forms(value: &toml::Value) -> BTreeMap<String, String> {
    match value {
        toml::Value::String(text) => BTreeMap::from([("other".to_owned(), text.clone())]),
        value => {
            let table = value.as_table().unwrap();
            table.iter().map(|(form, text)| (form.clone(), text.as_str().unwrap().to_owned())).collect()
        }
    }
}

/// What stands in braces in a text.
fn holes(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).map(|rest| rest.split_once('}').expect("a brace is closed").0).collect()
}

/// The plural forms that CLDR has for a language.
fn categories(language: &str) -> BTreeSet<String> {
    let locale: Locale = language.parse().unwrap();
    let rules = PluralRules::try_new(locale.into(), PluralRuleType::Cardinal.into()).unwrap();
    let name = |category| match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    };
    rules.categories().map(|category| name(category).to_owned()).collect()
}

#[test]
fn every_language_has_every_key_and_nothing_strange() {
    let english = Words::parse(&text("en"), None).unwrap().words;
    for language in LANGUAGES {
        let read = Words::parse(&text(language), Some(&english)).unwrap();
        let missing: Vec<_> = read.missing.iter().filter(|key| key.starts_with("ui.")).collect();
        assert_eq!(missing, [""; 0], "{language}");
        assert_eq!(read.strange, [""; 0], "{language}");
    }
}

#[test]
fn every_text_has_its_placeholders() {
    let english = interface("en");
    for language in LANGUAGES {
        for (key, value) in interface(language) {
            let expected = forms(&english[&key]);
            let expected = holes(&expected["other"]);
            let texts = forms(&value);
            for (form, text) in &texts {
                // What joins words brings its own spaces.
                let joins = key.starts_with("join_") || key == "colon";
                assert!(
                    !text.is_empty() && (joins || text.trim() == text),
                    "{language}: {key}.{form}: {text:?}"
                );
                // Where the form is for one number only, a word may say it: `حدثان`.
                let said = matches!(form.as_str(), "zero" | "one" | "two") && !holes(text).contains("n");
                let mut found = holes(text);
                if said && expected.contains("n") {
                    found.insert("n");
                }
                assert_eq!(found, expected, "{language}: {key}.{form}");
            }
        }
    }
}

#[test]
fn every_number_has_the_forms_of_its_language() {
    let english = interface("en");
    for language in LANGUAGES {
        let categories = categories(language);
        for (key, value) in interface(language) {
            let counted = english[&key].is_table();
            assert_eq!(value.is_table(), counted, "{language}: {key}");
            if counted {
                let forms: BTreeSet<String> = forms(&value).into_keys().collect();
                assert_eq!(forms, categories, "{language}: {key}");
            }
        }
    }
}

#[test]
fn no_two_numbers_are_told_alike() {
    for language in LANGUAGES {
        let words = Words::parse(&text(language), None).unwrap().words;
        for (key, _) in interface(language).iter().filter(|(_, value)| value.is_table()) {
            let mut said: BTreeMap<String, usize> = BTreeMap::new();
            for n in 0..=200 {
                if let Some(before) = said.insert(words.count(key, n), n) {
                    panic!("{language}: {key} says the same of {before} and {n}");
                }
            }
        }
    }
}
