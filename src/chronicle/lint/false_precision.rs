//! A date that says a day where the words say only a year or a month.

use std::collections::BTreeMap;

use crate::base::code::Code;
use crate::chronicle::complaints::Complaints;
use crate::chronicle::model::{Chronicle, Event};
use crate::dates::wording::months::Months;
use crate::syntax::fields::Step;

/// The languages of which a date's original words may be.
const LANGUAGES: [&str; 12] = ["en", "ru", "uk", "fr", "es", "de", "ar", "he", "zh", "ja", "hy", "kk"];

/// What may stand between a month and its year.
const BETWEEN: &[&str] = &[
    "of",
    "de",
    "del",
    "г",
    "год",
    "года",
    "році",
    "року",
    "р",
    "ж",
    "жылғы",
    "жылдың",
    "жылы",
    "թ",
    "թվականի",
    "թվականին",
    "سنة",
    "عام",
    "שנת",
];

/// Words for the first, as a date may be written out.
const FIRST: &[&str] = &[
    "first",
    "1st",
    "premier",
    "1er",
    "primero",
    "1ero",
    "erste",
    "ersten",
    "erster",
    "первое",
    "первого",
    "перше",
    "першого",
    "الأول",
    "أول",
    "primer",
    "1º",
    "元日",
    "元旦",
    "ראשון",
];

pub(crate) fn check(chronicle: &Chronicle, complaints: &mut Complaints<'_>) {
    // The months of each language that a date was looked for in.
    let mut months: BTreeMap<&str, Months> = BTreeMap::new();
    for event in chronicle.events.values() {
        let Some(first) = First::of(event) else { continue };
        let own = event.fields.language.as_deref().unwrap_or(&chronicle.config.language);
        let as_written = event.fields.date_as_written.as_deref();
        let languages: &[&str] = if as_written.is_some() { &LANGUAGES } else { &["en"] };
        let languages: Vec<&str> = languages.iter().copied().chain([own]).collect();
        for language in &languages {
            months.entry(language).or_insert_with(|| Months::of(language));
        }
        let months: Vec<&Months> = languages.iter().map(|language| &months[language]).collect();
        let known = match as_written {
            Some(words) => first.known_by(&tokens(words), &months, false),
            None => first.known_by(&in_prose(event, complaints), &months, true),
        };
        let Some(known) = known else { continue };
        let written = event.date.as_written();
        let (what, instead) = match known {
            Known::Year => ("a year", &written[..written.len() - "-01-01".len()]),
            Known::Month => ("a month", &written[..written.len() - "-01".len()]),
        };
        let message = format!("`{written}` says a day, and the words say only {what}");
        let (file, origin) = (event.file, &event.fields.origin);
        let said = complaints.at_field(Code::FalsePrecision, file, origin, &[Step::Key("date")], message);
        complaints.push(
            said.label("more than is known")
                .help(format!("write `{instead}`; where the day is known, say it in the words")),
        );
    }
}

enum Known {
    Year,
    Month,
}

/// The first day of a month, as a date.
struct First {
    year: String,
    month: u8,
}

impl First {
    /// Where the date is such a day, without a time and unqualified.
    fn of(event: &Event) -> Option<Self> {
        let (year, rest) = event
            .date
            .as_written()
            .rsplit_once("-01")
            .filter(|(_, rest)| rest.is_empty())?
            .0
            .rsplit_once('-')?;
        let month = rest.parse().ok().filter(|month| (1..=12).contains(month) && rest.len() == 2)?;
        let digits = year.trim_start_matches('-').trim_start_matches('0');
        let is_year = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        is_year.then(|| Self { year: digits.to_owned(), month })
    }

