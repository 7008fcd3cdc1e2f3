//! `tests/spec/*.md`: the annotation language, each example with what it must become.
//!
//! See `tests/spec/README.md` for the form. `UPDATE_EXPECT=1` writes what is found.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use dateline::base::diagnostic::Fault;
use dateline::base::span::LineCol;
use dateline::syntax::document::{Document, Kind};
use dateline::syntax::fields::EventFields;
use dateline::syntax::parse::parse;
use dateline::syntax::prose::{Citation, Cluster, Mode, Piece, Prose};

/// A fenced block of a chapter: which lines of it are within, and its info string.
struct Block {
    info: String,
    fence: String,
    /// The lines within.
    lines: std::ops::Range<usize>,
    text: String,
}

#[test]
fn every_example_becomes_what_it_says() {
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec");
    let mut chapters: Vec<_> = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
    chapters.sort();
    let mut faults = String::new();
    let mut examples = 0;
    for path in chapters.iter().filter(|path| path.file_name().is_some_and(|name| name != "README.md")) {
        let text = fs::read_to_string(path).unwrap();
        let checked = check(&text, &mut examples);
        if checked == text {
            continue;
        }
        if update {
            fs::write(path, checked).unwrap();
        } else {
            let name = path.file_name().unwrap().to_str().unwrap();
            let _ = writeln!(faults, "{name}:\n{}", difference(&text, &checked));
        }
    }
    assert!(examples > 20, "only {examples} examples were found");
    assert!(faults.is_empty(), "\n{faults}UPDATE_EXPECT=1 writes what is found");
}

/// The chapter with each example's blocks as they are found to be.
fn check(text: &str, examples: &mut usize) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let blocks = blocks(&lines);
    let mut out = String::new();
    let mut at = 0;
    let mut next = 0;
    while next < blocks.len() {
        let input = &blocks[next];
        next += 1;
        let Some(kind) = kind(&input.info) else { continue };
        *examples += 1;
        let document = parse(kind, &input.text);
        copy(&lines, at..input.lines.end + 1, &mut out);
        at = input.lines.end + 1;
        let mut wanted = vec!["html"];
        while let Some(block) = blocks.get(next).filter(|block| kind_of_result(&block.info)) {
            if !lines[at..block.lines.start - 1].iter().all(|line| line.trim().is_empty()) {
                break;
            }
            if block.info != "html" && block.info != "diagnostics" {
                wanted.push(if block.info == "evidence" { "evidence" } else { "events" });
            }
            at = block.lines.end + 1;
            next += 1;
        }
        if !document.faults.is_empty() {
            wanted.push("diagnostics");
        }
        for info in wanted {
            let content = match info {
                "html" => html(&document.prose, &document),
                "events" => events(&document),
                "evidence" => evidence(&document),
                _ => diagnostics(&input.text, &document.faults),
            };
            let _ = write!(out, "\n{0}{info}\n{content}{0}\n", input.fence);
        }
    }
    copy(&lines, at..lines.len(), &mut out);
    out
}

fn copy(lines: &[&str], range: std::ops::Range<usize>, out: &mut String) {
    for line in &lines[range] {
        out.push_str(line);
        out.push('\n');
    }
}

fn kind(info: &str) -> Option<Kind> {
    match info {
        "markdown" => Some(Kind::Source),
        "markdown event" => Some(Kind::Event),
        "markdown page" => Some(Kind::Page),
        _ => None,
    }
}

fn kind_of_result(info: &str) -> bool {
    ["html", "events", "evidence", "diagnostics"].contains(&info)
}

fn blocks(lines: &[&str]) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let fence: String = lines[at].chars().take_while(|c| *c == '`').collect();
        at += 1;
        if fence.len() < 3 {
            continue;
        }
        let info = lines[at - 1][fence.len()..].trim().to_owned();
        let start = at;
        while at < lines.len() && lines[at] != fence {
            at += 1;
        }
        let text = lines[start..at].iter().flat_map(|line| [line, "\n"]).collect();
        blocks.push(Block { info, fence, lines: start..at, text });
        at += 1;
    }
    blocks
}

/// The HTML, with its holes as `⟦…⟧`.
fn html(prose: &Prose, document: &Document) -> String {
    let mut html = String::new();
    for piece in &prose.pieces {
        let _ = match piece {
            Piece::Html(text) => write!(html, "{text}"),
            Piece::Raw(text) => write!(html, "⟦raw {}⟧", text.trim_end()),
            Piece::Cluster(n) => write!(html, "⟦{}⟧", cluster(&prose.clusters[*n as usize])),
            Piece::Mention(n) => {
                let mention = &prose.mentions[*n as usize];
                let words = mention.words.as_deref().map(|words| format!("|{words}")).unwrap_or_default();
                write!(html, "⟦{}{words}⟧", mention.target)
            }
            Piece::Address(n) => write!(html, "⟦{}⟧", prose.links[*n as usize].address),
            Piece::Said(_) => writeln!(html, "<blockquote class=\"said\">"),
            Piece::Speaker(_) => write!(html, "<footer>"),
            Piece::Quotation(_) => Ok(()),
            Piece::Word(key) => write!(html, "⟦{key}⟧"),
            Piece::Section(n) => {
                let section = &document.sections[*n as usize];
                let title = section.fields.title.as_deref().unwrap_or("");
                let inner = self::html(&section.prose, document);
                let inner: String = inner.lines().map(|line| format!("  {line}\n")).collect();
                writeln!(html, "⟦event {title}\n{inner}⟧")
            }
        };
    }
    if !html.is_empty() && !html.ends_with('\n') {
        html.push('\n');
    }
    html
}

