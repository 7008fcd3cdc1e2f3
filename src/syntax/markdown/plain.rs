//! A block's text without its marks, and the statements in it.

use std::ops::Range;

use crate::base::span::Span;
use crate::syntax::sentence;
use crate::syntax::statement::{Statement, is_stop};

/// Plain text that knows where each of its characters stands in the source.
#[derive(Debug, Default)]
pub(super) struct Plain {
    /// The text.
    pub(super) text: String,
    runs: Vec<Run>,
    /// Where an id stands for a name, in bytes of the text.
    names: Vec<usize>,
    /// Whether a citation was just taken out.
    gap: bool,
}

#[derive(Debug)]
struct Run {
    plain: usize,
    source: Range<usize>,
    verbatim: bool,
}

impl Plain {
    /// Adds text that stands at `source`; `verbatim` where byte for byte.
    pub(super) fn push(&mut self, text: &str, source: Range<usize>, verbatim: bool) {
        let Some(first) = text.chars().next() else { return };
        if self.gap {
            self.gap = false;
            // Where a citation was taken out, no space is left before a stop, and no double one.
            if self.text.ends_with(' ') && (first.is_whitespace() || is_stop(first)) {
                self.text.pop();
            }
        }
        self.runs.push(Run { plain: self.text.len(), source, verbatim });
        self.text.push_str(text);
    }

    /// Adds an id that stands for a name.
    pub(super) fn push_name(&mut self, id: &str, source: Range<usize>) {
        self.push(id, source, false);
        self.names.push(self.text.len() - id.len());
    }

    /// Leaves a citation out.
    pub(super) fn leave_out(&mut self) {
        self.gap = true;
    }

    /// The place after the last word, which stays where it is whatever comes after it.
    pub(super) fn place(&self) -> usize {
        self.text.trim_end().len()
    }

    fn run(&self, at: usize) -> Option<&Run> {
        let after = self.runs.partition_point(|run| run.plain <= at);
        self.runs.get(after.checked_sub(1)?)
    }

    /// The source bytes of a range of the text that is not empty.
    pub(super) fn source(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.run(range.start).map_or(0, |run| {
            if run.verbatim { run.source.start + (range.start - run.plain) } else { run.source.start }
        });
        let end = self.run(range.end.saturating_sub(1)).map_or(start, |run| {
            if run.verbatim { run.source.start + (range.end - run.plain) } else { run.source.end }
        });
        start..end.max(start)
    }

    /// The whole of it as one statement, if there is a word in it.
    pub(super) fn statement(&self) -> Option<Statement> {
        self.statement_of(&(0..self.text.len()))
    }

    fn statement_of(&self, range: &Range<usize>) -> Option<Statement> {
        let text = &self.text[range.clone()];
        if !text.contains(char::is_alphanumeric) {
            return None;
        }
        let start = range.start + (text.len() - text.trim_start().len());
        let text = text.trim();
        let source = self.source(&(start..start + text.len()));
        Some(Statement::new(text, Span::new(source.start, source.end)))
    }

    /// Adds its sentences to `statements`, and says for each place of a citation in it (a byte
    /// of the text) which it bears.
    pub(super) fn sentences(&self, places: &[usize], statements: &mut Vec<Statement>) -> Vec<Option<u32>> {
        let first = statements.len();
        // For each end of a sentence, the number of statements up to it.
        let mut ends: Vec<(usize, usize)> = Vec::new();
        let mut from = 0;
        for end in sentence::ends(&self.text, &self.names) {
            if let Some(statement) = self.statement_of(&(from..end)) {
                statements.push(statement);
                from = end;
            }
            ends.push((end, statements.len()));
        }
        let borne = |&place: &usize| {
            // The space before a stop is taken back after a place was noted, so the place may now
            // lie within the stop.
            let place = (0..=place).rev().find(|&at| self.text.is_char_boundary(at)).unwrap_or(0);
            let before = self.text[..place].trim_end().len();
            let up_to = ends.partition_point(|&(end, _)| end < before);
            let number = ends.get(up_to).map_or(statements.len(), |&(_, number)| number);
            // Before the first word: the statement that it begins.
            let number = number.max(first + 1);
            (number <= statements.len()).then(|| number as u32 - 1)
        };
        places.iter().map(borne).collect()
    }
}
