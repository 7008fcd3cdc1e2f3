//! The letters under which names stand in an index.
//!
//! A name stands under its first letter or digit. Marks on Latin and Greek letters do not count (É is
//! E), letters with a stroke stand with those that they are made of (Ø with O), Ё stands with Е, and
//! alif with its hamza under alif. Korean syllables stand under their first consonant, kana under
//! their row, and Chinese characters, which have no letters, all under 漢. Digits stand under 0–9;
//! what has neither letter nor digit under no letter. In Spanish, Ñ is a letter of its own.

use unicode_normalization::UnicodeNormalization;

/// What digits stand under.
pub(crate) const DIGITS: &str = "0–9";

/// What Chinese characters stand under.
const HAN: &str = "漢";

/// The letter under which `name` stands; empty where it has neither letter nor digit.
pub(crate) fn letter(name: &str, language: &str) -> String {
    let Some(first) = name.nfc().find(|c| c.is_alphanumeric()) else { return String::new() };
    let upper = |c: char| c.to_uppercase().next().unwrap_or(c);
    match first {
        'ñ' | 'Ñ' if language == "es" || language.starts_with("es-") => return "Ñ".to_owned(),
        'ё' | 'Ё' => return "Е".to_owned(),
        '\u{400}'..='\u{52f}' => return upper(first).to_string(),
        _ => {}
    }
    match std::iter::once(first).nfkd().find(|c| c.is_alphanumeric()).unwrap_or(first) {
        base if base.is_numeric() => DIGITS.to_owned(),
        '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => HAN.to_owned(),
        base @ '\u{3041}'..='\u{30fe}' => kana(base).to_string(),
        // A syllable begins with its first consonant.
        base @ '\u{1100}'..='\u{1112}' => INITIALS[(u32::from(base) - 0x1100) as usize].to_string(),
        'ؤ' => "و".to_owned(),
        'ئ' | 'ى' => "ي".to_owned(),
        'ٱ' => "ا".to_owned(),
        base => {
            let large = upper(base);
            // A large letter of two may take apart once more: `ŉ`.
            stroked(std::iter::once(large).nfkd().next().unwrap_or(large)).to_string()
        }
    }
}

/// The Korean consonants that a syllable can begin with; a doubled one stands with the single one.
const INITIALS: [char; 19] = [
    'ㄱ', 'ㄱ', 'ㄴ', 'ㄷ', 'ㄷ', 'ㄹ', 'ㅁ', 'ㅂ', 'ㅂ', 'ㅅ', 'ㅅ', 'ㅇ', 'ㅈ', 'ㅈ', 'ㅊ', 'ㅋ', 'ㅌ',
    'ㅍ', 'ㅎ',
];

/// A Latin letter without its stroke, or the first of two that are written as one.
fn stroked(c: char) -> char {
    match c {
        'Ø' | 'Œ' => 'O',
        'Æ' | 'Ə' => 'A',
        'Đ' | 'Ð' => 'D',
        'Ł' => 'L',
        'Þ' | 'Ŧ' => 'T',
        'Ħ' => 'H',
        'Ŋ' => 'N',
        'ẞ' => 'S',
        other => other,
    }
}

/// The row of a kana: that of its first vowel.
fn kana(c: char) -> char {
    let code = u32::from(c);
    let hiragana = if code >= 0x30a1 { code - 0x60 } else { code };
    match hiragana {
        ..=0x304a => 'あ',
        0x304b..=0x3054 => 'か',
        0x3055..=0x305e => 'さ',
        0x305f..=0x3069 => 'た',
        0x306a..=0x306e => 'な',
        0x306f..=0x307d => 'は',
        0x307e..=0x3082 => 'ま',
        0x3083..=0x3088 => 'や',
        0x3089..=0x308d => 'ら',
        _ => 'わ',
    }
}

/// By what names stand in order: those with a letter first, then digits, then the rest; then by the
/// letters, whatever their case and marks.
pub(crate) fn order(name: &str, letter: &str) -> (u8, String, String) {
    let rank = match letter {
        "" => 2,
        DIGITS => 1,
        _ => 0,
    };
    let folded = name.nfkd().filter(|c| !unicode_normalization::char::is_combining_mark(*c));
    let folded: String =
        folded.flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric() || *c == ' ').collect();
    (rank, letter.to_owned(), folded.trim_start().to_owned())
}

#[cfg(test)]
mod tests {
    use super::{letter, order};
    use crate::base::path::OutPath;
    use crate::chronicle::slug::slug;

    #[test]
    fn each_script_has_its_letters() {
        for (name, wanted) in [
            ("élan", "E"),
            ("Ørsted", "O"),
            ("ß", "S"),
            ("«Правда»", "П"),
            ("Ёлка", "Е"),
            ("Йошкар-Ола", "Й"),
            ("Қазақстан", "Қ"),
            ("άλφα", "Α"),
            ("أحمد", "ا"),
            ("الأمم", "ا"),
            ("עברית", "ע"),
            ("Երևան", "Ե"),
            ("中国", "漢"),
            ("ガーナ", "か"),
            ("すし", "さ"),
            ("까치", "ㄱ"),
            ("한국", "ㅎ"),
            ("42nd", "0–9"),
            ("— !", ""),
            ("ñandú", "N"),
            ("ﬁne", "F"),
            ("𝒜", "A"),
            ("ǆ", "D"),
        ] {
            assert_eq!(letter(name, "en"), wanted, "{name}");
        }
        assert_eq!(letter("ñandú", "es"), "Ñ");
    }

    #[test]
    fn no_two_letters_share_a_path() {
        let mut seen = std::collections::BTreeMap::new();
        for c in (0..=0x0003_ffff).filter_map(char::from_u32).filter(|c| c.is_alphanumeric()) {
            let letter = letter(&c.to_string(), "en");
            let path = OutPath::new(&format!("x/{}.html", slug(&letter))).unwrap().folded();
            let first = seen.entry(path).or_insert_with(|| letter.clone());
            assert_eq!(*first, letter, "{c}");
        }
    }

    #[test]
    fn case_and_marks_do_not_count() {
        let mut names = ["zebra", "Élan", "42", "eland", "— !", "Zoë", "Ели", "Ёлка", "ezra"];
        names.sort_by_key(|name| order(name, &letter(name, "en")));
        assert_eq!(names, ["Élan", "eland", "ezra", "zebra", "Zoë", "Ели", "Ёлка", "42", "— !"]);
    }
}
