//! What holds of front matter and files of sources, whatever is in them.

use dateline::base::diagnostic::Fault;
use dateline::base::span::Span;
use dateline::syntax::document::{Front, Kind};
use dateline::syntax::fields::{EventFields, Origin, Step};
use dateline::syntax::yaml::place::Locator;
use dateline::syntax::{front, source_list};
use proptest::prelude::{Just, Strategy, any, prop, prop_assert, prop_assert_eq, prop_oneof, proptest};

const KINDS: [Kind; 5] = [Kind::Event, Kind::Source, Kind::Actor, Kind::Place, Kind::Page];

fn event(text: &str) -> (std::sync::Arc<EventFields>, Vec<Fault>) {
    let split = front::split(text);
    let (front, faults) = front::read(Kind::Event, text, split.yaml);
    let Front::Event(event) = front else { panic!("an event was asked for") };
    (event, faults)
}

/// Every place that a fault names lies in the text, between characters.
fn places_are_in(text: &str, faults: &[Fault]) {
    for fault in faults {
        let place = fault.place.expect("a fault of one file has a place");
        for span in std::iter::once(place.span).chain(fault.related.iter().map(|(place, _)| place.span)) {
            assert!(text.get(span.range()).is_some(), "{span:?} is not in {text:?}: {fault:?}");
        }
    }
}

fn read_every_way(text: &str) {
    let split = front::split(text);
    assert!(text.is_char_boundary(split.body));
    places_are_in(text, split.fault.as_slice());
    for kind in KINDS {
        let (_, faults) = front::read(kind, text, split.yaml);
        places_are_in(text, &faults);
    }
    let list = source_list::read(text);
    places_are_in(text, &list.faults);
    let steps = [Step::Key("title"), Step::Item(2), Step::Key("a")];
    for source in &list.sources {
        for n in 0..=steps.len() {
            let span = source.origin.locate(text, &steps[..n]);
            assert!(text.get(span.range()).is_some(), "{span:?} is not in {text:?}");
        }
    }
}

/// A piece of YAML, or what is like it.
fn scrap() -> impl Strategy<Value = String> {
    let scraps = [
        "title",
        "date",
        "accounts",
        "sources",
        ": ",
        ":",
        "\n",
        "\n  ",
        "\n- ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        ", ",
        "\"",
        "'",
        "#",
        " #",
        "&a ",
        "*a",
        "<<: ",
        "!x ",
        "!!str ",
        "|\n",
        ">-\n",
        "? ",
        "---\n",
        "...\n",
        "\t",
        "%",
        "@",
        "`",
        "~",
        "null",
        "true",
        "0x1F",
        "1e3",
        "2010",
        "é",
        "日本",
        "\r\n",
        "\\",
        "\u{85}",
        "\u{2028}",
        "\u{feff}",
        "\u{0}",
        "key: value\n",
        "a: [b, c]\n",
        "extra:\n  x: 1\n",
    ];
    prop_oneof![4 => prop::sample::select(scraps.to_vec()).prop_map(str::to_owned), 1 => "\\PC{0,3}"]
}

fn almost_yaml() -> impl Strategy<Value = String> {
    prop::collection::vec(scrap(), 0..24).prop_map(|scraps| scraps.concat())
}

/// A text that may stand unquoted as the value of a key.
fn plain() -> impl Strategy<Value = String> {
    let odd = [
        "~",
        "null",
        "Null",
        "true",
        "False",
        "yes",
        "no",
        "0x1F",
        "0o17",
        "0b11",
        "+12",
        "-0",
        "007",
        "1e3",
        "7.10",
        ".5",
        "1.",
        ".inf",
        ".nan",
        "1_000",
        "12:30",
        "2010-03-18",
        "99999999999999999999",
        "-1",
        "340282366920938463463374607431768211456",
        "=",
        "<<",
        "1e400",
        "0.1e-3",
        "NaN",
        "inf",
        "0x",
        "2001-12-14t21:59:43.10-05:00",
    ];
    prop_oneof![
        prop::sample::select(odd.to_vec()).prop_map(str::to_owned),
        "[A-Za-z0-9+.~_é][A-Za-z0-9+.~_é -]{0,12}[A-Za-z0-9+.~_é]",
        "-?[0-9]{1,12}",
        "-?[0-9]{0,4}[.][0-9]{0,4}(e[+-]?[0-9]{1,3})?".prop_filter("a text", |text| !text.starts_with("..")),
    ]
}

