//! The fields of one entry as text: strings put in, LaTeX decoded, names taken apart. The parser
//! is not ours: it is held to bounds, and caught where it falls.

use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use biblatex::{
    Bibliography, Chunk, Chunks, ChunksExt, Field as RawField, Pair, ParseError, ParseErrorKind,
    RawBibliography, RawChunk, RawEntry, Spanned, Token,
};
use rustc_hash::FxHashMap;

use crate::base::code::Code;
use crate::base::diagnostic::{Fault, Level};
use crate::base::span::Span;
use crate::syntax::source::bib::split::{Piece, What};
use crate::syntax::source::creator::{Creator, Person};

/// The deepest that braces may lie in each other: the parser goes down with them.
const DEEPEST: u32 = 50;

/// The most braces and formulas in one entry: the parser's time grows with their square.
const MOST_MARKS: u32 = 20_000;

/// The most fields of one entry that are read.
const MOST_FIELDS: usize = 500;

/// The longest text that strings (`@string`) may make, in bytes.
const LONGEST_STRING: usize = 64 << 10;

/// What `@string` has defined: name in lower case → LaTeX.
pub(super) type Strings = FxHashMap<String, String>;

/// An entry, its fields as text.
#[derive(Debug)]
pub(super) struct Entry {
    /// Its key.
    pub(super) key: String,
    /// Where that stands.
    pub(super) key_span: Span,
    /// Its type, in lower case.
    pub(super) kind: String,
    /// All of it.
    pub(super) span: Span,
    /// Its fields, in the order of the file, each name once.
    pub(super) fields: Vec<Field>,
}

/// A field of an entry.
#[derive(Debug, Clone)]
pub(super) struct Field {
    /// Its name, in lower case.
    pub(super) name: String,
    /// What it says, decoded.
    pub(super) text: String,
    /// The names in it, where it is a list of names.
    pub(super) names: Vec<Creator>,
    /// Where its value stands.
    pub(super) span: Span,
}

/// What came of a piece.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub(super) entry: Option<Entry>,
    pub(super) faults: Vec<Fault>,
}

/// The fields that are lists of names.
pub(super) const NAMES: &[&str] = &[
    "author",
    "editor",
    "editora",
    "editorb",
    "editorc",
    "translator",
    "bookauthor",
    "afterword",
    "annotator",
    "commentator",
    "foreword",
    "holder",
    "introduction",
    "shortauthor",
    "shorteditor",
    "director",
    "interviewer",
];

/// The fields in which no LaTeX is decoded.
const PLAIN: &[&str] = &["crossref", "xref", "xdata", "ids", "keywords", "langid", "file"];

/// Reads the strings that a piece defines, which may use those before them.
pub(super) fn define(text: &str, piece: Piece, strings: &mut Strings) -> Vec<Fault> {
    let shaped = shaped(text, piece);
    let raw = match parse(&shaped, piece) {
        Ok(raw) => raw,
        Err(fault) => return vec![*fault],
    };
    let mut faults = Vec::new();
    for pair in raw.abbreviations {
        let value = expanded(&pair.value.v, strings, piece, &mut faults);
        strings.insert(pair.key.v.to_lowercase(), value.into_owned());
    }
    faults
}

