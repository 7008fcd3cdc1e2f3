//! Dates against the public suites, and what must hold of any date.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use dateline::base::snapshot::Day;
use dateline::dates::bounds::{Bound, Truth};
use dateline::dates::date::Date;
use dateline::dates::order::{before, begins_before, lag_days};
use dateline::dates::wording::Wording;
use dateline::dates::wording::style::Style;
use dateline::dates::zone::Zone;
use dateline::words::Words;
use proptest::prelude::{Strategy, any, prop, prop_assert, prop_assert_eq, prop_oneof, proptest};

use crate::wording::{FORMS, LANGUAGES, words};

static WORDS: LazyLock<Vec<Words>> = LazyLock::new(|| LANGUAGES.iter().map(|l| words(l)).collect());
static ENGLISH: LazyLock<Words> = LazyLock::new(|| words("en"));

fn conformance(name: &str) -> String {
    let path = format!("{}/tests/conformance/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn every_verdict_of_the_public_suites_holds() {
    let rows = conformance("edtf.jsonl");
    let mut deviating = BTreeSet::new();
    for row in rows.lines() {
        let row: serde_json::Value = serde_json::from_str(row).unwrap();
        let text = row["edtf"].as_str().unwrap();
        let read = Date::parse(text);
        // Where the suites have no level, they do not agree on one.
        let level = row["level"].as_u64().filter(|_| row["verdict"] == "valid");
        let same = read.is_ok() == (row["verdict"] == "valid")
            && level.is_none_or(|level| read.is_ok_and(|date| date.level().map(u64::from) == Some(level)));
        if !same {
            deviating.insert(text.to_owned());
        }
    }
    assert_eq!(rows.lines().count(), 520);
    let listed = conformance("edtf-deviations.txt");
    let listed: BTreeSet<String> = listed
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split('\t').next().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(
        deviating, listed,
        "read otherwise than the suites, against tests/conformance/edtf-deviations.txt"
    );
}

#[test]
fn what_is_near_a_date_of_the_suites_is_one() {
    for row in conformance("edtf.jsonl").lines() {
        let row: serde_json::Value = serde_json::from_str(row).unwrap();
        check_text(row["edtf"].as_str().unwrap());
    }
}

/// What must hold of any text: no panic, blame within it, and a nearest writing that is a date.
fn check_text(text: &str) {
    match Date::parse(text) {
        Ok(date) => check_date(&date),
        Err(bad) => {
            assert!(text.get(bad.at.clone()).is_some(), "{text:?}: {:?}", bad.at);
            assert!(bad.at.start < bad.at.end || text.is_empty(), "{text:?}: nothing to blame");
            assert!(!bad.reason.is_empty() && !bad.reason.ends_with('.'), "{text:?}: {}", bad.reason);
            if let Some(nearest) = bad.nearest {
                assert!(Date::parse(&nearest).is_ok(), "{text:?}: {nearest} is no date either");
                assert_ne!(nearest, text);
            }
        }
    }
}

fn moscow() -> Zone {
    Zone::named("Europe/Moscow").unwrap()
}

/// What must hold of any date.
fn check_date(date: &Date) {
    let zone = moscow();
    let written = date.as_written();
    assert_eq!(Date::parse(written).as_ref(), Ok(date));
    let (bounds, halo) = (date.bounds(zone), date.halo(zone));
    if let (Bound::At(earliest), Bound::At(latest)) = (bounds.earliest, bounds.latest) {
        assert!(earliest <= latest, "{written}");
        let (Bound::At(from), Bound::At(to)) = (halo.earliest, halo.latest) else {
            panic!("{written}: a halo without ends")
        };
        assert!(from <= earliest && latest <= to, "{written}: the halo is narrower than the bounds");
        assert!(date.is_approximate() || (from, to) == (earliest, latest), "{written}");
    }
    if let Some(iso) = date.iso(zone) {
        assert!(!date.is_approximate() && !date.is_uncertain(), "{written}: {iso}");
        assert!(iso.len() <= 10 || iso.contains('T'), "{written}: {iso}");
    }
    check_words(date, &ENGLISH, "en");
}

fn check_words(date: &Date, words: &Words, language: &str) {
    let (written, zone) = (date.as_written(), moscow());
    let wording = Wording::new(&words.dates, language);
    let brief = Wording::styled(&words.dates, language, Style::Medium);
    for said in
        [wording.date(date), brief.date(date), wording.certainty(date, zone), wording.parts(date).rest]
    {
        assert!(!said.is_empty() && !said.contains(['{', '}']), "{written}: {said}");
    }
}

/// What must hold of any two dates.
fn check_pair(a: &Date, b: &Date) {
    let zone = moscow();
    let (written, other) = (a.as_written(), b.as_written());
    let (there, back) = (before(a, b, zone), before(b, a, zone));
    assert!(there != Truth::Yes || back == Truth::No, "{written} {other}");
    if there == Truth::Yes || begins_before(a, b, zone) == Truth::Yes {
        assert!(a.sort_key(zone) < b.sort_key(zone), "{written} is before {other} and stands after it");
    }
    if there == Truth::Yes {
        assert_eq!(begins_before(a, b, zone), Truth::Yes, "{written} {other}");
    }
    if let Some((least, most)) = lag_days(a, b, zone) {
        assert!(least <= most, "{written} {other}");
        assert!(there != Truth::Yes || least >= 0, "{written} {other}");
    }
}

#[test]
fn every_two_forms_have_an_order() {
    let dates: Vec<Date> = FORMS.split_whitespace().map(|text| Date::parse(text).unwrap()).collect();
    for a in &dates {
        for b in &dates {
            check_pair(a, b);
        }
    }
}

fn digit_or(masked: bool) -> impl Strategy<Value = String> {
    if masked { prop_oneof![4 => "[0-9]", 1 => "X"].boxed() } else { "[0-9]".boxed() }
}

/// A text shaped like a single date: often one, with every qualifier and mask.
fn single() -> impl Strategy<Value = String> {
    let qualifier = "[?~%]?";
    let year = (digit_or(true), digit_or(true), digit_or(true), digit_or(true), any::<bool>())
        .prop_map(|(a, b, c, d, bc)| format!("{}{a}{b}{c}{d}", if bc { "-" } else { "" }));
    let month = prop_oneof!["0[1-9]", "1[0-2]", "2[1-9]", "[0-3X][0-9X]"];
    let day = prop_oneof!["0[1-9]", "[12][0-9]", "[0-3X][0-9X]"];
    let plain = (
        year,
        qualifier,
        prop::option::of((qualifier, month, qualifier, prop::option::of((qualifier, day, qualifier)))),
    )
        .prop_map(|(year, q, rest)| {
            let rest = rest.map_or(String::new(), |(q, month, r, day)| {
                let day = day.map_or(String::new(), |(q, day, r)| format!("-{q}{day}{r}"));
                format!("-{q}{month}{r}{day}")
            });
            format!("{year}{q}{rest}")
        });
    prop_oneof![
        8 => plain,
        1 => "-?Y-?[1-9][0-9]{0,20}(E[0-9]{1,6})?(S[0-9]{1,2})?[?~%]?",
        1 => "[0-9]{4}S[1-4][?~%]?",
        1 => "2010-03-1[0-9]T[0-2][0-9]:[0-6][0-9](:[0-5][0-9])?(Z|[+-][01][0-9](:[0-9]{2})?)?",
    ]
}

/// A text shaped like any date.
fn dated() -> impl Strategy<Value = String> {
    let end = || prop_oneof![6 => single(), 1 => single().prop_map(|d| format!("..{d}")), 1 => single().prop_map(|d| format!("{d}..")), 1 => "(\\.\\.)?"];
    let element = prop_oneof![4 => single(), 1 => end(), 1 => (single(), single()).prop_map(|(a, b)| format!("{a}..{b}"))];
    let set = (any::<bool>(), prop::collection::vec(element, 1..5)).prop_map(|(one, elements)| {
        let inner = elements.join(",");
        if one { format!("[{inner}]") } else { format!("{{{inner}}}") }
    });
    prop_oneof![4 => single(), 3 => (end(), end()).prop_map(|(a, b)| format!("{a}/{b}")), 2 => set, 1 => "unknown"]
}

/// Texts that people write for dates, and others.
fn written() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "[0-9]{1,4}",
        "(January|march|Sept\\.?|May|Q1|spring|BC|AD|century|c\\.|circa|before|until|to|and)",
        "[-–/., :?~TZ\\[\\]{}]",
        "\\PC{0,4}",
    ];
    prop_oneof![2 => prop::collection::vec(word, 0..8).prop_map(|words| words.concat()), 1 => "\\PC{0,300}", 1 => dated()]
}

