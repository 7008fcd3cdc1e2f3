//! What the sources of a site are cited as by author and date: no two alike.

use std::collections::{BTreeMap, BTreeSet};

use crate::cite::run::{Look, Part, Run, plain};

/// What tells a source from others that would be cited alike.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum Apart {
    /// Nothing would be cited alike.
    #[default]
    Already,
    /// A letter after its year: `a`, `b`, …, `z`, `aa`, …
    Letter(String),
    /// Its title after its author: where the style cites without a year.
    Title(String),
}

/// For each source, in the order given, what tells it from the others. `cited` is what each would
/// be cited as, `titles` what each is called. Letters are given in that order, so it should be the
/// bibliography's.
pub fn apart(cited: &[Vec<Run>], titles: &[Option<&str>]) -> Vec<Apart> {
    let mut alike: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (n, runs) in cited.iter().enumerate() {
        alike.entry(plain(runs)).or_default().push(n);
    }
    let mut apart = vec![Apart::Already; cited.len()];
    // What a letter makes may be what another source is cited as anyway.
    let mut taken: BTreeSet<String> = alike.keys().cloned().collect();
    for sources in alike.values().filter(|sources| sources.len() > 1) {
        let mut next = 0;
        let mut free = |n: usize, way: &Apart| {
            let mut runs = cited[n].clone();
            set_apart(&mut runs, way);
            taken.insert(plain(&runs))
        };
        for &n in sources {
            let dated = cited[n].iter().any(|run| run.part == Part::Date);
            let title = titles[n].filter(|title| !dated && !plain(&cited[n]).contains(title));
            let title = title.map(|title| Apart::Title(title.to_owned()));
            apart[n] = title.filter(|title| free(n, title)).unwrap_or_else(|| {
                loop {
                    let letter = Apart::Letter(letters(next));
                    next += 1;
                    if free(n, &letter) {
                        break letter;
                    }
                }
            });
        }
    }
    apart
}

/// `a` to `z`, then `aa`, `ab`, …
pub fn letters(n: usize) -> String {
    let last = char::from(b'a' + u8::try_from(n % 26).expect("a remainder of 26 is small"));
    match n / 26 {
        0 => last.to_string(),
        more => letters(more - 1) + &last.to_string(),
    }
}

/// Sets the letter after the year: after the first number in the first date, or, where the style
/// shows no date, after all of it; the title after the author.
pub fn set_apart(runs: &mut Vec<Run>, apart: &Apart) {
    let letter = match apart {
        Apart::Already => return,
        Apart::Letter(letter) => letter,
        Apart::Title(title) => {
            let names = runs.iter().rposition(|run| run.part == Part::Names);
            let run = Run { text: format!(", “{title}”"), look: Look::default(), part: Part::Other };
            return runs.insert(names.map_or(runs.len(), |names| names + 1), run);
        }
    };
    let Some(run) = runs.iter_mut().find(|run| run.part == Part::Date) else {
        let text = if runs.last().is_some_and(|run| run.text.ends_with(char::is_alphanumeric)) {
            format!(" {letter}")
        } else {
            format!("-{letter}")
        };
        runs.push(Run { text, look: Look::default(), part: Part::Date });
        return;
    };
    let start = run.text.find(|c: char| c.is_ascii_digit());
    let end = start.map(|start| {
        let digits = run.text[start..].find(|c: char| !c.is_ascii_digit());
        digits.map_or(run.text.len(), |digits| start + digits)
    });
    match end {
        // A year, and nothing more: the letter stands at it.
        Some(end) if end - start.unwrap_or(0) >= 3 => run.text.insert_str(end, letter),
        _ => {
            run.text.push('-');
            run.text.push_str(letter);
        }
    }
}

/// A citation taken apart: who, and the rest, with what joined the two left out.
pub fn divide(runs: &[Run]) -> (Vec<Run>, Vec<Run>) {
    let names = runs.iter().position(|run| run.part == Part::Names);
    let Some(first) = names else { return (Vec::new(), runs.to_vec()) };
    let end = runs[first..].iter().position(|run| run.part != Part::Names).map_or(runs.len(), |n| first + n);
    let who = runs[first..end].to_vec();
    let mut rest = runs[end..].to_vec();
    if let Some(run) = rest.first_mut() {
        run.text = run.text.trim_start_matches([' ', ',', ';', ':', '\u{a0}', '،', '、']).to_owned();
        if run.text.is_empty() {
            rest.remove(0);
        }
    }
    (who, rest)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::collection::vec;
    use proptest::prelude::{prop_assert_eq, proptest};

    use super::{Apart, apart, divide, letters, set_apart};
    use crate::cite::run::{Look, Part, Run, plain};

    fn run(text: &str, part: Part) -> Run {
        Run { text: text.to_owned(), look: Look::default(), part }
    }

    #[test]
    fn letters_go_on_after_z_and_do_not_wrap() {
        assert_eq!([0, 25, 26, 299, 701, 702].map(letters), ["a", "z", "aa", "kn", "zz", "aaa"]);
        let many: BTreeSet<_> = (0..2000).map(letters).collect();
        assert_eq!(many.len(), 2000);
    }

    #[test]
    fn a_letter_stands_at_the_year() {
        let letter = Apart::Letter("b".to_owned());
        let said = |runs: &[Run]| {
            let mut runs = runs.to_vec();
            set_apart(&mut runs, &letter);
            plain(&runs)
        };
        let who = run("Ivanov, ", Part::Names);
        assert_eq!(said(&[who.clone(), run("2010, March 15", Part::Date)]), "Ivanov, 2010b, March 15");
        assert_eq!(said(&[who.clone(), run("n.d.", Part::Date)]), "Ivanov, n.d.-b");
        assert_eq!(said(&[run("Ivanov", Part::Names)]), "Ivanov b");
    }

    #[test]
    fn without_years_titles_tell_apart() {
        let cited = vec![vec![run("Ivanov", Part::Names)]; 4];
        let made: Vec<_> = cited
            .iter()
            .zip(apart(&cited, &[Some("One"), Some("Two"), Some("Two"), None]))
            .map(|(runs, apart)| {
                let mut runs = runs.clone();
                set_apart(&mut runs, &apart);
                plain(&runs)
            })
            .collect();
        assert_eq!(made, ["Ivanov, “One”", "Ivanov, “Two”", "Ivanov a", "Ivanov b"]);
    }

    #[test]
    fn who_and_the_rest() {
        let runs = [run("Ivanov", Part::Names), run(", ", Part::Other), run("2010", Part::Date)];
        let (who, rest) = divide(&runs);
        assert_eq!((plain(&who), plain(&rest)), ("Ivanov".to_owned(), "2010".to_owned()));
    }

    proptest! {
        #[test]
        fn no_two_are_cited_alike(
            cited in vec(("[AB]( 2010a)?", "(2010|2011|n\\.d\\.|2010a|2010, 3|)"), 0..400)
        ) {
            let cited: Vec<_> = cited.iter().map(|(who, when)| {
                let runs = [run(&format!("{who} "), Part::Names), run(when, Part::Date)];
                runs.into_iter().filter(|run| !run.text.is_empty()).collect::<Vec<_>>()
            }).collect();
            let made: BTreeSet<_> = cited.iter().zip(apart(&cited, &vec![Some("A title"); cited.len()])).map(|(runs, apart)| {
                let mut runs = runs.clone();
                set_apart(&mut runs, &apart);
                plain(&runs)
            }).collect();
            prop_assert_eq!(made.len(), cited.len());
        }
    }
}
