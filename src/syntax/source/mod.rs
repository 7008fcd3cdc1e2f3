//! What a source is made of beyond its everyday fields: who made it, what CSL calls its kind and
//! its rarer fields, and what BibLaTeX, RIS and Zotero call the same.

pub mod creator;
pub mod item_type;
pub mod variable;
