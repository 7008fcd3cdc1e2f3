//! What a session remembers changes nothing: after any edits, it understands a site as a new one
//! does.

use std::sync::Arc;

use dateline::analysis::{Analysis, analyze};
use dateline::base::path::SitePath;
use dateline::base::snapshot::{Contents, Options, Snapshot, SourceFile};
use dateline::session::Session;
use proptest::prelude::{ProptestConfig, Strategy, any, prop_assert_eq, proptest};

/// What a file may be, and what may stand in it.
const PATHS: &[&str] = &[
    "content/actors/un.md",
    "content/events/a.md",
    "content/events/b.md",
    "content/events/c.md",
    "content/index.md",
    "content/sources/s.md",
    "content/sources/s.yaml",
    "site.toml",
];
const TEXTS: &[&str] = &[
    "---\ntitle: One\ndate: 2010-03-18\nactors: [UN, un]\nsources: [k]\n---\nText [@k; @l, p. 3]. [[b]] [x](b.md)\n",
    "---\ntitle: Two\ndate: 2010\nfollows: a\ndraft: true\n---\n> Words.\n>\n> — UN [@k]\n",
    "---\ntitle: Three\ndate: 2010-03\nid: a\naliases: [UN]\nvia: k\n---\n## Heading {#h date=2010-03-02}\n[[un]] [@l]\n",
    "k: { outlet: K, published: 2010-03-19, via: l }\nl: { outlet: L, via: k }\n",
    "title = \"T\"\nfrom = \"2010-03-02\"\n",
    "",
    "---\nbroken: [\n",
];

fn snapshot(files: &[Option<usize>]) -> Arc<Snapshot> {
    let file = |(path, text): (&&str, &Option<usize>)| {
        let contents = Contents::Text(TEXTS[(*text)?].into());
        Some(SourceFile { path: SitePath::new(path), contents })
    };
    let files = PATHS.iter().zip(files).filter_map(file).collect();
    Arc::new(Snapshot { files, left_out: Vec::new(), now: 1_270_080_000, options: Options::default() })
}

/// All that an analysis holds, as text.
fn whole(analysis: &Analysis) -> String {
    format!("{:#?}\n{:#?}\n{:?}", analysis.chronicle, analysis.diagnostics, analysis.assets)
}

/// A file that is made, changed or (where `None`) deleted.
fn edit() -> impl Strategy<Value = (usize, Option<usize>)> {
    (0..PATHS.len(), proptest::option::of(0..TEXTS.len()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_warm_session_understands_as_a_new_one(edits in proptest::collection::vec(edit(), 1..12), drafts in any::<bool>()) {
        let mut files = vec![None; PATHS.len()];
        let mut session = Session::new();
        for (path, text) in edits {
            files[path] = text;
            let mut site = snapshot(&files);
            Arc::get_mut(&mut site).expect("nobody else has it yet").options.drafts = drafts;
            prop_assert_eq!(whole(&session.analyze(site.clone())), whole(&analyze(site)));
        }
    }
}

#[test]
fn what_did_not_change_is_not_parsed_again() {
    let mut session = Session::new();
    let first = session.analyze(snapshot(&[None, Some(0), Some(1), None, None, None, Some(3), None]));
    let second = session.analyze(snapshot(&[None, Some(0), Some(2), None, None, None, Some(3), None]));
    let document = |analysis: &Analysis, title: &str| {
        let events = analysis.chronicle.events.values();
        events.iter().find(|event| &*event.title == title).expect("the event is there").text.document.clone()
    };
    assert!(Arc::ptr_eq(&document(&first, "One"), &document(&second, "One")));
    document(&second, "Three");
}
