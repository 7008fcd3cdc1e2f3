//! The inline content of a block: its HTML, its citations, what they bear.

use std::ops::Range;

use crate::base::code::Code;
use crate::base::diagnostic::Fault;
use crate::base::span::Span;
use crate::syntax::citation::{self, Found, Part, PartKind, Text};
use crate::syntax::fields::EventFields;
use crate::syntax::markdown::anchor::attribute;
use crate::syntax::markdown::inline::{Group, Line, Token, TokenKind};
use crate::syntax::markdown::link::{self, Bare, unsafe_scheme};
use crate::syntax::markdown::note::note_reference;
use crate::syntax::markdown::plain::Plain;
use crate::syntax::markdown::trap;
use crate::syntax::markdown::walk::Compiler;
use crate::syntax::prose::{Citation, Cluster, Link, Mention, Mode, Piece};

/// What the sentences of a block are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Each is a statement.
    Sentences,
    /// All of it is one statement.
    Cell,
    /// They are part of a quotation.
    Quoted,
    /// It names who said a quotation.
    Speaker,
    /// They state nothing.
    Silent,
}

/// What was found in a line, in order of place.
enum Mark {
    Cluster(Found),
    Bare(Bare),
}

impl Mark {
    fn at(&self) -> &Range<usize> {
        match self {
            Self::Cluster(found) => &found.at,
            Self::Bare(bare) => &bare.at,
        }
    }
}

/// The state of writing one line.
struct Pen<'l, 'a> {
    line: &'l Line<'a>,
    role: Role,
    plain: Plain,
    /// Each cluster with its place in the plain text.
    clusters: Vec<(u32, usize)>,
    /// Each first reference to a footnote with its place in the plain text.
    notes: Vec<(usize, usize)>,
    /// The pairs of tokens that are text.
    literal: Vec<usize>,
    /// The token that ends the link that is open.
    link: Option<usize>,
    /// The link that each stretch of text is wrapped in by itself, since a citation stands in it.
    split: Option<(u32, String)>,
    /// The speaker's name, once it has ended; `None` before.
    speaker: Option<String>,
    /// How many elements are open.
    depth: usize,
}

impl<'a> Compiler<'a> {
    /// Writes a line; gives its plain text, or the speaker's name where it names one.
    pub(super) fn line(&mut self, line: &Line<'a>, role: Role) -> String {
        let (marks, literal) = self.marks(line);
        let mut pen = Pen {
            line,
            role,
            plain: Plain::default(),
            clusters: Vec::new(),
            notes: Vec::new(),
            literal,
            link: None,
            split: None,
            speaker: None,
            depth: 0,
        };
        let mut marks = marks.into_iter().peekable();
        let mut done = 0;
        for (n, token) in line.tokens.iter().enumerate() {
            let mut from = token.flat.start.max(done);
            if from >= token.flat.end {
                continue;
            }
            if !is_text(&token.kind, n, &pen.literal) {
                let is_link = matches!(token.kind, TokenKind::Open(Group::Link { .. }, _));
                let split = is_link && pen.holds_citation(n, marks.peek());
                self.token(&mut pen, token, split);
                continue;
            }
            while let Some(mark) = marks.next_if(|mark| mark.at().start < token.flat.end) {
                self.words(&mut pen, token, from..mark.at().start);
                done = mark.at().end;
                from = done;
                match mark {
                    Mark::Cluster(found) => self.cluster(&mut pen, &found),
                    Mark::Bare(bare) => self.bare(&mut pen, &bare),
                }
            }
            if from < token.flat.end {
                self.words(&mut pen, token, from..token.flat.end);
            }
        }
        self.finish_line(pen)
    }

    /// Finds bare addresses and citations, and the marks of emphasis that are text after all.
    fn marks(&mut self, line: &Line<'a>) -> (Vec<Mark>, Vec<usize>) {
        self.unknown_notes(line);
        let has_address = line.flat.contains("://") || line.flat.contains("www.");
        if !has_address && !line.flat.contains('@') {
            return (Vec::new(), Vec::new());
        }
        let mut parts = line.parts();
        let addresses = if has_address { link::bare(&line.flat, &parts) } else { Vec::new() };
        let mut literal = Vec::new();
        if !addresses.is_empty() {
            literal = covered(&addresses, &parts);
            parts = with_addresses(parts, &addresses, &literal);
        }
        let text = Text { flat: &line.flat, escaped: &line.escaped, parts: &parts };
        let scan = citation::scan(&text);
        self.faults.extend(scan.traps.iter().map(|trap| trap::fault(line, trap)));
        literal.extend(scan.literal);
        literal.sort_unstable();
        literal.dedup();
        let mut marks: Vec<Mark> = Vec::new();
        let mut addresses = addresses.into_iter().peekable();
        for found in scan.clusters {
            while let Some(address) = addresses.next_if(|address| address.at.start < found.at.end) {
                if address.at.start < found.at.start {
                    marks.push(Mark::Bare(address));
                }
            }
            marks.push(Mark::Cluster(found));
        }
        marks.extend(addresses.map(Mark::Bare));
        (marks, literal)
    }

