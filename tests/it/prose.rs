//! What must hold of any text: no panic, no bad place, balanced HTML, linear time.

use std::time::{Duration, Instant};

use dateline::base::code::Code;
use dateline::base::span::Span;
use dateline::syntax::document::{Document, Kind};
use dateline::syntax::parse::parse;
use dateline::syntax::prose::{Piece, Prose};
use proptest::prelude::{ProptestConfig, Strategy, prop_assert, proptest};
use proptest::{collection, sample};

/// Bits that mean something, alone or beside others.
const BITS: &[&str] = &[
    "@",
    "@a",
    "-@b",
    "@{",
    "}",
    "[",
    "]",
    "[@a",
    "; ",
    ";",
    "(",
    ")",
    "[[",
    "]]",
    "|",
    "\\|",
    "*",
    "**",
    "_",
    "__",
    "~~",
    "`",
    "```\n",
    "\\",
    "&amp;",
    "&#0;",
    "<",
    ">",
    "<b>",
    "</b>",
    "<!--",
    "-->",
    "https://a.b/",
    "www.a.b",
    "!",
    "![",
    "](",
    "\n",
    "\n\n",
    "  \n",
    "\n> ",
    "\n- ",
    "\n1. ",
    "\n- [ ] ",
    "\n    ",
    "\n# ",
    "\n## ",
    "\n---\n",
    "\n| a | b |\n|---|---|\n| ",
    " {#a",
    " {date=2010",
    " actors=\"x y\"",
    "}",
    "[^1]",
    "\n[^1]: ",
    "\n: ",
    "\n> [!NOTE]\n> ",
    "\n> — ",
    "$",
    "{",
    ". ",
    "? ",
    "。",
    "\u{301}",
    "\u{fffc}",
    "\u{1}",
    "\0",
    "\r\n",
    "\t",
    "é",
    "日本",
    "A",
    " word ",
    "Mr. ",
    "]: ",
    "^[",
    "<http://a@b>",
    "mailto:x",
    "javascript:",
];

