//! Citations, mentions, and fields that name sources.

use expect_test::expect;

use super::check;

#[test]
fn marks_that_lead_nowhere() {
    check(
        r#"
== events/a.md
---
title: A
date: 2010
sources: [kommersant-2011, zzz]
part-of: [bb]
follows: a-long-name
---
Text [@komersant-2010] and [@nothing-like-it; @kommersant-2010]. @kommersant2010 says. @someone.
[[komersant-2010]] [[A long nam]] [[nothing at all]]

== events/a-long-name.md
---
title: A long name
date: 2010
---
[[a-long-name]] [[A LONG NAME]] [[Kommersant-2010]]

== sources/a.yaml
kommersant-2010: { outlet: Kommersant, via: komersant-2010, origin: reuters }
reuters: { outlet: Reuters, origin: reuters }
"#,
        &expect![[r#"
            event 2010 a-long-name "A long name" events/a-long-name.html
                followed by: a
                mentions: a-long-name a-long-name -
            event 2010 a "A" events/a.html
                sources: kommersant-2010
                follows: a-long-name
                cites: [-] [- kommersant-2010] [-] [-]
                mentions: - - -
            source kommersant-2010 sources/kommersant-2010.html
                repeats: reuters
                cited by: a
                bears: a
            source reuters sources/reuters.html
            content/events/a-long-name.md:5:33 error[unresolved-mention] nothing is called `Kommersant-2010`
                at "[[Kommersant-2010]]" not found
                help: did you mean `kommersant-2010`?
            content/events/a.md:4:11 error[unresolved-source] no source has the key `kommersant-2011`
                at "kommersant-2011" not found
                help: did you mean `kommersant-2010`?
            content/events/a.md:4:28 error[unresolved-source] no source has the key `zzz`
                at "zzz" not found
                help: add the source to `content/sources/`, or correct the key
            content/events/a.md:5:11 error[unresolved-relation] `part-of` names `bb`, and no event has that id
                at "bb" 
                help: write the id of an event
            content/events/a.md:8:7 error[unresolved-citation] no source has the key `komersant-2010`
                at "@komersant-2010" not found
                help: did you mean `kommersant-2010`?
            content/events/a.md:8:29 error[unresolved-citation] no source has the key `nothing-like-it`
                at "@nothing-like-it" not found
                help: add the source to `content/sources/`, or correct the key
            content/events/a.md:8:66 hint[unknown-handle] `@kommersant2010` is no source's key, and is shown as text
                at "@kommersant2010" 
                help: did you mean `kommersant-2010`?
            content/events/a.md:8:88 hint[unknown-handle] `@someone` is no source's key, and is shown as text
                at "@someone" 
                help: to cite a source, write its key; to mean the sign itself, write `\@`
            content/events/a.md:9:1 error[unresolved-mention] nothing is called `komersant-2010`
                at "[[komersant-2010]]" not found
                help: did you mean `kommersant-2010`?
            content/events/a.md:9:20 error[unresolved-mention] nothing is called `A long nam`
                at "[[A long nam]]" not found
                help: did you mean `a-long-name`?
            content/events/a.md:9:35 error[unresolved-mention] nothing is called `nothing at all`
                at "[[nothing at all]]" not found
                help: write the id or the title of an event, actor, place, source or page
            content/sources/a.yaml:1:45 error[unresolved-via] `kommersant-2010` is known through `komersant-2010`, and no source has that key
                at "komersant-2010" not found
                help: did you mean `kommersant-2010`?
        "#]],
    );
}

#[test]
fn circles_of_via_are_told_once_and_cut() {
    check(
        r#"
== events/a.md
---
title: A
date: 2010
sources: [a, b, c, d, e]
---
== sources/a.yaml
a: { outlet: A, via: b }
b: { outlet: B, via: c }
c: { outlet: C, via: a }
d: { outlet: D, via: a }
e: { outlet: E, via: e }
"#,
        &expect![[r#"
            event 2010 a "A" events/a.html
                sources: a b c d e
            source a sources/a.html
                known through it: d
                bears: a
            source b sources/b.html
                bears: a
            source c sources/c.html
                bears: a
            source d sources/d.html
                via: a
                bears: a
            source e sources/e.html
                bears: a
            content/sources/a.yaml:1:22 error[via-circle] `a`, `b` and `c` are known only through each other
                at "b" 
                and content/sources/a.yaml:2:22 in the circle
                and content/sources/a.yaml:3:22 in the circle
                help: take the `via` away from the source that was read itself
            content/sources/a.yaml:5:22 error[via-circle] `e` is known through itself
                at "e" 
                help: take the `via` away from the source that was read itself
        "#]],
    );
}

#[test]
fn citations_stand_in_order_wherever_they_are() {
    check(
        r#"
== index.md
Home [@b].
== actors/un.md
---
title: UN
---
Actor [@a].
== sources/a.md
---
outlet: A
---
Note, see [@b, p. 2].
== sources/b.md
---
outlet: B
---
== events/second.md
---
title: Second
date: 2011
actors: un
---
[@b; -@a, ch. 3 and more]

> Words.
>
> — Someone [@a]

== events/first.md
---
title: First
date: 2010
---
[see @a, pp. 33-35, 38]
"#,
        &expect![[r#"
            event 2010 first "First" events/first.html
                sources: a
                cites: [a page=33–35, 38]
            event 2011 second "Second" events/second.html
                actors: un
                sources: b a
                cites: [b a chapter=3 and more] [a]
            source a sources/a.html
                cited by: first second second actor:un
                bears: first second
                cites: [b page=2]
            source b sources/b.html
                cited by: second page:index source:a
                bears: second
            actor un "UN" own page actors/un.html
                events: second
                cites: [a]
            page index "index" index.html (home)
                cites: [b]
        "#]],
    );
}

#[test]
fn first_reports() {
    check(
        r#"
== events/all.md
## Day {date=2010-03-18 sources="before same exact month later undated"}
## By {date="[..2010-03-15]" sources="before exact"}
## Afternoon {date=2010-03-19T23:00 sources="same exact"}
## Unknown {date=unknown sources="exact"}
## Wide {date=2010 sources="before same"}

== sources/a.yaml
before: { outlet: A, published: 2010-03-17 }
same: { outlet: B, published: 2010-03-18/2010-03-25 }
exact: { outlet: C, published: 2010-03-19 }
month: { outlet: D, published: 2010-03 }
later: { outlet: E, published: 2010-04 }
undated: { outlet: F }
"#,
        &expect![[r#"
            event 2010 wide "Wide" events/wide.html
                sources: before same
                unordered with: day afternoon
                first report: before Some((-289, 75))
                headings: day by afternoon unknown wide
            ? event [..2010-03-15] by "By" events/by.html
                sources: before exact
                first report: before None
                headings: day by afternoon unknown wide
            event 2010-03-18 day "Day" events/day.html
                sources: before same exact month later undated
                unordered with: wide
                first report: exact Some((1, 1))
                headings: day by afternoon unknown wide
            event 2010-03-19T23:00 afternoon "Afternoon" events/afternoon.html
                sources: same exact
                unordered with: wide
                first report: exact Some((0, 0))
                headings: day by afternoon unknown wide
            event unknown unknown "Unknown" events/unknown.html
                sources: exact
                headings: day by afternoon unknown wide
            source before sources/before.html
                bears: wide by day
            source exact sources/exact.html
                bears: by day afternoon unknown
            source later sources/later.html
                bears: day
            source month sources/month.html
                bears: day
            source same sources/same.html
                bears: wide day afternoon
            source undated sources/undated.html
                bears: day
            page events/all "all" events/all.html
                headings: day by afternoon unknown wide
        "#]],
    );
}

#[test]
fn a_stop_of_any_script_may_follow_a_citation() {
    check(
        r#"
== index.md
# Խոսք

Խոսք [@k]։ 言葉 [@k, p. 3]。

== sources/k.yaml
k: { outlet: X }
"#,
        &expect![[r#"
            source k sources/k.html
                cited by: page:index page:index
            page index "Խոսք" index.html (home)
                cites: [k] [k page=3]
        "#]],
    );
}
