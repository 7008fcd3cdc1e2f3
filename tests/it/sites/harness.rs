//! A site in a folder of its own, and what a build of it left.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use tempfile::TempDir;

/// The day of every build here, unless a test says otherwise: 2026-01-01.
pub(super) const NOW: &str = "1767225600";

/// A site that a test may change.
pub(super) struct Site {
    folder: TempDir,
    environment: Vec<(&'static str, String)>,
}

/// A file of an output: its bytes, and when they were written.
type Files = BTreeMap<String, (Vec<u8>, SystemTime)>;

/// What a run of the program said, and how the output folder changed by it.
pub(super) struct Built {
    /// The exit code.
    pub(super) code: i32,
    /// What it said on standard error.
    pub(super) stderr: String,
    /// What it said on standard output.
    pub(super) stdout: String,
    before: Files,
    after: Files,
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn files(dir: &Path) -> Files {
    fn walk(dir: &Path, root: &Path, found: &mut Files) {
        for entry in fs::read_dir(dir).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, root, found);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                let written = entry.metadata().unwrap().modified().unwrap();
                found.insert(name, (fs::read(&path).unwrap(), written));
            }
        }
    }
    let mut found = Files::new();
    if dir.is_dir() {
        walk(dir, dir, &mut found);
    }
    found
}

impl Site {
    /// A site of nothing but an empty `site.toml` and an empty folder `content`.
    pub(super) fn empty() -> Self {
        let folder = TempDir::new().unwrap();
        let site = Self { folder, environment: vec![("SOURCE_DATE_EPOCH", NOW.to_owned())] };
        fs::create_dir(site.root().join("content")).unwrap();
        site.write("site.toml", "");
        site
    }

    /// What `dateline init --bare` makes.
    pub(super) fn made_by_init() -> Self {
        let site = Self::empty();
        fs::remove_dir(site.root().join("content")).unwrap();
        site.remove("site.toml");
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        let ended = command.arg("init").arg(site.root()).arg("--bare").output().unwrap();
        assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
        site
    }

    /// A copy of `tests/sites/NAME`.
    pub(super) fn named(name: &str) -> Self {
        let site = Self::empty();
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites").join(name), site.root());
        site
    }

    /// A copy of the sample chronicle, at the root of the repository.
    pub(super) fn sample() -> Self {
        let site = Self::empty();
        let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
        copy(&repository.join("content"), &site.root().join("content"));
        fs::copy(repository.join("site.toml"), site.root().join("site.toml")).unwrap();
        site
    }

    /// The site's folder.
    pub(super) fn root(&self) -> &Path {
        self.folder.path()
    }

    /// Its output folder.
    pub(super) fn output(&self) -> PathBuf {
        self.root().join("public")
    }

    /// The same, built with that variable set.
    pub(super) fn with(mut self, name: &'static str, value: &str) -> Self {
        self.environment.push((name, value.to_owned()));
        self
    }

    /// Writes a file of the site.
    pub(super) fn write(&self, path: &str, contents: impl AsRef<[u8]>) -> &Self {
        let file = self.root().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, contents).unwrap();
        self
    }

    /// Removes a file of the site.
    pub(super) fn remove(&self, path: &str) -> &Self {
        fs::remove_file(self.root().join(path)).unwrap();
        self
    }

    /// Replaces `old`, which stands once in the file, by `new`.
    pub(super) fn edit(&self, path: &str, old: &str, new: &str) -> &Self {
        let text = fs::read_to_string(self.root().join(path)).unwrap();
        assert_eq!(text.matches(old).count(), 1, "`{old}` in {path}");
        self.write(path, text.replace(old, new))
    }

    /// Runs `dateline build`, with its complaints a line each.
    pub(super) fn build(&self) -> Built {
        self.run(&["build", "--format", "short"])
    }

    /// Runs the program on the site.
    pub(super) fn run(&self, arguments: &[&str]) -> Built {
        let before = files(&self.output());
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.args(arguments).current_dir(self.root());
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        let ended = command.output().unwrap();
        let text = |bytes: &[u8]| {
            let text = String::from_utf8(bytes.to_vec()).expect("what the program says is UTF-8");
            text.replace(self.root().to_str().unwrap(), "[SITE]")
        };
        Built {
            code: ended.status.code().expect("the program was not ended by a signal"),
            stderr: text(&ended.stderr),
            stdout: text(&ended.stdout),
            before,
            after: files(&self.output()),
        }
    }
}

impl Built {
    /// Asserts that it ended with that code.
    pub(super) fn ends(&self, code: i32) -> &Self {
        assert_eq!(self.code, code, "\n{}\n{}", self.stdout, self.stderr);
        self
    }

    /// Asserts that it wrote exactly these files, and removed none.
    pub(super) fn writes(&self, expected: &[&str]) -> &Self {
        assert_eq!(self.written(), expected, "\n{}", self.stderr);
        assert_eq!(self.removed(), [""; 0]);
        self
    }

    /// The files that are new or were written again.
    pub(super) fn written(&self) -> Vec<&str> {
        let same = |path: &str, written: &SystemTime| {
            self.before.get(path).is_some_and(|(_, earlier)| earlier == written)
        };
        let written = self.after.iter().filter(|(path, (_, at))| !same(path, at));
        written.map(|(path, _)| path.as_str()).collect()
    }

    /// The files that are there no longer.
    pub(super) fn removed(&self) -> Vec<&str> {
        self.before.keys().filter(|path| !self.after.contains_key(*path)).map(String::as_str).collect()
    }

    /// The files of the output, in order.
    pub(super) fn paths(&self) -> Vec<&str> {
        self.after.keys().map(String::as_str).collect()
    }

    /// Every file with its bytes.
    pub(super) fn bytes(&self) -> BTreeMap<&str, &[u8]> {
        self.after.iter().map(|(path, (bytes, _))| (path.as_str(), bytes.as_slice())).collect()
    }

    /// The text of an output file.
    pub(super) fn text(&self, path: &str) -> &str {
        let (bytes, _) = self.after.get(path).unwrap_or_else(|| panic!("no {path} among {:?}", self.paths()));
        std::str::from_utf8(bytes).unwrap()
    }

    /// Asserts that some line of what it said has all of `parts`.
    pub(super) fn says(&self, parts: &[&str]) -> &Self {
        let mut lines = self.stdout.lines().chain(self.stderr.lines());
        let found = lines.any(|line| parts.iter().all(|part| line.contains(part)));
        assert!(found, "no line with {parts:?} in\n{}\n{}", self.stdout, self.stderr);
        self
    }
}
