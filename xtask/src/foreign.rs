//! The tests of `tests/foreign`: what the exports say to tools that we did not write. What they
//! need is installed first, where it is missing.

use std::path::PathBuf;
use std::process::Command;

use crate::debian;
use crate::run::{Trouble, cargo, root, succeeds, target, watch};
use crate::test::Count;

/// The Python of a folder of its own, with the packages of `requirements.txt` in it.
fn python() -> Result<PathBuf, Trouble> {
    let wanted = root().join("tests/foreign/requirements.txt");
    let lock = std::fs::read(&wanted)?;
    let folder = target().join("foreign");
    let python = folder.join("bin/python");
    let stamp = folder.join(".dateline-requirements");
    if std::fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(python);
    }
    let base = debian::program(&["python3"], "python3")?;
    let venv = |base: &PathBuf| succeeds(Command::new(base).args(["-m", "venv", "--clear"]).arg(&folder));
    if !venv(&base)? {
        // Debian keeps it apart.
        debian::install("python3-venv")?;
        if !venv(&base)? {
            return Err("python3 could not make a folder for its packages".into());
        }
    }
    println!("pip install -r {}", wanted.display());
    let mut pip = Command::new(&python);
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "-r"])
        .arg(&wanted);
    if !succeeds(&mut pip)? {
        return Err("pip install failed".into());
    }
    std::fs::write(stamp, lock)?;
    Ok(python)
}

/// Reads the closing lines of Python's `unittest` into `count`.
fn unittest_line(line: &str, count: &mut Count) {
    let number = |after: &str| {
        let digits = line.split(after).nth(1)?;
        digits.split(|c: char| !c.is_ascii_digit()).next()?.parse::<usize>().ok()
    };
    if line.starts_with("Ran ") {
        count.passed = number("Ran ").unwrap_or(0);
    }
    if line.starts_with("FAILED (") {
        count.failed = number("failures=").unwrap_or(0) + number("errors=").unwrap_or(0);
        count.passed = count.passed.saturating_sub(count.failed);
    }
}

/// Runs them against a debug build of the program.
pub(crate) fn tests() -> Result<Count, Trouble> {
    let python = python()?;
    let pandoc = debian::program(&["pandoc"], "pandoc")?;
    let styles = debian::file("/usr/share/citation-style-language/styles", "citation-style-language-styles")?;
    if !succeeds(cargo().args(["build", "--quiet", "--bin", "dateline"]))? {
        return Err("the program does not build".into());
    }
    let mut count = Count::default();
    let mut run = Command::new(python);
    run.current_dir(root().join("tests/foreign"))
        .env("DATELINE", target().join("debug/dateline"))
        .env("PANDOC", pandoc)
        .env("STYLES", styles)
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .args(["run.py"]);
    let ended_well = watch(&mut run, |line| unittest_line(line, &mut count))?;
    Ok(count.or_failed(ended_well))
}

/// Runs them alone; says whether all held.
pub(crate) fn run() -> Result<bool, Trouble> {
    Ok(tests()?.failed == 0)
}

#[cfg(test)]
mod tests {
    use super::unittest_line;
    use crate::test::Count;

    #[test]
    fn pythons_summary_is_counted() {
        let mut count = Count::default();
        for line in ["Ran 12 tests in 3.1s", "", "FAILED (failures=1, errors=2)"] {
            unittest_line(line, &mut count);
        }
        assert_eq!(count, Count { passed: 9, failed: 3 });
    }
}
