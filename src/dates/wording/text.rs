//! A text of the interface: one pattern, or one for each plural form, with `{name}` where
//! something is put in.

use icu_plurals::PluralCategory;

/// The plural forms, in CLDR's order; a text has at least the last.
const FORMS: [PluralCategory; 6] = [
    PluralCategory::Zero,
    PluralCategory::One,
    PluralCategory::Two,
    PluralCategory::Few,
    PluralCategory::Many,
    PluralCategory::Other,
];

/// A text of the interface.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Text {
    /// The same for any number.
    One(Box<str>),
    /// By plural form: zero, one, two, few, many, other.
    Plural([Option<Box<str>>; 6]),
}

impl Text {
    /// A text by its plural forms, each under CLDR's name. `None` where a name is not CLDR's, or
    /// where `other` is not among them.
    pub fn plural<'a>(forms: impl IntoIterator<Item = (&'a str, &'a str)>) -> Option<Self> {
        let mut texts: [Option<Box<str>>; 6] = Default::default();
        for (name, text) in forms {
            let form = PluralCategory::get_for_cldr_string(name)?;
            let at = FORMS.iter().position(|known| *known == form)?;
            texts[at] = Some(text.into());
        }
        texts[5].is_some().then_some(Self::Plural(texts))
    }

    /// The pattern for a plural form.
    pub fn pattern(&self, form: PluralCategory) -> &str {
        match self {
            Self::One(text) => text,
            Self::Plural(texts) => {
                let at = FORMS.iter().position(|known| *known == form).unwrap_or(5);
                texts[at].as_ref().or(texts[5].as_ref()).expect("a plural text has the form `other`")
            }
        }
    }

    /// Every pattern of it.
    pub fn patterns(&self) -> impl Iterator<Item = &str> {
        let (one, plural) = match self {
            Self::One(text) => (Some(&**text), None),
            Self::Plural(texts) => (None, Some(texts)),
        };
        one.into_iter().chain(plural.into_iter().flatten().flatten().map(|text| &**text))
    }
}

/// A pattern with `{name}` replaced by what `value` has for the name; a name that it does not
/// know stays as it is.
pub fn fill<'a>(pattern: &str, value: impl Fn(&str) -> Option<&'a str>) -> String {
    let mut filled = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, next)) = after.split_once('}') else {
            filled.push('{');
            rest = after;
            continue;
        };
        match value(name) {
            Some(value) => {
                filled.push_str(value);
                rest = next;
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled
}

/// The names in the braces of a pattern.
pub fn holes(pattern: &str) -> impl Iterator<Item = &str> {
    pattern.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
}

#[cfg(test)]
mod tests {
    use super::{Text, fill};
    use icu_plurals::PluralCategory;

    #[test]
    fn patterns_are_filled() {
        let value = |name: &str| (name == "date").then_some("1984");
        assert_eq!(fill("about {date}", value), "about 1984");
        assert_eq!(fill("{date}–{date} {x} { {", value), "1984–1984 {x} { {");
    }

    #[test]
    fn a_form_that_is_missing_is_other() {
        let text = Text::plural([("one", "a day"), ("other", "{n} days")]).unwrap();
        assert_eq!(text.pattern(PluralCategory::One), "a day");
        assert_eq!(text.pattern(PluralCategory::Few), "{n} days");
        assert_eq!(Text::plural([("one", "a day")]), None);
        assert_eq!(Text::plural([("some", "a day"), ("other", "")]), None);
    }
}
