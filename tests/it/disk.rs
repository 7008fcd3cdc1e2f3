//! Reading a site's folder.

use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::path::Path;

use dateline::base::snapshot::{Contents, LeftOutReason, Options, Snapshot};
use dateline::disk::read;
use tempfile::TempDir;

/// A folder with these files in it.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let dir = TempDir::new().unwrap();
    for (path, text) in files {
        write(dir.path(), path, text);
    }
    dir
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn snapshot(root: &Path) -> Snapshot {
    read::snapshot(root, &root.join("public"), Options::default()).unwrap()
}

/// What was read, a line a file, and what was left out, with the reason.
fn told(snapshot: &Snapshot) -> Vec<String> {
    let files = snapshot.files.iter().map(|file| {
        let contents = match &file.contents {
            Contents::Text(text) => format!("{:?}", &**text),
            Contents::NotUtf8 { text, at } => format!("not UTF-8 at {at}: {:?}", &**text),
            Contents::Guessed { text, from, at } => format!("{from} from {at} on: {:?}", &**text),
            Contents::TooLarge { bytes } => format!("too large: {bytes}"),
            Contents::Asset { bytes, .. } => format!("asset of {bytes}"),
        };
        format!("{}: {contents}", file.path)
    });
    let left = snapshot.left_out.iter().map(|left| format!("{}: {:?}", left.path, left.reason));
    files.chain(left).collect()
}

#[test]
fn a_site_is_read_in_the_order_of_its_paths() {
    let dir = folder(&[
        ("site.toml", "title = \"T\""),
        ("content/a/x.md", "x"),
        ("content/a-b.md", "\u{feff}ab"),
        ("content/photo.jpg", "123"),
        ("content/sources/s.yaml", "{}"),
        ("content/sources/nyt.txt", "kept"),
        ("content/.git/config", "secret"),
        ("content/a.md~", "old"),
        ("templates/_base.html", "{}"),
        ("theme/words/ru.toml", ""),
        ("public/index.html", "made"),
        ("elsewhere/x.md", "not ours"),
    ]);
    fs::write(dir.path().join("content/latin.md"), b"caf\xe9 au lait").unwrap();
    let told = told(&snapshot(dir.path()));
    expect_test::expect![[r#"
        content/a-b.md: "\u{feff}ab"
        content/a/x.md: "x"
        content/latin.md: not UTF-8 at 3: "caf� au lait"
        content/photo.jpg: asset of 3
        content/sources/nyt.txt: "kept"
        content/sources/s.yaml: "{}"
        site.toml: "title = \"T\""
        templates/_base.html: "{}"
        theme/words/ru.toml: ""
        content/.git: Hidden
        content/a.md~: Leftover"#]]
    .assert_eq(&told.join("\n"));
}

#[test]
fn a_file_is_found_by_its_path() {
    let dir = folder(&[("content/a/x.md", "x"), ("content/a-b.md", "y"), ("content/a.md", "z")]);
    let snapshot = snapshot(dir.path());
    for file in &snapshot.files {
        let (_, found) = snapshot.find(file.path.as_str()).unwrap();
        assert_eq!(found.path, file.path);
    }
    assert_eq!(snapshot.files.len(), 3);
}

#[test]
fn links_are_followed_only_to_files_within_the_site() {
    let outside = folder(&[("secret.md", "secret")]);
    let dir = folder(&[
        ("content/real.md", "real"),
        ("CHANGES.md", "changes"),
        (".env", "secret"),
        ("public/page.md", "made"),
        ("content/folder/a.md", "a"),
    ]);
    let root = dir.path();
    let link = |name: &str, target: &Path| symlink(target, root.join("content").join(name)).unwrap();
    link("changes.md", Path::new("../CHANGES.md"));
    link("again.md", Path::new("changes.md"));
    link("out.md", &outside.path().join("secret.md"));
    link("up.md", Path::new("../../../../../../../etc/passwd"));
    link("outdir", outside.path());
    link("hidden.md", Path::new("../.env"));
    link("made.md", Path::new("../public/page.md"));
    link("nothing.md", Path::new("nowhere.md"));
    link("circle.md", Path::new("circle.md"));
    link("folder2", Path::new("folder"));
    link("above", Path::new(".."));
    symlink(outside.path(), root.join("theme")).unwrap();
    expect_test::expect![[r#"
        content/again.md: "changes"
        content/changes.md: "changes"
        content/folder/a.md: "a"
        content/real.md: "real"
        content/above: Link
        content/circle.md: Link
        content/folder2: Link
        content/hidden.md: Link
        content/made.md: Link
        content/nothing.md: Link
        content/out.md: Link
        content/outdir: Link
        content/up.md: Link
        theme: Link"#]]
    .assert_eq(&told(&snapshot(root)).join("\n"));
}

#[test]
fn what_is_no_file_is_never_opened() {
    let dir = folder(&[("content/a.md", "a")]);
    let pipe = dir.path().join("content/pipe.md");
    rustix::fs::mkfifoat(rustix::fs::CWD, &pipe, rustix::fs::Mode::from_raw_mode(0o600)).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(dir.path().join("content/socket.md")).unwrap();
    let bad = std::ffi::OsStr::from_bytes(b"b\xffd.md");
    fs::write(dir.path().join("content").join(bad), "x").unwrap();
    expect_test::expect![[r#"
        content/a.md: "a"
        content/b�d.md: BadName
        content/pipe.md: Special
        content/socket.md: Special"#]]
    .assert_eq(&told(&snapshot(dir.path())).join("\n"));
}

#[test]
fn a_text_that_is_too_large_is_not_read() {
    let dir = folder(&[("content/a.md", "a")]);
    let large = fs::File::create(dir.path().join("content/large.md")).unwrap();
    large.set_len((64 << 20) + 1).unwrap();
    let snapshot = snapshot(dir.path());
    assert!(matches!(snapshot.files[1].contents, Contents::TooLarge { bytes } if bytes == (64 << 20) + 1));
}

#[test]
fn a_folder_without_rights_is_told_of() {
    let dir = folder(&[("content/a.md", "a"), ("content/shut/b.md", "b")]);
    let shut = dir.path().join("content/shut");
    let rights = |mode| {
        let permissions = std::os::unix::fs::PermissionsExt::from_mode(mode);
        fs::set_permissions(&shut, permissions).unwrap();
    };
    rights(0o000);
    let snapshot = snapshot(dir.path());
    rights(0o700);
    if rustix::process::geteuid().is_root() {
        assert_eq!(snapshot.files.len(), 2, "nothing is shut to root");
    } else {
        assert_eq!(snapshot.left_out[0].reason, LeftOutReason::Unreadable);
    }
}

#[test]
fn the_root_is_the_nearest_folder_with_settings() {
    let dir = folder(&[("site.toml", ""), ("content/events/2010/a.md", "")]);
    let root = dir.path().to_path_buf();
    assert_eq!(read::find_root(&root.join("content/events/2010")), Some(root.clone()));
    assert_eq!(read::find_root(&root), Some(root));
    assert_eq!(read::find_root(Path::new("/")), None);
}

#[test]
fn a_root_that_is_none_is_named() {
    let dir = folder(&[("file", "")]);
    for name in ["nothing", "file"] {
        let root = dir.path().join(name);
        let error = read::snapshot(&root, &root.join("public"), Options::default()).unwrap_err();
        assert!(error.to_string().contains(&root.display().to_string()), "{error}");
    }
}
