//! `cargo xtask bench`: whole builds, from start to exit, measured from outside; beside Hugo's of
//! the same pages.

mod hugo;
mod measure;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::corpus::{self, Order};
use crate::run::{Trouble, cargo, succeeds, target};
use measure::{Output, Run, median, of_output};

struct Options {
    sizes: Vec<usize>,
    rounds: usize,
    with_hugo: bool,
    /// The citation style of the site, where not the default.
    style: Option<String>,
}

fn options(arguments: &[String]) -> Result<Options, Trouble> {
    let mut options = Options { sizes: Vec::new(), rounds: 5, with_hugo: true, style: None };
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--no-hugo" => options.with_hugo = false,
            "--rounds" => options.rounds = rest.next().ok_or("`--rounds` needs a number")?.parse()?,
            "--style" => options.style = Some(rest.next().ok_or("`--style` needs a name")?.clone()),
            size => {
                let size = size.parse().map_err(|_| format!("`{size}` is not a number of events"))?;
                options.sizes.push(size);
            }
        }
    }
    if options.sizes.is_empty() {
        options.sizes = vec![1000, 10_000];
    }
    options.rounds = options.rounds.max(1);
    Ok(options)
}

/// The medians of one size.
struct Row {
    events: usize,
    cold: Run,
    output: Output,
    again: Run,
    checked: Run,
    hugo: Option<(Run, Output)>,
}

/// A folder in memory, for the outputs; else one in `target`.
fn scratch() -> PathBuf {
    let memory = Path::new("/dev/shm");
    let place = if memory.is_dir() { memory.to_owned() } else { target() };
    place.join(format!("dateline-bench-{}", std::process::id()))
}

/// The two sites of that size, written once and kept.
fn sites(events: usize, style: Option<&str>) -> Result<(PathBuf, PathBuf), Trouble> {
    let dir = target().join(format!("bench/corpus-{events}"));
    let (site, hugo) = (dir.join("dateline"), dir.join("hugo"));
    // Written anew each time: the corpus may have changed, and is made quickly.
    if dir.exists() {
        fs::remove_dir_all(&dir)?;
    }
    fs::create_dir_all(&site)?;
    fs::create_dir_all(&hugo)?;
    corpus::write(&Order { events, seed: 1, drafts: 0, centuries: false }, &site, Some(&hugo))?;
    if let Some(style) = style {
        let settings = site.join("site.toml");
        let text = fs::read_to_string(&settings)?;
        fs::write(settings, format!("citation_style = \"{style}\"\n{text}"))?;
    }
    Ok((site, hugo))
}

fn measure(events: usize, options: &Options, binary: &Path, hugo: Option<&Path>) -> Result<Row, Trouble> {
    let (site, hugo_site) = sites(events, options.style.as_deref())?;
    let scratch = scratch();
    let (mut cold, mut again, mut checked, mut others) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let (mut output, mut other_output) = (Output::default(), Output::default());
    for round in 0..options.rounds {
        let ours = scratch.join(format!("dateline-{round}"));
        fs::create_dir_all(&scratch)?;
        let build = || {
            let mut command = Command::new(binary);
            command.arg("build").arg("--root").arg(&site).arg("--output").arg(&ours);
            command
        };
        cold.push(Run::of(&mut build())?);
        output = of_output(&ours)?;
        again.push(Run::of(&mut build())?);
        if of_output(&ours)? != output {
            return Err("a second build with nothing changed wrote something".into());
        }
        checked.push(Run::of(Command::new(binary).arg("check").arg("--root").arg(&site))?);
        fs::remove_dir_all(&scratch)?;
        let Some(hugo) = hugo else { continue };
        fs::create_dir_all(&scratch)?;
        let theirs = scratch.join(format!("hugo-{round}"));
        let mut command = Command::new(hugo);
        command.arg("--source").arg(&hugo_site).arg("--destination").arg(&theirs);
        command.arg("--cacheDir").arg(scratch.join("cache"));
        others.push(Run::of(&mut command)?);
        other_output = of_output(&theirs)?;
        fs::remove_dir_all(&scratch)?;
    }
    let hugo = hugo.map(|_| (median(&others), other_output));
    Ok(Row { events, cold: median(&cold), output, again: median(&again), checked: median(&checked), hugo })
}

