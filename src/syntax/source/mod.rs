//! What a source is made of beyond its everyday fields: who made it, what CSL calls its kind and
//! its rarer fields, and what BibLaTeX, RIS and Zotero call the same.

pub mod bib;
pub mod creator;
pub mod csl;
mod draft;
pub mod item_type;
mod language;
mod list;
pub(crate) mod locate;
#[cfg(test)]
mod shown;
pub mod variable;
