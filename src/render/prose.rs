//! Compiled prose, its holes filled for the page that it is to stand on.

mod named;
pub(crate) mod noted;

use std::fmt::Write;

use rustc_hash::FxHashMap;

use crate::base::arena::Id;
use crate::chronicle::model::{Citation, Event, LinkTarget, Source, Target, Text};
use crate::cite::style::Class;
use crate::render::escape::escape_to;
use crate::render::link::{Folder, Href};
use crate::render::lookup::Lookup;
use crate::render::prose::noted::Note;
use crate::render::quoted::quoted;
use crate::render::tongue::Lang;
use crate::render::view::TitleView;

use crate::syntax::markdown::phrase;
use crate::syntax::prose::{Cluster, Mode, Piece};

/// The longest text, in bytes of HTML, that a list shows whole.
const SHOWN_WHOLE: usize = 1_800;

/// Fills prose for one page: numbers its sources and its marks.
pub(crate) struct Scribe<'s, 'a> {
    site: &'s Lookup<'a>,
    folder: Folder<'s>,
    numbers: FxHashMap<Id<Source>, u32>,
    /// The highest number of a mark made so far.
    marks: u32,
    /// Whether the text at hand stands on its own page, where links to its marks lead.
    own: bool,
    /// By how many levels the headings of the text at hand rise.
    rise: u8,
    /// The language of the text at hand.
    language: &'s str,
    /// The list of sources that marks lead to now; 0 where the page has but one.
    list: u32,
    /// Each mark that leads to the list: the source's number, and the mark's.
    backs: Vec<(u32, u32)>,
    /// The notes of the list at hand, in a style that has them.
    notes: Vec<Note>,
    /// How many notes the page has so far.
    note_count: u32,
}

impl<'s, 'a> Scribe<'s, 'a> {
    /// Begins a page that lies in `folder`.
    pub(crate) fn new(site: &'s Lookup<'a>, folder: Folder<'s>) -> Self {
        Self {
            site,
            folder,
            numbers: FxHashMap::default(),
            marks: 0,
            own: false,
            rise: 0,
            language: site.language,
            list: 0,
            backs: Vec::new(),
            notes: Vec::new(),
            note_count: 0,
        }
    }

    /// The source's number on this page; the next one where it had none.
    pub(crate) fn number(&mut self, source: Id<Source>) -> u32 {
        let next = self.numbers.len() as u32 + 1;
        *self.numbers.entry(source).or_insert(next)
    }

    /// The sources numbered so far, with their numbers, in the order of their list.
    pub(crate) fn numbered(&self) -> Vec<(Id<Source>, u32)> {
        self.listed(self.numbers.iter().map(|(&source, &number)| (source, number)).collect())
    }

    /// Numbers sources, and gives them in the order of their list.
    pub(crate) fn number_all(&mut self, sources: &[Id<Source>]) -> Vec<(Id<Source>, u32)> {
        let all = sources.iter().map(|&source| (source, self.number(source))).collect();
        self.listed(all)
    }

    /// Sources with their numbers, in the order in which a list has them: the style's, or the numbers'.
    fn listed(&self, mut all: Vec<(Id<Source>, u32)>) -> Vec<(Id<Source>, u32)> {
        let place = |source| self.site.styled.as_ref().map_or(0, |styled| styled.place(source));
        all.sort_unstable_by_key(|&(source, number)| (place(source), number));
        all
    }

    /// From now on marks lead to another list of sources.
    pub(crate) fn begin_list(&mut self) -> u32 {
        self.list += 1;
        self.backs.clear();
        self.notes.clear();
        self.list
    }

    /// The list of sources that marks lead to now; 0 where the page has but one.
    pub(crate) fn list(&self) -> u32 {
        self.list
    }

    /// The marks that lead to the entry of that number in the list at hand.
    pub(crate) fn marks_of(&self, number: u32) -> impl Iterator<Item = u32> {
        self.backs.iter().filter(move |back| back.0 == number).map(|back| back.1)
    }