    /// Complains of references to footnotes that are not there: the parser leaves them as text.
    fn unknown_notes(&mut self, line: &Line<'a>) {
        for (at, _) in line.flat.match_indices("[^") {
            let label = line.flat[at + 2..].split([']', '[', ' ', '\n', '\u{fffc}']).next().unwrap_or("");
            let end = at + 2 + label.len();
            let escaped = line.escaped.binary_search(&at).is_ok();
            if label.is_empty() || escaped || line.flat.as_bytes().get(end) != Some(&b']') {
                continue;
            }
            let source = line.source(&(at..end + 1));
            let message = format!("there is no note `[^{label}]`");
            let fault = Fault::here(Code::UnknownNote, source.into(), message)
                .label("shown as text")
                .help(format!("write its text in a paragraph of its own: `[^{label}]: …`"));
            self.faults.push(fault);
        }
    }

    /// Writes text.
    fn words(&mut self, pen: &mut Pen, token: &Token, flat: Range<usize>) {
        if flat.is_empty() {
            return;
        }
        let text = &pen.line.flat[flat.clone()];
        let verbatim = !matches!(token.kind, TokenKind::Entity);
        let source = if verbatim {
            let start = token.source.start + (flat.start - token.flat.start);
            start..start + text.len()
        } else {
            token.source.clone()
        };
        pen.plain.push(text, source, verbatim);
        self.wrapped(pen, |compiler| compiler.writer().out.text(text));
    }

    /// Writes something within the link that it stands in.
    fn wrapped(&mut self, pen: &Pen, write: impl FnOnce(&mut Self)) {
        match &pen.split {
            None => write(self),
            Some((link, title)) => {
                self.html("<a href=\"");
                self.writer().out.piece(Piece::Address(*link));
                self.html("\"");
                self.html(title);
                self.html(">");
                write(self);
                self.html("</a>");
            }
        }
    }

    fn token(&mut self, pen: &mut Pen, token: &Token, split: bool) {
        match &token.kind {
            TokenKind::Open(..) => pen.depth += 1,
            TokenKind::Close(_) => pen.depth = pen.depth.saturating_sub(1),
            _ => {}
        }
        match &token.kind {
            // Text goes another way.
            TokenKind::Text | TokenKind::Entity => {}
            TokenKind::Code(code) => {
                pen.plain.push(code, token.source.clone(), false);
                self.wrapped(pen, |compiler| {
                    compiler.html("<code>");
                    compiler.writer().out.text(code);
                    compiler.html("</code>");
                });
            }
            TokenKind::Html(html) => self.raw(html, &token.source),
            TokenKind::Break { hard } => {
                // Chinese and Japanese have no space where a line is broken.
                if *hard || !between_ideographs(&pen.line.flat, &token.flat) {
                    pen.plain.push(" ", token.source.clone(), false);
                    self.html(if *hard { "<br>\n" } else { "\n" });
                }
            }
            // Its box is written when the words are known.
            TokenKind::Task(_) => {}
            TokenKind::Note(label) => self.note(pen, label),
            // The parser lets an address in `<…>` stand within a link.
            TokenKind::Open(Group::Link { .. }, _) if pen.link.is_some() => {}
            TokenKind::Open(Group::Link { address, title, .. }, end) => {
                let last = pen.line.tokens.get(*end).map_or(token.source.end, |t| t.source.end);
                if let Some(link) = self.link(address, false, &(token.source.start..last)) {
                    pen.link = Some(*end);
                    self.open_link(pen, link, title, split);
                }
            }
            TokenKind::Close(start) => match &pen.line.tokens[*start].kind {
                TokenKind::Open(Group::Link { .. }, end) if pen.link == Some(*end) => {
                    pen.link = None;
                    if pen.split.take().is_none() {
                        self.html("</a>");
                    }
                }
                TokenKind::Open(group, _) => self.tag("</", group),
                _ => {}
            },
            TokenKind::Open(group, _) => self.tag("<", group),
            TokenKind::Image { address, title, alt } => {
                self.wrapped(pen, |compiler| compiler.image(address, title, alt, &token.source));
            }
            TokenKind::Mention { target, words, plain } => {
                match words {
                    Some(_) => pen.plain.push(plain, token.source.clone(), false),
                    None => pen.plain.push_name(plain, token.source.clone()),
                }
                let mentions = &mut self.writer().prose.mentions;
                let number = mentions.len() as u32;
                mentions.push(Mention {
                    target: target.as_str().into(),
                    words: words.as_deref().map(Into::into),
                    span: token.source.clone().into(),
                });
                self.writer().out.piece(Piece::Mention(number));
            }
        }
    }

