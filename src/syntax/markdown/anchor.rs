//! The ids that HTML defines.

use std::collections::BTreeMap;

use crate::syntax::markdown::html::escape;

/// What the page itself begins its ids with.
const RESERVED: &[&str] = &["ref-", "cite-", "fn-", "fnref-", "s-"];

/// What a list begins the ids of its events with: an author may, a heading's words do not.
const LISTED: &str = "event-";

/// The ids that a document has defined.
#[derive(Debug, Default)]
pub(super) struct Ids {
    /// Each id, with the number to try next where it is taken.
    used: BTreeMap<String, u32>,
    /// The ids that authors chose, each with the event of its first heading.
    owners: BTreeMap<String, usize>,
}

impl Ids {
    /// An id from the words of a heading, that no other has.
    pub(super) fn made_of(&mut self, words: &str) -> String {
        let mut slug = slug(words);
        if slug.is_empty() {
            "section".clone_into(&mut slug);
        } else if is_reserved(&slug) || slug.starts_with(LISTED) {
            slug.insert_str(0, "on-");
        }
        self.unique(slug)
    }

    /// Keeps the id that an author chose for the heading that event `event` begins.
    pub(super) fn claim(&mut self, id: &str, event: usize) {
        self.used.insert(id.to_owned(), 2);
        self.owners.entry(id.to_owned()).or_insert(event);
    }

    /// The event of the heading that has the id, where an author chose it.
    pub(super) fn owner(&self, id: &str) -> Option<usize> {
        self.owners.get(id).copied()
    }

    fn unique(&mut self, slug: String) -> String {
        let mut id = slug.clone();
        let mut number = self.used.get(&slug).copied().unwrap_or(1);
        while self.used.contains_key(&id) {
            number = number.max(2);
            id = format!("{slug}-{number}");
            number += 1;
        }
        self.used.insert(slug, number.max(2));
        self.used.entry(id.clone()).or_insert(2);
        id
    }
}

/// Whether the page itself may define that id.
pub(super) fn is_reserved(id: &str) -> bool {
    RESERVED.iter().any(|prefix| id.starts_with(prefix))
}

/// Words as an id: letters and digits of any script in lower case, joined by hyphens.
fn slug(words: &str) -> String {
    let mut slug = String::new();
    for c in words.chars() {
        if c.is_alphanumeric() || c == '_' {
            slug.extend(c.to_lowercase());
        } else if (c.is_whitespace() || c == '-') && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// An attribute, with a space before it.
pub(super) fn attribute(name: &str, value: &str, to: &mut String) {
    to.push(' ');
    to.push_str(name);
    to.push_str("=\"");
    escape(value, to);
    to.push('"');
}

#[cfg(test)]
mod tests {
    use super::Ids;

    #[test]
    fn ids_are_unique_and_never_the_page_s_own() {
        let mut ids = Ids::default();
        assert_eq!(ids.made_of("What is *known*?"), "what-is-known");
        assert_eq!(ids.made_of("What is known"), "what-is-known-2");
        assert_eq!(ids.made_of("What is known"), "what-is-known-3");
        assert_eq!(ids.made_of("Що відомо — і ні"), "що-відомо-і-ні");
        assert_eq!(ids.made_of("?!"), "section");
        assert_eq!(ids.made_of("Ref- one"), "on-ref-one");
        ids.claim("a-2", 7);
        ids.claim("a-2", 9);
        assert_eq!(ids.owner("a-2"), Some(7));
        assert_eq!(ids.made_of("a"), "a");
        assert_eq!(ids.made_of("a"), "a-3");
    }
}
