//! What is printed, and where.
//!
//! What people read goes to standard error; what programs read, and what was asked for (a page of
//! `explain`, completions), to standard output. Nobody may be reading: a closed pipe is no fault.

use std::fmt;
use std::io::{self, BufWriter, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};

use crate::base::diagnostic::{Diagnostic, Level};
use crate::cmd::arguments::{Color, FormatName, General};
use crate::cmd::trouble::Trouble;
use crate::report;
use crate::report::human;
use crate::report::places::Places;
use crate::report::visible;

/// How a run prints.
#[derive(Debug, Clone, Copy)]
pub struct Console {
    format: report::Format,
    color: ColorChoice,
    quiet: bool,
    verbose: bool,
    /// Whether warnings count as errors.
    strict: bool,
}

impl Console {
    /// As the command line asks.
    pub fn new(general: &General) -> Self {
        Self {
            format: match general.format {
                FormatName::Human => report::Format::Human,
                FormatName::Short => report::Format::Short,
                FormatName::Json => report::Format::Json,
                FormatName::Sarif => report::Format::Sarif,
                FormatName::Github => report::Format::Github,
            },
            color: choice(general.color),
            quiet: general.quiet,
            verbose: general.verbose,
            strict: general.strict,
        }
    }

    /// Whether somebody looks on who may be shown what is going on.
    pub fn is_watched(self) -> bool {
        self.format == report::Format::Human && !self.quiet && io::stderr().is_terminal()
    }

    /// Says a line, unless the run is quiet.
    ///
    /// # Errors
    /// Those of standard error.
    pub fn say(self, line: impl fmt::Display) -> io::Result<()> {
        if self.quiet { Ok(()) } else { self.on_error(|out| writeln!(out, "{line}")) }
    }

    /// Says a line where the run is verbose.
    ///
    /// # Errors
    /// Those of standard error.
    pub fn tell(self, line: impl fmt::Display) -> io::Result<()> {
        if self.verbose { self.say(line) } else { Ok(()) }
    }

    /// Prints what was asked for.
    ///
    /// # Errors
    /// Those of standard output.
    pub fn print(self, text: &str) -> io::Result<()> {
        self.on_output(|out| out.write_all(text.as_bytes()))
    }

    /// Prints diagnostics: all, or where the run is quiet those that fail it.
    ///
    /// # Errors
    /// Those of the stream.
    pub fn diagnostics(self, diagnostics: &[Diagnostic], places: &Places<'_>) -> io::Result<()> {
        let kept: Vec<Diagnostic>;
        let shown = if self.quiet {
            let least = if self.strict { Level::Warning } else { Level::Error };
            kept = diagnostics.iter().filter(|d| d.level >= least && d.excepted.is_none()).cloned().collect();
            &kept
        } else {
            diagnostics
        };
        let write = |out: &mut dyn Write| report::write(out, shown, places, self.format);
        if self.format == report::Format::Human { self.on_error(write) } else { self.on_output(write) }
    }

    /// Prints why the run ends here.
    pub fn trouble(self, trouble: &Trouble) {
        let style = human::style(Level::Error);
        let message = visible::block(&trouble.message);
        // Whoever could be told of a refusal here cannot be told of it.
        let _ = self.on_error(|out| {
            writeln!(out, "{style}error\x1b[0m\x1b[1m: {message}\x1b[0m")?;
            trouble
                .help
                .iter()
                .try_for_each(|help| writeln!(out, "  = \x1b[1mhelp\x1b[0m: {}", visible::block(help)))
        });
    }

    fn on_error(self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        let stream = AutoStream::new(io::stderr().lock(), self.color);
        finish(&mut BufWriter::new(stream), write)
    }

    fn on_output(self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        let stream = AutoStream::new(io::stdout().lock(), self.color);
        finish(&mut BufWriter::new(stream), write)
    }
}

fn finish(out: &mut impl Write, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    match write(out).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

/// The choice as anstream has it.
pub fn choice(color: Color) -> ColorChoice {
    match color {
        Color::Auto => ColorChoice::Auto,
        Color::Always => ColorChoice::Always,
        Color::Never => ColorChoice::Never,
    }
}
