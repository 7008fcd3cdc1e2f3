//! Writing a site, remembering it, removing it, and waiting for changes.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use dateline::base::output::{Body, MANIFEST, Sink};
use dateline::base::path::OutPath;
use dateline::base::snapshot::Options;
use dateline::disk::memory::{self, Memory};
use dateline::disk::refused::{Overlap, Refused};
use dateline::disk::stage::{Stage, Written};
use dateline::disk::watch::Watch;
use dateline::disk::{clean, read};
use tempfile::TempDir;

/// A site's folder, with something to read in it.
struct Site(TempDir);

impl Site {
    fn new() -> Self {
        let site = Self(TempDir::new().unwrap());
        site.write("site.toml", "title = \"T\"");
        site.write("content/index.md", "hello");
        site
    }

    fn root(&self) -> &Path {
        self.0.path()
    }

    fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, path: &str) -> Option<String> {
        fs::read_to_string(self.path(path)).ok()
    }

    fn begin(&self, output: &str) -> Result<Stage, Refused> {
        Stage::begin(&self.path(output), self.root())
    }

    /// Builds a site of these files into `output`.
    fn build_into(&self, output: &str, files: &[(&str, &str)]) -> Result<Written, Refused> {
        let stage = self.begin(output)?;
        for (path, text) in files {
            stage.put(&out(path), Body::Bytes(text.as_bytes()))?;
        }
        Ok(stage.finish()?)
    }

    fn build(&self, files: &[(&str, &str)]) -> [usize; 3] {
        let written = self.build_into("public", files).unwrap();
        assert!(written.left.is_none(), "{written:?}");
        [written.written, written.unchanged, written.removed]
    }

    /// The reason why `output` is refused, without the folder's name.
    fn refusal(&self, output: &str) -> String {
        let refused = self.build_into(output, &[("index.html", "x")]).unwrap_err();
        refused.to_string().replace(self.root().to_str().unwrap(), "")
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.root()).unwrap();
        let mut names: Vec<_> = entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

fn out(path: &str) -> OutPath {
    OutPath::new(path).unwrap()
}

