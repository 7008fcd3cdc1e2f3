//! Sources in the site's citation style, as HTML.

use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};
use rustc_hash::FxHashMap;

use crate::base::arena::{Arena, Id};
use crate::base::code::Code;
use crate::base::diagnostic::Diagnostic;
use crate::base::span::Span;
use crate::chronicle::model::{Chronicle, Citation, Locator, Source};
use crate::cite::engine::Noted;
use crate::cite::label::{Apart, apart, divide, set_apart};
use crate::cite::run::{Look, Part, Run, Shift};
use crate::cite::style::{Class, Prepared, Style};
use crate::render::collate::Collation;
use crate::render::dated::Dated;
use crate::render::escape::escape_to;
use crate::render::view::index::in_order;
use crate::syntax::fields::SourceFields;
use crate::syntax::prose::Mode;

/// What the style makes of every source of a site.
pub(crate) struct Styled<'a> {
    style: &'a Style,
    sources: &'a Arena<Source>,
    /// Each source's entry in a list, as HTML.
    entries: Vec<Box<str>>,
    /// For a style that cites by author and date: what tells each source from the others.
    apart: Vec<Apart>,
    /// Each source's place in a list of all; empty where the style has no order of its own.
    places: Vec<u32>,
    /// The words of the dates that no style can say, by source.
    words: FxHashMap<Id<Source>, Box<str>>,
}

/// What the style made of one source.
struct Made {
    entry: Option<Vec<Run>>,
    cited: Option<Vec<Run>>,
    sorted_by: Vec<(String, bool)>,
}

impl<'a> Styled<'a> {
    /// Styles every source; `None` where the site asks for no style. `dates` are the sources' dates
    /// in words, `labels` their short names. Sources on which the style fails are told of, and
    /// named plainly.
    pub(crate) fn new(
        chronicle: &'a Chronicle,
        dates: &Dated,
        labels: &[Box<str>],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let style = &**chronicle.style.as_ref()?;
        let sources = &chronicle.sources;
        let ids: Vec<_> = sources.ids().collect();
        let worded = |id: &Id<Source>| {
            let date = dates.source(*id).filter(|date| date.iso.is_none())?;
            Some((*id, date.words.as_str().into()))
        };
        let words: FxHashMap<Id<Source>, Box<str>> = ids.iter().filter_map(worded).collect();
        let mut made: Vec<Made> = ids
            .par_iter()
            .map(|id| {
                let source = &sources[*id];
                let words = words.get(id).map_or("", |words| words);
                made(style, &style.prepare(&source.key, &source.fields, words))
            })
            .collect();
        tell(chronicle, &made, diagnostics);
        let order = order(chronicle, &mut made);
        let mut places = vec![0; if style.sorts() { ids.len() } else { 0 }];
        for (n, id) in order.iter().enumerate().filter(|_| style.sorts()) {
            places[id.index()] = n as u32;
        }
        let named = |id: Id<Source>| {
            vec![Run { text: labels[id.index()].to_string(), look: Look::default(), part: Part::Names }]
        };
        let mut told = vec![Apart::default(); made.len()];
        if style.class == Class::AuthorDate {
            let cited: Vec<_> =
                order.iter().map(|id| made[id.index()].cited.take().unwrap_or_else(|| named(*id))).collect();
            let titles: Vec<_> = order.iter().map(|id| sources[*id].fields.title.as_deref()).collect();
            for (id, one) in order.iter().zip(apart(&cited, &titles)) {
                told[id.index()] = one;
            }
        }
        let entries = ids
            .into_par_iter()
            .zip(made.into_par_iter())
            .map(|(id, made)| {
                let mut runs = made.entry.unwrap_or_else(|| named(id));
                // An entry says its title anyway.
                if matches!(told[id.index()], Apart::Letter(_)) {
                    set_apart(&mut runs, &told[id.index()]);
                }
                html(&runs).into()
            })
            .collect();
        Some(Self { style, sources, entries, apart: told, places, words })
    }

    /// Whether its marks are numbers in a list of sources.
    pub(crate) fn is_numbered(&self) -> bool {
        self.style.class == Class::Numeric
    }

    /// A source's place in the order of the style's lists; 0 where it has none of its own.
    pub(crate) fn place(&self, id: Id<Source>) -> u32 {
        self.places.get(id.index()).copied().unwrap_or(0)
    }

