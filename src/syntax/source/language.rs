//! The languages that reference managers name in words.

use crate::syntax::reading::checks;

/// Names of languages, as babel, polyglossia and people write them, and their tags (BCP 47).
const NAMES: &[(&str, &str)] = &[
    ("american", "en-US"),
    ("arabic", "ar"),
    ("armenian", "hy"),
    ("australian", "en-AU"),
    ("austrian", "de-AT"),
    ("azerbaijani", "az"),
    ("belarusian", "be"),
    ("brazil", "pt-BR"),
    ("brazilian", "pt-BR"),
    ("british", "en-GB"),
    ("bulgarian", "bg"),
    ("canadian", "en-CA"),
    ("catalan", "ca"),
    ("chinese", "zh"),
    ("croatian", "hr"),
    ("czech", "cs"),
    ("danish", "da"),
    ("dutch", "nl"),
    ("english", "en"),
    ("estonian", "et"),
    ("finnish", "fi"),
    ("francais", "fr"),
    ("french", "fr"),
    ("georgian", "ka"),
    ("german", "de"),
    ("greek", "el"),
    ("hebrew", "he"),
    ("hindi", "hi"),
    ("hungarian", "hu"),
    ("indonesian", "id"),
    ("italian", "it"),
    ("japanese", "ja"),
    ("kazakh", "kk"),
    ("korean", "ko"),
    ("kyrgyz", "ky"),
    ("latin", "la"),
    ("latvian", "lv"),
    ("lithuanian", "lt"),
    ("mexican", "es-MX"),
    ("ngerman", "de"),
    ("naustrian", "de-AT"),
    ("norsk", "no"),
    ("norwegian", "no"),
    ("nynorsk", "nn"),
    ("persian", "fa"),
    ("polish", "pl"),
    ("portuguese", "pt"),
    ("romanian", "ro"),
    ("russian", "ru"),
    ("serbian", "sr"),
    ("slovak", "sk"),
    ("slovene", "sl"),
    ("slovenian", "sl"),
    ("spanish", "es"),
    ("swedish", "sv"),
    ("swissgerman", "de-CH"),
    ("tajik", "tg"),
    ("thai", "th"),
    ("turkish", "tr"),
    ("turkmen", "tk"),
    ("ukenglish", "en-GB"),
    ("ukrainian", "uk"),
    ("usenglish", "en-US"),
    ("uzbek", "uz"),
    ("vietnamese", "vi"),
    ("français", "fr"),
    ("deutsch", "de"),
    ("español", "es"),
    ("русский", "ru"),
    ("українська", "uk"),
    ("中文", "zh"),
    ("日本語", "ja"),
];

/// The tag of what a bibliography calls a language: a tag, with `_` for `-` too, or a name.
pub(crate) fn tag(text: &str) -> Option<String> {
    let text = text.trim();
    let name = text.to_lowercase();
    if let Some((_, tag)) = NAMES.iter().find(|(known, _)| *known == name) {
        return Some((*tag).to_owned());
    }
    let near = text.replace('_', "-");
    checks::language(&near).is_ok().then_some(near)
}

#[cfg(test)]
mod tests {
    use super::tag;

    #[test]
    fn languages_are_known_by_tag_and_name() {
        for (text, expected) in [
            ("ru", "ru"),
            ("en_GB", "en-GB"),
            ("Russian", "ru"),
            ("ngerman", "de"),
            ("Русский", "ru"),
            ("zh-Hant", "zh-Hant"),
        ] {
            assert_eq!(tag(text).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(tag("Klingonian"), None);
        assert_eq!(tag(""), None);
    }
}
