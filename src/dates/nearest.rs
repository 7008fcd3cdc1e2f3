//! What an author may have meant by what is not a date.
//!
//! Each guess is read again before it is offered, so what is offered is a date.

use crate::dates::calendar;
use crate::dates::date::{LONGEST, read};

/// The nearest valid writing, where one is near.
pub(crate) fn nearest(text: &str) -> Option<String> {
    if text.len() > LONGEST {
        return None;
    }
    let text = tidied(text);
    if is_date(&text) {
        return Some(text);
    }
    if let "" | "?" | "n.d." | "nd" | "n/a" | "none" | "undated" | "unkown" | "not known" | "unknown" | "-"
    | "tbd" = text.to_lowercase().as_str()
    {
        return Some("unknown".into());
    }
    bracketed(&text).or_else(|| single(&text)).or_else(|| range(&text)).filter(|guess| is_date(guess))
}

fn is_date(text: &str) -> bool {
    read(text).is_ok()
}

/// One space between words, none around; one kind of dash and of apostrophe; ASCII digits.
fn tidied(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    for c in text.chars() {
        let c = match c {
            '\u{2010}' | '\u{2011}' | '\u{2212}' => '-',
            '\u{2012}' | '\u{2014}' | '\u{2015}' => '–',
            '\u{2019}' => '\'',
            '\u{2026}' => {
                tidy.push('.');
                '.'
            }
            '０'..='９' => char::from(b'0' + u8::try_from(c as u32 - '０' as u32).unwrap_or(0)),
            c if c.is_whitespace() || c.is_control() => ' ',
            c => c,
        };
        if c != ' ' || !(tidy.is_empty() || tidy.ends_with(' ')) {
            tidy.push(c);
        }
    }
    tidy.truncate(tidy.trim_end().len());
    tidy
}

/// A set with spaces in it, or without its end.
fn bracketed(text: &str) -> Option<String> {
    let (open, close) = match text.chars().next()? {
        '[' => ('[', ']'),
        '{' => ('{', '}'),
        _ => return None,
    };
    let inner = text.trim_start_matches(open).trim_end_matches([']', '}']);
    let parts: Vec<String> = inner
        .split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| {
            let part = part.replace(' ', "");
            let (before, rest) = part.strip_prefix("..").map_or(("", part.as_str()), |rest| ("..", rest));
            let (rest, after) = rest.strip_suffix("..").map_or((rest, ""), |rest| (rest, ".."));
            if rest.contains("..") {
                part.clone()
            } else {
                valid_or_near(rest).map_or(part.clone(), |d| format!("{before}{d}{after}"))
            }
        })
        .collect();
    Some(format!("{open}{}{close}", parts.join(",")))
}

fn valid_or_near(text: &str) -> Option<String> {
    if is_date(text) { Some(text.to_owned()) } else { single(text) }
}

/// Two dates with a dash, a slash, dots or a word between them.
fn range(text: &str) -> Option<String> {
    let text = ["from ", "between "].iter().find_map(|word| strip_word(text, word)).unwrap_or(text);
    let between =
        [" – ", "–", "/", " - ", " to ", " until ", " till ", " and ", " through ", " .. ", "...", ".."];
    between.iter().find_map(|mark| joined(text, mark)).or_else(|| hyphened(text))
}

fn joined(text: &str, mark: &str) -> Option<String> {
    let (from, to) = text.split_once(mark)?;
    let (from, to) = (from.trim(), to.trim());
    if mark == "/" && [from, to].iter().any(|end| (1..=2).contains(&end.len())) {
        return None;
    }
    let end = |text: &str| match text.to_lowercase().as_str() {
        "" | "unknown" | "?" => Some(String::new()),
        "open" | "now" | "present" | "today" | ".." => Some("..".to_owned()),
        _ => valid_or_near(text),
    };
    let last = shortened(from, to).map_or_else(|| end(to), Some)?;
    let first = completed(from, &last).map_or_else(|| end(from), Some)?;
    let minutes = |text: &str| text.split_once('T').map(|(day, time)| without_seconds(day, time));
    let in_minutes = minutes(&first).zip(minutes(&last)).map(|(first, last)| format!("{first}/{last}"));
    [format!("{first}/{last}"), format!("{last}/{first}")]
        .into_iter()
        .chain(in_minutes)
        .find(|guess| is_date(guess))
}

fn without_seconds(day: &str, time: &str) -> String {
    let zone = time.find(['Z', '+', '-']).unwrap_or(time.len());
    format!("{day}T{}{}", time.get(..5).unwrap_or(time), &time[zone..])
}

/// The end of `2010–13`, with its century.
fn shortened(from: &str, to: &str) -> Option<String> {
    let digits = |text: &str, n| text.len() == n && text.bytes().all(|b| b.is_ascii_digit());
    let end = if digits(from, 4) && digits(to, 2) { format!("{}{to}", &from[..2]) } else { return None };
    (end.as_str() > from).then_some(end)
}

