//! Holds the house: floors, doors, and the sizes that files may grow to.

use std::fs;
use std::path::{Path, PathBuf};

/// The floors, lowest first. A file uses only rooms of lower floors, and its own.
const FLOORS: &[&[&str]] = &[
    &["base"],
    &["dates"],
    &["words", "config", "syntax", "disk", "server", "report"],
    &["cite"],
    &["chronicle"],
    &["analysis", "layout"],
    &["render", "session"],
    &["import", "publish", "cmd"],
    &["main"],
];

/// The rooms that may touch files, the clock, the environment, the network and the terminal.
const DOORS: &[&str] = &["disk", "server", "report", "import", "publish", "cmd", "main"];

/// What only a door may name.
const WORLD: &[&str] = &[
    "std::fs",
    "std::env",
    "std::net",
    "std::process",
    "SystemTime",
    "Instant::now",
    "Utc::now",
    "Local::now",
    "println!",
    "print!(",
    "eprintln!",
    "eprint!",
    "io::stdout",
    "io::stderr",
    "io::stdin",
    "walkdir",
    "tempfile",
    "rustix",
    "tokio",
    "axum",
    "notify",
    "anstream",
    "indicatif",
];

const LONGEST_FILE: usize = 600;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(dir: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// Each source file: its path below `src`, its room, its text without comments and tests.
fn sources() -> Vec<(String, String, String)> {
    let src = root().join("src");
    let mut files = Vec::new();
    rust_files(&src, &mut files);
    files.sort();
    let mut sources = Vec::new();
    for path in files {
        let name = path.strip_prefix(&src).unwrap().to_str().unwrap().replace('\\', "/");
        let room = name.split('/').next().unwrap().trim_end_matches(".rs").to_owned();
        let text = fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]\nmod ").next().unwrap();
        let code: Vec<_> = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        sources.push((name, room, code.join("\n")));
    }
    assert!(sources.len() > 20, "the tidy test has lost its way");
    sources
}

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|rooms| rooms.contains(&room))
}

fn report(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn every_room_is_on_a_floor() {
    let mut faults = Vec::new();
    for (name, room, _) in sources() {
        if room != "lib" && floor(&room).is_none() {
            faults
                .push(format!("src/{name}: the room `{room}` is on no floor; say which in tests/it/tidy.rs"));
        }
    }
    report(&faults);
}

#[test]
fn files_use_only_lower_floors() {
    let mut faults = Vec::new();
    for (name, room, code) in sources() {
        let Some(own) = floor(&room) else { continue };
        let prefixes: &[&str] = if room == "main" { &["dateline::"] } else { &["crate::"] };
        for prefix in prefixes {
            for (at, _) in code.match_indices(prefix) {
                let used: String = code[at + prefix.len()..]
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect();
                if used == room {
                    continue;
                }
                if floor(&used).is_none_or(|floor| floor >= own) {
                    faults.push(format!("src/{name}: `{room}` uses `{used}`, which is not on a lower floor"));
                }
            }
        }
    }
    report(&faults);
}

#[test]
fn only_doors_touch_the_world() {
    let mut faults = Vec::new();
    for (name, room, code) in sources() {
        if DOORS.contains(&room.as_str()) {
            continue;
        }
        for word in WORLD {
            if code.contains(word) {
                faults.push(format!("src/{name}: names `{word}`, and `{room}` is no door"));
            }
        }
    }
    report(&faults);
}

#[test]
fn imports_say_what_they_import() {
    let mut faults = Vec::new();
    for (name, _, code) in sources() {
        for line in code.lines() {
            let line = line.trim();
            if line.starts_with("use ") && line.ends_with("::*;") {
                faults.push(format!("src/{name}: `{line}`"));
            }
            if line.starts_with("pub use ") {
                faults.push(format!("src/{name}: `{line}`: re-exports hide where a thing lives"));
            }
        }
    }
    report(&faults);
}

#[test]
fn no_file_outgrows_its_room() {
    let mut files = Vec::new();
    for dir in ["src", "xtask/src", "tests"] {
        rust_files(&root().join(dir), &mut files);
    }
    let mut faults = Vec::new();
    for path in files {
        let lines = fs::read_to_string(&path).unwrap().lines().count();
        if lines > LONGEST_FILE {
            faults.push(format!("{}: {lines} lines, at most {LONGEST_FILE}", path.display()));
        }
    }
    report(&faults);
}

#[test]
fn the_map_is_short_and_names_every_room() {
    let map = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let mut faults = Vec::new();
    if map.lines().count() > 200 {
        faults.push(format!("ARCHITECTURE.md has {} lines, at most 200", map.lines().count()));
    }
    let mut rooms: Vec<_> = sources().into_iter().map(|(_, room, _)| room).collect();
    rooms.dedup();
    for room in rooms.iter().filter(|room| *room != "lib") {
        if !map.contains(&format!("`{room}")) && !map.contains(&format!("src/{room}")) {
            faults.push(format!("ARCHITECTURE.md does not name the room `{room}`"));
        }
    }
    report(&faults);
}
