//! Dates with the month's name, in the languages that the theme speaks.

use icu_calendar::{Date, Gregorian};
use icu_datetime::FixedCalendarDateTimeFormatter as Formatter;
use icu_datetime::fieldsets::{M, MD};
use icu_locale::{Locale, locale};

use crate::dates::nearest::one::day_near;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const OTHERS: [Locale; 9] = [
    locale!("ru"),
    locale!("uk"),
    locale!("fr"),
    locale!("es"),
    locale!("de"),
    locale!("ar"),
    locale!("he"),
    locale!("hy"),
    locale!("kk"),
];

/// What stands beside a date's parts and says nothing: *of*, *the year*.
const ASIDES: [&str; 18] = [
    "of", "the", "de", "del", "el", "le", "den", "г", "год", "года", "р", "рік", "року", "ж", "жыл", "жылы",
    "թ", "в",
];

/// A date with the month's name.
pub(crate) fn worded(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let (mut month, mut day, mut year) = (None, None, None);
    let words = lower.split([' ', ',', '-', '/', '،']).map(|word| word.trim_end_matches(['.', '․']));
    for word in words.filter(|word| !word.is_empty()) {
        let number =
            ["st", "nd", "rd", "th", "er"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
        if number.bytes().all(|b| b.is_ascii_digit()) {
            let slot = if number.len() <= 2 && day.is_none() { &mut day } else { &mut year };
            if slot.replace(number).is_some() {
                return None;
            }
        } else if let Some(n) = english(word).or_else(|| other(word)) {
            if month.replace(n).is_some() {
                return None;
            }
        } else if !(word.ends_with("day") || ASIDES.contains(&word)) {
            return None;
        }
    }
    let day = day.map_or(Ok(0), str::parse).ok()?;
    day_near("", year?, month?, day)
}

/// The number of the month of an English name, or of its first letters.
fn english(word: &str) -> Option<u32> {
    let named =
        |name: &&str| word.len() >= 3 && name.starts_with(word) || word == "sept" && *name == MONTHS[8];
    (1..).zip(MONTHS.iter()).find(|(_, name)| named(name)).map(|(n, _)| n)
}

/// The number of the month of a name in another language, alone or as it stands after a day.
fn other(word: &str) -> Option<u32> {
    if word.len() < 3 || word.chars().any(char::is_numeric) {
        return None;
    }
    OTHERS
        .iter()
        .find_map(|locale| {
            let alone = Formatter::<Gregorian, _>::try_new(locale.into(), M::long()).ok()?;
            let after = Formatter::<Gregorian, _>::try_new(locale.into(), MD::long()).ok()?;
            (1..=12).find(|month| {
                let Ok(date) = Date::try_new_gregorian(2000, *month, 1) else { return false };
                let after = after.format(&date).to_string().to_lowercase();
                alone.format(&date).to_string().to_lowercase() == word
                    || after.split(' ').any(|part| part == word)
            })
        })
        .map(u32::from)
}
