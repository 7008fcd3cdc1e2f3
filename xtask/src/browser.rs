//! The browser tests of `tests/browser`: what they need is installed first, where it is missing.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::debian;
use crate::run::{Trouble, cargo, root, succeeds, target, watch, which};
use crate::test::Count;

const BROWSERS: &[&str] = &["chromium", "chromium-browser", "google-chrome"];
/// Chromium without windows: the same pages, in half the time.
const SHELL: &str = "chromium-headless-shell";

/// The browser, installed by apt where there is none.
fn chromium() -> Result<PathBuf, Trouble> {
    if let Some(named) = std::env::var_os("CHROMIUM") {
        return Ok(named.into());
    }
    debian::program(BROWSERS, "chromium")
}

/// The same without windows where it is to be had.
fn headless() -> Result<PathBuf, Trouble> {
    match std::env::var_os("CHROMIUM") {
        Some(named) => Ok(named.into()),
        None => debian::program(&[SHELL], SHELL).or_else(|_| chromium()),
    }
}

/// Installs the npm packages where the lock file has changed since they were.
fn npm_packages(folder: &Path) -> Result<(), Trouble> {
    let lock = std::fs::read(folder.join("package-lock.json"))?;
    let stamp = folder.join("node_modules/.dateline-lock");
    if std::fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    if which("npm").is_none() {
        return Err("the browser tests need Node 20.19 or later, with npm".into());
    }
    println!("npm ci in {}", folder.display());
    let mut npm = Command::new("npm");
    npm.current_dir(folder).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1").args([
        "ci",
        "--no-audit",
        "--no-fund",
    ]);
    if !succeeds(&mut npm)? {
        return Err("npm ci failed".into());
    }
    std::fs::write(stamp, lock)?;
    Ok(())
}

/// Reads a line `# pass 3` of Node's test runner into `count`.
fn tap_line(line: &str, count: &mut Count) {
    let number = |word: &str| line.strip_prefix(word)?.trim().parse::<usize>().ok();
    if let Some(passed) = number("# pass ") {
        count.passed = passed;
    }
    for word in ["# fail ", "# cancelled "] {
        count.failed += number(word).unwrap_or(0);
    }
}

/// Runs them against a debug build of the program.
pub(crate) fn tests() -> Result<Count, Trouble> {
    let folder = root().join("tests/browser");
    let browser = headless()?;
    let pdftotext = debian::program(&["pdftotext"], "poppler-utils")?;
    npm_packages(&folder)?;
    if !succeeds(cargo().args(["build", "--quiet", "--bin", "dateline"]))? {
        return Err("the program does not build".into());
    }
    let mut count = Count::default();
    let mut node = Command::new("node");
    node.current_dir(&folder)
        .env("CHROMIUM", browser)
        .env("PDFTOTEXT", pdftotext)
        .env("DATELINE", target().join("debug/dateline"))
        .args(["--test", "--test-concurrency=2", "--test-reporter=tap"]);
    let ended_well = watch(&mut node, |line| tap_line(line, &mut count))?;
    Ok(count.or_failed(ended_well))
}

/// Runs Lighthouse over pages of the browser tests' sites; says whether every score is high enough.
pub(crate) fn lighthouse() -> Result<bool, Trouble> {
    let folder = root().join("tests/lighthouse");
    let browser = chromium()?;
    npm_packages(&root().join("tests/browser"))?;
    npm_packages(&folder)?;
    if !succeeds(cargo().args(["build", "--quiet", "--bin", "dateline"]))? {
        return Err("the program does not build".into());
    }
    let mut node = Command::new("node");
    node.current_dir(&folder)
        .env("CHROMIUM", browser)
        .env("DATELINE", target().join("debug/dateline"))
        .arg("run.mjs");
    succeeds(&mut node)
}

#[cfg(test)]
mod tests {
    use super::tap_line;
    use crate::test::Count;

    #[test]
    fn nodes_summary_is_counted() {
        let mut count = Count::default();
        for line in ["ok 1 - a page", "# tests 9", "# pass 7", "# fail 1", "# cancelled 1", "# skipped 0"] {
            tap_line(line, &mut count);
        }
        assert_eq!(count, Count { passed: 7, failed: 2 });
    }
}
