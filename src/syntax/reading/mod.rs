//! From a mapping to fields: each value is held to what its key takes, and all that is wrong is
//! said at once.

pub(super) mod checks;
pub(super) mod event;
pub(super) mod name;
pub(super) mod nearest;
pub(super) mod page;
pub(super) mod reader;
pub(super) mod source;
