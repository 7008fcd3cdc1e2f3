//! Console transcripts: `tests/cmd/*.md`, each in a folder of its own. `UPDATE_EXPECT=1` writes
//! down what was printed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::page::{Part, parts};

/// Runs a command line in a shell, and gives all that it prints, with its exit code where that is
/// not 0.
fn run(command: &str, folder: &Path) -> String {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_dateline"));
    let path = format!("{}:/usr/bin:/bin", program.parent().unwrap().display());
    let mut shell = Command::new("bash");
    shell.args(["-o", "pipefail", "-c", &format!("exec 2>&1; {command}")]).current_dir(folder);
    shell.env_clear().env("PATH", path).env("HOME", folder).env("SOURCE_DATE_EPOCH", "1268913600");
    let output = shell.output().unwrap();
    let mut text = plain(&String::from_utf8_lossy(&output.stdout), folder);
    match output.status.code() {
        Some(0) => {}
        Some(code) => text += &format!("[{code}]\n"),
        None => text += "[killed]\n",
    }
    text
}

/// The text without what differs from run to run, and with its escapes shown.
fn plain(text: &str, folder: &Path) -> String {
    let text = text.replace(&folder.display().to_string(), "[HERE]").replace('\u{1b}', "␛");
    let mut plain = String::new();
    for line in text.split_inclusive('\n') {
        match line.trim_end().strip_suffix(" s").and_then(|line| line.rsplit_once(' ')) {
            Some((rest, time)) if time.parse::<f64>().is_ok() => plain += &format!("{rest} [TIME]\n"),
            _ => plain += &without_counts(line),
        }
    }
    plain
}

/// The line with `[N]` for how many files there are, which changes with the theme: none stays none.
fn without_counts(line: &str) -> String {
    let mut words: Vec<_> = line.split(' ').map(str::to_owned).collect();
    for n in 1..words.len() {
        let counted = ["files", "written", "unchanged", "removed"].iter().any(|it| words[n].starts_with(it));
        if counted && words[n - 1].parse::<u32>().is_ok_and(|number| number > 0) {
            "[N]".clone_into(&mut words[n - 1]);
        }
    }
    words.join(" ")
}

/// Runs the page's commands, and gives the page as it should be.
fn rerun(page: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path().canonicalize().unwrap().join("here");
    fs::create_dir(&here).unwrap();
    let mut new = String::new();
    let mut blocks = page.split("```console\n");
    let mut text = blocks.next().unwrap_or("").to_owned();
    new += &text;
    loop {
        for part in parts(&text) {
            part.apply(&here);
        }
        let Some(block) = blocks.next() else { return new };
        let (console, rest) = block.split_once("```\n").expect("the block ends");
        let command = console.lines().next().and_then(|line| line.strip_prefix("$ ")).expect("a command");
        let mut printed = run(command, &here);
        if !printed.is_empty() && !printed.ends_with('\n') {
            printed.push('\n');
        }
        assert!(!printed.contains("```"), "a fence would end the block");
        new += &format!("```console\n$ {command}\n{printed}```\n{rest}");
        rest.clone_into(&mut text);
    }
}

fn transcript(name: &str) {
    let path = format!("{}/tests/cmd/{name}.md", env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(&path).unwrap();
    assert!(parts(&page).iter().any(|part| matches!(part, Part::Console)), "{name} runs nothing");
    expect_test::expect_file![path].assert_eq(&rerun(&page));
}

#[test]
fn every_transcript_is_run() {
    let folder = format!("{}/tests/cmd", env!("CARGO_MANIFEST_DIR"));
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, TRANSCRIPTS.map(|name| format!("{name}.md")));
}

macro_rules! transcripts {
    ($($name:ident)+) => {
        const TRANSCRIPTS: [&str; [$(stringify!($name)),+].len()] = [$(stringify!($name)),+];
        $(#[test] fn $name() { transcript(stringify!($name)); })+
    };
}

transcripts! { as_of build check clean completions explain formats help init mistakes }
