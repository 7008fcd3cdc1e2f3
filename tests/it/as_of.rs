//! The site as it stood on a day.

use std::fmt::Write;
use std::sync::Arc;

use dateline::analysis::{Analysis, analyze};
use dateline::base::path::SitePath;
use dateline::base::snapshot::{Contents, Day, Options, Snapshot, SourceFile};
use dateline::base::span::LineCol;
use expect_test::{Expect, expect};
use proptest::prelude::{ProptestConfig, prop_assert, proptest};
use proptest::{collection, sample};

use crate::large::Taken;

const SOURCES: &str = "early: {outlet: Early Post, published: 2010-03-10}\n\
    exact: {outlet: The Wire, published: 2010-03-18}\n\
    month: {outlet: The Monthly, published: 2010-03}\n\
    late: {outlet: Late Post, published: 2010-06-01}\n\
    undated: {outlet: The Undated}\n\
    leaflet: {title: A leaflet, published: 2010-03-01, via: late}\n";

fn site(files: &[(&str, &str)], as_of: Option<Day>) -> Analysis {
    let all = [("content/sources/s.yaml", SOURCES), ("site.toml", "[checks]\n")];
    let mut files: Vec<_> = all
        .iter()
        .chain(files)
        .map(|&(path, text)| SourceFile { path: SitePath::new(path), contents: Contents::Text(text.into()) })
        .collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let options = Options { as_of, ..Options::default() };
    analyze(Arc::new(Snapshot { files, left_out: Vec::new(), now: 0, options }))
}

const DAY: Day = Day { year: 2010, month: 3, day: 18 };

/// What is left out, each with its place.
fn left_out(analysis: &Analysis) -> String {
    let mut out = String::new();
    for it in analysis.diagnostics.iter().filter(|it| it.code.name() == "later-left-out") {
        let place = it.place.expect("all that is left out stands somewhere");
        let LineCol { line, .. } = LineCol::of(analysis.snapshot.text(place.file), place.span.start);
        writeln!(out, "{}:{line}: {}", analysis.snapshot.file(place.file).path, it.message).unwrap();
    }
    out
}

