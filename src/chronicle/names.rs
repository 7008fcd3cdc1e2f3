//! Actors, places and tags: found by id, title or another name; one that has no page of its own
//! is a name all the same.
//!
//! Two writings with one slug are one name.

use rustc_hash::FxHashMap;

use crate::base::arena::Id;
use crate::base::code::Code;
use crate::base::span::FileId;
use crate::chronicle::collect::NewName;
use crate::chronicle::complaints::Complaints;
use crate::chronicle::model::Name;
use crate::chronicle::near::OneSlip;
use crate::chronicle::relations::listed;
use crate::chronicle::slug::slug;
use crate::syntax::fields::{Origin, Step};

/// What an id, a title or an alias leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Found {
    One(u32),
    /// Several have it as a title or an alias.
    Several(Vec<u32>),
    Nothing,
}

/// Finds things by their names. An id goes before titles and other names.
#[derive(Debug, Default)]
pub(crate) struct Register {
    ids: FxHashMap<String, u32>,
    others: FxHashMap<String, Vec<u32>>,
}

impl Register {
    /// Adds an id; the first that has it keeps it.
    pub(crate) fn add_id(&mut self, slug: String, thing: u32) {
        self.ids.entry(slug).or_insert(thing);
    }

    /// Adds a title or another name.
    pub(crate) fn add_name(&mut self, name: &str, thing: u32) {
        let things = self.others.entry(slug(name)).or_default();
        if things.last() != Some(&thing) {
            things.push(thing);
        }
    }

    pub(crate) fn by_id(&self, slug: &str) -> Option<u32> {
        self.ids.get(slug).copied()
    }

    /// What has this slug as that of a title or another name.
    pub(crate) fn by_name(&self, slug: &str) -> &[u32] {
        self.others.get(slug).map_or(&[], Vec::as_slice)
    }

    /// What has this slug as its id, or else as the slug of another of its names.
    pub(crate) fn find(&self, slug: &str) -> Found {
        if let Some(thing) = self.by_id(slug) {
            return Found::One(thing);
        }
        match self.by_name(slug) {
            [] => Found::Nothing,
            [one] => Found::One(*one),
            several => Found::Several(several.to_vec()),
        }
    }
}

/// The field that names something, for saying where it stands.
pub(crate) struct Naming<'a> {
    pub(crate) file: FileId,
    pub(crate) origin: &'a Origin,
    pub(crate) steps: &'a [Step<'a>],
}

/// The actors, or the places, as they are found to be named.
pub(crate) struct Names<'a> {
    /// What they are, and their folder: `actors`.
    what: &'static str,
    own: &'a [NewName],
    register: Register,
    /// The names that have no page of their own: id and title as first written. They count on
    /// from the last of `own`.
    implied: Vec<(String, Box<str>)>,
    /// What each writing led to.
    seen: FxHashMap<&'a str, Found>,
    slips: OneSlip<'a>,
}

impl<'a> Names<'a> {
    /// Of those with a page of their own, in the order of ids; `slugs` has every name of them.
    pub(crate) fn new(what: &'static str, own: &'a [NewName], slugs: &'a [Vec<String>]) -> Self {
        let mut register = Register::default();
        let mut slips = OneSlip::default();
        for (n, (name, slugs)) in own.iter().zip(slugs).enumerate() {
            let n = number(n);
            register.add_id(name.id.clone(), n);
            register.add_name(&name.title, n);
            name.fields.aliases.iter().for_each(|alias| register.add_name(alias, n));
            slugs.iter().for_each(|slug| slips.add(slug));
        }
        Self { what, own, register, implied: Vec::new(), seen: FxHashMap::default(), slips }
    }

    /// The slugs of all the names that each has.
    pub(crate) fn slugs(own: &[NewName]) -> Vec<Vec<String>> {
        let all = |name: &NewName| {
            let others = name.fields.aliases.iter().map(|alias| slug(alias));
            [name.id.clone(), slug(&name.title)].into_iter().chain(others).collect()
        };
        own.iter().map(all).collect()
    }

    /// What `written` names; a new name where nothing has it yet. `None` where it could be several.
    pub(crate) fn name(
        &mut self,
        written: &'a str,
        at: &Naming<'_>,
        complaints: &mut Complaints<'_>,
    ) -> Option<u32> {
        if written.trim().is_empty() {
            return None;
        }
        let found = match self.seen.get(written) {
            Some(found) => found.clone(),
            None => {
                let found = self.find(written, at, complaints);
                self.seen.insert(written, found.clone());
                found
            }
        };
        match found {
            Found::One(n) => Some(n),
            Found::Several(several) => {
                self.ambiguous(written, &several, at, complaints);
                None
            }
            Found::Nothing => None,
        }
    }