    fn open_link(&mut self, pen: &mut Pen, link: u32, title: &str, split: bool) {
        let mut attributes = String::new();
        if !title.is_empty() {
            attribute("title", title, &mut attributes);
        }
        if split {
            pen.split = Some((link, attributes));
            return;
        }
        self.html("<a href=\"");
        self.writer().out.piece(Piece::Address(link));
        self.html("\"");
        self.html(&attributes);
        self.html(">");
    }

    fn tag(&mut self, open: &str, group: &Group) {
        if let Some(element) = group.element() {
            self.html(open);
            self.html(element);
            self.html(">");
        }
    }

    /// Registers a link or an image; `None` where its scheme is not let through.
    fn link(&mut self, address: &str, image: bool, source: &Range<usize>) -> Option<u32> {
        if let Some(scheme) = unsafe_scheme(address) {
            let message = format!("a link cannot begin with `{scheme}:`");
            let fault = Fault::here(Code::UnsafeLink, source.clone().into(), message)
                .label("shown as text")
                .why("only addresses that a reader can safely follow are made links")
                .help(format!(
                    "write an address that begins with {}; a file whose name has a colon is written `./{scheme}:…`",
                    link::SCHEMES.iter().map(|scheme| format!("`{scheme}:`")).collect::<Vec<_>>().join(", ")
                ));
            self.faults.push(fault);
            return None;
        }
        let links = &mut self.writer().prose.links;
        links.push(Link { address: address.into(), image, span: source.clone().into() });
        Some(links.len() as u32 - 1)
    }

    fn image(&mut self, address: &str, title: &str, alt: &str, source: &Range<usize>) {
        if alt.split_whitespace().any(|word| word.trim_start_matches(['[', '(', '-']).starts_with('@')) {
            let message = "a citation in an image's description is not read";
            let fault = Fault::here(Code::CitationTrap, source.clone().into(), message)
                .label("shown as text")
                .why("the description stands in for the image, and cannot hold a link")
                .help("cite the source in the text beside the image");
            self.faults.push(fault);
        }
        let Some(link) = self.link(address, true, source) else {
            return self.writer().out.text(alt);
        };
        let mut attributes = String::from("\"");
        attribute("alt", alt, &mut attributes);
        if !title.is_empty() {
            attribute("title", title, &mut attributes);
        }
        self.html("<img src=\"");
        self.writer().out.piece(Piece::Address(link));
        self.html(&attributes);
        self.html(">");
    }

    fn bare(&mut self, pen: &mut Pen, bare: &Bare) {
        let text = &pen.line.flat[bare.at.clone()];
        let source = pen.line.source(&bare.at);
        let verbatim = source.len() == text.len();
        pen.plain.push(text, source.clone(), verbatim);
        let address = if bare.www { format!("http://{text}") } else { text.to_owned() };
        if let Some(link) = self.link(&address, false, &source) {
            self.html("<a href=\"");
            self.writer().out.piece(Piece::Address(link));
            self.html("\">");
            self.writer().out.text(text);
            self.html("</a>");
        }
    }

    fn note(&mut self, pen: &mut Pen, label: &str) {
        let writer = self.open.last_mut().expect("the document's own prose is open to the end");
        let Some(place) = self.notes.refer(label, writer.number, &mut writer.uses) else {
            return writer.out.text(&format!("[^{label}]"));
        };
        let used = &self.writer().uses[place];
        let (id, reference) = (used.id, used.references);
        if reference == 1 {
            pen.notes.push((place, pen.plain.place()));
        }
        self.html(&format!(
            "<sup class=\"note-ref\"><a href=\"#fn-{id}\" id=\"{}\" role=\"doc-noteref\">{}</a></sup>",
            note_reference(id, reference),
            place + 1
        ));
    }

