//! Text in BibTeX and BibLaTeX files, which LaTeX reads.

use std::borrow::Cow;

use crate::render::exports::references::Told;
use crate::syntax::source::creator::{Creator, Role};

/// Text that LaTeX shows as it is, on one line, with its braces balanced.
pub(super) fn text(text: &str, out: &mut String) {
    let mut before = ' ';
    let paired = are_paired(text);
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            // An escaped brace counts as one all the same.
            '{' | '}' if paired => out.extend(['\\', c]),
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '%' | '#' | '$' | '&' | '_' => out.extend(['\\', c]),
            // Two of them would be one other sign.
            '-' | '\'' | '`' if before == c => {
                out.push_str("{}");
                out.push(c);
            }
            c if c.is_control() => {
                if before != ' ' {
                    out.push(' ');
                }
                before = ' ';
                continue;
            }
            c => out.push(c),
        }
        before = c;
    }
}

/// Whether each brace has its like.
fn are_paired(text: &str) -> bool {
    let mut open = 0_usize;
    for c in text.chars() {
        match c {
            '{' => open += 1,
            '}' if open == 0 => return false,
            '}' => open -= 1,
            _ => {}
        }
    }
    open == 0
}

/// An address, which is not read by LaTeX: what would end the field is encoded.
pub(super) fn address(address: &str, out: &mut String) {
    for c in address.chars() {
        match c {
            '{' => out.push_str("%7B"),
            '}' => out.push_str("%7D"),
            '\\' => out.push_str("%5C"),
            ' ' => out.push_str("%20"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
}

/// The creators of a role, as a list of names; `None` where there are none.
pub(super) fn names(told: &Told<'_>, role: Role) -> Option<String> {
    let mut names = String::new();
    for creator in told.fields.creators(role) {
        if !names.is_empty() {
            names.push_str(" and ");
        }
        name(creator, &mut names);
    }
    (!names.is_empty()).then_some(names)
}

/// A name: `von Family, Jr., Given`, each part in braces where it could be taken apart.
fn name(creator: &Creator, out: &mut String) {
    let person = match creator {
        Creator::Whole(name) => return braced(name, out),
        Creator::Person(person) => person,
    };
    for particle in [&person.dropping, &person.non_dropping].into_iter().flatten() {
        // Only what begins with a small letter is one to BibTeX.
        part(particle, particle.chars().next().is_some_and(char::is_lowercase), out);
        out.push(' ');
    }
    // A family name of several words is one; the small ones would be particles.
    part(&person.family, !person.family.contains(' ') && !begins_small(&person.family), out);
    if let Some(suffix) = &person.suffix {
        out.push_str(", ");
        part(suffix, true, out);
    }
    out.push_str(", ");
    if let Some(given) = &person.given {
        part(given, true, out);
    }
}

fn begins_small(name: &str) -> bool {
    name.chars().next().is_some_and(char::is_lowercase)
}

/// A part of a name; in braces unless it `is_plain` and has nothing that parts names.
fn part(name: &str, is_plain: bool, out: &mut String) {
    let parts = |word: &str| word.eq_ignore_ascii_case("and") || word.eq_ignore_ascii_case("others");
    if is_plain && !name.contains(',') && !name.split_whitespace().any(parts) {
        text(name, out);
    } else {
        braced(name, out);
    }
}

fn braced(name: &str, out: &mut String) {
    out.push('{');
    text(name, out);
    out.push('}');
}

/// A field with text: `  name = {…},`.
pub(super) fn field(name: &str, value: &str, out: &mut String) {
    raw(name, out, |out| text(value, out));
}

/// The same, whose capitals stay.
pub(super) fn kept(name: &str, value: &str, out: &mut String) {
    raw(name, out, |out| braced(value, out));
}

/// The same with an address.
pub(super) fn url(name: &str, value: &str, out: &mut String) {
    raw(name, out, |out| address(value, out));
}

/// The same with what is written already.
pub(super) fn written(name: &str, value: &str, out: &mut String) {
    raw(name, out, |out| out.push_str(value));
}

fn raw(name: &str, out: &mut String, value: impl FnOnce(&mut String)) {
    out.push_str("  ");
    out.push_str(name);
    out.push_str(" = {");
    value(out);
    out.push_str("},\n");
}

/// Notes in one field.
pub(super) fn notes(notes: &[Cow<'_, str>], out: &mut String) {
    if !notes.is_empty() {
        let notes: Vec<_> = notes.iter().map(|note| note.trim_end_matches('.')).collect();
        field("note", &notes.join(". "), out);
    }
}

#[cfg(test)]
mod tests {
    use super::{address, kept, text};
    use crate::render::fixture::build;
    use biblatex::{Bibliography, ChunksExt};
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    #[test]
    fn what_latex_reads_is_escaped() {
        let escaped = |plain: &str| {
            let mut out = String::new();
            text(plain, &mut out);
            out
        };
        assert_eq!(escaped("50 % of $5 & #1_a"), "50 \\% of \\$5 \\& \\#1\\_a");
        assert_eq!(escaped("a\\b~c^d"), "a\\textbackslash{}b\\textasciitilde{}c\\textasciicircum{}d");
        assert_eq!(escaped("{a} --- ''"), "\\{a\\} -{}-{}- '{}'");
        assert_eq!(escaped("}{"), "\\textbraceright{}\\textbraceleft{}");
        assert_eq!(escaped("a\r\n\tb\u{0}"), "a b ");
        let mut url = String::new();
        address("https://example.org/{x}?a=b&c=%20d_e~f#g\\", &mut url);
        assert_eq!(url, "https://example.org/%7Bx%7D?a=b&c=%20d_e~f#g%5C");
    }

    #[test]
    fn every_entry_is_read_back_with_its_names() {
        let sources = "a:\n  author: ['Gaulle, Charles', 'Ivanov and Sons, Inc.', 'O’Neil, Ann, Jr.']\n  title: X\n  outlet: P\n\
                       b:\n  type: book\n  author: ministry of love and war\n  title: '100 % {y'\n  published: 1984~\n";
        let built = build(&[("content/sources/s.yaml", sources)]);
        let read = Bibliography::parse(built.page("sources.bib")).unwrap();
        let names = |key: &str| {
            let authors = read.get(key).unwrap().author().unwrap();
            authors
                .iter()
                .map(|name| format!("{}|{}|{}", name.given_name, name.name, name.suffix))
                .collect::<Vec<_>>()
        };
        assert_eq!(names("a"), ["Charles|Gaulle|", "|Ivanov and Sons, Inc.|", "Ann|O’Neil|Jr."]);
        assert_eq!(names("b"), ["|ministry of love and war|"]);
        assert_eq!(read.get("b").unwrap().title().unwrap().format_verbatim(), "100 % {y");
        assert_eq!(Bibliography::parse(built.page("sources-bibtex.bib")).unwrap().len(), 2);
    }

    proptest! {
        #[test]
        fn a_text_stays_in_its_field(plain in "[a-zж ,\"@={}\\\\%#$&_~^'`.-]{0,24}") {
            let mut entry = "@misc{k,\n".to_owned();
            kept("title", &plain, &mut entry);
            entry.push_str("  note = {after},\n}\n");
            let read = Bibliography::parse(&entry);
            prop_assert!(read.is_ok(), "{entry}");
            let read = read.unwrap();
            let entry = read.get("k").unwrap();
            let note: Option<String> = entry.get_as("note").ok();
            prop_assert_eq!(note.as_deref(), Some("after"));
            let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            let title = entry.title().map(|title| title.format_verbatim()).unwrap_or_default();
            prop_assert_eq!(words(&title), words(&plain));
        }
    }
}
