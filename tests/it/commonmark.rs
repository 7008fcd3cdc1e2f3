//! CommonMark's own examples.

use std::fmt::Write;

use dateline::syntax::document::Kind;
use dateline::syntax::parse::parse;
use dateline::syntax::prose::{Piece, Prose};

/// The examples that become something else here, each with the reason. One that is here and holds
/// is a fault too.
const DEVIATIONS: &[(&str, &[u64])] = &[
    ("a first line `---` begins front matter", &[96, 98]),
    ("comments are left out", &[179, 183, 308, 309, 625, 626]),
    ("the spaces before raw HTML are left out", &[191]),
    ("`[[…]]` is a mention, and `![[…]]` an image", &[559, 590]),
    ("only some schemes are made links", &[596, 598, 599, 601]),
    ("bare addresses are links", &[602, 608, 611]),
];

#[test]
fn the_examples_of_commonmark_become_what_it_says() {
    let rows = include_str!("../conformance/commonmark.jsonl");
    let known = |n: u64| DEVIATIONS.iter().any(|(_, numbers)| numbers.contains(&n));
    let (mut faults, mut deviating) = (String::new(), Vec::new());
    let mut held = 0;
    for row in rows.lines() {
        let row: serde_json::Value = serde_json::from_str(row).unwrap();
        let n = row["n"].as_u64().unwrap();
        let markdown = row["markdown"].as_str().unwrap();
        let expected = normalized(row["html"].as_str().unwrap());
        let found = normalized(&html(&parse(Kind::Source, markdown).prose));
        if expected == found {
            held += 1;
            continue;
        }
        deviating.push(n);
        if !known(n) {
            let _ = writeln!(faults, "{n} {markdown:?}\n  says: {expected:?}\n  we:   {found:?}");
        }
    }
    for (why, numbers) in DEVIATIONS {
        for n in numbers.iter().filter(|n| !deviating.contains(n)) {
            let _ = writeln!(faults, "{n} holds now; take it off the list ({why})");
        }
    }
    assert_eq!(held + deviating.len(), 652, "an example is missing");
    assert!(faults.is_empty(), "\n{faults}");
}

/// What a site that allows raw HTML would make of it.
fn html(prose: &Prose) -> String {
    let mut html = String::new();
    for piece in &prose.pieces {
        match piece {
            Piece::Html(text) | Piece::Raw(text) => html.push_str(text),
            Piece::Cluster(n) => html.push_str(&prose.clusters[*n as usize].written),
            Piece::Mention(n) => html.push_str(&format!("[[{}]]", prose.mentions[*n as usize].target)),
            Piece::Address(n) => address(&prose.links[*n as usize].address, &mut html),
            Piece::Section(_) => html.push_str("[event]"),
            Piece::Word(key) => html.push_str(key),
            Piece::Said(_) => html.push_str("<blockquote class=\"said\">\n"),
            Piece::Speaker(_) => html.push_str("<footer>"),
            Piece::Quotation(_) => {}
        }
    }
    html
}

/// An address as the examples write it: percent-encoded where it must be, and escaped.
fn address(address: &str, html: &mut String) {
    for byte in address.bytes() {
        match byte {
            b'&' => html.push_str("&amp;"),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => html.push(char::from(byte)),
            _ if b"-_.+!*(),%#@?=;:/$~'".contains(&byte) => html.push(char::from(byte)),
            _ => {
                let _ = write!(html, "%{byte:02X}");
            }
        }
    }
}

/// HTML without what makes no difference: the level and id of headings, the closing slash of
/// empty elements, space beside blocks.
fn normalized(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
        let tag = &rest[at..end];
        rest = &rest[end..];
        let heading = tag.trim_start_matches("</").trim_start_matches('<');
        let is_heading = heading.starts_with('h') && heading[1..].starts_with(|c: char| c.is_ascii_digit());
        if is_heading {
            out.push_str(if tag.starts_with("</") { "</h>" } else { "<h>" });
        } else {
            out.push_str(&tag.replace(" />", ">").replace(" tabindex=\"0\"", ""));
        }
    }
    out.push_str(rest);
    let mut previous = String::new();
    let mut out = out.trim().to_owned();
    while previous != out {
        previous.clone_from(&out);
        out = out.replace(">\n", ">").replace("\n<", "<");
    }
    out
}
