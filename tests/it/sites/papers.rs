//! What the papers promise: their examples are built.

use std::fs;
use std::path::Path;

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
    let told = built.stderr.split("\n\n").next().unwrap();
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
