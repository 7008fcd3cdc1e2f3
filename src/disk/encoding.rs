//! `.bib` files that are not UTF-8: older ones are in Latin-1 or in the encoding of their country.

use encoding_rs::{Encoding, WINDOWS_1252};

/// How far into a file its encoding may be declared, in bytes.
const DECLARED_WITHIN: usize = 4_096;

/// What became of bytes that are not UTF-8.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    pub(super) text: String,
    /// The encoding's name.
    pub(super) from: &'static str,
    /// Whether the file said so itself, by a byte-order mark or a line.
    pub(super) declared: bool,
}

/// Decodes a `.bib` file: as its byte-order mark or its line `% Encoding: …` (as JabRef writes it),
/// `-*- coding: … -*-` says, or else as Windows-1252, which has all of Latin-1's letters.
pub(super) fn decode(bytes: &[u8]) -> Decoded {
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let declared = marked.or_else(|| declared(bytes));
    let (text, from, _) = declared.unwrap_or(WINDOWS_1252).decode(bytes);
    Decoded { text: text.into_owned(), from: from.name(), declared: declared.is_some() }
}

fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(DECLARED_WITHIN)]).to_lowercase();
    let after = |mark: &str| {
        let rest = head[head.find(mark)? + mark.len()..].trim_start();
        let label: String =
            rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_.".contains(*c)).collect();
        // JabRef writes the names that Java has for them.
        let label = label.replace("iso8859_", "iso-8859-").replace("cp125", "windows-125");
        Encoding::for_label(label.as_bytes())
    };
    // A file that says UTF-8 and is not has been spoilt: it says nothing.
    after("encoding:").or_else(|| after("coding:")).filter(|encoding| *encoding != encoding_rs::UTF_8)
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn what_is_declared_goes_before_what_is_likely() {
        for (bytes, text, from, declared) in [
            (&b"M\xfcller"[..], "Müller", "windows-1252", false),
            (b"% Encoding: ISO8859_5\n\xbc\xde", "% Encoding: ISO8859_5\nМо", "ISO-8859-5", true),
            (b"% -*- coding: koi8-r -*-\n\xed", "% -*- coding: koi8-r -*-\nМ", "KOI8-R", true),
            (b"% Encoding: UTF-8\nM\xfcller", "% Encoding: UTF-8\nMüller", "windows-1252", false),
            (b"\xff\xfe@\0a\0", "@a", "UTF-16LE", true),
        ] {
            let decoded = decode(bytes);
            assert_eq!((&*decoded.text, decoded.from, decoded.declared), (text, from, declared));
        }
    }
}
