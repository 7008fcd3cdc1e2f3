//! When an entry was published: BibLaTeX's `date`, or BibTeX's `year` and `month`.

use crate::dates::date::Date;
use crate::syntax::source::bib::entry::Fields;
use crate::syntax::source::draft::Draft;

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The date of an entry.
pub(super) fn published(draft: &mut Draft, it: Fields<'_>) -> Option<Date> {
    if let Some(field) = it.get("date") {
        return draft.date("date", &field.text, field.span);
    }
    let year = it.get("year")?;
    if let Some(date) = with_month(&year.text, it.text("month"), it.text("day")) {
        return Some(date);
    }
    draft.date("year", &year.text, year.span)
}

/// `2010`, with `mar`, `March`, `3`, `18 March` or `March 18`; a stretch of months, `March/April`.
fn with_month(year: &str, month: Option<&str>, day: Option<&str>) -> Option<Date> {
    let month = month?.to_lowercase();
    if year.len() != 4 || !year.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let words = || month.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let named: Vec<usize> = words()
        .filter_map(|word| MONTHS.iter().position(|name| word.starts_with(name)))
        .map(|n| n + 1)
        .collect();
    let numbers: Vec<usize> = words().filter_map(|word| word.parse().ok()).collect();
    let day = day.and_then(|day| day.trim().parse().ok());
    let written = match (&named[..], &numbers[..]) {
        ([month], []) => dated(year, *month, day),
        ([month], [number]) => dated(year, *month, Some(*number)),
        ([month], [from, to]) => {
            format!("{}/{}", dated(year, *month, Some(*from)), dated(year, *month, Some(*to)))
        }
        ([from, to], []) => format!("{}/{}", dated(year, *from, None), dated(year, *to, None)),
        ([], [month]) => dated(year, *month, day),
        _ => return None,
    };
    Date::parse(&written).ok()
}

fn dated(year: &str, month: usize, day: Option<usize>) -> String {
    match day {
        Some(day) => format!("{year}-{month:02}-{day:02}"),
        None => format!("{year}-{month:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::with_month;

    #[test]
    fn months_are_read_in_every_writing() {
        for (month, day, expected) in [
            ("March", None, Some("2010-03")),
            ("mar.", None, Some("2010-03")),
            ("3", None, Some("2010-03")),
            ("03", Some("18"), Some("2010-03-18")),
            ("18 March", None, Some("2010-03-18")),
            ("March\u{a0}18", None, Some("2010-03-18")),
            ("March 2–18", None, Some("2010-03-02/2010-03-18")),
            ("March/April", None, Some("2010-03/2010-04")),
            ("Spring", None, None),
            ("13", None, None),
            ("February 31", None, None),
        ] {
            let date = with_month("2010", Some(month), day);
            assert_eq!(date.as_ref().map(crate::dates::date::Date::as_written), expected, "{month}");
        }
        assert!(with_month("c. 2010", Some("March"), None).is_none());
    }
}
