//! A sentence of the text, as plain text: read back out of the HTML that holds it.
//!
//! A site holds all its prose at once, and its sentences are nearly all of it. So a statement
//! whose words can be read off the HTML keeps only where they begin there; that is tried once, when
//! the text is compiled. Only where the HTML reads otherwise does it keep words of its own.

use std::borrow::Cow;

use crate::base::span::Span;
use crate::syntax::prose::{Mode, Piece, Prose};

/// A sentence of the text. A citation bears the sentence that it stands in or ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    words: Words,
    /// Its bytes.
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Words {
    Own(Box<str>),
    /// As the HTML has them, from there on: so many bytes.
    Shown(At, u32),
}

/// A place in the pieces of a prose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
struct At {
    piece: u32,
    /// A byte of a piece of HTML.
    byte: u32,
}

/// How many places are tried for the beginning of one statement.
const TRIED: usize = 24;

impl Statement {
    /// The statement of those words, which stand at `span`.
    pub(crate) fn new(words: &str, span: Span) -> Self {
        Self { words: Words::Own(words.into()), span }
    }
}

impl Prose {
    /// A statement as plain text, without its citations; a citation that is a word of the sentence
    /// (`@key says`) stays as `@key`, and a mention without words of its own as its target.
    pub fn told<'p>(&'p self, statement: &'p Statement) -> Cow<'p, str> {
        match &statement.words {
            Words::Own(words) => Cow::Borrowed(words),
            Words::Shown(at, length) => {
                let mut reader = Reader::new(self, *at);
                let mut words = String::with_capacity(*length as usize);
                while words.len() < *length as usize && reader.read(&mut words) {}
                words.truncate(*length as usize);
                Cow::Owned(words)
            }
        }
    }

    /// Lets go of the words of statements that the HTML holds too.
    pub(crate) fn share_statements(&mut self) {
        let mut statements = std::mem::take(&mut self.statements);
        let mut from = At::default();
        for statement in &mut statements {
            let Words::Own(words) = &statement.words else { continue };
            let Ok(length) = u32::try_from(words.len()) else { continue };
            if let Some((at, end)) = self.find(words, from) {
                let shown = Statement { words: Words::Shown(at, length), span: statement.span };
                debug_assert_eq!(&*self.told(&shown), &**words, "what was found reads the same");
                *statement = shown;
                from = end;
            }
        }
        self.statements = statements;
    }

    /// Where the HTML, read from `from` on, has these words, and where they end.
    fn find(&self, words: &str, from: At) -> Option<(At, At)> {
        let mut start = from;
        for _ in 0..TRIED {
            let mut reader = Reader::new(self, start);
            let mut read = String::new();
            let begins = reader.begin(&mut read)?;
            let mut rest = words;
            loop {
                if let Some(beyond) = read.strip_prefix(rest) {
                    return Some((begins, reader.back(beyond.len())));
                }
                let Some(after) = rest.strip_prefix(&*read) else { break };
                rest = after;
                read.clear();
                if !reader.read(&mut read) {
                    return None;
                }
            }
            start = Reader::new(self, begins).next_word()?;
        }
        None
    }
}

/// Reads HTML of our own making as the plain text that it was made of.
struct Reader<'p> {
    prose: &'p Prose,
    at: At,
    /// Whether it stands within a tag: a hole may be its attribute.
    in_tag: bool,
    /// The white space before what comes next, which is written only when something does.
    space: String,
    /// Whether a citation was just left out.
    gap: bool,
}

impl<'p> Reader<'p> {
    fn new(prose: &'p Prose, at: At) -> Self {
        Self { prose, at, in_tag: false, space: String::new(), gap: false }
    }

    /// Goes to the first words, writes them into `to`, and says where they stand.
    fn begin(&mut self, to: &mut String) -> Option<At> {
        loop {
            self.space.clear();
            self.gap = false;
            let at = self.skip()?;
            self.space.clear();
            let before = to.len();
            self.take(to);
            if to.len() > before {
                return Some(at);
            }
        }
    }