#[test]
fn a_manifest_lists_what_was_written() {
    let site = Site::new();
    assert_eq!(site.build(&[("index.html", "home"), ("events/ä.html", "")]), [2, 0, 0]);
    expect_test::expect![[r#"
        {
          "version": 1,
          "generator": "dateline 0.1.0",
          "files": [
            {"path": "events/ä.html", "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "size": 0},
            {"path": "index.html", "sha256": "4ea140588150773ce3aace786aeef7f4049ce100fa649c94fbbddb960f1da942", "size": 4}
          ]
        }
    "#]]
    .assert_eq(&site.read("public/site-manifest.json").unwrap());
    assert_eq!(site.names(), ["content", "public", "site.toml"]);
}

#[test]
fn what_has_not_changed_is_the_same_file_as_before() {
    let site = Site::new();
    site.build(&[("a.html", "a"), ("b.html", "b"), ("c.html", "c")]);
    let id = |path: &str| {
        let it = fs::metadata(site.path(path)).unwrap();
        (it.ino(), it.mtime(), it.mtime_nsec())
    };
    let before = [id("public"), id("public/a.html"), id("public/site-manifest.json")];
    assert_eq!(site.build(&[("a.html", "a"), ("b.html", "b"), ("c.html", "c")]), [0, 3, 0]);
    assert_eq!(before, [id("public"), id("public/a.html"), id("public/site-manifest.json")]);
    assert_eq!(site.build(&[("a.html", "a"), ("b.html", "B"), ("d.html", "d")]), [2, 1, 1]);
    assert_eq!(id("public/a.html"), before[1]);
    assert_eq!(site.read("public/b.html").as_deref(), Some("B"));
    assert_eq!(site.read("public/c.html"), None);
}

#[test]
fn what_was_changed_by_hand_is_written_again() {
    let site = Site::new();
    let files = [("a.html", "aaaa"), ("b.html", "bbbb"), ("c.html", "cccc")];
    site.build(&files);
    std::thread::sleep(Duration::from_millis(20));
    site.write("public/a.html", "AAAA");
    site.write("public/b.html", "longer");
    fs::remove_file(site.path("public/c.html")).unwrap();
    assert_eq!(site.build(&files), [3, 0, 0]);
    assert_eq!(site.read("public/a.html").as_deref(), Some("aaaa"));
    // Touched, and the same after all.
    site.write("public/a.html", "aaaa");
    assert_eq!(site.build(&files), [0, 3, 0]);
}

#[test]
fn an_asset_is_a_copy_of_its_own() {
    let site = Site::new();
    let asset = site.path("content/photo.jpg");
    let large: Vec<u8> = (0..1_000_000_u32).map(|n| (n % 251) as u8).collect();
    fs::write(&asset, &large).unwrap();
    let build = || {
        let stage = site.begin("public").unwrap();
        stage.put(&out("photo.jpg"), Body::File(&asset)).unwrap();
        stage.finish().unwrap().written
    };
    assert_eq!(build(), 1);
    assert_eq!(build(), 0);
    assert_eq!(fs::read(site.path("public/photo.jpg")).unwrap(), large);
    assert_eq!(fs::metadata(&asset).unwrap().nlink(), 1);
    fs::write(&asset, "other").unwrap();
    assert_eq!(build(), 1);
    assert_eq!(site.read("public/photo.jpg").as_deref(), Some("other"));
}

#[test]
fn a_build_that_is_given_up_has_not_happened() {
    let site = Site::new();
    let stage = site.begin("public").unwrap();
    stage.put(&out("a.html"), Body::Bytes(b"a")).unwrap();
    drop(stage);
    assert_eq!(site.names(), ["content", "site.toml"]);
}

#[test]
fn the_manifest_is_not_for_the_site_to_write() {
    let site = Site::new();
    let stage = site.begin("public").unwrap();
    let error = stage.put(&out(MANIFEST), Body::Bytes(b"{}")).unwrap_err();
    assert!(error.to_string().contains(MANIFEST));
}

#[test]
fn an_output_that_lies_in_the_way_of_the_sources_is_refused() {
    let site = Site::new();
    symlink("content", site.path("link")).unwrap();
    symlink("..", site.path("content/up")).unwrap();
    for (output, how) in [
        ("", Overlap::Is),
        ("..", Overlap::Contains),
        ("/", Overlap::Contains),
        ("content", Overlap::Is),
        ("content/public", Overlap::LiesIn),
        ("content/a/b/c", Overlap::LiesIn),
        ("theme/x", Overlap::LiesIn),
        ("templates", Overlap::Is),
        ("link/public", Overlap::LiesIn),
        ("content/up", Overlap::Is),
        ("content/up/content", Overlap::Is),
        (".dateline", Overlap::Is),
    ] {
        match site.begin(output) {
            Err(Refused::Sources { how: found, .. }) => assert_eq!(found, how, "{output}"),
            other => panic!("{output}: {other:?}"),
        }
    }
    assert_eq!(
        site.refusal("content/x"),
        "the output folder `/content/x` lies in `/content`, which the site is read from"
    );
    assert_eq!(site.names(), ["content", "link", "site.toml"]);
    site.build_into("content2/public", &[("a.html", "a")]).unwrap();
    site.build_into("content/up/made", &[("a.html", "a")]).unwrap();
    assert_eq!(site.read("made/a.html").as_deref(), Some("a"));
}

#[test]
fn strangers_in_the_output_are_refused_and_live() {
    let site = Site::new();
    site.write("public/mine.txt", "precious");
    assert_eq!(site.refusal("public"), "the output folder `/public` holds what no build wrote: `mine.txt`");
    fs::remove_file(site.path("public/mine.txt")).unwrap();
    site.build(&[("index.html", "home")]);
    site.write("public/.git/config", "precious");
    symlink("/etc", site.path("public/etc")).unwrap();
    assert_eq!(
        site.refusal("public"),
        "the output folder `/public` holds what no build wrote: `.git/config`, `etc`"
    );
    for n in 0..9 {
        site.write(&format!("public/n{n}"), "");
    }
    assert!(site.refusal("public").ends_with("`n0`, `n1`, `n2` and 6 more"));
    assert_eq!(site.read("public/index.html").as_deref(), Some("home"));
    assert_eq!(site.read("public/.git/config").as_deref(), Some("precious"));
}

#[test]
fn a_manifest_that_is_not_ours_is_refused() {
    let site = Site::new();
    for text in [
        "",
        "{}",
        r#"{"version":9,"files":[]}"#,
        r#"{"version":1,"files":[{"path":"../content/index.md","sha256":"","size":5}]}"#,
    ] {
        site.write("public/site-manifest.json", text);
        assert!(matches!(site.begin("public"), Err(Refused::BadManifest { .. })), "{text}");
        assert!(matches!(clean::clean(&site.path("public"), site.root()), Err(Refused::BadManifest { .. })));
    }
    assert_eq!(site.read("content/index.md").as_deref(), Some("hello"));
}

#[test]
fn links_in_the_output_are_never_gone_through() {
    let site = Site::new();
    site.write("elsewhere/a.html", "a");
    site.build(&[("index.html", "home"), ("sub/a.html", "a")]);
    fs::remove_dir_all(site.path("public/sub")).unwrap();
    symlink("../elsewhere", site.path("public/sub")).unwrap();
    assert_eq!(site.refusal("public"), "the output folder `/public` holds what no build wrote: `sub`");
    let cleaned = clean::clean(&site.path("public"), site.root()).unwrap();
    assert_eq!((cleaned.removed, cleaned.kept), (1, vec!["sub".to_owned()]));
    assert_eq!(site.read("elsewhere/a.html").as_deref(), Some("a"));
}

#[test]
fn an_output_that_is_a_link_is_what_it_leads_to() {
    let site = Site::new();
    fs::create_dir(site.path("real")).unwrap();
    symlink("real", site.path("public")).unwrap();
    site.build(&[("a.html", "a")]);
    site.build(&[("a.html", "b")]);
    assert_eq!(site.read("real/a.html").as_deref(), Some("b"));
    assert!(site.path("public").is_symlink());
    assert_eq!(site.names(), ["content", "public", "real", "site.toml"]);
    fs::remove_file(site.path("public")).unwrap();
    symlink("nowhere", site.path("public")).unwrap();
    assert!(site.refusal("public").starts_with("cannot use the output folder `/public`"));
    fs::remove_file(site.path("public")).unwrap();
    site.write("public", "a file");
    assert_eq!(site.refusal("public"), "the output `/public` is not a folder");
}

#[test]
fn a_second_build_says_who_is_at_work() {
    let site = Site::new();
    let first = site.begin("public").unwrap();
    match site.begin("public") {
        Err(Refused::Busy { holder, .. }) => assert_eq!(holder, Some(std::process::id())),
        other => panic!("{other:?}"),
    }
    site.build_into("elsewhere", &[("a.html", "a")]).unwrap();
    drop(first);
    site.build(&[("a.html", "a")]);
    assert_eq!(site.names(), ["content", "elsewhere", "public", "site.toml"]);
}

#[test]
fn builds_that_race_leave_one_whole_site() {
    let site = Site::new();
    std::thread::scope(|scope| {
        for text in ["a", "b", "c", "d"] {
            let site = &site;
            scope.spawn(move || {
                for _ in 0..50 {
                    let files: Vec<_> = ["1.html", "2.html", "x/3.html"].map(|p| (p, text)).into();
                    match site.build_into("public", &files) {
                        Ok(_) | Err(Refused::Busy { .. }) => {}
                        Err(other) => panic!("{other}"),
                    }
                }
            });
        }
    });
    let stands = ["1.html", "2.html", "x/3.html"].map(|path| site.read(&format!("public/{path}")).unwrap());
    assert!(stands.iter().all(|text| *text == stands[0]), "{stands:?}");
    assert_eq!(site.names(), ["content", "public", "site.toml"]);
}

#[test]
fn the_rights_of_the_output_stay() {
    let site = Site::new();
    site.build(&[("a.html", "a")]);
    fs::set_permissions(site.path("public"), PermissionsExt::from_mode(0o750)).unwrap();
    site.build(&[("a.html", "b")]);
    assert_eq!(fs::metadata(site.path("public")).unwrap().mode() & 0o777, 0o750);
    let plain = site.path("plain");
    fs::write(&plain, "").unwrap();
    assert_eq!(
        fs::metadata(site.path("public/a.html")).unwrap().mode(),
        fs::metadata(&plain).unwrap().mode(),
        "as the user's mask has it"
    );
}

#[test]
fn clean_removes_what_builds_wrote_and_nothing_else() {
    let site = Site::new();
    let clean = || clean::clean(&site.path("public"), site.root()).unwrap();
    assert_eq!(clean().removed, 0);
    site.build(&[("a.html", "a"), ("b/c/d.html", "d")]);
    assert_eq!(clean().removed, 2);
    assert_eq!(site.names(), ["content", "site.toml"]);
    site.build(&[("a.html", "a"), ("b/c/d.html", "d")]);
    site.write("public/b/mine.txt", "precious");
    let cleaned = clean();
    assert_eq!((cleaned.removed, cleaned.kept), (2, vec!["b/mine.txt".to_owned()]));
    let cleaned = clean();
    assert_eq!((cleaned.removed, cleaned.kept), (0, vec!["b/mine.txt".to_owned()]));
    assert_eq!(site.read("public/b/mine.txt").as_deref(), Some("precious"));
}

/// A memory of the site as it is now.
fn memory_of(site: &Site, options: Options) -> Memory {
    let output = site.path("public");
    Memory::of(&read::snapshot(site.root(), &output, options).unwrap(), site.root(), &output)
}

#[test]
fn a_build_is_recalled_while_nothing_changes() {
    let site = Site::new();
    site.write("content/photo.jpg", "123");
    std::thread::sleep(Duration::from_millis(150));
    let always = i64::MIN..i64::MAX;
    let build = |options: &Options| {
        let memory = memory_of(&site, options.clone());
        let recalled = memory.recall();
        if recalled.is_none() {
            site.build(&[("a.html", "a")]);
            memory.store(&always, "7 events");
        }
        recalled
    };
    let plain = Options::default();
    let recalled = || memory_of(&site, Options::default()).recall();
    assert_eq!(build(&plain), None);
    assert_eq!(recalled().as_deref(), Some("7 events"));
    let drafts = Options { drafts: true, ..Options::default() };
    assert_eq!(memory_of(&site, drafts).recall(), None);

    let settle = || std::thread::sleep(Duration::from_millis(150));
    let changes: [(&str, &dyn Fn()); 8] = [
        ("a text", &|| site.write("content/index.md", "hallo")),
        ("a new file", &|| site.write("content/b.md", "b")),
        ("a file less", &|| fs::remove_file(site.path("content/b.md")).unwrap()),
        ("a hidden file", &|| site.write("content/_b.md", "b")),
        ("an asset of the same size", &|| {
            let before = fs::metadata(site.path("content/photo.jpg")).unwrap().modified().unwrap();
            site.write("content/photo.jpg", "456");
            let file = fs::File::options().write(true).open(site.path("content/photo.jpg")).unwrap();
            file.set_modified(before).unwrap();
            settle();
        }),
        ("an output touched", &|| site.write("public/a.html", "b")),
        ("an output gone", &|| fs::remove_file(site.path("public/a.html")).unwrap()),
        ("a memory damaged", &|| site.write(".dateline/memory.json", "{")),
    ];
    for (name, change) in changes {
        change();
        assert_eq!(build(&plain), None, "{name}");
        assert_eq!(recalled().as_deref(), Some("7 events"), "{name}");
    }
    site.write("public/stranger.txt", "");
    assert_eq!(recalled(), None);
    fs::remove_file(site.path("public/stranger.txt")).unwrap();
    memory::forget(site.root());
    assert_eq!(recalled(), None);
    assert_eq!(site.names(), ["content", "public", "site.toml"]);
}

#[test]
fn what_waits_for_its_day_is_not_slept_through() {
    let site = Site::new();
    site.build(&[("a.html", "a")]);
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs().cast_signed();
    let memory = memory_of(&site, Options::default());
    memory.store(&(now - 60..now + 60), "waits");
    assert_eq!(memory_of(&site, Options::default()).recall().as_deref(), Some("waits"));
    memory.store(&(now - 60..now), "is due");
    assert_eq!(memory_of(&site, Options::default()).recall(), None);
}

#[test]
fn a_site_that_cannot_be_written_is_only_not_remembered() {
    let site = Site::new();
    site.build(&[("a.html", "a")]);
    site.write(".dateline", "a file in its place");
    memory_of(&site, Options::default()).store(&(i64::MIN..i64::MAX), "x");
    assert_eq!(site.read(".dateline").as_deref(), Some("a file in its place"));
    fs::remove_file(site.path(".dateline")).unwrap();
    fs::create_dir(site.path("elsewhere")).unwrap();
    symlink("elsewhere", site.path(".dateline")).unwrap();
    memory_of(&site, Options::default()).store(&(i64::MIN..i64::MAX), "x");
    assert_eq!(fs::read_dir(site.path("elsewhere")).unwrap().count(), 0);
}

#[test]
fn changes_are_noticed() {
    for poll in [false, true] {
        let site = Site::new();
        site.write("content/events/a.md", "a");
        let mut watch = Watch::start(site.root(), &site.path("public"), poll).unwrap();
        assert_eq!(watch.note(), None);
        let changes: [&dyn Fn(); 6] = [
            &|| site.write("content/events/a.md", "changed"),
            &|| site.write("content/new/deep/b.md", "b"),
            &|| site.write("content/new/deep/b.md", "longer"),
            &|| site.write("templates/page.html", "p"),
            &|| site.write("templates/page.html", "longer"),
            &|| fs::rename(site.path("content/events/a.md"), site.path("site.toml")).unwrap(),
        ];
        for (n, change) in changes.iter().enumerate() {
            change();
            assert!(waits(&mut watch, Duration::from_secs(5)), "change {n}, poll: {poll}");
        }
    }
}

#[test]
fn what_is_no_change_is_not_noticed() {
    let site = Site::new();
    let mut watch = Watch::start(site.root(), &site.path("public"), false).unwrap();
    site.build(&[("a.html", "a")]);
    memory_of(&site, Options::default()).store(&(i64::MIN..i64::MAX), "x");
    site.read("content/index.md").unwrap();
    fs::create_dir(site.path("target")).unwrap();
    site.write("target/x/y", "");
    // A folder beside the others is a hint, and what is in it is none.
    assert!(waits(&mut watch, Duration::from_millis(400)));
    site.write("target/x/y", "more");
    site.build(&[("a.html", "b")]);
    assert!(!waits(&mut watch, Duration::from_millis(400)));
}

/// Whether a change is told of within that time.
fn waits(watch: &mut Watch, at_most: Duration) -> bool {
    let (stop, (told, awaited)) = (watch.stopper(), std::sync::mpsc::channel::<()>());
    let guard = std::thread::spawn(move || {
        let timeout = std::sync::mpsc::RecvTimeoutError::Timeout;
        if awaited.recv_timeout(at_most) == Err(timeout) {
            stop.stop();
        }
    });
    let changed = watch.wait();
    drop(told);
    guard.join().unwrap();
    changed
}

/// A small disk in memory, mounted at a folder.
struct Mounted(PathBuf);

impl Mounted {
    /// `None` where the machine does not let us mount.
    fn at(path: PathBuf) -> Option<Self> {
        fs::create_dir_all(&path).unwrap();
        let mut mount = std::process::Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=512k", "tmpfs"]).arg(&path);
        let mounted = mount.stderr(std::process::Stdio::null()).status().is_ok_and(|it| it.success());
        mounted.then_some(Self(path))
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        // A process that is just being started by another test may hold it for a moment.
        let unmount = || {
            std::thread::sleep(Duration::from_millis(20));
            let mut unmount = std::process::Command::new("umount");
            unmount.arg(&self.0).stderr(std::process::Stdio::null());
            unmount.status().is_ok_and(|it| it.success())
        };
        let unmounted = (0..100).any(|_| unmount());
        assert!(unmounted || std::thread::panicking(), "{} is still mounted", self.0.display());
    }
}

#[test]
fn a_disk_that_is_full_leaves_the_old_site() {
    let site = Site::new();
    let Some(_mounted) = Mounted::at(site.path("disk")) else { return };
    let large = "x".repeat(200_000);
    site.build_into("disk/public", &[("a.html", "old"), ("large.html", &large)]).unwrap();
    let larger = "y".repeat(400_000);
    let error = site.build_into("disk/public", &[("a.html", "new"), ("large.html", &larger)]).unwrap_err();
    let told = error.to_string();
    assert!(told.contains("large.html") && told.contains("No space left"), "{told}");
    assert_eq!(site.read("disk/public/a.html").as_deref(), Some("old"));
    assert_eq!(site.read("disk/public/large.html"), Some(large));
    assert_eq!(fs::read_dir(site.path("disk")).unwrap().count(), 1);
}

#[test]
fn an_output_that_is_mounted_is_filled_from_within() {
    let site = Site::new();
    let Some(_mounted) = Mounted::at(site.path("public")) else { return };
    let names = || {
        let mut names: Vec<_> =
            fs::read_dir(site.path("public")).unwrap().map(|e| e.unwrap().file_name()).collect();
        names.sort();
        names
    };
    assert_eq!(site.build(&[("a.html", "a"), ("b/c.html", "c"), ("d", "d")]), [3, 0, 0]);
    assert_eq!(site.build(&[("a.html", "a"), ("b", "b"), ("d/e.html", "e")]), [2, 1, 2]);
    assert_eq!(names(), ["a.html", "b", "d", MANIFEST]);
    assert_eq!(site.read("public/d/e.html").as_deref(), Some("e"));
    assert_eq!(site.build(&[("a.html", "a"), ("b", "b"), ("d/e.html", "e")]), [0, 3, 0]);
    let first = site.begin("public").unwrap();
    assert!(matches!(site.begin("public"), Err(Refused::Busy { .. })));
    drop(first);
    site.write("public/mine.txt", "precious");
    assert!(site.refusal("public").ends_with("`mine.txt`"));
    let cleaned = clean::clean(&site.path("public"), site.root()).unwrap();
    assert_eq!((cleaned.removed, cleaned.kept), (3, vec!["mine.txt".to_owned()]));
    assert_eq!(names(), ["mine.txt"]);
    assert_eq!(site.names(), ["content", "public", "site.toml"]);
}
