//! What a build makes, one file after another, and who takes it.

use std::fmt;
use std::io;
use std::path::Path;

use crate::base::path::OutPath;

/// The contents of one output file.
#[derive(Clone, Copy)]
pub enum Body<'a> {
    /// These bytes.
    Bytes(&'a [u8]),
    /// What this writes, the same each time: for what is too large to be held.
    Written(&'a (dyn Fn(&mut dyn io::Write) -> io::Result<()> + Sync)),
    /// What stands in this file of the site, byte for byte.
    File(&'a Path),
}

impl fmt::Debug for Body<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes(bytes) => write!(f, "{} bytes", bytes.len()),
            Self::Written(_) => f.write_str("bytes yet to be written"),
            Self::File(path) => write!(f, "the bytes of {path:?}"),
        }
    }
}

/// Takes outputs as they are made, in any order and from several threads.
///
/// A sink never sees one path twice: the plan has made sure of that.
pub trait Sink: Sync {
    /// Takes one file.
    ///
    /// # Errors
    /// The machine's refusal, with the path it happened at in its message.
    fn put(&self, path: &OutPath, body: Body<'_>) -> io::Result<()>;

    /// Takes a file that has not changed since the last build that this sink kept, without its
    /// bytes. False where the sink has no such file: then it is made and put.
    fn keep(&self, _path: &OutPath) -> bool {
        false
    }
}

/// Where the list of a build's outputs stands among them. No plan may have this path: whoever
/// stages the outputs writes it.
pub const MANIFEST: &str = "site-manifest.json";
