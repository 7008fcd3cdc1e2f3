//! Sources in the site's citation style, as HTML.

use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};
use rustc_hash::FxHashMap;

use crate::base::arena::{Arena, Id};
use crate::base::code::Code;
use crate::base::diagnostic::Diagnostic;
use crate::base::span::Span;
use crate::chronicle::model::{Chronicle, Locator, Source};
use crate::cite::label::{Apart, apart, divide, set_apart};
use crate::cite::run::{Look, Part, Run, Shift};
use crate::cite::style::{Class, Prepared, Style};
use crate::render::escape::escape_to;
use crate::render::view::date::DateView;
use crate::syntax::prose::Mode;

/// What the style makes of every source of a site.
pub(crate) struct Styled<'a> {
    style: &'a Style,
    sources: &'a Arena<Source>,
    /// Each source's entry in a list, as HTML.
    entries: Vec<Box<str>>,
    /// For a style that cites by author and date: what tells each source from the others.
    apart: Vec<Apart>,
    /// The words of the dates that no style can say, by source.
    words: FxHashMap<Id<Source>, Box<str>>,
}

/// What the style made of one source.
struct Made {
    entry: Option<Vec<Run>>,
    cited: Option<Vec<Run>>,
}

impl<'a> Styled<'a> {
    /// Styles every source; `None` where the site asks for no style. `dates` are the sources' dates
    /// in words, `labels` their short names. Sources on which the style fails are told of, and
    /// named plainly.
    pub(crate) fn new(
        chronicle: &'a Chronicle,
        dates: &[Option<DateView>],
        labels: &[Box<str>],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let style = &**chronicle.style.as_ref()?;
        let sources = &chronicle.sources;
        let cites = style.class == Class::AuthorDate;
        let ids: Vec<_> = sources.ids().collect();
        let worded = |id: &Id<Source>| {
            let date = dates[id.index()].as_ref().filter(|date| date.iso.is_none())?;
            Some((*id, date.words.as_str().into()))
        };
        let words: FxHashMap<Id<Source>, Box<str>> = ids.iter().filter_map(worded).collect();
        let made: Vec<Made> = ids
            .par_iter()
            .map(|id| {
                let source = &sources[*id];
                let words = words.get(id).map_or("", |words| words);
                let prepared = style.prepare(&source.key, &source.fields, words);
                Made {
                    entry: style.entry(&prepared),
                    cited: cites.then(|| style.citation(&prepared, None)).flatten(),
                }
            })
            .collect();
        for (source, made) in sources.values().iter().zip(&made) {
            if made.entry.is_none() || (cites && made.cited.is_none()) {
                let message = format!("the citation style has nothing to say of `{}`", source.key);
                diagnostics.push(
                    Diagnostic::at(Code::StyleFailed, source.file, Span::point(0), message)
                        .label("in this file")
                        .help("give the source an author, a title or a date, or choose another `citation_style`"),
                );
            }
        }
        let named = |id: Id<Source>| {
            vec![Run { text: labels[id.index()].to_string(), look: Look::default(), part: Part::Names }]
        };
        let mut told = vec![Apart::default(); made.len()];
        if cites {
            let mut order = ids.clone();
            let key = |id: &Id<Source>| {
                let published = sources[*id].fields.published.as_ref();
                published.map(|date| date.sort_key(chronicle.config.time_zone))
            };
            order.sort_by_cached_key(|id| (key(id).is_none(), key(id), *id));
            let cited: Vec<_> =
                order.iter().map(|id| made[id.index()].cited.clone().unwrap_or_else(|| named(*id))).collect();
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
                let mut html = String::new();
                write(&runs, &mut html);
                html.into()
            })
            .collect();
        Some(Self { style, sources, entries, apart: told, words })
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
        let source = &self.sources[id];
        let prepared =
            self.style.prepare(&source.key, &source.fields, self.words.get(&id).map_or("", |words| words));
        let place = locator.map(|locator| (&*locator.label, &*locator.value));
        let with_place = place.and_then(|_| self.style.citation(&prepared, place));
        let said_place = with_place.is_some();
        let runs = with_place.or_else(|| self.plain_citation(&prepared));
        let mut runs = runs.unwrap_or_else(|| {
            vec![Run { text: source.key.to_string(), look: Look::default(), part: Part::Names }]
        });
        set_apart(&mut runs, &self.apart[id.index()]);
        let (who, rest) = match mode {
            Mode::Normal => (Vec::new(), runs),
            Mode::SuppressAuthor => (Vec::new(), only_rest(&runs)),
            Mode::AuthorInText => {
                let (who, rest) = divide(&runs);
                if rest.is_empty() { (Vec::new(), who) } else { (who, rest) }
            }
        };
        let html = |runs: &[Run]| {
            let mut html = String::new();
            write(runs, &mut html);
            html
        };
        Cited { who: html(&who), rest: html(&rest), has_place: said_place }
    }

    fn plain_citation(&self, prepared: &Prepared) -> Option<Vec<Run>> {
        self.style.citation(prepared, None)
    }
}

