//! Where a value stands: looked for only when there is something to say about it.

use std::cell::OnceCell;
use std::panic::catch_unwind;

use rustc_hash::FxHashMap;
use saphyr_parser::{Event, Parser};

use crate::base::span::Span;
use crate::syntax::attributes::members;
use crate::syntax::fields::{Origin, Step};
use crate::syntax::source::locate::field;
use crate::syntax::yaml::bounds::DEEPEST;
use crate::syntax::yaml::mend::pieces;

/// Finds values in one file. The file is gone through at the first question only, so one locator
/// answers for a whole file in the time of one walk.
#[derive(Debug)]
pub struct Locator<'t> {
    text: &'t str,
    block: Span,
    index: OnceCell<Index>,
}

impl<'t> Locator<'t> {
    /// A locator for the YAML at `block` of the file `text`.
    pub fn new(text: &'t str, block: Span) -> Self {
        Self { text, block, index: OnceCell::new() }
    }

    /// The bytes of the value that `steps` lead to from `origin`, which is of this file. Where it
    /// does not exist, the nearest place: the key that it should be in, else the entry's key, the
    /// heading, or the first line of the YAML.
    pub fn locate(&self, origin: &Origin, steps: &[Step<'_>]) -> Span {
        self.find(origin, steps, |found| found.value)
    }

    /// The bytes of the key that `steps` end in.
    pub fn locate_key(&self, origin: &Origin, steps: &[Step<'_>]) -> Span {
        self.find(origin, steps, |found| found.key)
    }

    /// Every place at which the key that `steps` end in stands.
    pub(crate) fn keys(&self, origin: &Origin, steps: &[Step<'_>]) -> Vec<Span> {
        let Origin::Yaml { block, entry } = origin else { return vec![self.locate_key(origin, steps)] };
        let (Some(Step::Key(last)), true) = (steps.last(), *block == self.block) else { return Vec::new() };
        let index = self.index();
        let Some(within) = index.follow(entry.as_deref(), &steps[..steps.len() - 1]).ok() else {
            return Vec::new();
        };
        let Inside::Map(map) = &within.inside else { return Vec::new() };
        map.pairs.iter().filter(|pair| *pair.key == **last).map(|pair| pair.key_span).collect()
    }

    fn find(&self, origin: &Origin, steps: &[Step<'_>], of: impl Fn(Found) -> Span) -> Span {
        match origin {
            // All of a front matter: its first line stands for it, and no walk is needed.
            Origin::Yaml { block, entry: None } if steps.is_empty() => {
                let line = first_line(self.text, *block);
                of(Found { key: line, value: line })
            }
            Origin::Yaml { block, entry } if *block == self.block => {
                let found = match self.index().follow(entry.as_deref(), steps) {
                    Ok(spot) => Some(Found { key: spot.key, value: spot.span }),
                    Err(nearest) => nearest,
                };
                found.map_or_else(|| first_line(self.text, *block), of)
            }
            Origin::Yaml { block, .. } => Locator::new(self.text, *block).find(origin, steps, of),
            Origin::Heading { heading, attributes } => match steps.first() {
                Some(Step::Key(key)) => {
                    attributes.iter().find(|(name, _)| **name == **key).map_or(*heading, |(_, value)| {
                        let value = word(self.text, *value, &steps[1..]);
                        of(Found { key: key_before(self.text, key, value), value })
                    })
                }
                _ => *heading,
            },
            Origin::Data { entry, key } => match steps.first() {
                Some(Step::Key(name)) if *name != "key" => {
                    field(self.text, *entry, name).map_or(*key, |(key, value)| of(Found { key, value }))
                }
                _ => *key,
            },
            Origin::Nowhere => Span::point(0),
        }
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(self.text, self.block))
    }
}

impl Origin {
    /// The bytes of the value that `steps` lead to in the file `text`; the nearest place where it
    /// does not exist. Where many are to be found in one file, [`Locator`] is faster.
    pub fn locate(&self, text: &str, steps: &[Step<'_>]) -> Span {
        Locator::new(text, self.block()).locate(self, steps)
    }

    /// The bytes of the key that `steps` end in.
    pub fn locate_key(&self, text: &str, steps: &[Step<'_>]) -> Span {
        Locator::new(text, self.block()).locate_key(self, steps)
    }

    fn block(&self) -> Span {
        match self {
            Self::Yaml { block, .. } => *block,
            Self::Heading { .. } | Self::Data { .. } | Self::Nowhere => Span::default(),
        }
    }
}

/// The key before a heading's attribute; the value where it is not written, as in `#id`.
fn key_before(text: &str, key: &str, value: Span) -> Span {
    let at = value.start as usize;
    let before = text.get(..at).unwrap_or("").trim_end_matches(['"', '\'']);
    match before.strip_suffix('=').map(str::trim_end) {
        Some(before) if before.ends_with(key) => Span::new(before.len() - key.len(), before.len()),
        _ => value,
    }
}

/// A value of a heading's attribute, or the word of it that `steps` ask for.
fn word(text: &str, value: Span, steps: &[Step<'_>]) -> Span {
    let Some(Step::Item(n)) = steps.first() else { return value };
    let written = value.of(text);
    let inner = written.trim_matches(['"', '\'']);
    match members(inner).nth(*n) {
        Some(word) => {
            let at = word.as_ptr() as usize - written.as_ptr() as usize + value.start as usize;
            Span::new(at, at + word.len())
        }
        None => value,
    }
}

/// The first line of `block` that says something.
fn first_line(text: &str, block: Span) -> Span {
    let within = block.of(text);
    let lead = within.len() - within.trim_start_matches(['\r', '\n', '\u{feff}']).len();
    let line = within[lead..].lines().next().unwrap_or("").trim_end();
    Span::new(block.start as usize + lead, block.start as usize + lead + line.len())
}

/// A key and its value.
#[derive(Debug, Clone, Copy)]
struct Found {
    key: Span,
    value: Span,
}

/// A value and where it stands.
#[derive(Debug)]
struct Spot {
    /// Its key, or itself where it has none.
    key: Span,
    span: Span,
    inside: Inside,
}

/// What is in a value.
#[derive(Debug)]
enum Inside {
    Nothing,
    List(Vec<Spot>),
    Map(Map),
}

/// What is in a mapping.
#[derive(Debug)]
struct Map {
    pairs: Vec<Pair>,
    /// The first of each key, where there are many.
    by_key: FxHashMap<Box<str>, usize>,
}

impl Map {
    fn new(pairs: Vec<Pair>) -> Self {
        let mut by_key = FxHashMap::default();
        if pairs.len() > 16 {
            for (n, pair) in pairs.iter().enumerate() {
                by_key.entry(pair.key.clone()).or_insert(n);
            }
        }
        Self { pairs, by_key }
    }

    fn get(&self, key: &str) -> Option<&Spot> {
        if self.by_key.is_empty() {
            return self.pairs.iter().find(|pair| *pair.key == *key).map(|pair| &pair.value);
        }
        self.by_key.get(key).map(|&n| &self.pairs[n].value)
    }
}

#[derive(Debug)]
struct Pair {
    key: Box<str>,
    key_span: Span,
    value: Spot,
}

/// Where everything stands in a YAML text.
#[derive(Debug)]
struct Index {
    /// `None` where the text says nothing.
    root: Option<Spot>,
}

impl Index {
    fn new(text: &str, block: Span) -> Self {
        let within = block.of(text);
        let (mut root, whole) = walk(within, block.start as usize);
        if !whole {
            let mut pairs = Vec::new();
            for piece in pieces(within) {
                let (spot, _) = walk(&within[piece.clone()], block.start as usize + piece.start);
                if let Some(Spot { inside: Inside::Map(found), .. }) = spot {
                    pairs.extend(found.pairs);
                }
            }
            let first = pairs.first().map(|pair| pair.key_span).unwrap_or_default();
            root = (!pairs.is_empty()).then(|| Spot {
                key: first,
                span: first,
                inside: Inside::Map(Map::new(pairs)),
            });
        }
        Self { root }
    }

    /// Goes into `entry` and along `steps`; the nearest place where they lead nowhere.
    fn follow(&self, entry: Option<&str>, steps: &[Step<'_>]) -> Result<&Spot, Option<Found>> {
        let mut at = self.root.as_ref().ok_or(None)?;
        let mut nearest = None;
        let entry = entry.map(Step::Key);
        for step in entry.iter().chain(steps) {
            let next = match (step, &at.inside) {
                (Step::Key(key), Inside::Map(map)) => map.get(key),
                (Step::Item(n), Inside::List(items)) => items.get(*n),
                (Step::Item(0), Inside::Nothing | Inside::Map(_)) => Some(at),
                _ => None,
            };
            match next {
                Some(spot) => {
                    at = spot;
                    nearest = Some(Found { key: spot.key, value: spot.key });
                }
                None => return Err(nearest),
            }
        }
        Ok(at)
    }
}

/// What is open while walking.
enum Open {
    List(Span, Vec<Spot>),
    Map(Span, Vec<Pair>, Option<(Box<str>, Span)>),
}

/// Walks over one document, with a parser that is not ours: where it fails, nothing is found.
fn walk(text: &str, shift: usize) -> (Option<Spot>, bool) {
    catch_unwind(|| walk_guarded(text, shift)).unwrap_or((None, true))
}

/// Walks over one document; also says whether it could be walked to its end, which is not so
/// where it is deeper than what is read.
fn walk_guarded(text: &str, shift: usize) -> (Option<Spot>, bool) {
    let bytes = Bytes::new(text);
    let mut open: Vec<Open> = Vec::new();
    let mut root = None;
    for event in Parser::new_from_str(text) {
        let Ok((event, span)) = event else { return (root, false) };
        let span = bytes.span(text, span);
        let shifted = span.shifted(shift);
        if open.len() > DEEPEST {
            return (root, false);
        }
        let (spot, key) = match event {
            Event::SequenceStart(..) => {
                open.push(Open::List(span, Vec::new()));
                continue;
            }
            Event::MappingStart(..) => {
                open.push(Open::Map(span, Vec::new(), None));
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                Some(Open::List(start, items)) => {
                    (closed(text, start, span, shift, Inside::List(items)), None)
                }
                Some(Open::Map(start, pairs, _)) => {
                    (closed(text, start, span, shift, Inside::Map(Map::new(pairs))), None)
                }
                None => continue,
            },
            Event::Scalar(value, ..) => {
                (Spot { key: shifted, span: shifted, inside: Inside::Nothing }, Some(value))
            }
            Event::Alias(_) => (Spot { key: shifted, span: shifted, inside: Inside::Nothing }, None),
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => continue,
        };
        match open.last_mut() {
            None => {
                root.get_or_insert(spot);
            }
            Some(Open::List(_, items)) => items.push(spot),
            Some(Open::Map(_, pairs, waiting)) => match waiting.take() {
                None => *waiting = Some((key.as_deref().unwrap_or("").into(), spot.span)),
                Some((key, key_span)) => {
                    pairs.push(Pair { key, key_span, value: Spot { key: key_span, ..spot } });
                }
            },
        }
    }
    (root, true)
}

/// A list or map from the places of its beginning and its end: all of one in brackets, the first
/// line of one in a block.
fn closed(text: &str, start: Span, end: Span, shift: usize, inside: Inside) -> Spot {
    let from = start.start as usize;
    let bracketed = text[from..].starts_with(['[', '{']);
    let to = if bracketed {
        end.end as usize
    } else {
        text[from..].find(['\r', '\n']).map_or(text.len(), |n| from + n)
    };
    let to = from + text.get(from..to.max(from)).unwrap_or("").trim_end().len();
    let span = Span::new(from, to).shifted(shift);
    Spot { key: span, span, inside }
}

/// Bytes for the characters that the parser counts.
struct Bytes {
    /// The byte of every 64th character; nothing where all of the text is ASCII.
    marks: Vec<u32>,
}

impl Bytes {
    fn new(text: &str) -> Self {
        if text.is_ascii() {
            return Self { marks: Vec::new() };
        }
        let marks = text.char_indices().step_by(64).map(|(at, _)| Span::point(at).start).collect();
        Self { marks }
    }

    fn byte(&self, text: &str, n: usize) -> usize {
        if self.marks.is_empty() {
            return n.min(text.len());
        }
        let Some(&from) = self.marks.get(n / 64) else { return text.len() };
        let from = from as usize;
        text[from..].char_indices().nth(n % 64).map_or(text.len(), |(at, _)| from + at)
    }

    fn span(&self, text: &str, span: saphyr_parser::Span) -> Span {
        let (start, end) = (self.byte(text, span.start.index()), self.byte(text, span.end.index()));
        let within = text.get(start..end.max(start)).unwrap_or("");
        Span::new(start, start + within.trim_end().len())
    }
}
