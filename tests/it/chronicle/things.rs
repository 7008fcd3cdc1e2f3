//! Events, sources and pages: what a file is, its id and its path; what is left out.

use expect_test::expect;

use super::check;

#[test]
fn ids_come_from_the_field_the_file_or_the_title() {
    check(
        r#"
== events/2010/2010-03-18-Declaration.md
---
title: Declaration
date: 2010-03-18
---
== events/x.md
---
title: X
date: 2010-03-18
id: permanent
---
== chronology.md
# All of it

Before.

## The same title {date=2010-03-01}
Text.
## The same title {date=2010-03-02}
## The same title {date=2010-03-02}
## Declaration {date=2010-03-03}
## Given {#given date=2010-03-04}
After.
"#,
        &expect![[r###"
            event 2010-03-01 the-same-title "The same title" events/the-same-title.html
                headings: the-same-title the-same-title-2010-03-02 the-same-title-2010-03-02-2 declaration-2010-03-03 given
            event 2010-03-02 the-same-title-2010-03-02 "The same title" events/the-same-title-2010-03-02.html
                headings: the-same-title the-same-title-2010-03-02 the-same-title-2010-03-02-2 declaration-2010-03-03 given
            ? event 2010-03-02 the-same-title-2010-03-02-2 "The same title" events/the-same-title-2010-03-02-2.html
                headings: the-same-title the-same-title-2010-03-02 the-same-title-2010-03-02-2 declaration-2010-03-03 given
            event 2010-03-03 declaration-2010-03-03 "Declaration" events/declaration-2010-03-03.html
                headings: the-same-title the-same-title-2010-03-02 the-same-title-2010-03-02-2 declaration-2010-03-03 given
            event 2010-03-04 given "Given" events/given.html
                headings: the-same-title the-same-title-2010-03-02 the-same-title-2010-03-02-2 declaration-2010-03-03 given
            event 2010-03-18 declaration "Declaration" events/declaration.html
            ? event 2010-03-18 permanent "X" events/permanent.html
            page chronology "All of it" chronology.html
                headings: the-same-title the-same-title-2010-03-02 the-same-title-2010-03-02-2 declaration-2010-03-03 given
            content/chronology.md:7:1 warning[renamed-id] the id `the-same-title` is taken, so this event's is `the-same-title-2010-03-02`
                at "## The same title {date=2010-03-02}" 
                and content/chronology.md:5:1 this one has `the-same-title`
                help: give the heading an id of its own: `{#the-same-title-2010-03-02}`
            content/chronology.md:8:1 warning[likely-duplicate-event] `the-same-title-2010-03-02-2` and `the-same-title-2010-03-02` are likely one event
                at "## The same title {date=2010-03-02}" of the same day, and called nearly the same
                and content/chronology.md:7:1 the other
                help: tell it once; where they are two, give them titles that say so
            content/chronology.md:8:1 warning[renamed-id] the id `the-same-title` is taken, so this event's is `the-same-title-2010-03-02-2`
                at "## The same title {date=2010-03-02}" 
                and content/chronology.md:5:1 this one has `the-same-title`
                help: give the heading an id of its own: `{#the-same-title-2010-03-02-2}`
            content/chronology.md:9:1 warning[renamed-id] the id `declaration` is taken, so this event's is `declaration-2010-03-03`
                at "## Declaration {date=2010-03-03}" 
                and content/events/2010/2010-03-18-Declaration.md:1:1 this one has `declaration`
                help: give the heading an id of its own: `{#declaration-2010-03-03}`
        "###]],
    );
}

#[test]
fn two_things_of_one_id() {
    check(
        r#"
== events/a/x.md
---
title: X1
date: 2010-03-18
---
== events/b/x.md
---
title: X2
date: 2010-03-18
---
== events/c.md
---
title: C
date: 2010
id: x
---
[@k]

== sources/a.yaml
k: { outlet: A }
== sources/b.yaml
other: { outlet: O }
k: { outlet: B }
== sources/k.md
---
outlet: C
---
"#,
        &expect![[r#"
            event 2010 x-3 "C" events/x-3.html
                sources: k
                unordered with: x-2
                cites: [k]
            ? event 2010-03-18 x "X1" events/x.html
            ? event 2010-03-18 x-2 "X2" events/x-2.html
                unordered with: x-3
            source k sources/k.html
                cited by: x-3
                bears: x-3
            source k sources/k-2.html
            source k sources/k-3.html
            source other sources/other.html
            content/events/b/x.md:1:1 error[duplicate-id] two events have the id `x`
                at "" 
                and content/events/a/x.md:1:1 the first one
                help: its id is made of the file's name: rename the file, or write an `id`
            content/events/c.md:4:5 error[duplicate-id] two events have the id `x`
                at "x" 
                and content/events/a/x.md:1:1 the first one
                help: give one of them another id
            content/sources/b.yaml:1:1 warning[unused-source] nothing cites the source `other`
                at "other" 
                help: cite it where it bears something, `[@other]`, or remove it
            content/sources/b.yaml:2:1 error[duplicate-source] two sources have the key `k`
                at "k" 
                and content/sources/a.yaml:1:1 the first one
                help: give one of them another key
            content/sources/k.md:2:1 error[duplicate-source] two sources have the key `k`
                at "outlet: C" 
                and content/sources/a.yaml:1:1 the first one
                help: give one of them another key
        "#]],
    );
}

#[test]
fn drafts_are_left_out_and_so_are_marks_that_lead_to_them() {
    check(
        r#"
== events/draft.md
---
title: A draft
date: 2010-03-18
draft: true
---
## Within {date=2010-03-18}

== events/later.md
---
title: Later
date: 2010-03-18
publish-on: 2010-04-02
---
== events/today.md
---
title: Today
date: 2010-03-18
publish-on: 2010-04-01
follows: [draft, within]
sources: secret
---
[[draft]] [[later]] [[within]] [[Hidden actor]] [@secret] [a draft](draft.md) [page](../plan.md) [[plan]]

## Wrong {date=2010-03-18 draft=true}
### Inner {date=2010-03-18}

== actors/hidden.md
---
title: Hidden actor
draft: true
---
== sources/secret.md
---
outlet: X
draft: true
---
== plan.md
---
title: Plan
draft: true
---
"#,
        &expect![[r#"
            event 2010-03-18 today "Today" events/today.html
                cites: [-]
                mentions: - - - - -
                links: - -
            content/actors/hidden.md:3:8 warning[draft-left-out] `Hidden actor` is a draft and is left out
                at "true" 
                help: take `draft` away to publish it, or see it with `--drafts`
            content/events/draft.md:4:8 warning[draft-left-out] `A draft` is a draft and is left out
                at "true" 
                help: take `draft` away to publish it, or see it with `--drafts`
            content/events/later.md:4:13 warning[not-yet-published] `Later` is left out until 2010-04-02
                at "2010-04-02" 
                help: see it now with `--drafts`
            content/events/today.md:5:11 warning[unresolved-relation] `follows` names `draft`, which is a draft and is left out
                at "draft" 
                help: the relation shows as soon as that event does
            content/events/today.md:5:18 warning[unresolved-relation] `follows` names `within`, which is a draft and is left out
                at "within" 
                help: the relation shows as soon as that event does
            content/events/today.md:6:10 warning[unresolved-source] the source `secret` is a draft and is left out
                at "secret" 
            content/events/today.md:8:1 warning[unresolved-mention] `draft` is a draft and is left out
                at "[[draft]]" shown as text until then
            content/events/today.md:8:11 warning[unresolved-mention] `later` is left out until 2010-04-02
                at "[[later]]" shown as text until then
            content/events/today.md:8:21 warning[unresolved-mention] `within` is a draft and is left out
                at "[[within]]" shown as text until then
            content/events/today.md:8:32 warning[unresolved-mention] `Hidden actor` is a draft and is left out
                at "[[Hidden actor]]" shown as text until then
            content/events/today.md:8:50 warning[unresolved-citation] the source `secret` is a draft and is left out
                at "@secret" shown as text until then
            content/events/today.md:8:59 warning[broken-link] `draft.md` is a draft and is left out
                at "[a draft](draft.md)" shown as text until then
            content/events/today.md:8:79 warning[broken-link] `../plan.md` is a draft and is left out
                at "[page](../plan.md)" shown as text until then
            content/events/today.md:8:98 warning[unresolved-mention] `plan` is a draft and is left out
                at "[[plan]]" shown as text until then
            content/events/today.md:10:33 warning[draft-left-out] `Wrong` is a draft and is left out
                at "true" 
                help: take `draft` away to publish it, or see it with `--drafts`
            content/plan.md:3:8 warning[draft-left-out] `Plan` is a draft and is left out
                at "true" 
                help: take `draft` away to publish it, or see it with `--drafts`
            content/sources/secret.md:3:8 warning[draft-left-out] `secret` is a draft and is left out
                at "true" 
                help: take `draft` away to publish it, or see it with `--drafts`
        "#]],
    );
}

#[test]
fn a_file_of_events_alone_is_a_page() {
    check(
        r#"
== events/2010.md
# The year 2010
Intro.
## One {date=2010-01-01}
## Two {date=2010-01-02}

== events/2011.md
---
summary: With front matter, and no title there.
---
# The year 2011
## Three {date=2011-01-01}

== events/nothing.md
Just text.

== events/untitled.md
---
date: 2010-03-18
---
# A heading
"#,
        &expect![[r#"
            event 2010-01-01 one "One" events/one.html
                headings: one two
            event 2010-01-02 two "Two" events/two.html
                headings: one two
            event 2010-03-18 untitled "A heading" events/untitled.html
            event 2011-01-01 three "Three" events/three.html
                headings: three
            event unknown nothing "nothing" events/nothing.html
            page events/2010 "The year 2010" events/2010.html
                headings: one two
            page events/2011 "The year 2011" events/2011.html
                headings: three
            content/events/nothing.md:1:1 warning[missing-date] `nothing` says nothing of its date
                at "" no `date`
                help: write `date: 2010-03`, as far as it is known, or `date: unknown`
            content/events/nothing.md:1:1 error[missing-title] this event has no title
                at "" no front matter
                help: begin the file with a line `---`, a line `title: what happened`, a line `date: …` and a line `---`
            content/events/untitled.md:2:1 error[missing-title] this event has no title
                at "date: 2010-03-18" no `title`
                help: add a line `title: what happened`
        "#]],
    );
}

#[test]
fn what_a_page_of_events_cannot_say_is_told() {
    check(
        r#"
== events/2010.md
---
title: The year 2010
sources: [press]
actors: UN
---
## One {#one date=2010-03-02}

It was.
"#,
        &expect![[r#"
            event 2010-03-02 one "One" events/one.html
                headings: one
            page events/2010 "The year 2010" events/2010.html
                headings: one
            content/events/2010.md:3:10 warning[missing-date] `sources` belongs to no event
                at "[press]" 
                help: give the file a `date`, or move the key into the braces of the headings
            content/events/2010.md:4:9 warning[missing-date] `actors` belongs to no event
                at "UN" 
                help: give the file a `date`, or move the key into the braces of the headings
        "#]],
    );
}

#[test]
fn other_files() {
    check(
        r#"
== photo.jpg
x
== data/table.json
x
== sources/zotero.json
[]
== sources/refs.bib
x
== about/index.md
# About
== about/us.markdown
# Us
== con.md
# Reserved
"#,
        &expect![[r#"
            page about/index "About" about/index.html
            page about/us "Us" about/us.html
            content/con.md:1:1 error[bad-file-name] `content/con.md` cannot be published: Windows reserves such a name
                at "" 
                help: give the file another name
        "#]],
    );
}
