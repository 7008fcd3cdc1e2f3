//! Single dates in other shapes than EDTF's.

use crate::dates::calendar;
use crate::dates::nearest::is_date;
use crate::dates::nearest::months::worded;

/// One date, with a word or a mark before or after it.
pub(crate) fn single(text: &str) -> Option<String> {
    single_within(text, DEPTH)
}

/// How many words and marks around a date are taken off, one by one.
const DEPTH: u8 = 4;

fn valid_or_near(text: &str, depth: u8) -> Option<String> {
    if is_date(text) { Some(text.to_owned()) } else { single_within(text, depth.checked_sub(1)?) }
}

fn single_within(text: &str, depth: u8) -> Option<String> {
    const ABOUT: [&str; 12] = [
        "c. ",
        "c.",
        "ca. ",
        "ca.",
        "ca ",
        "c ",
        "circa ",
        "about ",
        "around ",
        "approximately ",
        "approx. ",
        "~",
    ];
    const PERHAPS: [&str; 5] = ["perhaps ", "possibly ", "probably ", "maybe ", "?"];
    const BY: [&str; 5] = ["before ", "by ", "no later than ", "not later than ", "<"];
    const FROM: [&str; 5] = ["after ", "no earlier than ", "not earlier than ", "not before ", ">"];
    for (words, before, after) in [
        (&ABOUT[..], "", "~"),
        (&PERHAPS[..], "", "?"),
        (&BY[..], "[..", "]"),
        (&FROM[..], "[", "..]"),
        (&["until ", "till ", "up to "][..], "../", ""),
        (&["since ", "from "][..], "", "/.."),
        (&["on ", "in ", "the ", "year ", "at "][..], "", ""),
    ] {
        for word in words {
            if let Some(rest) = strip_word(text, word) {
                let date = valid_or_near(rest.trim(), depth)?;
                let guess = format!("{before}{date}{after}");
                return is_date(&guess).then_some(guess);
            }
        }
    }
    for (mark, after) in
        [("~?", "%"), ("?~", "%"), (" ?", "?"), (" ~", "~"), ("(?)", "?"), ("?", "?"), ("~", "~"), ("%", "%")]
    {
        if let Some(date) = text.strip_suffix(mark).and_then(|rest| valid_or_near(rest.trim(), depth)) {
            let guess = format!("{date}{after}");
            if is_date(&guess) {
                return Some(guess);
            }
        }
    }
    let deep = [timed, era].iter().find_map(|guess| guess(text, depth).filter(|guess| is_date(guess)));
    deep.or_else(|| {
        let flat = [long_unit, numeric, worded, unspecified];
        flat.iter().find_map(|guess| guess(text).filter(|guess| is_date(guess)))
    })
}

/// The rest of a text that begins with `word`, in any case.
pub(crate) fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(word.len())?;
    (head.eq_ignore_ascii_case(word) && !rest.is_empty()).then_some(rest)
}

/// A day and a time of day, parted by a space; a time with parts of a second.
fn timed(text: &str, depth: u8) -> Option<String> {
    let (day, time) = text
        .split_once(['T', 't'])
        .filter(|(day, _)| day.ends_with(|c: char| c.is_ascii_digit()))
        .or_else(|| {
            text.rsplit_once(' ')
                .filter(|(_, time)| time.contains(':') && !time.starts_with(['+', '-']))
                .or_else(|| text.split_once(' '))
        })?;
    let time = time.trim().replace([' ', '('], "").to_uppercase();
    let time = time.trim_end_matches(['H', '.', ')']);
    let zoned = time.find(['Z', '+', '-', 'U', 'G']).unwrap_or(time.len());
    let (clock, zone) = time.split_at(zoned);
    let clock =
        if clock.contains(':') { clock.split('.').next()?.to_owned() } else { clock.replace('.', ":") };
    let mut parts: Vec<String> = clock.split(':').map(|part| format!("{part:0>2}")).collect();
    if !(2..=3).contains(&parts.len()) {
        return None;
    }
    let zone = zone.trim_start_matches("UTC").trim_start_matches("GMT");
    let zone = match zone {
        "" if zoned < time.len() => "Z".to_owned(),
        zone if zone.len() == 5 && zone.is_ascii() && !zone.contains(':') => {
            format!("{}:{}", &zone[..3], &zone[3..])
        }
        zone if zone.len() == 2 && zone.is_ascii() => format!("{}0{}", &zone[..1], &zone[1..]),
        zone => zone.to_owned(),
    };
    let day = valid_or_near(day.trim().trim_end_matches(','), depth)?;
    let whole = format!("{day}T{}{zone}", parts.join(":"));
    parts.truncate(2);
    [whole, format!("{day}T{}{zone}", parts.join(":"))].into_iter().find(|guess| is_date(guess))
}

