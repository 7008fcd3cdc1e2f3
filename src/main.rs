//! The `dateline` command.

#![allow(clippy::disallowed_methods, reason = "a door")]

use std::panic::{self, AssertUnwindSafe};
use std::process::ExitCode;
use std::sync::Mutex;

use clap::{ColorChoice, CommandFactory, FromArgMatches, Parser};
use dateline::cmd::arguments::{Arguments, Command};
use dateline::cmd::console::Console;
use dateline::cmd::trouble::{Exit, Trouble};
use dateline::cmd::{build, check, clean, completions, explain, init, serve};

/// What the last panic said.
static PANIC: Mutex<String> = Mutex::new(String::new());

/// The exit code where the program itself is at fault.
const OUR_FAULT: u8 = 101;

fn main() -> ExitCode {
    // A panic that is caught, as in a parser, becomes a diagnostic, and is not to be told twice.
    if std::env::var_os("RUST_BACKTRACE").is_none() {
        panic::set_hook(Box::new(|panic| {
            if let Ok(mut last) = PANIC.lock() {
                *last = panic.to_string();
            }
        }));
    }
    panic::catch_unwind(AssertUnwindSafe(whole)).unwrap_or_else(|_| {
        let said = PANIC.lock().map(|said| said.clone()).unwrap_or_default();
        let trouble = Trouble::new(format!("the program failed, and it is not your fault: {said}"));
        let arguments = Arguments::parse_from(["dateline"]);
        Console::new(&arguments.general).trouble(&trouble.help("please report this, with what you did"));
        ExitCode::from(OUR_FAULT)
    })
}

fn whole() -> ExitCode {
    let arguments = match parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // A closed pipe is no fault, and there is nobody to tell of any other.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { Exit::Usage } else { Exit::Clean }.code());
        }
    };
    let console = Console::new(&arguments.general);
    let exit = run(arguments, console).unwrap_or_else(|trouble| {
        console.trouble(&trouble);
        trouble.exit
    });
    ExitCode::from(exit.code())
}

fn parse() -> Result<Arguments, clap::Error> {
    let mut command = Arguments::command();
    // Known before the rest is read, since what is wrong with the rest is coloured too.
    let words: Vec<_> = std::env::args_os().collect();
    let pairs = words.iter().zip(words.iter().skip(1).map(Some).chain([None]));
    for (word, next) in pairs {
        let never =
            word == "--color=never" || (word == "--color" && next.is_some_and(|next| next == "never"));
        let always =
            word == "--color=always" || (word == "--color" && next.is_some_and(|next| next == "always"));
        if never || always {
            command = command.color(if never { ColorChoice::Never } else { ColorChoice::Always });
        }
    }
    Arguments::from_arg_matches(&command.try_get_matches_from(words)?)
}

fn run(arguments: Arguments, console: Console) -> Result<Exit, Trouble> {
    let Arguments { command, general } = arguments;
    let Some(command) = command else {
        console.print(&Arguments::command().render_help().ansi().to_string())?;
        return Ok(Exit::Clean);
    };
    let alone =
        matches!(command, Command::Init(_) | Command::New(_) | Command::Explain(_) | Command::Completions(_));
    if let (true, Some(option)) = (alone, general.about_a_site()) {
        let trouble = Trouble::usage(format!("`{option}` has no meaning for this command"));
        return Err(trouble.help("it belongs to `build`, `check`, `serve` and `clean`"));
    }
    match command {
        Command::Init(init) => init::run(&init, console),
        Command::New(new) => init::run(&new.meant(), console),
        Command::Explain(explain) => explain::run(explain.code.as_deref(), console),
        Command::Completions(completions) => completions::run(completions.shell, console),
        Command::Build => build::run(&general, console),
        Command::Check => check::run(&general, console),
        Command::Serve(serve) => serve::run(&serve, &general, console),
        Command::Clean => clean::run(&general, console),
    }
}
