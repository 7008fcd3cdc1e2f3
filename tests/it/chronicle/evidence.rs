//! What bears an event, in numbers.

use dateline::analysis::analyze;
use dateline::chronicle::model::Chronicle;
use expect_test::{Expect, expect};

use super::{said, site::site};

/// Each event's numbers, a line each.
fn numbers(chronicle: &Chronicle) -> String {
    let event = |event: &dateline::chronicle::model::Event| {
        let it = &event.evidence;
        let report = |report: dateline::chronicle::model::Report| {
            format!("{} {:?}", chronicle.sources[report.source].key, report.lag)
        };
        format!(
            "{}: statements {} cited {} borne {}; sources {} origins {} outlets {} read {} second-hand {} \
             archived {}; quotations {}; first {} last {}\n",
            event.id,
            it.statements,
            it.cited,
            it.borne,
            it.sources,
            it.origins,
            it.outlets,
            it.read,
            it.second_hand,
            it.archived,
            it.quotations,
            event.first_report.map_or("-".to_owned(), report),
            it.last_report.map_or("-".to_owned(), report),
        )
    };
    chronicle.events.values().iter().map(event).collect()
}

#[expect(clippy::needless_pass_by_value, reason = "as `expect!` makes it")]
fn check(text: &str, expected: Expect) {
    expected.assert_eq(&numbers(&analyze(site(text)).chronicle));
}