    /// The whole text, which is in `language`, for its own page.
    pub(crate) fn whole(&mut self, text: &Text, language: &'s str) -> String {
        self.language = language;
        let pieces = &text.prose().pieces;
        let mut out = String::with_capacity(length(pieces) + pieces.len() * 60);
        self.own = true;
        // The text of an event that is a heading stands below that one: here that is the page's.
        let section = text.section.map(|n| text.document.sections[n as usize].level);
        self.rise = section.map_or(0, |level| level.saturating_sub(1));
        for piece in pieces {
            self.piece(text, None, piece, &mut out);
        }
        self.own = false;
        self.rise = 0;
        out
    }

    /// The text for a list: whole where it is short and plain, else its first paragraph; empty
    /// where it does not begin with one. `page` is the encoded path of the text's own page.
    pub(crate) fn excerpt(&mut self, text: &Text, language: &'s str, page: &str) -> String {
        self.language = language;
        let prose = text.prose();
        let plain = prose.anchors.is_empty()
            && !prose.pieces.iter().any(|piece| matches!(piece, Piece::Section(_) | Piece::Raw(_)));
        let mut out = String::new();
        if plain && length(&prose.pieces) <= SHOWN_WHOLE {
            for piece in &prose.pieces {
                self.piece(text, Some(page), piece, &mut out);
            }
            return out;
        }
        let Some((last, end)) = opening(&prose.pieces) else { return out };
        for piece in &prose.pieces[..last] {
            self.piece(text, Some(page), piece, &mut out);
        }
        if let Some(Piece::Html(html)) = prose.pieces.get(last) {
            out.push_str(&html[..end]);
        }
        out
    }

    fn piece(&mut self, text: &Text, elsewhere: Option<&str>, piece: &Piece, out: &mut String) {
        let prose = text.prose();
        match piece {
            Piece::Html(html) if self.rise > 0 && html.contains("<h") => risen(html, self.rise, out),
            Piece::Html(html) => out.push_str(html),
            Piece::Raw(html) if self.site.chronicle.config.raw_html => out.push_str(html),
            Piece::Raw(html) => escape_to(html, out),
            Piece::Cluster(n) => {
                let cited = text.cited.get(*n as usize).map_or(&[][..], |cited| cited);
                self.cluster(&prose.clusters[*n as usize], cited, out);
            }
            Piece::Mention(n) => {
                let mention = &prose.mentions[*n as usize];
                let target = text.mentions.get(*n as usize).copied().flatten();
                self.mention(target, &mention.target, mention.words.as_deref(), out);
            }
            Piece::Address(n) => {
                let written = &prose.links[*n as usize].address;
                self.address(text.links.get(*n as usize), written, elsewhere, out);
            }
            Piece::Said(n) => {
                let lang = Lang::new(self.quoted(text, *n), self.language).attributes();
                let _ = writeln!(out, "<blockquote class=\"said\"{lang}>");
            }
            Piece::Speaker(n) => {
                let quoted = self.quoted(text, *n).unwrap_or(self.language);
                let lang = Lang::new(Some(self.language), quoted).attributes();
                let _ = write!(out, "<footer{lang}>");
            }
            Piece::Quotation(n) => {
                if text.verified.get(*n as usize) == Some(&true) {
                    let words = self.site.words.get("verified");
                    out.push_str(" <span class=\"verified\">");
                    escape_to(words, out);
                    out.push_str("</span>");
                }
            }
            Piece::Word(key) => escape_to(self.site.words.get(key), out),
            Piece::Section(n) => {
                if let Some(event) = text.sections.get(*n as usize).copied().flatten() {
                    self.inset(event, text.document.sections[*n as usize].level, out);
                }
            }
        }
    }

