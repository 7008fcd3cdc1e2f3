//! What the papers promise: their examples are built, and their links lead somewhere.

use std::fs;
use std::path::{Path, PathBuf};

use super::harness::Site;

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn paper(path: &str) -> String {
    fs::read_to_string(repository().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Each fenced block, with the path of a file of a site that the paragraph before it names.
fn examples(text: &str) -> Vec<(Option<String>, String)> {
    let mut examples = Vec::new();
    let mut lines = text.lines();
    let mut named = None;
    while let Some(line) = lines.next() {
        if line.starts_with("```") {
            let block: Vec<&str> = lines.by_ref().take_while(|line| !line.starts_with("```")).collect();
            examples.push((named.take(), block.join("\n") + "\n"));
        } else if let Some(at) = line.find("`content/") {
            named = line[at + 1..].split('`').next().map(str::to_owned);
        }
    }
    examples
}

#[test]
fn the_readmes_minute_builds_and_its_mistake_is_told_as_shown() {
    let readme = paper("README.md");
    let site = Site::made_by_init();
    let mut files = 0;
    for (path, block) in examples(&readme) {
        if let Some(path) = path {
            site.write(&path, block);
            files += 1;
        }
    }
    assert_eq!(files, 2, "an event and its source");
    site.run(&["build", "--strict"]).ends(0).text("events/agreement.html");

    site.edit("content/events/2001-05-09-agreement.md", "[@gazette, p. 3]", "[@gazete, p. 3]");
    let built = site.run(&["check"]);
    built.ends(1);
    let told = built.stderr.split("\n\n").find(|told| told.starts_with("error")).unwrap();
    assert!(readme.contains(told), "the readme shows something other than\n{told}");
}

#[test]
fn every_date_of_the_guide_is_a_date() {
    let guide = paper("docs/guide/writing.md");
    let table = guide.split("| you know | write |").nth(1).unwrap().split("\n\n").next().unwrap();
    let site = Site::empty();
    let mut dates = 0;
    for row in table.lines().filter(|row| row.contains('`')) {
        for date in row.split('`').skip(1).step_by(2).filter(|date| date.len() > 3 && !date.starts_with('+'))
        {
            dates += 1;
            site.write(
                &format!("content/events/d{dates}.md"),
                format!("---\ntitle: D\ndate: \"{date}\"\n---\n"),
            );
        }
    }
    assert!(dates > 15, "only {dates}");
    site.build().ends(0);
}

fn papers(dir: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() {
            papers(&entry.path(), found);
        } else if entry.path().extension().is_some_and(|e| e == "md") {
            found.push(entry.path());
        }
    }
}

/// The addresses of inline links and images, outside of code.
fn links(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut in_block = false;
    for line in text.lines() {
        in_block ^= line.starts_with("```");
        if in_block {
            continue;
        }
        let outside: String = line.split('`').step_by(2).collect::<Vec<_>>().join("`");
        for link in outside.split("](").skip(1) {
            found.extend(link.split(')').next().map(str::to_owned));
        }
    }
    found
}

/// The ids that a heading gets on the forges.
fn anchors(text: &str) -> Vec<String> {
    let headings = text.lines().filter(|line| line.starts_with('#'));
    let id = |line: &str| -> String {
        let words = line.trim_start_matches('#').trim().to_lowercase();
        let kept = words.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c));
        kept.map(|c| if c == ' ' { '-' } else { c }).collect()
    };
    headings.map(id).collect()
}

#[test]
fn every_link_between_the_papers_leads_somewhere() {
    let mut files: Vec<PathBuf> = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "ARCHITECTURE.md"]
        .iter()
        .map(|name| repository().join(name))
        .collect();
    papers(&repository().join("docs"), &mut files);
    let mut faults = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        for link in links(&text) {
            if link.starts_with("https://") {
                continue;
            }
            let (path, fragment) = link.split_once('#').unwrap_or((&link, ""));
            let target = if path.is_empty() { file.clone() } else { file.parent().unwrap().join(path) };
            let there = if fragment.is_empty() {
                target.exists()
            } else {
                fs::read_to_string(&target).is_ok_and(|text| anchors(&text).iter().any(|id| id == fragment))
            };
            if !there {
                faults.push(format!("{}: {link}", file.strip_prefix(repository()).unwrap().display()));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}