    /// The place after the next word, or after the next hole that reads as words.
    fn next_word(mut self) -> Option<At> {
        let at = self.skip()?;
        match &self.prose.pieces[at.piece as usize] {
            Piece::Html(html) => {
                let (written, text) = run(&html[at.byte as usize..]);
                let word = text.find(' ').filter(|_| written == text.len()).unwrap_or(written);
                Some(At { byte: at.byte + word as u32, ..at })
            }
            _ => Some(At { piece: at.piece + 1, byte: 0 }),
        }
    }

    /// The place that lies so many bytes of text before this one, in the words read last.
    fn back(&self, bytes: usize) -> At {
        At { byte: self.at.byte.saturating_sub(bytes as u32), ..self.at }
    }

    /// Writes the next words, with the white space before them, or those of the next hole; says
    /// whether there are any.
    fn read(&mut self, to: &mut String) -> bool {
        self.skip().is_some() && {
            self.take(to);
            true
        }
    }

    /// Goes over tags and white space to what is to be written next, and says where that stands.
    fn skip(&mut self) -> Option<At> {
        loop {
            match self.prose.pieces.get(self.at.piece as usize)? {
                Piece::Html(html) => {
                    let Some(rest) = html.get(self.at.byte as usize..).filter(|rest| !rest.is_empty()) else {
                        self.next_piece();
                        continue;
                    };
                    if self.in_tag {
                        let end = rest.find('>');
                        self.in_tag = end.is_none();
                        self.at.byte += end.map_or(rest.len(), |end| end + 1) as u32;
                    } else if let Some(mark) = rest.strip_prefix(NOTE) {
                        let end = mark.find("</sup>").map_or(rest.len(), |end| NOTE.len() + end);
                        self.at.byte += end as u32;
                    } else if rest.starts_with('<') {
                        self.in_tag = true;
                    } else if let Some(space) = rest.chars().next().filter(|c| c.is_whitespace()) {
                        // Nor is a double space left there.
                        if self.gap && self.space.ends_with(' ') {
                            self.space.pop();
                        }
                        self.gap = false;
                        self.space.push(if space == '\n' { ' ' } else { space });
                        self.at.byte += space.len_utf8() as u32;
                    } else {
                        return Some(self.at);
                    }
                }
                Piece::Cluster(cluster) => {
                    let said = self.prose.clusters.get(*cluster as usize).and_then(|it| it.items.first());
                    if said.is_some_and(|item| item.mode == Mode::AuthorInText) {
                        return Some(self.at);
                    }
                    self.gap = true;
                    self.next_piece();
                }
                Piece::Mention(_) => return Some(self.at),
                Piece::Address(_)
                | Piece::Raw(_)
                | Piece::Section(_)
                | Piece::Said(_)
                | Piece::Speaker(_)
                | Piece::Quotation(_)
                | Piece::Word(_) => {
                    self.next_piece();
                }
            }
        }
    }

    /// Writes what [`skip`](Self::skip) found.
    fn take(&mut self, to: &mut String) {
        match &self.prose.pieces[self.at.piece as usize] {
            Piece::Html(html) => {
                let rest = &html[self.at.byte as usize..];
                let (written, text) = run(rest);
                self.at.byte += written as u32;
                self.put(text, to);
            }
            Piece::Mention(mention) => {
                self.next_piece();
                let Some(mention) = self.prose.mentions.get(*mention as usize) else { return };
                match &mention.words {
                    None => self.put(&mention.target, to),
                    Some(html) => {
                        let mut words = String::new();
                        plain(html, &mut words);
                        self.put(&words, to);
                    }
                }
            }
            Piece::Cluster(cluster) => {
                self.next_piece();
                if let Some(item) = self.prose.clusters[*cluster as usize].items.first() {
                    self.put("@", to);
                    self.put(&item.key, to);
                }
                self.gap = true;
            }
            _ => self.next_piece(),
        }
    }

