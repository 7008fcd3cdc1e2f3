//! Quotations, held against the kept texts of their sources.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use dateline::analysis::analyze;
use expect_test::expect;

use super::{said, site::site};

#[test]
fn words_stand_in_the_kept_text_or_are_told_of() {
    let text = "
== site.toml
[checks]
single-source = 'off'
one-origin = 'off'
uncited-statement = 'off'
order-not-established = 'off'
== events/all.md
## Right {date=2010-03-18}

> “a very […] step” — for all.
>
> — Ban [@gazette]

## Of what it is known through {date=2010-03-18}

> They will not be amended.
>
> — Bordyuzha [@wire]

## In one of two {date=2010-03-18}

> They will not be amended.
>
> — Bordyuzha [@herald; @gazette]

## Wrong {date=2010-03-18}

> a very large step for everybody
>
> — Ban [@gazette]

## In the wrong order {date=2010-03-18}

> step … a very
>
> — Ban [@gazette]

## Nothing like it {date=2010-03-18}

> Nobody ever wrote such words.
>
> — Ban [@gazette]

## Without a kept text {date=2010-03-18}

> Anything.
>
> — Ban [@other]
== sources/press.yaml
gazette:
  outlet: Gazette
  quote:
  - a very big step
  - a very big stepping stone
wire: {outlet: Wire, via: gazette}
herald: {outlet: Herald}
other: {outlet: Other}
== sources/2010/gazette.txt
In Moscow he called it “a very
 big step” – for all. They will not be amended.
== sources/herald.txt
Nothing of the kind.
== sources/gazete.txt
A slip of the name.
";
    said(
        text,
        &expect![[r#"
            content/events/all.md:21:1 warning[misquotation] the words of Ban do not stand in the kept text of `gazette`
                at "> a very large step for everybody" not word for word
                and content/sources/2010/gazette.txt:1:25 the nearest passage
                help: the nearest passage there: “a very big step” – for”
            content/events/all.md:27:1 warning[misquotation] the words of Ban do not stand in the kept text of `gazette`
                at "> step … a very" not word for word
                and content/sources/2010/gazette.txt:1:25 the nearest passage
                help: the nearest passage there: “a very”
            content/events/all.md:33:1 warning[misquotation] the words of Ban do not stand in the kept text of `gazette`
                at "> Nobody ever wrote such words." not word for word
                help: nothing like it stands there: correct the words, or their source
            content/sources/gazete.txt:1:1 warning[unused-kept-text] no source has the key `gazete`
                at "" 
                help: did you mean `gazette`?
            content/sources/press.yaml:5:5 warning[misquotation] the passage does not stand in the kept text of `gazette`
                at "a very big stepping stone" not word for word
                and content/sources/2010/gazette.txt:1:25 the nearest passage
                help: the nearest passage there: “a very big”
        "#]],
    );
    let chronicle = analyze(site(text)).chronicle;
    let verified: Vec<_> =
        chronicle.events.values().iter().map(|it| (&*it.id, it.evidence.verified)).collect();
    let verified: Vec<_> = verified.into_iter().filter(|(_, n)| *n > 0).map(|(id, _)| id).collect();
    assert_eq!(verified.len(), 3, "{verified:?}");
    let gazette = chronicle.sources.values().iter().find(|it| &*it.key == "gazette").unwrap();
    assert_eq!(gazette.verified, [true]);
}

/// Five thousand quotations, and three megabytes of one kept text.
#[test]
fn five_thousand_quotations_are_verified_in_no_time() {
    let (mut kept, mut events) = (String::new(), String::new());
    for n in 0..5000_u32 {
        let word = |step: u32| n.wrapping_mul(2_654_435_761).rotate_left(step) % 9973;
        let sentence =
            format!("the sides {} agreed on point {n} that {} stands over {}", word(3), word(9), word(17));
        let filler = "and much else was said on that day which nobody wrote down, ".repeat(10);
        let _ = write!(kept, "{filler}“{sentence}”. ");
        let _ = write!(events, "## E{n} {{date=2010-03-18}}\n\n> {sentence}\n>\n> — Ban [@gazette]\n\n");
    }
    let text = format!(
        "\n== events/all.md\n{events}== sources/press.yaml\ngazette: {{outlet: Gazette}}\n== sources/gazette.txt\n{kept}"
    );
    assert!(kept.len() > 3_000_000, "{}", kept.len());
    let site = site(&text);
    let began = Instant::now();
    let chronicle = analyze(site).chronicle;
    let took = began.elapsed();
    let verified: u32 = chronicle.events.values().iter().map(|it| it.evidence.verified).sum();
    assert_eq!(verified, 5000);
    // A build for tests is many times slower than a released one, and shares its machine.
    assert!(took < Duration::from_secs(40), "{took:?}");
}
