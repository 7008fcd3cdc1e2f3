//! Front matter: the YAML between two lines of `---` at the head of a file.

use std::sync::Arc;

use crate::base::code::Code;
use crate::base::diagnostic::Fault;
use crate::base::span::Span;
use crate::syntax::document::{Front, Kind};
use crate::syntax::fields::{EventFields, Origin, Step};
use crate::syntax::keys;
use crate::syntax::reading::reader::Reader;
use crate::syntax::reading::{event, name, page, source};
use crate::syntax::yaml::bounds::FRONT_MATTER_BYTES;
use crate::syntax::yaml::mend::read_map;
use crate::syntax::yaml::node::{Entry, Node, Scalar, Sort};
use crate::syntax::yaml::place::Locator;

/// A file, divided into its front matter and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// The YAML between the two lines; `None` where the file has no front matter.
    pub yaml: Option<Span>,
    /// Where the text begins.
    pub body: usize,
    /// What is wrong with the two lines.
    pub fault: Option<Fault>,
}

/// Divides a file. Front matter begins in the very first line, after any byte-order mark, and
/// ends with a line `---` or `...`. Where it does not end, it is taken to end with the first
/// empty line.
pub fn split(text: &str) -> Split {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let nothing = Split { yaml: None, body: start, fault: None };
    let mut lines = text[start..].split_inclusive('\n');
    let Some(fence) = lines.next().filter(|line| line.trim_end() == "---") else { return nothing };
    let yaml = start + fence.len();
    let mut at = yaml;
    let mut empty = None;
    for line in lines {
        if matches!(line.trim_end(), "---" | "...") && line.starts_with(['-', '.']) {
            return Split { yaml: Some(Span::new(yaml, at)), body: at + line.len(), fault: None };
        }
        if line.trim().is_empty() {
            empty = empty.or(Some(at));
        }
        at += line.len();
    }
    let first = text[yaml..].lines().next().unwrap_or("");
    if !begins_with_key(first) {
        // A line across the page, as Markdown has it.
        return nothing;
    }
    let end = empty.unwrap_or(text.len());
    let fault = Fault::here(
        Code::UnclosedFrontMatter,
        Span::new(start, start + fence.trim_end().len()),
        "front matter begins here and does not end",
    )
    .label("no second `---` follows")
    .help("write a line `---` behind the last key");
    Split { yaml: Some(Span::new(yaml, end)), body: end, fault: Some(fault) }
}

fn begins_with_key(line: &str) -> bool {
    let key = line.split(':').next().unwrap_or("");
    key.len() < line.len() && key.starts_with(char::is_alphabetic) && key.split_whitespace().count() < 3
}

