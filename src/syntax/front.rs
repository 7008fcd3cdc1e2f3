//! Front matter: the YAML between two lines of `---` at the head of a file.

use std::sync::Arc;

use crate::base::code::Code;
use crate::base::diagnostic::Fault;
use crate::base::span::Span;
use crate::syntax::document::{Front, Kind};
use crate::syntax::fields::{Origin, Step};
use crate::syntax::keys;
use crate::syntax::reading::reader::Reader;
use crate::syntax::reading::{event, name, page, source};
use crate::syntax::yaml::bounds::FRONT_MATTER_BYTES;
use crate::syntax::yaml::explain::quoted;
use crate::syntax::yaml::mend::read_map;
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
    if lines.clone().next().is_some_and(|line| line.trim_end() == "+++") {
        return toml(text, start);
    }
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

/// Front matter in TOML, as other programs have it: said, and not shown as text.
fn toml(text: &str, start: usize) -> Split {
    let mut at = start;
    let mut body = start;
    for (n, line) in text[start..].split_inclusive('\n').enumerate() {
        at += line.len();
        if n > 0 && line.trim_end() == "+++" {
            body = at;
            break;
        }
    }
    let fault =
        Fault::here(Code::YamlSyntax, Span::new(start, start + 3), "front matter in TOML is not read")
            .label("begins TOML")
            .help("write it in YAML, `key: value`, between two lines `---`");
    Split { yaml: None, body, fault: Some(fault) }
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
        let help = "write each key on a line of its own: `title: …`";
        faults.push(Fault::here(Code::WrongType, span, message).label(instead).help(help));
    }
    let what = match kind {
        Kind::Event => "an event",
        Kind::Source => "a source",
        Kind::Actor => "an actor",
        Kind::Place => "a place",
        Kind::Page => "a page",
    };
    let mut reader = Reader::new(text, &origin, &locator, (keys::of(kind), what), &mended.entries)
        .with_broken(&mended.broken);
    let front = match kind {
        Kind::Event => Front::Event(Arc::new(event::read(&mut reader))),
        Kind::Source => Front::Source(Arc::new(source::read(&mut reader, None))),
        Kind::Actor => Front::Name(Arc::new(name::read(&mut reader, false))),
        Kind::Place => Front::Name(Arc::new(name::read(&mut reader, true))),
        Kind::Page => Front::Page(Arc::new(page::read(&mut reader))),
    };
    let untitled = matches!(&front, Front::Event(fields) if fields.title.is_none());
    let unread = mended.unread || mended.instead.is_some();
    if untitled && !unread && !reader.has("title") && !reader.faults.iter().any(is_about_title) {
        reader.faults.push(missing_title(&reader));
    }
    faults.append(&mut reader.faults);
    faults.sort_by_key(|fault| fault.place);
    (front, faults)
}

