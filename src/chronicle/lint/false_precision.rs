//! A date that says a day where the words say only a year or a month.

use crate::base::code::Code;
use crate::chronicle::complaints::Complaints;
use crate::chronicle::model::{Chronicle, Event};
use crate::syntax::fields::Step;

/// English names of months: what a text in another language says is seen in `date-as-written`.
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
    "元日",
    "元旦",
    "ראשון",
];

pub(crate) fn check(chronicle: &Chronicle, complaints: &mut Complaints<'_>) {
    for event in chronicle.events.values() {
        let Some(first) = First::of(event) else { continue };
        let known = match event.fields.date_as_written.as_deref() {
            Some(words) => first.known_by(&tokens(words), false),
            None => first.known_by(&in_prose(event, complaints), true),
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
    fn known_by(&self, words: &[String], prose: bool) -> Option<Known> {
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
        let month = MONTHS[usize::from(self.month) - 1];
        if prose {
            let beside = words.windows(2).any(|pair| pair[0] == month && pair[1] == self.year)
                || words
                    .windows(3)
                    .any(|three| three[0] == month && three[1] == "of" && three[2] == self.year);
            return match (beside, self.month) {
                (true, _) => Some(Known::Month),
                (false, 1) if says_year => Some(Known::Year),
                _ => None,
            };
        }
        let only_year = words.iter().all(|word| *word == self.year || !word.chars().any(char::is_alphabetic));
        match () {
            () if self.month == 1 && says_year && (only_year || !words.contains(&month.to_owned())) => {
                Some(Known::Year)
            }
            () if says_year || words.contains(&month.to_owned()) => Some(Known::Month),
            () => None,
        }
    }
}

/// The words and numbers of a text, in small letters.
fn tokens(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
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