/// Reads a piece that is an entry.
pub(super) fn read(text: &str, piece: Piece, strings: &Strings) -> Read {
    debug_assert_eq!(piece.what, What::Entry);
    let shaped = shaped(text, piece);
    let raw = match parse(&shaped, piece) {
        Ok(raw) => raw,
        Err(fault) => return Read { entry: None, faults: vec![*fault] },
    };
    let Some(entry) = raw.entries.into_iter().next() else { return Read::default() };
    let mut read = Read::default();
    let key_span = shift(&entry.v.key.span, piece);
    let mut fields: Vec<Field> = Vec::with_capacity(entry.v.fields.len());
    for pair in entry.v.fields.iter().take(MOST_FIELDS) {
        let name = pair.key.v.to_lowercase();
        if let Some(first) = fields.iter().find(|field| field.name == name) {
            let first = first.span;
            let span = shift(&pair.key.span, piece);
            read.faults.push(twice(&name, span, first));
            continue;
        }
        let span = shift(&pair.value.span, piece);
        let raw = expanded(&pair.value.v, strings, piece, &mut read.faults);
        if name == "note" && raw.contains('\n') {
            let text = lines(&raw);
            fields.push(Field { text, names: Vec::new(), name, span });
            continue;
        }
        let chunks = match decoded(&name, &raw) {
            Ok(chunks) => chunks,
            Err(why) => {
                read.faults.push(undecoded(&name, span, &why));
                plain(&raw)
            }
        };
        let names = if NAMES.contains(&&*name) { people(&chunks) } else { Vec::new() };
        fields.push(Field { text: tidied(&name, &chunks), names, name, span });
    }
    read.entry = Some(Entry {
        key: entry.v.key.v.to_owned(),
        key_span,
        kind: entry.v.kind.v.to_lowercase(),
        span: piece.span,
        fields,
    });
    read
}

/// A text of which each line counts.
fn lines(raw: &str) -> String {
    let line = |line: &str| tidied("note", &decoded("note", line).unwrap_or_else(|_| plain(line)));
    raw.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// A piece with braces around it, also where the file has parentheses: of the same length.
fn shaped(text: &str, piece: Piece) -> Cow<'_, str> {
    let written = piece.span.of(text);
    let open = (piece.open - piece.span.start) as usize;
    if written.as_bytes().get(open) != Some(&b'(') {
        return Cow::Borrowed(written);
    }
    let inner = &written[open + 1..written.len() - usize::from(piece.closed)];
    Cow::Owned(format!("{}{{{inner}{}", &written[..open], if piece.closed { "}" } else { "" }))
}

fn parse<'t>(shaped: &'t str, piece: Piece) -> Result<RawBibliography<'t>, Box<Fault>> {
    let head = Span::new(piece.span.start as usize, piece.open as usize + 1);
    if piece.depth > DEEPEST || piece.marks > MOST_MARKS {
        let message = "an entry has more braces in it than are read".to_owned();
        let help = format!("at most {DEEPEST} may lie in each other, and {MOST_MARKS} in one entry");
        return Err(Box::new(Fault::here(Code::BibSyntax, head, message).label("left out").help(help)));
    }
    let parsed = catch_unwind(AssertUnwindSafe(|| RawBibliography::parse(shaped)));
    match parsed {
        Ok(Ok(raw)) if piece.closed => Ok(raw),
        Ok(Err(error)) if piece.closed => Err(Box::new(syntax(&error, shaped, piece))),
        Ok(_) => Err(Box::new(
            Fault::here(Code::BibSyntax, head, "an entry does not end")
                .label("its brace is never closed")
                .why("it is left out; the rest of the file is read")
                .help("close each brace that is opened in it"),
        )),
        Err(_) => Err(Box::new(fallen(head))),
    }
}

fn fallen(span: Span) -> Fault {
    Fault::here(Code::ParserPanic, span, "the BibTeX parser failed on this entry")
        .label("left out")
        .help("this is a fault of the program: please report it with this entry")
}