    /// The entry of something that is no source of the site, as HTML; `None` where the style has
    /// nothing to say of it.
    pub(crate) fn entry_of(&self, key: &str, fields: &SourceFields) -> Option<String> {
        self.style.entry(&self.style.prepare(key, fields, "")).map(|runs| html(&runs))
    }

    /// How the style cites in the text.
    pub(crate) fn class(&self) -> Class {
        self.style.class
    }

    /// What the style sets before, between and after the sources of a citation.
    pub(crate) fn brackets(&self) -> (&str, &str, &str) {
        (&self.style.open, &self.style.between, &self.style.close)
    }

    /// The source's entry in a list, as HTML.
    pub(crate) fn entry(&self, id: Id<Source>) -> &str {
        &self.entries[id.index()]
    }

    /// A citation by author and date: who, and the rest, as HTML without brackets. `who` is empty
    /// but where the source is named in the text. Gives also whether the locator is part of it.
    pub(crate) fn citation(&self, id: Id<Source>, mode: Mode, locator: Option<&Locator>) -> Cited {
        let prepared = self.prepared(id);
        let with_place = locator.and_then(|locator| self.style.citation(&prepared, Some(place(locator))));
        let has_place = with_place.is_some();
        let runs = with_place.or_else(|| self.style.citation(&prepared, None));
        let mut runs = runs.unwrap_or_else(|| self.named(id));
        set_apart(&mut runs, &self.apart[id.index()]);
        let (who, rest) = match mode {
            Mode::Normal => (Vec::new(), runs),
            Mode::SuppressAuthor => (Vec::new(), only_rest(&runs)),
            Mode::AuthorInText => {
                let (who, rest) = divide(&runs);
                if rest.is_empty() { (Vec::new(), who) } else { (who, rest) }
            }
        };
        Cited { who: html(&who), rest: html(&rest), has_place }
    }

    /// The notes of a page in their order, each with what it says of the sources that it cites.
    pub(crate) fn notes<'n>(&self, notes: &[Vec<&'n Citation>]) -> Vec<Vec<Cited>> {
        let mut prepared = FxHashMap::default();
        for citation in notes.iter().flatten() {
            prepared.entry(citation.source).or_insert_with(|| self.prepared(citation.source));
        }
        let asked = |note: &Vec<&'n Citation>| {
            let asked = note.iter().map(|it| (&prepared[&it.source], it.locator.as_ref().map(place)));
            asked.collect::<Vec<_>>()
        };
        let asked: Vec<_> = notes.iter().map(asked).collect();
        let mut made = self.style.notes(&asked).unwrap_or_default().into_iter();
        let note = |note: &Vec<&Citation>| {
            let mut made = made.next().unwrap_or_default().into_iter();
            let said = note.iter().map(|citation| self.noted(citation, made.next().unwrap_or_default()));
            said.collect()
        };
        notes.iter().map(note).collect()
    }

    /// A source in a note, of which the style made that.
    fn noted(&self, citation: &Citation, (runs, has_place): Noted) -> Cited {
        let failed = runs.is_empty();
        let runs = if failed { self.named(citation.source) } else { runs };
        // The text has named the author already, or is not to.
        let runs = if citation.mode == Mode::Normal { runs } else { only_rest(&runs) };
        Cited { who: String::new(), rest: html(&runs), has_place: has_place && !failed }
    }

    fn prepared(&self, id: Id<Source>) -> Prepared {
        let source = &self.sources[id];
        self.style.prepare(&source.key, &source.fields, self.words.get(&id).map_or("", |words| words))
    }

    /// A source by its key, where the style fails on it.
    fn named(&self, id: Id<Source>) -> Vec<Run> {
        vec![Run { text: self.sources[id].key.to_string(), look: Look::default(), part: Part::Names }]
    }
}

fn place(locator: &Locator) -> (&str, &str) {
    (&locator.label, &locator.value)
}

/// What the style makes of a source.
fn made(style: &Style, source: &Prepared) -> Made {
    let cites = style.class == Class::AuthorDate;
    Made {
        entry: style.entry(source),
        cited: cites.then(|| style.citation(source, None)).flatten(),
        sorted_by: style.sort_keys(source),
    }
}

