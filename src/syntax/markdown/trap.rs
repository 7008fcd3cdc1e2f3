//! What is said of citations that do not read as their author means.

use std::ops::Range;

use crate::base::code::Code;
use crate::base::diagnostic::Fault;
use crate::base::span::Span;
use crate::syntax::citation::{Trap, TrapKind};
use crate::syntax::markdown::inline::Line;

/// A stretch of the flat text, short enough to be shown.
fn excerpt(line: &Line, at: &Range<usize>) -> String {
    let text = line.flat.get(at.clone()).unwrap_or("").trim();
    let mut chars = text.chars().map(|c| match c {
        '\n' => ' ',
        '\u{fffc}' => '…',
        c => c,
    });
    let mut short: String = chars.by_ref().take(60).collect();
    if chars.next().is_some() {
        short.push('…');
    }
    short
}

/// The complaint about `trap`.
pub(super) fn fault(line: &Line, trap: &Trap) -> Fault {
    let at = line.source(&trap.at);
    let here = |code, message: String| Fault::here(code, Span::new(at.start, at.end), message);
    let whole = excerpt(line, &trap.at);
    match &trap.kind {
        TrapKind::PartWithoutKey(part) => {
            let part = excerpt(line, part);
            let joined = whole.replacen(';', ",", 1);
            here(Code::CitationTrap, format!("`{whole}` cites nothing: its part `{part}` has no key"))
                .label("shown as text")
                .why("each part between semicolons needs a key, or the brackets are plain text")
                .help(format!(
                    "if `{part}` belongs to the citation before it, write `{joined}`; else give it its key: `@{}`",
                    first_word(&part)
                ))
        }
        TrapKind::EmptyPart => {
            here(Code::CitationTrap, format!("`{whole}` cites nothing: a part of it is empty"))
                .label("shown as text")
                .why("each part between semicolons needs a key, or the brackets are plain text")
                .help(format!("write `{}`", without_empty_parts(&whole)))
        }
        TrapKind::SecondKey { first, second } => {
            let (first, second) = (excerpt(line, first), excerpt(line, second));
            here(
                Code::CitationTrap,
                format!("`{second}` is not cited: it falls into the words after `{first}`"),
            )
            .label("a second citation without a semicolon")
            .why("only a semicolon separates the citations in brackets")
            .help(format!("write `[{first}; {second}]`"))
        }
        TrapKind::BracketAfter(next) => {
            let next = excerpt(line, next);
            let help = if next.contains('@') {
                format!("put both into one pair of brackets: `[{}; {}]`", inner(&whole), inner(&next))
            } else {
                format!("write a space between them: `{whole} {next}`")
            };
            here(Code::CitationTrap, format!("`{whole}` with brackets directly after reads as a link"))
                .label("its brackets are shown as text")
                .why("`[…][…]` is the form of a link")
                .help(help)
        }
        TrapKind::ParenthesisAfter => {
            here(Code::CitationTrap, format!("`{whole}` with parentheses directly after reads as a link"))
                .label("its brackets are shown as text")
                .why("`[…](…)` is the form of a link")
                .help(format!("write a space after the brackets: `{whole} (…)`"))
        }
        TrapKind::InlineNote => {
            here(Code::CitationTrap, "a note in the text, `^[…]`, is not read".to_owned())
                .label("shown as text")
                .why("footnotes are written `[^1]`, with their text in a paragraph `[^1]: …` of its own")
                .help(format!("write `[^1]` here and `[^1]: {}` below", inner(whole.trim_start_matches('^'))))
        }
        TrapKind::Emphasis(key) => {
            let key = excerpt(line, key);
            let name = key.trim_end_matches('_');
            here(Code::CitationTrap, format!("the underscore belongs to the key: this cites `{key}`"))
                .label(format!("the key is `{key}`"))
                .why("an underscore is a letter of a key, so it does not end the emphasis")
                .help(format!("write `*@{name}*`, or `_@{{{name}}}_`"))
        }
        TrapKind::NumberInKey(key, colon) => {
            let (head, number) = (&line.flat[key.start..*colon], &line.flat[colon + 1..key.end]);
            here(Code::CitationTrap, format!("this cites `{head}:{number}`, not page {number} of `{head}`"))
                .label(format!("the key is `{head}:{number}`"))
                .why("a colon before a letter or digit is part of the key")
                .help(format!(
                    "write `[@{head}, p. {number}]`; if the key is `{head}:{number}`, write `@{{{head}:{number}}}`"
                ))
        }
        TrapKind::NoKey => here(Code::EmptyCitationKey, "a citation without a key".to_owned())
            .label("no key")
            .help("write the source's key after the `@`, or `\\@` for the sign itself"),
        TrapKind::SpaceInBraces => {
            here(Code::CitationTrap, format!("`{whole}` cites nothing: a key in braces has no spaces"))
                .label("shown as text")
                .help("write the source's key as it stands in its file")
        }
        TrapKind::Unclosed => {
            here(Code::CitationTrap, format!("the brackets of `{whole}` are not closed in this paragraph"))
                .label("opened here")
                .why("citations in brackets end in the paragraph, and in the emphasis, in which they begin")
                .help("write the closing `]`")
        }
    }
}

fn inner(brackets: &str) -> &str {
    brackets.trim_start_matches('[').trim_end_matches(']')
}

fn first_word(text: &str) -> &str {
    text.split_whitespace().next().unwrap_or(text)
}

/// `[@a;; @b;]` as `[@a; @b]`.
fn without_empty_parts(cluster: &str) -> String {
    let parts: Vec<_> = inner(cluster).split(';').map(str::trim).filter(|part| !part.is_empty()).collect();
    format!("[{}]", parts.join("; "))
}