/// A citation by author and date, as HTML.
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

/// Writes runs as HTML, escaped.
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

    use crate::render::fixture::{Built, build};

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

    fn site(style: &str, text: &str) -> Built {
        let event = format!("---\ntitle: It happens\ndate: 2010-03-02\n---\n\n{text}\n");
        build(&[
            ("site.toml", &format!("citation_style = \"{style}\"\n")),
            ("content/events/it.md", &event),
            ("content/sources/s.yaml", SOURCES),
        ])
    }

    /// The text, and the references below it, without links and attributes.
    fn check(style: &str, text: &str, expected: &Expect) {
        let built = site(style, text);
        assert_eq!(built.said(), "");
        let page = built.page("events/it.html");
        let text = built.part("events/it.html", "<div class=\"text\">", "</div>");
        let mut shown = vec![bare(&text).trim().to_owned()];
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
            Ox, Ann, and Bo Li. 1999. <i>A Book</i>. Press.
            Ivanov, Ivan. 2010b. “Another Report.” <i>ITAR-TASS</i>, June 2.
            <i>Kommersant</i>. one of the days 18 March – 31 December 2010. <i>Unsigned</i>."#]],
        );
        check(
            "apa",
            TEXT,
            &expect![[r#"
            One (Ivanov, 2010a). Two (see Ivanov, 2010a, p. 3, on it; Ox &amp; Li, 1999, Chapter 2). Ivanov (2010b) says so, and Ox &amp; Li (1999, p. 4) too. Said (2010a, p. 5). Unsigned (“Unsigned,” one of the days 18 March – 31 December 2010).
            Ivanov, I. (2010a, March 15). The &lt;first&gt; report &amp; more. <i>Interfax</i>. https://example.org/a
            Ox, A., &amp; Li, B. (1999). <i>A book</i>. Press.
            Ivanov, I. (2010b, June 2). Another report. <i>ITAR-TASS</i>.
            Unsigned. (one of the days 18 March – 31 December 2010,). <i>Kommersant</i>."#]],
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
                Ivanov, Ivan. “The &lt;first&gt; Report &amp; More.” <i>Interfax</i>, 15 Mar. 2010, https://example.org/a.
                Ox, Ann, and Bo Li. <i>A Book</i>. Press, 1999.
                Ivanov, Ivan. “Another Report.” <i>ITAR-TASS</i>, 2 June 2010.
                “Unsigned.” <i>Kommersant</i>, one of the days 18 March – 31 December 2010."#]],
        );
    }

    #[test]
    fn in_notes() {
        check(
            "chicago-notes",
            TEXT,
            &expect![[r#"
            One[1]. Two [see 1, p. 3, on it; 2, chap. 2]. Ivan Ivanov[3] says so, and Ann Ox and Bo Li [2, p. 4] too. Said [1, p. 5]. Unsigned[4].
            Ivanov, Ivan. “The &lt;first&gt; Report &amp; More.” <i>Interfax</i>, March 15, 2010. https://example.org/a.
            Ox, Ann, and Bo Li. <i>A Book</i>. Press, 1999.
            Ivanov, Ivan. “Another Report.” <i>ITAR-TASS</i>, June 2, 2010.
            <i>Kommersant</i>. <i>Unsigned</i>. one of the days 18 March – 31 December 2010."#]],
        );
    }
}
