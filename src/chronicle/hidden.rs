//! What is left out of the site for now: drafts, and what waits for its day. What refers to it is
//! told so, and stays text.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::base::code::Code;
use crate::base::snapshot::Day;
use crate::base::span::FileId;
use crate::chronicle::collect::composed;
use crate::chronicle::complaints::Complaints;
use crate::chronicle::slug::slug;
use crate::dates::date::Date;
use crate::dates::zone::Zone;
use crate::syntax::fields::{Origin, Step};

/// Why something is left out, to stand after its name: `is a draft`.
pub(crate) type Reason = std::rc::Rc<str>;

/// The ids, keys and files of what is left out.
#[derive(Debug, Default)]
pub(crate) struct Hidden {
    events: FxHashMap<String, Reason>,
    sources: FxHashMap<String, Reason>,
    others: FxHashMap<String, Reason>,
    files: FxHashMap<FileId, Reason>,
    /// The keys of the sources that are later than the day as of which the site is made.
    pub(crate) later: FxHashSet<String>,
}

/// What may keep something out of the site.
pub(crate) struct Waiting<'a> {
    pub(crate) file: FileId,
    pub(crate) origin: &'a Origin,
    pub(crate) what: &'a str,
    pub(crate) draft: bool,
    pub(crate) publish_on: Option<&'a Date>,
}

/// Decides what is published, on the day of the build.
pub(crate) struct Gate {
    pub(crate) zone: Zone,
    pub(crate) today: Day,
    /// Whether drafts, and what waits, are published too.
    pub(crate) open: bool,
}

impl Gate {
    /// Whether it is kept out, and why; that is said in every build.
    pub(crate) fn keeps_out(&self, it: &Waiting<'_>, complaints: &mut Complaints<'_>) -> Option<Reason> {
        if self.open {
            return None;
        }
        if it.draft {
            let message = format!("`{}` is a draft and is left out", it.what);
            let at = [Step::Key("draft")];
            let said = complaints.at_field(Code::DraftLeftOut, it.file, it.origin, &at, message);
            complaints.push(said.help("take `draft` away to publish it, or see it with `--drafts`"));
            return Some("is a draft and is left out".into());
        }
        let date = it.publish_on?;
        let day = date.bounds(self.zone).earliest.day()?;
        if day <= self.today {
            return None;
        }
        let why = format!("is left out until {}", date.as_written());
        let at = [Step::Key("publish-on")];
        let message = format!("`{}` {why}", it.what);
        let said = complaints.at_field(Code::NotYetPublished, it.file, it.origin, &at, message);
        complaints.push(said.help("see it now with `--drafts`"));
        Some(why.into())
    }
}

impl Hidden {
    pub(crate) fn hide_event(&mut self, id: &str, why: &Reason) {
        self.events.insert(slug(id), why.clone());
    }

    pub(crate) fn hide_source(&mut self, key: &str, why: &Reason) {
        self.sources.insert(key.to_owned(), why.clone());
    }

    /// Hides a page, an actor or a place by one of its names.
    pub(crate) fn hide_name(&mut self, name: &str, why: &Reason) {
        self.others.insert(slug(name), why.clone());
    }

    pub(crate) fn hide_file(&mut self, file: FileId, why: &Reason) {
        self.files.insert(file, why.clone());
    }

    /// Why the event of this id is left out, where it is.
    pub(crate) fn event(&self, id: &str) -> Option<&str> {
        self.events.get(&slug(id)).map(|why| &**why)
    }

    /// Why the source of this key is left out, where it is.
    pub(crate) fn source(&self, key: &str) -> Option<&str> {
        self.sources.get(key).map(|why| &**why)
    }

    /// Whether the source of this key is later than the day as of which the site is made. That is
    /// told once for the source, and not for each of its citations.
    pub(crate) fn is_later(&self, key: &str) -> bool {
        !self.later.is_empty() && self.later.contains(&*composed(key))
    }

    /// Why whatever has this name is left out, where it is.
    pub(crate) fn anything(&self, name: &str) -> Option<&str> {
        let other = || self.others.get(&slug(name)).map(|why| &**why);
        self.event(name).or_else(|| self.source(name)).or_else(other)
    }

    /// Why what stands in this file is left out, where it is.
    pub(crate) fn file(&self, file: FileId) -> Option<&str> {
        self.files.get(&file).map(|why| &**why)
    }
}
