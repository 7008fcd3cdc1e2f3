//! A site that is broken in every way: all of it is said at once.

use super::harness::Site;

#[test]
fn everything_that_is_wrong_is_said_in_one_run() {
    let built = Site::named("broken").build();
    built.ends(1);
    assert!(built.paths().is_empty(), "nothing is written: {:?}", built.paths());
    is(&built.stdout, snapbox::file!["../../sites/broken.short.txt": Text]);
}

#[test]
fn a_person_is_shown_the_line_and_the_fix() {
    let built = Site::named("broken").run(&["check"]);
    built.ends(1);
    is(&without_time(&built.stderr), snapbox::file!["../../sites/broken.human.txt": Text]);
}

/// Compares what was said with what is kept; `SNAPSHOTS=overwrite` keeps what was said.
#[track_caller]
fn is(said: &str, kept: snapbox::Data) {
    // A backslash is a backslash here: no part of a path.
    let assert = snapbox::Assert::new().action_env("SNAPSHOTS").normalize_paths(false);
    assert.eq(said.to_owned(), kept);
}

/// The last line ends with the time that the run took.
fn without_time(said: &str) -> String {
    let mut lines: Vec<&str> = said.lines().collect();
    let last = lines.pop().unwrap_or_default();
    let counted =
        last.rsplit_once(|c: char| !c.is_ascii_digit() && !" .ms".contains(c)).map_or("", |(l, _)| l);
    lines.push(counted);
    lines.join("\n") + "\n"
}
