//! The ground floor: plain values that every other room speaks in.
//!
//! Nothing here reads a file, a clock or an environment variable, and nothing here knows what an
//! event is.

pub mod arena;
pub mod checked;
pub mod checks;
pub mod code;
pub mod diagnostic;
pub mod hash;
pub mod output;
pub mod path;
pub mod plan;
pub mod snapshot;
pub mod span;
