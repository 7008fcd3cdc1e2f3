//! The feeds: the chronicle's events as they became known.

pub(crate) mod atom;
