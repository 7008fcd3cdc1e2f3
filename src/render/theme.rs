//! The theme's files: the built-in ones, and the site's own over and beside them.

use std::collections::BTreeMap;
use std::sync::Arc;

use include_dir::{Dir, include_dir};

use crate::base::snapshot::{Contents, Snapshot};
use crate::render::made::Made;

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/theme");

/// The theme's folder, in a site and in the output.
const FOLDER: &str = "theme/";

/// Where the interface's words lie, which are not published.
const WORDS: &str = "theme/words/";

/// Each file of the theme: its path in the output, and what makes it.
pub(crate) fn files(snapshot: &Snapshot) -> BTreeMap<String, Made> {
    let mut files = BTreeMap::new();
    collect(&BUILT_IN, &mut files);
    for (id, file) in snapshot.files() {
        let path = file.path.as_str();
        if !path.starts_with(FOLDER) || path.starts_with(WORDS) {
            continue;
        }
        let made = match &file.contents {
            Contents::Asset { on_disk, .. } => Made::Asset(id, Arc::from(on_disk.as_path())),
            _ => match file.text() {
                Some(text) => Made::Text(id, text.clone()),
                None => continue,
            },
        };
        files.insert(path.to_owned(), made);
    }
    files
}

fn collect(dir: &'static Dir<'static>, into: &mut BTreeMap<String, Made>) {
    for file in dir.files() {
        let path = file.path().to_str().expect("the built-in theme has plain names");
        let path = format!("{FOLDER}{}", path.replace('\\', "/"));
        if !path.starts_with(WORDS) {
            into.insert(path, Made::BuiltIn(file.contents()));
        }
    }
    dir.dirs().for_each(|dir| collect(dir, into));
}

#[cfg(test)]
mod tests {
    use super::BUILT_IN;

    #[test]
    fn sites_can_build_on_the_layers() {
        let sheet = BUILT_IN.get_file("dateline.css").expect("the theme has a style sheet");
        let text = sheet.contents_utf8().expect("it is text");
        let order = "@layer reset, tokens, base, components, print, user;";
        assert!(text.contains(order));
    }
}
