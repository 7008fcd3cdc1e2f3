//! The `dateline` command.

use std::process::ExitCode;

use clap::{ColorChoice, CommandFactory, FromArgMatches};
use dateline::cmd::arguments::{Arguments, Command};
use dateline::cmd::console::Console;
use dateline::cmd::trouble::{Exit, Trouble};
use dateline::cmd::{build, check, clean, completions, explain, init, serve};

fn main() -> ExitCode {
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
