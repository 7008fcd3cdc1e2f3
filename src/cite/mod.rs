//! Sources in a citation style: CSL through `hayagriva`, with what it lacks made good here.
//!
//! The engine is trusted with nothing: it is fed cleaned records, its output is taken as runs of
//! text that are escaped where they are written, a panic in it is an answer like another, and
//! labels are made unique here.

mod date;
pub mod engine;
mod item;
pub mod label;
mod order;
pub mod run;
mod sound;
pub mod style;
