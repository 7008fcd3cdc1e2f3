//! Large and hostile sites: nothing overflows, hangs or depends on the order of files.

use std::fmt::Write;
use std::sync::Arc;

use dateline::analysis::analyze;
use dateline::base::code::Code;
use dateline::base::path::SitePath;
use dateline::base::snapshot::{Contents, Snapshot, SourceFile};
use proptest::prelude::{Just, ProptestConfig, Strategy, prop_assert_eq, proptest};

use super::site::site;

fn codes(snapshot: Arc<Snapshot>, code: Code) -> usize {
    analyze(snapshot).diagnostics.iter().filter(|said| said.code == code).count()
}

#[test]
fn a_chain_of_via_may_be_long() {
    let mut text = "== sources/a.yaml\n".to_owned();
    for n in 0..10_000 {
        let _ = writeln!(text, "k{n}: {{ outlet: X, via: k{} }}", n + 1);
    }
    let chain = format!("{text}k10000: {{ outlet: X }}\n");
    assert_eq!(codes(site(&chain), Code::ViaCircle), 0);
    let circle = format!("{text}k10000: {{ outlet: X, via: k0 }}\n");
    let analysis = analyze(site(&circle));
    let said: Vec<_> = analysis.diagnostics.iter().filter(|said| said.code == Code::ViaCircle).collect();
    assert_eq!(said.len(), 1, "a circle is told once");
    assert!(said[0].message.contains("and 9985 more"), "{}", said[0].message);
    assert!(analysis.chronicle.sources.values().iter().all(|source| source.via.is_none()));
}

#[test]
fn a_chain_of_events_may_be_long() {
    let mut text = "== events/a.md\n".to_owned();
    for n in 0..3_000 {
        let _ = writeln!(text, "## E {{#e{n} date=2010 follows=e{} part-of=e{}}}", n + 1, n + 2);
    }
    let _ = writeln!(text, "## E {{#e3000 date=2010}}\n## E {{#e3001 date=2010}}");
    let analysis = analyze(site(&text));
    assert!(analysis.diagnostics.is_empty(), "{:#?}", &analysis.diagnostics[..1]);
    let last = analysis.chronicle.events.values().last().expect("there are events");
    assert_eq!(&*last.id, "e0", "what follows all others stands last");
    let circle = text.replace("## E {#e3000 date=2010}", "## E {#e3000 date=2010 follows=e0}");
    assert_eq!(codes(site(&circle), Code::RelationCircle), 1);
}

#[test]
fn a_missing_bibliography_is_told_in_bounded_time() {
    let mut text = "== sources/a.yaml\n".to_owned();
    (0..1_000).for_each(|n| writeln!(text, "source-{n}: {{ outlet: X }}").unwrap());
    text.push_str("== index.md\n");
    (0..3_000).for_each(|n| {
        writeln!(text, "A [@missing-{n}], [[gone {n}]], [x](gone-{n}.md), [x](#gone-{n}).\n").unwrap();
    });
    let analysis = analyze(site(&text));
    let count = |code| analysis.diagnostics.iter().filter(|said| said.code == code).count();
    assert_eq!(count(Code::UnresolvedCitation), 3_000);
    assert_eq!(count(Code::UnresolvedMention), 3_000);
    assert_eq!(count(Code::BrokenLink), 3_000);
    assert_eq!(count(Code::BrokenAnchor), 3_000);
}

#[test]
fn a_thousand_events_of_one_vague_year_are_no_trouble() {
    let mut text = "== events/a.md\n".to_owned();
    (0..1_000).for_each(|n| writeln!(text, "## V {{#v{n} date=2010}}").unwrap());
    for n in 0..3_000 {
        let (month, day) = (n / 28 % 12 + 1, n % 28 + 1);
        let _ = writeln!(text, "## D {{#d{n} date={}-{month:02}-{day:02}}}", 2009 + n % 3);
    }
    let analysis = analyze(site(&text));
    let events = analysis.chronicle.events.values();
    assert_eq!(events.len(), 4_000);
    let vague = events.iter().find(|event| &*event.id == "v500").expect("it is there");
    assert_eq!(vague.unordered_with.len(), 8);
    assert!(!vague.order_established);
    let exact = events.iter().find(|event| &*event.id == "d1").expect("it is there");
    assert_eq!(exact.unordered_with.len(), 8, "any of the year's may come before or after it");
}

/// What stands in each file, whatever the file is called.
const EVENTS: &[&str] = &[
    "---\nid: a\ntitle: A\ndate: 2010-03-18\n---\n",
    "---\nid: b\ntitle: B\ndate: 2010-03-18\nfollows: c\n---\n",
    "---\nid: c\ntitle: C\ndate: 2010-03-18\n---\n",
    "---\nid: d\ntitle: D\ndate: 2010-03\npart-of: e\n---\n",
    "---\nid: e\ntitle: E\ndate: 2010-03\nresponds-to: [d, g]\n---\n",
    "---\nid: f\ntitle: F\ndate: \"[..2010-03-18]\"\norder: 3\n---\n",
    "---\nid: g\ntitle: G\ndate: 2010\n---\n## H {#h date=2010}\n## I {#i date=2010-03-18 order=-1}\n",
    "---\nid: j\ntitle: J\ndate: unknown\n---\n",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn the_order_does_not_depend_on_the_files(order in Just((0..EVENTS.len()).collect::<Vec<_>>()).prop_shuffle()) {
        let ids = |order: &[usize]| {
            let file = |(name, &text): (usize, &usize)| SourceFile {
                path: SitePath::new(&format!("content/events/{name}.md")),
                contents: Contents::Text(EVENTS[text].into()),
            };
            let mut snapshot = Snapshot::clone(&site(""));
            snapshot.files = order.iter().enumerate().map(file).collect();
            let events = analyze(Arc::new(snapshot)).chronicle.events;
            let told = |event: &dateline::chronicle::model::Event| (event.id.clone(), event.order_established);
            events.values().iter().map(told).collect::<Vec<_>>()
        };
        let told = ids(&order);
        prop_assert_eq!(told.len(), EVENTS.len() + 2);
        prop_assert_eq!(told, ids(&(0..EVENTS.len()).collect::<Vec<_>>()));
    }
}
