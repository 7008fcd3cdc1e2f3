//! `dateline completions SHELL`

use clap::CommandFactory;
use clap_complete::Shell;

use crate::cmd::arguments::Arguments;
use crate::cmd::console::Console;
use crate::cmd::trouble::{Exit, Trouble};

/// Prints a script that completes the command line in `shell`.
///
/// # Errors
/// Where standard output takes nothing.
pub fn run(shell: Shell, console: Console) -> Result<Exit, Trouble> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "dateline", &mut script);
    console.print(&String::from_utf8(script).expect("the scripts are text"))?;
    Ok(Exit::Clean)
}
