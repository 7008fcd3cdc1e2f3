//! The order of names, as a language has it (Unicode Collation Algorithm, with CLDR's rules).

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale::Locale;

/// How one language sorts.
pub(crate) struct Collation(CollatorBorrowed<'static>);

impl Collation {
    /// The order of `language`, a BCP 47 tag; the root's where that has none of its own.
    pub(crate) fn new(language: &str) -> Self {
        let locale = language.parse().unwrap_or(Locale::UNKNOWN);
        let collator = Collator::try_new(CollatorPreferences::from(&locale), CollatorOptions::default());
        Self(collator.expect("the root's order is compiled in"))
    }

    /// Which of two names stands before the other. Names that a language takes for equal are.
    pub(crate) fn compare(&self, a: &str, b: &str) -> Ordering {
        self.0.compare(a, b)
    }
}

#[cfg(test)]
mod tests {
    use super::Collation;

    fn sorted<const N: usize>(language: &str, mut names: [&'static str; N]) -> [&'static str; N] {
        let order = Collation::new(language);
        names.sort_by(|a, b| order.compare(a, b));
        names
    }

    #[test]
    fn each_language_has_its_order() {
        assert_eq!(
            sorted("en", ["Zürich", "apple", "Ähre", "zebra", "Apple"]),
            ["Ähre", "apple", "Apple", "zebra", "Zürich"]
        );
        assert_eq!(sorted("sv", ["Öland", "Åland", "Zug", "Ärla"]), ["Zug", "Åland", "Ärla", "Öland"]);
        assert_eq!(sorted("ru", ["Ёлка", "Жук", "Еда", "Ель"]), ["Еда", "Ёлка", "Ель", "Жук"]);
        assert_eq!(sorted("kk", ["Қала", "Лек", "Кала"]), ["Кала", "Қала", "Лек"]);
        assert_eq!(sorted("x!", ["b", "a"]), ["a", "b"]);
    }
}