/// `2` of `2–18 March 2010`, or `2 March` of `2 March – 18 April 2010`, with what its end has.
fn completed(from: &str, last: &str) -> Option<String> {
    if from.is_empty() || is_date(from) {
        return None;
    }
    let day = if from.len() <= 2 && from.bytes().all(|b| b.is_ascii_digit()) {
        format!("{}-{from:0>2}", last.get(..7)?)
    } else {
        single(&format!("{from} {}", last.get(..4)?))?
    };
    is_date(&day).then_some(day)
}

/// `1960-1970` and `1960-70`.
fn hyphened(text: &str) -> Option<String> {
    let (from, to) = text.split_once('-')?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if from.len() != 4 || !digits(from) || !digits(to) {
        return None;
    }
    match to.len() {
        4 => Some(format!("{from}/{to}")),
        2 => Some(format!("{from}/{}{to}", &from[..2])),
        _ => None,
    }
}

/// One date, with a word or a mark before or after it.
fn single(text: &str) -> Option<String> {
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
                let date = valid_or_near(rest.trim())?;
                let guess = format!("{before}{date}{after}");
                return is_date(&guess).then_some(guess);
            }
        }
    }
    for (mark, after) in
        [("~?", "%"), ("?~", "%"), (" ?", "?"), (" ~", "~"), ("(?)", "?"), ("?", "?"), ("~", "~"), ("%", "%")]
    {
        if let Some(rest) = text.strip_suffix(mark) {
            let guess = format!("{}{after}", valid_or_near(rest.trim())?);
            return is_date(&guess).then_some(guess);
        }
    }
    [timed, era, long_unit, numeric, worded, unspecified]
        .iter()
        .find_map(|guess| guess(text).filter(|guess| is_date(guess)))
}

/// The rest of a text that begins with `word`, in any case.
fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(word.len())?;
    (head.eq_ignore_ascii_case(word) && !rest.is_empty()).then_some(rest)
}

/// A day and a time of day, parted by a space; a time with parts of a second.
fn timed(text: &str) -> Option<String> {
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
    let day = valid_or_near(day.trim().trim_end_matches(','))?;
    let whole = format!("{day}T{}{zone}", parts.join(":"));
    parts.truncate(2);
    [whole, format!("{day}T{}{zone}", parts.join(":"))].into_iter().find(|guess| is_date(guess))
}

