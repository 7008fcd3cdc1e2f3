//! What an author may have meant by what is not a date.
//!
//! Each guess is read again before it is offered, so what is offered is a date.

mod months;
mod one;

use crate::dates::date::{LONGEST, read};
use crate::dates::nearest::one::{single, strip_word};

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
            '０'..='９' => ascii(c, '０'),
            '٠'..='٩' => ascii(c, '٠'),
            '۰'..='۹' => ascii(c, '۰'),
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

fn ascii(digit: char, zero: char) -> char {
    char::from_u32('0' as u32 + digit as u32 - zero as u32).unwrap_or(digit)
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
    if let Some((from, to)) = strip_word(text, "between ").and_then(|rest| rest.split_once(" and ")) {
        return Some(format!("[{}..{}]", valid_or_near(from)?, valid_or_near(to)?));
    }
    if text.contains(" or ") {
        let dates: Option<Vec<String>> = text
            .split([',', ' '])
            .filter(|word| !word.is_empty() && *word != "or")
            .map(valid_or_near)
            .collect();
        return Some(format!("[{}]", dates?.join(",")));
    }
    let text = strip_word(text, "from ").unwrap_or(text);
    let between =
        [" – ", "–", "/", " - ", " to ", " until ", " till ", " through ", " .. ", "...", "..", "-"];
    between.iter().find_map(|mark| joined(text, mark)).or_else(|| hyphened(text))
}

fn joined(text: &str, mark: &str) -> Option<String> {
    let (from, to) = text.split_once(mark)?;
    let (from, to) = (from.trim(), to.trim());
    if mark == "-" && !to.contains(char::is_alphabetic) {
        return None;
    }
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
            |2005-07-25T10:10:10Z/2006-01-01T10:10:10Z|perhaps 1984|between 1960 and 1970|1667 or 1668|2-18 March 2010|18-03-2010|2010-18-03|18 марта 2010 г.|18 de marzo de 2010\
            |2010年3月18日|۱۸ مارس ۲۰۱۰|١٨ مارس ٢٠١٠|18 березня 2010 року|18 mars 2010|18. März 2010|18 במרץ 2010|2010 թ. մարտի 18|2010 ж. 18 наурыз|by 15 March 2010|2010-99-99|99999999999999999999";
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
            1984-?? → 1984-XX
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
            between 1960 and 1970 → [1960..1970]
            1667 or 1668 → [1667,1668]
            2-18 March 2010 → 2010-03-02/2010-03-18
            18-03-2010 → 2010-03-18
            2010-18-03 → 2010-03-18
            18 марта 2010 г. → 2010-03-18
            18 de marzo de 2010 → 2010-03-18
            2010年3月18日 → 2010-03-18
            ۱۸ مارس ۲۰۱۰ → 2010-03-18
            ١٨ مارس ٢٠١٠ → 2010-03-18
            18 березня 2010 року → 2010-03-18
            18 mars 2010 → 2010-03-18
            18. März 2010 → 2010-03-18
            18 במרץ 2010 → 2010-03-18
            2010 թ. մարտի 18 → 2010-03-18
            2010 ж. 18 наурыз → 2010-03-18
            by 15 March 2010 → [..2010-03-15]
            2010-99-99 → 
            99999999999999999999 → 
        "#]]
        .assert_eq(&answers);
    }
}
