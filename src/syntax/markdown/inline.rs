//! A block's inline content as a line of tokens over one flat text.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use crate::syntax::citation::{Part, PartKind};
use crate::syntax::markdown::html::escape;

/// Stands in the flat text for what is not text.
pub(super) const OPAQUE: &str = "\u{fffc}";

/// The inline content of one block.
pub(super) struct Line<'a> {
    /// The text, with marks of emphasis as written, newlines for breaks, and [`OPAQUE`] for what
    /// is not text.
    pub(super) flat: String,
    /// The tokens, in order; their flat ranges cover the flat text without gaps.
    pub(super) tokens: Vec<Token<'a>>,
    /// The bytes of the flat text whose characters were escaped.
    pub(super) escaped: Vec<usize>,
}

/// A token.
pub(super) struct Token<'a> {
    pub(super) kind: TokenKind<'a>,
    /// Its bytes in the source.
    pub(super) source: Range<usize>,
    /// Its bytes in the flat text.
    pub(super) flat: Range<usize>,
}

impl Token<'_> {
    /// Whether it stands in the flat text byte for byte as in the source.
    fn is_verbatim(&self) -> bool {
        match self.kind {
            TokenKind::Text => true,
            TokenKind::Open(..) | TokenKind::Close(_) => self.source.len() == self.flat.len(),
            _ => false,
        }
    }
}

/// What a token is.
pub(super) enum TokenKind<'a> {
    /// Text as it stands in the source.
    Text,
    /// Text that the source spells otherwise: an entity.
    Entity,
    /// A code span.
    Code(CowStr<'a>),
    /// Inline HTML.
    Html(CowStr<'a>),
    /// A soft or hard break.
    Break { hard: bool },
    /// The box of a task.
    Task(bool),
    /// A reference to a footnote.
    Note(CowStr<'a>),
    /// The beginning of emphasis or of a link; the number of the token that ends it.
    Open(Group<'a>, usize),
    /// The end; the number of the token that begins it.
    Close(usize),
    /// An image, with its description as plain text.
    Image { address: CowStr<'a>, title: CowStr<'a>, alt: String },
    /// A mention: its target, its words as HTML and as plain text.
    Mention { target: String, words: Option<String>, plain: String },
}

/// What a pair of tokens encloses.
pub(super) enum Group<'a> {
    /// `<em>`
    Emphasis,
    /// `<strong>`
    Strong,
    /// `<s>`
    Strike,
    /// A link.
    Link { address: CowStr<'a>, title: CowStr<'a>, auto: bool },
}

impl Group<'_> {
    /// The element, for emphasis.
    pub(super) fn element(&self) -> Option<&'static str> {
        match self {
            Self::Emphasis => Some("em"),
            Self::Strong => Some("strong"),
            Self::Strike => Some("s"),
            Self::Link { .. } => None,
        }
    }
}

/// Whether an event is inline content.
pub(super) fn is_inline(event: &Event) -> bool {
    match event {
        Event::Start(tag) => matches!(
            tag,
            Tag::Emphasis
                | Tag::Strong
                | Tag::Strikethrough
                | Tag::Superscript
                | Tag::Subscript
                | Tag::Link { .. }
                | Tag::Image { .. }
        ),
        Event::End(tag) => matches!(
            tag,
            TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Superscript
                | TagEnd::Subscript
                | TagEnd::Link
                | TagEnd::Image
        ),
        Event::Html(_) | Event::Rule => false,
        _ => true,
    }
}