/// A year before or after Christ, alone or after a day.
fn era(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let ends = |marks: &[&str]| {
        marks.iter().find_map(|mark| lower.strip_suffix(mark)).map(|rest| rest.trim().to_owned())
    };
    if let Some(rest) = ends(&["bce", "b.c.e.", "bc", "b.c."]) {
        let (before, year) = rest.rsplit_once(' ').map_or(("", rest.as_str()), |(b, y)| (b, y));
        let year = year.parse::<u16>().ok().filter(|year| (1..=9999).contains(year))? - 1;
        // Read the day in the year 2000, which has every day, then put the year in its place.
        let day =
            if before.is_empty() { "2000".to_owned() } else { valid_or_near(&format!("{before} 2000"))? };
        let rest = day.strip_prefix("2000")?;
        return Some(if year == 0 { format!("0000{rest}") } else { format!("-{year:04}{rest}") });
    }
    let rest =
        ends(&["ad", "a.d.", "ce", "c.e."]).or_else(|| strip_word(&lower, "ad ").map(str::to_owned))?;
    valid_or_near(&rest)
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
fn day_near(sign: &str, year: &str, month: u32, day: u32) -> Option<String> {
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

/// A date with the month's English name.
fn worded(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let (mut month, mut day, mut year) = (None, None, None);
    for word in lower.split([' ', ',', '-', '/']).map(|w| w.trim_end_matches('.')).filter(|w| !w.is_empty()) {
        let number = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
        if number.bytes().all(|b| b.is_ascii_digit()) {
            let slot = if number.len() <= 2 && day.is_none() { &mut day } else { &mut year };
            if slot.replace(number).is_some() {
                return None;
            }
        } else if let Some(n) = MONTHS.iter().position(|name| {
            word.len() >= 3 && name.starts_with(word) || word == "sept" && *name == "september"
        }) {
            if month.replace(n + 1).is_some() {
                return None;
            }
        } else if !(word.ends_with("day") || word == "of" || word == "the") {
            return None;
        }
    }
    let day = day.map_or(Ok(0), str::parse).ok()?;
    day_near("", year?, u32::try_from(month?).ok()?, day)
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

#[cfg(test)]
mod tests {
    use super::nearest;
    use expect_test::expect;

    #[test]
    fn what_was_meant() {
        let tried = "2010-3-18|18.03.2010|18/03/2010|03/18/2010|03/04/2010|2010/03/18|2010.03.18|March 18, 2010\
            |18 March 2010|18th of March, 2010|Thursday, 18 Mar. 2010|March 2010|2010-03-18 14:05|2010-03-18 14:05 UTC\
            |2010-03-18T14:05:30.5Z|2010-03-18T14:05+0300|2010-03-18, 14.05|c. 1984|ca 1984|circa 1984|~ 1984|1984 ?\
            |1980s|1900s|the 1980s|20th century|spring 2010|2010-Q1|2010-03-18 – 2010-03-20|2–18 March 2010\
            |March 2 – March 18, 2010|1960-1970|1960-70|2010–13|2010-13|2010-02-30|2010-13-01|20100318|before 2010\
            |after 2010|until March 2010|since 2010|?|n.d.||-43-03-15|850|44 BC|15 March 44 BC|850 AD|12345|Y2006\
            |[1667, 1668]|[..2010-3-15|198x|19uu|1984-??|2010-03-00|2010-00-00|2010-03-18/2010-03-02|2004/open\
            | 2010-03-18 |２０１０-03-18|1984~?|hello|2010-03-18T25:00|2010-03-18 to 2010-03-20|from 1960 to 1970\
            |2005-07-25T10:10:10Z/2006-01-01T10:10:10Z|perhaps 1984|by 15 March 2010|2010-99-99|99999999999999999999";
        let answers: String = tried
            .split('|')
            .map(|text| format!("{text} → {}\n", nearest(text).unwrap_or_default()))
            .collect();
        expect![[r#"
            2010-3-18 → 2010-03-18
            18.03.2010 → 2010-03-18
            18/03/2010 → 2010-03-18
            03/18/2010 → 2010-03-18
            03/04/2010 → 
            2010/03/18 → 2010-03-18
            2010.03.18 → 2010-03-18
            March 18, 2010 → 2010-03-18
            18 March 2010 → 2010-03-18
            18th of March, 2010 → 2010-03-18
            Thursday, 18 Mar. 2010 → 2010-03-18
            March 2010 → 2010-03
            2010-03-18 14:05 → 2010-03-18T14:05
            2010-03-18 14:05 UTC → 2010-03-18T14:05Z
            2010-03-18T14:05:30.5Z → 2010-03-18T14:05:30Z
            2010-03-18T14:05+0300 → 2010-03-18T14:05+03:00
            2010-03-18, 14.05 → 2010-03-18T14:05
            c. 1984 → 1984~
            ca 1984 → 1984~
            circa 1984 → 1984~
            ~ 1984 → 1984~
            1984 ? → 1984?
            1980s → 198X
            1900s → 
            the 1980s → 198X
            20th century → 19XX
            spring 2010 → 2010-21
            2010-Q1 → 2010-33
            2010-03-18 – 2010-03-20 → 2010-03-18/2010-03-20
            2–18 March 2010 → 2010-03-02/2010-03-18
            March 2 – March 18, 2010 → 2010-03-02/2010-03-18
            1960-1970 → 1960/1970
            1960-70 → 1960/1970
            2010–13 → 2010/2013
            2010-13 → 2010-12
            2010-02-30 → 2010-02-28
            2010-13-01 → 2010-01-13
            20100318 → 2010-03-18
            before 2010 → [..2010]
            after 2010 → [2010..]
            until March 2010 → ../2010-03
            since 2010 → 2010/..
            ? → unknown
            n.d. → unknown
             → unknown
            -43-03-15 → -0043-03-15
            850 → 0850
            44 BC → -0043
            15 March 44 BC → -0043-03-15
            850 AD → 0850
            12345 → Y12345
            Y2006 → 2006
            [1667, 1668] → [1667,1668]
            [..2010-3-15 → [..2010-03-15]
            198x → 198X
            19uu → 19XX
            1984-?? → 
            2010-03-00 → 2010-03
            2010-00-00 → 2010
            2010-03-18/2010-03-02 → 2010-03-02/2010-03-18
            2004/open → 2004/..
             2010-03-18  → 2010-03-18
            ２０１０-03-18 → 2010-03-18
            1984~? → 1984%
            hello → 
            2010-03-18T25:00 → 
            2010-03-18 to 2010-03-20 → 2010-03-18/2010-03-20
            from 1960 to 1970 → 1960/1970
            2005-07-25T10:10:10Z/2006-01-01T10:10:10Z → 2005-07-25T10:10Z/2006-01-01T10:10Z
            perhaps 1984 → 1984?
            by 15 March 2010 → [..2010-03-15]
            2010-99-99 → 
            99999999999999999999 → 
        "#]]
        .assert_eq(&answers);
    }
}
