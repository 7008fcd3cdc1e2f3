//! What must come out the same, and what may change.

use std::fs;

use super::harness::Site;

#[test]
fn the_sample_is_clean_and_tells_its_three_events() {
    let site = Site::sample();
    let built = site.run(&["build", "--strict"]);
    built.ends(0);
    for page in [
        "index.html",
        "events/general-assembly-resolution.html",
        "events/peacekeeping-agreement-registered.html",
        "events/moscow-declaration.html",
        "events/observer-status.html",
        "sources/index.html",
        "sources/edm-7-54.html",
        "sources/rossiyskaya-gazeta-2010-03-04.html",
        "method.html",
        "404.html",
        "site-manifest.json",
    ] {
        built.text(page);
    }
    let declaration = built.text("events/moscow-declaration.html");
    assert!(declaration.contains("a very big step"));
    assert!(declaration.contains("../sources/itar-tass-2010-03-18.html"));
}

#[test]
fn a_build_with_nothing_changed_writes_nothing() {
    let site = Site::named("every");
    let first = site.build();
    assert!(first.ends(0).written().len() > 40);
    site.build().ends(0).writes(&[]);
}

#[test]
fn the_same_text_makes_the_same_bytes_anywhere() {
    let here = Site::named("every");
    let there = Site::named("every")
        .with("TZ", "Pacific/Kiritimati")
        .with("LC_ALL", "tr_TR.UTF-8")
        .with("LANG", "ar_EG.UTF-8")
        .with("HOME", "/nonexistent");
    // The same files, made in another order.
    let mut texts = Vec::new();
    for name in ["ar", "zh", "ru", "blockade"] {
        let path = format!("content/events/{name}.md");
        texts.push((path.clone(), fs::read(there.root().join(&path)).unwrap()));
        there.remove(&path);
    }
    for (path, text) in texts {
        there.write(&path, text);
    }
    let (here, there) = (here.build(), there.build());
    here.ends(0);
    there.ends(0);
    assert_eq!(here.paths(), there.paths());
    for (path, bytes) in here.bytes() {
        assert!(there.bytes()[path] == bytes, "{path} differs");
    }
}

#[test]
fn a_clean_build_makes_what_a_later_build_makes() {
    let edited = Site::named("every");
    edited.build().ends(0);
    let edit = |site: &Site| {
        site.edit("content/events/blockade.md", "Blockade of the ferry", "The ferry is blocked");
        site.remove("content/events/zh.md");
        site.write("content/events/new.md", "---\ntitle: New\ndate: 2005\n---\n");
    };
    edit(&edited);
    let later = edited.build();
    let clean = Site::named("every");
    edit(&clean);
    let clean = clean.build();
    assert_eq!(later.paths(), clean.ends(0).paths());
    for (path, bytes) in clean.bytes() {
        assert!(later.bytes()[path] == bytes, "{path} differs");
    }
    let removed = [
        "events/zh.bib",
        "events/zh.bibtex.bib",
        "events/zh.csl.json",
        "events/zh.html",
        "events/zh.ris",
        "years/2003.html",
    ];
    assert_eq!(later.removed(), removed);
}

#[test]
fn an_error_leaves_the_site_as_it_was() {
    let site = Site::sample();
    site.build().ends(0);
    site.edit("content/events/2004-observer-status.md", "date: 2004", "date: 2004-13");
    let failed = site.build();
    failed.ends(1).writes(&[]).says(&["bad-date", "2004-observer-status.md:4"]);
}

#[test]
fn drafts_are_left_out_with_a_word_and_let_in_when_asked() {
    let site = Site::named("every");
    let built = site.build();
    built.ends(0).says(&["draft-left-out", "draft.md"]).says(&["not-yet-published", "embargoed.md"]);
    assert!(!built.paths().contains(&"events/draft.html"));
    let whole = site.run(&["build", "--drafts", "--format", "short"]);
    whole.ends(0).text("events/draft.html");
    whole.text("events/embargoed.html");
}
