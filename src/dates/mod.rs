//! Dates that are never more precise than what is known: EDTF levels 0 to 2, and minutes.

pub mod bounds;
pub mod date;
pub mod zone;
