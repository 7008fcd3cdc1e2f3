//! Every check that a site can set and excuse, tried on the example of its page: it is told of at a
//! place, the site can turn it off or change its level, and the place can be excused with a reason.

use std::fs;
use std::path::Path;
use std::process::Command;

use dateline::analysis::analyze;
use dateline::base::code::Code;
use dateline::base::diagnostic::{Diagnostic, Level};
use dateline::base::path::SitePath;
use dateline::base::snapshot::{Options, Snapshot};
use dateline::cmd::explain::page;
use dateline::disk::read::snapshot;
use dateline::render::site::plan;

use crate::codes::apply;

const REASON: &str = "it is known, and cannot be helped";

/// What no place of its own can excuse: exceptions themselves, and what belongs to nothing that has
/// fields. A setting turns each off.
const WITHOUT_PLACE: [Code; 2] = [Code::UnusedException, Code::UnusedKeptText];

struct Site {
    folder: tempfile::TempDir,
}

impl Site {
    /// The example of a code's page, or what its fix makes of it.
    fn of(code: Code, fixed: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let page = page(code).unwrap();
        fs::write(folder.path().join("site.toml"), "").unwrap();
        assert!(apply(page, "Example", folder.path()), "{} has no example", code.name());
        if fixed {
            assert!(apply(page, "Fix", folder.path()), "{} has no fix", code.name());
        }
        Self { folder }
    }

    fn root(&self) -> &Path {
        self.folder.path()
    }

    /// Sets the level of a check.
    fn set(self, code: Code, level: &str) -> Self {
        let path = self.root().join("site.toml");
        let toml = fs::read_to_string(&path).unwrap();
        let line = format!("{} = \"{level}\"\n", code.name());
        let toml = match toml.split_once("[checks]\n") {
            Some((before, after)) => format!("{before}[checks]\n{line}{after}"),
            None => format!("{toml}\n[checks]\n{line}"),
        };
        fs::write(path, toml).unwrap();
        self
    }

    /// All that is said of it, with the snapshot that the places are of.
    fn said(&self) -> (Vec<Diagnostic>, std::sync::Arc<Snapshot>) {
        let snapshot = snapshot(self.root(), &self.root().join("public"), Options::default()).unwrap();
        let snapshot = std::sync::Arc::new(snapshot);
        let analysis = analyze(snapshot.clone());
        let mut diagnostics = analysis.diagnostics;
        let _ = plan(&analysis.chronicle, &snapshot).tell(&mut diagnostics);
        (diagnostics, snapshot)
    }

    fn of_code(&self, code: Code) -> Vec<Diagnostic> {
        self.said().0.into_iter().filter(|it| it.code == code).collect()
    }

    /// Writes an exception where a complaint stands: into the front matter, the braces of the
    /// heading, or the entry that the place belongs to. With `reason` empty, one without a reason.
    fn except(&self, code: Code, it: &Diagnostic, snapshot: &Snapshot, reason: &str) {
        let place = it.place.expect("it has a place");
        let path: &SitePath = &snapshot.file(place.file).path;
        let text = snapshot.text(place.file);
        let path = self.root().join(path.as_str());
        let extension = path.extension().and_then(|it| it.to_str()).unwrap_or("");
        let new = match extension {
            "md" => in_markdown(text, place.span.start as usize, code, reason),
            "yaml" => in_yaml(text, place.span.start as usize, code, reason),
            "bib" => in_bib(text, place.span.start as usize, code, reason),
            "json" => {
                text.replacen("\"id\"", &format!("\"except\": \"{}: {reason}\", \"id\"", code.name()), 1)
            }
            _ => panic!("{}: nothing can be excused in {}", code.name(), path.display()),
        };
        assert_ne!(text, new, "{}", code.name());
        fs::write(path, new).unwrap();
    }
}

fn in_markdown(text: &str, at: usize, code: Code, reason: &str) -> String {
    let line_end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    let heading = text[..line_end].rfind("\n#").map(|start| start + 1);
    let heading = heading.or_else(|| text.starts_with('#').then_some(0));
    let braces = heading.and_then(|start| {
        let line = text[start..].lines().next()?;
        line.contains("date=").then(|| line.rfind('}').map(|end| start + end))?
    });
    match braces {
        Some(end) => format!("{} except=\"{}: {reason}\"{}", &text[..end], code.name(), &text[end..]),
        None => match text.strip_prefix("---\n") {
            Some(rest) => format!("---\nexcept:\n  {}: '{reason}'\n{rest}", code.name()),
            None => format!("---\nexcept:\n  {}: '{reason}'\n---\n\n{text}", code.name()),
        },
    }
}

fn in_yaml(text: &str, at: usize, code: Code, reason: &str) -> String {
    let line_end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    let lines = text[..line_end].split('\n').collect::<Vec<_>>();
    let entry = lines.iter().rposition(|line| line.starts_with(|c: char| !c.is_whitespace() && c != '#'));
    let entry = entry.expect("an entry begins there");
    let mut all: Vec<String> = text.split('\n').map(str::to_owned).collect();
    let except = format!("except: {{{}: '{reason}'}}", code.name());
    match all[entry].split_once('{') {
        Some((key, rest)) => all[entry] = format!("{key}{{{except}, {rest}"),
        None => all.insert(entry + 1, format!("  {except}")),
    }
    all.join("\n")
}