    /// What the words say of it, where they say the year and no day. In prose, a year alone is of the
    /// date only where that is the year's first day; a month has to stand beside it.
    fn known_by(&self, words: &[String], months: &[&Months], prose: bool) -> Option<Known> {
        let says_year = words.contains(&self.year);
        let number =
            |word: &String| word.parse::<u32>().is_ok_and(|n| (1..=31).contains(&n)) && *word != self.year;
        let says_day = if prose {
            words.iter().any(|word| word.trim_start_matches('0') == "1" || FIRST.contains(&&**word))
        } else {
            // A number of 1 to 31 is a day, but for a month written in figures: `3/2010`.
            let numbers = words.iter().filter(|word| number(word)).count();
            let in_figures = words.len() == 2 && words.iter().any(|word| word.parse() == Ok(self.month));
            numbers > usize::from(in_figures) || words.iter().any(|word| FIRST.contains(&&**word))
        };
        if says_day {
            return None;
        }
        // How many words name the month, at each place where they do.
        let named = |at: usize| months.iter().filter_map(|of| of.begin(self.month, &words[at..])).max();
        let mut places = (0..words.len()).filter_map(|at| Some((at, named(at)?)));
        if prose {
            let is_year = |at: Option<usize>| at.and_then(|at| words.get(at)) == Some(&self.year);
            let is_between = |at: usize| words.get(at).is_some_and(|word| BETWEEN.contains(&&**word));
            let beside = places.any(|(at, many)| {
                let (end, before) = (at + many, at.checked_sub(1));
                is_year(Some(end))
                    || is_between(end) && is_year(Some(end + 1))
                    || is_year(before)
                    || before.is_some_and(is_between) && is_year(at.checked_sub(2))
            });
            return match (beside, self.month) {
                (true, _) => Some(Known::Month),
                (false, 1) if says_year => Some(Known::Year),
                _ => None,
            };
        }
        let says_month = places.next().is_some();
        let only_year = words.iter().all(|word| *word == self.year || !word.chars().any(char::is_alphabetic));
        match () {
            () if self.month == 1 && says_year && (only_year || !says_month) => Some(Known::Year),
            () if says_year || says_month => Some(Known::Month),
            () => None,
        }
    }
}

/// The words and numbers of a text, in small letters and in our digits. A number that a sign of the
/// calendar follows is a word with it: `3月`; a year, `2010年`, is its number, and a day, `1日`, too.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut before = None;
    for c in text.chars() {
        let c = digit(c);
        let follows = before.is_some_and(char::is_alphanumeric);
        let after_number = before.is_some_and(|c: char| c.is_ascii_digit());
        before = Some(c);
        match tokens.last_mut() {
            _ if !c.is_alphanumeric() => {}
            Some(_) if after_number && matches!(c, '年' | '日' | '号' | '號') => before = None,
            Some(last) if after_number && c == '月' => {
                last.push(c);
                before = None;
            }
            Some(last)
                if follows && !(after_number && is_sign(c) || c.is_ascii_digit() && ends_in_sign(last)) =>
            {
                last.extend(c.to_lowercase());
            }
            _ => tokens.push(c.to_lowercase().collect()),
        }
    }
    tokens
}

/// The digit that a script's own digit is.
fn digit(c: char) -> char {
    let zero =
        [0x0660, 0x06f0, 0x0966, 0xff10].into_iter().find(|&zero| (zero..zero + 10).contains(&(c as u32)));
    let digit = zero.and_then(|zero| char::from_digit(c as u32 - zero, 10));
    digit.unwrap_or(c)
}

/// Whether a character is of a script that puts no spaces between words.
fn is_sign(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

fn ends_in_sign(word: &str) -> bool {
    word.ends_with(is_sign)
}

/// Those of an event's title, summary and text, without its citations.
fn in_prose(event: &Event, complaints: &Complaints<'_>) -> Vec<String> {
    let mut words = tokens(&event.title);
    words.extend(event.fields.summary.iter().flat_map(|summary| tokens(summary)));
    let (prose, text) = (event.text.prose(), complaints.text(event.file));
    for statement in &prose.statements {
        let mut at = statement.span.start;
        let within = |span: &crate::base::span::Span| {
            statement.span.start <= span.start && span.end <= statement.span.end
        };
        for cluster in prose.clusters.iter().filter(|cluster| within(&cluster.span)) {
            let before = crate::base::span::Span { start: at, end: cluster.span.start.max(at) };
            words.extend(tokens(before.of(text)));
            at = cluster.span.end.max(at);
        }
        words.extend(tokens(crate::base::span::Span { start: at, end: statement.span.end.max(at) }.of(text)));
    }
    words
}