impl<'a> Line<'a> {
    /// Reads the inline events of a block. `ends` gives, for the number of a start, its end's;
    /// `first` is the number of the first event.
    pub(super) fn read(source: &'a str, events: &[(Event<'a>, Range<usize>)]) -> Self {
        let mut line = Self {
            flat: String::with_capacity(events.iter().map(|(_, at)| at.len()).sum::<usize>().min(4096)),
            tokens: Vec::with_capacity(events.len()),
            escaped: Vec::new(),
        };
        let mut open = Vec::new();
        let mut next = 0;
        while let Some((event, at)) = events.get(next) {
            next += 1;
            match event {
                Event::Start(Tag::Image { dest_url, title, .. }) => {
                    let (alt, end) = plain_within(events, next);
                    next = end;
                    let kind = TokenKind::Image { address: dest_url.clone(), title: title.clone(), alt };
                    line.opaque(kind, at.clone());
                }
                Event::Start(Tag::Link {
                    link_type: LinkType::WikiLink { has_pothole }, dest_url, ..
                }) => {
                    let end = end_of_link(events, next);
                    line.wiki(source, &events[next..end - 1], at, dest_url, *has_pothole);
                    next = end;
                }
                Event::Start(tag) => line.open(source, tag, at, &mut open),
                Event::End(_) => line.close(source, at, &mut open),
                Event::Text(text) => line.text(source, text, at),
                Event::Code(code) => line.opaque(TokenKind::Code(code.clone()), at.clone()),
                Event::InlineHtml(html) => line.opaque(TokenKind::Html(html.clone()), at.clone()),
                Event::FootnoteReference(label) => {
                    line.opaque(TokenKind::Note(label.clone()), at.clone());
                }
                Event::SoftBreak => line.push(TokenKind::Break { hard: false }, at.clone(), "\n"),
                Event::HardBreak => line.push(TokenKind::Break { hard: true }, at.clone(), "\n"),
                Event::TaskListMarker(done) => line.opaque(TokenKind::Task(*done), at.clone()),
                Event::InlineMath(_) | Event::DisplayMath(_) | Event::Html(_) | Event::Rule => {}
            }
        }
        line
    }

    fn push(&mut self, kind: TokenKind<'a>, source: Range<usize>, flat: &str) {
        let start = self.flat.len();
        self.flat.push_str(flat);
        self.tokens.push(Token { kind, source, flat: start..self.flat.len() });
    }

    fn opaque(&mut self, kind: TokenKind<'a>, source: Range<usize>) {
        self.push(kind, source, OPAQUE);
    }

    fn text(&mut self, source: &str, text: &str, at: &Range<usize>) {
        if text.is_empty() {
            return;
        }
        let flat = self.flat.len();
        let end = self.tokens.last().map(|token| token.source.end);
        if source.get(at.clone()) == Some(text) {
            let gap = end.is_none_or(|end| end < at.start);
            if gap && at.start > 0 && source.as_bytes()[at.start - 1] == b'\\' {
                self.escaped.push(flat);
            } else if let Some(Token { kind: TokenKind::Text, source, flat }) = self.tokens.last_mut()
                && source.end == at.start
            {
                // One token for what the parser gave in bits.
                self.flat.push_str(text);
                source.end = at.end;
                flat.end = self.flat.len();
                return;
            }
            self.push(TokenKind::Text, at.clone(), text);
        } else {
            self.escaped.extend(text.char_indices().map(|(n, _)| flat + n));
            self.push(TokenKind::Entity, at.clone(), text);
        }
    }

    fn open(&mut self, source: &str, tag: &Tag<'a>, at: &Range<usize>, open: &mut Vec<usize>) {
        open.push(self.tokens.len());
        let (group, width) = match tag {
            Tag::Emphasis => (Group::Emphasis, 1),
            Tag::Strong => (Group::Strong, 2),
            Tag::Strikethrough => (Group::Strike, strike_width(source, at)),
            Tag::Link { link_type, dest_url, title, .. } => {
                let auto = matches!(link_type, LinkType::Autolink | LinkType::Email);
                let address = match link_type {
                    LinkType::Email => format!("mailto:{dest_url}").into(),
                    _ => dest_url.clone(),
                };
                (Group::Link { address, title: title.clone(), auto }, 0)
            }
            // No other group is asked of the parser.
            _ => (Group::Emphasis, 1),
        };
        let delimiter = at.start..(at.start + width).min(at.end);
        let flat = if width == 0 { OPAQUE } else { &source[delimiter.clone()] };
        self.push(TokenKind::Open(group, usize::MAX), delimiter, flat);
    }

    fn close(&mut self, source: &str, at: &Range<usize>, open: &mut Vec<usize>) {
        let Some(start) = open.pop() else { return };
        let here = self.tokens.len();
        let width = self.tokens[start].source.len();
        if let TokenKind::Open(_, end) = &mut self.tokens[start].kind {
            *end = here;
        }
        let delimiter = at.end.saturating_sub(width)..at.end;
        let flat = if width == 0 { OPAQUE } else { &source[delimiter.clone()] };
        self.push(TokenKind::Close(start), delimiter, flat);
    }

    fn wiki(
        &mut self,
        source: &'a str,
        inner: &[(Event<'a>, Range<usize>)],
        at: &Range<usize>,
        target: &str,
        has_words: bool,
    ) {
        // `[[@key]]` is a citation in brackets, not a mention.
        if !has_words && target.contains('@') {
            let raw = &source[at.clone()];
            return self.push(TokenKind::Text, at.clone(), raw);
        }
        // In a table the bar is written `\|`.
        let target = target.strip_suffix('\\').unwrap_or(target);
        let target = target.split_whitespace().collect::<Vec<_>>().join(" ");
        let words = has_words.then(|| words(source, inner)).filter(|(html, _)| !html.is_empty());
        let (words, plain) = match words {
            Some((html, plain)) => (Some(html), plain),
            None => (None, target.clone()),
        };
        self.opaque(TokenKind::Mention { target, words, plain }, at.clone());
    }

    /// What the scanner of citations must know of the tokens.
    pub(super) fn parts(&self) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut next = 0;
        while let Some(token) = self.tokens.get(next) {
            let mut at = token.flat.clone();
            let kind = match &token.kind {
                TokenKind::Text | TokenKind::Entity | TokenKind::Break { .. } => {
                    next += 1;
                    continue;
                }
                TokenKind::Open(Group::Link { auto: true, .. }, end) if *end < self.tokens.len() => {
                    at.end = self.tokens[*end].flat.end;
                    next = *end;
                    PartKind::Opaque
                }
                TokenKind::Open(group, _) => PartKind::Open { soft: group.element().is_some(), pair: next },
                TokenKind::Close(start) => PartKind::Close {
                    soft: matches!(&self.tokens[*start].kind, TokenKind::Open(g, _) if g.element().is_some()),
                    pair: *start,
                },
                _ => PartKind::Opaque,
            };
            parts.push(Part { at, kind });
            next += 1;
        }
        parts
    }

    /// Takes away what stands at or after byte `at` of the source.
    pub(super) fn cut(&mut self, at: usize) {
        let keep = self.tokens.partition_point(|token| token.source.start < at);
        self.tokens.truncate(keep);
        if let Some(Token { kind: TokenKind::Text, source, flat }) = self.tokens.last_mut()
            && source.end > at
        {
            flat.end -= source.end - at;
            source.end = at;
        }
        self.flat.truncate(self.tokens.last().map_or(0, |token| token.flat.end));
        let end = self.flat.len();
        self.escaped.retain(|&at| at < end);
        // Emphasis that began before and ends behind is text; a link is only its words.
        let length = self.tokens.len();
        for token in &mut self.tokens {
            if let TokenKind::Open(group, end) = &token.kind
                && *end >= length
            {
                if group.element().is_none() {
                    token.flat.end = token.flat.start;
                }
                token.kind = TokenKind::Text;
            }
        }
    }

    /// The source bytes of a range of the flat text.
    pub(super) fn source(&self, flat: &Range<usize>) -> Range<usize> {
        let start = self.source_start(flat.start);
        let end = self.source_end(flat.end);
        start..end.max(start)
    }

    fn source_start(&self, at: usize) -> usize {
        let token = self.tokens.partition_point(|token| token.flat.end <= at);
        self.tokens.get(token).map_or_else(
            || self.tokens.last().map_or(0, |last| last.source.end),
            |token| match token.is_verbatim() {
                true => token.source.start + (at - token.flat.start),
                false => token.source.start,
            },
        )
    }

    fn source_end(&self, at: usize) -> usize {
        let token = self.tokens.partition_point(|token| token.flat.end < at);
        self.tokens.get(token).map_or_else(
            || self.tokens.last().map_or(0, |last| last.source.end),
            |token| match token.is_verbatim() {
                true => token.source.start + (at - token.flat.start),
                false if at == token.flat.start => token.source.start,
                false => token.source.end,
            },
        )
    }

    /// A range of the flat text as Markdown, on lines of its own making.
    pub(super) fn markdown(&self, source: &str, flat: &Range<usize>) -> String {
        let mut markdown = String::new();
        let mut next = self.tokens.partition_point(|token| token.flat.end <= flat.start);
        while let Some(token) = self.tokens.get(next).filter(|token| token.flat.start < flat.end) {
            let part = token.flat.start.max(flat.start)..token.flat.end.min(flat.end);
            next += 1;
            match &token.kind {
                TokenKind::Text => {
                    if self.escaped.binary_search(&part.start).is_ok() {
                        markdown.push('\\');
                    }
                    spaced(&self.flat[part], &mut markdown);
                }
                TokenKind::Break { .. } => markdown.push('\n'),
                TokenKind::Open(Group::Link { .. }, end) if *end < self.tokens.len() => {
                    markdown.push_str(&source[token.source.start..self.tokens[*end].source.end]);
                    next = end + 1;
                }
                _ => markdown.push_str(&source[token.source.clone()]),
            }
        }
        markdown
    }
}

