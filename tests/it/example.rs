//! The second theme of the manual: built as it lies there, and shown there as it is.

use std::fs;
use std::path::Path;
use std::process::Command;

const FOLDER: &str = "docs/examples/card-file";

#[test]
fn the_manuals_second_theme_is_built() {
    let out = tempfile::tempdir().unwrap();
    let built = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(["build", "--format", "short", "--root", FOLDER, "--output"])
        .arg(out.path().join("public"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let said = String::from_utf8(built.stderr).unwrap();
    assert!(built.status.success() && said.contains("0 errors, 0 warnings"), "{said}");
    let read = |name: &str| fs::read_to_string(out.path().join("public").join(name)).unwrap();
    let home = read("index.html");
    assert_eq!(home.matches("class=\"filed\"").count(), 5, "each event has its card");
    assert!(home.contains("theme/card-file.css\""), "the style sheet is loaded after the theme's own");
    assert!(read("theme/card-file.css").contains("@layer user"));
}

#[test]
fn the_manual_shows_its_files() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &str| fs::read_to_string(root.join(path)).unwrap();
    let manual = read("docs/guide/themes.md");
    for (kind, file) in [("css", "theme/card-file.css"), ("html", "templates/parts/entry.html")] {
        let text = read(&format!("{FOLDER}/{file}"));
        assert!(
            manual.contains(&format!("```{kind}\n{text}```\n")),
            "docs/guide/themes.md shows another {file}"
        );
    }
}
