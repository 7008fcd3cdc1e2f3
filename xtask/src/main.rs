//! What the maintainers run: `cargo xtask test`, `cargo xtask corpus`, `cargo xtask bench`,
//! `cargo xtask lighthouse`.

#![allow(clippy::disallowed_methods, reason = "it drives the machine; only the program has doors")]

mod bench;
mod browser;
mod corpus;
mod debian;
mod foreign;
mod run;
mod test;

use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask COMMAND

  test                          format, clippy, docs, every test, those by other tools, the browser
  foreign                       the tests by other tools alone
  corpus N DIR [OPTIONS]        writes a synthetic site of N events into DIR
      --seed SEED               another site of the same kind (default 1)
      --drafts PERCENT          how many of the events are drafts (default 0)
      --centuries               spans centuries, with dense years and days, and every form of a date
      --hugo DIR                the same pages as a site for Hugo, into DIR
  bench [N…]                    measures whole builds of N events beside Hugo's (default 1000 10000)
      --rounds R                runs of each, of which the median counts (default 5)
      --no-hugo                 Dateline alone
      --style NAME              with this `citation_style`
  lighthouse                    home, event and source pages, as a phone and a desktop see them:
                                fails below 99 in any category
";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next().unwrap_or_default();
    let rest: Vec<String> = arguments.collect();
    let outcome = match command.as_str() {
        "test" if rest.is_empty() => test::run(),
        "foreign" if rest.is_empty() => foreign::run(),
        "corpus" => corpus::run(&rest),
        "bench" => bench::run(&rest),
        "lighthouse" if rest.is_empty() => browser::lighthouse(),
        "help" | "--help" | "-h" => {
            print!("{USAGE}");
            Ok(true)
        }
        _ => {
            eprint!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(trouble) => {
            eprintln!("xtask: {trouble}");
            ExitCode::FAILURE
        }
    }
}
