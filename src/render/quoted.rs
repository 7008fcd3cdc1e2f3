//! What language quoted words are in, which nobody says of them.

use icu_locale::{LanguageIdentifier, LocaleExpander};
use icu_properties::props::Script;
use icu_properties::{CodePointMapData, PropertyNamesShort};

use crate::base::arena::Id;
use crate::chronicle::model::{Chronicle, Citation, Source};
use crate::syntax::prose::Quotation;

/// The language of a quotation, where it is another than `around`, that of the text that it stands
/// in: the language of the source that it is cited to, or through which that is known. Words may be
/// translated, so that is said only where they stand in the source's kept text, or where their
/// letters are those of its language and not of the text's.
pub(crate) fn quoted<'a>(
    chronicle: &'a Chronicle,
    quotation: &Quotation,
    cited: &[Vec<Option<Id<Citation>>>],
    verified: bool,
    around: &str,
) -> Option<&'a str> {
    let items = quotation.clusters.iter().filter_map(|&cluster| cited.get(cluster as usize)).flatten();
    let sources = items.flatten().map(|&citation| chronicle.citations[citation].source);
    let mut languages = sources.flat_map(|source| known_through(chronicle, source)).filter_map(|source| {
        let outlet = source.outlet.and_then(|outlet| chronicle.outlets[outlet].own.as_ref());
        source.fields.language.as_deref().or_else(|| outlet?.language.as_deref())
    });
    if verified {
        return languages.next().filter(|language| primary(language) != primary(around));
    }
    let script = script(&quotation.words)?;
    if writes(around, script) {
        return None;
    }
    languages.find(|language| writes(language, script))
}

/// A source, and those through which it is known.
fn known_through(chronicle: &Chronicle, source: Id<Source>) -> impl Iterator<Item = &Source> {
    let next = |source: &&Source| source.via.map(|via| &chronicle.sources[via]);
    // It comes to an end; whoever is so far from the words says nothing of their language.
    std::iter::successors(Some(&chronicle.sources[source]), next).take(16)
}

fn primary(language: &str) -> String {
    language.split(['-', '_']).next().unwrap_or(language).to_ascii_lowercase()
}

/// The script of most of a text's letters.
fn script(text: &str) -> Option<Script> {
    let scripts = CodePointMapData::<Script>::new();
    let mut counts: Vec<(usize, Script)> = Vec::new();
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        let script = scripts.get(c);
        match counts.iter_mut().find(|(_, known)| *known == script) {
            Some((count, _)) => *count += 1,
            None => counts.push((1, script)),
        }
    }
    counts.retain(|(_, script)| !matches!(*script, Script::Common | Script::Inherited));
    counts.iter().max_by_key(|(count, _)| *count).map(|(_, script)| *script)
}

/// Whether a language, a BCP 47 tag, is written in a script.
fn writes(language: &str, script: Script) -> bool {
    let Ok(mut language) = language.parse::<LanguageIdentifier>() else { return false };
    LocaleExpander::new_extended().maximize(&mut language);
    let names = PropertyNamesShort::<Script>::new();
    let name = names.get(script).unwrap_or_default();
    language.script.is_some_and(|own| match own.as_str() {
        "Jpan" => matches!(name, "Hani" | "Hira" | "Kana"),
        "Hans" | "Hant" => name == "Hani",
        "Kore" => matches!(name, "Hang" | "Hani"),
        own => own == name,
    })
}

#[cfg(test)]
mod tests {
    use crate::render::fixture::build;

    /// How a quotation begins, and its last line, on the page of an event in that language.
    fn shown(language: &str, words: &str, key: &str) -> (String, String) {
        let event = format!(
            "---\ntitle: T\ndate: 2010\nlanguage: {language}\n---\n\nText:\n\n> {words}\n>\n> — Ann [@{key}]\n"
        );
        let built = build(&[
            ("content/events/e.md", &event),
            (
                "content/sources/s.yaml",
                "en: {outlet: Monitor, language: en}\nru: {outlet: Ведомости, language: ru}\n\
                 fr: {outlet: Monde, language: fr}\nar: {outlet: الأهرام, language: ar}\n\
                 bare: {outlet: Agency, via: en}\ntold: {outlet: Told, language: ru, via: en}\n\
                 paper: {outlet: Paper}\n",
            ),
            ("content/sources/fr.txt", "Il a dit : très grand pas.\n"),
            ("content/outlets.yaml", "paper: {name: Paper, language: ja}\n"),
        ]);
        let page = built.page("events/e.html");
        let part =
            |from: &str| page[page.find(from).expect(from)..].split('>').next().unwrap_or("").to_owned();
        (part("<blockquote"), part("<footer"))
    }

    #[test]
    fn words_are_in_the_language_of_their_source() {
        let same = ("<blockquote class=\"said\"", "<footer");
        for (language, words, key, quote, footer) in [
            (
                "ru",
                "a very big step",
                "en",
                "<blockquote class=\"said\" lang=\"en\" dir=\"ltr\"",
                "<footer lang=\"ru\" dir=\"ltr\"",
            ),
            (
                "ar",
                "a very big step",
                "bare",
                "<blockquote class=\"said\" lang=\"en\" dir=\"ltr\"",
                "<footer lang=\"ar\" dir=\"rtl\"",
            ),
            (
                "ar",
                "a very big step",
                "told",
                "<blockquote class=\"said\" lang=\"en\" dir=\"ltr\"",
                "<footer lang=\"ar\" dir=\"rtl\"",
            ),
            (
                "en",
                "خطوة كبيرة",
                "ar",
                "<blockquote class=\"said\" lang=\"ar\" dir=\"rtl\"",
                "<footer lang=\"en\" dir=\"ltr\"",
            ),
            (
                "en",
                "大きな一歩",
                "paper",
                "<blockquote class=\"said\" lang=\"ja\" dir=\"ltr\"",
                "<footer lang=\"en\" dir=\"ltr\"",
            ),
            (
                "en",
                "très grand pas",
                "fr",
                "<blockquote class=\"said\" lang=\"fr\" dir=\"ltr\"",
                "<footer lang=\"en\" dir=\"ltr\"",
            ),
            // Perhaps translated.
            ("en", "a very big step", "fr", same.0, same.1),
            ("ru", "очень большой шаг", "en", same.0, same.1),
            // In letters that are none of the source's.
            ("en", "очень большой шаг", "ar", same.0, same.1),
            ("en", "a very big step", "en", same.0, same.1),
            ("en", "2010", "ru", same.0, same.1),
        ] {
            assert_eq!(
                shown(language, words, key),
                (quote.to_owned(), footer.to_owned()),
                "{language} {words} {key}"
            );
        }
    }
}
