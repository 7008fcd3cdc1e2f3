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