/// Tells of the sources on which the style has failed.
fn tell(chronicle: &Chronicle, made: &[Made], diagnostics: &mut Vec<Diagnostic>) {
    let cites = chronicle.style.as_ref().is_some_and(|style| style.class == Class::AuthorDate);
    for (source, made) in chronicle.sources.values().iter().zip(made) {
        if made.entry.is_none() || (cites && made.cited.is_none()) {
            let message = format!("the citation style has nothing to say of `{}`", source.key);
            diagnostics.push(
                Diagnostic::at(Code::StyleFailed, source.file, Span::point(0), message)
                    .label("in this file")
                    .help("give the source an author, a title or a date, or choose another `citation_style`"),
            );
        }
    }
}

/// The sources in the order of the style's lists; where it has none, in that of their publication.
fn order(chronicle: &Chronicle, made: &mut [Made]) -> Vec<Id<Source>> {
    let collation = Collation::new(&chronicle.config.language);
    let mut ids = in_order(chronicle);
    let keys: Vec<_> = made.iter_mut().map(|made| std::mem::take(&mut made.sorted_by)).collect();
    // What is alike to the style stays in the order of its publication.
    ids.sort_by(|a, b| {
        let pairs = keys[a.index()].iter().zip(&keys[b.index()]);
        let mut orders = pairs.map(|((a, backwards), (b, _))| match (a.is_empty(), b.is_empty()) {
            (false, false) if *backwards => collation.compare(b, a),
            (false, false) => collation.compare(a, b),
            (a, b) => a.cmp(&b),
        });
        orders.find(|order| order.is_ne()).unwrap_or(std::cmp::Ordering::Equal)
    });
    ids
}

/// A citation by author and date, or in a note, as HTML.
pub(crate) struct Cited {
    /// Who, where the text names them.
    pub(crate) who: String,
    /// The rest.
    pub(crate) rest: String,
    /// Whether the rest says the place in the source.
    pub(crate) has_place: bool,
}

/// A citation without who made the source; all of it where there is nothing else.
fn only_rest(runs: &[Run]) -> Vec<Run> {
    let (who, rest) = divide(runs);
    if rest.is_empty() { who } else { rest }
}

/// Runs as HTML, escaped.
fn html(runs: &[Run]) -> String {
    let mut html = String::new();
    write(runs, &mut html);
    html
}