    fn find(&mut self, written: &'a str, at: &Naming<'_>, complaints: &mut Complaints<'_>) -> Found {
        let slug = slug(written);
        let found = self.register.find(&slug);
        if found != Found::Nothing {
            return found;
        }
        if let Some(near) = self.slips.near(&slug) {
            self.slipped(written, &slug, near, at, complaints);
        }
        let n = number(self.own.len() + self.implied.len());
        self.register.add_id(slug.clone(), n);
        self.implied.push((slug, written.trim().into()));
        Found::One(n)
    }

    fn ambiguous(&self, written: &str, several: &[u32], at: &Naming<'_>, complaints: &mut Complaints<'_>) {
        let ids: Vec<_> = several.iter().map(|&n| self.own[n as usize].id.as_str()).collect();
        let message = format!("`{written}` could be {}", listed(&ids, "or"));
        let said = complaints.at_field(Code::AmbiguousName, at.file, at.origin, at.steps, message);
        let why = format!("several {} have that name", self.what);
        complaints.push(said.why(why).help("write the id of the one that is meant"));
    }

    fn slipped(
        &self,
        written: &str,
        slug: &str,
        near: &str,
        at: &Naming<'_>,
        complaints: &mut Complaints<'_>,
    ) {
        let message = format!("none of the {} with a page is called `{written}`", self.what);
        let said = complaints.at_field(Code::UnresolvedName, at.file, at.origin, at.steps, message);
        let help =
            format!("did you mean `{near}`? If not, give it a page: `content/{}/{slug}.md`", self.what);
        let why = "a name that no page has is taken for a name of its own";
        complaints.push(said.why(why).help(help));
    }

    /// All of them, in the order of their ids.
    pub(crate) fn finish(self) -> AllNames {
        let own = self.own.iter().enumerate().map(|(n, name)| (name.id.clone(), Named::Own(n)));
        let implied = self.implied.into_iter().map(|(id, title)| (id, Named::Implied(title)));
        let mut all: Vec<_> = own.chain(implied).enumerate().collect();
        all.sort_by(|(_, (a, _)), (_, (b, _))| a.cmp(b));
        let mut places = vec![0; all.len()];
        for (place, (n, _)) in all.iter().enumerate() {
            places[*n] = number(place);
        }
        let (ids, all) = all.into_iter().map(|(_, pair)| pair).unzip();
        AllNames { ids, all, places, register: self.register }
    }
}

/// Every actor, or every place.
pub(crate) struct AllNames {
    /// Their ids, in order.
    pub(crate) ids: Vec<String>,
    /// What each is, in the same order.
    pub(crate) all: Vec<Named>,
    /// Where in that order each number of [`Names::name`] and of the register has come to stand.
    pub(crate) places: Vec<u32>,
    /// Finds them.
    pub(crate) register: Register,
}

impl AllNames {
    /// Where the name of that number has come to stand.
    pub(crate) fn id(&self, number: u32) -> Id<Name> {
        Id::nth(self.places[number as usize] as usize)
    }
}

/// One of the names: with a page of its own, or without.
pub(crate) enum Named {
    /// An index into those with a page.
    Own(usize),
    /// Its title.
    Implied(Box<str>),
}

impl Named {
    /// Which of those with a page it is.
    pub(crate) fn own(&self) -> Option<usize> {
        match self {
            Self::Own(n) => Some(*n),
            Self::Implied(_) => None,
        }
    }
}

/// The tags: by slug, each titled as it was first written.
#[derive(Default)]
pub(crate) struct Tags<'a> {
    seen: FxHashMap<&'a str, u32>,
    by_slug: FxHashMap<String, u32>,
    all: Vec<(String, Box<str>)>,
}

impl<'a> Tags<'a> {
    pub(crate) fn tag(&mut self, written: &'a str) -> Option<u32> {
        if let Some(&n) = self.seen.get(written) {
            return Some(n);
        }
        if written.trim().is_empty() {
            return None;
        }
        let slug = slug(written);
        let next = number(self.all.len());
        let n = *self.by_slug.entry(slug.clone()).or_insert(next);
        if n == next {
            self.all.push((slug, written.trim().into()));
        }
        self.seen.insert(written, n);
        Some(n)
    }

    /// Id and title of each in the order of ids, and where each number has come to stand.
    pub(crate) fn finish(self) -> (Vec<(String, Box<str>)>, Vec<u32>) {
        let mut order: Vec<u32> = (0..number(self.all.len())).collect();
        order.sort_by_key(|&n| &self.all[n as usize].0);
        let mut places = vec![0; order.len()];
        for (place, &n) in order.iter().enumerate() {
            places[n as usize] = number(place);
        }
        let mut all = self.all;
        all.sort();
        (all, places)
    }
}

fn number(n: usize) -> u32 {
    u32::try_from(n).expect("fewer than 2^32 names in a site")
}
