//! Words as they are looked for: without case, accents and the joins of letters, in any script.
//! `theme/dateline.js` folds, and `theme/search.js` divides what a reader writes, in the same way.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The most characters of a word that count.
pub(crate) const LONGEST: usize = 24;

/// Divides texts into terms, and remembers what it learned of their characters.
#[derive(Default)]
pub(crate) struct Folding {
    /// The text at hand, folded.
    folded: String,
    /// What characters below [`COMMON`] become; empty before the first text that is not ASCII.
    known: Vec<Folded>,
    in_words: InWords,
}

/// Which characters stand in words: asked of each, and slow to look up.
#[derive(Default)]
struct InWords {
    /// For characters below [`COMMON`], as far as was asked; empty before that.
    known: Vec<Option<bool>>,
}

impl InWords {
    fn has(&mut self, c: char) -> bool {
        let at = c as usize;
        if c.is_ascii() || at >= COMMON {
            return c.is_alphanumeric();
        }
        if self.known.is_empty() {
            self.known.resize(COMMON, None);
        }
        *self.known[at].get_or_insert_with(|| c.is_alphanumeric())
    }
}

/// Below which character what it becomes is remembered: most alphabets.
const COMMON: usize = 0x2100;

/// What a character becomes.
#[derive(Clone, Copy)]
enum Folded {
    Unknown,
    Nothing,
    One(char),
    /// Several characters: worked out each time.
    More,
}

impl Folding {
    /// Hands each term of `text` to `take`: a word; of a script that writes its words without
    /// spaces, each two neighbours, and the last character alone.
    pub(crate) fn terms(&mut self, text: &str, take: &mut impl FnMut(&str)) {
        self.folded.clear();
        if text.is_ascii() {
            self.folded.push_str(text);
            self.folded.make_ascii_lowercase();
            let words = self.folded.split(|c: char| !c.is_ascii_alphanumeric());
            words.filter(|word| !word.is_empty()).for_each(|word| take(&word[..word.len().min(LONGEST)]));
            return;
        }
        text.chars().for_each(|c| self.fold(c));
        let in_words = &mut self.in_words;
        for word in self.folded.split(|c| !in_words.has(c)).filter(|word| !word.is_empty()) {
            divide(word, take);
        }
    }

    /// Writes what a character becomes. That does not depend on its neighbours: what canonical order
    /// moves are marks, and they are left out.
    fn fold(&mut self, c: char) {
        if c.is_ascii() {
            self.folded.push(c.to_ascii_lowercase());
            return;
        }
        let at = c as usize;
        if at >= COMMON {
            fold(c, &mut self.folded);
            return;
        }
        if self.known.is_empty() {
            self.known.resize(COMMON, Folded::Unknown);
        }
        match self.known[at] {
            Folded::Nothing => {}
            Folded::One(one) => self.folded.push(one),
            Folded::More => fold(c, &mut self.folded),
            Folded::Unknown => {
                let from = self.folded.len();
                fold(c, &mut self.folded);
                let mut new = self.folded[from..].chars();
                self.known[at] = match (new.next(), new.next()) {
                    (None, _) => Folded::Nothing,
                    (Some(one), None) => Folded::One(one),
                    _ => Folded::More,
                };
            }
        }
    }
}

/// Writes to `out` what `c` becomes.
fn fold(c: char, out: &mut String) {
    let bare = |c: &char| !is_combining_mark(*c) && *c != '\u{640}';
    let lower = std::iter::once(c).nfkd().filter(bare).flat_map(char::to_lowercase);
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

    use super::{Folding, LONGEST};

    fn of(text: &str) -> Vec<String> {
        let (mut folding, mut found) = (Folding::default(), Vec::new());
        folding.terms(text, &mut |_| {});
        folding.terms(text, &mut |term| found.push(term.to_owned()));
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