    /// Writes a cluster's hole, and keeps what it says.
    fn cluster(&mut self, pen: &mut Pen, found: &Found) {
        let cluster = read_cluster(self.text, pen.line, found, pen.split.as_ref().map(|(link, _)| *link));
        let bare = cluster.items[0].mode == Mode::AuthorInText;
        // A name ends where its evidence begins; within emphasis or a link it has to go on.
        if pen.role == Role::Speaker && pen.speaker.is_none() && !bare && pen.depth == 0 {
            self.end_speaker(pen);
        }
        let number = self.writer().prose.clusters.len() as u32;
        if bare {
            let mark = &found.items[0].mark;
            let source = pen.line.source(mark);
            pen.plain.push(&pen.line.flat[mark.clone()], source, true);
        }
        pen.clusters.push((number, pen.plain.place()));
        pen.plain.leave_out();
        self.writer().prose.clusters.push(cluster);
        self.writer().out.piece(Piece::Cluster(number));
    }

    fn end_speaker(&mut self, pen: &mut Pen) {
        pen.speaker = Some(pen.plain.text.clone());
        let spaced = self.writer().out.trim_space();
        self.html(if spaced { "</cite> " } else { "</cite>" });
    }

    /// Assigns citations to statements.
    fn finish_line(&mut self, mut pen: Pen) -> String {
        if pen.role == Role::Speaker && pen.speaker.is_none() {
            self.end_speaker(&mut pen);
        }
        let plain = &pen.plain;
        let mut places: Vec<usize> = pen.clusters.iter().map(|&(_, place)| place).collect();
        places.extend(pen.notes.iter().map(|&(_, place)| place));
        let writer = self.writer();
        let borne: Vec<Option<u32>> = match pen.role {
            Role::Silent => vec![None; places.len()],
            Role::Sentences => plain.sentences(&places, &mut writer.prose.statements),
            Role::Cell => {
                let statements = &mut writer.prose.statements;
                statements.extend(plain.statement());
                let number = plain.statement().map(|_| statements.len() as u32 - 1);
                vec![number; places.len()]
            }
            Role::Quoted | Role::Speaker => {
                let open = writer.quotations.last_mut().expect("the role says that a quotation is open");
                if pen.role == Role::Quoted && !plain.text.trim().is_empty() {
                    let source = plain.source(&(0..plain.text.len()));
                    open.source = Some(open.source.as_ref().map_or(source.start, |s| s.start)..source.end);
                    if !open.words.is_empty() {
                        open.words.push('\n');
                    }
                    open.words.push_str(plain.text.trim());
                }
                vec![Some(open.statement as u32); places.len()]
            }
        };
        let (clusters, notes) = borne.split_at(pen.clusters.len());
        for (&(cluster, _), &statement) in pen.clusters.iter().zip(clusters) {
            writer.prose.clusters[cluster as usize].statement = statement;
        }
        for (&(place, _), &statement) in pen.notes.iter().zip(notes) {
            writer.uses[place].statement = statement;
        }
        pen.speaker.unwrap_or(pen.plain.text)
    }

    /// A heading that is a title: its plain text, and the citations in it.
    pub(super) fn title(&mut self, line: &Line<'a>) -> (String, Vec<Cluster>) {
        let (marks, literal) = self.marks(line);
        let mut plain = Plain::default();
        let mut clusters = Vec::new();
        let mut marks = marks.into_iter().peekable();
        let mut done = 0;
        for (n, token) in line.tokens.iter().enumerate() {
            let mut from = token.flat.start.max(done);
            if from >= token.flat.end {
                continue;
            }
            let at = token.source.clone();
            match &token.kind {
                TokenKind::Break { .. } => plain.push(" ", at, false),
                TokenKind::Code(code) => plain.push(code, at, false),
                TokenKind::Mention { plain: words, .. } => plain.push(words, at, false),
                kind if is_text(kind, n, &literal) => {
                    while let Some(mark) = marks.next_if(|mark| mark.at().start < token.flat.end) {
                        plain.push(&line.flat[from..mark.at().start], at.clone(), false);
                        from = mark.at().end;
                        match mark {
                            Mark::Bare(bare) => plain.push(&line.flat[bare.at], at.clone(), false),
                            Mark::Cluster(found) => {
                                if found.items[0].mode == Mode::AuthorInText {
                                    plain.push(&line.flat[found.items[0].mark.clone()], at.clone(), false);
                                }
                                plain.leave_out();
                                clusters.push(read_cluster(self.text, line, &found, None));
                            }
                        }
                    }
                    done = from;
                    if from < token.flat.end {
                        plain.push(&line.flat[from..token.flat.end], at, false);
                    }
                }
                _ => {}
            }
        }
        (plain.text.trim().to_owned(), clusters)
    }

