//! What EDTF's parser found wrong, in an author's words.

use std::ops::Range;

use crate::dates::calendar;
use crate::dates::date::{BadDate, bad};

/// The fault that the parser found: its bytes, and why.
pub(crate) fn explain(text: &str, error: edtf_core::ParseError) -> BadDate {
    let at = match error.message {
        "year must have exactly four digits (or X)" | "interval end precedes interval start" => {
            whole_date(text, error.offset)
        }
        message => part(text, error.offset, message.contains("two digits")),
    };
    let blamed = &text[at.clone()];
    let reason = match error.message {
        "empty input" => "it is empty",
        "EDTF permits ASCII characters only" => "a date has only digits, `-` and EDTF's own marks",
        "whitespace is not allowed" => "a date has no spaces",
        "year must have exactly four digits (or X)" => "a year has four digits",
        "month must be two digits (or X)" => "a month has two digits",
        "day must be two digits (or X)" => "a day has two digits",
        "expected '-' before month" if blamed.starts_with(|c: char| c.is_ascii_digit()) => {
            "a year has four digits; a longer one is written `Y12345`"
        }
        "expected '-' before month" => "after the year only a month may stand, with `-` before it",
        "expected '-' before day" => "after the month only a day may stand, with `-` before it",
        "unexpected characters after day" => "after the day only `?`, `~` or `%` may stand",
        "month must be 01-12 or a sub-year code 21-41" => {
            return bad(at.clone(), format!("there is no month `{blamed}`"));
        }
        "day is out of range for the month" => return bad(at.clone(), days_of_month(&text[..at.start])),
        "sub-year groupings cannot carry a day" => "a season or quarter has no days",
        "-0000 is not a valid year" => "the year before 0001 is `0000`",
        "Y-prefixed years require |year| > 9999" => "`Y` is for years of more than four digits",
        "interval end precedes interval start" => "the end lies before the beginning",
        "interval needs at least one dated endpoint" => "one end of a range must be a date",
        "interval must contain exactly one '/'" => "a range has two ends",
        "unterminated set" => "a set ends in `]` or `}`, as it began",
        "set must contain at least one element" => "a set has at least one date",
        "empty set element" => "a date is missing",
        "sets cannot nest" => "a set has no set in it",
        "set range end precedes range start" => "the range ends before it begins",
        "set range endpoints must share precision" => "both ends of a range in a set must be of one kind",
        other => other,
    };
    bad(at, reason)
}

/// How long the month is that ends `before`, which ends in `-`.
fn days_of_month(before: &str) -> String {
    let number = |from: usize, to: usize| {
        let digits = before.get(before.len().checked_sub(from)?..before.len().checked_sub(to)?)?;
        digits.parse().ok()
    };
    match (number(8, 4), number(3, 1)) {
        (Some(year), Some(month @ 1..=12)) => {
            let month = u8::try_from(month).expect("1 to 12");
            format!("that month has {} days", calendar::days_in_month(year, month))
        }
        _ => "that month has fewer days".into(),
    }
}

/// The bytes to blame for a fault at `offset`: to the end of that part of the date.
fn part(text: &str, offset: usize, short: bool) -> Range<usize> {
    let mut start = offset.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    if start == text.len() {
        start = text.char_indices().next_back().map_or(0, |(at, _)| at);
    }
    if short && start + 1 < text.len() && text[start..].starts_with('-') {
        // A part of one digit is found out at the dash after it.
        start = text[..start].rfind('-').map_or(0, |dash| dash + 1);
    }
    let mut rest = text[start..].char_indices().skip(1);
    let end = rest.find(|(_, c)| "-/,.]}T? ~%".contains(*c)).map_or(text.len(), |(at, _)| start + at);
    start..end
}

/// The bytes of the date that a fault at `offset` stands in, of a range or a set.
fn whole_date(text: &str, offset: usize) -> Range<usize> {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let marks = ['/', ',', '[', '{', ']', '}'];
    let start = text[..at].rfind(marks).map_or(0, |mark| mark + 1);
    let end = text[at..].find(marks).map_or(text.len(), |mark| at + mark);
    if start < end { start..end } else { part(text, offset, false) }
}