#[test]
fn no_text_takes_long() {
    for piece in [
        " ?", "?", "~?", "1:1 ", "T1", "1T1:1 ", "c. ", "bc ", " ad", "1/", "..", "[1,", "or ", "1 – ",
        "March ", "-00",
    ] {
        for text in [piece.repeat(200 / piece.len()), piece.repeat(1_000_000)] {
            check_text(&text);
        }
    }
}

proptest! {
    #[test]
    fn no_text_brings_the_reader_down(text in written()) {
        check_text(&text);
    }

    #[test]
    fn any_date_keeps_its_promises(text in dated()) {
        check_text(&text);
    }

    #[test]
    fn any_date_has_words_in_every_language(text in dated(), language in 0..LANGUAGES.len()) {
        if let Ok(date) = Date::parse(&text) {
            check_words(&date, &WORDS[language], LANGUAGES[language]);
        }
    }

    #[test]
    fn order_and_claims_agree(a in dated(), b in dated()) {
        if let (Ok(a), Ok(b)) = (Date::parse(&a), Date::parse(&b)) {
            check_pair(&a, &b);
        }
    }

    #[test]
    fn days_and_weekdays_are_chronos(days in -4_371_953i32..2_932_896) {
        let chrono = NaiveDate::from_num_days_from_ce_opt(days).unwrap();
        let number = |n: u32| u8::try_from(n).unwrap();
        let day = Day { year: chrono.year().into(), month: number(chrono.month()), day: number(chrono.day()) };
        let wording = Wording::new(&ENGLISH.dates, "en");
        prop_assert_eq!(wording.weekday(day), chrono.format("%A").to_string());
        let seconds = chrono.and_hms_opt(0, 0, 0).unwrap().and_utc().timestamp();
        prop_assert_eq!(Zone::default().day_at(seconds), day);
        prop_assert!(Zone::default().day_at(seconds - 1) < day);
    }
}
