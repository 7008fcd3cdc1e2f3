//! The place in a source that a citation's suffix names: `, p. 3`, `, 00:14:32`, `{ii, A, D-Z}`.
//!
//! Read as pandoc reads it: an optional comma, a term, then numbers, roman or not; without a term
//! pages are meant; in braces everything is the place. Beyond pandoc, a time such as `00:14:32` is
//! a place in a broadcast, and a term may stand about its number: `第5页`.

pub mod terms;

use std::ops::Range;

use crate::syntax::locator::terms::LocatorTerms;

/// A place in a source: the CSL term of what is counted, and which one.
pub type Place = (Box<str>, Box<str>);

/// Takes the place out of a citation's suffix, which is Markdown: the CSL term of what is counted
/// (`none` where braces hold no term) and which one, and what is left of the suffix.
pub fn split(suffix: &str, terms: &LocatorTerms) -> (Option<Place>, Box<str>) {
    let tokens = tokens(suffix);
    let reader = Reader { tokens: &tokens, terms };
    let mut at = 0;
    if [',', '،', '，', '、'].iter().any(|&comma| reader.is_char(at, comma)) {
        at += 1;
    }
    if reader.is_space(at) {
        at += 1;
    }
    let start = tokens.get(at).map_or(suffix.len(), |token| token.at.start);
    if let Some((label, value, length)) = terms.around(&suffix[start..]) {
        return (Some((label.into(), value.replace('-', "–").into())), suffix[start + length..].into());
    }
    let found = reader.time(suffix, at).or_else(|| reader.in_braces(at)).or_else(|| reader.in_line(at));
    let Some(found) = found else { return (None, suffix.into()) };
    let rest = tokens.get(found.end).map_or("", |token| &suffix[token.at.start..]);
    let value = found.value.trim().replace('-', "–");
    let locator = (!value.is_empty()).then(|| (found.label.into(), value.into()));
    (locator, rest.into())
}

/// A token of a suffix: a word, a space, a punctuation mark, or something marked up as a whole.
#[derive(Debug)]
struct Token {
    at: Range<usize>,
    text: String,
    kind: TokenKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TokenKind {
    Word,
    Space,
    Mark(char),
    Group,
}

fn tokens(suffix: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut chars = suffix.char_indices().peekable();
    let mut no_group = [false; 2];
    while let Some((start, c)) = chars.next() {
        let mut end = start + c.len_utf8();
        let mut text = c.to_string();
        let mut kind = TokenKind::Word;
        if c == '\\' && chars.peek().is_some_and(|(_, next)| next.is_ascii_punctuation()) {
            let (at, escaped) = chars.next().expect("just seen");
            (text, end, kind) = (escaped.to_string(), at + 1, TokenKind::Mark(escaped));
        } else if c.is_whitespace() {
            while let Some((at, next)) = chars.next_if(|(_, next)| next.is_whitespace()) {
                end = at + next.len_utf8();
            }
            (text, kind) = (" ".to_owned(), TokenKind::Space);
        } else if (c == '*' || c == '`') && !no_group[usize::from(c == '*')] {
            match suffix[end..].find(c).filter(|&length| length > 0) {
                Some(length) => {
                    text = suffix[end..end + length].to_owned();
                    end += length + 1;
                    kind = TokenKind::Group;
                    while chars.next_if(|&(at, _)| at < end).is_some() {}
                }
                None => {
                    no_group[usize::from(c == '*')] = true;
                    kind = TokenKind::Mark(c);
                }
            }
        } else if is_mark(c) {
            kind = TokenKind::Mark(c);
        } else if let Some(last) = tokens.last_mut().filter(|last| last.kind == TokenKind::Word) {
            last.text.push(c);
            last.at.end = end;
            continue;
        }
        tokens.push(Token { at: start..end, text, kind });
    }
    tokens
}

/// Whether a character stands for itself: punctuation but the colon.
fn is_mark(c: char) -> bool {
    match c {
        ':' | '$' | '+' | '<' | '=' | '>' | '^' | '`' | '|' | '~' => false,
        '§' | '¶' | '«' | '»' | '¡' | '¿' | '·' | '՚'..='՟' | '։' | '،' | '؛' | '؟' | '۔' => {
            true
        }
        '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' => true,
        '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}' => true,
        '！'..='／' | '：' | '；' | '？' | '［' | '］' | '｛' | '｝' => true,
        c => c.is_ascii_punctuation(),
    }
}

/// A place as found, up to token `end`.
struct Found {
    label: String,
    value: String,
    end: usize,
}

/// Some numbers as found: whether there was one among them, the text, the token after them.
struct Numbers {
    any: bool,
    text: String,
    end: usize,
}

struct Reader<'a> {
    tokens: &'a [Token],
    terms: &'a LocatorTerms,
}

