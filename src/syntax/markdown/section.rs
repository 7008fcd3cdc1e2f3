//! Headings: sections, anchors, titles.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, HeadingLevel, Tag};

use crate::base::code::Code;
use crate::base::diagnostic::Fault;
use crate::base::span::{Here, Place, Span};
use crate::syntax::attributes;
use crate::syntax::document::Section;
use crate::syntax::markdown::anchor::{attribute, is_reserved};
use crate::syntax::markdown::emit::Role;
use crate::syntax::markdown::heading::{self, Braces};
use crate::syntax::markdown::inline::Line;
use crate::syntax::markdown::walk::{Compiler, OpenSection, Writer};
use crate::syntax::prose::{Anchor, Cluster, Piece, Prose};

impl<'a> Compiler<'a> {
    /// Lets authors' ids come before those made from words, wherever they stand.
    pub(super) fn claim_ids(&mut self) {
        // Only where there are any: most documents have none.
        if !self.text.contains("{#") {
            return;
        }
        for (n, (event, _)) in self.events.iter().enumerate() {
            if let Event::Start(Tag::Heading { .. }) = event
                && let Some(at) = self.inline_range(n)
                && let Some(braces) = heading::braces(self.text, &at, &mut Vec::new())
                && let Some((id, _)) = braces.id()
                && !braces.has_date()
            {
                self.ids.claim(id, n);
            }
        }
    }

    /// The bytes of the inline content of the block that event `start` begins.
    fn inline_range(&self, start: usize) -> Option<Range<usize>> {
        let inner = &self.events[start + 1..self.ends[start]];
        Some(inner.first()?.1.start..inner.last()?.1.end)
    }

    pub(super) fn heading(&mut self, at: usize, end: usize, level: u8, source: &Range<usize>, top: bool) {
        let mut line = Line::read(self.text, &self.events[at + 1..end]);
        let braces =
            self.inline_range(at).and_then(|inline| heading::braces(self.text, &inline, &mut self.faults));
        if let Some(braces) = &braces {
            line.cut(braces.cut);
        }
        let span = Span::new(source.start, source.start + self.text[source.clone()].trim_end().len());
        if top {
            while self.open.last().and_then(|w| w.section.as_ref()).is_some_and(|s| s.section.level >= level)
            {
                self.close_section();
            }
        }
        match braces {
            Some(braces) if top && braces.has_date() => self.open_section(&line, &braces, level, span),
            braces => self.plain_heading(&line, braces, (at, level), span, top),
        }
    }

    fn plain_heading(
        &mut self,
        line: &Line<'a>,
        braces: Option<Braces>,
        (event, level): (usize, u8),
        span: Span,
        top: bool,
    ) {
        let braces = braces.unwrap_or_default();
        self.no_event(&braces, span, top);
        let first = level == 1 && top && self.open.len() == 1 && self.writer().prose.first_heading.is_none();
        if first && self.titled {
            let (title, clusters) = self.title(line);
            self.writer().prose.first_heading = Some(title.into());
            return self.uncited_title(&clusters);
        }
        let (plain, written) = self.aside(|compiler| compiler.line(line, Role::Silent));
        let plain = plain.trim();
        if first {
            self.writer().prose.first_heading = Some(plain.into());
        }
        let id = self.anchor(&braces, event, plain);
        let writer = self.writer();
        while writer.levels.last().is_some_and(|&last| last >= level) {
            writer.levels.pop();
        }
        writer.levels.push(level);
        // The page's title is the heading of level 1, and no level is left out below it.
        let shown = (1 + writer.levels.len()).min(6);
        let mut html = format!("<h{shown}");
        attribute("id", &id, &mut html);
        html.push('>');
        writer.out.line();
        writer.out.html(&html);
        writer.prose.anchors.push(Anchor { id: id.into(), span });
        writer.out.append(written);
        writer.out.html(&format!("</h{shown}>\n"));
    }

    /// The id of the heading that event `event` begins.
    fn anchor(&mut self, braces: &Braces, event: usize, words: &str) -> String {
        let Some((id, at)) = braces.id() else { return self.ids.made_of(words) };
        let fault = if is_reserved(id) {
            Fault::here(Code::BadId, at, format!("the page keeps ids such as `{id}` for itself"))
                .label("kept for the page")
                .help("choose another beginning")
        } else {
            match self.ids.owner(id) {
                Some(owner) if owner != event => {
                    let first = Span::from(self.events[owner].1.clone());
                    Fault::here(Code::DuplicateId, at, format!("two headings have the id `{id}`"))
                        .label("the second")
                        .related(Place { file: Here, span: first }, "the first")
                        .help("choose another id for one of them")
                }
                _ => return id.to_owned(),
            }
        };
        self.faults.push(fault);
        self.ids.made_of(words)
    }

    /// Complains of what only an event's heading can say.
    fn no_event(&mut self, braces: &Braces, span: Span, top: bool) {
        let Some(at) = braces.of_event() else { return };
        // A date that is misspelt is the likeliest reason.
        let (_, faults) = attributes::read(self.text, span, "", &braces.attributes);
        if !faults.is_empty() {
            return self.faults.extend(faults);
        }
        let (why, help) = match top {
            true => ("only a heading with a date is an event", "add `date=…`, or take the attributes out"),
            false => (
                "a heading within a list or a quotation is no event",
                "move the heading out of the list or quotation",
            ),
        };
        let fault = Fault::here(Code::BadHeading, at, "the heading has an event's attributes, and is none");
        self.faults.push(fault.label("says nothing here").why(why).help(help));
    }

    fn uncited_title(&mut self, clusters: &[Cluster]) {
        for cluster in clusters {
            let message = "a page's title cannot hold a citation";
            let fault = Fault::here(Code::CitationTrap, cluster.span, message)
                .label("left out")
                .why("the first heading of level 1 is the page's title where its front matter has none")
                .help("cite the source in the text");
            self.faults.push(fault);
        }
    }

    fn open_section(&mut self, line: &Line<'a>, braces: &Braces, level: u8, span: Span) {
        let number = self.sections.len();
        self.sections.push(None);
        let (title, clusters) = self.title(line);
        let (mut fields, faults) = attributes::read(self.text, span, &title, &braces.attributes);
        self.faults.extend(faults);
        self.cite_whole_event(clusters, &mut fields);
        let parent = self.open.last().and_then(|w| w.section.as_ref()).map(|s| s.number as u32);
        self.writer().out.piece(Piece::Section(number as u32));
        let section = Section { level, fields: Arc::new(fields), prose: Prose::default(), parent, span };
        self.open.push(Writer {
            number: number + 1,
            section: Some(OpenSection { number, section }),
            ..Writer::default()
        });
    }

    pub(super) fn close_section(&mut self) {
        self.write_notes();
        let Some(mut writer) = self.open.pop() else { return };
        if let Some(OpenSection { number, mut section }) = writer.section.take() {
            section.prose = writer.finish();
            self.sections[number] = Some(section);
        }
    }
}

/// The level as a number, 1 to 6.
pub(super) fn level_number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
