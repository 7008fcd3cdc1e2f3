//! The machine's refusals, each with what was tried and the path that it happened at.

use std::io;
use std::path::Path;

/// `error`, saying that `doing` (`read`, `create the folder`) was tried on `path`. The kind stays.
pub(crate) fn at(doing: &str, path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("cannot {doing} `{}`: {error}", path.display()))
}
