//! Words of one direction among words of the other, where no markup can keep them apart.

use std::borrow::Cow;

use icu_properties::CodePointMapData;
use icu_properties::props::BidiClass;

/// `words`, to stand in a text of that direction; `rtl`: from right to left. Where they have
/// letters of the other direction they are isolated by U+2068 and U+2069 (UAX #9, section 2.4),
/// so that what follows them, a comma or a number, stays where it belongs.
pub(crate) fn isolated(words: &str, rtl: bool) -> Cow<'_, str> {
    let classes = CodePointMapData::<BidiClass>::new();
    let is_foreign = |c: char| match classes.get(c) {
        BidiClass::RightToLeft | BidiClass::ArabicLetter => !rtl,
        BidiClass::LeftToRight => rtl,
        // What turns the direction of all that follows ends with the isolation.
        BidiClass::LeftToRightEmbedding
        | BidiClass::RightToLeftEmbedding
        | BidiClass::LeftToRightOverride
        | BidiClass::RightToLeftOverride => true,
        _ => false,
    };
    if words.is_ascii() && !rtl || !words.chars().any(is_foreign) {
        return Cow::Borrowed(words);
    }
    Cow::Owned(format!("\u{2068}{words}\u{2069}"))
}

#[cfg(test)]
mod tests {
    use super::isolated;

    #[test]
    fn only_words_of_the_other_direction_are_isolated() {
        for (words, rtl) in [("Interfax", false), ("Ведомости 7", false), ("معاريف", true), ("2010", true)]
        {
            assert_eq!(isolated(words, rtl), words);
        }
        for (words, rtl) in
            [("Inter\u{202e}fax", false), ("מעריב", false), ("الأهرام Weekly", false), ("Interfax", true)]
        {
            assert_eq!(isolated(words, rtl), format!("\u{2068}{words}\u{2069}"));
        }
    }
}
