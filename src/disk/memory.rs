//! What a build remembers.

/// The folder of a site in which a build keeps what it remembers.
pub const FOLDER: &str = ".dateline";
