//! Where things lie in time: the elastic column, the linear strip, the lanes.
//!
//! Pure, in whole numbers, and in one order everywhere, so that the same chronicle is drawn with
//! the same bytes on every machine. Nothing here measures text: labels live in the flow of the
//! page, and only marks are placed.

pub mod column;
pub mod fit;
pub mod lanes;
pub mod mark;
pub mod pages;
pub mod parts;
pub mod placed;
pub mod scale;
pub mod strip;
pub mod ticks;
pub mod zoom;
