//! Block quotes that end in a line `— Speaker [@key]`.

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, Event, Tag, TagEnd};

use crate::base::span::Span;
use crate::syntax::markdown::emit::Role;
use crate::syntax::markdown::inline::Line;
use crate::syntax::markdown::walk::{Compiler, Container, OpenQuotation};
use crate::syntax::prose::{Piece, Quotation};
use crate::syntax::statement::Statement;

/// Where the line with the speaker begins.
#[derive(Debug, Clone, Copy)]
pub(super) struct SpeakerLine {
    /// The event that begins its paragraph.
    pub(super) paragraph: usize,
    /// The break before it; the paragraph itself where it has one of its own.
    pub(super) split: usize,
}

/// The speaker's line of the block quote from event `start` to event `end`.
pub(super) fn speaker_line(
    source: &str,
    events: &[(Event, Range<usize>)],
    start: usize,
    end: usize,
) -> Option<SpeakerLine> {
    let last = end.checked_sub(1)?;
    if !matches!(events[last].0, Event::End(TagEnd::Paragraph)) {
        return None;
    }
    let paragraph = (start + 1..last).rev().find(|&n| matches!(events[n].0, Event::Start(Tag::Paragraph)))?;
    let split = last_break(&events[paragraph + 1..last]).map_or(paragraph, |n| paragraph + 1 + n);
    if split == paragraph && paragraph == start + 1 {
        return None;
    }
    let from = events.get(split + 1)?.1.start;
    let line = &source[from..events[last - 1].1.end.max(from)];
    let dash = dash(line)?;
    let words = &line[dash..];
    if words.trim().is_empty() {
        return None;
    }
    // A dialogue has dashes too: there, something must say that this is a name.
    let marked = words.contains('@') || words.contains("[[");
    let before = &source[events[start].1.start..from];
    let dialogue = before.lines().any(|line| self::dash(line.trim_start_matches(['>', ' '])).is_some());
    let sentence = words.trim_end().ends_with(['.', '!', '?', '…', '。', '”', '»', '"']);
    (marked || !(dialogue || sentence)).then_some(SpeakerLine { paragraph, split })
}

/// The last break that stands in no emphasis and no link.
fn last_break(inline: &[(Event, Range<usize>)]) -> Option<usize> {
    let mut depth = 0_usize;
    for (n, (event, _)) in inline.iter().enumerate().rev() {
        match event {
            Event::End(_) => depth += 1,
            Event::Start(_) => depth = depth.saturating_sub(1),
            Event::SoftBreak | Event::HardBreak if depth == 0 => return Some(n),
            _ => {}
        }
    }
    None
}

/// The length of the dash, and the spaces after it, with which a speaker's line begins.
pub(super) fn dash(line: &str) -> Option<usize> {
    let rest = ["—", "―", "– ", "-- ", "--- "].iter().find_map(|dash| line.strip_prefix(dash))?;
    Some(line.len() - rest.trim_start_matches([' ', '\t', '\u{a0}']).len())
}

impl<'a> Compiler<'a> {
    pub(super) fn block_quote(
        &mut self,
        at: usize,
        end: usize,
        kind: Option<BlockQuoteKind>,
        source: &Range<usize>,
        containers: &mut Vec<Container>,
    ) {
        self.writer().out.line();
        if let Some(kind) = kind {
            let (name, key) = alert(kind);
            self.html(&format!("<div class=\"note note-{name}\" role=\"note\">\n<p class=\"note-title\">"));
            self.writer().out.piece(Piece::Word(key));
            self.html("</p>\n");
            containers.push(Container::Plain("</div>\n"));
            return;
        }
        let line = speaker_line(self.text, self.events, at, end);
        if let Some(line) = line {
            let prose = &mut self.writer().prose;
            let number = prose.quotations.len();
            prose.quotations.push(Quotation::default());
            self.writer().out.piece(Piece::Said(number as u32));
            let prose = &mut self.writer().prose;
            let statement = prose.statements.len();
            prose.statements.push(Statement::new("", Span::default()));
            let first_cluster = prose.clusters.len();
            self.writer().quotations.push(OpenQuotation {
                number,
                words: String::new(),
                statement,
                source: None,
                first_cluster,
                line,
                span: source.clone().into(),
            });
        } else {
            self.html("<blockquote>\n");
        }
        containers.push(Container::Quote { quotation: line.is_some() });
    }

    /// The line `— Speaker [@key]`.
    pub(super) fn speaker(&mut self, events: Range<usize>) {
        let mut line = Line::read(self.text, &self.events[events]);
        if let (Some(first), Some(dash)) = (line.tokens.first_mut(), dash(&line.flat)) {
            let dash = dash.min(first.flat.end);
            first.source.start += dash - first.flat.start;
            first.flat.start = dash;
        }
        let clusters = self.writer().prose.clusters.len();
        let mentions = self.writer().prose.mentions.len();
        let open = self.writer().quotations.last().expect("only a quotation has a speaker's line");
        let number = open.number;
        self.writer().out.piece(Piece::Speaker(number as u32));
        self.html("— <cite>");
        let speaker = self.line(&line, Role::Speaker);
        self.writer().out.piece(Piece::Quotation(number as u32));
        self.html("</footer>\n");
        let prose = &mut self.writer().prose;
        let clusters = clusters as u32..prose.clusters.len() as u32;
        let mention = (prose.mentions.len() > mentions).then_some(mentions as u32);
        let open = self.writer().quotations.last().expect("only a quotation has a speaker's line");
        let (words, span) = (open.words.trim().into(), open.span);
        let speaker = speaker.trim().trim_end_matches([',', ';', ':']).trim().into();
        let quotation = Quotation { words, speaker, mention, clusters: clusters.collect(), span };
        self.writer().prose.quotations[number] = quotation;
    }

    pub(super) fn close_quotation(&mut self) {
        let writer = self.writer();
        let Some(open) = writer.quotations.pop() else { return };
        let statements = &mut writer.prose.statements;
        if let (Some(source), true) = (open.source, open.words.contains(char::is_alphanumeric)) {
            statements[open.statement] = Statement::new(open.words.trim(), source.into());
        } else {
            // A quotation without words states nothing.
            statements.remove(open.statement);
            for cluster in &mut writer.prose.clusters[open.first_cluster..] {
                cluster.statement = match cluster.statement {
                    Some(n) if n as usize == open.statement => None,
                    Some(n) if n as usize > open.statement => Some(n - 1),
                    other => other,
                };
            }
        }
    }
}

fn alert(kind: BlockQuoteKind) -> (&'static str, &'static str) {
    match kind {
        BlockQuoteKind::Note => ("note", "alert_note"),
        BlockQuoteKind::Tip => ("tip", "alert_tip"),
        BlockQuoteKind::Important => ("important", "alert_important"),
        BlockQuoteKind::Warning => ("warning", "alert_warning"),
        BlockQuoteKind::Caution => ("caution", "alert_caution"),
    }
}
