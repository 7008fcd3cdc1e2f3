//! Marks of rival accounts, and lanes, over a chronicle that was read.

use std::sync::Arc;

use dateline::analysis::analyze;
use dateline::base::path::SitePath;
use dateline::base::snapshot::{Contents, Options, Snapshot, SourceFile};
use dateline::chronicle::model::Chronicle;
use dateline::layout::mark::rivals;

/// A chronicle of that one file of events.
fn chronicle(path: &str, text: &str) -> Chronicle {
    let files = vec![SourceFile { path: SitePath::new(path), contents: Contents::Text(text.into()) }];
    analyze(Arc::new(Snapshot { files, left_out: vec![], now: 0, options: Options::default() })).chronicle
}

#[test]
fn rival_dates_have_a_mark_each() {
    let marks = |accounts: &str| {
        let text = format!("---\ntitle: It was\ndate: 2010-03-17/2010-03-18\naccounts: [{accounts}]\n---\n");
        let chronicle = chronicle("content/events/e.md", &text);
        let rivals = rivals(&chronicle.events.values()[0]);
        let rivals: Vec<_> = rivals
            .iter()
            .map(|rival| format!("{:?} {} {}", rival.account, rival.date.as_written(), rival.look))
            .collect();
        rivals.join("; ")
    };
    assert_eq!(
        marks("{date: 2010-03-18}, {date: 2010-03~}, {date: 2010-03-18}, {figure: '3'}"),
        "Some(0) 2010-03-18 dot; Some(1) 2010-03~ bar from-faded to-faded"
    );
    assert_eq!(
        marks("{figure: '3'}, {date: 2010-03-19?}"),
        "None 2010-03-17/2010-03-18 bar from-sharp to-sharp; Some(1) 2010-03-19? dot hollow"
    );
    assert_eq!(marks("{date: 2010-03-17/2010-03-18}, {figure: '3'}"), "");
    assert_eq!(marks("{figure: '3'}, {figure: '4'}"), "");
}
