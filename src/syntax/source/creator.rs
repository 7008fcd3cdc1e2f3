//! Who made a source, with the parts of the name that styles and reference managers ask for.

use std::borrow::Cow;

/// A name of someone who had a hand in a source: CSL's name variables, Zotero's creators.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Creator {
    /// A person whose name is taken apart.
    Person(Box<Person>),
    /// A body, a pseudonym, or a name that is not to be taken apart, as it is shown: CSL's
    /// `literal`, BibTeX's name in braces, Zotero's name in one field.
    Whole(Box<str>),
}

/// A person's name. No part of it is empty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Person {
    /// The family name; the only name where there is one: `Gaulle`, `Ivanov`.
    pub family: Box<str>,
    /// Given names or initials: `Charles`, `J. R. R.`
    pub given: Option<Box<str>>,
    /// A particle that is left out where the family name stands alone: the `de` of `de Gaulle`.
    pub dropping: Option<Box<str>>,
    /// A particle that belongs to the family name: the `van` of `van Gogh`.
    pub non_dropping: Option<Box<str>>,
    /// `Jr.`, `III`
    pub suffix: Option<Box<str>>,
}

/// What a creator did for a source: CSL's name variables (1.0.2, appendix IV).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Wrote it.
    Author,
    /// Edited it.
    Editor,
    /// Translated it.
    Translator,
    /// Wrote the book that it is a chapter of.
    ContainerAuthor,
    /// Edits the series that it is part of.
    CollectionEditor,
    /// Another role, by CSL's name: `interviewer`, `recipient`, `director`, …
    Other(&'static str),
}

/// The roles that have no variant of their own, by CSL's names.
const OTHERS: &[&str] = &[
    "chair",
    "compiler",
    "composer",
    "contributor",
    "curator",
    "director",
    "editorial-director",
    "executive-producer",
    "guest",
    "host",
    "illustrator",
    "interviewer",
    "narrator",
    "organizer",
    "original-author",
    "performer",
    "producer",
    "recipient",
    "reviewed-author",
    "script-writer",
    "series-creator",
];

impl Role {
    /// CSL's name of the role.
    pub fn csl(self) -> &'static str {
        match self {
            Self::Author => "author",
            Self::Editor => "editor",
            Self::Translator => "translator",
            Self::ContainerAuthor => "container-author",
            Self::CollectionEditor => "collection-editor",
            Self::Other(name) => name,
        }
    }

    /// The role of that name in CSL.
    pub fn of_csl(name: &str) -> Option<Self> {
        Some(match name {
            "author" => Self::Author,
            "editor" => Self::Editor,
            "translator" => Self::Translator,
            "container-author" => Self::ContainerAuthor,
            "collection-editor" => Self::CollectionEditor,
            other => Self::Other(OTHERS.iter().find(|name| **name == other)?),
        })
    }
}

impl Creator {
    /// A name as an author writes it: `Family, Given`, and `Family, Given, Jr.`, are a person's;
    /// whatever has no comma, or more of them, is whole.
    pub fn parse(text: &str) -> Self {
        let parts: Vec<&str> = text.split(',').map(str::trim).collect();
        let (family, given, suffix) = match parts[..] {
            [family, given] if !is_suffix(given) && !is_legal_form(given) => (family, given, None),
            [family, given, suffix] if is_suffix(suffix) => (family, given, Some(suffix)),
            [family, suffix, given] if is_suffix(suffix) => (family, given, Some(suffix)),
            _ => return Self::Whole(text.trim().into()),
        };
        if family.is_empty() || given.is_empty() {
            return Self::Whole(text.trim().into());
        }
        Self::Person(Box::new(Person {
            family: family.into(),
            given: Some(given.into()),
            dropping: None,
            non_dropping: None,
            suffix: suffix.map(Into::into),
        }))
    }

