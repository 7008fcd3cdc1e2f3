//! Words as they are looked for: without case, accents and the joins of letters, in any script.
//! `theme/dateline.js` folds, and `theme/search.js` divides what a reader writes, in the same way.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The most characters of a word that count.
pub(crate) const LONGEST: usize = 24;

/// Hands each term of `text` to `take`: a word; of a script that writes its words without spaces,
/// each two neighbours, and the last character alone.
pub(crate) fn terms(text: &str, buffer: &mut String, take: &mut impl FnMut(&str)) {
    if text.is_ascii() {
        buffer.clear();
        buffer.push_str(text);
        buffer.make_ascii_lowercase();
        let words = buffer.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        words.for_each(|word| take(&word[..word.len().min(LONGEST)]));
        return;
    }
    fold(text, buffer);
    for word in buffer.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        divide(word, take);
    }
}

/// `text`, folded, in the place of what `out` had.
fn fold(text: &str, out: &mut String) {
    out.clear();
    let bare = |c: &char| !is_combining_mark(*c) && *c != '\u{640}';
    let lower = text.nfkd().filter(bare).flat_map(char::to_lowercase);
    for c in lower.nfkd().filter(bare) {
        match c {
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' => out.push('d'),
            'ı' => out.push('i'),
            'ة' => out.push('ه'),
            'ى' => out.push('ي'),
            'ς' => out.push('σ'),
            c => out.push(c),
        }
    }
}

fn divide(mut word: &str, take: &mut impl FnMut(&str)) {
    while let Some(first) = word.chars().next() {
        let dense = is_dense(first);
        let end = word.find(|c| is_dense(c) != dense).unwrap_or(word.len());
        let (part, rest) = word.split_at(end);
        if dense {
            let mut from = 0;
            for (at, c) in part.char_indices().skip(1) {
                take(&part[from..at + c.len_utf8()]);
                from = at;
            }
            take(&part[from.max(part.char_indices().next_back().map_or(0, |(at, _)| at))..]);
        } else {
            let end = part.char_indices().nth(LONGEST).map_or(part.len(), |(at, _)| at);
            take(&part[..end]);
        }
        word = rest;
    }
}

/// Whether it belongs to a script that puts no space between words: Thai and Lao, Burmese, Khmer,
/// kana, Han.
fn is_dense(c: char) -> bool {
    matches!(u32::from(c),
        0x0e00..=0x0eff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x3005..=0x3007 | 0x3040..=0x30ff
        | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x2_0000..=0x3_ffff)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

    use super::{LONGEST, terms};

    fn of(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        terms(text, &mut String::new(), &mut |term| found.push(term.to_owned()));
        found
    }

    #[test]
    fn words_of_every_script_are_folded() {
        assert_eq!(of("The UN's 2nd, cafe"), ["the", "un", "s", "2nd", "cafe"]);
        assert_eq!(of("Straße İstanbul Ærø ﬁn Łódź"), ["strasse", "istanbul", "aero", "fin", "lodz"]);
        assert_eq!(of("ЁЖИК Україна қазақ"), ["ежик", "украіна", "қазақ"]);
        assert_eq!(of("أحمَد مدينة الفتى عـــرب"), ["احمد", "مدينه", "الفتي", "عرب"]);
        assert_eq!(of("שָׁלוֹם ΟΔΥΣΣΕΥΣ և"), ["שלום", "οδυσσευσ", "եւ"]);
        assert_eq!(of("东京都 カバ第3"), ["东京", "京都", "都", "カハ", "ハ第", "第", "3"]);
    }

    proptest! {
        #[test]
        fn a_term_is_short_and_folds_to_itself(text in any::<String>()) {
            for term in of(&text) {
                prop_assert!(!term.is_empty() && term.chars().count() <= LONGEST);
                let again = of(&term);
                prop_assert_eq!(&again[0], &term);
            }
        }
    }
}