/// Adds text with each run of spaces as one.
fn spaced(text: &str, to: &mut String) {
    for c in text.chars() {
        let space = c == ' ' || c == '\t';
        if space && to.ends_with([' ', '\n']) {
            continue;
        }
        to.push(if space { ' ' } else { c });
    }
}

fn strike_width(source: &str, at: &Range<usize>) -> usize {
    if source[at.clone()].starts_with("~~") { 2 } else { 1 }
}

/// The number after the end of the link whose inner events begin at `from`.
fn end_of_link(events: &[(Event, Range<usize>)], from: usize) -> usize {
    let mut depth = 1;
    for (n, (event, _)) in events.iter().enumerate().skip(from) {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return n + 1;
        }
    }
    events.len()
}

/// The plain text up to the end of the group whose inner events begin at `from`, and the number
/// after that end.
fn plain_within(events: &[(Event, Range<usize>)], from: usize) -> (String, usize) {
    let end = end_of_link(events, from);
    let mut plain = String::new();
    for (event, _) in &events[from..end] {
        match event {
            Event::Text(text) | Event::Code(text) => plain.push_str(text),
            Event::SoftBreak | Event::HardBreak => plain.push(' '),
            _ => {}
        }
    }
    (plain, end)
}

/// Words with emphasis and code only: as HTML and as plain text.
pub(super) fn words(source: &str, events: &[(Event, Range<usize>)]) -> (String, String) {
    let mut html = String::new();
    let mut plain = String::new();
    for (event, at) in events {
        match event {
            Event::Start(tag) => html.push_str(match tag {
                Tag::Emphasis => "<em>",
                Tag::Strong => "<strong>",
                Tag::Strikethrough => "<s>",
                _ => "",
            }),
            Event::End(tag) => html.push_str(match tag {
                TagEnd::Emphasis => "</em>",
                TagEnd::Strong => "</strong>",
                TagEnd::Strikethrough => "</s>",
                _ => "",
            }),
            Event::Text(text) => {
                escape(text, &mut html);
                plain.push_str(text);
            }
            Event::Code(code) => {
                html.push_str("<code>");
                escape(code, &mut html);
                html.push_str("</code>");
                plain.push_str(code);
            }
            Event::SoftBreak | Event::HardBreak => {
                html.push(' ');
                plain.push(' ');
            }
            Event::InlineHtml(raw) if !raw.starts_with("<!--") => {
                escape(&source[at.clone()], &mut html);
            }
            _ => {}
        }
    }
    (html.trim().to_owned(), plain.trim().to_owned())
}
