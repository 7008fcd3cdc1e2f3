//! One file, unresolved: what an author wrote, understood as far as that text alone allows.
//!
//! Parsing cannot fail and sees one file. Its result is a function of the text and of the kind of
//! file, so it can be remembered by them. All spans are bytes of that text.

pub mod document;
pub mod fields;
pub mod prose;
