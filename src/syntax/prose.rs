//! Markdown, compiled once: HTML with holes where what a page puts there depends on the page.

use crate::base::span::Span;
use crate::syntax::statement::Statement;

/// A stretch of Markdown, compiled.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Prose {
    /// The HTML in order, with its holes.
    pub pieces: Vec<Piece>,
    /// The citations, in the order of the text.
    pub clusters: Vec<Cluster>,
    /// The `[[mentions]]`, in the order of the text.
    pub mentions: Vec<Mention>,
    /// The links and images that may lead into the site, in the order of the text.
    pub links: Vec<Link>,
    /// The quotations, in the order of the text.
    pub quotations: Vec<Quotation>,
    /// The statements (sentences), in the order of the text.
    pub statements: Vec<Statement>,
    /// Every id that the HTML defines, in the order of the text: headings and footnotes.
    pub anchors: Vec<Anchor>,
    /// The text of the first heading of level 1, where there is one, as plain text.
    pub first_heading: Option<Box<str>>,
    /// Where raw HTML stands.
    pub raw_html: Vec<Span>,
}

impl Prose {
    /// Gives each of its spans another.
    pub(crate) fn respan(&mut self, other: impl Fn(Span) -> Span) {
        let clusters = self.clusters.iter_mut();
        let spans = clusters.flat_map(|it| it.items.iter_mut().map(|it| &mut it.span).chain([&mut it.span]));
        let spans = spans
            .chain(self.mentions.iter_mut().map(|it| &mut it.span))
            .chain(self.links.iter_mut().map(|it| &mut it.span))
            .chain(self.quotations.iter_mut().map(|it| &mut it.span))
            .chain(self.statements.iter_mut().map(|it| &mut it.span))
            .chain(self.anchors.iter_mut().map(|it| &mut it.span))
            .chain(self.raw_html.iter_mut());
        spans.for_each(|span| *span = other(*span));
    }

    /// Gives back the room that its lists grew into and did not need: a site holds all its prose
    /// at once.
    pub(crate) fn fit(&mut self) {
        self.share_statements();
        self.pieces.shrink_to_fit();
        self.clusters.shrink_to_fit();
        self.clusters.iter_mut().for_each(|cluster| cluster.items.shrink_to_fit());
        self.mentions.shrink_to_fit();
        self.links.shrink_to_fit();
        self.quotations.shrink_to_fit();
        self.statements.shrink_to_fit();
        self.anchors.shrink_to_fit();
        self.raw_html.shrink_to_fit();
    }
}

/// A piece of compiled prose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// HTML, safe and complete with its neighbours.
    Html(Box<str>),
    /// Raw HTML as it was written: shown as text, or let through where the site allows it.
    Raw(Box<str>),
    /// The marks of a citation: an index into `clusters`.
    Cluster(u32),
    /// A mention: an index into `mentions`.
    Mention(u32),
    /// The address of a link or image, to stand in a double-quoted attribute: an index into
    /// `links`.
    Address(u32),
    /// The beginning of a quotation, `<blockquote class="said">`: an index into `quotations`.
    Said(u32),
    /// The beginning of a quotation's last line, `<footer>`, in the language of the text about it: an
    /// index into `quotations`.
    Speaker(u32),
    /// At the end of a quotation's last line, for what is known of its words: an index into
    /// `quotations`.
    Quotation(u32),
    /// A word of the interface, by its key.
    Word(&'static str),
    /// In the place of a heading that is an event, and its text: an index into the document's
    /// `sections`.
    Section(u32),
}

/// Citations in one pair of brackets, or one in the text with what follows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster {
    /// The citations; at least one. Only the first can be [`Mode::AuthorInText`].
    pub items: Vec<Citation>,
    /// All its bytes.
    pub span: Span,
    /// Its bytes as text, for showing where it turns out to cite nothing.
    pub written: Box<str>,
    /// The statement that it bears: an index into `statements`; `None` where there is no sentence
    /// to bear, as in a heading.
    pub statement: Option<u32>,
    /// The link in whose words it stands, as an index into `links`: where it turns out to cite
    /// nothing, `written` is a link there like the words beside it.
    pub link: Option<u32>,
}

/// How a citation names its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mode {
    /// `[@key]`
    Normal,
    /// `[-@key]`
    SuppressAuthor,
    /// `@key`
    AuthorInText,
}

/// One citation of one source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The key, without `@` and braces.
    pub key: Box<str>,
    /// How it names its source.
    pub mode: Mode,
    /// The Markdown before it.
    pub prefix: Box<str>,
    /// The Markdown after it, any locator included; see [`crate::syntax`] for taking it apart.
    pub suffix: Box<str>,
    /// The bytes of the mark and its key: `-@key`.
    pub span: Span,
}

/// A mention of something in the chronicle: `[[id|words]]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The id, name or title.
    pub target: Box<str>,
    /// The words to show, as HTML; the thing's own title where `None`.
    pub words: Option<Box<str>>,
    /// Its bytes.
    pub span: Span,
}

/// A link or an image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The address, as written, unescaped.
    pub address: Box<str>,
    /// Whether it is an image's.
    pub image: bool,
    /// Its bytes: the whole link.
    pub span: Span,
}

/// A block quote that ends in a line `— Speaker [@key]`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Quotation {
    /// The words, as plain text.
    pub words: Box<str>,
    /// Who said them, as plain text.
    pub speaker: Box<str>,
    /// The mention, where the speaker is one: an index into `mentions`.
    pub mention: Option<u32>,
    /// The citations in the speaker's line: indices into `clusters`.
    pub clusters: Vec<u32>,
    /// Its bytes.
    pub span: Span,
}

/// An id that the HTML defines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// The id.
    pub id: Box<str>,
    /// Where it is defined.
    pub span: Span,
}
