//! A build is killed at two hundred moments.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use tempfile::TempDir;

const MOMENTS: u32 = 200;

/// One of the two sites that one folder makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Version {
    /// Without the drafts.
    Plain,
    /// With the drafts, and with another address in every page that names it.
    Other,
}

impl Version {
    fn another(self) -> Self {
        if self == Self::Plain { Self::Other } else { Self::Plain }
    }

    fn build(self, root: &Path, output: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.args(["build", "-q", "--root"]).arg(root).arg("--output").arg(root.join(output));
        match self {
            Self::Plain => command.args(["--base-url", "https://plain.example"]),
            Self::Other => command.args(["--base-url", "https://other.example", "--drafts"]),
        };
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    }
}

/// Builds, and holds that it works.
fn build(root: &Path, version: Version, output: &str) {
    assert!(version.build(root, output).status().unwrap().success(), "{version:?}");
}

fn write_site(root: &Path) {
    fs::create_dir_all(root.join("content/events")).unwrap();
    fs::write(root.join("site.toml"), "title = \"A chronicle\"\n").unwrap();
    fs::write(root.join("content/photo.jpg"), "no photo".repeat(9000)).unwrap();
    for n in 0..40 {
        let draft = if n % 4 == 0 { "draft: true\n" } else { "" };
        let (year, text) = (1970 + n, "It is told. ".repeat(60));
        let event = format!("---\ntitle: Event {n}\ndate: {year}-03-18\n{draft}---\n\n{text}\n");
        fs::write(root.join(format!("content/events/e{n}.md")), event).unwrap();
    }
}

/// Each file in a folder, with its bytes.
fn stands(output: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![output.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = fs::read(&path).unwrap();
                files.insert(path.strip_prefix(output).unwrap().to_path_buf(), bytes);
            }
        }
    }
    files
}

/// What lies beside the output that should not.
fn leftovers(root: &Path) -> Vec<PathBuf> {
    let expected = ["site.toml", "content", "public", ".dateline"];
    let entries = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| !expected.iter().any(|name| path.ends_with(name))).collect()
}

#[test]
fn a_build_that_is_killed_leaves_the_old_site_or_the_new_one() {
    // In memory where that can be had, so that four hundred builds are soon done.
    let dir = TempDir::new_in("/dev/shm").or_else(|_| TempDir::new()).unwrap();
    let root = dir.path();
    write_site(root);
    let whole = [Version::Plain, Version::Other].map(|version| {
        build(root, version, "reference");
        let files = stands(&root.join("reference"));
        fs::remove_dir_all(root.join("reference")).unwrap();
        files
    });
    let is_whole =
        |version: Version| stands(&root.join("public")) == whole[usize::from(version == Version::Other)];
    build(root, Version::Plain, "public");
    let begun = Instant::now();
    for version in [Version::Other, Version::Plain, Version::Other, Version::Plain] {
        build(root, version, "public");
        assert!(is_whole(version), "{version:?}");
    }
    let took = begun.elapsed() / 4;

    let (mut cut_short, mut old, mut new) = (0, 0, 0);
    let mut standing = Version::Plain;
    for moment in 0..MOMENTS {
        let wanted = standing.another();
        let mut child = wanted.build(root, "public").spawn().unwrap();
        // A little beyond the end, since no two runs take the same time.
        std::thread::sleep(took * moment * 5 / 4 / MOMENTS);
        child.kill().unwrap();
        child.wait().unwrap();
        match (is_whole(standing), is_whole(wanted)) {
            (true, _) => old += 1,
            (_, true) => new += 1,
            _ => panic!("neither the old site nor the new one stands: {moment} of {MOMENTS} in {took:?}"),
        }
        cut_short += usize::from(!leftovers(root).is_empty());
        standing = if moment % 3 == 0 { standing } else { wanted };
        build(root, standing, "public");
        assert!(is_whole(standing), "{moment}");
        assert_eq!(leftovers(root), Vec::<PathBuf>::new(), "{moment}");
    }
    let remembered = fs::read_dir(root.join(".dateline")).unwrap().count();
    assert!(remembered <= 3, "{remembered} files are remembered by");
    assert!(cut_short > 5 && old > 5 && new > 0, "cut short: {cut_short}, old: {old}, new: {new}, {took:?}");
}
