//! Why an output folder is not written to.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// Why an output folder is not written to. Nothing has been changed then.
#[derive(Debug)]
pub enum Refused {
    /// The output is a folder that the site is read from, or lies in one, or contains one.
    Sources {
        /// The output, as it was asked for.
        output: PathBuf,
        /// How it lies to `source`.
        how: Overlap,
        /// The folder that is read.
        source: PathBuf,
    },
    /// Something that is no folder stands there.
    NotAFolder {
        /// The output, as it was asked for.
        output: PathBuf,
    },
    /// The output holds what no build of ours wrote, and what publishing would sweep away.
    Strangers {
        /// The output, as it was asked for.
        output: PathBuf,
        /// The first few of them, as paths within the output.
        some: Vec<String>,
        /// How many there are.
        count: usize,
        /// Whether a build of ours has written there before.
        written_before: bool,
    },
    /// The output's `site-manifest.json` cannot be understood, so nobody knows what is ours.
    BadManifest {
        /// What is wrong with it, with its path.
        reason: String,
    },
    /// Another build is writing there now.
    Busy {
        /// The output, as it was asked for.
        output: PathBuf,
        /// The process that does it, where it said so.
        holder: Option<u32>,
    },
    /// The machine's refusal, with its path.
    Machine(io::Error),
}

/// How an output lies to a folder that the site is read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overlap {
    /// They are one folder.
    Is,
    /// The output lies in it.
    LiesIn,
    /// The output contains it.
    Contains,
}

impl Refused {
    /// What to do about it, in one sentence; `None` where the message says it all.
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::Sources { .. } | Self::NotAFolder { .. } => {
                Some("choose a folder of its own with `--output`")
            }
            Self::Strangers { written_before: true, .. } => Some(
                "move them out of there; what is to be published belongs in `content/`, \
                 from where each build copies it",
            ),
            Self::Strangers { .. } => {
                Some("choose an empty folder with `--output`, or empty this one yourself")
            }
            Self::BadManifest { .. } => {
                Some("look what is in the folder and remove it yourself, or choose another with `--output`")
            }
            Self::Busy { .. } => Some("wait for it to end, or choose another folder with `--output`"),
            Self::Machine(_) => None,
        }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sources { output, how, source } => {
                let how = match how {
                    Overlap::Is => "is",
                    Overlap::LiesIn => "lies in",
                    Overlap::Contains => "contains",
                };
                let (output, source) = (output.display(), source.display());
                write!(f, "the output folder `{output}` {how} `{source}`, which the site is read from")
            }
            Self::NotAFolder { output } => {
                write!(f, "the output `{}` is not a folder", output.display())
            }
            Self::Strangers { output, some, count, .. } => {
                write!(f, "the output folder `{}` holds what no build wrote: ", output.display())?;
                for (n, path) in some.iter().enumerate() {
                    write!(f, "{}`{path}`", if n > 0 { ", " } else { "" })?;
                }
                match count - some.len() {
                    0 => Ok(()),
                    more => write!(f, " and {more} more"),
                }
            }
            Self::BadManifest { reason } => f.write_str(reason),
            Self::Busy { output, holder } => {
                let output = output.display();
                match holder {
                    Some(pid) => write!(f, "another build (process {pid}) is writing to `{output}`"),
                    None => write!(f, "another build is writing to `{output}`"),
                }
            }
            Self::Machine(e) => e.fmt(f),
        }
    }
}

impl std::error::Error for Refused {}

impl From<io::Error> for Refused {
    fn from(error: io::Error) -> Self {
        Self::Machine(error)
    }
}