/// A year before or after Christ, alone or after a day.
fn era(text: &str, depth: u8) -> Option<String> {
    let lower = text.to_lowercase();
    let ends = |marks: &[&str]| {
        marks.iter().find_map(|mark| lower.strip_suffix(mark)).map(|rest| rest.trim().to_owned())
    };
    if let Some(rest) = ends(&["bce", "b.c.e.", "bc", "b.c."]) {
        let (before, year) = rest.rsplit_once(' ').map_or(("", rest.as_str()), |(b, y)| (b, y));
        let year = year.parse::<u16>().ok().filter(|year| (1..=9999).contains(year))? - 1;
        // Read the day in the year 2000, which has every day, then put the year in its place.
        let day = if before.is_empty() {
            "2000".to_owned()
        } else {
            valid_or_near(&format!("{before} 2000"), depth)?
        };
        let rest = day.strip_prefix("2000")?;
        return Some(if year == 0 { format!("0000{rest}") } else { format!("-{year:04}{rest}") });
    }
    let rest =
        ends(&["ad", "a.d.", "ce", "c.e."]).or_else(|| strip_word(&lower, "ad ").map(str::to_owned))?;
    valid_or_near(&rest, depth)
}

/// Decades, centuries, seasons, quarters and halves.
fn long_unit(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    if let Some(decade) = lower.strip_suffix("0s").or_else(|| lower.strip_suffix("0's")) {
        // `1900s` may be a decade or a century.
        return (decade.len() == 3 && !decade.ends_with('0')).then(|| format!("{decade}X"));
    }
    if let Some(century) = lower.strip_suffix("century").or_else(|| lower.strip_suffix(" c.")) {
        let number: String = century.chars().take_while(char::is_ascii_digit).collect();
        let number = number.parse::<u8>().ok().filter(|n| (1..=99).contains(n))?;
        return Some(format!("{:02}XX", number - 1));
    }
    let words: Vec<&str> =
        lower.split([' ', '-', ',']).filter(|word| !word.is_empty() && *word != "of").collect();
    let [a, b] = words[..] else { return None };
    let (word, year) = if a.len() == 4 && a.bytes().all(|b| b.is_ascii_digit()) { (b, a) } else { (a, b) };
    let code = match word {
        "spring" => 21,
        "summer" => 22,
        "autumn" | "fall" => 23,
        "winter" => 24,
        "q1" => 33,
        "q2" => 34,
        "q3" => 35,
        "q4" => 36,
        "h1" => 40,
        "h2" => 41,
        _ => return None,
    };
    Some(format!("{year}-{code}"))
}

/// A date in digits, in another order or with other marks between them.
fn numeric(text: &str) -> Option<String> {
    let text = &text.replace(['年', '月'], "-").replace(['日', '号'], "");
    let negative = text.starts_with('-');
    let body = text.trim_start_matches(['-', 'y', 'Y']).trim_end_matches('.');
    let negative = negative || text.get(1..2) == Some("-");
    let parts: Vec<&str> = body.split(['-', '/', '.', ' ']).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() || parts.len() > 3 || !parts.iter().all(|p| p.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    let sign = if negative { "-" } else { "" };
    match parts[..] {
        [digits] => match digits.len() {
            8 => day_near(sign, &digits[..4], digits[4..6].parse().ok()?, digits[6..].parse().ok()?),
            6 if !negative => day_near("", &digits[..4], digits[4..].parse().ok()?, 0),
            1..=4 => day_near(sign, digits, 0, 0),
            _ => Some(format!("Y{sign}{}", digits.trim_start_matches('0'))),
        },
        [a, b] if a.len() >= 3 || negative => day_near(sign, a, b.parse().ok()?, 0),
        [a, b] if b.len() == 4 => day_near("", b, a.parse().ok()?, 0),
        [y, m, d] if y.len() >= 3 || negative => day_near(sign, y, m.parse().ok()?, d.parse().ok()?),
        [a, b, y] if y.len() == 4 => {
            let (first, second) = (a.parse::<u32>().ok()?, b.parse::<u32>().ok()?);
            let day_first = text.contains('.') || first > 12 || first == second;
            match (day_first, second > 12) {
                (true, _) => day_near("", y, second, first),
                (false, true) => day_near("", y, first, second),
                // It may be either.
                (false, false) => None,
            }
        }
        _ => None,
    }
}

/// The nearest day, month (`day` 0) or year (`month` 0) that there is.
pub(crate) fn day_near(sign: &str, year: &str, month: u32, day: u32) -> Option<String> {
    let year = year.trim_start_matches('0');
    let year = format!("{sign}{year:0>4}");
    if month == 0 {
        return Some(if year == "-0000" { "0000".into() } else { year });
    }
    if (13..=20).contains(&month) && day == 0 || (13..=31).contains(&month) && day != 0 {
        // With the day and the month changed about it may be one.
        let turned = format!("{year}-{day:02}-{month:02}");
        if day != 0 && is_date(&turned) {
            return Some(turned);
        }
        let month = format!("{year}-12");
        return Some(if day == 0 { month } else { format!("{month}-{:02}", day.min(31)) });
    }
    let month = u8::try_from(month).ok().filter(|month| *month <= 41)?;
    if day == 0 {
        return Some(format!("{year}-{month:02}"));
    }
    let days = calendar::days_in_month(year.parse().ok()?, month);
    (day <= 39).then(|| format!("{year}-{month:02}-{:02}", day.min(u32::from(days))))
}

/// Unspecified digits in other letters, and parts that are zero.
fn unspecified(text: &str) -> Option<String> {
    let upper = text.to_uppercase().replace('U', "X");
    let mut guess = upper.replace("-??", "-XX").replace("-00", "");
    if is_date(&guess) {
        return Some(guess);
    }
    while guess.len() > 4 {
        guess.truncate(guess.rfind('-')?);
        if is_date(&guess) && guess.contains('X') {
            return Some(guess);
        }
    }
    None
}