fn write(runs: &[Run], out: &mut String) {
    for run in runs {
        let Look { italic, bold, small_caps, underlined, shift } = run.look;
        let tags = [
            (italic, "<i>", "</i>"),
            (bold, "<b>", "</b>"),
            (small_caps, "<span class=\"small-caps\">", "</span>"),
            (underlined, "<u>", "</u>"),
            (shift == Shift::Raised, "<sup>", "</sup>"),
            (shift == Shift::Lowered, "<sub>", "</sub>"),
        ];
        let used = tags.iter().filter(|tag| tag.0);
        used.clone().for_each(|tag| out.push_str(tag.1));
        escape_to(&run.text, out);
        used.rev().for_each(|tag| out.push_str(tag.2));
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use crate::base::snapshot::{Day, Options};
    use crate::render::fixture::{Built, build, build_as};

    const SOURCES: &str = "\
a:
  outlet: Interfax
  author: Ivanov, Ivan
  title: The <first> report & more
  published: 2010-03-15
  url: https://example.org/a
b:
  outlet: ITAR-TASS
  author: Ivanov, Ivan
  title: Another report
  published: 2010-06-02
c:
  outlet: Kommersant
  title: Unsigned
  published: \"[2010-03-18..2010-12-31]\"
d:
  type: book
  author: [\"Ox, Ann\", \"Li, Bo\"]
  title: A book
  publisher: Press
  published: 1999
";

    fn files(style: &str, text: &str) -> [(&'static str, String); 3] {
        let event = format!("---\ntitle: It happens\ndate: 2010-03-02\n---\n\n{text}\n");
        [
            ("site.toml", format!("citation_style = \"{style}\"\n")),
            ("content/events/it.md", event),
            ("content/sources/s.yaml", SOURCES.to_owned()),
        ]
    }

    fn site(style: &str, text: &str) -> Built {
        let files = files(style, text);
        build(&files.each_ref().map(|(path, text)| (*path, text.as_str())))
    }

    /// The text, and the references below it, without links and attributes.
    fn check(style: &str, text: &str, expected: &Expect) {
        let built = site(style, text);
        assert_eq!(built.said(), "");
        let page = built.page("events/it.html");
        let text = built.part("events/it.html", "<div class=\"text\">", "</div>");
        let mut shown = vec![bare(&text).trim().to_owned()];
        for note in page.split("id=\"note-").skip(1) {
            let (number, note) = note.split_once("\">").unwrap();
            let note = note.split_once("<p").unwrap().1.split_once('>').unwrap().1;
            let note = note.split(" <span class=\"backs\"").next().unwrap();
            let note = note.replace("</a>", "");
            let parts: Vec<_> = note.split("<a href=").collect();
            let parts = parts[1..].iter().map(|part| part.split_once('>').unwrap().1);
            shown.push(format!(
                "{number}: {}{}",
                note.split("<a href=").next().unwrap(),
                parts.collect::<String>()
            ));
        }
        for reference in page.split("<p class=\"reference\"").skip(1) {
            let reference = &reference[reference.find('>').unwrap() + 1..];
            shown.push(reference[..reference.find("</p>").unwrap()].to_owned());
        }
        expected.assert_eq(&shown.join("\n"));
    }

    fn bare(html: &str) -> String {
        let mut text = String::new();
        let mut inside = false;
        for c in html.chars() {
            match c {
                '<' => inside = true,
                '>' => inside = false,
                _ if !inside => text.push(c),
                _ => {}
            }
        }
        text
    }

    const TEXT: &str = "One [@a]. Two [see @a, p. 3, on it; @d, chap. 2]. @b says so, and @d [p. 4] too. Said [-@a, p. 5]. Unsigned [@c].";

    #[test]
    fn by_author_and_date() {
        check(
            "chicago-author-date",
            TEXT,
            &expect![[r#"
                One (Ivanov 2010a). Two (see Ivanov 2010a, 3, on it; Ox and Li 1999, chap. 2). Ivanov (2010b) says so, and Ox and Li (1999, 4) too. Said (2010a, 5). Unsigned (Kommersant one of the days 18 March – 31 December 2010).
                Ivanov, Ivan. 2010a. “The &lt;first&gt; Report &amp; More.” <i>Interfax</i>, March 15. https://example.org/a.
                Ivanov, Ivan. 2010b. “Another Report.” <i>ITAR-TASS</i>, June 2.
                <i>Kommersant</i>. one of the days 18 March – 31 December 2010. <i>Unsigned</i>.
                Ox, Ann, and Bo Li. 1999. <i>A Book</i>. Press."#]],
        );
        check(
            "apa",
            TEXT,
            &expect![[r#"
                One (Ivanov, 2010a). Two (see Ivanov, 2010a, p. 3, on it; Ox &amp; Li, 1999, Chapter 2). Ivanov (2010b) says so, and Ox &amp; Li (1999, p. 4) too. Said (2010a, p. 5). Unsigned (“Unsigned,” one of the days 18 March – 31 December 2010).
                Ivanov, I. (2010a, March 15). The &lt;first&gt; report &amp; more. <i>Interfax</i>. https://example.org/a
                Ivanov, I. (2010b, June 2). Another report. <i>ITAR-TASS</i>.
                Ox, A., &amp; Li, B. (1999). <i>A book</i>. Press.
                Unsigned. (one of the days 18 March – 31 December 2010). <i>Kommersant</i>."#]],
        );
    }

    #[test]
    fn three_hundred_reports_of_an_agency_in_one_year_are_cited_apart() {
        let (mut sources, mut text) = (String::new(), String::new());
        for n in 0..300 {
            sources += &format!("s{n}:\n  author: TASS\n  title: Report\n  published: 2022\n");
            text += &format!("It happens [@s{n}]. ");
        }
        let event = format!("---\ntitle: It happens\ndate: 2010-03-02\n---\n\n{text}\n");
        for style in ["apa", "chicago-author-date", "mla"] {
            let built = build(&[
                ("site.toml", &format!("citation_style = \"{style}\"\n")),
                ("content/events/it.md", &event),
                ("content/sources/s.yaml", &sources),
            ]);
            let text = bare(&built.part("events/it.html", "<div class=\"text\">", "</div>"));
            let cited: Vec<_> = text.split('(').skip(1).map(|part| part.split(')').next().unwrap()).collect();
            let different: std::collections::BTreeSet<_> = cited.iter().collect();
            assert_eq!((cited.len(), different.len()), (300, 300), "{style}: {cited:?}");
        }
    }

    #[test]
    fn by_number() {
        check(
            "ieee",
            TEXT,
            &expect![[r#"
            One[1]. Two [see 1, p. 3, on it; 2, chap. 2]. Ivan Ivanov[3] says so, and Ann Ox and Bo Li [2, p. 4] too. Said [1, p. 5]. Unsigned[4].
            I. Ivanov, “The &lt;first&gt; report &amp; more,” <i>Interfax</i>, Mar. 15, 2010. [Online].  Available: https://example.org/a
            A. Ox and B. Li, <i>A book</i>. Press, 1999.
            I. Ivanov, “Another report,” <i>ITAR-TASS</i>, Jun. 02, 2010.
            “Unsigned,” <i>Kommersant</i>, one of the days 18 March – 31 December 2010."#]],
        );
    }

    #[test]
    fn by_author_alone() {
        check(
            "mla",
            TEXT,
            &expect![[r#"
                One (Ivanov, “The &lt;first&gt; report &amp; more”). Two (see Ivanov, “The &lt;first&gt; report &amp; more” 3, on it; Ox and Li, ch. 2). Ivanov (“Another report”) says so, and Ox and Li (4) too. Said (“The &lt;first&gt; report &amp; more” 5). Unsigned (“Unsigned”).
                Ivanov, Ivan. “Another Report.” <i>ITAR-TASS</i>, 2 June 2010.
                Ivanov, Ivan. “The &lt;first&gt; Report &amp; More.” <i>Interfax</i>, 15 Mar. 2010, https://example.org/a.
                Ox, Ann, and Bo Li. <i>A Book</i>. Press, 1999.
                “Unsigned.” <i>Kommersant</i>, one of the days 18 March – 31 December 2010."#]],
        );
    }

    #[test]
    fn in_notes() {
        check(
            "chicago-notes",
            TEXT,
            &expect![[r#"
                One1. Two2. Ivan Ivanov3 says so, and Ann Ox and Bo Li4 too. Said5. Unsigned6.
                1: Ivan Ivanov, “The &lt;first&gt; Report &amp; More,” <i>Interfax</i>, March 15, 2010, https://example.org/a.
                2: See Ivanov, “The &lt;first&gt; Report &amp; More,” 3, on it; Ann Ox and Bo Li, <i>A Book</i> (Press, 1999), chap. 2.
                3: “Another Report,” <i>ITAR-TASS</i>, June 2, 2010.
                4: <i>A Book</i>, 4.
                5: “The &lt;first&gt; Report &amp; More,” 5.
                6: “Unsigned,” <i>Kommersant</i>, one of the days 18 March – 31 December 2010.
                Ivanov, Ivan. “Another Report.” <i>ITAR-TASS</i>, June 2, 2010.
                Ivanov, Ivan. “The &lt;first&gt; Report &amp; More.” <i>Interfax</i>, March 15, 2010. https://example.org/a.
                <i>Kommersant</i>. <i>Unsigned</i>. one of the days 18 March – 31 December 2010.
                Ox, Ann, and Bo Li. <i>A Book</i>. Press, 1999."#]],
        );
    }

    #[test]
    fn in_notes_that_say_what_was_cited_before() {
        check(
            "chicago-fullnotes",
            "One [@a; @d]. Two [@d]. Three [@d, p. 4]. Four [@d, p. 4]. Five [cf. @a, p. 3]. Six [@a, p. 3].",
            &expect![[r#"
                One1. Two2. Three3. Four4. Five5. Six6.
                1: Ivan Ivanov, “The &lt;first&gt; Report &amp; More,” <i>Interfax</i>, March 15, 2010, https://example.org/a; Ann Ox and Bo Li, <i>A Book</i> (Press, 1999).
                2: Ox and Li, <i>A Book</i>.
                3: Ox and Li, <i>A Book</i>, 4.
                4: Ox and Li, <i>A Book</i>, 4.
                5: Cf. Ivanov, “The &lt;first&gt; Report &amp; More,” 3.
                6: Ivanov, “The &lt;first&gt; Report &amp; More,” 3.
                Ivanov, Ivan. “The &lt;first&gt; Report &amp; More.” <i>Interfax</i>, March 15, 2010. https://example.org/a.
                Ox, Ann, and Bo Li. <i>A Book</i>. Press, 1999."#]],
        );
    }

    #[test]
    fn a_note_has_a_mark_for_each_citation_and_leads_back() {
        let built = site("chicago-notes", "One [@a; @d]. @b says so.");
        expect![[r##"
            <div class="text"><p>One<span class="refs"><span id="cite-2"></span><a class="ref" id="cite-1" href="#note-1" aria-label="Note 1: Interfax, 15 March 2010; A book, 1999">1</a></span>. <span class="cited-author">Ivan Ivanov</span><span class="refs"><a class="ref" id="cite-3" href="#note-2" aria-label="Note 2: ITAR-TASS, 2 June 2010">2</a></span> says so.</p>
            </div>"##]].assert_eq(&built.part("events/it.html", "<div class=\"text\">", "</div>"));
        expect![[r##"
            <ol class="cards" role="list">
            <li class="card" id="note-1">
            <span class="number">1</span>
            <p dir="auto"><a href="#ref-1">Ivan Ivanov, “The &lt;first&gt; Report &amp; More,” <i>Interfax</i>, March 15, 2010, https://example.org/a</a>; <a href="#ref-2">Ann Ox and Bo Li, <i>A Book</i> (Press, 1999)</a>. <span class="backs"><a href="#cite-1" aria-label="Back to mark 1 in the text">↑</a></span></p>
            </li>
            <li class="card" id="note-2">
            <span class="number">2</span>
            <p dir="auto"><a href="#ref-3">“Another Report,” <i>ITAR-TASS</i>, June 2, 2010</a>. <span class="backs"><a href="#cite-3" aria-label="Back to mark 2 in the text">↑</a></span></p>
            </li>
            </ol>"##]].assert_eq(&built.part("events/it.html", "<ol class=\"cards\"", "</ol>"));
        // Where it is cited, its page leads to its own mark.
        assert!(built.page("sources/d.html").contains("../events/it.html#cite-2"));
    }

    #[test]
    fn what_is_later_than_the_day_is_in_no_note() {
        let options = Options { as_of: Some(Day { year: 2010, month: 4, day: 1 }), ..Options::default() };
        let files = files("chicago-notes", "One [@a; @b]. Two [@b].");
        let built = build_as(&files.each_ref().map(|(path, text)| (*path, text.as_str())), options);
        expect![[r#"


            1
            Ivan Ivanov, “The &lt;first&gt; Report &amp; More,” Interfax, March 15, 2010, https://example.org/a. ↑

        "#]].assert_eq(&bare(&built.part("events/it.html", "<ol class=\"cards\"", "</ol>")));
    }

    #[test]
    fn lists_have_the_order_of_the_style() {
        let keys = |built: &Built, path: &str, part: &str| {
            let html = built.part(path, part, "</ol>");
            let links = html
                .split("<a ")
                .skip(1)
                .filter_map(|link| link.split_once("sources/")?.1.split_once(".html"));
            let links: Vec<_> = links.map(|(key, _)| key.to_owned()).collect();
            links.concat()
        };
        let text = "One [@c]. Two [@d]. Three [@b]. Four [@a].";
        for (style, expected) in
            [("apa", "abdc"), ("mla", "badc"), ("chicago-notes", "bacd"), ("ieee", "cdba")]
        {
            let built = site(style, text);
            assert_eq!(keys(&built, "events/it.html", "id=\"content-sources\""), expected, "{style}");
        }
        let index = |style: &str| {
            let html = site(style, text).part("sources/index.html", "<ol class=\"rests\"", "</ol>");
            html.split("<h2><a href=\"").skip(1).map(|it| it[..1].to_owned()).collect::<String>()
        };
        // By the first author; by number there is none but that of the publication.
        assert_eq!((&*index("apa"), &*index("ieee")), ("abdc", "dacb"));
    }

    #[test]
    fn the_lists_and_the_page_of_a_source_have_its_entry() {
        let built = site("apa", "One [@d].");
        let entry = "Ox, A., &amp; Li, B. (1999). <i>A book</i>. Press.</p>";
        for path in ["sources/index.html", "events/it.html", "sources/d.html"] {
            let page = built.page(path).replace("reference\" dir=\"auto\"", "reference\"");
            assert!(page.contains(&format!("<p class=\"reference\">{entry}")), "{path}");
        }
        assert!(built.page("outlets/interfax.html").contains("The &lt;first&gt; report"));
        let cited = |path: &str| built.part(path, "<p class=\"citation\">", "</p>");
        assert_eq!(cited("sources/d.html"), format!("<p class=\"citation\">{entry}"));
        // A page is not published on the day that it tells of.
        expect![[r#"<p class="citation"><i>It happens</i>. (n.d.). Chronology.</p>"#]]
            .assert_eq(&cited("events/it.html"));
    }
}