    /// The language of a quotation's words, where it is another than the text's.
    fn quoted(&self, text: &Text, n: u32) -> Option<&'s str> {
        let verified = text.verified.get(n as usize) == Some(&true);
        quoted(
            self.site.chronicle,
            &text.prose().quotations[n as usize],
            &text.cited,
            verified,
            self.language,
        )
    }

    fn cluster(&mut self, cluster: &Cluster, cited: &[Option<Id<Citation>>], out: &mut String) {
        // What is later than the day as of which the site is made is left out without a trace.
        let is_whole = self.site.chronicle.as_of.is_none();
        if cited.iter().all(Option::is_none) {
            let handle = matches!(&cluster.items[..], [only] if only.mode == Mode::AuthorInText);
            if handle {
                return escape_to(&cluster.written, out);
            }
            if !is_whole {
                return out.truncate(out.trim_end_matches([' ', '\n']).len());
            }
            out.push_str("<span class=\"unresolved\">");
            escape_to(&cluster.written, out);
            return out.push_str("</span>");
        }
        let site = self.site;
        if let Some(styled) = site.styled.as_ref() {
            match styled.class() {
                Class::AuthorDate => return self.named_cluster(styled, cluster, cited, out),
                Class::Note => return self.note_cluster(cited, out),
                Class::Numeric => {}
            }
        }
        let first = cited.first().copied().flatten().map(|id| &self.site.chronicle.citations[id]);
        if let Some(citation) = first.filter(|citation| citation.mode == Mode::AuthorInText) {
            out.push_str("<span class=\"cited-author\">");
            escape_to(&self.site.author_in_text(citation.source), out);
            out.push_str("</span> ");
        }
        let mut items = cluster.items.iter().zip(cited).filter(|(_, cited)| is_whole || cited.is_some());
        let bare = items.all(|(item, cited)| {
            let citation = cited.map(|id| &self.site.chronicle.citations[id]);
            item.prefix.is_empty() && citation.is_some_and(|c| c.locator.is_none() && c.suffix.is_empty())
        });
        if bare {
            // A raised mark stands against its word, however it was written.
            out.truncate(out.trim_end_matches([' ', '\n']).len());
        }
        out.push_str(if bare { "<span class=\"refs\">[" } else { "<span class=\"refs worded\">[" });
        let shown = |n: &usize| is_whole || cited.get(*n).copied().flatten().is_some();
        for (at, n) in (0..cluster.items.len()).filter(shown).enumerate() {
            let item = &cluster.items[n];
            if at > 0 {
                out.push_str(self.site.words.get(if bare { "join_list" } else { "join_clause" }));
            }
            if !item.prefix.trim().is_empty() {
                out.push_str(&phrase(&item.prefix));
                out.push(' ');
            }
            match cited.get(n).copied().flatten() {
                Some(id) => self.mark(id, out),
                None => {
                    out.push_str("<span class=\"unresolved\">@");
                    escape_to(&item.key, out);
                    out.push_str("</span>");
                }
            }
        }
        out.push_str("]</span>");
    }

    /// The number of a citation's source, and that of its mark, which is made now.
    fn next_mark(&mut self, id: Id<Citation>) -> (u32, u32) {
        let number = self.number(self.site.chronicle.citations[id].source);
        // On its own page a mark has the number that links from elsewhere know.
        let mark = if self.own { self.site.mark(id) } else { self.marks + 1 };
        self.marks = self.marks.max(mark);
        self.backs.push((number, mark));
        (number, mark)
    }

    fn mark(&mut self, id: Id<Citation>, out: &mut String) {
        let (number, mark) = self.next_mark(id);
        let citation = &self.site.chronicle.citations[id];
        let to = Href::to_ref(self.list, number);
        let _ = write!(out, "<a class=\"ref\" id=\"cite-{mark}\" href=\"{to}\" aria-label=\"");
        escape_to(&self.site.words.mark_name(number, self.site.label(citation.source)), out);
        let _ = write!(out, "\">{number}</a>");
        self.after(id, false, out);
    }

    /// What stands after a mark: the place in the source, unless the mark says it, and the suffix.
    fn after(&self, id: Id<Citation>, has_place: bool, out: &mut String) {
        let citation = &self.site.chronicle.citations[id];
        if let Some(locator) = citation.locator.as_ref().filter(|_| !has_place) {
            out.push_str(self.site.words.get("join_list"));
            escape_to(&self.site.words.locator(&locator.label, &locator.value), out);
        }
        let suffix = citation.suffix.trim();
        if !suffix.is_empty() {
            if !suffix.starts_with([',', ';', '.', ':', ')']) {
                out.push_str(if citation.locator.is_some() { ", " } else { " " });
            }
            out.push_str(&phrase(suffix));
        }
    }

    fn mention(&self, target: Option<Target>, written: &str, words: Option<&str>, out: &mut String) {
        match target {
            Some(target) => {
                let href = self.folder.link(self.site.path(target));
                let _ = write!(out, "<a class=\"mention\" href=\"{href}\"");
                match words {
                    Some(words) => {
                        out.push('>');
                        out.push_str(words);
                    }
                    None => {
                        out.push_str(&self.lang_of(target));
                        out.push('>');
                        self.title(target, out);
                    }
                }
                out.push_str("</a>");
            }
            None => {
                out.push_str("<span class=\"unresolved\">");
                match words {
                    Some(words) => out.push_str(words),
                    None => escape_to(written, out),
                }
                out.push_str("</span>");
            }
        }
    }

    /// The attributes of a thing's title, where that is in another language than the text at hand.
    fn lang_of(&self, target: Target) -> String {
        Lang::new(Some(self.site.language_of(target)), self.language).attributes()
    }

    fn title(&self, target: Target, out: &mut String) {
        match target {
            Target::Event(id) => match self.site.event_title(id) {
                TitleView::Plain(text) => escape_to(text, out),
                TitleView::Marked(html) => out.push_str(html),
            },
            _ => escape_to(self.site.title(target), out),
        }
    }

    fn address(&self, target: Option<&LinkTarget>, written: &str, elsewhere: Option<&str>, out: &mut String) {
        match target {
            Some(LinkTarget::Outside) => escape_to(written, out),
            Some(LinkTarget::Inside(path, fragment)) => {
                let path = crate::render::link::encoded(path);
                let _ = write!(out, "{}", self.folder.link(&path));
                if let Some(fragment) = fragment {
                    self.fragment(fragment, out);
                }
            }
            Some(LinkTarget::SamePage(fragment)) => {
                if let Some(page) = elsewhere {
                    let _ = write!(out, "{}", self.folder.link(page));
                }
                self.fragment(fragment, out);
            }
            // A link must lead somewhere to be valid HTML; this leads to the top of its own page.
            Some(LinkTarget::Broken) | None => out.push('#'),
        }
    }

    fn fragment(&self, fragment: &str, out: &mut String) {
        out.push('#');
        out.extend(percent_encoding::utf8_percent_encode(fragment, FRAGMENT));
    }

    /// An event that stands in another text: its date, its title and its summary. Its own text
    /// stands on its own page.
    fn inset(&self, id: Id<Event>, level: u8, out: &mut String) {
        let level = level.saturating_sub(self.rise).clamp(2, 6);
        let date = self.site.event_date(id);
        let event = &self.site.chronicle.events[id];
        out.push_str("<article class=\"inset\">\n<p class=\"inset-date\">");
        match &date.iso {
            Some(iso) => {
                let _ = write!(out, "<time datetime=\"{iso}\">");
                escape_to(&date.words, out);
                out.push_str("</time>");
            }
            None => escape_to(&date.words, out),
        }
        let href = self.folder.link(self.site.event_path(id));
        let lang = self.lang_of(Target::Event(id));
        let _ = write!(out, "</p>\n<h{level}{lang}><a href=\"{href}\">");
        self.title(Target::Event(id), out);
        let _ = writeln!(out, "</a></h{level}>");
        if let Some(summary) = &event.fields.summary {
            let _ = write!(out, "<p{lang}>");
            escape_to(summary, out);
            out.push_str("</p>\n");
        }
        out.push_str("</article>\n");
    }
}

