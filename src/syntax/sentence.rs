//! Where sentences end.
//!
//! Unicode's rules (UAX #29) break after `Mr.`, `U.N.` and `No.`, and give an opening bracket to
//! the sentence before it; a segmenter by those rules also takes twice as long as all else that is
//! done to a text. So the rules are our own, made for the prose of reports. Where a stop could
//! mean either, the sentence goes on: a statement that is too long still holds its evidence.

/// The ends of the sentences of `text`, in bytes, with the spaces after them; the last is the
/// text's own end. `names` are the bytes, in order, at which an id stands for a name: a sentence may
/// begin there, be its letters small.
pub(crate) fn ends(text: &str, names: &[usize]) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        let Some(stop) = Stop::of(c) else { continue };
        let end = Ending::read(text, at, stop);
        if ends_here(text, start, &end, names) {
            let spaces = text[end.end..].len() - text[end.end..].trim_start().len();
            start = end.end + spaces;
            ends.push(start);
        }
        let next = end.end.max(start);
        while chars.offset() < next {
            chars.next();
        }
    }
    if ends.last().is_none_or(|&end| end < text.len()) && !text.is_empty() {
        ends.push(text.len());
    }
    ends
}

/// What can end a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stop {
    /// A full stop, which has other uses.
    Dot,
    /// `!`, `?`, `…` and their like: a space follows.
    Spaced,
    /// The stops of scripts that put no space after them, or that have no other use.
    Always,
}

impl Stop {
    fn of(c: char) -> Option<Self> {
        match c {
            '.' => Some(Self::Dot),
            '!' | '?' | '…' | '‼' | '⁇' | '⁈' | '⁉' | '؟' => Some(Self::Spaced),
            '。' | '｡' | '！' | '？' | '．' | '։' | '۔' | '।' | '॥' | '။' | '។' | '።' | '፧' | '᠃' | '᙮' => {
                Some(Self::Always)
            }
            _ => None,
        }
    }
}

/// The marks at the end of what may be a sentence.
struct Ending {
    /// Where they begin.
    start: usize,
    /// Where they end.
    end: usize,
    /// Whether there is but one full stop among them.
    single_dot: bool,
    /// Whether one of them always ends a sentence.
    always: bool,
    /// Whether they end with a quotation's or a bracket's end.
    closes: bool,
}

impl Ending {
    fn read(text: &str, start: usize, first: Stop) -> Self {
        let mut ending =
            Self { start, end: start, single_dot: true, always: first == Stop::Always, closes: false };
        let mut dots = 0;
        for c in text[start..].chars() {
            let stop = Stop::of(c);
            if stop.is_none() && !is_closing(c) {
                break;
            }
            match stop {
                Some(Stop::Dot) => dots += 1,
                Some(Stop::Spaced) => ending.single_dot = false,
                Some(Stop::Always) => ending.always = true,
                None => {}
            }
            ending.closes = stop.is_none();
            ending.end += c.len_utf8();
        }
        ending.single_dot &= dots == 1;
        ending
    }
}

fn is_closing(c: char) -> bool {
    matches!(
        c,
        ')' | ']'
            | '}'
            | '"'
            | '\''
            | '”'
            | '’'
            | '»'
            | '›'
            | '」'
            | '』'
            | '）'
            | '】'
            | '》'
            | '〉'
            | '〗'
    )
}

fn ends_here(text: &str, start: usize, ending: &Ending, names: &[usize]) -> bool {
    let rest = &text[ending.end..];
    let Some(next) = rest.chars().next() else { return true };
    if ending.always {
        // A quotation goes on in the sentence about it: 「はい。」と言った。
        return !ending.closes || next.is_whitespace();
    }
    if !next.is_whitespace() {
        // Chinese and Japanese put no space after these either.
        return !ending.single_dot && is_ideographic(next) && !ending.closes;
    }
    let follows = rest.trim_start().trim_start_matches(is_opening);
    let names_something = names.binary_search(&(text.len() - follows.len())).is_ok();
    let goes_on = !names_something && follows.chars().next().is_some_and(char::is_lowercase);
    !(goes_on || ending.single_dot && is_abbreviated(&text[start..ending.start], follows))
}

fn is_opening(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '(' | '[' | '{' | '"' | '\'' | '“' | '„' | '‘' | '«' | '‹' | '¿' | '¡' | '—' | '–' | '-'
        )
}

fn is_ideographic(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{20000}'..='\u{3ffff}')
}