#[cfg(test)]
mod tests {
    use crate::dates::date::Date;
    use expect_test::expect;

    #[test]
    fn each_fault_has_a_place_and_a_reason() {
        let tried = "hello|2010-3-18|18.03.2010|18 March 2010|2010-13|2010-00|2010-02-30|2012-02-30|c. 1984|1980s|850\
            |12345|[1667, 1668]|[1667|[1667,hello]|/|../..|2010//2011|2010/2011/2012|1984~~|Y2006|2010-21-05|-0000\
            |1984-06-XX?1|{}|[1667,,1668]|{[1667]}|[1668..1667]|[1668..1669-01]|2004-06-(11)~|2010-03-18-05|2010-|2010-03-\
            |２０１０|2010-03-18/2010-03-02|2010-03-18T14:05:99|2010-03-18T14:5|2010-03-18T24:00|2010-03-18T14:60\
            |2010-02-30T14:00|2010-03-18T14:05+3|2010-03-18T14:05/..|2010-03-18T14:05Z/2010-03-18T15:05|15XX-02-30";
        let mut said = String::new();
        for text in tried.split('|') {
            let bad = Date::parse(text).unwrap_err();
            said.push_str(&format!("{text} [{}] {}\n", &text[bad.at], bad.reason));
        }
        expect![[r#"
            hello [hello] a year has four digits
            2010-3-18 [3] a month has two digits
            18.03.2010 [18.03.2010] a year has four digits
            18 March 2010 [ March] a date has no spaces
            2010-13 [13] there is no month `13`
            2010-00 [00] there is no month `00`
            2010-02-30 [30] that month has 28 days
            2012-02-30 [30] that month has 29 days
            c. 1984 [ 1984] a date has no spaces
            1980s [s] after the year only a month may stand, with `-` before it
            850 [850] a year has four digits
            12345 [5] a year has four digits; a longer one is written `Y12345`
            [1667, 1668] [ 1668] a date has no spaces
            [1667 [7] a set ends in `]` or `}`, as it began
            [1667,hello] [hello] a year has four digits
            / [/] one end of a range must be a date
            ../.. [.] one end of a range must be a date
            2010//2011 [/2011] a range has two ends
            2010/2011/2012 [/2012] a range has two ends
            1984~~ [~] after the year only a month may stand, with `-` before it
            Y2006 [2006] `Y` is for years of more than four digits
            2010-21-05 [05] a season or quarter has no days
            -0000 [-0000] the year before 0001 is `0000`
            1984-06-XX?1 [1] after the day only `?`, `~` or `%` may stand
            {} [}] a set has at least one date
            [1667,,1668] [,1668] a date is missing
            {[1667]} [[1667] a set has no set in it
            [1668..1667] [1667] the range ends before it begins
            [1668..1669-01] [1669] both ends of a range in a set must be of one kind
            2004-06-(11)~ [(11)] a day has two digits
            2010-03-18-05 [-05] after the day only `?`, `~` or `%` may stand
            2010- [-] a month has two digits
            2010-03- [-] a day has two digits
            ２０１０ [２０１０] a date has only digits, `-` and EDTF's own marks
            2010-03-18/2010-03-02 [2010-03-02] the end lies before the beginning
            2010-03-18T14:05:99 [:99] after the minute only seconds, `Z` or an offset such as `+03:00` may stand
            2010-03-18T14:5 [2010-03-18T14:5] a time of day is written `2010-03-18T14:05`
            2010-03-18T24:00 [24] there is no hour `24`
            2010-03-18T14:60 [60] there is no minute `60`
            2010-02-30T14:00 [30] that month has 28 days
            2010-03-18T14:05+3 [+3] after the minute only seconds, `Z` or an offset such as `+03:00` may stand
            2010-03-18T14:05/.. [/] a range of minutes has a minute at either end
            2010-03-18T14:05Z/2010-03-18T15:05 [2010-03-18T15:05] both ends need an offset, or neither
            15XX-02-30 [30] that month has fewer days
        "#]].assert_eq(&said);
    }
}
