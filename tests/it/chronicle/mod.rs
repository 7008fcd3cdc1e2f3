//! Small sites, and the chronicles that they become.

mod dump;
mod evidence;
mod hostile;
mod links;
mod marks;
mod names;
mod order;
mod precision;
mod quotations;
pub(crate) mod site;
mod things;

use dateline::analysis::analyze;
use expect_test::{Expect, expect};
use site::site;

/// Understands the files of `text` and holds what they become against `expected`.
fn check(text: &str, expected: &Expect) {
    let analysis = analyze(site(text));
    let chronicle = dump::chronicle(&analysis.chronicle);
    let said = dump::diagnostics(&analysis.snapshot, &analysis.diagnostics);
    expected.assert_eq(&format!("{chronicle}{said}"));
}

#[test]
fn a_small_chronicle() {
    check(
        "
== index.md
# Welcome

See [[moscow-declaration]].

== events/2010-03-18-moscow-declaration.md
---
title: The declaration is signed
date: 2010-03-18
actors: [UN, csto]
places: Moscow
tags: [Cooperation]
follows: registration
---
It was signed [@kommersant, p. 3; see @article].

== events/registration.md
---
title: The agreement is registered
date: '[..2010-03-15]'
actors: CSTO
sources: article
---
[[csto]] said so, says @kommersant. Mail @nobody.

== actors/un.md
---
title: United Nations
aliases: [UNO]
---
[[Moscow]]

== sources/press.yaml
kommersant:
  outlet: Kommersant
  published: 2010-03-19
  via: article
article:
  outlet: Monitor
  published: 2010-04-16
unused:
  outlet: X
",
        &expect![[r#"
            event [..2010-03-15] registration "The agreement is registered" events/registration.html
                actors: csto
                sources: kommersant article
                followed by: moscow-declaration
                first report: kommersant None
                cites: [kommersant] [-]
                mentions: actor:csto
            event 2010-03-18 moscow-declaration "The declaration is signed" events/moscow-declaration.html
                actors: un csto
                places: moscow
                tags: cooperation
                sources: kommersant article
                follows: registration
                first report: kommersant Some((1, 1))
                cites: [kommersant page=3 article]
            source article sources/article.html
                known through it: kommersant
                cited by: moscow-declaration
                bears: registration moscow-declaration
            source kommersant sources/kommersant.html
                via: article
                cited by: registration moscow-declaration
                bears: registration moscow-declaration
            source unused sources/unused.html
            actor csto "CSTO" no page actors/csto.html
                events: registration moscow-declaration
            actor un "United Nations" own page actors/un.html
                events: moscow-declaration
                mentions: place:moscow
            place moscow "Moscow" no page places/moscow.html
                events: moscow-declaration
            tag cooperation "Cooperation" moscow-declaration
            page index "Welcome" index.html (home)
                mentions: moscow-declaration
            content/events/registration.md:7:42 hint[unknown-handle] `@nobody` is no source's key, and is shown as text
                at "@nobody" 
                help: to cite a source, write its key; to mean the sign itself, write `\@`
            content/sources/press.yaml:8:1 warning[unused-source] nothing cites the source `unused`
                at "unused" 
                help: cite it where it bears something, `[@unused]`, or remove it
        "#]],
    );
}

/// Only what is said about the site.
fn said(text: &str, expected: &Expect) {
    let analysis = analyze(site(text));
    expected.assert_eq(&dump::diagnostics(&analysis.snapshot, &analysis.diagnostics));
}
