//! What months are called in the texts of a language, in every form in which they stand there.

use icu_locale::Locale;

use crate::base::snapshot::Day;
use crate::dates::wording::names::Names;
use crate::dates::wording::style::Style;

/// The names of the months in one language, in small letters: as they stand alone, after a day, and
/// abbreviated; where several are in use, all of them.
#[derive(Debug, Clone)]
pub struct Months {
    names: [Vec<String>; 12],
    /// Whether a name is known by its beginning, since endings or the next words are written in one
    /// with it: `մարտին`, `наурызда`.
    ends: bool,
    /// Letters that are written in one with the name that follows: `במרץ`.
    begins: &'static [char],
}

/// Locales whose months are called otherwise than in their language at large.
const ELSEWHERE: &[(&str, &[&str])] = &[
    ("ar", &["ar-LB", "ar-IQ", "ar-TN", "ar-DZ", "ar-MA", "ar-MR"]),
    ("de", &["de-AT"]),
    ("es", &["es-PE", "es-UY"]),
];

impl Months {
    /// Those of a language, a BCP 47 tag; the root's where that is none.
    pub fn of(language: &str) -> Self {
        let primary = language.split(['-', '_']).next().unwrap_or(language).to_ascii_lowercase();
        let mut months: [Vec<String>; 12] = Default::default();
        let elsewhere = ELSEWHERE.iter().filter(|(of, _)| *of == primary);
        for locale in elsewhere.flat_map(|(_, locales)| *locales).copied().chain([language]) {
            let locale: Locale = locale.parse().unwrap_or(Locale::UNKNOWN);
            let all = [Style::Long, Style::Medium].map(|style| Names::new(locale.clone(), style));
            for (names, month) in months.iter_mut().zip(1..) {
                let day = Day { year: 2000, month, day: 18 };
                for words in &all {
                    names.push(words.month_alone(day).text());
                    names.extend(words.month_after_day(day));
                }
                if matches!(&*primary, "ru" | "uk") {
                    names.extend(all[0].month_after_day(day).and_then(|name| locative(&primary, &name)));
                }
                if matches!(&*primary, "zh" | "ja") {
                    names.push(format!("{month}月"));
                }
            }
        }
        for names in &mut months {
            names.iter_mut().for_each(|name| *name = name.to_lowercase().trim_end_matches('.').to_owned());
            // A number alone is no name.
            names.retain(|name| name.contains(char::is_alphabetic));
            names.sort();
            names.dedup();
        }
        let begins: &[char] = if primary == "he" { &['ב', 'ל', 'מ', 'ה', 'ו', 'ש'] } else { &[] };
        Self { names: months, ends: matches!(&*primary, "hy" | "kk" | "zh" | "ja"), begins }
    }

    /// How many of the words, in small letters, name that month, from 1, if they begin with it.
    pub fn begin(&self, month: u8, words: &[String]) -> Option<usize> {
        let names = &self.names[usize::from(month) - 1];
        names.iter().filter_map(|name| self.begins_with(name, words)).max()
    }

    fn begins_with(&self, name: &str, words: &[String]) -> Option<usize> {
        let mut many = 0;
        for part in name.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()) {
            let word = words.get(many)?;
            let bare = word.strip_prefix(self.begins).unwrap_or(word);
            let ended = self.ends && part.len() > 4 && word.starts_with(part);
            if word != part && bare != part && !ended {
                return None;
            }
            many += 1;
        }
        (many > 0).then_some(many)
    }
}

/// *In March*, from *of March*, in the languages whose months are mostly told of so.
fn locative(language: &str, genitive: &str) -> Option<String> {
    if let Some(stem) = genitive.strip_suffix("ого") {
        return Some(format!("{stem}ому"));
    }
    let mut stem = genitive.to_owned();
    stem.pop()?;
    stem.push(if language == "ru" { 'е' } else { 'і' });
    Some(stem)
}

#[cfg(test)]
mod tests {
    use super::Months;

    #[test]
    fn a_month_is_known_in_each_of_its_forms() {
        for (language, month, names) in [
            ("en", 3, "march|mar"),
            ("ru", 3, "март|марта|марте|мар"),
            ("ru", 5, "май|мая|мае"),
            ("uk", 2, "лютий|лютого|лютому|лют"),
            ("uk", 3, "березень|березня|березні"),
            ("fr", 8, "août"),
            ("de", 1, "januar|jänner"),
            ("es", 9, "septiembre|setiembre"),
            ("ar", 3, "مارس|آذار"),
            ("ar", 1, "يناير|كانون الثاني|جانفي"),
            ("he", 3, "מרץ|במרץ"),
            ("hy", 3, "մարտ|մարտի|մարտին"),
            ("kk", 3, "наурыз|наурызда"),
            ("zh", 3, "三月|3月"),
            ("ja", 3, "3月"),
        ] {
            let months = Months::of(language);
            for name in names.split('|') {
                let words: Vec<String> = name.split(' ').map(str::to_owned).collect();
                assert_eq!(months.begin(month, &words), Some(words.len()), "{language}: {name}");
                assert_eq!(months.begin(month % 12 + 1, &words), None, "{language}: {name}");
            }
        }
        assert_eq!(Months::of("ru").begin(5, &["2000".to_owned()]), None);
        assert_eq!(Months::of("no tag").begin(5, &["5".to_owned()]), None, "a number is no name");
    }
}