/// HTML whose headings are of a level so much higher; but none is above the second.
fn risen(html: &str, rise: u8, out: &mut String) {
    let mut rest = html;
    while let Some(at) = rest.find("<h").into_iter().chain(rest.find("</h")).min() {
        let digit = at + if rest[at..].starts_with("</") { 3 } else { 2 };
        let level = rest[digit..].chars().next().and_then(|c| c.to_digit(10));
        out.push_str(&rest[..digit]);
        rest = &rest[digit..];
        if let Some(level) = level {
            let _ = write!(out, "{}", level.saturating_sub(u32::from(rise)).max(2));
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
}

/// What is encoded in a fragment (URL Standard, fragment percent-encode set, and `&` and `'` for
/// the attribute's sake).
const FRAGMENT: &percent_encoding::AsciiSet =
    &percent_encoding::CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`').add(b'&').add(b'\'');

fn length(pieces: &[Piece]) -> usize {
    let html = pieces.iter().map(|piece| match piece {
        Piece::Html(html) | Piece::Raw(html) => html.len(),
        _ => 0,
    });
    html.sum()
}

/// Where the first paragraph ends, with the quotation that it leads to: a piece, and the byte in
/// it. `None` where the prose does not begin with a paragraph, or where that leads to or defines a
/// place on its page.
fn opening(pieces: &[Piece]) -> Option<(usize, usize)> {
    let Some(Piece::Html(first)) = pieces.first() else { return None };
    if !first.trim_start().starts_with("<p>") {
        return None;
    }
    let (piece, end) = block_end(pieces, (0, 0), "</p>")?;
    let Piece::Html(html) = &pieces[piece] else { return None };
    let leads_on = html[..end].trim_end_matches("</p>").ends_with(':');
    let rest = html[end..].trim_start();
    let quotes = rest.starts_with("<blockquote")
        || rest.is_empty() && matches!(pieces.get(piece + 1), Some(Piece::Said(_)));
    if leads_on && quotes {
        return block_end(pieces, (piece, end), "</blockquote>").or(Some((piece, end)));
    }
    Some((piece, end))
}

/// Where the block that begins at a place ends.
fn block_end(pieces: &[Piece], from: (usize, usize), close: &str) -> Option<(usize, usize)> {
    for (n, piece) in pieces.iter().enumerate().skip(from.0) {
        match piece {
            Piece::Html(html) => {
                let start = if n == from.0 { from.1 } else { 0 };
                let end = html[start..].find(close).map(|at| start + at + close.len());
                let shown = &html[start..end.unwrap_or(html.len())];
                if shown.contains(" id=\"") || shown.contains(" href=\"#") {
                    return None;
                }
                if let Some(end) = end {
                    return Some((n, end));
                }
            }
            Piece::Raw(_) | Piece::Section(_) => return None,
            Piece::Cluster(_)
            | Piece::Mention(_)
            | Piece::Address(_)
            | Piece::Said(_)
            | Piece::Speaker(_)
            | Piece::Quotation(_)
            | Piece::Word(_) => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use crate::render::fixture::{Built, build};

    const SOURCES: &str = "a:\n  outlet: Interfax\n  published: 2010-03-15\nb:\n  outlet: ITAR-TASS\n  author: [Ann Ox, Bo Li]\n  published: 2010-03\n";

    fn event(text: &str) -> Built {
        let event = format!("---\ntitle: It happens\ndate: 2010-03-02\n---\n\n{text}\n");
        build(&[
            ("content/events/it.md", &event),
            ("content/events/other.md", "---\ntitle: Another <one>\ndate: 2010-03-03\n---\n"),
            ("content/sources/s.yaml", SOURCES),
        ])
    }

    fn check(text: &str, expected: &Expect) {
        let built = event(text);
        let html = built.part("events/it.html", "<div class=\"text\">", "</div>");
        expected.assert_eq(html.trim_start_matches("<div class=\"text\">").trim_end_matches("</div>").trim());
    }

    #[test]
    fn marks_are_numbered_by_first_citation() {
        check(
            "One [@b]. Two [@a; @b].",
            &expect![[r##"
                <p>One<span class="refs">[<a class="ref" id="cite-1" href="#ref-1" aria-label="Source 1: ITAR-TASS, March 2010">1</a>]</span>. Two<span class="refs">[<a class="ref" id="cite-2" href="#ref-2" aria-label="Source 2: Interfax, 15 March 2010">2</a>, <a class="ref" id="cite-3" href="#ref-1" aria-label="Source 1: ITAR-TASS, March 2010">1</a>]</span>.</p>"##]],
        );
    }

    #[test]
    fn prefix_locator_and_suffix_are_shown() {
        check(
            "One [see *also* @a, p. 3, on <b>; @b].",
            &expect![[r##"
                <p>One <span class="refs worded">[see <em>also</em> <a class="ref" id="cite-1" href="#ref-1" aria-label="Source 1: Interfax, 15 March 2010">1</a>, p. 3, on &lt;b&gt;; <a class="ref" id="cite-2" href="#ref-2" aria-label="Source 2: ITAR-TASS, March 2010">2</a>]</span>.</p>"##]],
        );
    }

    #[test]
    fn an_author_in_the_text_is_named() {
        check(
            "@b says so, and @a too; @nobody is text.",
            &expect![[r##"
                <p><span class="cited-author">Ann Ox and Bo Li</span><span class="refs">[<a class="ref" id="cite-1" href="#ref-1" aria-label="Source 1: ITAR-TASS, March 2010">1</a>]</span> says so, and <span class="cited-author">Interfax</span><span class="refs">[<a class="ref" id="cite-2" href="#ref-2" aria-label="Source 2: Interfax, 15 March 2010">2</a>]</span> too; @nobody is text.</p>"##]],
        );
    }

    #[test]
    fn what_leads_nowhere_is_set_off() {
        check(
            "One [@a; @gone]. Two [@lost <i>]. See [[other]], [[nowhere|*words*]] and [there](#no).",
            &expect![[
                r##"<p>One <span class="refs worded">[<a class="ref" id="cite-1" href="#ref-1" aria-label="Source 1: Interfax, 15 March 2010">1</a>; <span class="unresolved">@gone</span>]</span>. Two <span class="unresolved">[@lost &lt;i&gt;]</span>. See <a class="mention" href="other.html">Another &lt;one&gt;</a>, <span class="unresolved"><em>words</em></span> and <a href="#">there</a>.</p>"##
            ]],
        );
    }

    #[test]
    fn below_an_event_that_is_a_heading_headings_rise() {
        let page = "# All\n\n## One {#one date=2010}\n\nText.\n\n### Part\n\nMore <hr> [@x].\n";
        let built = build(&[("content/all.md", page)]);
        let html = built.part("events/one.html", "<div class=\"text\">", "</div>");
        assert!(html.contains("<h2 id=\"part\">Part</h2>"), "{html}");
        assert!(built.page("all.html").contains("<h2><a href=\"events/one.html\">One</a></h2>"));
    }

    #[test]
    fn raw_html_is_text() {
        check(
            "Raw <script>alert(1)</script> [x](javascript:alert(1)).",
            &expect!["<p>Raw &lt;script&gt;alert(1)&lt;/script&gt; x.</p>"],
        );
    }
}