    /// Takes the citations in an event's heading for sources of the whole event.
    pub(super) fn cite_whole_event(&mut self, clusters: Vec<Cluster>, fields: &mut EventFields) {
        for cluster in clusters {
            for item in cluster.items {
                if !item.suffix.is_empty() || !item.prefix.is_empty() {
                    let message =
                        format!("what stands beside `@{}` in an event's heading is not kept", item.key);
                    let fault = Fault::here(Code::CitationTrap, cluster.span, message)
                        .label("cited for the whole event, without page or words")
                        .help("cite the page in the event's text");
                    self.faults.push(fault);
                }
                if !fields.sources.contains(&item.key) {
                    fields.sources.push(item.key);
                }
            }
        }
    }
}

/// Whether token `number` is text, or a mark of emphasis that is text after all.
fn is_text(kind: &TokenKind, number: usize, literal: &[usize]) -> bool {
    match kind {
        TokenKind::Text | TokenKind::Entity => true,
        TokenKind::Open(..) => literal.binary_search(&number).is_ok(),
        TokenKind::Close(start) => literal.binary_search(start).is_ok(),
        _ => false,
    }
}

impl Pen<'_, '_> {
    /// Whether the next mark, which is a citation then, stands in the link that begins with token
    /// `number`.
    fn holds_citation(&self, number: usize, next: Option<&Mark>) -> bool {
        let TokenKind::Open(_, end) = self.line.tokens[number].kind else { return false };
        let end = self.line.tokens.get(end).map_or(0, |token| token.flat.start);
        next.is_some_and(|mark| mark.at().start < end)
    }
}

/// Whether a break stands between two characters of a script without spaces.
fn between_ideographs(flat: &str, at: &Range<usize>) -> bool {
    let is = |c: char| matches!(c, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}');
    flat[..at.start].chars().next_back().is_some_and(is) && flat[at.end..].chars().next().is_some_and(is)
}

fn read_cluster(text: &str, line: &Line, found: &Found, link: Option<u32>) -> Cluster {
    let item = |item: &citation::Item| Citation {
        key: line.flat[item.key.clone()].into(),
        mode: item.mode,
        prefix: line.markdown(text, &item.prefix).trim().into(),
        suffix: suffix(&line.markdown(text, &item.suffix)),
        span: line.source(&item.mark).into(),
    };
    let source = line.source(&found.at);
    Cluster {
        items: found.items.iter().map(item).collect(),
        span: Span::new(source.start, source.end),
        written: text[source].into(),
        statement: None,
        link,
    }
}

/// A suffix with one space for those before it, and none after it.
fn suffix(markdown: &str) -> Box<str> {
    let trimmed = markdown.trim_matches([' ', '\t', '\n']);
    if !trimmed.is_empty() && markdown.starts_with([' ', '\t', '\n']) {
        format!(" {trimmed}").into()
    } else {
        trimmed.into()
    }
}

/// The pairs of emphasis of which an address takes characters.
fn covered(addresses: &[Bare], parts: &[Part]) -> Vec<usize> {
    let mut covered = Vec::new();
    let mut part = 0;
    for address in addresses {
        while parts.get(part).is_some_and(|p| p.at.end <= address.at.start) {
            part += 1;
        }
        while let Some(here) = parts.get(part).filter(|p| p.at.start < address.at.end) {
            if let PartKind::Open { pair, .. } | PartKind::Close { pair, .. } = here.kind {
                covered.push(pair);
            }
            part += 1;
        }
    }
    covered.sort_unstable();
    covered
}

/// The parts with each address as one, without the pairs that turned out to be text.
fn with_addresses(parts: Vec<Part>, addresses: &[Bare], literal: &[usize]) -> Vec<Part> {
    let mut all: Vec<Part> = parts
        .into_iter()
        .filter(|part| match part.kind {
            PartKind::Open { pair, .. } | PartKind::Close { pair, .. } => {
                literal.binary_search(&pair).is_err()
            }
            PartKind::Opaque => true,
        })
        .collect();
    all.extend(addresses.iter().map(|bare| Part { at: bare.at.clone(), kind: PartKind::Opaque }));
    all.sort_by_key(|part| part.at.start);
    all
}