    fn put(&mut self, text: &str, to: &mut String) {
        let Some(first) = text.chars().next() else { return };
        // Where a citation was taken out, no space is left before a stop.
        if self.gap && is_stop(first) && self.space.ends_with(' ') {
            self.space.pop();
        }
        self.gap = false;
        to.push_str(&self.space);
        self.space.clear();
        to.push_str(text);
    }

    fn next_piece(&mut self) {
        self.at = At { piece: self.at.piece + 1, byte: 0 };
    }
}

/// What a reference to a footnote begins with.
const NOTE: &str = "<sup class=\"note-ref\">";

/// Whether no space stands before it where a citation was taken out.
pub(crate) fn is_stop(c: char) -> bool {
    ".,;:!?)]}…»”’。，、！？；：）؟،؛۔։՝".contains(c)
}

/// The text with which HTML begins that is no tag: an escaped character, or all up to the next
/// tag, escaped character or line's end, without the spaces before that. With the bytes that it
/// takes there.
fn run(html: &str) -> (usize, &str) {
    const ESCAPED: [(&str, &str); 4] = [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\"")];
    if html.starts_with('&')
        && let Some((written, text)) = ESCAPED.iter().find(|(written, _)| html.starts_with(written))
    {
        return (written.len(), text);
    }
    let first = html.chars().next().map_or(0, char::len_utf8);
    let end = html.bytes().skip(first).position(|byte| matches!(byte, b'<' | b'&' | b'\n' | b'\t'));
    let text = &html[..end.map_or(html.len(), |end| first + end)];
    let text = text.trim_end_matches(' ');
    (text.len(), text)
}

/// Adds the text of a few words of HTML.
fn plain(html: &str, to: &mut String) {
    let mut rest = html;
    while !rest.is_empty() {
        if rest.starts_with('<') {
            rest = rest.find('>').map_or("", |end| &rest[end + 1..]);
        } else if let Some(after) = rest.strip_prefix(' ') {
            to.push(' ');
            rest = after;
        } else {
            let (written, text) = run(rest);
            to.push_str(text);
            rest = &rest[written..];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Words;
    use crate::syntax::document::Kind;
    use crate::syntax::parse::parse;

    /// The statements of a text, and how many of them keep words of their own.
    fn told(text: &str) -> (Vec<String>, usize) {
        let prose = parse(Kind::Page, text).prose;
        let own = prose.statements.iter().filter(|it| matches!(it.words, Words::Own(_))).count();
        (prose.statements.iter().map(|it| prose.told(it).into_owned()).collect(), own)
    }

    #[track_caller]
    fn check(text: &str, statements: &[&str], own: usize) {
        let (told, kept) = told(text);
        assert_eq!(told, statements);
        assert_eq!(kept, own, "keep words of their own");
    }

    #[test]
    fn statements_are_read_off_the_html() {
        check("One thing [@a, p. 3]. Another\nthing.\n", &["One thing.", "Another thing."], 0);
        check("It *is **so*** & `<b>` \"said\" [@a; @b] today.\n", &["It is so & <b> \"said\" today."], 0);
        check(
            "## A heading\n\n- First.\n- Then [[x|the *end*]] came.\n",
            &["First.", "Then the end came."],
            0,
        );
        check(
            "@wire [p. 3] says so. [[harbour]] fell, [see](x.md).\n",
            &["@wire says so.", "harbour fell, see."],
            0,
        );
        check("A note[^1] helps [@a]. End.\n\n[^1]: Which [@b].\n", &["A note helps.", "End.", "Which."], 0);
        check("甲は言った。乙も[@a]。\n", &["甲は言った。", "乙も。"], 0);
        check("  One.  Two  [@a]  three.\n", &["One.", "Two   three."], 0);
    }

    #[test]
    fn where_the_html_reads_otherwise_they_keep_their_words() {
        check("> One.\n>\n> Two.\n>\n> — Ann [@a]\n", &["One.\nTwo."], 1);
        check("@{the wire} says.\n", &["@{the wire} says."], 0);
    }
}
