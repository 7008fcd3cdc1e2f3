//! Citations in notes, in a style that has them.

use std::fmt::Write;

use crate::base::arena::Id;
use crate::chronicle::model::{Citation, Source};
use crate::render::escape::escape_to;
use crate::render::link::Href;
use crate::render::prose::Scribe;
use crate::render::styled::{Cited, Styled};
use crate::syntax::markdown::phrase;
use crate::syntax::prose::{Cluster, Mode};

/// A note that a mark in the text leads to.
#[derive(Debug)]
pub(crate) struct Note {
    /// Its number on the page.
    pub(crate) number: u32,
    /// The mark that leads to it.
    pub(crate) mark: u32,
    /// The citations that it was made for; `None` where one leads nowhere.
    cited: Vec<Option<Id<Citation>>>,
}

impl Scribe<'_, '_> {
    /// A cluster's mark: the raised number of a note, after the author where the text names them.
    pub(crate) fn note_cluster(&mut self, cited: &[Option<Id<Citation>>], out: &mut String) {
        let citations = &self.site.chronicle.citations;
        let first = cited.first().copied().flatten().map(|id| &citations[id]);
        if let Some(citation) = first.filter(|citation| citation.mode == Mode::AuthorInText) {
            out.push_str("<span class=\"cited-author\">");
            escape_to(&self.site.author_in_text(citation.source), out);
            out.push_str("</span>");
        } else {
            // A raised mark stands against its word, however it was written.
            out.truncate(out.trim_end_matches([' ', '\n']).len());
        }
        let resolved: Vec<_> = cited.iter().copied().flatten().collect();
        let marks: Vec<_> = resolved.iter().map(|&id| self.next_mark(id).1).collect();
        let labels: Vec<_> = resolved.iter().map(|&id| self.site.label(citations[id].source)).collect();
        let labels = labels.join(self.site.words.get("join_clause"));
        self.note_count += 1;
        let number = self.note_count;
        out.push_str("<span class=\"refs\">");
        // Each citation has its own place, to which its source leads back.
        for mark in &marks[1..] {
            let _ = write!(out, "<span id=\"cite-{mark}\"></span>");
        }
        let _ =
            write!(out, "<a class=\"ref\" id=\"cite-{}\" href=\"#note-{number}\" aria-label=\"", marks[0]);
        let name = [("number", &*number.to_string()), ("source", &labels)];
        escape_to(&self.site.words.fill("note_name", &name), out);
        let _ = write!(out, "\">{number}</a></span>");
        self.notes.push(Note { number, mark: marks[0], cited: cited.to_vec() });
    }

    /// The notes of the list at hand, in order, each as HTML; none where the style has none.
    pub(crate) fn notes(&self) -> Vec<(&Note, String)> {
        let Some(styled) = self.site.styled.as_ref().filter(|_| !self.notes.is_empty()) else {
            return Vec::new();
        };
        let citations = &self.site.chronicle.citations;
        let cited = self.notes.iter().map(|note| note.cited.iter().flatten().map(|&id| &citations[id]));
        let made = styled.notes(&cited.map(Iterator::collect).collect::<Vec<_>>());
        self.notes.iter().zip(made).map(|(note, made)| (note, self.note(styled, note, made))).collect()
    }

    fn note(&self, styled: &Styled<'_>, note: &Note, made: Vec<Cited>) -> String {
        let (open, between, close) = styled.brackets();
        let mut out = String::new();
        escape_to(open, &mut out);
        let mut made = made.into_iter();
        let is_whole = self.site.chronicle.as_of.is_none();
        let mut begun = false;
        for (n, cited) in note.cited.iter().enumerate() {
            if cited.is_none() && !is_whole {
                continue;
            }
            if begun {
                escape_to(between, &mut out);
            }
            let Some(item) = self.cluster_of(note).and_then(|cluster| cluster.items.get(n)) else { continue };
            let mut prefix = phrase(item.prefix.trim());
            if !prefix.is_empty() {
                prefix.push(' ');
            }
            let mut said = String::new();
            match (cited, cited.and_then(|_| made.next())) {
                (Some(id), Some(made)) => {
                    self.noted(self.site.chronicle.citations[*id].source, &made.rest, &mut said);
                    self.after(*id, made.has_place, &mut said);
                }
                _ => {
                    said.push_str("<span class=\"unresolved\">@");
                    escape_to(&item.key, &mut said);
                    said.push_str("</span>");
                }
            }
            // A note begins like a sentence.
            if begun {
                out.push_str(&prefix);
                out.push_str(&said);
            } else {
                capitalised(&format!("{prefix}{said}"), &mut out);
            }
            begun = true;
        }
        ended(close, styled.tucks(), &mut out);
        out
    }

    /// A source in a note: it leads to the source in the page's list.
    fn noted(&self, source: Id<Source>, html: &str, out: &mut String) {
        match self.numbers.get(&source) {
            Some(&number) => {
                let _ = write!(out, "<a href=\"{}\">{html}</a>", Href::to_ref(self.list, number));
            }
            None => out.push_str(html),
        }
    }

    fn cluster_of(&self, note: &Note) -> Option<&Cluster> {
        let citation = &self.site.chronicle.citations[note.cited.iter().copied().flatten().next()?];
        self.site.text_of(citation.by)?.prose().clusters.get(citation.cluster as usize)
    }
}

/// HTML whose first letter of text is a capital.
fn capitalised(html: &str, out: &mut String) {
    let mut inside = false;
    let first = html.char_indices().find(|&(_, c)| {
        let is_text = !inside && c != '<';
        inside = if inside { c != '>' } else { c == '<' };
        is_text
    });
    match first.filter(|(_, c)| c.is_lowercase()) {
        Some((at, c)) => {
            out.push_str(&html[..at]);
            out.extend(c.to_uppercase());
            out.push_str(&html[at + c.len_utf8()..]);
        }
        None => out.push_str(html),
    }
}

/// Ends a note: with no stop after a stop, and within quotation marks where it `tucks`.
fn ended(close: &str, tucks: bool, out: &mut String) {
    let mut text = &**out;
    while let Some(rest) = text.strip_suffix('>') {
        text = rest.rfind('<').map_or("", |at| &rest[..at]);
    }
    let stopped = text.trim_end_matches(['”', '"', '’', '»', ')']).ends_with(['.', '!', '?', '…']);
    let quoted = text.strip_suffix('”').filter(|_| tucks).map(str::len);
    let Some(rest) = close.strip_prefix('.') else { return escape_to(close, out) };
    match quoted {
        _ if stopped => {}
        Some(at) => out.insert(at, '.'),
        None => out.push('.'),
    }
    escape_to(rest, out);
}

#[cfg(test)]
mod tests {
    use super::{capitalised, ended};

    #[test]
    fn a_note_is_a_sentence() {
        for (html, expected) in [
            ("<a href=\"#ref-1\"><i>ibid</i></a>", "<a href=\"#ref-1\"><i>Ibid</i></a>."),
            ("see &lt;b&gt;", "See &lt;b&gt;."),
            ("“so it is.”", "“so it is.”"),
            ("ist <i>so?</i>", "Ist <i>so?</i>"),
            ("éa", "Éa."),
            ("", "."),
            ("<a>“one”</a>", "<a>“one.”</a>"),
        ] {
            let mut out = String::new();
            capitalised(html, &mut out);
            ended(".", true, &mut out);
            assert_eq!(out, expected);
        }
    }
}
