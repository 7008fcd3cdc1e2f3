//! YAML, read so that its surprises do not reach the author.
//!
//! A text is first held to its bounds, then read once into a tree in which every scalar is as it
//! was written. Where something stands is looked for only when there is something to say about
//! it.

pub(super) mod bounds;
pub(super) mod explain;
mod line;
pub(super) mod mend;
pub(super) mod node;
pub mod place;
pub(super) mod trouble;
