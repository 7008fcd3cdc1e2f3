//! Words as they are compared: the same whatever quotes, dashes, spaces and ellipses they are
//! written with. All else is kept as it is, letter case too.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Stands for words that were left out of a quotation.
const GAP: char = '\u{0}';

/// A text as it is compared.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    write(&composed(text), &mut plain, |_, _| {});
    plain
}

/// The same with, for each byte of it, the byte of `text` that it comes from. `None` where `text` is
/// not in NFC, so that its bytes are not those that are compared.
pub(super) fn plain_with_places(text: &str) -> Option<(String, Vec<u32>)> {
    let Cow::Borrowed(text) = composed(text) else { return None };
    let (mut plain, mut places) = (String::with_capacity(text.len()), Vec::with_capacity(text.len()));
    write(text, &mut plain, |length, at| places.resize(length, u32::try_from(at).unwrap_or(u32::MAX)));
    Some((plain, places))
}

/// The parts of a quotation that have to stand in the text, one after the other: `[…]` and `…` stand
/// for words that were left out.
pub(super) fn parts(words: &str) -> Vec<String> {
    let mut marked = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find(['[', '(']) {
        let inner = &rest[at + 1..];
        let close = if rest[at..].starts_with('[') { ']' } else { ')' };
        let end = inner.find(close);
        marked.push_str(&rest[..at]);
        match end {
            Some(end) if is_ellipsis(&inner[..end]) => {
                marked.push(GAP);
                rest = &inner[end + 1..];
            }
            _ => {
                marked.push_str(&rest[at..=at]);
                rest = inner;
            }
        }
    }
    marked.push_str(rest);
    let parts = plain(&marked);
    let parts = parts.split([GAP, '…']).map(|part| part.trim().to_owned());
    parts.filter(|part| part.contains(char::is_alphanumeric)).collect()
}

fn is_ellipsis(text: &str) -> bool {
    let dots = text.chars().filter(|c| !c.is_whitespace());
    let dots: Vec<char> = dots.collect();
    matches!(dots[..], ['…'] | ['.', '.'] | ['.', '.', '.'] | ['.', '.', '.', '.'])
}

fn composed(text: &str) -> Cow<'_, str> {
    if is_nfc(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

/// What a character is, to whoever compares.
enum Kind {
    Nothing,
    Space,
    Quote,
    Dash,
    Ellipsis,
    Itself,
}

fn kind(c: char) -> Kind {
    match c {
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}' => Kind::Nothing,
        '"'
        | '\''
        | '`'
        | '´'
        | '\u{2018}'..='\u{201f}'
        | '«'
        | '»'
        | '‹'
        | '›'
        | '「'
        | '」'
        | '『'
        | '』'
        | '＂'
        | '＇'
        | 'ʼ'
        | '′'
        | '″' => Kind::Quote,
        '-' | '\u{2010}'..='\u{2015}' | '−' | '﹘' | '－' => Kind::Dash,
        '…' | '⋯' => Kind::Ellipsis,
        c if c.is_whitespace() => Kind::Space,
        _ => Kind::Itself,
    }
}

/// Writes `text` as it is compared, and tells of each piece how long the whole is with it and where
/// the piece comes from.
fn write(text: &str, to: &mut String, mut placed: impl FnMut(usize, usize)) {
    let mut space = false;
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        let mark = match kind(c) {
            Kind::Nothing => continue,
            Kind::Space => {
                space = true;
                continue;
            }
            Kind::Quote => '"',
            Kind::Dash => '-',
            Kind::Ellipsis => '…',
            Kind::Itself if c == '.' => match dots(chars.as_str()) {
                Some(more) => {
                    let next = chars.offset() + more;
                    while chars.offset() < next {
                        chars.next();
                    }
                    '…'
                }
                None => c,
            },
            Kind::Itself => c,
        };
        // Neither the spaces around such a mark nor how many of them stand together is compared.
        let is_mark = matches!(mark, '"' | '-' | '…');
        let after_mark = to.ends_with(['"', '-', '…']);
        if is_mark && to.ends_with(mark) {
            space = false;
            continue;
        }
        if space && !is_mark && !after_mark && !to.is_empty() {
            to.push(' ');
            placed(to.len(), at);
        }
        space = false;
        to.push(mark);
        placed(to.len(), at);
    }
}

/// How many bytes after a full stop make three or more of them, with spaces between them or not.
fn dots(rest: &str) -> Option<usize> {
    let (mut count, mut end) = (1, 0);
    for (at, c) in rest.char_indices() {
        match c {
            '.' => {
                count += 1;
                end = at + 1;
            }
            ' ' | '\u{a0}' => {}
            _ => break,
        }
    }
    (count >= 3).then_some(end)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

    use super::{parts, plain, plain_with_places};

    #[test]
    fn only_how_marks_are_written_is_let_go() {
        for (one, other) in [
            ("“a very  big step”", "\"a very\nbig step\""),
            ("« un grand pas »", "“un grand pas”"),
            ("don’t", "don't"),
            ("peace—keeping", "peace - keeping"),
            ("co\u{ad}operation", "cooperation"),
            ("and so on. . .", "and so on…"),
            ("e\u{301}tat", "état"),
        ] {
            assert_eq!(plain(one), plain(other), "{one}");
        }
        for (one, other) in [("Step", "step"), ("a step", "a step."), ("a, b", "a b"), ("state", "état")] {
            assert_ne!(plain(one), plain(other), "{one}");
        }
    }

    #[test]
    fn what_was_left_out_divides() {
        assert_eq!(parts("a very […] step"), ["a very", "step"]);
        assert_eq!(parts("[...] a (…) b … c. . . ."), ["a", "b", "c"]);
        assert_eq!(parts("[sic] (a) [b"), ["[sic] (a) [b"]);
        assert!(parts("[…]").is_empty());
    }

    proptest! {
        #[test]
        fn it_is_plain_once_and_for_all(text in any::<String>()) {
            let once = plain(&text);
            prop_assert_eq!(plain(&once), once.clone());
        }

        #[test]
        fn each_byte_has_a_place(text in "[ a.…“\u{200b}é-]{0,40}") {
            let (text_plain, places) = plain_with_places(&text).expect("it is in NFC");
            prop_assert_eq!(text_plain.len(), places.len());
            prop_assert!(places.is_sorted() && places.iter().all(|&at| text.is_char_boundary(at as usize)));
        }

        #[test]
        fn parts_never_bring_it_down(text in any::<String>()) {
            parts(&text);
        }
    }
}
