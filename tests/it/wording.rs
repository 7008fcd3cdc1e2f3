//! What each kind of date says in words.

use dateline::dates::date::Date;
use dateline::dates::zone::Zone;
use dateline::words::Words;
use expect_test::{expect, expect_file};

use dateline::dates::wording::Wording;
use dateline::dates::wording::style::Style;

/// Every form that a date can have, one or more of each.
pub(crate) const FORMS: &str = "unknown
2010-03-18 2010-03 2010 0850 -0043 -0043-03-15 -0043-03 0000 Y170000000 Y-170000000 Y-17E7 Y17E20 Y-17E20
2010-03-18T14:05 2010-03-18T14:05+03:00 2010-03-18T14:05Z 2010-03-18T14:05-05:30 2010-03-18T14:05:30Z
2010-03-18T14:05/2010-03-18T15:00 2010-03-18T14:05Z/2010-03-19T15:00Z
1984~ 1984? 1984% 2010-03~ 2010-03-18? 2010-03-18% 2010-21~
2004-06-~11 2004-06~-11 2004?-06-~11 ?2004-06-%11 2004-?06 2004~-21 -0043-~03-15
201X 20XX 2XXX 1XX3 XXXX 000X 00XX 200X~
2010-XX 2010-0X 2010-1X 2010-X2 201X-03 XXXX-03 201X-XX
2010-03-XX 2010-03-1X 2010-03-3X 2010-04-3X 2010-03-X5 2010-XX-XX 2010-XX-18 2010-1X-25 2010-X1-18 2010-12-XX~
156X-12-25 15XX-12-XX XXXX-12-25 XXXX-XX-23 1XXX-XX-XX 156X-1X-2X 20X0-10-02 XXXX-XX-XX
1950S2 Y171010000S3 Y-171010000S3 Y3388E2S3
2010-21 2010-22 2010-23 2010-24 2010-25 2010-26 2010-27 2010-28 2010-29 2010-30 2010-31 2010-32
2010-33 2010-34 2010-35 2010-36 2010-37 2010-38 2010-39 2010-40 2010-41 201X-21 -0043-33
2010-03-02/2010-03-18 2010-02-28/2010-03-02 2009-12-30/2010-01-02 2010-03-18/2010-03-18 -0043-03-01/-0043-03-15
2010-03/2010-05 2009-12/2010-02 1964/2008 -0010/0010 0850/0860 2010-03/2010 2010-21/2010-22 1984~/2004-06~ 198X/1999
2010-03-15/.. ../2010-03-15 2010-03-15/ /2010-03-15 ../2010 2010/.. ..2010/2012 2010/2012.. ..2010/.. ../201X
[..2010-03-15] [2010-03-15..] [..2010] [2010-03..] [..2010-03-15~] [..1984,1985-10-01..]
[1667,1668] [1667,1668,1670..1672] [1670..1672] [2010-03-02..2010-03-15] [2010-03..2010-05] [1984] [2010-03-02,2010-03-18?]
{1667,1668} {1667,1668,1760..1762} {1960,1961-12} {..1984} {1984..} {2010-03-02..2010-03-15} {1667~,1668}";

