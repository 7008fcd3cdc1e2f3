//! Dates that say more than the words they come from, in every language.

use dateline::analysis::analyze;

use super::site::site;

/// What is said of an event of that date: in that language, with that text, and those original
/// words of its date, where there are some.
fn said(language: &str, date: &str, text: &str, as_written: &str) -> String {
    let as_written =
        if as_written.is_empty() { String::new() } else { format!("date-as-written: \"{as_written}\"\n") };
    let event = format!(
        "\n== events/e.md\n---\ntitle: T\ndate: {date}\nlanguage: {language}\n{as_written}sources: k\n---\n{text}\n\
         == sources/s.yaml\nk:\n  outlet: O\n"
    );
    let analysis = analyze(site(&event));
    let told = analysis.diagnostics.iter().filter(|said| said.code.name() == "false-precision");
    told.map(|said| said.message.clone()).collect::<Vec<_>>().join("\n")
}

const MONTH: &str = "`2010-03-01` says a day, and the words say only a month";

#[test]
fn a_month_in_the_text_is_no_day() {
    for (language, text) in [
        ("en", "It was signed in March 2010 [@k]."),
        ("en", "It was signed in March of 2010 [@k]."),
        ("ru", "Соглашение подписано в марте 2010 года [@k]."),
        ("ru", "Соглашение марта 2010 г. [@k]."),
        ("uk", "Угоду підписано в березні 2010 року [@k]."),
        ("fr", "L’accord fut signé en mars 2010 [@k]."),
        ("de", "Das Abkommen wurde im März 2010 geschlossen [@k]."),
        ("es", "Se firmó en marzo de 2010 [@k]."),
        ("es", "Se firmó en marzo del 2010 [@k]."),
        ("ar", "وُقّع الاتفاق في مارس 2010 [@k]."),
        ("ar", "وُقّع الاتفاق في آذار/مارس ٢٠١٠ [@k]."),
        ("he", "ההסכם נחתם במרץ 2010 [@k]."),
        ("hy", "Ստորագրվել է 2010 թ. մարտին [@k]."),
        ("kk", "Келісімге 2010 жылғы наурызда қол қойылды [@k]."),
        ("zh", "协议于2010年3月签署 [@k]。"),
        ("ja", "2010年3月に署名された [@k]。"),
    ] {
        assert_eq!(said(language, "2010-03-01", text, ""), MONTH, "{language}: {text}");
        assert_eq!(said(language, "2010-04-01", text, ""), "", "another month: {text}");
        assert_eq!(said(language, "2011-03-01", text, ""), "", "another year: {text}");
        assert_eq!(said(language, "2010-03-02", text, ""), "", "another day: {text}");
    }
}

#[test]
fn a_day_in_the_text_is_one_in_the_order_of_the_language() {
    for (language, text) in [
        ("en", "It was signed on 1 March 2010 [@k]."),
        ("en", "It was signed on March 1, 2010 [@k]."),
        ("ru", "Подписано 1 марта 2010 года [@k]."),
        ("ru", "Подписано первого марта 2010 года [@k]."),
        ("uk", "Підписано 1 березня 2010 року [@k]."),
        ("fr", "Signé le 1er mars 2010 [@k]."),
        ("de", "Unterzeichnet am 1. März 2010 [@k]."),
        ("es", "Firmado el 1 de marzo de 2010 [@k]."),
        ("es", "Firmado el primero de marzo de 2010 [@k]."),
        ("ar", "وُقّع في 1 مارس 2010 [@k]."),
        ("ar", "وُقّع في ١ آذار/مارس ٢٠١٠ [@k]."),
        ("he", "נחתם ב-1 במרץ 2010 [@k]."),
        ("hy", "Ստորագրվել է 2010 թ. մարտի 1-ին [@k]."),
        ("kk", "2010 жылғы 1 наурызда қол қойылды [@k]."),
        ("zh", "协议于2010年3月1日签署 [@k]。"),
        ("ja", "2010年3月1日に署名された [@k]。"),
    ] {
        assert_eq!(said(language, "2010-03-01", text, ""), "", "{language}: {text}");
    }
}

#[test]
fn the_original_words_may_be_of_any_language() {
    for words in [
        "March 2010",
        "в марте 2010 года",
        "березень 2010",
        "mars 2010",
        "marzo de 2010",
        "März 2010",
        "آذار 2010",
        "מרץ 2010",
        "2010年3月",
        "2010 թ. մարտ",
        "2010 жылғы наурыз",
        "3/2010",
    ] {
        assert_eq!(said("en", "2010-03-01", "Text [@k].", words), MONTH, "{words}");
    }
    for words in ["1 марта 2010", "1er mars 2010", "2010年3月1日", "1. März 2010", "١ مارس ٢٠١٠"]
    {
        assert_eq!(said("en", "2010-03-01", "Text [@k].", words), "", "{words}");
    }
    let year = "`2010-01-01` says a day, and the words say only a year";
    let month = "`2010-01-01` says a day, and the words say only a month";
    for (words, told) in [("2010 год", year), ("в 2010", year), ("январь 2010", month), ("2010年1月", month)]
    {
        assert_eq!(said("en", "2010-01-01", "Text [@k].", words), told, "{words}");
    }
}