/// Titles and the like: a name follows.
const BEFORE_NAMES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "messrs",
    "dr",
    "prof",
    "st",
    "ste",
    "gen",
    "col",
    "lt",
    "sgt",
    "capt",
    "cpt",
    "maj",
    "cmdr",
    "adm",
    "brig",
    "rev",
    "hon",
    "sen",
    "rep",
    "gov",
    "pres",
    "amb",
    "fr",
    "vs",
    "cf",
    "ca",
    "approx",
    "mt",
    "ft",
    "m",
    "mm",
    "mme",
    "mlle",
    "sr",
    "sra",
    "srta",
    "hr",
    "nr",
    "bzw",
    "geb",
    "им",
    "акад",
    "проф",
    "ген",
    "полк",
    "подп",
    "кап",
    "г",
    "гг",
    "ул",
    "пл",
    "обл",
    "р",
    "рр",
    "т",
    "тт",
    "см",
    "ср",
    "напр",
    "св",
    "др",
    "пр",
    "доц",
    "вул",
    "просп",
    "обл",
    "ім",
    "п",
    "тов",
];

/// Words before a number.
const BEFORE_NUMBERS: &[&str] = &[
    "no", "nos", "vol", "vols", "pp", "p", "pt", "pts", "art", "arts", "fig", "figs", "ch", "chap", "sec",
    "para", "par", "ed", "op", "cit", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct",
    "nov", "dec", "núm", "pág", "стр", "с", "ст", "гл", "п", "пп", "вып", "ч", "стор", "abs", "bd", "s",
];

/// Whether the full stop after `before` only shortens its last word, with `follows` after it.
fn is_abbreviated(before: &str, follows: &str) -> bool {
    let word = before.rsplit(|c: char| is_opening(c)).next().unwrap_or("");
    let letters = word.chars().filter(|c| *c != '.').count();
    let Some(first) = word.chars().next().filter(|first| first.is_alphabetic()) else { return false };
    if letters == 1 && first.is_uppercase() {
        // An initial.
        return true;
    }
    if word.contains('.') {
        // `U.N.`, `т.е.`; but a time of day can end a sentence.
        let short =
            word.split('.').all(|part| part.chars().count() <= 2 && part.chars().all(char::is_alphabetic));
        return short && !word.eq_ignore_ascii_case("a.m") && !word.eq_ignore_ascii_case("p.m");
    }
    if word.chars().count() > 6 {
        return false;
    }
    let word = word.to_lowercase();
    BEFORE_NAMES.contains(&word.as_str())
        || BEFORE_NUMBERS.contains(&word.as_str()) && follows.starts_with(|c: char| c.is_numeric())
}

#[cfg(test)]
mod tests {
    use super::ends;

    fn sentences(text: &str) -> Vec<&str> {
        let mut from = 0;
        ends(text, &[])
            .into_iter()
            .map(|end| {
                let sentence = text[from..end].trim();
                from = end;
                sentence
            })
            .collect()
    }

    #[track_caller]
    fn check(sentences_of_it: &[&str]) {
        assert_eq!(sentences(&sentences_of_it.join(" ")), sentences_of_it);
    }

    #[test]
    fn plain_sentences() {
        check(&[
            "He came.",
            "Did he?",
            "He did!",
            "“Yes.”",
            "(See below.)",
            "Then… nothing..",
            "Well...",
            "Then?!",
            "3.5 million.",
        ]);
        check(&["A", ""][..1]);
        assert_eq!(sentences(""), [""; 0]);
        assert_eq!(sentences("no stop"), ["no stop"]);
    }

    #[test]
    fn a_stop_that_shortens_a_word_ends_nothing() {
        check(&[
            "Mr. Smith of the U.N. met Gen. J. R. Jones in the U.S. Senate.",
            "They left at 5 p.m.",
            "It rained.",
        ]);
        check(&["It is in vol. 7, no. 54, of the Monitor.", "He said no.", "Then he left (cf. Smith)."]);
        check(&["On Jan. 5 it was signed.", "See example.com for more.", "Etc."]);
        check(&[
            "18 марта 2010 г. Генассамблея приняла резолюцию, т.е. решение.",
            "В г. Москве её приветствовали.",
        ]);
        check(&["Див. стор. 5.", "Це так."]);
    }

    #[test]
    fn a_quotation_goes_on_in_its_sentence() {
        check(&["“A very big step!” he said.", "“Why?” she asked.", "He said: “Never.”", "And went."]);
        assert_eq!(sentences("「はい。」と言った。次の文。"), ["「はい。」と言った。", "次の文。"]);
        assert_eq!(sentences("他说：“是的。”然后走了。"), ["他说：“是的。”然后走了。"]);
    }

    #[test]
    fn other_scripts() {
        assert_eq!(
            sentences("これは文です。次の文！どう？はい"),
            ["これは文です。", "次の文！", "どう？", "はい"]
        );
        check(&["هذا بيان.", "ما هذا؟", "نعم."]);
        check(&["Սա է։", "Դա չէ։"]);
        check(&["यह है।", "वह है।"]);
    }

    #[test]
    fn a_long_text_is_read_in_no_time() {
        for bit in [".", ". ", "a. ", "!)", "A.", "。", "? ("] {
            let text = bit.repeat(50_000);
            assert_eq!(ends(&text, &[]).last(), Some(&text.len()));
        }
    }
}
