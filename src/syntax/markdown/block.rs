//! Blocks that are not paragraphs: code, HTML, lists, tables.

use std::mem;
use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, Tag};

use crate::base::code::Code;
use crate::base::diagnostic::Fault;
use crate::base::span::Span;
use crate::syntax::markdown::anchor::attribute;
use crate::syntax::markdown::emit::Role;
use crate::syntax::markdown::inline::Line;
use crate::syntax::markdown::walk::{Compiler, Container};
use crate::syntax::prose::Piece;

impl<'a> Compiler<'a> {
    pub(super) fn code_block(&mut self, at: usize, end: usize, kind: &CodeBlockKind) {
        let mut html = String::from("<pre tabindex=\"0\"><code");
        if let CodeBlockKind::Fenced(info) = kind
            && let Some(language) = info.split_whitespace().next()
        {
            attribute("class", &format!("language-{language}"), &mut html);
        }
        html.push('>');
        self.writer().out.line();
        self.html(&html);
        for (event, _) in &self.events[at + 1..end] {
            if let Event::Text(code) = event {
                self.writer().out.text(code);
            }
        }
        self.html("</code></pre>\n");
    }

    pub(super) fn html_block(&mut self, at: usize, end: usize) {
        let mut raw = String::new();
        let mut span: Option<Range<usize>> = None;
        for (event, source) in &self.events[at + 1..end] {
            if let Event::Html(html) = event {
                raw.push_str(html);
                span = Some(span.map_or(source.start, |span| span.start)..source.end);
            }
        }
        let Some(span) = span else { return };
        if raw.trim_start().starts_with("<!--") && !raw.contains("-->") {
            self.unclosed_comment(&raw, &span);
        } else {
            self.raw(&raw, &span);
        }
    }

    /// A comment that would hide all that follows.
    fn unclosed_comment(&mut self, raw: &str, source: &Range<usize>) {
        let start = source.start + self.text[source.clone()].find("<!--").unwrap_or(0);
        let fault = Fault::here(Code::RawHtml, Span::new(start, start + 4), "a comment is not closed")
            .label("shown as text, with all that follows")
            .help("write `-->` where the comment ends");
        self.faults.push(fault);
        self.writer().out.line();
        self.html("<p>");
        self.writer().out.text(raw.trim());
        self.html("</p>\n");
    }

    /// Raw HTML. A comment says nothing to a reader and is left out.
    pub(super) fn raw(&mut self, html: &str, source: &Range<usize>) {
        let trimmed = html.trim();
        if trimmed.starts_with("<!--") && trimmed.find("-->").is_none_or(|end| end + 3 == trimmed.len()) {
            return;
        }
        let trimmed_source = source.start..source.start + self.text[source.clone()].trim_end().len();
        let writer = self.writer();
        writer.prose.raw_html.push(trimmed_source.into());
        writer.out.piece(Piece::Raw(html.into()));
    }

    pub(super) fn list(&mut self, number: Option<u64>) {
        self.writer().out.line();
        match number {
            None => self.html("<ul>\n"),
            Some(1) => self.html("<ol>\n"),
            Some(number) => self.html(&format!("<ol start=\"{number}\">\n")),
        }
    }

    pub(super) fn table_row(&mut self, tag: &Tag, containers: &mut [Container]) {
        let Some(Container::Table { cell, head, body, .. }) = containers.last_mut() else { return };
        *cell = 0;
        *head = matches!(tag, Tag::TableHead);
        let html = match (*head, mem::replace(body, !*head)) {
            (true, _) => "<thead>\n<tr>",
            (false, false) => "<tbody>\n<tr>",
            (false, true) => "<tr>",
        };
        self.html(html);
    }

    pub(super) fn table_cell(&mut self, at: usize, end: usize, containers: &mut [Container]) {
        let Some(Container::Table { aligned, cell, head, .. }) = containers.last_mut() else { return };
        let class = match aligned.get(*cell) {
            Some(Alignment::Left) => " class=\"left\"",
            Some(Alignment::Center) => " class=\"center\"",
            Some(Alignment::Right) => " class=\"right\"",
            _ => "",
        };
        *cell += 1;
        // A head without words names nothing.
        let (open, close) = match *head && end > at + 1 {
            true => (format!("<th scope=\"col\"{class}>"), "</th>"),
            false => (format!("<td{class}>"), "</td>"),
        };
        let quoted = !self.writer().quotations.is_empty();
        let role = match (*head, quoted) {
            (true, _) => Role::Silent,
            (false, true) => Role::Quoted,
            (false, false) => Role::Cell,
        };
        self.html(&open);
        let line = Line::read(self.text, &self.events[at + 1..end]);
        self.line(&line, role);
        self.html(close);
    }
}
