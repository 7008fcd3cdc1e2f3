//! What can be asked for on the command line.

use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

/// The command line.
#[derive(Debug, Parser)]
#[command(
    name = "dateline",
    version,
    about = "Builds a timeline that shows its evidence, from a folder of Markdown",
    after_help = "\
Examples:
  dateline init my-site        a new site, with a sample to learn from
  dateline serve               look at it while you write
  dateline build               write it to public/
  dateline explain bad-date    what a message means, and what to do

`dateline COMMAND --help` tells more about a command.",
    max_term_width = 100
)]
pub struct Arguments {
    /// What to do; help where it is absent.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// What holds for every command.
    #[command(flatten)]
    pub general: General,
}

/// Options that can stand before and after a command.
#[derive(Debug, Args)]
pub struct General {
    /// The site's folder [default: the nearest one with a site.toml, from here upwards]
    #[arg(long, global = true, value_name = "DIR", help_heading = "The site")]
    pub root: Option<PathBuf>,
    /// Where the built site is written [default: public/ in the site's folder]
    #[arg(long, global = true, value_name = "DIR", help_heading = "The site")]
    pub output: Option<PathBuf>,
    /// The address where the site will stand, in place of base_url in site.toml
    #[arg(long, global = true, value_name = "URL", help_heading = "The site")]
    pub base_url: Option<String>,
    /// Publish drafts, and what waits for its day, too
    #[arg(long, global = true, help_heading = "The site")]
    pub drafts: bool,
    /// Make the site as it stood on that day: only sources published by then, and what they bear
    #[arg(long, global = true, value_name = "DATE", help_heading = "The site")]
    pub as_of: Option<String>,
    /// Let warnings fail, as errors do
    #[arg(long, global = true, help_heading = "The site")]
    pub strict: bool,
    /// Print errors only
    #[arg(short, long, global = true, help_heading = "Messages", conflicts_with = "verbose")]
    pub quiet: bool,
    /// Print what is done, and how long each step takes
    #[arg(short, long, global = true, help_heading = "Messages")]
    pub verbose: bool,
    /// How diagnostics are written: human to standard error, the others to standard output
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "FORMAT",
        default_value_t,
        hide_default_value = true,
        help_heading = "Messages"
    )]
    pub format: FormatName,
    /// When to use colour; `NO_COLOR` and `CLICOLOR_FORCE` are honoured
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "WHEN",
        default_value_t,
        hide_default_value = true,
        help_heading = "Messages"
    )]
    pub color: Color,
}

/// The names of the formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Default)]
pub enum FormatName {
    /// With the line, the reason and the fix
    #[default]
    Human,
    /// A line each: `file:line:col: level[code]: message`.
    #[value(help = "file:line:col: level[code]: message")]
    Short,
    /// One JSON object a line
    Json,
    /// A SARIF 2.1.0 log
    Sarif,
    /// Annotations for GitHub's workflows
    Github,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Default)]
pub enum Color {
    /// On a terminal
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Build the site
    #[command(
        aliases = ["render", "generate", "make"],
        long_about = "Build the site.\n\nThe new site appears complete, or not at all: where the content has errors, or the build is \
                      interrupted, the site that stood before stays as it was. A build that changes nothing writes nothing.",
        after_help = "\
Examples:
  dateline build
  dateline build --output ../www --base-url https://example.org/chronicle/
  dateline build --strict --format github    in a workflow of GitHub",
    )]
    Build,
    /// Report everything that is wrong, and write nothing
    #[command(
        aliases = ["lint", "validate", "test"],
        after_help = "\
Examples:
  dateline check
  dateline check --strict                    warnings fail too
  dateline check --format short | head
  dateline check --format json > faults.json",
    )]
    Check,
    /// Show the site in a browser while it is written
    #[command(
        aliases = ["preview", "dev", "server", "watch", "start"],
        long_about = "Show the site in a browser while it is written.\n\nThe site is built in memory and built again when a file is saved; open pages reload. While there \
                      are errors, the last good site is shown with the errors over it. Nothing is written to the disk.",
        after_help = "\
Examples:
  dateline serve
  dateline serve --port 8080
  dateline serve --drafts",
    )]
    Serve(Serve),
    /// Make a new site
    #[command(
        alias = "create",
        long_about = "Make a new site, with a sample chronicle to learn from. Nothing that is there already is overwritten.",
        after_help = "\
Examples:
  dateline init my-site
  dateline init --bare      here, with one event and one source"
    )]
    Init(Init),
    /// Tell what a diagnostic means, and what to do about it
    #[command(after_help = "\
Examples:
  dateline explain              all codes
  dateline explain bad-date")]
    Explain(Explain),
    /// Delete what builds have written
    #[command(
        alias = "clear",
        long_about = "Delete what builds have written: the files that the output's site-manifest.json lists, and what builds \
                      remember in .dateline/. Files that no build wrote stay.",
        after_help = "\
Examples:
  dateline clean
  dateline clean --output ../www"
    )]
    Clean,
    /// Print completions for a shell
    #[command(
        alias = "completion",
        after_help = "\
Examples:
  dateline completions bash > ~/.local/share/bash-completion/completions/dateline
  dateline completions zsh > ~/.zfunc/_dateline
  dateline completions fish > ~/.config/fish/completions/dateline.fish"
    )]
    Completions(Completions),
    /// What other programs call `new site DIR`.
    #[command(hide = true)]
    New(New),
}

/// How to serve.
#[derive(Debug, Args)]
pub struct Serve {
    /// The port; 0 for any [default: 1313, or the next one that is free]
    #[arg(long, short, value_name = "PORT")]
    pub port: Option<u16>,
    /// The address to listen at. At one that is not this machine's own, others can read the site
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub host: std::net::IpAddr,
}

/// What site to make.
#[derive(Debug, Args)]
pub struct Init {
    /// Its folder, which need not exist yet
    #[arg(value_name = "DIR", default_value = ".")]
    pub folder: PathBuf,
    /// One event and one source in place of the sample
    #[arg(long)]
    pub bare: bool,
}

/// What to explain.
#[derive(Debug, Args)]
pub struct Explain {
    /// The code, as it stands in brackets in a message; all are listed where it is absent
    #[arg(value_name = "CODE")]
    pub code: Option<String>,
}

/// For which shell.
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub shell: Shell,
}

/// The words after `new`.
#[derive(Debug, Args)]
pub struct New {
    /// `site`, and a folder.
    #[arg(value_name = "DIR", num_args = 1..=2)]
    pub words: Vec<PathBuf>,
    /// As with `init`.
    #[arg(long, action = ArgAction::SetTrue)]
    pub bare: bool,
}

impl New {
    /// What is meant by it.
    pub fn meant(self) -> Init {
        let mut words = self.words.into_iter();
        let first = words.next();
        let folder = match words.next() {
            Some(folder) => folder,
            None => first.filter(|word| word.as_os_str() != "site").unwrap_or_else(|| PathBuf::from(".")),
        };
        Init { folder, bare: self.bare }
    }
}

impl General {
    /// The first option that only makes sense for a site that is there, as it is written.
    pub fn about_a_site(&self) -> Option<&'static str> {
        let given = [
            (self.root.is_some(), "--root"),
            (self.output.is_some(), "--output"),
            (self.base_url.is_some(), "--base-url"),
            (self.drafts, "--drafts"),
            (self.as_of.is_some(), "--as-of"),
            (self.strict, "--strict"),
        ];
        given.into_iter().find(|(given, _)| *given).map(|(_, name)| name)
    }
}