impl Reader<'_> {
    fn kind(&self, at: usize) -> Option<TokenKind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    fn is_char(&self, at: usize, c: char) -> bool {
        self.kind(at) == Some(TokenKind::Mark(c))
    }

    fn is_space(&self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Space)
    }

    fn text(&self, range: Range<usize>) -> String {
        self.tokens[range].iter().map(|token| token.text.as_str()).collect()
    }

    /// A time in a broadcast: `00:14:32`, `at 14:32`, with an end after a dash.
    fn time(&self, suffix: &str, mut at: usize) -> Option<Found> {
        let word = self.tokens.get(at).filter(|token| token.text.eq_ignore_ascii_case("at"));
        let least = if word.is_some() && self.is_space(at + 1) { 1 } else { 2 };
        if least == 1 {
            at += 2;
        }
        let start = at;
        let is_time = |at: usize| self.tokens.get(at).is_some_and(|token| is_time(&token.text, least));
        if !is_time(at) {
            return None;
        }
        at += 1;
        if matches!(self.kind(at), Some(TokenKind::Mark('-' | '–'))) && is_time(at + 1) {
            at += 2;
        }
        let bytes = self.tokens[start].at.start..self.tokens[at - 1].at.end;
        Some(Found { label: "timestamp".to_owned(), value: suffix[bytes].to_owned(), end: at })
    }

    /// `{…}`: all of it is the place.
    fn in_braces(&self, mut at: usize) -> Option<Found> {
        if !self.is_char(at, '{') {
            return None;
        }
        at += 1;
        let mut depth = 1;
        let close = (at..self.tokens.len()).find(|&n| {
            match self.kind(n) {
                Some(TokenKind::Mark('{')) => depth += 1,
                Some(TokenKind::Mark('}')) => depth -= 1,
                _ => {}
            }
            depth == 0
        })?;
        while self.is_space(at) {
            at += 1;
        }
        let mut label = "none".to_owned();
        let mut from = at;
        for end in at + 1..close.min(at + self.terms.longest() + 1) {
            if let Some(term) = self.terms.term(&self.text(at..end)) {
                (label, from) = (term.to_owned(), end);
            }
        }
        if label == "none" && from + 1 == close && is_time(&self.tokens[from].text, 2) {
            "timestamp".clone_into(&mut label);
        }
        Some(Found { label, value: self.text(from..close), end: close + 1 })
    }

    /// A term with numbers, or numbers alone, which are pages.
    fn in_line(&self, at: usize) -> Option<Found> {
        let mut label = None;
        let last = self.tokens.len().min(at + self.terms.longest() + 1);
        for end in at + 1..last {
            if self.numbers(end, true).is_some_and(|numbers| numbers.any)
                && let Some(term) = self.terms.term(&self.text(at..end))
            {
                label = Some((term, end));
            }
        }
        let (term, from) = label.unwrap_or(("page", at));
        // Without a term, it must be digits: a roman number could be any word.
        let holds = |numbers: &Numbers| match label {
            Some(_) => numbers.any,
            None => numbers.text.contains(char::is_numeric),
        };
        let first = self.numbers(from, label.is_some()).filter(holds)?;
        let mut found = Found { label: term.to_owned(), value: first.text, end: first.end };
        while let Some(next) = self.numbers(found.end, false).filter(holds) {
            found.value.push_str(&next.text);
            found.end = next.end;
        }
        Some(found)
    }

    /// Numbers, with the comma and the space before them.
    fn numbers(&self, mut at: usize, first: bool) -> Option<Numbers> {
        let mut text = String::new();
        if !first && matches!(self.kind(at), Some(TokenKind::Mark(',' | ';'))) {
            text.push_str(&self.tokens[at].text);
            at += 1;
        }
        if self.is_space(at) {
            text.push(' ');
            at += 1;
        }
        let mut numbers = Numbers { any: false, text, end: at };
        while let Some(next) = self.bracketed(numbers.end).or_else(|| self.sequence(numbers.end)) {
            numbers.any |= next.any;
            numbers.text.push_str(&next.text);
            numbers.end = next.end;
        }
        (numbers.end > at).then_some(numbers)
    }

    /// A sequence in brackets of any kind.
    fn bracketed(&self, at: usize) -> Option<Numbers> {
        let Some(TokenKind::Mark(open)) = self.kind(at) else { return None };
        let close = match open {
            '(' => ')',
            '[' => ']',
            '{' => '}',
            _ => return None,
        };
        let inner = self.sequence(at + 1).unwrap_or(Numbers { any: false, text: String::new(), end: at + 1 });
        self.is_char(inner.end, close).then(|| Numbers {
            any: inner.any,
            text: format!("{open}{}{close}", inner.text),
            end: inner.end + 1,
        })
    }

    /// `3`, `iv`, `3a`, `1.2`, `.2`.
    fn sequence(&self, at: usize) -> Option<Numbers> {
        let mut numbers = Numbers { any: false, text: String::new(), end: at };
        if let Some(unit) = self.unit(at) {
            numbers = unit;
        }
        while self.is_char(numbers.end, '.')
            && let Some(unit) = self.unit(numbers.end + 1)
        {
            numbers.any |= unit.any;
            numbers.text.push('.');
            numbers.text.push_str(&unit.text);
            numbers.end = unit.end;
        }
        (numbers.end > at).then_some(numbers)
    }

    fn unit(&self, at: usize) -> Option<Numbers> {
        let token = self.tokens.get(at)?;
        if token.kind == TokenKind::Word && is_roman(&token.text) {
            return Some(Numbers { any: true, text: token.text.clone(), end: at + 1 });
        }
        let end = (at..self.tokens.len())
            .find(|&n| match self.tokens[n].kind {
                TokenKind::Word | TokenKind::Group => false,
                TokenKind::Mark(c) => !matches!(c, '-' | '–'),
                TokenKind::Space => true,
            })
            .unwrap_or(self.tokens.len());
        let text = self.text(at..end);
        (end > at).then(|| Numbers { any: text.contains(char::is_numeric), text, end })
    }
}