proptest! {
    #[test]
    fn any_text_is_read(text in any::<String>()) {
        read_every_way(&text);
        read_every_way(&format!("---\n{text}\n---\n"));
    }

    #[test]
    fn what_is_almost_yaml_is_read(text in almost_yaml()) {
        read_every_way(&text);
        read_every_way(&format!("---\ntitle: a\n{text}\n---\n"));
    }

    #[test]
    fn an_unquoted_title_is_as_written(title in plain()) {
        let (event, faults) = event(&format!("---\ntitle: {title}\ntags:\n- {title}\nextra: {{}}\n---\n"));
        prop_assert_eq!(faults, vec![]);
        prop_assert_eq!(event.title.as_deref(), Some(&*title));
        prop_assert_eq!(&event.tags, &[title.into()]);
    }

    #[test]
    fn a_quoted_title_is_as_written(title in "[^\\pC\u{2028}\u{2029}]{0,20}") {
        let double = title.replace('\\', "\\\\").replace('"', "\\\"");
        let single = title.replace('\'', "''");
        let (double, faults) = event(&format!("---\ntitle: \"{double}\"\ndate: 2010\n---\n"));
        let (single, _) = event(&format!("---\ntitle: '{single}'\ndate: 2010\n---\n"));
        let title = Some(title.trim()).filter(|title| !title.is_empty());
        prop_assert_eq!(faults.is_empty(), title.is_some());
        prop_assert_eq!(double.title.as_deref(), title);
        prop_assert_eq!(single.title.as_deref(), title);
    }

    #[test]
    fn what_is_written_is_found(tree in tree()) {
        let mut text = String::from("é\n");
        let start = text.len();
        let mut places = Vec::new();
        write_tree(&tree, 0, &mut text, &mut Vec::new(), &mut places);
        let block = Span::new(start, text.len());
        let origin = Origin::Yaml { block, entry: None };
        let locator = Locator::new(&text, block);
        for (way, span) in &places {
            let steps: Vec<_> = way.iter().map(Way::step).collect();
            prop_assert_eq!(locator.locate(&origin, &steps), *span, "{:?} in {}", way, text);
            prop_assert!(steps.len() < 3 || origin.locate(&text, &steps) == *span);
        }
    }
}

/// A value to write.
#[derive(Debug, Clone)]
enum Tree {
    Scalar(String),
    List(Vec<Tree>),
    Map(Vec<Tree>),
    Flow(Vec<String>),
}

/// A step of one's own.
#[derive(Debug, Clone)]
enum Way {
    Key(String),
    Item(usize),
}

impl Way {
    fn step(&self) -> Step<'_> {
        match self {
            Self::Key(key) => Step::Key(key),
            Self::Item(n) => Step::Item(*n),
        }
    }
}

fn tree() -> impl Strategy<Value = Tree> {
    let scalar = prop_oneof![
        "[a-z0-9é日]{1,5}( [a-z\u{1F600}]{1,3})?".prop_map(Tree::Scalar),
        "[a-zé:#,' ]{0,8}".prop_map(|text| Tree::Scalar(format!("\"{text}\""))),
        "[a-zé:#,\" ]{0,8}".prop_map(|text| Tree::Scalar(format!("'{text}'"))),
        Just(Tree::Scalar("|\n".to_owned())),
        prop::collection::vec("[a-zé]{1,3}", 0..3).prop_map(Tree::Flow),
    ];
    let nested = scalar.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(Tree::List),
            prop::collection::vec(inner, 1..4).prop_map(Tree::Map),
        ]
    });
    prop::collection::vec(nested, 1..4).prop_map(Tree::Map)
}

/// Writes a value behind its key or dash, and notes where its scalars stand.
fn write_tree(
    tree: &Tree,
    indent: usize,
    text: &mut String,
    way: &mut Vec<Way>,
    places: &mut Vec<(Vec<Way>, Span)>,
) {
    let blanks = " ".repeat(indent);
    match tree {
        // A text in a block: its lines are shown, not the mark before them.
        Tree::Scalar(scalar) if scalar == "|\n" => {
            text.push_str("|\n");
            let start = text.len() + indent + 2;
            for line in ["  é: [", "", "  'b"] {
                text.push_str(&format!("{blanks}{line}\n"));
            }
            places.push((way.clone(), Span::new(start, text.trim_end().len())));
        }
        Tree::Scalar(scalar) => {
            places.push((way.clone(), Span::new(text.len(), text.len() + scalar.len())));
            text.push_str(scalar);
            text.push('\n');
        }
        Tree::Flow(items) => {
            let start = text.len();
            text.push('[');
            for (n, item) in items.iter().enumerate() {
                way.push(Way::Item(n));
                places.push((way.clone(), Span::new(text.len(), text.len() + item.len())));
                way.pop();
                text.push_str(&format!("{item}, "));
            }
            text.push(']');
            places.push((way.clone(), Span::new(start, text.len())));
            text.push('\n');
        }
        Tree::List(items) => {
            text.push('\n');
            for (n, item) in items.iter().enumerate() {
                text.push_str(&format!("{blanks}- "));
                way.push(Way::Item(n));
                write_tree(item, indent + 2, text, way, places);
                way.pop();
            }
        }
        Tree::Map(values) => {
            if indent > 0 {
                text.push('\n');
            }
            for (n, value) in values.iter().enumerate() {
                let key = format!("kéy{n}");
                text.push_str(&format!("{blanks}{key}: "));
                way.push(Way::Key(key));
                write_tree(value, indent + 2, text, way, places);
                way.pop();
            }
        }
    }
}
