//! Dates that are never more precise than what is known: EDTF levels 0 to 2, and minutes.

mod blame;
pub mod bounds;
mod calendar;
pub mod date;
pub mod form;
pub mod halo;
mod moment;
mod nearest;
pub mod order;
pub mod wording;
pub mod zone;
