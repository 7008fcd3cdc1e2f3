//! The words of the interface in one language: a file of `theme/words/`.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use icu_locale::Locale;
use icu_plurals::{PluralCategory, PluralRuleType, PluralRules};

use crate::dates::wording::text::{Text, fill, holes};
use crate::dates::wording::words::DateWords;

/// The words of the interface in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The BCP 47 tag that they are in: `language` in the file.
    pub language: Box<str>,
    /// The words for dates: `[dates]`.
    pub dates: DateWords,
    /// The words for all else: `[ui]`. Those of the fallback where this language has none.
    ui: BTreeMap<String, Text>,
    /// The keys of `[ui]` that are the fallback's, with its language.
    borrowed: BTreeMap<String, Box<str>>,
}

/// Why a file of words cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadWords {
    /// The bytes that are wrong; the whole file where empty.
    pub at: Range<usize>,
    /// What is wrong with them.
    pub reason: String,
}

impl fmt::Display for BadWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)
    }
}

/// What was read, and what is to be said about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// The words, complete with those of the fallback.
    pub words: Words,
    /// The keys that the file has not, and the fallback has: `dates.by`, `ui.sources`.
    pub missing: Vec<String>,
    /// The keys that the file has and nothing reads, and braces that nothing fills.
    pub strange: Vec<String>,
}

impl Words {
    /// Reads a file of words. What it has not is taken from `fallback`.
    ///
    /// # Errors
    /// TOML's syntax, or a text that is neither a string nor a table of plural forms.
    pub fn parse(text: &str, fallback: Option<&Self>) -> Result<Read, BadWords> {
        let bad = |reason: &str| BadWords { at: 0..0, reason: reason.to_owned() };
        let table: toml::Table = toml::from_str(text).map_err(|error| BadWords {
            at: error.span().unwrap_or_default(),
            reason: error.message().to_owned(),
        })?;
        let language = table.get("language").and_then(toml::Value::as_str);
        let language = language.ok_or_else(|| bad("`language` is missing"))?;
        let dates = table.get("dates").and_then(toml::Value::as_table);
        let locale = dates.and_then(|dates| dates.get("locale")).and_then(toml::Value::as_str);
        let dates = dates.map_or(Ok(BTreeMap::new()), |dates| texts("dates", dates))?;
        let ui = table.get("ui").and_then(toml::Value::as_table);
        let mut ui = ui.map_or(Ok(BTreeMap::new()), |ui| texts("ui", ui))?;

        let known = ["language", "dates", "ui"];
        let mut strange: Vec<String> =
            table.keys().filter(|key| !known.contains(&key.as_str())).cloned().collect();
        strange.extend(DateWords::faults(&dates).into_iter().map(|key| format!("dates.{key}")));
        let (dates, missing) =
            DateWords::new(locale.or(Some(language)), &dates, fallback.map(|words| &words.dates));
        let mut missing: Vec<String> = missing.into_iter().map(|key| format!("dates.{key}")).collect();
        let mut borrowed = BTreeMap::new();
        if let Some(fallback) = fallback {
            strange.extend(
                ui.keys().filter(|key| !fallback.ui.contains_key(*key)).map(|key| format!("ui.{key}")),
            );
            for (key, text) in &fallback.ui {
                let own = ui.get(key).into_iter().flat_map(Text::patterns).flat_map(holes);
                let filled = |hole: &&str| text.patterns().flat_map(holes).any(|known| known == *hole);
                let unfilled = own.filter(|hole| !filled(hole));
                strange.extend(unfilled.map(|hole| format!("ui.{key}: {{{hole}}}")));
                if !ui.contains_key(key) {
                    missing.push(format!("ui.{key}"));
                    borrowed.insert(key.clone(), fallback.language_of(key).into());
                    ui.insert(key.clone(), text.clone());
                }
            }
        }
        Ok(Read { words: Self { language: language.into(), dates, ui, borrowed }, missing, strange })
    }

    /// The text of a key; the key itself where there is none. Of a plural text, the form `other`.
    pub fn ui<'a>(&'a self, key: &'a str) -> &'a str {
        self.ui.get(key).map_or(key, |text| text.pattern(PluralCategory::Other))
    }

    /// The text of a key with what stands in its braces.
    pub fn with(&self, key: &str, values: &[(&str, &str)]) -> String {
        fill(self.ui(key), |name| values.iter().find(|(known, _)| *known == name).map(|(_, value)| *value))
    }

