//! How a run ends.

use std::io;

/// The end of a run, by its exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// 0: all is well.
    Clean,
    /// 1: the content has errors, or warnings under `--strict`.
    Faults,
    /// 2: the command line is wrong.
    Usage,
    /// 3: it could not be done: no site, or the machine refused.
    CouldNotRun,
}

impl Exit {
    /// The number that the shell sees.
    pub fn code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Faults => 1,
            Self::Usage => 2,
            Self::CouldNotRun => 3,
        }
    }
}

/// Why a command could not be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// How the run ends.
    pub exit: Exit,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl Trouble {
    /// It could not be done.
    pub fn new(message: impl Into<String>) -> Self {
        Self { exit: Exit::CouldNotRun, message: message.into(), help: None }
    }

    /// The command line is wrong.
    pub fn usage(message: impl Into<String>) -> Self {
        Self { exit: Exit::Usage, message: message.into(), help: None }
    }

    /// With what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Self::new(error.to_string())
    }
}
