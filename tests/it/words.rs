//! That each language says all that English says.

use std::collections::{BTreeMap, BTreeSet};

use dateline::syntax::locator::split;
use dateline::syntax::locator::terms::LocatorTerms;
use dateline::words::Words;
use icu_locale::Locale;
use icu_plurals::{PluralCategory, PluralRuleType, PluralRules};

use crate::wording::LANGUAGES;

fn text(language: &str) -> String {
    let path = format!("{}/theme/words/{language}.toml", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn interface(language: &str) -> toml::Table {
    section(language, "ui")
}

fn section(language: &str, name: &str) -> toml::Table {
    let table: toml::Table = toml::from_str(&text(language)).unwrap();
    table[name].as_table().unwrap().clone()
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
fn categories(language: &str, kind: PluralRuleType) -> BTreeSet<String> {
    let locale: Locale = language.parse().unwrap();
    let rules = PluralRules::try_new(locale.into(), kind.into()).unwrap();
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
        let categories = categories(language, PluralRuleType::Cardinal);
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
fn every_number_in_a_date_has_the_forms_of_its_language() {
    let counted =
        ["days-later", "days-earlier", "up-to-later", "up-to-earlier", "between-later", "between-earlier"];
    for language in LANGUAGES {
        let cardinal = categories(language, PluralRuleType::Cardinal);
        let ordinal = categories(language, PluralRuleType::Ordinal);
        let dates = section(language, "dates");
        for (key, value) in dates.iter().filter(|(_, value)| value.is_table()) {
            let expected = if counted.contains(&key.as_str()) { &cardinal } else { &ordinal };
            assert_eq!(&forms(value).into_keys().collect::<BTreeSet<_>>(), expected, "{language}: {key}");
        }
        // Elsewhere a noun may be the same after every number.
        for key in counted.iter().filter(|_| ["ru", "uk", "ar", "en"].contains(&language)) {
            assert!(dates[*key].is_table(), "{language}: {key}");
        }
    }
    assert_eq!(categories("ar", PluralRuleType::Cardinal).len(), 6);
    assert_eq!(categories("uk", PluralRuleType::Cardinal).len(), 4);
}

#[test]
fn a_place_in_a_source_is_read_as_it_is_shown() {
    for language in LANGUAGES {
        let words = Words::parse(&text(language), None).unwrap().words;
        let terms = LocatorTerms::of([language]);
        let shown =
            |label: &str| words.with(&format!("locator_{}", label.replace('-', "_")), &[("value", "5")]);
        let several = words.with("locator_pages", &[("value", "5–7")]);
        let (place, rest) = split(&format!(", {several}"), &terms);
        let place = place.unwrap_or_else(|| panic!("{language}: {several} is no place"));
        assert_eq!((&*place.0, &*place.1, &*rest), ("page", "5–7", ""), "{language}: {several}");
        for key in words.keys().filter_map(|key| key.strip_prefix("locator_")).filter(|key| *key != "pages") {
            // Quoted words, what is told by its form alone, and what English has no term for.
            if ["sub_verbo", "timestamp", "version"].contains(&key) {
                continue;
            }
            let text = shown(key);
            let (place, rest) = split(&format!(", {text}"), &terms);
            let (label, value) = place.unwrap_or_else(|| panic!("{language}: {key}: {text} is no place"));
            assert_eq!((shown(&label), &*value, &*rest), (text, "5", ""), "{language}: {key}: {label}");
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