fn missing_title(reader: &Reader<'_>) -> Fault {
    let about = |span| Fault::here(Code::MissingTitle, span, "this event has no title");
    if !reader.has_key("title") {
        return about(reader.span(&[])).label("no `title`").help("add a line `title: what happened`");
    }
    let key = reader.locator.locate_key(reader.origin, &[Step::Key("title")]);
    let line = reader.text[key.start as usize..].lines().next().unwrap_or("").trim_end();
    let behind = line.split_once(':').map_or("", |(_, behind)| behind.trim());
    let fault = about(Span::new(key.start as usize, key.start as usize + line.len()));
    if behind.starts_with('#') {
        return fault
            .label("`#` begins a comment of YAML")
            .help(format!("put the title in quotes: `{}`", quoted(behind)));
    }
    fault.label("nothing behind it").help("write what happened behind `title:`")
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

    use super::{read, split};
    use crate::syntax::document::{Front, Kind};
    use crate::syntax::tests::faults;

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
                    help: write a whole number, or remove the line
                6:1 error[duplicate-key] `order` stands twice
                    "order" again here
                    5:1 "order" first here
                    help: keep one of them
            "#]],
        );
    }

    #[test]
    fn broken_yaml_hides_nothing_else() {
        check(
            Kind::Event,
            "---\ntitle: Foo: bar\ndate: %2004\nactors: [a, b\ntagz: c\norder: x\n---\n",
            expect![[r#"
                2:11 error[yaml-syntax] an unquoted value has a colon and a blank in it
                    ":" the end of a key, to YAML
                    help: put the value in quotes: `"Foo: bar"`
                3:7 error[yaml-syntax] an unquoted value begins with `%`
                    "%" kept for YAML itself
                    help: put the value in quotes: `"%2004"`
                4:9 error[yaml-syntax] a bracket is not closed
                    "[" begins here
                    help: write `]` at its end, or put the value in quotes where `[` is text
                5:1 error[unknown-key] `tagz` is not a key of an event
                    "tagz" did you mean `tags`?
                    help: write `tags`
                6:8 error[wrong-type] `order` takes a whole number
                    "x" not a whole number
                    help: write a whole number, or remove the line
            "#]],
        );
        check(
            Kind::Event,
            "---\n- a\n---\n",
            expect![[r#"
                2:1 error[wrong-type] front matter is made of `key: value` lines, and this is a list
                    "- a" a list
                    help: write each key on a line of its own: `title: …`
            "#]],
        );
        check(
            Kind::Event,
            "---\na text\n---\n",
            expect![[r#"
                2:1 error[wrong-type] front matter is made of `key: value` lines, and this is a text
                    "a text" a text
                    help: write each key on a line of its own: `title: …`
            "#]],
        );
        check(
            Kind::Event,
            "---\n---\n",
            expect![[r#"
                2:1 error[missing-title] this event has no title
                    "" no `title`
                    help: add a line `title: what happened`
            "#]],
        );
        check(
            Kind::Event,
            "---\ntitle: #1 in the world\n---\n",
            expect![[r##"
                2:1 error[missing-title] this event has no title
                    "title: #1 in the world" `#` begins a comment of YAML
                    help: put the title in quotes: `"#1 in the world"`
            "##]],
        );
        check(
            Kind::Event,
            "---\ntitle: a\ndate: 2010\n\nText.\n",
            expect![[r#"
            1:1 error[unclosed-front-matter] front matter begins here and does not end
                "---" no second `---` follows
                help: write a line `---` behind the last key
        "#]],
        );
        check(Kind::Event, "---\n\nA line, not front matter.\n", expect![[r#""#]]);
    }

    #[test]
    fn front_matter_ends_with_its_second_line() {
        let parts = |text: &'static str| {
            let split = split(text);
            (split.yaml.map(|yaml| yaml.of(text)), &text[split.body..], split.fault.is_some())
        };
        assert_eq!(parts("---\na: b\n...\nText"), (Some("a: b\n"), "Text", false));
        assert_eq!(parts("---\r\na: |\r\n  ---\r\n---  \r\n"), (Some("a: |\r\n  ---\r\n"), "", false));
        assert_eq!(parts("---\na: b"), (Some("a: b"), "", true));
        assert_eq!(parts("---\na: b\n\nText\n"), (Some("a: b\n"), "\nText\n", true));
        assert_eq!(parts("---\n\nText"), (None, "---\n\nText", false));
        assert_eq!(parts(" ---\na: b\n---\n"), (None, " ---\na: b\n---\n", false));
        assert_eq!(parts("+++\na = 1\n+++\nText"), (None, "Text", true));
        assert_eq!(parts("---"), (None, "---", false));
        assert_eq!(parts("\u{feff}Text"), (None, "Text", false));
    }

    #[test]
    fn a_broken_key_is_there_and_an_empty_one_says_nothing() {
        check(
            Kind::Source,
            "---\noutlet: A: B\n---\n",
            expect![[r#"
            2:10 error[yaml-syntax] an unquoted value has a colon and a blank in it
                ":" the end of a key, to YAML
                help: put the value in quotes: `"A: B"`
        "#]],
        );
        check(
            Kind::Source,
            "---\noutlet:\n---\n",
            expect![[r#"
            2:1 error[empty-source] a source says nothing of itself
                "outlet:" nothing to cite
                help: give it at least an `outlet` and `published`, a `title` or a `url`
        "#]],
        );
        let has_date = |text: &str| match read(Kind::Event, text, split(text).yaml) {
            (Front::Event(event), _) => event.has_date_key,
            _ => panic!("an event"),
        };
        assert!(has_date("---\ntitle: a\ndate: %2004\n---\n"));
        assert!(has_date("---\ntitle: a\ndate: never\n---\n"));
        assert!(!has_date("---\ntitle: a\ndate:\n---\n"), "nothing is said of its date");
    }

    #[test]
    fn bounds_are_held_before_parsing() {
        let deep = format!("---\ntitle: {}\n---\n", "[".repeat(10_000));
        check(
            Kind::Event,
            &deep,
            expect![[r#"
                2:262 error[yaml-too-deep] lists and maps lie more than 64 deep in each other
                    "[" too deep
                    help: write fewer brackets, or less indentation
            "#]],
        );
        let closed = format!("---\ntitle: {}{}\n---\n", "[".repeat(70), "]".repeat(70));
        check(
            Kind::Event,
            &closed,
            expect![[r#"
            2:71 error[yaml-too-deep] lists and maps lie more than 64 deep in each other
                "[" too deep
                help: write fewer brackets, or less indentation
        "#]],
        );
        let dashes = format!("---\ntitle:\n  {}a\n---\n", "- ".repeat(100));
        check(
            Kind::Event,
            &dashes,
            expect![[r#"
            3:129 error[yaml-too-deep] lists and maps lie more than 64 deep in each other
                "-" too deep
                help: write fewer brackets, or less indentation
        "#]],
        );
        let large = format!("---\ntitle: {}\n---\n", "a".repeat(300 << 10));
        check(
            Kind::Event,
            &large.replace("title: a", "title: \na: "),
            expect![[r#"
                2:1 error[yaml-too-deep] this YAML is larger than 256 KiB
                    "title: " begins here
                    help: divide it into several files
            "#]],
        );
        let mut laughs = String::from("---\ntitle: a\nextra:\n  a0: &a0 [x]\n");
        for n in 1..12 {
            let before = format!("*a{}, ", n - 1).repeat(10);
            laughs.push_str(&format!("  a{n}: &a{n} [{before}]\n"));
        }
        check(
            Kind::Event,
            &format!("{laughs}---\n"),
            expect![[r#"
                3:1 error[yaml-too-deep] the aliases stand for too much text
                    "extra:" too much in here
                    help: write out what `*name` stands for, once, where it is needed
            "#]],
        );
    }

    #[test]
    fn aliases_and_merges_work_within_bounds() {
        let text = "---\ntitle: &t A\nsummary: *t\nextra: {a: &m {x: 1, y: 2.50}, b: {<<: *m, x: ~}}\n---\n";
        let (front, faults) = read(Kind::Event, text, split(text).yaml);
        assert_eq!(faults, []);
        let Front::Event(event) = front else { panic!("an event") };
        assert_eq!(event.summary.as_deref(), Some("A"));
        let extra = serde_json::to_string(&event.extra).expect("a map of texts can be written");
        assert_eq!(extra, r#"{"a":{"x":1,"y":"2.50"},"b":{"x":null,"y":"2.50"}}"#);
    }
}