    /// The name as a text shows it: `Charles de Gaulle`; in the order of its own language where
    /// that has the family name first and no space.
    pub fn shown(&self) -> Cow<'_, str> {
        let person = match self {
            Self::Whole(name) => return Cow::Borrowed(name),
            Self::Person(person) => person,
        };
        if person.is_written_without_spaces() {
            return Cow::Owned(format!("{}{}", person.family, person.given.as_deref().unwrap_or("")));
        }
        let parts = [
            person.given.as_deref(),
            person.dropping.as_deref(),
            person.non_dropping.as_deref(),
            Some(&person.family),
            person.suffix.as_deref(),
        ];
        joined(&parts)
    }

    /// The name as a list sorts it: `Gaulle, Charles de`; `van Gogh, Vincent`.
    pub fn inverted(&self) -> Cow<'_, str> {
        let person = match self {
            Self::Whole(name) => return Cow::Borrowed(name),
            Self::Person(person) if person.is_written_without_spaces() => return self.shown(),
            Self::Person(person) => person,
        };
        let family = joined(&[person.non_dropping.as_deref(), Some(&person.family)]);
        let given = joined(&[person.given.as_deref(), person.dropping.as_deref()]);
        let suffix = person.suffix.as_deref().unwrap_or("");
        let parts = [&*family, &*given, suffix];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        Cow::Owned(parts.join(", "))
    }
}

impl Person {
    /// Whether the name is in a script that sets the family name first, with no space: Han, kana.
    pub fn is_written_without_spaces(&self) -> bool {
        let is_one = |c: char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}' | '\u{ac00}'..='\u{d7a3}');
        let whole = |text: &str| text.chars().all(is_one);
        whole(&self.family) && self.given.as_deref().is_none_or(whole)
    }
}

fn joined<'a>(parts: &[Option<&'a str>]) -> Cow<'a, str> {
    let mut all = parts.iter().flatten().copied();
    let Some(first) = all.next() else { return Cow::Borrowed("") };
    let mut name = Cow::Borrowed(first);
    for part in all {
        let text = name.to_mut();
        // `d'` and `al-` stand close to what follows them.
        if !text.ends_with(['\'', '’', '-']) {
            text.push(' ');
        }
        text.push_str(part);
    }
    name
}

fn is_suffix(text: &str) -> bool {
    let bare = text.trim_end_matches('.').to_ascii_lowercase();
    matches!(&*bare, "jr" | "sr" | "ii" | "iii" | "iv")
}

/// Whether what follows the comma makes the whole a body's name.
fn is_legal_form(text: &str) -> bool {
    let bare = text.trim_end_matches('.').to_ascii_lowercase();
    matches!(&*bare, "inc" | "ltd" | "llc" | "llp" | "plc" | "corp" | "co" | "gmbh" | "s.a" | "the")
}

#[cfg(test)]
mod tests {
    use super::{Creator, OTHERS, Role};

    #[test]
    fn a_name_is_taken_apart_at_its_comma_alone() {
        for (written, shown, inverted) in [
            ("Ivanov, Ivan", "Ivan Ivanov", "Ivanov, Ivan"),
            ("Ivan Ivanov", "Ivan Ivanov", "Ivan Ivanov"),
            ("Reuters", "Reuters", "Reuters"),
            ("King, Martin Luther, Jr.", "Martin Luther King Jr.", "King, Martin Luther, Jr."),
            ("King, Jr., Martin Luther", "Martin Luther King Jr.", "King, Martin Luther, Jr."),
            ("Acme, Inc.", "Acme, Inc.", "Acme, Inc."),
            ("A, B, C, D", "A, B, C, D", "A, B, C, D"),
            (", Ivan", ", Ivan", ", Ivan"),
            ("", "", ""),
            ("毛, 泽东", "毛泽东", "毛泽东"),
        ] {
            let name = Creator::parse(written);
            assert_eq!((&*name.shown(), &*name.inverted()), (shown, inverted), "{written}");
        }
    }

    #[test]
    fn particles_stand_where_they_belong() {
        let person = |dropping: Option<&str>, non_dropping: Option<&str>| {
            let Creator::Person(mut person) = Creator::parse("Estaing, Valéry") else { unreachable!() };
            person.dropping = dropping.map(Into::into);
            person.non_dropping = non_dropping.map(Into::into);
            let name = Creator::Person(person);
            (name.shown().into_owned(), name.inverted().into_owned())
        };
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(person(Some("de"), None), pair("Valéry de Estaing", "Estaing, Valéry de"));
        assert_eq!(person(None, Some("d’")), pair("Valéry d’Estaing", "d’Estaing, Valéry"));
    }

    #[test]
    fn every_role_is_found_by_its_name() {
        for name in
            ["author", "editor", "translator", "container-author", "collection-editor"].iter().chain(OTHERS)
        {
            assert_eq!(Role::of_csl(name).map(Role::csl), Some(*name));
        }
        assert_eq!(Role::of_csl("title"), None);
    }
}
