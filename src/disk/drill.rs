//! Everything that can go wrong while a site is written, tried one by one.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use rustix::io::Errno;
use tempfile::TempDir;

use crate::base::output::{Body, MANIFEST, Sink};
use crate::base::path::OutPath;
use crate::disk::calls::{Call, Calls};
use crate::disk::faults::Faults;
use crate::disk::refused::Refused;
use crate::disk::stage::{Stage, Written};

type Site = BTreeMap<String, String>;

/// The site as it was: a page that will change, one that will not, one that will go, and a folder
/// and a file that will change places.
fn old_site() -> Site {
    site(&[
        ("index.html", "old home"),
        ("events/kept.html", "kept"),
        ("events/gone.html", "gone"),
        ("gone/deep/x.png", "x"),
        ("turns", "a file"),
        ("swaps/a.html", "a folder"),
        ("style.css", "old style"),
    ])
}

fn new_site() -> Site {
    site(&[
        ("index.html", "new home"),
        ("events/kept.html", "kept"),
        ("events/new.html", "new"),
        ("turns/a.html", "a folder"),
        ("swaps", "a file"),
        ("style.css", "new style"),
    ])
}

fn site(files: &[(&str, &str)]) -> Site {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

/// A folder with a site in it, and `public` beside its `content`.
struct Room {
    dir: TempDir,
}

impl Room {
    fn new() -> Self {
        let dir = TempDir::new().unwrap();
        fs::create_dir(dir.path().join("content")).unwrap();
        Self { dir }
    }

    fn with(site: &Site) -> Self {
        let room = Self::new();
        room.build(site, Calls::default()).unwrap();
        room
    }

    fn output(&self) -> PathBuf {
        self.dir.path().join("public")
    }

    /// Builds `site` on a machine with those faults.
    fn build(&self, site: &Site, calls: Calls) -> Result<Written, String> {
        let asset = self.dir.path().join("content/asset");
        let stage = Stage::begin_with(&self.output(), self.dir.path(), calls).map_err(|e| e.to_string())?;
        for (path, text) in site {
            let path = OutPath::new(path).unwrap();
            let put = if path.as_str().ends_with(".html") {
                stage.put(&path, Body::Bytes(text.as_bytes()))
            } else {
                fs::write(&asset, text).unwrap();
                stage.put(&path, Body::File(&asset))
            };
            put.map_err(|e| e.to_string())?;
        }
        stage.finish().map_err(|e| e.to_string())
    }

    /// Builds `site` with no faults, and holds that it stands then with nothing beside it.
    fn builds_well(&self, site: &Site, after: &str) {
        let written = self.build(site, Calls::default());
        assert!(written.as_ref().is_ok_and(|written| written.left.is_none()), "{after}: {written:?}");
        assert_eq!(self.stands().as_ref(), Some(site), "{after}");
        assert_eq!(self.leftovers(), Vec::<String>::new(), "{after}");
    }

    /// What stands in the output, without the manifest; `None` where there is no output.
    fn stands(&self) -> Option<Site> {
        let output = self.output();
        output.is_dir().then(|| {
            let mut files = Site::new();
            read_into(&output, &output, &mut files);
            files
        })
    }

    /// What lies beside the output that should not.
    fn leftovers(&self) -> Vec<String> {
        let entries = fs::read_dir(self.dir.path()).unwrap();
        let mut names: Vec<_> = entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.retain(|name| name != "public" && name != "content");
        names
    }
}

fn read_into(top: &Path, folder: &Path, files: &mut Site) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_into(top, &path, files);
        } else if path != top.join(MANIFEST) {
            let name = path.strip_prefix(top).unwrap().to_str().unwrap().to_owned();
            files.insert(name, fs::read_to_string(&path).unwrap());
        }
    }
}

