//! How far something is settled, wherever it is shown.

use super::harness::Site;

#[test]
fn a_status_and_corrections_are_shown_in_words_and_shape() {
    let site = Site::empty();
    site.write(
        "content/events/declaration.md",
        "---\ntitle: The declaration\ndate: 2010-03-18\nstatus: disputed\ncorrections:\n- date: 2010-04-01\n  \
         text: The day was wrong.\n---\n\nIt was signed [@gazette].\n",
    );
    site.write(
        "content/sources/press.yaml",
        "gazette:\n  outlet: Gazette\n  published: 2010-03-19\n  status: retracted\n  except:\n    \
         retracted-source: cited for what was believed\n",
    );
    let built = site.build();
    built.ends(0);
    let event = built.text("events/declaration.html");
    assert!(event.contains("◐</span> disputed"), "{event}");
    assert!(event.contains("The day was wrong."), "{event}");
    assert!(event.contains("✕</span> retracted"), "{event}");
    let home = built.text("index.html");
    assert!(home.contains("◐</span> disputed"), "{home}");
    let source = built.text("sources/gazette.html");
    assert!(source.contains("✕</span> retracted"), "{source}");
    let json = built.text("chronicle.json");
    assert!(json.contains(r#""status":"disputed""#) && json.contains(r#""status":"retracted""#), "{json}");
    assert!(json.contains(r#""corrections":[{"date":"2010-04-01","text":"The day was wrong."}]"#), "{json}");
    assert!(built.stderr.contains("1 excepted"), "{}", built.stderr);
}