/// Reads the front matter at `block` of the file `text`, and says all that is wrong with it.
/// Without front matter, nothing is known and nothing is wrong.
pub fn read(kind: Kind, text: &str, block: Option<Span>) -> (Front, Vec<Fault>) {
    let Some(block) = block else { return (nothing(kind), Vec::new()) };
    let mut mended = read_map(block.of(text), block.start as usize, FRONT_MATTER_BYTES);
    let mut faults = std::mem::take(&mut mended.faults);
    let origin = Origin::Yaml { block, entry: None };
    let locator = Locator::new(text, block);
    if let Some(instead) = mended.instead {
        let span = locator.locate(&origin, &[]);
        let message = format!("front matter is made of `key: value` lines, and this is {instead}");
        faults.push(Fault::here(Code::WrongType, span, message).label(instead));
    }
    let whole = faults.is_empty();
    let what = match kind {
        Kind::Event => "an event",
        Kind::Source => "a source",
        Kind::Actor => "an actor",
        Kind::Place => "a place",
        Kind::Page => "a page",
    };
    let mut reader = Reader::new(text, &origin, &locator, (keys::of(kind), what), &mended.entries);
    let front = match kind {
        Kind::Event => Front::Event(Arc::new(event::read(&mut reader))),
        Kind::Source => Front::Source(Arc::new(source::read(&mut reader, None))),
        Kind::Actor => Front::Name(Arc::new(name::read(&mut reader, false))),
        Kind::Place => Front::Name(Arc::new(name::read(&mut reader, true))),
        Kind::Page => Front::Page(Arc::new(page::read(&mut reader))),
    };
    let untitled = matches!(&front, Front::Event(fields) if fields.title.is_none());
    if untitled && whole && !reader.faults.iter().any(is_about_title) {
        let fault = reader.say(&[], Code::MissingTitle, "this event has no title".to_owned());
        "no `title`".clone_into(&mut fault.label);
        fault.help = Some("add a line `title: what happened`".to_owned());
    }
    faults.append(&mut reader.faults);
    faults.sort_by_key(|fault| fault.place);
    (front, faults)
}

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
pub fn read_heading(
    text: &str,
    heading: Span,
    title: &str,
    attributes: &[Attribute],
) -> (EventFields, Vec<Fault>) {
    const LISTS: &[&str] =
        &["actors", "places", "tags", "sources", "part-of", "follows", "responds-to", "aliases"];
    const TOO_LARGE: &[&str] = &["title", "accounts", "media", "extra"];
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
    let mut reader = Reader::new(text, &origin, &locator, (keys::EVENT_KEYS, "an event"), &entries);
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

/// Whether it is known already why there is no title.
fn is_about_title(fault: &Fault) -> bool {
    fault.message.contains("`title`") || fault.help.as_ref().is_some_and(|help| help.contains("`title`"))
}

fn nothing(kind: Kind) -> Front {
    match kind {
        Kind::Event => Front::Event(Arc::new(event::nothing(Origin::Nowhere))),
        Kind::Source => Front::Source(Arc::new(source::nothing(Origin::Nowhere))),
        Kind::Actor | Kind::Place => Front::Name(Arc::new(name::nothing(Origin::Nowhere))),
        Kind::Page => Front::Page(Arc::new(page::nothing(Origin::Nowhere))),
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::{Attribute, read, read_heading, split};
    use crate::base::span::Span;
    use crate::syntax::document::{Front, Kind};
    use crate::syntax::fields::Step;

    /// Reads the file and writes out its faults, each with the text that it is about.
    fn faults(kind: Kind, text: &str) -> String {
        let split = split(text);
        let (_, mut faults) = read(kind, text, split.yaml);
        faults.splice(0..0, split.fault);
        crate::syntax::tests::shown(text, &faults)
    }

    #[expect(clippy::needless_pass_by_value, reason = "so that calls read well")]
    fn check(kind: Kind, text: &str, expect: Expect) {
        expect.assert_eq(&faults(kind, text));
    }

    #[test]
    fn a_clean_event_is_read_as_it_is_written() {
        let text = "\u{feff}--- \r\ntitle: 2010\r\ndate: [1667,1668]\r\nplaces: no\r\nactors: [un, \"0043\"]\r\n---\r\nText";
        let split = split(text);
        let (front, faults) = read(Kind::Event, text, split.yaml);
        assert_eq!(&text[split.body..], "Text");
        assert_eq!(faults, []);
        let Front::Event(event) = front else { panic!("an event") };
        assert_eq!(event.title.as_deref(), Some("2010"));
        assert_eq!(
            event.date.as_ref().map(|date| date.as_written().to_owned()).as_deref(),
            Some("[1667,1668]")
        );
        assert_eq!(event.places, ["no".into()]);
        assert_eq!(event.actors, ["un".into(), "0043".into()]);
    }

    #[test]
    fn all_faults_are_said_at_once() {
        check(
            Kind::Event,
            "---\ntitel: a\ndate: 2010-02-30\npart_of: b\norder: first\norder: 2\n---\n",
            expect![[r#"
                2:1 error[unknown-key] `titel` is not a key of an event
                    "titel" did you mean `title`?
                    help: write `title`
                3:15 error[bad-date] `2010-02-30` is not a date that `date` can take
                    "30" that month has 28 days
                    help: write `2010-02-28`
                4:1 error[unknown-key] `part_of` is not a key of an event
                    "part_of" did you mean `part-of`?
                    help: write `part-of`
                5:8 error[wrong-type] `order` takes a whole number
                    "first" not a whole number
                6:1 error[duplicate-key] `order` stands twice
                    "order" again here
                    5:1 "order" first here
                    help: keep one of them
            "#]],
        );
    }

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
        let (fields, faults) = read_heading(text, Span::new(0, text.len()), "A", &attributes);
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
