//! Text into HTML and XML: escaped, and without the characters that neither may hold.

use std::io;

/// Writes `text` so that it can stand in HTML or XML, between tags and in a quoted attribute.
/// Control characters, which neither allows, become U+FFFD.
pub(crate) fn escape_to(text: &str, out: &mut String) {
    let mut from = 0;
    while let Some((at, length, entity)) = next(text, from) {
        out.push_str(&text[from..at]);
        out.push_str(entity);
        from = at + length;
    }
    out.push_str(&text[from..]);
}

/// `text`, escaped.
#[cfg(test)]
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    escape_to(text, &mut out);
    out
}

/// The same for the template engine, which writes bytes.
pub(crate) fn escape_for_template(text: &str, out: &mut dyn io::Write) -> io::Result<()> {
    let mut from = 0;
    while let Some((at, length, entity)) = next(text, from) {
        out.write_all(&text.as_bytes()[from..at])?;
        out.write_all(entity.as_bytes())?;
        from = at + length;
    }
    out.write_all(&text.as_bytes()[from..])
}

/// The bytes that may begin what is escaped.
const SUSPECT: [bool; 256] = {
    let mut suspect = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        suspect[byte] = byte != b'\t' as usize && byte != b'\n' as usize;
        byte += 1;
    }
    let mut n = 0;
    // The last two begin U+0080 to U+009F, and U+FFFE and U+FFFF, among others.
    let others = [b'&', b'<', b'>', b'"', b'\'', 0x7f, 0xc2, 0xef];
    while n < others.len() {
        suspect[others[n] as usize] = true;
        n += 1;
    }
    suspect
};

/// How many bytes are looked at together. What the compiler makes of that takes them all at once.
const TOGETHER: usize = 16;

/// Where the first byte lies that may begin what is escaped.
fn suspect(bytes: &[u8]) -> Option<usize> {
    let mut from = 0;
    for together in bytes.chunks_exact(TOGETHER) {
        let some = together.iter().fold(0, |some, &b| {
            let is = |other: u8| u8::from(b == other);
            let marks = is(b'&') | is(b'<') | is(b'>') | is(b'"') | is(b'\'');
            some | marks | u8::from(b < 0x20) | is(0x7f) | is(0xc2) | is(0xef)
        });
        if some != 0
            && let Some(at) = together.iter().position(|&byte| SUSPECT[byte as usize])
        {
            return Some(from + at);
        }
        from += TOGETHER;
    }
    bytes[from..].iter().position(|&byte| SUSPECT[byte as usize]).map(|at| from + at)
}

/// The next character from byte `from` on that is escaped: where, how long, and as what.
fn next(text: &str, mut from: usize) -> Option<(usize, usize, &'static str)> {
    loop {
        let at = from + suspect(&text.as_bytes()[from..])?;
        let c = text[at..].chars().next()?;
        if let Some(entity) = entity(c) {
            return Some((at, c.len_utf8(), entity));
        }
        from = at + c.len_utf8();
    }
}

fn entity(c: char) -> Option<&'static str> {
    Some(match c {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\'' => "&#39;",
        '\t' | '\n' => return None,
        // XML 1.0, section 2.2; U+007F to U+009F are allowed there and not in HTML.
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => "\u{fffd}",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{SUSPECT, TOGETHER, escape_for_template, escaped, suspect};

    #[test]
    fn what_may_be_escaped_is_seen_wherever_it_stands() {
        for byte in (0..=u8::MAX).filter(|&byte| SUSPECT[byte as usize]) {
            for at in 0..2 * TOGETHER + 1 {
                let mut bytes = [b'a'; 2 * TOGETHER + 1];
                bytes[at] = byte;
                assert_eq!(suspect(&bytes), Some(at), "{byte:#x}");
            }
        }
    }

    #[test]
    fn nothing_leaves_the_text() {
        let text = "<a href='x' title=\"y\">&amp;\u{0}\u{1b}[31m\r\n\tпривет\u{ffff}\u{85}\u{a0}\u{ff01}";
        let expected = "&lt;a href=&#39;x&#39; title=&quot;y&quot;&gt;&amp;amp;\u{fffd}\u{fffd}[31m\u{fffd}\n\tпривет\u{fffd}\u{fffd}\u{a0}\u{ff01}";
        assert_eq!(escaped(text), expected);
        let mut bytes = Vec::new();
        escape_for_template(text, &mut bytes).unwrap();
        assert_eq!(bytes, expected.as_bytes());
    }
}