/// The ways by which a site can be put in place, each with what must be refused for it.
fn ways() -> [(&'static str, Vec<(Call, Errno)>); 3] {
    [
        ("exchange", vec![]),
        ("two renames", vec![(Call::Exchange, Errno::INVAL)]),
        ("file by file", vec![(Call::Exchange, Errno::XDEV), (Call::RenameTree, Errno::XDEV)]),
    ]
}

/// Tries `faults(k)` for each `k` until one is never met: builds the new site over `before`, and
/// hands what came of it to `check`.
fn each(
    before: Option<&Site>,
    faults: impl Fn(usize) -> Faults,
    check: impl Fn(&Room, &Result<Written, String>, &str),
) -> usize {
    for k in 0.. {
        let room = before.map_or_else(Room::new, Room::with);
        let faults = faults(k);
        let made = Arc::clone(&faults.made);
        let outcome = room.build(&new_site(), Calls { faults: Some(faults) });
        if made.load(Ordering::Relaxed) <= k {
            outcome.unwrap();
            return k;
        }
        check(&room, &outcome, &format!("{k}: {outcome:?}"));
    }
    unreachable!("a build makes an end of its calls")
}

const KINDS: [Call; 8] = [
    Call::MakeFolder,
    Call::Create,
    Call::Write,
    Call::Link,
    Call::RenameTree,
    Call::RenameFile,
    Call::Exchange,
    Call::Remove,
];

#[test]
fn whatever_call_fails_the_old_site_stands_or_the_new_one() {
    let mut tried = 0;
    for (way, refused) in ways() {
        for errno in [Errno::NOSPC, Errno::IO, Errno::ACCESS] {
            let faults =
                |k| Faults { kth: Some((None, k, errno)), refused: refused.clone(), ..Faults::default() };
            tried += each(Some(&old_site()), faults, |room, outcome, told| {
                let told = format!("{way}, {errno:?} at {told}");
                let stands = room.stands().unwrap();
                match outcome {
                    Ok(_) => assert_eq!(stands, new_site(), "{told}"),
                    Err(message) => {
                        assert!(message.contains(room.dir.path().to_str().unwrap()), "{told}");
                        if way == "file by file" {
                            each_file_is_whole(&stands, &told);
                        } else {
                            assert_eq!(stands, old_site(), "{told}");
                        }
                    }
                }
                room.builds_well(&new_site(), &told);
            });
        }
    }
    assert!(tried > 300, "{tried}");
}

/// Where files are put in place one by one, each is as it was or as it will be.
fn each_file_is_whole(stands: &Site, told: &str) {
    for (path, text) in stands {
        let (old, new) = (old_site(), new_site());
        assert!(old.get(path) == Some(text) || new.get(path) == Some(text), "{told}: {path}: {text:?}");
    }
}

#[test]
fn each_kind_of_call_is_made_to_fail() {
    for kind in KINDS {
        let refused = match kind {
            Call::RenameTree => vec![(Call::Exchange, Errno::INVAL)],
            Call::RenameFile => ways()[2].1.clone(),
            _ => vec![],
        };
        let refused: Vec<_> = refused.into_iter().filter(|(refused, _)| *refused != kind).collect();
        let faults = |k| Faults {
            kth: Some((Some(kind), k, Errno::NOSPC)),
            refused: refused.clone(),
            ..Faults::default()
        };
        let tried = each(Some(&old_site()), faults, |_, _, _| {});
        assert!(tried > 0, "{kind:?}");
    }
}

#[test]
fn a_build_that_dies_at_any_call_leaves_the_old_site_or_the_new_one() {
    for (way, refused) in ways() {
        let faults = |k| Faults { dead_from: Some(k), refused: refused.clone(), ..Faults::default() };
        let tried = each(Some(&old_site()), faults, |room, _, told| {
            let told = format!("{way}, dead from {told}");
            match (way, room.stands()) {
                ("file by file", Some(stands)) => each_file_is_whole(&stands, &told),
                // Between the two renames there is none; but it is not lost.
                ("two renames", None) => {
                    drop(Stage::begin(&room.output(), room.dir.path()).unwrap());
                    assert_eq!(room.stands(), Some(old_site()), "{told}");
                }
                (_, stands) => {
                    let stands = stands.expect(&told);
                    assert!(stands == old_site() || stands == new_site(), "{told}: {stands:?}");
                }
            }
            room.builds_well(&new_site(), &told);
        });
        assert!(tried > 40, "{way}: {tried}");
    }
}

#[test]
fn after_a_dead_build_the_old_site_can_be_built_again() {
    for (way, refused) in ways() {
        let faults = |k| Faults { dead_from: Some(k), refused: refused.clone(), ..Faults::default() };
        each(Some(&old_site()), faults, |room, _, told| {
            room.builds_well(&old_site(), &format!("{way}, {told}"));
        });
    }
}

#[test]
fn a_first_build_that_fails_or_dies_leaves_nothing() {
    let failing = |k| Faults { kth: Some((None, k, Errno::NOSPC)), ..Faults::default() };
    let dying = |k| Faults { dead_from: Some(k), ..Faults::default() };
    each(None, failing, |room, outcome, told| {
        assert_eq!(room.stands(), outcome.is_ok().then(new_site), "{told}");
        room.builds_well(&new_site(), told);
    });
    each(None, dying, |room, _, told| {
        assert!(room.stands().is_none_or(|stands| stands == new_site()), "{told}");
        room.builds_well(&new_site(), told);
    });
}

#[test]
fn a_put_that_fails_spoils_the_build_even_if_nobody_looks() {
    let room = Room::with(&old_site());
    let faults = Faults { kth: Some((Some(Call::Write), 0, Errno::NOSPC)), ..Faults::default() };
    let stage = Stage::begin_with(&room.output(), room.dir.path(), Calls { faults: Some(faults) }).unwrap();
    let put = |path| stage.put(&OutPath::new(path).unwrap(), Body::Bytes(b"x"));
    let message = put("a/b.html").unwrap_err().to_string();
    assert!(message.contains("a/b.html") && message.contains("No space left"), "{message}");
    put("c.html").unwrap();
    stage.finish().unwrap_err();
    assert_eq!(room.stands(), Some(old_site()));
    assert_eq!(room.leftovers(), Vec::<String>::new());
}

#[test]
fn what_somebody_puts_among_the_old_site_meanwhile_is_not_lost() {
    for (way, refused) in ways() {
        let room = Room::with(&old_site());
        let faults = Faults { refused, ..Faults::default() };
        let stage =
            Stage::begin_with(&room.output(), room.dir.path(), Calls { faults: Some(faults) }).unwrap();
        for (path, text) in &new_site() {
            stage.put(&OutPath::new(path).unwrap(), Body::Bytes(text.as_bytes())).unwrap();
        }
        fs::write(room.output().join("events/note.txt"), "precious").unwrap();
        fs::create_dir(room.output().join("mine")).unwrap();
        fs::write(room.output().join("mine/note.txt"), "precious").unwrap();
        assert!(stage.finish().unwrap().left.is_none(), "{way}");
        let mut expected = new_site();
        expected.insert("events/note.txt".into(), "precious".into());
        expected.insert("mine/note.txt".into(), "precious".into());
        assert_eq!(room.stands(), Some(expected), "{way}");
        assert_eq!(room.leftovers(), Vec::<String>::new(), "{way}");
        let next = Stage::begin(&room.output(), room.dir.path()).unwrap_err();
        assert!(matches!(next, Refused::Strangers { count: 2, .. }), "{next}");
    }
}

#[test]
fn where_a_file_cannot_have_two_names_it_is_copied_with_its_time() {
    let room = Room::with(&old_site());
    let kept = room.output().join("events/kept.html");
    let long_ago = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_268_870_400);
    fs::File::options().write(true).open(&kept).unwrap().set_modified(long_ago).unwrap();
    let faults = Faults { refused: vec![(Call::Link, Errno::MLINK)], ..Faults::default() };
    let before = fs::metadata(&kept).unwrap().ino();
    let written = room.build(&new_site(), Calls { faults: Some(faults) }).unwrap();
    assert_eq!((written.written, written.unchanged, written.removed), (5, 1, 4));
    let after = fs::metadata(&kept).unwrap();
    assert_ne!(after.ino(), before);
    assert_eq!(after.modified().unwrap(), long_ago);
}