/// What is told on the page at `path`, without its tags.
fn page(analysis: &Analysis, path: &str) -> String {
    let taken = Taken::of(analysis);
    let html = taken.text(path);
    let main = html.split_once("<div class=\"text\"").unwrap().1.split_once("</div>").unwrap().0;
    let mut words = String::new();
    let mut rest = main;
    while let Some((text, tag)) = rest.split_once('<') {
        words.push_str(text.rsplit_once('>').map_or(text, |(_, text)| text));
        rest = tag.split_once('>').map_or("", |(_, rest)| rest);
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn check(files: &[(&str, &str)], expected: &Expect) -> Analysis {
    let analysis = site(files, Some(DAY));
    let ids: Vec<_> = analysis.chronicle.events.values().iter().map(|event| &*event.id).collect();
    let keys: Vec<_> = analysis.chronicle.sources.values().iter().map(|source| &*source.key).collect();
    expected.assert_eq(&format!("{}\n{}\n{}", ids.join(" "), keys.join(" "), left_out(&analysis)));
    let errors = analysis.diagnostics.iter().filter(|it| it.level.word() == "error");
    assert_eq!(errors.map(|it| &*it.message).collect::<Vec<_>>(), Vec::<&str>::new());
    analysis
}

#[test]
fn a_source_counts_by_its_latest_day_and_an_event_by_its_sources() {
    let event = |date: &str, sources: &str| {
        format!("---\ntitle: An event\ndate: {date}\nsources: [{sources}]\n---\n")
    };
    let files = [
        ("content/events/early.md", event("2010-03-09", "early, late")),
        ("content/events/exact.md", event("2010-03-18", "exact")),
        ("content/events/month.md", event("2010-03-02", "month")),
        ("content/events/late.md", event("2010-03-03", "late")),
        ("content/events/leaflet.md", event("2010-03-01", "leaflet")),
        ("content/events/undated.md", event("2010-03-04", "undated")),
        ("content/events/bare.md", "---\ntitle: Bare\ndate: 2010-03-04\nfollows: late\n---\n".to_owned()),
        ("content/events/foretold.md", event("2010-12-01", "early") + "See [[late]] and [it](late.md).\n"),
    ];
    let files: Vec<_> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    check(
        &files,
        &expect![[r#"
        early exact foretold
        early exact
        content/events/bare.md:2: the event `Bare` is left out: it has no source, so it is not known when it became known
        content/events/late.md:2: the event `An event` is left out: none of its sources was surely published by 2010-03-18
        content/events/leaflet.md:2: the event `An event` is left out: none of its sources was surely published by 2010-03-18
        content/events/month.md:2: the event `An event` is left out: none of its sources was surely published by 2010-03-18
        content/events/undated.md:2: the event `An event` is left out: none of its sources was surely published by 2010-03-18
        content/sources/s.yaml:3: the source `month` is left out: it may have been published later: 2010-03
        content/sources/s.yaml:4: the source `late` is left out: it was published later: 2010-06-01
        content/sources/s.yaml:5: the source `undated` is left out: it has no date of publication
        content/sources/s.yaml:6: the source `leaflet` is left out: it is known only through `late`, which is later
    "#]],
    );
}

#[test]
fn sentences_go_whose_every_citation_is_later() {
    let text = "---\ntitle: The declaration\ndate: 2010-03-10\n---\n\n\
        It was *signed [@early]. It was kept secret [@late, p. 3].* Both say so [@early; @late].\n\
        Nobody is named for this. [@undated] ends here.\n\n\
        - Kept [@early].\n- Gone [@late].\n\n\
        > Not a word.\n>\n> — Ann [@late]\n\nOnly later [@late].\n\nThe end [@nobody].\n";
    let analysis = site(&[("content/events/declaration.md", text)], Some(DAY));
    expect![[r#"
        content/events/declaration.md:6: 5 sentences are left out: only later sources bear what is said
        content/sources/s.yaml:3: the source `month` is left out: it may have been published later: 2010-03
        content/sources/s.yaml:4: the source `late` is left out: it was published later: 2010-06-01
        content/sources/s.yaml:5: the source `undated` is left out: it has no date of publication
        content/sources/s.yaml:6: the source `leaflet` is left out: it is known only through `late`, which is later
    "#]].assert_eq(&left_out(&analysis));
    expect!["It was signed[1]. Both say so[1]. Kept[1]. The end."]
        .assert_eq(&page(&analysis, "events/declaration.html"));
    // What is wrong in what is left is told at its place in the file.
    let wrong = analysis.diagnostics.iter().find(|it| it.code.name() == "unresolved-citation").unwrap();
    assert_eq!(wrong.place.unwrap().span.of(text), "@nobody");
}

#[test]
fn the_pages_and_the_data_say_so() {
    let event = ("content/events/a.md", "---\ntitle: A\ndate: 2010-03-09\nsources: [early]\n---\n");
    let built = |as_of| Taken::of(&site(&[event], as_of));
    let then = built(Some(DAY));
    for (path, html) in then.pages() {
        assert!(html.contains("<meta name=\"robots\" content=\"noindex\">"), "{path}");
        assert!(html.contains("As it stood on 18 March 2010."), "{path}");
    }
    assert!(then.text("chronicle.json").contains("\"as_of\":\"2010-03-18\""));
    assert!(!then.text("sources.csv").contains("Late Post"));
    let now = built(None);
    assert!(!now.text("index.html").contains("noindex"));
    assert!(!now.text("chronicle.json").contains("as_of"));
    assert!(now.text("sources.csv").contains("Late Post"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_text_brings_it_down(bits in collection::vec(sample::select(BITS.to_vec()), 0..40)) {
        let text = format!("---\ntitle: T\ndate: 2010\nsources: [early]\n---\n\n{}\n", bits.concat());
        let analysis = site(&[("content/events/a.md", &text)], Some(DAY));
        for it in &analysis.diagnostics {
            let Some(place) = it.place else { continue };
            let all = analysis.snapshot.text(place.file);
            prop_assert!(all.get(place.span.range()).is_some(), "{it:?}\n{text}");
        }
        let prose = analysis.chronicle.events.values()[0].text.prose();
        for cluster in &prose.clusters {
            let keys: Vec<_> = cluster.items.iter().map(|item| &*item.key).collect();
            let shown = text.get(cluster.span.range());
            prop_assert!(shown.is_some_and(|shown| keys.iter().all(|key| shown.contains(key))), "{shown:?} {keys:?}\n{text}");
        }
    }
}

/// Bits of Markdown that mean something, alone or beside others.
const BITS: &[&str] = &[
    "[@early]",
    "[@late]",
    "[@late; @early]",
    "@late says",
    "A sentence. ",
    "Another one",
    ". ",
    "*",
    "**",
    "_",
    "`",
    "\n",
    "\n\n",
    "- ",
    "1. ",
    "> ",
    "> — Ann [@late]\n",
    "# ",
    "## H {#h date=2011}\n",
    "---\n",
    "    ",
    "é",
    "説。",
    "[^1]",
    "\n[^1]: See [@late].\n",
    "| a | b |\n|---|---|\n",
    "[[h]]",
    "[x](a.md)",
    "<b>",
    "```\n",
    "\\",
];
