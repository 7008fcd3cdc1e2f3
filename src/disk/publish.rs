//! The moment in which the new site takes the place of the old one.

use std::collections::{BTreeSet, HashSet};
use std::io;
use std::path::Path;

use rustix::io::Errno;

use crate::base::output::MANIFEST;
use crate::disk::calls::Calls;
use crate::disk::manifest::{Entry, Manifest};
use crate::disk::place::Place;
use crate::disk::refusal;
use crate::disk::stage::Made;
use crate::disk::staging::{self, Staging};
use crate::disk::tree::{self, Ours};

/// Puts the complete new tree of `staging` in the place of the output: by an exchange; by two
/// renames where the file system knows none; file by file where the output cannot be renamed at
/// all, as a mounted folder or one in an image's lower layer. `gone` is what only the old site has.
///
/// # Errors
/// The machine's refusal, with its path.
pub(crate) fn publish(
    calls: &Calls,
    place: &Place,
    staging: &Staging,
    made: &[Made],
    gone: &[Entry],
) -> io::Result<()> {
    let (new, output) = (staging.site(), place.output.as_path());
    if place.is_within() {
        return file_by_file(calls, place, staging, made, gone);
    }
    if staging::is_absent(output) {
        return calls.rename_tree(&new, output).map_err(|e| refusal::at("put in place", output, &e));
    }
    match calls.exchange(&new, output) {
        Ok(()) => return Ok(()),
        Err(e) if is_not_possible(&e) => {}
        Err(e) => return Err(refusal::at("exchange", output, &e)),
    }
    match calls.rename_tree(output, &staging.old()) {
        Ok(()) => {}
        Err(e) if is_not_possible(&e) => return file_by_file(calls, place, staging, made, gone),
        Err(e) => return Err(refusal::at("put away", output, &e)),
    }
    calls.rename_tree(&new, output).map_err(|e| {
        let old = staging.old();
        match calls.rename_tree(&old, output) {
            Ok(()) => refusal::at("put in place", output, &e),
            Err(_) => io::Error::new(
                e.kind(),
                format!(
                    "cannot put in place `{}`: {e}; the last site lies in `{}`, and the next build puts it back",
                    output.display(),
                    old.display()
                ),
            ),
        }
    })
}

/// Whether a refusal says that there is no such way here, and not that it went wrong.
fn is_not_possible(error: &io::Error) -> bool {
    let not_here =
        [Errno::XDEV, Errno::INVAL, Errno::NOSYS, Errno::OPNOTSUPP, Errno::BUSY, Errno::PERM, Errno::ACCESS];
    Errno::from_io_error(error).is_some_and(|errno| not_here.contains(&errno))
}

/// Puts one file after another in place: what pages need, the pages, and then away with what is
/// gone. Until the end the manifest says that it is not, and lists what was and what will be, so
/// that a build that takes over knows what is ours.
fn file_by_file(
    calls: &Calls,
    place: &Place,
    staging: &Staging,
    made: &[Made],
    gone: &[Entry],
) -> io::Result<()> {
    replace(calls, &place.output, staging, made, gone).map_err(|e| {
        io::Error::new(
            e.kind(),
            format!("{e}; `{}` is half replaced, and whole after the next build", place.asked.display()),
        )
    })
}

fn replace(calls: &Calls, output: &Path, staging: &Staging, made: &[Made], gone: &[Entry]) -> io::Result<()> {
    let new = staging.site();
    calls.make_folders(output)?;
    let mut files: Vec<_> = made.iter().map(|made| made.entry.clone()).chain(gone.iter().cloned()).collect();
    files.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    let between = staging.waiting(MANIFEST);
    let text = Manifest { complete: false, files }.to_text();
    calls.write(&mut calls.create(&between)?, &between, &text)?;
    calls.rename_file(&between, &output.join(MANIFEST))?;

    let in_the_way = in_the_way(made, gone);
    if !in_the_way.is_empty() {
        tree::remove(calls, output, Ours::Listed(&in_the_way), false)?;
    }
    let is_page = |made: &&Made| made.entry.path.as_str().ends_with(".html");
    let changed = || made.iter().filter(|made| !made.unchanged);
    for made in changed().filter(|made| !is_page(made)).chain(changed().filter(is_page)) {
        let path = made.entry.path.as_str();
        calls.rename_file(&new.join(path), &output.join(path))?;
    }
    let gone: HashSet<&str> = gone.iter().map(|entry| entry.path.as_str()).collect();
    if !gone.is_empty() {
        tree::remove(calls, output, Ours::Listed(&gone), false)?;
    }
    // What was laid out in vain goes first: without its manifest, nobody would know it for ours.
    let laid_out: HashSet<&str> = made.iter().map(|made| made.entry.path.as_str()).collect();
    tree::remove(calls, &new, Ours::Listed(&laid_out), false)?;
    calls.rename_file(&new.join(MANIFEST), &output.join(MANIFEST))
}

/// What is gone and stands where a new file's folder must be, or is in a folder where a new file
/// must be.
fn in_the_way<'a>(made: &'a [Made], gone: &'a [Entry]) -> HashSet<&'a str> {
    let new: BTreeSet<&str> = made.iter().map(|made| made.entry.path.as_str()).collect();
    let blocks = |path: &str| {
        let folder = format!("{path}/");
        new.range(folder.as_str()..).next().is_some_and(|next| next.starts_with(&folder))
            || path.match_indices('/').any(|(at, _)| new.contains(&path[..at]))
    };
    gone.iter().map(|entry| entry.path.as_str()).filter(|path| blocks(path)).collect()
}