/// Whether a word is a time with at least that many colons.
fn is_time(word: &str, colons: usize) -> bool {
    let parts: Vec<&str> = word.split(':').collect();
    let digits = |part: &&str| part.bytes().all(|b| b.is_ascii_digit());
    (colons + 1..=3).contains(&parts.len())
        && parts.iter().all(digits)
        && (1..=2).contains(&parts[0].len())
        && parts[1..].iter().all(|part| part.len() == 2)
}

/// Whether a word is a roman number, all in capitals or all in small letters.
fn is_roman(word: &str) -> bool {
    if word.is_empty() || word.len() > 20 {
        return false;
    }
    let lower = word.to_ascii_lowercase();
    if word != lower && word != word.to_ascii_uppercase() {
        return false;
    }
    let mut rest = lower.trim_start_matches('m');
    for (nine, five, four, one) in [("cm", "d", "cd", "c"), ("xc", "l", "xl", "x"), ("ix", "v", "iv", "i")] {
        if let Some(after) = rest.strip_prefix(nine).or_else(|| rest.strip_prefix(four)) {
            rest = after;
            continue;
        }
        rest = rest.strip_prefix(five).unwrap_or(rest);
        for _ in 0..4 {
            rest = rest.strip_prefix(one).unwrap_or(rest);
        }
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::terms::LocatorTerms;
    use super::{is_roman, split};

    fn read(suffix: &str) -> String {
        let (locator, rest) = split(suffix, LocatorTerms::english());
        locator.map_or_else(|| format!("- | {rest}"), |(label, value)| format!("{label} {value} | {rest}"))
    }

    #[test]
    fn times_are_places_in_a_broadcast() {
        assert_eq!(read(", 00:14:32"), "timestamp 00:14:32 | ");
        assert_eq!(read(", at 14:32, then"), "timestamp 14:32 | , then");
        assert_eq!(read(", 00:14:32-00:15:01"), "timestamp 00:14:32–00:15:01 | ");
        assert_eq!(read(", 3:45"), "page 3:45 | ", "a volume and its page");
    }

    #[test]
    fn terms_of_other_languages_are_data() {
        let mut terms = LocatorTerms::english().clone();
        terms.add("page", "стор.");
        terms.add("section", "sub dies et alii");
        let read = |suffix: &str| split(suffix, &terms).0.map(|(label, value)| format!("{label} {value}"));
        assert_eq!(read(", Стор. 5-7").as_deref(), Some("page 5–7"));
        assert_eq!(read(", sub dies et alii 5").as_deref(), Some("section 5"));
    }

    #[test]
    fn roman_numbers_are_whole_words() {
        for yes in ["i", "iv", "XII", "mcmxc", "D"] {
            assert!(is_roman(yes), "{yes}");
        }
        for no in ["", "ivy", "Iv", "vx", "a", "iixi"] {
            assert!(!is_roman(no), "{no}");
        }
    }

    #[test]
    fn a_long_suffix_is_read_in_no_time() {
        for bit in ["p. ", "*", "{", "(", "§", ", ", "x.", "a-"] {
            let suffix = bit.repeat(50_000);
            let (_, rest) = split(&suffix, LocatorTerms::english());
            assert!(rest.len() <= suffix.len());
        }
    }
}
