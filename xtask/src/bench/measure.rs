//! What a run took, and what it left.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

use wait4::Wait4;

use crate::run::Trouble;

/// What one run of a program used.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run {
    /// From its start to its exit.
    pub(super) wall: Duration,
    /// Of all processors, for itself and in the kernel.
    pub(super) cpu: Duration,
    /// The most memory that it held at once, in bytes.
    pub(super) peak: u64,
}

impl Run {
    /// Runs `command` to its end, without its output.
    pub(super) fn of(command: &mut Command) -> Result<Self, Trouble> {
        let name = command.get_program().to_string_lossy().into_owned();
        let begun = Instant::now();
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("could not start `{name}`: {error}"))?;
        let ended = child.wait4()?;
        let wall = begun.elapsed();
        if !ended.status.success() {
            return Err(format!("failed: {command:?}").into());
        }
        Ok(Self { wall, cpu: ended.rusage.utime + ended.rusage.stime, peak: ended.rusage.maxrss })
    }

    /// The peak in megabytes.
    pub(super) fn megabytes(&self) -> f64 {
        self.peak as f64 / 1e6
    }
}

/// The median of each quantity on its own.
pub(super) fn median(runs: &[Run]) -> Run {
    fn middle<T: Ord + Copy>(runs: &[Run], of: impl Fn(&Run) -> T) -> T {
        let mut values: Vec<T> = runs.iter().map(of).collect();
        values.sort_unstable();
        values[values.len() / 2]
    }
    Run {
        wall: middle(runs, |run| run.wall),
        cpu: middle(runs, |run| run.cpu),
        peak: middle(runs, |run| run.peak),
    }
}

/// The files of an output folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Output {
    /// How many there are.
    pub(super) files: usize,
    /// Their sizes, added up.
    bytes: u64,
    /// When the latest of them was written.
    latest: Option<SystemTime>,
}

impl Output {
    /// Their sizes in megabytes.
    pub(super) fn megabytes(&self) -> f64 {
        self.bytes as f64 / 1e6
    }
}

/// Looks through an output folder.
pub(super) fn of_output(dir: &Path) -> Result<Output, Trouble> {
    let mut output = Output::default();
    let mut folders = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let about = entry.metadata()?;
            if about.is_dir() {
                folders.push(entry.path());
                continue;
            }
            output.files += 1;
            output.bytes += about.len();
            output.latest = output.latest.max(Some(about.modified()?));
        }
    }
    Ok(output)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Run, median};

    #[test]
    fn the_median_is_taken_of_each_quantity() {
        let run =
            |wall, cpu, peak| Run { wall: Duration::from_secs(wall), cpu: Duration::from_secs(cpu), peak };
        let middle = median(&[run(1, 9, 5), run(3, 7, 4), run(2, 8, 6)]);
        assert_eq!((middle.wall.as_secs(), middle.cpu.as_secs(), middle.peak), (2, 8, 5));
    }
}