fn cluster(cluster: &Cluster) -> String {
    if let [first, rest @ ..] = &*cluster.items
        && first.mode == Mode::AuthorInText
    {
        let rest: Vec<String> = rest.iter().map(item).collect();
        let after = [&[first.suffix.to_string()], &*rest].concat().join("; ");
        let after = after.trim_start_matches("; ");
        let after = if after.is_empty() { String::new() } else { format!(" [{after}]") };
        return format!("text:@{}{after}", first.key);
    }
    cluster.items.iter().map(item).collect::<Vec<_>>().join("; ").replace('\n', " ")
}

fn item(item: &Citation) -> String {
    let space = if item.prefix.is_empty() { "" } else { " " };
    let dash = if item.mode == Mode::SuppressAuthor { "-" } else { "" };
    format!("{}{space}{dash}@{}{}", item.prefix, item.key, item.suffix)
}

/// Each statement, with the citations that it bears.
fn evidence(document: &Document) -> String {
    let mut out = String::new();
    let sections = document.sections.iter().map(|section| &section.prose);
    for prose in std::iter::once(&document.prose).chain(sections) {
        for (n, statement) in prose.statements.iter().enumerate() {
            let _ = write!(out, "{}", prose.told(statement).replace('\n', " / "));
            for found in prose.clusters.iter().filter(|cluster| cluster.statement == Some(n as u32)) {
                let _ = write!(out, " ← {}", cluster(found));
            }
            out.push('\n');
        }
        for found in prose.clusters.iter().filter(|cluster| cluster.statement.is_none()) {
            let _ = writeln!(out, "(nothing) ← {}", cluster(found));
        }
        for quotation in &prose.quotations {
            let _ = writeln!(out, "said by {}", quotation.speaker);
        }
    }
    out
}

fn events(document: &Document) -> String {
    let mut out = String::new();
    for section in &document.sections {
        let fields: &EventFields = &section.fields;
        let date = fields.date.as_ref().map_or("no date", |date| date.as_written());
        let _ = write!(out, "{date}: {}", fields.title.as_deref().unwrap_or("(no title)"));
        if let Some(id) = &fields.id {
            let _ = write!(out, " #{id}");
        }
        for (name, list) in [
            ("actors", &fields.actors),
            ("places", &fields.places),
            ("tags", &fields.tags),
            ("sources", &fields.sources),
            ("part-of", &fields.part_of),
            ("follows", &fields.follows),
            ("responds-to", &fields.responds_to),
        ] {
            if !list.is_empty() {
                let _ = write!(out, " {name}=[{}]", list.join(", "));
            }
        }
        for (name, value) in [("summary", &fields.summary), ("date-as-written", &fields.date_as_written)] {
            if let Some(value) = value {
                let _ = write!(out, " {name}={value:?}");
            }
        }
        if let Some(order) = fields.order {
            let _ = write!(out, " order={order}");
        }
        if fields.draft {
            out.push_str(" draft");
        }
        if let Some(parent) = section.parent {
            let parent = &document.sections[parent as usize].fields;
            let _ = write!(out, " (within: {})", parent.title.as_deref().unwrap_or(""));
        }
        out.push('\n');
    }
    out
}

fn diagnostics(text: &str, faults: &[Fault]) -> String {
    let mut out = String::new();
    for fault in faults {
        let span = fault.place.expect("a fault of a text has a place").span;
        let LineCol { line, col } = LineCol::of(text, span.start);
        let (level, code) = (fault.level.word(), fault.code.name());
        let _ = writeln!(out, "{line}:{col} {level}[{code}]: {}", fault.message);
        if let Some(help) = &fault.help {
            let _ = writeln!(out, "    help: {help}");
        }
    }
    out
}

/// The first lines that differ.
fn difference(expected: &str, found: &str) -> String {
    let (mut expected, mut found) = (expected.lines(), found.lines());
    let mut number = 0;
    loop {
        number += 1;
        match (expected.next(), found.next()) {
            (Some(a), Some(b)) if a == b => {}
            (None, None) => return String::new(),
            (a, b) => {
                let written: Vec<_> = a.into_iter().chain(expected).take(6).collect();
                let found: Vec<_> = b.into_iter().chain(found).take(6).collect();
                let (written, found) = (written.join("\n    "), found.join("\n    "));
                return format!("line {number}, written:\n    {written}\n  found:\n    {found}\n");
            }
        }
    }
}