#[test]
fn sources_of_one_origin_are_one_witness() {
    check(
        "
== events/all.md
## Apart {date=2010-03-18 sources=\"a b\"}
## Repeats {date=2010-03-18 sources=\"a repeats-a repeats-repeats-a\"}
## Third {date=2010-03-18 sources=\"repeats-a repeats-repeats-a\"}
## Named {date=2010-03-18 sources=\"wire-1 wire-2 b\"}
## Own {date=2010-03-18 sources=\"wire-1 agency b\"}
## Chain {date=2010-03-18 sources=\"a carrier deep\"}
## Through {date=2010-03-18 sources=\"in-carrier-1 in-carrier-2\"}
## Carried {date=2010-03-18 sources=\"in-carrier-1 in-carrier-2 carrier\"}
## Nothing {date=2010-03-18}
== sources/press.yaml
a: {outlet: A, published: 2010-03-19}
b: {outlet: B, published: 2010-03-18, archived: 'https://web.archive.org/web/20100318000000/https://b.example/1'}
repeats-a: {outlet: C, published: 2010-03-20, origin: a}
repeats-repeats-a: {outlet: D, published: 2010-03-21, origin: repeats-a}
wire-1: {outlet: E, published: 2010-03-18, origin: Big  Wire}
wire-2: {outlet: F, published: 2010-03-18, origin: big wire}
agency: {outlet: Big Wire, published: 2010-03-18}
carrier: {outlet: G, published: 2010-04}
middle: {outlet: H, published: 2010-03-20, via: carrier}
deep: {outlet: I, published: 2010-03-19, via: middle}
in-carrier-1: {outlet: J, published: 2010-03-19, via: carrier}
in-carrier-2: {outlet: J, published: 2010-03-22, via: carrier}
",
        expect![[r#"
            apart: statements 0 cited 0 borne 0; sources 2 origins 2 outlets 2 read 2 second-hand 0 archived 1; quotations 0; first b Some((0, 0)) last a Some((1, 1))
            repeats: statements 0 cited 0 borne 0; sources 3 origins 1 outlets 3 read 3 second-hand 0 archived 0; quotations 0; first a Some((1, 1)) last repeats-repeats-a Some((3, 3))
            third: statements 0 cited 0 borne 0; sources 2 origins 1 outlets 2 read 2 second-hand 0 archived 0; quotations 0; first repeats-a Some((2, 2)) last repeats-repeats-a Some((3, 3))
            named: statements 0 cited 0 borne 0; sources 3 origins 2 outlets 3 read 3 second-hand 0 archived 1; quotations 0; first b Some((0, 0)) last b Some((0, 0))
            own: statements 0 cited 0 borne 0; sources 3 origins 2 outlets 3 read 3 second-hand 0 archived 1; quotations 0; first agency Some((0, 0)) last agency Some((0, 0))
            chain: statements 0 cited 0 borne 0; sources 3 origins 2 outlets 3 read 2 second-hand 1 archived 0; quotations 0; first a Some((1, 1)) last carrier Some((14, 43))
            through: statements 0 cited 0 borne 0; sources 2 origins 2 outlets 1 read 1 second-hand 2 archived 0; quotations 0; first in-carrier-1 Some((1, 1)) last in-carrier-2 Some((4, 4))
            carried: statements 0 cited 0 borne 0; sources 3 origins 2 outlets 2 read 1 second-hand 2 archived 0; quotations 0; first in-carrier-1 Some((1, 1)) last carrier Some((14, 43))
            nothing: statements 0 cited 0 borne 0; sources 0 origins 0 outlets 0 read 0 second-hand 0 archived 0; quotations 0; first - last -
        "#]],
    );
}

#[test]
fn statements_are_borne_by_their_own_citation_or_by_the_sources_of_the_whole() {
    check(
        "
== events/a.md
---
title: A
date: 2010-03-18
---
One is cited [@a]. One is not. One cites nothing [@nobody].

> Words.
>
> — Somebody [@a]
== events/b.md
---
title: B
date: 2010-03-18
sources: a
---
One is cited [@a]. One is borne.
== sources/press.yaml
a: {outlet: A, published: 2010-03-17}
",
        expect![[r#"
            a: statements 4 cited 2 borne 2; sources 1 origins 1 outlets 1 read 1 second-hand 0 archived 0; quotations 1; first - last -
            b: statements 2 cited 1 borne 2; sources 1 origins 1 outlets 1 read 1 second-hand 0 archived 0; quotations 0; first - last -
        "#]],
    );
}

#[test]
fn who_only_repeats_who_repeats_him_is_no_witness() {
    said(
        "
== events/all.md
## One {date=2010-03-18 sources=\"a b c d\"}
== sources/press.yaml
a: {outlet: A, origin: c}
b: {outlet: B, origin: a}
c: {outlet: C, origin: b}
d: {outlet: D, origin: d}
",
        &expect![[r#"
            content/sources/press.yaml:1:24 error[circular-reporting] `a`, `c` and `b` only repeat each other
                at "c" 
                and content/sources/press.yaml:3:24 in the circle
                and content/sources/press.yaml:2:24 in the circle
                help: take the `origin` away from the report that came first
        "#]],
    );
}

#[test]
fn an_outlet_is_one_by_whatever_name() {
    check(
        "
== outlets.yaml
wire: {name: Big Wire, aliases: [BW]}
== events/all.md
## Same {date=2010-03-18 sources=\"a b\"}
## Named {date=2010-03-18 sources=\"repeats-1 repeats-2\"}
## Own {date=2010-03-18 sources=\"repeats-1 a\"}
== sources/press.yaml
a: {outlet: BW, published: 2010-03-19}
b: {outlet: Big Wire, published: 2010-03-19}
repeats-1: {outlet: E, published: 2010-03-19, origin: Big Wire}
repeats-2: {outlet: F, published: 2010-03-19, origin: BW}
",
        expect![[r#"
            same: statements 0 cited 0 borne 0; sources 2 origins 2 outlets 1 read 2 second-hand 0 archived 0; quotations 0; first a Some((1, 1)) last a Some((1, 1))
            named: statements 0 cited 0 borne 0; sources 2 origins 1 outlets 2 read 2 second-hand 0 archived 0; quotations 0; first repeats-1 Some((1, 1)) last repeats-1 Some((1, 1))
            own: statements 0 cited 0 borne 0; sources 2 origins 1 outlets 2 read 2 second-hand 0 archived 0; quotations 0; first a Some((1, 1)) last a Some((1, 1))
        "#]],
    );
    said(
        "
== outlets.yaml
wire: {name: Big Wire, aliases: [BW]}
== events/all.md
## One {date=2010-03-18 sources=\"a b\"}
== sources/press.yaml
a: {outlet: BW, origin: Courier}
b: {outlet: Courier, origin: Big Wire}
",
        &expect![[r###"
            content/events/all.md:1:1 error[circular-reporting] `b` and `a` only repeat each other, by the names of their outlets
                at "## One {date=2010-03-18 sources=\"a b\"}" rests on both
                and content/sources/press.yaml:2:30 repeats the other
                and content/sources/press.yaml:1:25 repeats the one
                help: take the `origin` away from the report that came first
        "###]],
    );
}