pub(crate) fn words(language: &str) -> Words {
    let read = |language: &str, fallback: Option<&Words>| {
        let path = format!("{}/theme/words/{language}.toml", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        let read = Words::parse(&text, fallback).unwrap_or_else(|bad| panic!("{path}: {bad}"));
        assert_eq!(read.strange, [""; 0], "{path}");
        let missing: Vec<_> = read.missing.iter().filter(|key| key.starts_with("dates.")).collect();
        assert_eq!(missing, [""; 0], "{path}");
        read.words
    };
    let english = read("en", None);
    if language == "en" { english } else { read(language, Some(&english)) }
}

fn table(language: &str) -> String {
    let words = words(language);
    let styled = Style::ALL.map(|(name, style)| (name, Wording::styled(&words.dates, language, style)));
    let [(_, wording), others @ ..] = &styled;
    let zone = Zone::default();
    let mut table = String::new();
    for text in FORMS.split_whitespace() {
        let date = Date::parse(text).unwrap_or_else(|bad| panic!("{text}: {bad:?}"));
        let (long, certainty) = (wording.date(&date), wording.certainty(&date, zone));
        let told = |said: &str| assert!(!said.is_empty() && !said.contains(['{', '}']), "{text}: {said}");
        told(&long);
        told(&certainty);
        table.push_str(&format!("{text}\n    {long}\n"));
        for (name, other) in others {
            let said = other.date(&date);
            told(&said);
            told(&other.certainty(&date, zone));
            if said != long {
                table.push_str(&format!("    {name}: {said}\n"));
            }
        }
        table.push_str(&format!("    {certainty}\n"));
    }
    table.push_str("\nlags\n");
    for lag in [(0, 0), (1, 1), (2, 2), (5, 5), (-1, -1), (0, 13), (-3, 1), (2, 32), (-9, -5), (-5, 0)] {
        table.push_str(&format!("    {lag:?} {}\n", wording.lag(lag)));
    }
    table
}

/// The languages that the theme speaks.
pub(crate) const LANGUAGES: [&str; 12] =
    ["en", "ru", "uk", "fr", "es", "de", "ar", "he", "zh", "ja", "hy", "kk"];

#[test]
fn every_form_has_words_in_every_language() {
    for language in LANGUAGES {
        let path = format!("{}/tests/wording/{language}.txt", env!("CARGO_MANIFEST_DIR"));
        expect_file![path].assert_eq(&table(language));
    }
}

#[test]
fn a_language_without_words_is_not_mixed_with_another() {
    let words = words("en");
    let date = Date::parse("[..2010-03-15]").unwrap();
    let said = |language| Wording::new(&words.dates, language).date(&date);
    assert_eq!(said("pt-BR"), "by 15 March 2010");
    assert_eq!(said("en-US"), "by March 15, 2010");
    assert_eq!(said("no tag"), "by 15 March 2010");
}

#[test]
fn a_margin_gets_a_date_in_parts() {
    let words = words("en");
    let wording = Wording::new(&words.dates, "en");
    let mut table = String::new();
    for text in FORMS.split_whitespace() {
        let rail = wording.parts(&Date::parse(text).unwrap());
        if rail.day.is_some() || rail.mark.is_some() {
            let parts = [rail.mark, rail.day, Some(rail.rest), rail.time, rail.weekday];
            table.push_str(&format!("{text}: {}\n", parts.map(Option::unwrap_or_default).join(" | ")));
        }
    }
    expect![[r#"
        2010-03-18:  | 18 | March 2010 |  | Thursday
        -0043-03-15:  | 15 | March 44 BC |  | 
        2010-03-18T14:05:  | 18 | March 2010 | 14:05 | Thursday
        2010-03-18T14:05+03:00:  | 18 | March 2010 | 14:05 (UTC+3) | Thursday
        2010-03-18T14:05Z:  | 18 | March 2010 | 14:05 (UTC) | Thursday
        2010-03-18T14:05-05:30:  | 18 | March 2010 | 14:05 (UTC−5:30) | Thursday
        2010-03-18T14:05:30Z:  | 18 | March 2010 | 14:05 (UTC) | Thursday
        2010-03-18?: perhaps | 18 | March 2010 |  | 
        2010-03-18%: perhaps about | 18 | March 2010 |  | 
        2010-04-3X:  | 30 | April 2010 |  | Friday
        2010-03-02/2010-03-18:  | 2–18 | March 2010 |  | 
        2010-03-18/2010-03-18:  | 18 | March 2010 |  | 
        -0043-03-01/-0043-03-15:  | 1–15 | March 44 BC |  | 
        2010-03-15/..: since | 15 | March 2010 |  | 
        ../2010-03-15: until | 15 | March 2010 |  | 
        [..2010-03-15]: by | 15 | March 2010 |  | 
        [2010-03-15..]: from | 15 | March 2010 |  | 
    "#]]
    .assert_eq(&table);
}

#[test]
fn a_month_under_the_number_of_a_day_reads_on_from_it() {
    let rest = |language: &str, date: &str| {
        let words = words(language);
        Wording::new(&words.dates, language).parts(&Date::parse(date).unwrap()).rest.replace('\u{202f}', " ")
    };
    for (language, month) in [
        ("ru", "марта 2010 г."),
        ("uk", "березня 2010 р."),
        ("es", "marzo de 2010"),
        ("de", "März 2010"),
        ("zh", "2010年3月"),
        ("ja", "2010年3月"),
    ] {
        let rests =
            ["2010-03-02", "[..2010-03-02]", "2010-03-02/2010-03-18"].map(|date| rest(language, date));
        assert_eq!(rests, [month; 3], "{language}");
    }
}

#[test]
fn there_is_a_file_of_words_for_each_language_and_no_other() {
    let folder = format!("{}/theme/words", env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort();
    let mut expected = LANGUAGES.map(|language| format!("{language}.toml"));
    expected.sort();
    assert_eq!(files, expected);
}
