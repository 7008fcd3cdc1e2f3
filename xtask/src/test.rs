//! `cargo xtask test`: everything that must hold before a change is taken.

use std::time::{Duration, Instant};

use crate::browser;
use crate::foreign;
use crate::run::{Trouble, cargo, succeeds, watch};

/// How many checks of a stage held, and how many did not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Count {
    /// Those that held.
    pub(crate) passed: usize,
    /// Those that did not.
    pub(crate) failed: usize,
}

impl Count {
    /// A stage that is one check.
    pub(crate) fn one(held: bool) -> Self {
        Self { passed: usize::from(held), failed: usize::from(!held) }
    }

    /// What a program counted; where it ended badly without a failure to count, that is one.
    pub(crate) fn or_failed(self, ended_well: bool) -> Self {
        if ended_well || self.failed > 0 { self } else { Self { failed: 1, ..self } }
    }
}

/// Reads a line `test result: ok. 3 passed; 0 failed; …` of Rust's test harness.
fn harness_line(line: &str) -> Option<Count> {
    let counts = line.trim_start().strip_prefix("test result: ")?;
    let number = |word: &str| {
        let before = counts.split(word).next().filter(|before| before.len() < counts.len())?;
        before.trim_end().rsplit([' ', '.']).next()?.parse().ok()
    };
    Some(Count { passed: number(" passed")?, failed: number(" failed")? })
}

fn cargo_tests() -> Result<Count, Trouble> {
    let mut count = Count::default();
    let ended_well = watch(cargo().args(["test", "--workspace", "--no-fail-fast"]), |line| {
        if let Some(more) = harness_line(line) {
            count.passed += more.passed;
            count.failed += more.failed;
        }
    })?;
    Ok(count.or_failed(ended_well))
}

fn one(arguments: &[&str]) -> Result<Count, Trouble> {
    Ok(Count::one(succeeds(cargo().args(arguments))?))
}

type Stage = (&'static str, fn() -> Result<Count, Trouble>);

const STAGES: &[Stage] = &[
    ("format", || one(&["fmt", "--all", "--check"])),
    ("clippy", || one(&["clippy", "--quiet", "--all-targets", "--workspace", "--", "-D", "warnings"])),
    ("docs", || {
        let mut doc = cargo();
        doc.env("RUSTDOCFLAGS", "-D warnings").args(["doc", "--quiet", "--no-deps", "--workspace"]);
        Ok(Count::one(succeeds(doc.arg("--document-private-items"))?))
    }),
    ("tests", cargo_tests),
    ("foreign", foreign::tests),
    ("browser", browser::tests),
];

/// Runs every stage, also after one that failed; says whether all held.
pub(crate) fn run() -> Result<bool, Trouble> {
    let mut told: Vec<(&str, Count, Duration)> = Vec::new();
    for (name, stage) in STAGES {
        println!("── {name}");
        let begun = Instant::now();
        let count = stage().unwrap_or_else(|trouble| {
            println!("{name}: {trouble}");
            Count::one(false)
        });
        let took = begun.elapsed();
        println!(
            "── {name}: {} passed, {} failed, {:.1} s\n",
            count.passed,
            count.failed,
            took.as_secs_f64()
        );
        told.push((name, count, took));
    }
    for (name, count, took) in &told {
        println!(
            "{name:>8} {:>6} passed {:>4} failed {:>7.1} s",
            count.passed,
            count.failed,
            took.as_secs_f64()
        );
    }
    let passed: usize = told.iter().map(|(_, count, _)| count.passed).sum();
    let failed: usize = told.iter().map(|(_, count, _)| count.failed).sum();
    println!("{passed} passed, {failed} failed");
    Ok(failed == 0)
}

#[cfg(test)]
mod tests {
    use super::{Count, harness_line};

    #[test]
    fn the_harness_is_counted() {
        let line = "test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out";
        assert_eq!(harness_line(line), Some(Count { passed: 12, failed: 3 }));
        assert_eq!(harness_line("test it::works ... ok"), None);
        assert_eq!(harness_line("test result: nonsense"), None);
    }

    #[test]
    fn a_stage_that_could_not_run_has_failed() {
        assert_eq!(Count { passed: 4, failed: 0 }.or_failed(false), Count { passed: 4, failed: 1 });
        assert_eq!(Count { passed: 4, failed: 2 }.or_failed(false), Count { passed: 4, failed: 2 });
        assert_eq!(Count::default().or_failed(true), Count::default());
    }
}