fn line(events: usize, what: &str, run: &Run, output: Option<&Output>) {
    let files = output.map_or_else(String::new, |o| format!("{:>8} {:>7.1} MB", o.files, o.megabytes()));
    println!(
        "{events:>7}  {what:<22} {:>8.3} s {:>8.3} s {:>7.1} MB {files}",
        run.wall.as_secs_f64(),
        run.cpu.as_secs_f64(),
        run.megabytes(),
    );
}

fn print(rows: &[Row], rounds: usize) {
    println!("\nmedians of {rounds}, output in memory, a fresh folder each\n");
    println!(" events  what                       wall        cpu       peak    files    bytes");
    for row in rows {
        line(row.events, "dateline", &row.cold, Some(&row.output));
        line(row.events, "dateline, unchanged", &row.again, None);
        line(row.events, "dateline check", &row.checked, None);
        if let Some((run, output)) = &row.hugo {
            line(row.events, "hugo", run, Some(output));
        }
    }
    println!();
    for row in rows {
        let share = row.again.wall.as_secs_f64() / row.cold.wall.as_secs_f64();
        let checked = row.checked.wall.as_secs_f64() / row.cold.wall.as_secs_f64();
        print!("{:>7}  unchanged takes {share:.2} of a cold build, check {checked:.2}", row.events);
        if let Some((hugo, _)) = &row.hugo {
            let times = hugo.wall.as_secs_f64() / row.cold.wall.as_secs_f64();
            let memory = hugo.peak as f64 / row.cold.peak as f64;
            print!("; {times:.1} times faster than hugo, with 1/{memory:.1} of its memory");
        }
        println!();
    }
    for pair in rows.windows(2) {
        let growth = pair[1].cold.wall.as_secs_f64() / pair[0].cold.wall.as_secs_f64();
        print!("growth {} → {}: {growth:.1}", pair[0].events, pair[1].events);
        if let [Some((small, _)), Some((large, _))] = [&pair[0].hugo, &pair[1].hugo] {
            print!(" (hugo {:.1})", large.wall.as_secs_f64() / small.wall.as_secs_f64());
        }
        println!();
    }
}

/// `cargo xtask bench [N…] [--rounds R] [--no-hugo] [--style NAME]`
pub(crate) fn run(arguments: &[String]) -> Result<bool, Trouble> {
    let options = options(arguments)?;
    if !succeeds(cargo().args(["build", "--release", "--bin", "dateline"]))? {
        return Err("the program does not build".into());
    }
    let binary = target().join("release/dateline");
    let hugo = if options.with_hugo { Some(hugo::binary()?) } else { None };
    let mut rows = Vec::new();
    for &events in &options.sizes {
        println!("{events} events, {} rounds …", options.rounds);
        let row = measure(events, &options, &binary, hugo.as_deref());
        if row.is_err() {
            let _ = fs::remove_dir_all(scratch());
        }
        rows.push(row?);
    }
    print(&rows, options.rounds);
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::options;

    #[test]
    fn sizes_and_rounds_are_read() {
        let read = |words: &[&str]| {
            let words: Vec<String> = words.iter().map(|&word| word.to_owned()).collect();
            options(&words).map(|o| (o.sizes, o.rounds, o.with_hugo)).map_err(|error| error.to_string())
        };
        assert_eq!(read(&[]), Ok((vec![1000, 10_000], 5, true)));
        assert_eq!(read(&["50", "--rounds", "3", "--no-hugo"]), Ok((vec![50], 3, false)));
        assert_eq!(read(&["many"]), Err("`many` is not a number of events".to_owned()));
    }
}