fn text() -> impl Strategy<Value = String> {
    let bit = sample::select(BITS).prop_map(str::to_owned);
    collection::vec(bit, 0..60).prop_map(|bits| bits.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_whole(text in text()) {
        holds(&text)?;
    }

    #[test]
    fn any_characters_are_read_whole(text in "\\PC{0,80}") {
        holds(&text)?;
    }
}

fn holds(text: &str) -> Result<(), proptest::test_runner::TestCaseError> {
    let document = parse(Kind::Page, text);
    for fault in &document.faults {
        prop_assert!(fault.code != Code::ParserPanic, "{:?}", fault.why);
        let spans = fault.place.iter().chain(fault.related.iter().map(|(place, _)| place));
        for place in spans {
            prop_assert!(fits(text, place.span), "{:?} at {:?}", fault.message, place.span);
        }
    }
    let sections = document.sections.iter().map(|section| &section.prose);
    for prose in std::iter::once(&document.prose).chain(sections) {
        prose_holds(text, prose)?;
    }
    for (n, section) in document.sections.iter().enumerate() {
        prop_assert!(fits(text, section.span));
        prop_assert!(section.parent.is_none_or(|parent| (parent as usize) < n));
    }
    every_section_stands_once(&document)
}

fn fits(text: &str, span: Span) -> bool {
    text.get(span.range()).is_some()
}

fn prose_holds(text: &str, prose: &Prose) -> Result<(), proptest::test_runner::TestCaseError> {
    for cluster in &prose.clusters {
        prop_assert!(text.get(cluster.span.range()) == Some(&*cluster.written));
        prop_assert!(!cluster.items.is_empty());
        prop_assert!(cluster.statement.is_none_or(|n| (n as usize) < prose.statements.len()));
        prop_assert!(cluster.link.is_none_or(|n| (n as usize) < prose.links.len()));
        for item in &cluster.items {
            let mark = item.span.of(text);
            let key = mark.trim_start_matches('-').strip_prefix('@');
            let key =
                key.map(|key| key.strip_prefix('{').and_then(|key| key.strip_suffix('}')).unwrap_or(key));
            prop_assert!(key == Some(&*item.key), "{mark:?} is not {:?}", item.key);
        }
    }
    for statement in &prose.statements {
        prop_assert!(fits(text, statement.span) && !prose.told(statement).trim().is_empty(), "{statement:?}");
        prop_assert!(statement.span.start < statement.span.end);
    }
    let spans = (prose.mentions.iter().map(|m| m.span))
        .chain(prose.links.iter().map(|l| l.span))
        .chain(prose.quotations.iter().map(|q| q.span))
        .chain(prose.anchors.iter().map(|a| a.span))
        .chain(prose.raw_html.iter().copied());
    for span in spans {
        prop_assert!(fits(text, span));
    }
    for quotation in &prose.quotations {
        prop_assert!(quotation.clusters.iter().all(|n| (*n as usize) < prose.clusters.len()));
        prop_assert!(quotation.mention.is_none_or(|n| (n as usize) < prose.mentions.len()));
    }
    let mut ids: Vec<_> = prose.anchors.iter().map(|anchor| &anchor.id).collect();
    ids.sort_unstable();
    ids.dedup();
    prop_assert!(ids.len() == prose.anchors.len(), "an id stands twice");
    html_holds(prose)
}

/// The HTML's elements are closed in order, and everything else is escaped.
fn html_holds(prose: &Prose) -> Result<(), proptest::test_runner::TestCaseError> {
    let mut html = String::new();
    let (mut clusters, mut mentions) = (0, 0);
    for piece in &prose.pieces {
        match piece {
            Piece::Html(text) => html.push_str(text),
            Piece::Cluster(n) => {
                prop_assert!(*n == clusters, "a cluster is out of order or stands twice");
                clusters += 1;
                html.push_str("<a></a>");
            }
            Piece::Mention(n) => {
                prop_assert!(*n == mentions, "a mention is out of order or stands twice");
                mentions += 1;
                html.push_str("<a></a>");
            }
            Piece::Address(n) => prop_assert!((*n as usize) < prose.links.len()),
            Piece::Said(n) => {
                prop_assert!((*n as usize) < prose.quotations.len());
                html.push_str("<blockquote>");
            }
            Piece::Speaker(n) => {
                prop_assert!((*n as usize) < prose.quotations.len());
                html.push_str("<footer>");
            }
            Piece::Raw(_) | Piece::Section(_) | Piece::Quotation(_) | Piece::Word(_) => {}
        }
    }
    prop_assert!(clusters as usize == prose.clusters.len());
    prop_assert!(mentions as usize == prose.mentions.len());
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html.as_str();
    while let Some(at) = rest.find('<') {
        prop_assert!(is_text(&rest[..at]), "{html}");
        let end = rest[at..].find('>').map(|end| at + end);
        prop_assert!(end.is_some(), "{html}");
        let tag = &rest[at + 1..end.unwrap_or(at)];
        rest = &rest[end.unwrap_or(at) + 1..];
        prop_assert!(tag.matches('"').count().is_multiple_of(2), "{html}");
        let name = tag.split(' ').next().unwrap_or("");
        if let Some(name) = name.strip_prefix('/') {
            prop_assert!(open.pop() == Some(name), "</{name}> in {html}");
        } else if !["br", "hr", "img", "input"].contains(&name) {
            prop_assert!(name.bytes().all(|b| b.is_ascii_alphanumeric()), "<{name}> in {html}");
            prop_assert!(name != "a" || !open.contains(&"a"), "a link within a link: {html}");
            open.push(name);
        }
    }
    prop_assert!(is_text(rest) && open.is_empty(), "{open:?} in {html}");
    Ok(())
}

fn is_text(text: &str) -> bool {
    !text.contains(['>', '"'])
        && text.chars().all(|c| c == '\n' || c == '\t' || !c.is_ascii_control())
        && text.match_indices('&').all(|(at, _)| {
            ["&amp;", "&lt;", "&gt;", "&quot;"].iter().any(|entity| text[at..].starts_with(entity))
        })
}

fn every_section_stands_once(document: &Document) -> Result<(), proptest::test_runner::TestCaseError> {
    let sections = document.sections.iter().map(|section| &section.prose);
    let mut stand: Vec<u32> = std::iter::once(&document.prose)
        .chain(sections)
        .flat_map(|prose| &prose.pieces)
        .filter_map(|piece| match piece {
            Piece::Section(n) => Some(*n),
            _ => None,
        })
        .collect();
    stand.sort_unstable();
    prop_assert!(stand.iter().copied().eq(0..document.sections.len() as u32));
    Ok(())
}

/// Patterns that make a careless reader quadratic.
const HOSTILE: &[&str] = &[
    "[",
    "]",
    "[@a;",
    "[@a]",
    "[@a](",
    "[@a][",
    "@",
    "@a",
    "@a ",
    "-@",
    "@{",
    "@{a",
    "@{a ",
    "*",
    "**",
    "_",
    "_@a",
    "*@a* ",
    "[[",
    "[[a|",
    "{",
    "> ",
    ">",
    "- ",
    "1. ",
    "  - a\n",
    "`",
    "~",
    "~~a",
    "<",
    "<a",
    "<!--",
    "&",
    "&amp;",
    "\\",
    "$a ",
    "[$a",
    "^[@a",
    "!",
    "![",
    "![@a](",
    "[a](",
    "https://",
    "https://a.b/(",
    "www.",
    "www.a.b ",
    "[^1]",
    "[^a",
    "[^a] ",
    "a. ",
    "A. ",
    "\"",
    "(",
    "。",
    "—",
    "> — a\n",
    "> a\n> — b\n\n",
    "# a {#a}\n",
    "# {",
    "# a {date=",
    "## a {date=2010}\n",
    "| a ",
    "|-|\n",
    "\n: a\n",
    "Term\n: a\n",
    "- [ ] ",
    "[@a]: ",
    "]: ",
    "[a]: b\n",
    "x\n",
    "\t",
    "\0",
    "\r",
    "#",
    "===\n",
    "a\n===\n",
    "http",
    "w",
];

#[test]
fn hostile_texts_take_no_longer_than_their_length() {
    for pattern in HOSTILE {
        let mut took = Duration::MAX;
        for _ in 0..2 {
            let text = pattern.repeat(100_000 / pattern.len());
            let start = Instant::now();
            let document = parse(Kind::Page, &text);
            took = took.min(start.elapsed());
            assert!(document.faults.iter().all(|fault| fault.code != Code::ParserPanic), "{pattern:?}");
            if took < Duration::from_secs(3) {
                break;
            }
        }
        // Quadratic time would be minutes here.
        assert!(took < Duration::from_secs(3), "{pattern:?} took {took:?}");
    }
}

#[test]
fn many_footnotes_take_no_longer_than_their_length() {
    let mut text = String::new();
    for n in 0..4000 {
        text.push_str(&format!("a[^{n}] b[^{n}]\n\n[^{n}]: c [^{}]\n\n", (n + 1) % 4000));
    }
    let start = Instant::now();
    let document = parse(Kind::Page, &text);
    assert!(document.faults.is_empty());
    assert!(start.elapsed() < Duration::from_secs(3));
}
