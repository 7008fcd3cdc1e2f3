//! Links within the site.

use expect_test::expect;

use super::{check, said};

#[test]
fn links_are_relative_to_the_file() {
    check(
        r#"
== events/2010/a.md
---
title: A
date: 2010
---
# Part one

[b](../b.md) [published](../b.html) [beside the page](b.html) [absolute](/about.md) [html](/about.html)
[sources](/sources/) [index](../../index.md) [feed](/feed.xml) [tag](/tags/t.html) [year](/years/2010.html)
[here](#part-one) [there](../../about.md#who) [out](https://example.org) [mail](mailto:a@b.c)
![photo](../photo.jpg) [folder](/docs/) [other folder](../../docs) [query](/about.md?x=1#who)
== events/b.md
---
title: B
date: 2010
tags: [t]
---
== events/photo.jpg
x
== about.md
# Who
== index.md
[events](events/2010/a.md) [self](index.md) [top](#top)
== docs/index.md
# Docs
"#,
        &expect![[r#"
            event 2010 a "A" events/a.html
                links: events/b.html events/b.html events/b.html about.html about.html sources/index.html index.html feed.xml tags/t.html years/2010.html #part-one about.html outside outside events/photo.jpg docs/index.html - about.html
            ? event 2010 b "B" events/b.html
                tags: t
            tag t "t" b
            page about "Who" about.html
            page docs/index "Docs" docs/index.html
            page index "index" index.html (home)
                links: events/a.html index.html #top
            content/events/2010/a.md:10:41 error[broken-link] nothing is at `docs`
                at "[other folder](../../docs)" leads nowhere
                help: did you mean `docs/index.md`, or `docs/index.html`?
        "#]],
    );
}

#[test]
fn links_that_lead_nowhere() {
    said(
        r#"
== index.md
# Home

[a](abuot.md) [b](../../etc/passwd) [c](about.md#wo) [d](#hmoe) [e](/sources/s.yaml) ![f](photo.png) [g](%2e%2e/x.md)
[h](about) [i](events/x.html)
== about.md
# Who
== sources/s.yaml
k: { outlet: X }
== photo.jpg
x
"#,
        &expect![[r#"
            content/index.md:3:1 error[broken-link] nothing is at `abuot.md`
                at "[a](abuot.md)" leads nowhere
                help: did you mean `about.md`?
            content/index.md:3:15 error[broken-link] `../../etc/passwd` leads out of the site
                at "[b](../../etc/passwd)" 
                help: write the path as it is seen from this file
            content/index.md:3:37 error[broken-anchor] `about.html` has no place `#wo`
                at "[c](about.md#wo)" no such place
                help: correct what stands behind the `#`
            content/index.md:3:54 error[broken-anchor] `index.html` has no place `#hmoe`
                at "[d](#hmoe)" no such place
                help: correct what stands behind the `#`
            content/index.md:3:65 error[broken-link] `/sources/s.yaml` is not published
                at "[e](/sources/s.yaml)" 
                help: link to the page that is made of it
            content/index.md:3:86 error[broken-link] no image is at `photo.png`
                at "![f](photo.png)" leads nowhere
                help: did you mean `photo.jpg`?
            content/index.md:3:102 error[broken-link] `%2e%2e/x.md` leads out of the site
                at "[g](%2e%2e/x.md)" 
                help: write the path as it is seen from this file
            content/index.md:4:1 error[broken-link] nothing is at `about`
                at "[h](about)" leads nowhere
                help: did you mean `about.md`, or `about.html`?
            content/index.md:4:12 error[broken-link] nothing is at `events/x.html`
                at "[i](events/x.html)" leads nowhere
                help: correct the path, or add the file
            content/sources/s.yaml:1:1 warning[unused-source] nothing cites the source `k`
                at "k" 
                help: cite it where it bears something, `[@k]`, or remove it
        "#]],
    );
}

#[test]
fn a_heading_that_is_an_event_has_a_page_of_its_own() {
    check(
        r#"
== chronology.md
# Chronology

## Intro

[one](#one) [in one](#detail) [intro](#intro)

## One {#one date=2010-03-01}

[intro](#intro) [detail](#detail) [two](#two)

### Detail

## Two {#two date=2010-03-02}
== index.md
[one](chronology.md#one) [detail](chronology.md#detail) [intro](chronology.md#intro)
"#,
        &expect![[r#"
            event 2010-03-01 one "One" events/one.html
                links: chronology.html#intro #detail events/two.html
                headings: one two
            event 2010-03-02 two "Two" events/two.html
                headings: one two
            page chronology "Chronology" chronology.html
                links: events/one.html events/one.html#detail #intro
                headings: one two
            page index "index" index.html (home)
                links: events/one.html events/one.html#detail chronology.html#intro
        "#]],
    );
}
