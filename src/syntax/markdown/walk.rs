//! The walk over a document's blocks.

use std::mem;
use std::ops::Range;

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use crate::base::diagnostic::Fault;
use crate::base::span::Span;
use crate::syntax::document::Section;
use crate::syntax::markdown::Compiled;
use crate::syntax::markdown::anchor::{Ids, attribute};
use crate::syntax::markdown::emit::Role;
use crate::syntax::markdown::html::Out;
use crate::syntax::markdown::inline::{Line, TokenKind, is_inline};
use crate::syntax::markdown::note::{Notes, Use};
use crate::syntax::markdown::quotation::SpeakerLine;
use crate::syntax::markdown::section::level_number;
use crate::syntax::prose::Prose;

/// Compiles one document.
pub(super) struct Compiler<'a> {
    pub(super) text: &'a str,
    pub(super) events: &'a [(Event<'a>, Range<usize>)],
    /// For each event that starts something, the event that ends it.
    pub(super) ends: Vec<usize>,
    pub(super) notes: Notes,
    pub(super) ids: Ids,
    pub(super) faults: Vec<Fault>,
    pub(super) sections: Vec<Option<Section>>,
    /// The proses that are being written, the innermost last.
    pub(super) open: Vec<Writer>,
    /// Whether the first heading of level 1 is the page's title.
    pub(super) titled: bool,
}

/// A prose that is being written.
#[derive(Default)]
pub(super) struct Writer {
    pub(super) out: Out,
    pub(super) prose: Prose,
    /// Which of the document's proses it is: 0, or one more than its section.
    pub(super) number: usize,
    /// The footnotes that it refers to.
    pub(super) uses: Vec<Use>,
    /// The levels of the headings that the text now stands under.
    pub(super) levels: Vec<u8>,
    /// The quotations that are open, the innermost last.
    pub(super) quotations: Vec<OpenQuotation>,
    /// What is to be filled in when it is done; `None` for the document's own.
    pub(super) section: Option<OpenSection>,
}

/// A section that is being written.
pub(super) struct OpenSection {
    pub(super) number: usize,
    pub(super) section: Section,
}

/// A quotation that is being written.
pub(super) struct OpenQuotation {
    /// Its place in the prose's quotations.
    pub(super) number: usize,
    /// The words so far.
    pub(super) words: String,
    /// Its statement.
    pub(super) statement: usize,
    /// The bytes of the words.
    pub(super) source: Option<Range<usize>>,
    /// The first of its clusters.
    pub(super) first_cluster: usize,
    pub(super) line: SpeakerLine,
    pub(super) span: Span,
}

