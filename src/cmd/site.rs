//! Which site is meant, and where its output goes.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use crate::base::snapshot::{Day, Options, Snapshot};
use crate::cmd::arguments::General;
use crate::cmd::trouble::Trouble;
use crate::config::value::base_url;
use crate::dates::date::Date;
use crate::dates::form::{Kind, Unit};
use crate::dates::zone::Zone;
use crate::disk::read::{self, SETTINGS, find_root};

/// The output's folder within the site's, where none is asked for.
const OUTPUT: &str = "public";

/// A site on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// Its folder: as it was asked for, or from here.
    pub root: PathBuf,
    /// The folder that it is built into.
    pub output: PathBuf,
    /// What the command line asks of a build.
    pub options: Options,
}

impl Site {
    /// The site that the command line means.
    ///
    /// # Errors
    /// Where there is none, or an address is none.
    pub fn find(general: &General) -> Result<Self, Trouble> {
        let root = match &general.root {
            Some(root) => asked(root)?,
            None => here()?,
        };
        let output = general.output.clone().unwrap_or_else(|| root.join(OUTPUT));
        let options = Options {
            base_url: address(general.base_url.as_deref())?,
            drafts: general.drafts,
            as_of: general.as_of.as_deref().map(day).transpose()?,
        };
        Ok(Self { root, output, options })
    }

    /// Reads all that a build sees of it.
    ///
    /// # Errors
    /// The machine's refusal.
    pub fn read(&self) -> Result<Arc<Snapshot>, Trouble> {
        Ok(Arc::new(read::snapshot(&self.root, &self.output, self.options.clone())?))
    }

    /// What stands before the paths of its files in a message; empty for the folder at hand.
    pub fn prefix(&self) -> String {
        shown(&self.root).filter(|text| text != ".").unwrap_or_default()
    }

    /// The output's folder, as it is printed: `public/`.
    pub fn output_shown(&self) -> String {
        let text = shown(&self.output).unwrap_or_else(|| ".".to_owned());
        format!("{}/", text.trim_end_matches('/'))
    }
}

/// A path without what says nothing: `./x` is `x`.
fn shown(path: &Path) -> Option<String> {
    let plain: PathBuf = path.components().filter(|part| *part != Component::CurDir).collect();
    let text = plain.to_string_lossy().replace('\\', "/");
    (!text.is_empty()).then_some(text)
}

fn asked(root: &Path) -> Result<PathBuf, Trouble> {
    let name = root.display();
    if !root.exists() {
        return Err(Trouble::new(format!("there is no folder `{name}`")));
    }
    if !root.is_dir() {
        let trouble = Trouble::new(format!("`{name}` is not a folder"));
        return Err(trouble.help("`--root` takes the folder that site.toml is in"));
    }
    if !root.join(SETTINGS).exists() {
        let trouble = Trouble::new(format!("there is no `{SETTINGS}` in `{name}`, so it is not a site"));
        return Err(trouble.help(format!(
            "make a new site with `dateline init`, or an empty `{SETTINGS}` where you have content already"
        )));
    }
    Ok(root.to_path_buf())
}

/// The nearest site from here upwards, as a relative path.
fn here() -> Result<PathBuf, Trouble> {
    let here = std::env::current_dir()
        .map_err(|error| Trouble::new(format!("cannot tell which folder this is: {error}")))?;
    let Some(root) = find_root(&here) else {
        let message = format!("there is no site here: no `{SETTINGS}` in `{}` or above it", here.display());
        let help = if here.join("content").is_dir() {
            "`content/` is here: put a `site.toml` beside it, which may be empty"
        } else {
            "make one with `dateline init`, or name one with `--root`"
        };
        return Err(Trouble::new(message).help(help));
    };
    let above = here.strip_prefix(&root).map_or(0, |below| below.components().count());
    Ok(if above == 0 { PathBuf::from(".") } else { std::iter::repeat_n("..", above).collect() })
}

/// The last day of a date as `--as-of` takes it: a day, a month or a year.
fn day(asked: &str) -> Result<Day, Trouble> {
    let date = Date::parse(asked).ok().filter(|date| !date.is_approximate() && !date.is_uncertain());
    let form = |date: &Date| matches!(date.form().kind, Kind::One(Unit::Day | Unit::Month | Unit::Year));
    let last = date.filter(form).and_then(|date| date.bounds(Zone::default()).latest.day());
    last.ok_or_else(|| {
        let trouble = Trouble::usage(format!("`--as-of` cannot be `{asked}`"));
        trouble.help("write a day such as `2010-03-18`; a month or a year means its last day")
    })
}

fn address(asked: Option<&str>) -> Result<Option<String>, Trouble> {
    let Some(asked) = asked else { return Ok(None) };
    match base_url(asked) {
        Ok(url) => Ok(Some(url.into())),
        Err(why) => {
            let trouble = Trouble::usage(format!("`--base-url` cannot be `{asked}`: {why}"));
            Err(trouble.help("write where the site will stand, such as `https://example.org/chronicle/`"))
        }
    }
}
