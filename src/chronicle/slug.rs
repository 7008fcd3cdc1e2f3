//! Ids and keys in the one form by which they are compared and published.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The longest slug that is made of a title, in bytes.
const LONGEST: usize = 100;

/// `text` in lower case and NFC, its letters, digits and their marks kept in any script, and
/// whatever else stands between them as one `-`. Two writings with one slug are the same name.
///
/// It is never empty: where nothing of `text` can be kept, its characters' numbers stand for it.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    if text.is_ascii() {
        for c in text.bytes() {
            keep(&mut slug, c.to_ascii_lowercase() as char, c.is_ascii_alphanumeric());
        }
    } else {
        // Upper case first: `ß` and `ss`, `ς` and `σ` are the same letters.
        let folded = text.nfc().flat_map(char::to_uppercase).flat_map(char::to_lowercase).nfc();
        for c in folded {
            keep(&mut slug, c, c.is_alphanumeric() || is_combining_mark(c));
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    if slug.is_empty() {
        let numbers: Vec<_> = text.chars().take(8).map(|c| format!("{:x}", u32::from(c))).collect();
        slug = if numbers.is_empty() { "x".to_owned() } else { format!("x{}", numbers.join("-")) };
    }
    slug
}

fn keep(slug: &mut String, c: char, kept: bool) {
    if kept {
        slug.push(c);
    } else if !slug.is_empty() && !slug.ends_with('-') {
        slug.push('-');
    }
}

/// The slug of a title, cut between words where it is long.
pub fn of_title(title: &str) -> String {
    let mut slug = slug(title);
    if slug.len() > LONGEST {
        let mut end = LONGEST;
        while !slug.is_char_boundary(end) {
            end -= 1;
        }
        let end = slug[..end].rfind('-').filter(|&dash| dash > 0).unwrap_or(end);
        slug.truncate(end);
    }
    slug
}

/// A file's stem without the date that it may begin with: `2010-03-18-`, `2010-03 `, `2010_`.
pub fn without_date(stem: &str) -> &str {
    let separator = |c: char| matches!(c, '-' | '_' | ' ');
    let digits = |text: &str, count: usize| {
        text.len() >= count && text.bytes().take(count).all(|b| b.is_ascii_digit())
    };
    let mut rest = stem.strip_prefix('-').unwrap_or(stem);
    if !digits(rest, 4) {
        return stem;
    }
    rest = &rest[4..];
    for _ in 0..2 {
        match rest.strip_prefix('-') {
            Some(next) if digits(next, 2) && (next.len() == 2 || next[2..].starts_with(separator)) => {
                rest = &next[2..];
            }
            _ => break,
        }
    }
    match rest.strip_prefix(separator) {
        Some(name) if !name.is_empty() => name,
        _ => stem,
    }
}

#[cfg(test)]
mod tests {
    use super::{of_title, slug, without_date};
    use proptest::prelude::{any, proptest};

    #[test]
    fn slugs_keep_letters_of_every_script() {
        for (text, expected) in [
            ("Moscow  declaration!", "moscow-declaration"),
            ("  -- a_b.c --", "a-b-c"),
            ("Москва, 18 марта", "москва-18-марта"),
            ("हिन्दी", "हिन्दी"),
            ("E\u{301}mile", "émile"),
            ("Straße", "strasse"),
            ("東京", "東京"),
            ("", "x"),
            ("!", "x21"),
            ("🙂", "x1f642"),
        ] {
            assert_eq!(slug(text), expected, "{text:?}");
        }
        assert_eq!(slug("ΟΔΟΣ"), slug("οδος"));
    }

    #[test]
    fn a_long_title_is_cut_between_words() {
        assert_eq!(of_title(&"word ".repeat(40)), format!("{}word", "word-".repeat(19)));
        assert!(of_title(&"字".repeat(90)).len() <= 100);
    }

    #[test]
    fn a_leading_date_is_no_part_of_the_id() {
        for (stem, expected) in [
            ("2010-03-18-declaration", "declaration"),
            ("2010-03-declaration", "declaration"),
            ("2010_declaration", "declaration"),
            ("2010-03-18 declaration", "declaration"),
            ("-0043-03-15-ides", "ides"),
            ("2010-03-18", "2010-03-18"),
            ("2010-", "2010-"),
            ("20100-x", "20100-x"),
            ("declaration", "declaration"),
            ("2010-033-x", "033-x"),
        ] {
            assert_eq!(without_date(stem), expected, "{stem:?}");
        }
    }

    proptest! {
        #[test]
        fn a_slug_is_its_own_slug(text in any::<String>()) {
            let once = slug(&text);
            assert!(!once.is_empty());
            assert_eq!(slug(&once), once);
        }
    }
}
