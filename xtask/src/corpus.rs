//! `cargo xtask corpus`: a synthetic chronicle, the same for the same seed.

mod annotated;
mod centuries;
mod hugo;
mod random;
mod story;
mod words;

use std::fs;
use std::path::{Path, PathBuf};

use crate::run::Trouble;
use story::Story;

/// What a corpus is made of.
pub(crate) struct Order {
    /// The number of events; half as many sources.
    pub(crate) events: usize,
    /// Which of the many sites of that size.
    pub(crate) seed: u64,
    /// How many of a hundred events are drafts.
    pub(crate) drafts: u64,
    /// Whether it spans centuries, with years and days that are dense, and every form of a date.
    pub(crate) centuries: bool,
}

/// Writes the site into `site` and, where named, the same pages for Hugo into `hugo`.
pub(crate) fn write(order: &Order, site: &Path, hugo: Option<&Path>) -> Result<(), Trouble> {
    let story = Story::new(order);
    annotated::write(&story, site)?;
    if let Some(dir) = hugo {
        hugo::write(&story, dir)?;
    }
    Ok(())
}

/// Makes `dir`, which must not hold anything yet.
fn fresh(dir: &Path) -> Result<(), Trouble> {
    if fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(format!("`{}` is not empty: name a new folder", dir.display()).into());
    }
    Ok(fs::create_dir_all(dir)?)
}

/// Writes a file below `dir`, with the folders that it lies in.
fn put(dir: &Path, path: &str, text: &str) -> Result<(), Trouble> {
    let file = dir.join(path);
    fs::create_dir_all(file.parent().expect("a file lies in a folder"))?;
    Ok(fs::write(file, text)?)
}

/// `cargo xtask corpus N DIR [--seed SEED] [--drafts PERCENT] [--centuries] [--hugo DIR]`
pub(crate) fn run(arguments: &[String]) -> Result<bool, Trouble> {
    let mut plain = Vec::new();
    let mut order = Order { events: 0, seed: 1, drafts: 0, centuries: false };
    let mut hugo: Option<PathBuf> = None;
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let mut value = || rest.next().ok_or_else(|| format!("`{argument}` needs a value"));
        match argument.as_str() {
            "--seed" => order.seed = value()?.parse()?,
            "--drafts" => order.drafts = value()?.parse()?,
            "--centuries" => order.centuries = true,
            "--hugo" => hugo = Some(value()?.into()),
            option if option.starts_with('-') => return Err(format!("no option `{option}`").into()),
            _ => plain.push(argument),
        }
    }
    let [events, dir] = plain[..] else { return Err("say how many events, and into which folder".into()) };
    order.events = events.parse().map_err(|_| format!("`{events}` is not a number of events"))?;
    let dir = Path::new(dir);
    fresh(dir)?;
    if let Some(hugo) = &hugo {
        fresh(hugo)?;
    }
    write(&order, dir, hugo.as_deref())?;
    println!("{} events and {} sources in {}", order.events, order.events / 2, dir.display());
    Ok(true)
}