    /// The text of a key about `n` things, which is also what `{n}` in it becomes.
    pub fn count(&self, key: &str, n: usize) -> String {
        self.count_with(key, n, &[])
    }

    /// The same with more in its braces.
    pub fn count_with(&self, key: &str, n: usize, values: &[(&str, &str)]) -> String {
        let number = n.to_string();
        let form = plural_form(self.language_of(key), n);
        let pattern = self.ui.get(key).map_or(key, |text| text.pattern(form));
        fill(pattern, |name| match name {
            "n" => Some(number.as_str()),
            name => values.iter().find(|(known, _)| *known == name).map(|(_, value)| *value),
        })
    }

    /// Every key of `[ui]`, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.ui.keys().map(String::as_str)
    }

    /// The language that a key's text is in.
    fn language_of(&self, key: &str) -> &str {
        self.borrowed.get(key).unwrap_or(&self.language)
    }
}

/// The plural form that a language has for a number.
fn plural_form(language: &str, n: usize) -> PluralCategory {
    let locale = language.parse().unwrap_or(Locale::UNKNOWN);
    PluralRules::try_new(locale.into(), PluralRuleType::Cardinal.into())
        .map_or(PluralCategory::Other, |rules| rules.category_for(n))
}

fn texts(section: &str, table: &toml::Table) -> Result<BTreeMap<String, Text>, BadWords> {
    let mut texts = BTreeMap::new();
    for (key, value) in table.iter().filter(|(key, _)| section != "dates" || *key != "locale") {
        let text = match value {
            toml::Value::String(text) => Some(Text::One(text.as_str().into())),
            toml::Value::Table(forms) => {
                let strings: Option<Vec<(&str, &str)>> =
                    forms.iter().map(|(form, text)| Some((form.as_str(), text.as_str()?))).collect();
                strings.and_then(Text::plural)
            }
            _ => None,
        };
        let Some(text) = text else {
            let reason =
                format!("`{section}.{key}` is neither a text nor a table of plural forms with `other`");
            return Err(BadWords { at: 0..0, reason });
        };
        texts.insert(key.clone(), text);
    }
    Ok(texts)
}

#[cfg(test)]
mod tests {
    use super::Words;

    const ENGLISH: &str = "language = \"en\"\n[ui]\nsources = { one = \"{n} source\", other = \"{n} sources\" }\n\
        home = \"Home\"\nby = \"by {who}\"\n";

    #[test]
    fn what_is_missing_falls_back_and_is_told() {
        let english = Words::parse(ENGLISH, None).unwrap().words;
        let russian = "language = \"ru\"\nx = 1\n[ui]\nhome = \"Начало {who}\"\nhom = \"\"\n";
        let read = Words::parse(russian, Some(&english)).unwrap();
        assert_eq!(read.words.ui("home"), "Начало {who}");
        assert_eq!(read.words.with("by", &[("who", "X")]), "by X");
        assert_eq!(read.words.ui("nothing"), "nothing");
        assert_eq!(read.strange, ["x", "ui.hom", "ui.home: {who}"]);
        let of_ui: Vec<_> = read.missing.iter().filter(|key| key.starts_with("ui.")).collect();
        assert_eq!(of_ui, ["ui.by", "ui.sources"]);
        assert_eq!(read.words.count("sources", 21), "21 sources", "an English text counts in English");
    }

    #[test]
    fn numbers_take_their_form() {
        let text = "language = \"ru\"\n[ui.sources]\none = \"{n} источник\"\nfew = \"{n} источника\"\n\
            many = \"{n} источников\"\nother = \"{n} источника\"\n";
        let words = Words::parse(text, None).unwrap().words;
        let counted: Vec<_> = [1, 2, 5, 21].iter().map(|n| words.count("sources", *n)).collect();
        assert_eq!(counted, ["1 источник", "2 источника", "5 источников", "21 источник"]);
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let reason = |text: &str| Words::parse(text, None).unwrap_err().reason;
        assert_eq!(reason("[ui]"), "`language` is missing");
        assert!(reason("language = \"en\"\n[ui]\na = 1").contains("`ui.a`"));
        assert!(reason("language = \"en\"\n[ui.a]\none = \"x\"").contains("`ui.a`"));
        assert_eq!(Words::parse("language = ", None).unwrap_err().at, 11..11);
    }
}