fn syntax(error: &ParseError, shaped: &str, piece: Piece) -> Fault {
    let at = floor(shaped, error.span.start);
    let end = shaped[at..].chars().next().map_or(at, |c| at + c.len_utf8());
    let span = shift(&(at..error.span.end.max(end)), piece);
    let (label, help) = match &error.kind {
        ParseErrorKind::Expected(Token::Comma) => {
            ("a comma is missing before this", "put a comma after each field, and one after the key")
        }
        ParseErrorKind::Expected(Token::Equals) => ("no `=`", "write `field = {text}`"),
        ParseErrorKind::Expected(Token::Identifier) => ("no field's name", "write `field = {text}`"),
        ParseErrorKind::UnexpectedEof => ("no value", "put the text in braces: `field = {text}`"),
        _ => ("not BibTeX", "write the entry as `@type{key, field = {text}}`"),
    };
    Fault::here(Code::BibSyntax, span, "an entry cannot be read")
        .label(label)
        .why("it is left out; the rest of the file is read")
        .help(help)
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn twice(name: &str, span: Span, first: Span) -> Fault {
    use crate::base::span::{Here, Place};
    Fault::here(Code::DuplicateKey, span, format!("`{name}` stands twice in this entry"))
        .level(Level::Warning)
        .label("not read")
        .related(Place { file: Here, span: first }, "this one is")
        .help("keep one of them")
}

fn undecoded(name: &str, span: Span, why: &str) -> Fault {
    Fault::here(Code::BibSyntax, span, format!("the LaTeX of `{name}` cannot be read"))
        .level(Level::Warning)
        .label(why.to_owned())
        .why("it is shown as it stands")
        .help("close each brace and each `$`, and end no text with a backslash")
}

fn shift(range: &std::ops::Range<usize>, piece: Piece) -> Span {
    Span::new(range.start, range.end).shifted(piece.span.start as usize)
}

/// A value with the strings that it names put in.
fn expanded<'t>(
    field: &RawField<'t>,
    strings: &Strings,
    piece: Piece,
    faults: &mut Vec<Fault>,
) -> Cow<'t, str> {
    if let [Spanned { v: RawChunk::Normal(text), .. }] = field[..] {
        return Cow::Borrowed(text);
    }
    let mut all = String::new();
    for chunk in field {
        let text = match chunk.v {
            RawChunk::Normal(text) => text,
            RawChunk::Abbreviation(name) => {
                let lower = name.to_lowercase();
                match strings.get(&lower) {
                    Some(text) => text,
                    None => match month(&lower) {
                        Some(month) => month,
                        None => {
                            let message = format!("no `@string` defines `{name}`");
                            let fault = Fault::here(Code::BibSyntax, shift(&chunk.span, piece), message)
                                .level(Level::Warning)
                                .label("taken as it stands")
                                .help("define it further up, or put the text in braces");
                            faults.push(fault);
                            name
                        }
                    },
                }
            }
        };
        if all.len() + text.len() > LONGEST_STRING {
            break;
        }
        all.push_str(text);
    }
    Cow::Owned(all)
}

/// The month that BibTeX's styles define by this name.
fn month(name: &str) -> Option<&'static str> {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    MONTHS.into_iter().find(|month| name.len() == 3 && month.to_lowercase().starts_with(name))
}

fn plain(text: &str) -> Chunks {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let at = 0..text.len();
    vec![Spanned::new(Chunk::Normal(text), at)]
}

/// A value with its LaTeX decoded.
fn decoded(name: &str, raw: &str) -> Result<Chunks, String> {
    if PLAIN.contains(&name) || !raw.contains(['\\', '{', '}', '$', '-', '\n', '\t', '\r', '\u{a0}']) {
        return Ok(plain(raw));
    }
    // The parser counts on from where a text stands: nothing of it may be detached.
    let at = 0..raw.len();
    let field = vec![Spanned::new(RawChunk::Normal(raw), at.clone())];
    let pair = Pair::new(Spanned::new(name, 0..0), Spanned::new(field, at));
    let entry =
        RawEntry { key: Spanned::new("k", 0..0), kind: Spanned::new("misc", 0..0), fields: vec![pair] };
    let raw = RawBibliography {
        preamble: String::new(),
        entries: vec![Spanned::new(entry, 0..0)],
        abbreviations: Vec::new(),
    };
    let read = catch_unwind(AssertUnwindSafe(|| Bibliography::from_raw(raw)));
    let read = read.map_err(|_| "the parser failed on it".to_owned())?;
    let read = read.map_err(|error| error.kind.to_string())?;
    let entry = read.into_iter().next().ok_or("nothing was read")?;
    entry.fields.into_values().next().ok_or_else(|| "nothing was read".to_owned())
}

