//! The order of events, and where it is not established.

use expect_test::expect;

use super::check;

#[test]
fn events_stand_in_the_order_of_their_dates() {
    check(
        r#"
== events/all.md
## Year {date=2010}
## Day {date=2010-03-18}
## By {date="[..2010-03-15]"}
## Until {date="../2010-03-15"}
## Lasted {date="2010-03-02/2010-03-18"}
## Month {date=2010-03}
## Nothing known {date=unknown}
## Always {date="../.."}
## Afternoon {date=2010-03-18T14:05}
## Morning {date=2010-03-18T09:00}
## Ides {date=-0043-03-15}
## One of {date="[1667,1668]"}
"#,
        &expect![[r#"
            event -0043-03-15 ides "Ides" events/ides.html
                unordered with: by until
                headings: year day by until lasted month nothing-known always afternoon morning ides one-of
            event [1667,1668] one-of "One of" events/one-of.html
                unordered with: by until
                headings: year day by until lasted month nothing-known always afternoon morning ides one-of
            event 2010 year "Year" events/year.html
                unordered with: lasted by until morning afternoon day
                headings: year day by until lasted month nothing-known always afternoon morning ides one-of
            ? event 2010-03 month "Month" events/month.html
                unordered with: by until morning afternoon day
                headings: year day by until lasted month nothing-known always afternoon morning ides one-of
            ? event 2010-03-02/2010-03-18 lasted "Lasted" events/lasted.html
                unordered with: year until
                headings: year day by until lasted month nothing-known always afternoon morning ides one-of
            ? event [..2010-03-15] by "By" events/by.html
                unordered with: ides one-of year month
                headings: year day by until lasted month nothing-known always afternoon morning ides one-of
            ? event ../2010-03-15 until "Until" events/until.html
                unordered with: ides one-of year month lasted
                headings: year day by until lasted month nothing-known always afternoon morning ides one-of
            event 2010-03-18T09:00 morning "Morning" events/morning.html
                unordered with: year month day
                headings: year day by until lasted month nothing-known always afternoon morning ides one-of
            event 2010-03-18T14:05 afternoon "Afternoon" events/afternoon.html
                unordered with: year month
                headings: year day by until lasted month nothing-known always afternoon morning ides one-of
            ? event 2010-03-18 day "Day" events/day.html
                unordered with: year month morning
                headings: year day by until lasted month nothing-known always afternoon morning ides one-of
            event unknown nothing-known "Nothing known" events/nothing-known.html
                headings: year day by until lasted month nothing-known always afternoon morning ides one-of
            event unknown always "Always" events/always.html
                headings: year day by until lasted month nothing-known always afternoon morning ides one-of
            page events/all "all" events/all.html
                headings: year day by until lasted month nothing-known always afternoon morning ides one-of
            content/events/all.md:8:18 error[bad-date] `../..` is not a date that `date` can take
                at "." one end of a range must be a date
                help: write it as far as it is known: `2010-03-18`, `2010-03`, `2010~`, or `unknown`
        "#]],
    );
}

#[test]
fn what_is_of_one_day_stands_by_order_then_cause_then_place_then_id() {
    check(
        r#"
== events/a.md
## Zulu {date=2010-03-18}
## Yankee {date=2010-03-18 follows=xray}
## Xray {date=2010-03-18}
## Last {date=2010-03-18 order=2}
## First {date=2010-03-18 order=-1}

== events/b.md
---
title: Bravo
date: 2010-03-18
---

== events/alpha.md
---
title: Alpha
date: 2010-03-18
responds-to: bravo
---
"#,
        &expect![[r#"
            event 2010-03-18 first "First" events/first.html
                headings: zulu yankee xray last first
            event 2010-03-18 alpha "Alpha" events/alpha.html
                unordered with: zulu xray yankee
            ? event 2010-03-18 b "Bravo" events/b.html
                unordered with: xray yankee
            ? event 2010-03-18 zulu "Zulu" events/zulu.html
                unordered with: alpha yankee
                headings: zulu yankee xray last first
            ? event 2010-03-18 xray "Xray" events/xray.html
                followed by: yankee
                unordered with: alpha b
                headings: zulu yankee xray last first
            event 2010-03-18 yankee "Yankee" events/yankee.html
                follows: xray
                unordered with: alpha b zulu
                headings: zulu yankee xray last first
            event 2010-03-18 last "Last" events/last.html
                headings: zulu yankee xray last first
            page events/a "a" events/a.html
                headings: zulu yankee xray last first
            content/events/alpha.md:4:14 error[unresolved-relation] `responds-to` names `bravo`, and no event has that id
                at "bravo" 
                help: write the event's id, `b`, and not its title
        "#]],
    );
}

#[test]
fn a_part_stands_after_its_whole_and_its_order_is_known() {
    check(
        r#"
== events/whole.md
---
title: Whole
date: 2010-03
---
## Part {date=2010-03}
### Part of the part {date=2010-03}
## Not a part {date=2010-03 part-of=other}

== events/other.md
---
title: Other
date: 2010-03
---
"#,
        &expect![[r#"
            event 2010-03 other "Other" events/other.html
                parts: not-a-part
                unordered with: part part-of-the-part
            ? event 2010-03 whole "Whole" events/whole.html
                parts: part
                unordered with: part-of-the-part not-a-part
                headings: part part-of-the-part not-a-part
            event 2010-03 part "Part" events/part.html
                part of: whole
                parts: part-of-the-part
                unordered with: other not-a-part
                headings: part part-of-the-part not-a-part
            event 2010-03 part-of-the-part "Part of the part" events/part-of-the-part.html
                part of: part
                unordered with: other whole
                headings: part part-of-the-part not-a-part
            ? event 2010-03 not-a-part "Not a part" events/not-a-part.html
                part of: other
                unordered with: whole part
                headings: part part-of-the-part not-a-part
        "#]],
    );
}

#[test]
fn circles_of_relations_are_told_once_and_cut() {
    check(
        r#"
== events/all.md
## A {#a date=2010-03-01 follows=c}
## B {#b date=2010-03-02 follows=a}
## C {#c date=2010-03-03 responds-to=b}
## Self {#self date=2010-03-04 part-of=self}
## D {#d date=2010-03-05 part-of=e}
## E {#e date=2010-03-05 part-of=d follows=nope}
"#,
        &expect![[r#"
            event 2010-03-01 a "A" events/a.html
                headings: a b c self d e
            event 2010-03-02 b "B" events/b.html
                headings: a b c self d e
            event 2010-03-03 c "C" events/c.html
                headings: a b c self d e
            event 2010-03-04 self "Self" events/self.html
                headings: a b c self d e
            event 2010-03-05 d "D" events/d.html
                headings: a b c self d e
            ? event 2010-03-05 e "E" events/e.html
                headings: a b c self d e
            page events/all "all" events/all.html
                headings: a b c self d e
            content/events/all.md:1:34 error[relation-circle] `a`, `b` and `c` follow each other in a circle
                at "c" 
                and content/events/all.md:2:34 in the circle
                and content/events/all.md:3:1 in the circle
                help: take one of them away
            content/events/all.md:4:40 error[relation-circle] `self` names itself in `part-of`
                at "self" 
                help: take one of them away
            content/events/all.md:5:34 error[relation-circle] `d` and `e` are part of each other in a circle
                at "e" 
                and content/events/all.md:6:34 in the circle
                help: take one of them away
            content/events/all.md:6:44 error[unresolved-relation] `follows` names `nope`, and no event has that id
                at "nope" 
                help: write the id of an event
        "#]],
    );
}

#[test]
fn background_lies_wholly_outside() {
    check(
        r#"
== site.toml
from = "2010-03-02"
to = "2010-03-18"

== events/all.md
## Before {date=2004}
## Touches {date=2010}
## Within {date=2010-03-05}
## Open {date="[..2010-03-01]"}
## Unbounded {date="[..2010-03-05]"}
## After {date=2010-03-19}
## Unknown {date=unknown}
"#,
        &expect![[r###"
            event 2004 before "Before" events/before.html (background)
                unordered with: open unbounded
                headings: before touches within open unbounded after unknown
            event 2010 touches "Touches" events/touches.html
                unordered with: within unbounded after
                headings: before touches within open unbounded after unknown
            ? event [..2010-03-01] open "Open" events/open.html (background)
                unordered with: before unbounded
                headings: before touches within open unbounded after unknown
            event 2010-03-05 within "Within" events/within.html
                unordered with: touches
                headings: before touches within open unbounded after unknown
            ? event [..2010-03-05] unbounded "Unbounded" events/unbounded.html
                unordered with: before touches open
                headings: before touches within open unbounded after unknown
            event 2010-03-19 after "After" events/after.html (background)
                unordered with: touches
                headings: before touches within open unbounded after unknown
            event unknown unknown "Unknown" events/unknown.html
                headings: before touches within open unbounded after unknown
            page events/all "all" events/all.html
                headings: before touches within open unbounded after unknown
            content/events/all.md:1:1 warning[event-without-source] no source bears `Before`
                at "## Before {date=2004}" 
                help: cite what tells of it, `[@key]`, or name it under `sources`
            content/events/all.md:2:1 warning[event-without-source] no source bears `Touches`
                at "## Touches {date=2010}" 
                help: cite what tells of it, `[@key]`, or name it under `sources`
            content/events/all.md:3:1 warning[event-without-source] no source bears `Within`
                at "## Within {date=2010-03-05}" 
                help: cite what tells of it, `[@key]`, or name it under `sources`
            content/events/all.md:4:1 warning[event-without-source] no source bears `Open`
                at "## Open {date=\"[..2010-03-01]\"}" 
                help: cite what tells of it, `[@key]`, or name it under `sources`
            content/events/all.md:5:1 warning[event-without-source] no source bears `Unbounded`
                at "## Unbounded {date=\"[..2010-03-05]\"}" 
                help: cite what tells of it, `[@key]`, or name it under `sources`
            content/events/all.md:6:1 warning[event-without-source] no source bears `After`
                at "## After {date=2010-03-19}" 
                help: cite what tells of it, `[@key]`, or name it under `sources`
            content/events/all.md:7:1 warning[event-without-source] no source bears `Unknown`
                at "## Unknown {date=unknown}" 
                help: cite what tells of it, `[@key]`, or name it under `sources`
        "###]],
    );
}
