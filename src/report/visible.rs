//! Text that a terminal shows and never obeys.

use std::borrow::Cow;

/// The longest message, in characters, that is shown in full to people.
const LONGEST: usize = 600;

/// Whether `c` is not seen, or changes how a terminal shows what stands around it: control
/// characters, the marks and overrides of writing direction, invisible spaces and joiners, tags.
/// The zero-width joiner and non-joiner are letters' own business, and stay.
pub fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// A mark of its own for a character that is unseen: `␛` for a control character of ASCII, its
/// number for others.
pub fn mark(c: char) -> Cow<'static, str> {
    match c {
        '\u{7f}' => Cow::Borrowed("\u{2421}"),
        '\0'..='\u{1f}' => {
            let picture =
                char::from_u32(0x2400 + u32::from(c)).expect("each control character has a picture");
            Cow::Owned(picture.into())
        }
        other => Cow::Owned(format!("<U+{:04X}>", u32::from(other))),
    }
}

/// `text` on one line, with a mark for every character that is unseen, and cut where it is very
/// long.
pub fn line(text: &str) -> Cow<'_, str> {
    marked(text, |_| false)
}

/// The same, with line breaks left as they are.
pub fn block(text: &str) -> Cow<'_, str> {
    marked(text, |c| c == '\n')
}

fn marked(text: &str, keep: impl Fn(char) -> bool) -> Cow<'_, str> {
    let long = text.len() > LONGEST && text.chars().nth(LONGEST).is_some();
    if !long && text.chars().all(|c| !is_unseen(c) || keep(c)) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::new();
    for c in text.chars().take(LONGEST) {
        if is_unseen(c) && !keep(c) {
            shown.push_str(&mark(c));
        } else {
            shown.push(c);
        }
    }
    if long {
        shown.push('…');
    }
    Cow::Owned(shown)
}

#[cfg(test)]
mod tests {
    use super::{block, line};

    #[test]
    fn nothing_that_a_terminal_obeys_is_left() {
        assert_eq!(line("a\u{1b}[31mb\r\n\t\u{7f}"), "a␛[31mb␍␊␉␡");
        assert_eq!(line("x\u{202e}y\u{9b}z\u{feff}"), "x<U+202E>y<U+009B>z<U+FEFF>");
        assert_eq!(block("a\nb\u{7}"), "a\nb␇");
        for c in '\0'..=char::MAX {
            let text = c.to_string();
            let shown = line(&text);
            assert!(shown.chars().all(|c| !c.is_control()), "{c:?}");
        }
    }

    #[test]
    fn letters_of_every_script_stay() {
        for text in ["Пётр «Ё»", "می\u{200c}خواهم", "👩\u{200d}🚀", "e\u{301}", "日本"] {
            assert_eq!(line(text), text);
        }
    }

    #[test]
    fn a_very_long_text_is_cut() {
        let shown = line(&"é".repeat(100_000)).into_owned();
        assert_eq!(shown.chars().count(), 601);
    }
}
