//! Dates for a style, never more precise than they are known.

use hayagriva::citationberg::json::{DateValue, VecDate, VecDateRange};

use crate::cite::run::{Part, Run};
use crate::dates::date::Date;
use crate::dates::zone::Zone;

/// The year that stands for a date that CSL cannot say; where the engine prints it, the date's own
/// words take its place.
const STAND_IN: i16 = 7777;

/// A date as CSL has it: a year, a month or a day that is certain. Whatever else EDTF can say is a
/// year that [`worded`] puts words in the place of. `None` where nothing is known.
pub(crate) fn date(date: &Date, zone: Zone) -> Option<DateValue> {
    if date.is_unknown() {
        return None;
    }
    Some(parts(exact(date, zone).unwrap_or_else(|| vec![STAND_IN])))
}

/// The date's numbers, where it is a year, a month or a day that is certain.
pub(crate) fn exact(date: &Date, zone: Zone) -> Option<Vec<i16>> {
    let iso = date.iso(zone)?;
    let day = iso.split('T').next().unwrap_or(&iso);
    day.split('-').map(|part| part.parse().ok()).collect()
}

fn parts(numbers: Vec<i16>) -> DateValue {
    DateValue::DateParts {
        date_parts: VecDateRange(vec![VecDate(numbers)]),
        literal: None,
        season: None,
        circa: false,
    }
}

/// Puts a date's words where its stand-in was printed.
pub(crate) fn worded(runs: &mut [Run], words: &str) {
    let stand_in = STAND_IN.to_string();
    for run in runs.iter_mut().filter(|run| run.part == Part::Date && run.text.contains(&stand_in)) {
        run.text = run.text.replace(&stand_in, words);
        // What was to join the year to its month has nothing to join.
        if let Some(joined) = run.text.strip_suffix(',').or_else(|| run.text.strip_suffix(", ")) {
            run.text.truncate(joined.len());
        }
    }
}
