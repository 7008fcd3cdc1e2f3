//! `dateline init [DIR]`

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use include_dir::{Dir, include_dir};

use crate::cmd::arguments::Init;
use crate::cmd::console::Console;
use crate::cmd::trouble::{Exit, Trouble};
use crate::report::counts::number;

/// The sample chronicle, which is also this program's own site.
static SAMPLE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/content");

const SAMPLE_SETTINGS: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/site.toml"));

/// What a version control is not to keep.
const IGNORED: &str = "public/\n.dateline/\n";

const BARE: &[(&str, &str)] = &[
    ("site.toml", "title = \"My chronicle\"\n"),
    (
        "content/index.md",
        "What this chronicle is about, in a few sentences. They stand at the head of the home page.\n",
    ),
    (
        "content/events/2010-03-18-an-event.md",
        "---\n\
         title: An event\n\
         date: 2010-03-18\n\
         ---\n\n\
         What happened, in a sentence that ends with its evidence [@gazette-2010-03-19].\n",
    ),
    ("content/sources/press.yaml", "gazette-2010-03-19:\n  outlet: The Gazette\n  published: 2010-03-19\n"),
];

/// The most things in the way that are named one by one.
const NAMED: usize = 10;

/// Makes a new site. Either all its files are written or, where something is in the way, none.
///
/// # Errors
/// What is in the way, or the machine's refusal.
pub fn run(init: &Init, console: Console) -> Result<Exit, Trouble> {
    let folder = &*init.folder;
    let files = files(init.bare);
    let in_the_way = in_the_way(folder, &files)?;
    if !in_the_way.is_empty() {
        let shown = in_the_way.iter().take(NAMED).map(|name| format!("`{name}`")).collect::<Vec<_>>();
        let more = in_the_way.len().saturating_sub(NAMED);
        let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
        let message =
            format!("no site was made in `{}`: in the way: {}{rest}", folder.display(), shown.join(", "));
        return Err(Trouble::new(message).help("choose another folder, as in `dateline init my-site`"));
    }
    for (path, contents) in &files {
        write(&folder.join(path), contents)?;
    }
    let has_ignored = folder.join(".gitignore").symlink_metadata().is_ok();
    if !has_ignored {
        write(&folder.join(".gitignore"), IGNORED.as_bytes())?;
    }
    let count = files.len() + usize::from(!has_ignored);
    for line in next_steps(folder, count, has_ignored) {
        console.say(line)?;
    }
    Ok(Exit::Clean)
}

/// The new site's files, in the order of their paths.
fn files(bare: bool) -> Vec<(String, &'static [u8])> {
    let mut files = Vec::new();
    if bare {
        files.extend(BARE.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes())));
    } else {
        files.push(("site.toml".to_owned(), SAMPLE_SETTINGS.as_bytes()));
        collect(&SAMPLE, &mut files);
    }
    files.sort();
    files
}

fn collect(folder: &'static Dir<'_>, files: &mut Vec<(String, &'static [u8])>) {
    for file in folder.files() {
        let path = file.path().to_str().expect("the sample's names are plain").replace('\\', "/");
        files.push((format!("content/{path}"), file.contents()));
    }
    folder.dirs().for_each(|folder| collect(folder, files));
}

/// What is there already and would be overwritten, or mixed with the new site.
fn in_the_way(folder: &Path, files: &[(String, &[u8])]) -> Result<Vec<String>, Trouble> {
    match fs::metadata(folder) {
        Ok(it) if it.is_dir() => {}
        Ok(_) => return Err(Trouble::new(format!("`{}` is not a folder", folder.display()))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(at("look into", folder, &error)),
    }
    let mut found = Vec::new();
    let content = folder.join("content");
    match fs::read_dir(&content) {
        Ok(mut entries) => {
            if entries.next().is_some() {
                found.push("content/".to_owned());
            }
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(_) => found.push("content".to_owned()),
    }
    let has = |path: &&String| folder.join(path).symlink_metadata().is_ok();
    found.extend(
        files.iter().map(|(path, _)| path).filter(has).filter(|p| !p.starts_with("content/")).cloned(),
    );
    Ok(found)
}

/// Writes a file that is not there yet.
fn write(path: &Path, contents: &[u8]) -> Result<(), Trouble> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| at("make the folder", folder, &error))?;
    }
    let file = File::create_new(path);
    file.and_then(|mut file| file.write_all(contents)).map_err(|error| at("write", path, &error))
}

fn at(what: &str, path: &Path, error: &io::Error) -> Trouble {
    Trouble::new(format!("cannot {what} `{}`: {error}", path.display()))
}

fn next_steps(folder: &Path, count: usize, has_ignored: bool) -> Vec<String> {
    let here = folder == Path::new(".") || folder.as_os_str().is_empty();
    let place = if here { "this folder".to_owned() } else { format!("`{}`", folder.display()) };
    let mut lines = vec![format!("A new site is in {place}: {}.", number(count, "file")), String::new()];
    if !here {
        lines.push(format!("    cd {}", quoted(folder)));
    }
    lines.push("    dateline serve    look at it while you write".to_owned());
    lines.push("    dateline build    write it to public/".to_owned());
    if has_ignored {
        lines.push(String::new());
        lines.push("`.gitignore` was left as it is; let it name `public/` and `.dateline/`.".to_owned());
    }
    lines
}

/// A path as a shell takes it.
fn quoted(path: &Path) -> String {
    let text = path.display().to_string();
    let plain = |c: char| c.is_alphanumeric() || "/._-+~".contains(c);
    if text.chars().all(plain) { text } else { format!("'{}'", text.replace('\'', r"'\''")) }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::quoted;

    #[test]
    fn a_shell_can_take_every_path() {
        assert_eq!(quoted(Path::new("a/b-c.d")), "a/b-c.d");
        assert_eq!(quoted(Path::new("my site's")), r"'my site'\''s'");
    }
}