/// The text of a value: what LaTeX is left of it, undone.
fn tidied(name: &str, chunks: &Chunks) -> String {
    let text: String = chunks.iter().map(|chunk| chunk.v.get()).collect();
    let text = text.trim();
    if matches!(name, "url" | "doi" | "urlraw" | "file" | "archiveurl" | "archived") {
        return address(text);
    }
    // In a date, `~` is a mark of EDTF.
    let is_date = name.ends_with("date") || matches!(name, "year" | "published" | "archived-on");
    if is_date || !text.contains(['\\', '~', '`', '\'']) {
        return text.to_owned();
    }
    let text = commands_undone(text).replace('~', "\u{a0}").replace("``", "“").replace("''", "”");
    text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// An address without the backslashes that some programs write into it.
fn address(text: &str) -> String {
    if !text.contains('\\') {
        return text.to_owned();
    }
    let text = text.replace("{\\textasciitilde}", "~").replace("\\textasciitilde", "~").replace("\\~{}", "~");
    ["_", "%", "&", "#", "~"].iter().fold(text, |text, mark| text.replace(&format!("\\{mark}"), mark))
}

/// The text without the commands that the parser left in it: of `\emph{x}` is `x` kept, of
/// `\href{address}{x}` is `x`, of `\foo` nothing.
fn commands_undone(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut open = 0_usize;
    let mut rest = text;
    while let Some(at) = rest.find(['\\', '}']) {
        kept.push_str(&rest[..at]);
        let mark = rest.as_bytes()[at];
        rest = &rest[at + 1..];
        match mark {
            b'}' if open > 0 => open -= 1,
            b'}' => kept.push('}'),
            _ => {
                let word = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
                let name = &rest[..word];
                if word == 0 {
                    kept.push('\\');
                    continue;
                }
                rest = &rest[word..];
                if name == "href"
                    && let Some(end) = rest.find('}')
                {
                    rest = &rest[end + 1..];
                } else if let Some(argument) = rest.strip_prefix('{') {
                    rest = argument;
                    open += 1;
                } else {
                    rest = rest.strip_prefix(' ').unwrap_or(rest);
                }
            }
        }
    }
    kept.push_str(rest);
    kept
}

/// The names of a list of names: `and others` is nobody.
fn people(chunks: &Chunks) -> Vec<Creator> {
    let split = catch_unwind(AssertUnwindSafe(|| chunks.parse::<Vec<biblatex::Person>>()));
    let Ok(Ok(people)) = split else { return vec![Creator::Whole(chunks.format_verbatim().into())] };
    people.iter().filter_map(person).collect()
}

fn person(person: &biblatex::Person) -> Option<Creator> {
    let part = |text: &str| {
        let text = if text.contains(['\\', '~']) {
            commands_undone(&text.replace('~', " "))
        } else {
            text.to_owned()
        };
        let text = text.trim();
        (!text.is_empty()).then(|| Box::<str>::from(text))
    };
    let family = part(&person.name);
    let (given, prefix, suffix) = (part(&person.given_name), part(&person.prefix), part(&person.suffix));
    match (family, given) {
        (Some(others), None) if &*others == "others" => None,
        // A name in braces, or of one word.
        (Some(name), None) if prefix.is_none() && suffix.is_none() => Some(Creator::Whole(name)),
        (Some(family), given) => {
            let (dropping, non_dropping) =
                if person.use_prefix == Some(true) { (None, prefix) } else { (prefix, None) };
            Some(Creator::Person(Box::new(Person { family, given, dropping, non_dropping, suffix })))
        }
        (None, Some(name)) => Some(Creator::Whole(name)),
        (None, None) => prefix.map(Creator::Whole),
    }
}