/// What the walk is within.
pub(super) enum Container {
    /// A block that only needs its end written.
    Plain(&'static str),
    /// A block quote that may be a quotation.
    Quote { quotation: bool },
    /// A list, numbered or not.
    List { numbered: bool },
    /// A table.
    Table { aligned: Vec<Alignment>, cell: usize, head: bool, body: bool },
}

impl<'a> Compiler<'a> {
    /// A compiler of the document `text`, whose events are `events`.
    pub(super) fn new(text: &'a str, events: &'a [(Event<'a>, Range<usize>)], titled: bool) -> Self {
        let mut faults = Vec::new();
        let notes = Notes::find(events, &mut faults);
        Self {
            text,
            events,
            ends: ends(events),
            notes,
            ids: Ids::default(),
            faults,
            sections: Vec::new(),
            open: vec![Writer::default()],
            titled,
        }
    }

    /// Compiles it.
    pub(super) fn compile(mut self) -> Compiled {
        self.claim_ids();
        self.blocks(0..self.events.len(), true);
        while self.open.len() > 1 {
            self.close_section();
        }
        self.write_notes();
        self.notes.unused(&mut self.faults);
        let writer = self.open.pop().expect("the document's own prose is never closed before");
        let sections = self.sections.into_iter().map(|s| s.expect("every section was closed")).collect();
        self.faults.sort_by_key(|fault| fault.place.map(|place| place.span));
        Compiled { prose: writer.finish(), sections, faults: self.faults }
    }

    /// The prose that is being written.
    pub(super) fn writer(&mut self) -> &mut Writer {
        self.open.last_mut().expect("the document's own prose is open to the end")
    }

    /// Adds HTML as it is.
    pub(super) fn html(&mut self, html: &str) {
        self.writer().out.html(html);
    }

    /// Writes the blocks of a range of events.
    pub(super) fn blocks(&mut self, range: Range<usize>, top: bool) {
        let mut containers: Vec<Container> = Vec::new();
        let mut at = range.start;
        while at < range.end {
            let (event, source) = &self.events[at];
            if is_inline(event) {
                let mut end = at + 1;
                while end < range.end && is_inline(&self.events[end].0) {
                    end += 1;
                }
                self.line_of(at..end);
                at = end;
                continue;
            }
            at = match event {
                Event::Start(tag) => self.start(at, tag, source, &mut containers, top),
                Event::End(tag) => {
                    self.end(*tag, &mut containers);
                    at + 1
                }
                Event::Rule => {
                    self.writer().out.line();
                    self.html("<hr>\n");
                    at + 1
                }
                Event::Html(html) => {
                    self.raw(html, source);
                    at + 1
                }
                _ => at + 1,
            };
        }
    }

    pub(super) fn role(&mut self) -> Role {
        match self.writer().quotations.len() {
            0 => Role::Sentences,
            _ => Role::Quoted,
        }
    }

    /// Writes the inline content of a paragraph, or of a list's item without one.
    pub(super) fn line_of(&mut self, events: Range<usize>) {
        let line = Line::read(self.text, &self.events[events]);
        let role = self.role();
        let Some(&TokenKind::Task(done)) = line.tokens.first().map(|token| &token.kind) else {
            self.line(&line, role);
            return;
        };
        let (words, written) = self.aside(|compiler| compiler.line(&line, role));
        let mut html = String::from("<input type=\"checkbox\" disabled");
        html.push_str(if done { " checked" } else { "" });
        attribute("aria-label", words.trim(), &mut html);
        html.push_str("> ");
        self.html(&html);
        self.writer().out.append(written);
    }

    /// Writes something to be put in its place later.
    pub(super) fn aside<T>(&mut self, write: impl FnOnce(&mut Self) -> T) -> (T, Out) {
        let before = mem::take(&mut self.writer().out);
        let value = write(self);
        (value, mem::replace(&mut self.writer().out, before))
    }

    /// Begins the block at event `at`; gives the event to go on with.
    fn start(
        &mut self,
        at: usize,
        tag: &Tag<'a>,
        source: &Range<usize>,
        containers: &mut Vec<Container>,
        top: bool,
    ) -> usize {
        let end = self.ends[at];
        match tag {
            Tag::Paragraph => {
                self.paragraph(at, end);
                return end + 1;
            }
            Tag::Heading { level, .. } => {
                self.heading(at, end, level_number(*level), source, top && containers.is_empty());
                return end + 1;
            }
            Tag::CodeBlock(kind) => {
                self.code_block(at, end, kind);
                return end + 1;
            }
            Tag::HtmlBlock => {
                self.html_block(at, end);
                return end + 1;
            }
            Tag::FootnoteDefinition(_) | Tag::MetadataBlock(_) => return end + 1,
            Tag::BlockQuote(kind) => self.block_quote(at, end, *kind, source, containers),
            Tag::List(number) => {
                self.list(*number);
                containers.push(Container::List { numbered: number.is_some() });
            }
            Tag::Item => {
                let task = self.events[at + 1..]
                    .iter()
                    .take(2)
                    .find(|(event, _)| !matches!(event, Event::Start(Tag::Paragraph)));
                let is_task = matches!(task, Some((Event::TaskListMarker(_), _)));
                self.html(if is_task { "<li class=\"task\">" } else { "<li>" });
                containers.push(Container::Plain("</li>\n"));
            }
            Tag::DefinitionList => {
                self.writer().out.line();
                self.html("<dl>\n");
                containers.push(Container::Plain("</dl>\n"));
            }
            Tag::DefinitionListTitle => {
                self.html("<dt>");
                let line = Line::read(self.text, &self.events[at + 1..end]);
                self.line(&line, Role::Silent);
                self.html("</dt>\n");
                return end + 1;
            }
            Tag::DefinitionListDefinition => {
                self.html("<dd>");
                containers.push(Container::Plain("</dd>\n"));
            }
            Tag::Table(aligned) => {
                self.writer().out.line();
                self.html("<table>\n");
                let aligned = aligned.clone();
                containers.push(Container::Table { aligned, cell: 0, head: false, body: false });
            }
            Tag::TableHead | Tag::TableRow => self.table_row(tag, containers),
            Tag::TableCell => {
                self.table_cell(at, end, containers);
                return end + 1;
            }
            // Inline content, which does not come here.
            _ => {}
        }
        at + 1
    }

    fn end(&mut self, tag: TagEnd, containers: &mut Vec<Container>) {
        match tag {
            TagEnd::TableHead => self.html("</tr>\n</thead>\n"),
            TagEnd::TableRow => self.html("</tr>\n"),
            _ => match containers.pop() {
                Some(Container::Plain(html)) => self.html(html),
                Some(Container::Quote { quotation }) => {
                    if quotation {
                        self.close_quotation();
                    }
                    self.html("</blockquote>\n");
                }
                Some(Container::List { numbered }) => self.html(if numbered { "</ol>\n" } else { "</ul>\n" }),
                Some(Container::Table { body, .. }) => {
                    self.html(if body { "</tbody>\n</table>\n" } else { "</table>\n" });
                }
                None => {}
            },
        }
    }

    fn paragraph(&mut self, at: usize, end: usize) {
        let speaker = self.writer().quotations.last().map(|open| open.line);
        if let Some(line) = speaker.filter(|line| line.paragraph == at) {
            if line.split > at {
                self.plain_paragraph(at + 1..line.split);
            }
            self.speaker(line.split + 1..end);
        } else {
            self.plain_paragraph(at + 1..end);
        }
    }

    fn plain_paragraph(&mut self, events: Range<usize>) {
        self.writer().out.line();
        self.html("<p>");
        self.line_of(events);
        self.html("</p>\n");
    }
}

impl Writer {
    pub(super) fn finish(self) -> Prose {
        let mut prose = Prose { pieces: self.out.finish(), ..self.prose };
        prose.fit();
        prose
    }
}

fn ends(events: &[(Event, Range<usize>)]) -> Vec<usize> {
    let mut ends = vec![0; events.len()];
    let mut open = Vec::new();
    for (n, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(_) => open.push(n),
            Event::End(_) => {
                if let Some(start) = open.pop() {
                    ends[start] = n;
                }
            }
            _ => {}
        }
    }
    ends
}