fn in_bib(text: &str, at: usize, code: Code, reason: &str) -> String {
    let start = text[..=at].rfind('@').expect("an entry begins there");
    let comma = start + text[start..].find(',').expect("an entry has a key");
    format!("{}, except = {{{}: {reason}}}{}", &text[..comma], code.name(), &text[comma..])
}

#[test]
fn each_is_told_of_at_a_place_and_explained() {
    for code in Code::checks() {
        let (name, site) = (code.name(), Site::of(code, false));
        let (diagnostics, snapshot) = site.said();
        let found: Vec<_> = diagnostics.iter().filter(|it| it.code == code).collect();
        assert!(!found.is_empty(), "{name} is not found");
        for it in found {
            assert_eq!((it.level, &it.excepted), (code.level(), &None), "{name}");
            assert!(!it.message.is_empty() && !it.message.ends_with('.'), "{name}");
            let place = it.place.unwrap_or_else(|| panic!("{name} has no place"));
            let text = snapshot.text(place.file);
            assert!(place.span.end as usize <= text.len(), "{name}");
        }
        let output = Command::new(env!("CARGO_BIN_EXE_dateline"))
            .args(["check", "--format", "short", "--root"])
            .arg(site.root())
            .output()
            .unwrap();
        let printed = String::from_utf8(output.stdout).unwrap();
        let line = printed.lines().find(|line| line.contains(&format!("[{name}]: ")));
        let line = line.unwrap_or_else(|| panic!("{name}:\n{printed}"));
        let place = line.split(": ").next().unwrap().rsplit(':').take(2);
        assert!(place.into_iter().all(|n| n.parse::<u32>().is_ok_and(|n| n > 0)), "{line}");

        let explained =
            Command::new(env!("CARGO_BIN_EXE_dateline")).args(["explain", name]).output().unwrap();
        assert!(explained.status.success(), "{name}");
        assert!(String::from_utf8(explained.stdout).unwrap().contains(code.summary()), "{name}");
    }
}

#[test]
fn a_site_can_turn_each_off_and_change_its_level() {
    for code in Code::checks() {
        assert_eq!(Site::of(code, false).set(code, "off").of_code(code), [], "{}", code.name());
        for (word, level) in [("hint", Level::Hint), ("warning", Level::Warning), ("error", Level::Error)] {
            let found = Site::of(code, false).set(code, word).of_code(code);
            assert!(!found.is_empty() && found.iter().all(|it| it.level == level), "{} {word}", code.name());
        }
    }
}

#[test]
fn each_can_be_excused_at_its_place_with_a_reason() {
    for code in Code::checks().filter(|code| !WITHOUT_PLACE.contains(code)) {
        let (name, site) = (code.name(), Site::of(code, false));
        // One exception after the other, until all of it is excused.
        for round in 0.. {
            let (diagnostics, snapshot) = site.said();
            let left: Vec<_> =
                diagnostics.iter().filter(|it| it.code == code && it.excepted.is_none()).collect();
            let Some(first) = left.first() else { break };
            assert!(round < 4, "{name} is not excused: {}", first.message);
            site.except(code, first, &snapshot, REASON);
        }
        let (diagnostics, _) = site.said();
        let found: Vec<_> = diagnostics.iter().filter(|it| it.code == code).collect();
        assert!(!found.is_empty(), "{name} is gone, not excused");
        assert!(found.iter().all(|it| it.excepted.as_deref() == Some(REASON)), "{name}");
        let bad = [Code::BadException, Code::UnusedException, Code::YamlSyntax, Code::UnknownKey];
        let bad: Vec<_> = diagnostics.iter().filter(|it| bad.contains(&it.code)).collect();
        assert!(bad.is_empty(), "{name}: {bad:?}");
    }
}

#[test]
fn an_exception_gives_its_reason() {
    for code in Code::checks().filter(|code| !WITHOUT_PLACE.contains(code)) {
        let (name, site) = (code.name(), Site::of(code, false));
        let (diagnostics, snapshot) = site.said();
        let first = diagnostics.iter().find(|it| it.code == code).unwrap();
        site.except(code, first, &snapshot, "");
        let (diagnostics, _) = site.said();
        let of = |code| diagnostics.iter().filter(move |it: &&Diagnostic| it.code == code);
        assert_eq!(of(Code::BadException).count(), 1, "{name}");
        assert!(of(code).any(|it| it.excepted.is_none()), "{name}");
    }
}

#[test]
fn an_exception_that_excuses_nothing_is_told_of() {
    for code in Code::checks().filter(|code| !WITHOUT_PLACE.contains(code)) {
        let (name, site) = (code.name(), Site::of(code, false));
        let (diagnostics, snapshot) = site.said();
        let first = diagnostics.iter().find(|it| it.code == code).unwrap();
        // Another check, of which the example has nothing to say.
        let other = Code::checks().find(|other| diagnostics.iter().all(|it| it.code != *other)).unwrap();
        site.except(other, first, &snapshot, REASON);
        let idle = site.of_code(Code::UnusedException);
        let said: Vec<_> = idle.iter().map(|it| &*it.message).collect();
        assert_eq!(said, [format!("the exception from `{}` excuses nothing", other.name())], "{name}");
        assert_eq!(site.set(other, "off").of_code(Code::UnusedException), [], "{name}");
    }
}
