//! Sites in citation styles.

use expect_test::{Expect, expect};

use crate::base::snapshot::{Day, Options};
use crate::render::fixture::{Built, build, build_as, snapshot};

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
            One (Ivanov, “The &lt;first&gt; Report &amp; More”). Two (see Ivanov, “The &lt;first&gt; Report &amp; More” 3, on it; Ox and Li, ch. 2). Ivanov (“Another Report”) says so, and Ox and Li (4) too. Said (“The &lt;first&gt; Report &amp; More” 5). Unsigned (“Unsigned”).
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

    "#]]
    .assert_eq(&bare(&built.part("events/it.html", "<ol class=\"cards\"", "</ol>")));
}

#[test]
fn lists_have_the_order_of_the_style() {
    let keys = |built: &Built, path: &str, part: &str| {
        let html = built.part(path, part, "</ol>");
        let links =
            html.split("<a ").skip(1).filter_map(|link| link.split_once("sources/")?.1.split_once(".html"));
        let links: Vec<_> = links.map(|(key, _)| key.to_owned()).collect();
        links.concat()
    };
    let text = "One [@c]. Two [@d]. Three [@b]. Four [@a].";
    for (style, expected) in [("apa", "abdc"), ("mla", "badc"), ("chicago-notes", "bacd"), ("ieee", "cdba")] {
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

fn told(style: &str, sources: &str) -> (Built, String) {
    let event = "---\ntitle: E\ndate: 2010\n---\n\nSo [@a] and @a [p. 3].\n";
    let files = [
        ("site.toml", "citation_style = \"theme/house.csl\"\n"),
        ("theme/house.csl", style),
        ("content/events/e.md", event),
        ("content/sources/s.yaml", sources),
    ];
    let built = build(&files);
    let snapshot = snapshot(&files);
    let said = built.diagnostics.iter().map(|said| {
        let place = said.place.unwrap();
        let text = &snapshot.text(place.file)[place.span.range()];
        format!("{} {} [{text}]\n", said.code.name(), said.message)
    });
    let said = said.collect();
    (built, said)
}

fn style(class: &str, layout: &str) -> String {
    format!(
        "<style xmlns=\"http://purl.org/net/xbiblio/csl\" class=\"{class}\" version=\"1.0\"><info><title>H</title>\
         <id>h</id><updated>2020-01-01T00:00:00+00:00</updated></info><citation><layout prefix=\"&lt;b>(\" \
         suffix=\")&lt;/b>\" delimiter=\"&lt;hr>\">{layout}</layout></citation><bibliography><layout>{layout}\
         </layout></bibliography></style>"
    )
}

#[test]
fn nothing_that_a_style_or_a_source_says_is_markup() {
    let hostile = "<script>alert(1)</script>{{ site.title }}{% raw %}\u{202e}&amp;<!--";
    let source = format!("a:\n  author: '{hostile}'\n  title: '{hostile}'\n  publisher: '{hostile}'\n");
    let layout = "<names variable=\"author\" suffix=\"&lt;img src=x onerror=alert(1)>\"/><text variable=\"title\"/>\
                  <text value=\"&lt;/p>&lt;script>\"/><text variable=\"locator\"/>";
    for class in ["in-text", "note"] {
        let (built, said) = told(&style(class, layout), &source);
        assert_eq!(said, "");
        for (path, html) in built.files.iter().filter(|(path, _)| path.ends_with(".html")) {
            for bad in ["<script>alert", "<img src=x", "</p><script", "<!--", "<hr>", "<b>("] {
                assert!(!html.contains(bad), "{class} {path} {bad}\n{html}");
            }
        }
        let page = built.page("events/e.html");
        // The style's part of the page turns nothing; what it says stands as it is.
        let styled = page.split("class=\"reference\"").nth(1).unwrap().split("</p>").next().unwrap();
        assert!(styled.contains("{{ site.title }}{% raw %}") && !styled.contains('\u{202e}'), "{styled}");
    }
}

#[test]
fn a_style_that_fails_is_told_of_where_it_fails() {
    let layout = style("in-text", "<text variable=\"title\"/>");
    let (built, said) = told(&layout, "a:\n  outlet: O\nb:\n  title: T\n");
    assert_eq!(said, "style-failed the citation style has nothing to say of `a` [a]\n");
    assert!(built.page("events/e.html").contains("<p class=\"reference\">O</p>"));
    let many: String = (0..30).map(|n| format!("a{n}:\n  outlet: O\n")).collect();
    let (_, said) = told(&layout, &format!("{many}a:\n  outlet: O\n"));
    assert_eq!(
        said,
        "style-failed the citation style has nothing to say of 31 sources, among them `a`, `a0`, `a1` \
         [\"theme/house.csl\"]\n"
    );
}

/// The text alone, in a style.
fn cited(style: &str, text: &str) -> String {
    bare(&site(style, text).part("events/it.html", "<div class=\"text\">", "</div>")).trim().to_owned()
}

#[test]
fn a_citation_of_several_is_as_the_style_has_it() {
    // Sorted by author, unless words of the author's join them; an author is named once.
    assert_eq!(cited("apa", "One [@d; @a]."), "One (Ivanov, 2010a; Ox &amp; Li, 1999).");
    assert_eq!(cited("apa", "One [see @d; @a]."), "One (see Ox &amp; Li, 1999; Ivanov, 2010a).");
    assert_eq!(cited("apa", "One [@b; @a]."), "One (Ivanov, 2010a, 2010b).");
    assert_eq!(cited("apa", "One [@a, p. 3; @b]."), "One (Ivanov, 2010a, p. 3; Ivanov, 2010b).");
    assert_eq!(cited("mla", "One [@d; @d]."), "One (Ox and Li; Ox and Li).");
    // Where there is nothing to say of a source but who made it, the text says that.
    assert_eq!(cited("mla", "@d says so."), "Ox and Li says so.");
    assert_eq!(cited("mla", "@d [p. 3] says so."), "Ox and Li (3) says so.");
}

#[test]
fn what_is_later_than_the_day_is_in_no_citation() {
    let options = Options { as_of: Some(Day { year: 2010, month: 4, day: 1 }), ..Options::default() };
    let files = files("apa", "One [@a; @b]. Two [@b].");
    let built = build_as(&files.each_ref().map(|(path, text)| (*path, text.as_str())), options);
    let text = bare(&built.part("events/it.html", "<div class=\"text\">", "</div>"));
    assert_eq!(text.trim(), "One (Ivanov, 2010).");
}

#[test]
fn a_style_that_would_never_end_is_refused() {
    let circle = style("in-text", "<text macro=\"a\"/>")
        .replace("<citation>", "<macro name=\"a\"><text macro=\"a\"/></macro><citation>");
    let files = [
        ("site.toml", "citation_style = \"theme/house.csl\"\n"),
        ("theme/house.csl", &*circle),
        ("content/sources/s.yaml", "a:\n  title: T\n"),
    ];
    let analysis = crate::analysis::analyze(snapshot(&files));
    let said = analysis.diagnostics.iter().find(|said| said.code.name() == "bad-setting").unwrap();
    assert_eq!(said.why.as_deref(), Some("the macro `a` is called by itself, or more than 64 deep"));
}
