//! Actors, places and tags.

use expect_test::expect;

use super::check;

#[test]
fn names_are_found_by_id_title_and_alias() {
    check(
        r#"
== actors/un.md
---
title: United Nations
aliases: [UNO, "Organización de las Naciones Unidas"]
kind: body
---
== actors/2010-csto.md
---
title: CSTO
id: csto
---
== events/a.md
---
title: A
date: 2010
actors: [un, UNITED NATIONS, uno, "ORGANIZACIÓN de las naciones unidas", ОДКБ, одкб, csto]
places: [Moscow, "moscow ", "", "Kremlin!"]
tags: [Peace keeping, peace-keeping, PEACE KEEPING]
accounts:
  - place: moscow
    actor: Someone
    sources: s
  - date: 2011
    actor: uno
---
== sources/s.yaml
s: { outlet: X }
"#,
        &expect![[r#"
            event 2010 a "A" events/a.html
                actors: un одкб csto
                places: moscow kremlin
                tags: peace-keeping
                sources: s
                account: 0 moscow someone s
                account: 1 - un 
            source s sources/s.html
                bears: a
            actor csto "CSTO" own page actors/csto.html
                events: a
            actor someone "Someone" no page actors/someone.html
                events: a
            actor un "United Nations" own page actors/un.html
                events: a
            actor одкб "ОДКБ" no page actors/одкб.html
                events: a
            place kremlin "Kremlin!" no page places/kremlin.html
                events: a
            place moscow "Moscow" no page places/moscow.html
                events: a
            tag peace-keeping "Peace keeping" a
        "#]],
    );
}

#[test]
fn a_slip_and_an_ambiguous_name_are_told() {
    check(
        r#"
== actors/nikolay-bordyuzha.md
---
title: Nikolay Bordyuzha
aliases: [Secretary General]
---
== actors/ban.md
---
title: Ban Ki-moon
aliases: [secretary general]
---
== events/a.md
---
title: A
date: 2010
actors: [nikolai-bordyuzha, Secretary General, Ban Kimoon]
---
[[Secretary General]] [[Nikolay Bordyuzha]]
"#,
        &expect![[r#"
            event 2010 a "A" events/a.html
                actors: nikolai-bordyuzha ban-kimoon
                mentions: - actor:nikolay-bordyuzha
            actor ban "Ban Ki-moon" own page actors/ban.html
            actor ban-kimoon "Ban Kimoon" no page actors/ban-kimoon.html
                events: a
            actor nikolai-bordyuzha "nikolai-bordyuzha" no page actors/nikolai-bordyuzha.html
                events: a
            actor nikolay-bordyuzha "Nikolay Bordyuzha" own page actors/nikolay-bordyuzha.html
            content/events/a.md:4:10 hint[unresolved-name] none of the actors with a page is called `nikolai-bordyuzha`
                at "nikolai-bordyuzha" 
                help: did you mean `nikolay-bordyuzha`? If not, give it a page: `content/actors/nikolai-bordyuzha.md`
            content/events/a.md:4:29 error[ambiguous-name] `Secretary General` could be `ban` or `nikolay-bordyuzha`
                at "Secretary General" 
                help: write the id of the one that is meant
            content/events/a.md:4:48 hint[unresolved-name] none of the actors with a page is called `Ban Kimoon`
                at "Ban Kimoon" 
                help: did you mean `ban-ki-moon`? If not, give it a page: `content/actors/ban-kimoon.md`
            content/events/a.md:6:1 error[ambiguous-mention] `Secretary General` could be several things
                at "[[Secretary General]]" 2 are called that
                help: write the id of the one that is meant
        "#]],
    );
}

#[test]
fn two_pages_of_one_name() {
    check(
        r#"
== actors/a/un.md
---
title: UN
---
== actors/b/un.md
---
title: United
---
== places/un.md
---
title: Place
---
== events/a.md
---
title: A
date: 2010
actors: un
places: un
tags: [un]
---
[[un]] [[actor:un]] [[place:UN]] [[tag:un]] [[event:un]]
"#,
        &expect![[r#"
            event 2010 a "A" events/a.html
                actors: un
                places: un
                tags: un
                mentions: - actor:un place:un tag:un -
            actor un "UN" own page actors/un.html
                events: a
            actor un "United" own page actors/un-2.html
            place un "Place" own page places/un.html
                events: a
            tag un "un" a
            content/actors/b/un.md:2:1 error[duplicate-id] two actors have the id `un`
                at "title: United" 
                and content/actors/a/un.md:2:1 the first one
                help: give one of them another `id`, or make one page of the two
            content/events/a.md:8:1 error[ambiguous-mention] `un` could be several things
                at "[[un]]" 2 are called that
                help: write `[[actor:un]]` or `[[place:un]]`
            content/events/a.md:8:45 error[unresolved-mention] nothing is called `event:un`
                at "[[event:un]]" not found
                help: write the id or the title of an event, actor, place, source or page
        "#]],
    );
}
