//! One file, unresolved: what an author wrote, understood as far as that text alone allows.
//!
//! Parsing cannot fail and sees one file. Its result is a function of the text and of the kind of
//! file, so it can be remembered by them. All spans are bytes of that text.

pub mod attributes;
pub(crate) mod citation;
pub mod document;
pub mod fields;
pub mod front;
pub mod keys;
pub mod locator;
pub mod markdown;
pub mod outlet_list;
pub mod parse;
pub mod prose;
pub(crate) mod reading;
pub(crate) mod sentence;
pub mod source;
pub mod source_list;
pub mod statement;
pub mod yaml;

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use crate::base::diagnostic::Fault;
    use crate::base::span::LineCol;
    use crate::syntax::document::Kind;
    use crate::syntax::front;

    /// Faults as text: a test's view of them, with the text that each is about.
    pub(super) fn shown(text: &str, faults: &[Fault]) -> String {
        let mut out = String::new();
        for fault in faults {
            let span = fault.place.expect("a fault of one file has a place").span;
            let LineCol { line, col } = LineCol::of(text, span.start);
            let _ =
                writeln!(out, "{line}:{col} {}[{}] {}", fault.level.word(), fault.code.name(), fault.message);
            let _ = writeln!(out, "    {:?} {}", span.of(text), fault.label);
            for (place, words) in &fault.related {
                let LineCol { line, col } = LineCol::of(text, place.span.start);
                let _ = writeln!(out, "    {line}:{col} {:?} {words}", place.span.of(text));
            }
            if let Some(why) = &fault.why {
                let _ = writeln!(out, "    why: {why}");
            }
            if let Some(help) = &fault.help {
                let _ = writeln!(out, "    help: {help}");
            }
        }
        out
    }

    /// Reads the file and writes out its faults, each with the text that it is about.
    pub(super) fn faults(kind: Kind, text: &str) -> String {
        let split = front::split(text);
        let (_, mut faults) = front::read(kind, text, split.yaml);
        faults.splice(0..0, split.fault);
        shown(text, &faults)
    }
}
