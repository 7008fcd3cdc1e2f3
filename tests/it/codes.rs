//! Each code's page has an example that yields the code, and a fix that does away with it.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use dateline::analysis::analyze;
use dateline::base::code::Code;
use dateline::base::output::{Body, Sink};
use dateline::base::path::OutPath;
use dateline::base::snapshot::{Day, Options};
use dateline::cmd::explain::page;
use dateline::disk::read::snapshot;
use dateline::render::site::{plan, render};

use crate::page::{Part, parts};

/// Does what the section `title` of a page says to a site's folder, and tells whether it says
/// anything.
pub(crate) fn apply(page: &str, title: &str, root: &Path) -> bool {
    let (mut section, mut any) = (String::new(), false);
    for part in parts(page) {
        match part {
            Part::Heading(heading) => section = heading,
            part if section == title => any |= part.apply(root),
            _ => {}
        }
    }
    any
}

struct Nowhere;

impl Sink for Nowhere {
    fn put(&self, _: &OutPath, _: Body<'_>) -> io::Result<()> {
        Ok(())
    }
}

/// The codes of all that is said of the site in `root`, with its messages for a failed test.
fn said(root: &Path, options: Options) -> (BTreeSet<Code>, String) {
    let snapshot = snapshot(root, &root.join("public"), options).unwrap();
    let analysis = analyze(snapshot.into());
    let mut diagnostics = analysis.diagnostics;
    let plan = plan(&analysis.chronicle, &analysis.snapshot).tell(&mut diagnostics);
    diagnostics.extend(render(&analysis.chronicle, &analysis.snapshot, &plan, &Nowhere).unwrap());
    diagnostics.retain(|it| it.excepted.is_none());
    let codes = diagnostics.iter().map(|it| it.code).collect();
    let lines: Vec<_> = diagnostics.iter().map(|it| format!("{}: {}", it.code.name(), it.message)).collect();
    (codes, lines.join("\n"))
}

#[test]
fn each_page_has_the_one_form() {
    for code in Code::ALL {
        let (name, page) = (code.name(), page(*code).unwrap());
        let level = match code.level().word() {
            "error" => "Error",
            "warning" => "Warning",
            _ => "Hint",
        };
        let head = format!("# {name}\n\n**{level}.** {}\n\n", code.summary());
        assert!(page.starts_with(&head), "docs/codes/{name}.md does not begin with:\n{head}");
        let headings: Vec<_> = parts(page).into_iter().filter_map(Part::heading).collect();
        assert_eq!(headings, ["Why", "Example", "Fix"], "docs/codes/{name}.md");
        for line in page.lines().filter(|line| !line.starts_with('|') && !line.contains("[[[[")) {
            assert!(line.chars().count() <= 130, "docs/codes/{name}.md: {line}");
        }
    }
}

#[test]
fn each_example_yields_its_code_and_each_fix_does_away_with_it() {
    let mut faults = Vec::new();
    for code in Code::ALL {
        let (name, page) = (code.name(), page(*code).unwrap());
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("site");
        fs::create_dir(&root).unwrap();
        fs::write(root.join("site.toml"), "").unwrap();
        // A page may be about what only shows as of a day.
        let day = Day { year: 2010, month: 3, day: 18 };
        let as_of = page.contains("`--as-of 2010-03-18`").then_some(day);
        let options = Options { as_of, ..Options::default() };
        let has_example = apply(page, "Example", &root);
        if *code == Code::ParserPanic {
            assert!(!has_example, "if it can be shown, mend it");
            continue;
        }
        let (codes, lines) = said(&root, options.clone());
        if !codes.contains(code) {
            faults.push(format!("the example of {name} does not yield it:\n{lines}"));
        }
        assert!(apply(page, "Fix", &root), "{name} has no fix that can be tried");
        let (codes, lines) = said(&root, options.clone());
        if codes.contains(code) {
            faults.push(format!("the fix of {name} does not do away with it:\n{lines}"));
        }
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n\n"));
}
