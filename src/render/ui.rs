//! The interface's words, as pages use them.

use std::collections::BTreeMap;

use crate::dates::date::Date;
use crate::dates::zone::Zone;
use crate::render::view::date::DateView;
use crate::syntax::fields::SourceKind;

/// The words of the interface in the site's language.
pub(crate) struct Ui {
    words: BTreeMap<String, String>,
}

impl Ui {
    /// The built-in words.
    pub(crate) fn built_in() -> Self {
        let table: toml::Table =
            include_str!("../../theme/words/en.toml").parse().expect("the built-in words are valid TOML");
        let mut words = BTreeMap::new();
        for (key, value) in table.get("ui").and_then(toml::Value::as_table).into_iter().flatten() {
            match value {
                toml::Value::String(text) => {
                    words.insert(key.clone(), text.clone());
                }
                toml::Value::Table(forms) => {
                    for (form, text) in forms {
                        words.insert(format!("{key}_{form}"), text.as_str().unwrap_or_default().to_owned());
                    }
                }
                _ => {}
            }
        }
        Self { words }
    }

    /// Every word by its key, for templates.
    pub(crate) fn all(&self) -> &BTreeMap<String, String> {
        &self.words
    }

    /// The word of that key; the key itself where there is none.
    pub(crate) fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.words.get(key).map_or(key, String::as_str)
    }

    /// The word of that key, with each `{name}` replaced.
    pub(crate) fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        let mut text = self.get(key).to_owned();
        for (name, value) in values {
            text = text.replace(&format!("{{{name}}}"), value);
        }
        text
    }

    /// A number of things, in words: `3 sources`.
    pub(crate) fn count(&self, key: &str, n: usize) -> String {
        let form = if n == 1 { "one" } else { "other" };
        self.fill(&format!("{key}_{form}"), &[("n", &n.to_string())])
    }

    /// A date in words and parts.
    pub(crate) fn date(&self, date: &Date, zone: Zone) -> DateView {
        DateView {
            words: date.as_written().to_owned(),
            iso: date.iso(zone),
            edtf: date.as_written().to_owned(),
            large: date.as_written().to_owned(),
            kind: "day",
            is_day: date.single_day(zone).is_some(),
            ..DateView::default()
        }
    }

    /// A year in words; `None` is what has no date.
    pub(crate) fn year(&self, year: Option<i64>) -> String {
        year.map_or_else(|| self.get("undated").to_owned(), |year| year.to_string())
    }

    /// How much later a report came, in days, the least and the most: `2 days later`. `None` where
    /// it may have come first.
    pub(crate) fn later(&self, (least, most): (i64, i64)) -> Option<String> {
        match (usize::try_from(least).ok()?, usize::try_from(most).ok()?) {
            (0, 0) => Some(self.get("same_day").to_owned()),
            (least, most) if least == most => Some(self.count("days_later", most)),
            (least, most) => {
                let least = least.to_string();
                let most = self.count("days_later", most);
                Some(self.fill("from_to_later", &[("least", &least), ("most", &most)]))
            }
        }
    }

    /// That something was first reported so much later.
    pub(crate) fn reported(&self, later: Option<&str>) -> String {
        match later {
            Some(later) => self.fill("first_reported", &[("later", later)]),
            None => self.get("first_reported_unknown").to_owned(),
        }
    }

    /// The kind of a source.
    pub(crate) fn source_kind(&self, kind: SourceKind) -> &str {
        self.get(match kind {
            SourceKind::News => "kind_news",
            SourceKind::Agency => "kind_agency",
            SourceKind::Broadcast => "kind_broadcast",
            SourceKind::Document => "kind_document",
            SourceKind::Statement => "kind_statement",
            SourceKind::Analysis => "kind_analysis",
            SourceKind::Book => "kind_book",
            SourceKind::Article => "kind_article",
            SourceKind::Web => "kind_web",
            SourceKind::Post => "kind_post",
            SourceKind::Interview => "kind_interview",
            SourceKind::Dataset => "kind_dataset",
        })
    }

    /// The accessible name of a citation mark.
    pub(crate) fn mark_name(&self, number: u32, label: &str) -> String {
        self.fill("mark_name", &[("number", &number.to_string()), ("source", label)])
    }

    /// A place in a source: `p. 3`.
    pub(crate) fn locator(&self, label: &str, value: &str) -> String {
        self.fill(&format!("locator_{}", label.replace([' ', '-'], "_")), &[("value", value)])
    }

    /// Several authors, as a text names them.
    pub(crate) fn authors(&self, first: &str, rest: &[Box<str>]) -> String {
        match rest {
            [second] => self.fill("authors_two", &[("first", first), ("second", second)]),
            _ => self.fill("authors_many", &[("first", first)]),
        }
    }
}
