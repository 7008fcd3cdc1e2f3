//! The braces of a heading that is an event: `{#id date=2010-03-18 actors="un csto"}`.

use crate::base::code::Code;
use crate::base::diagnostic::Fault;
use crate::base::span::Span;
use crate::syntax::fields::{EventFields, Origin, Step};
use crate::syntax::keys::EVENT_KEYS;
use crate::syntax::reading::event;
use crate::syntax::reading::reader::Reader;
use crate::syntax::yaml::node::{Entry, Node, Scalar, Sort};
use crate::syntax::yaml::place::Locator;

/// An attribute in the braces of a heading; `#id` is one whose key is `id`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// The key.
    pub key: Box<str>,
    /// The value, without quotes and escapes.
    pub value: Box<str>,
    /// The bytes of the value in the file, with its quotes.
    pub span: Span,
}

/// Reads the braces of the heading at `heading`, whose text is `title`. A list's items are divided
/// by commas where there is one, else by blanks.
pub fn read(text: &str, heading: Span, title: &str, attributes: &[Attribute]) -> (EventFields, Vec<Fault>) {
    const LISTS: &[&str] =
        &["actors", "places", "tags", "sources", "part-of", "follows", "responds-to", "aliases"];
    const TOO_LARGE: &[&str] = &["title", "accounts", "corrections", "media", "extra"];
    let origin = Origin::Heading {
        heading,
        attributes: attributes.iter().map(|attribute| (attribute.key.clone(), attribute.span)).collect(),
    };
    let scalar = |text: &str| Scalar { text: text.to_owned().into(), sort: Sort::Text };
    let entries: Vec<_> = attributes
        .iter()
        .filter(|attribute| !TOO_LARGE.contains(&&*attribute.key))
        .map(|Attribute { key, value, .. }| {
            let value = if LISTS.contains(&&**key) {
                Node::List(members(value).map(scalar).map(Node::Scalar).collect())
            } else {
                Node::Scalar(scalar(value))
            };
            Entry { key: scalar(key), value }
        })
        .collect();
    let locator = Locator::new(text, Span::default());
    let mut reader = Reader::new(text, &origin, &locator, (EVENT_KEYS, "an event"), &entries);
    let mut fields = event::read(&mut reader);
    fields.title = Some(title.trim()).filter(|title| !title.is_empty()).map(Into::into);
    let mut faults = reader.faults;
    for Attribute { key, .. } in attributes.iter().filter(|attribute| TOO_LARGE.contains(&&*attribute.key)) {
        let span = origin.locate_key(text, &[Step::Key(key)]);
        let fault = Fault::here(Code::UnknownKey, span, format!("`{key}` cannot stand in a heading"));
        faults.push(match &**key {
            "title" => fault.label("the heading is the title").help("remove it"),
            _ => fault.label("not here").help("give the event a file of its own, with front matter"),
        });
    }
    faults.sort_by_key(|fault| fault.place);
    (fields, faults)
}

/// The items of a list in a heading's braces: with commas between them where there is a comma, so
/// that a name can have several words; else with blanks.
pub(crate) fn members(list: &str) -> impl Iterator<Item = &str> {
    let commas = list.contains(',');
    list.split(move |c: char| if commas { c == ',' } else { c.is_whitespace() })
        .map(str::trim)
        .filter(|item| !item.is_empty())
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::{Attribute, read};
    use crate::base::span::Span;
    use crate::syntax::fields::Step;

    #[test]
    fn a_heading_says_as_much_as_it_can_hold() {
        let text = "## A {#a.b date=2010-03-40 actors=\"un csto\" tag=x extra=y}";
        let attribute = |key: &str, raw: &str| {
            let at = text.find(raw).expect("the attribute is in the text");
            Attribute {
                key: key.into(),
                value: raw.trim_matches('"').into(),
                span: Span::new(at, at + raw.len()),
            }
        };
        let attributes = [
            attribute("id", "a.b"),
            attribute("date", "2010-03-40"),
            attribute("actors", "\"un csto\""),
            attribute("tag", "x"),
            attribute("extra", "y"),
        ];
        let (fields, faults) = read(text, Span::new(0, text.len()), "A", &attributes);
        assert_eq!(fields.actors, ["un".into(), "csto".into()]);
        assert_eq!(fields.id.as_deref(), Some("a.b"));
        assert_eq!(fields.origin.locate(text, &[Step::Key("actors"), Step::Item(1)]).of(text), "csto");
        expect![[r#"
            1:25 error[bad-date] `2010-03-40` is not a date that `date` can take
                "40" that month has 31 days
                help: write it as far as it is known: `2010-03-18`, `2010-03`, `2010~`, or `unknown`
            1:45 error[unknown-key] `tag` is not a key of an event
                "tag" did you mean `tags`?
                help: write `tags`
            1:51 error[unknown-key] `extra` cannot stand in a heading
                "extra" not here
                help: give the event a file of its own, with front matter
        "#]]
        .assert_eq(&crate::syntax::tests::shown(text, &faults));
    }
}
