//! Writing HTML, and pieces of it.

use crate::syntax::prose::Piece;

/// HTML under construction, cut into pieces where a page fills a hole.
#[derive(Debug, Default)]
pub(super) struct Out {
    pieces: Vec<Piece>,
    html: String,
}

impl Out {
    /// Adds HTML as it is.
    pub(super) fn html(&mut self, html: &str) {
        self.html.push_str(html);
    }

    /// Adds text.
    pub(super) fn text(&mut self, text: &str) {
        escape(text, &mut self.html);
    }

    /// Adds a hole, or raw HTML.
    pub(super) fn piece(&mut self, piece: Piece) {
        if !self.html.is_empty() {
            self.pieces.push(Piece::Html(self.html.as_str().into()));
            self.html.clear();
        }
        self.pieces.push(piece);
    }

    /// Begins a new line, where one is not begun already.
    pub(super) fn line(&mut self) {
        if !self.html.is_empty() && !self.html.ends_with('\n') {
            self.html.push('\n');
        }
    }

    /// Takes one space from the end; says whether there was one.
    pub(super) fn trim_space(&mut self) -> bool {
        let spaced = self.html.ends_with(' ');
        self.html.truncate(self.html.len() - usize::from(spaced));
        spaced
    }

    /// Adds what another has.
    pub(super) fn append(&mut self, other: Self) {
        for piece in other.pieces {
            match piece {
                Piece::Html(html) => self.html(&html),
                piece => self.piece(piece),
            }
        }
        self.html(&other.html);
    }

    /// All of it.
    pub(super) fn finish(mut self) -> Vec<Piece> {
        if !self.html.is_empty() {
            self.pieces.push(Piece::Html(self.html.into_boxed_str()));
        }
        self.pieces
    }
}

/// Adds `text` to `to` so that it is text in HTML, in elements and in quoted attributes.
pub(super) fn escape(text: &str, to: &mut String) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let instead = match byte {
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'&' => "&amp;",
            b'"' => "&quot;",
            b'\t' | b'\n' => continue,
            b'\r' => "",
            // What HTML does not allow, and a reader could not see.
            0..0x20 | 0x7f => "\u{fffd}",
            _ => continue,
        };
        to.push_str(&text[from..at]);
        to.push_str(instead);
        from = at + 1;
    }
    to.push_str(&text[from..]);
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn text_stays_text() {
        let mut html = String::new();
        escape("a<b> & \"c\"\0\r\n'é'", &mut html);
        assert_eq!(html, "a&lt;b&gt; &amp; &quot;c&quot;\u{fffd}\n'é'");
    }
}
