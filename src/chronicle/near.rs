//! The names nearest to one that leads nowhere.

use std::cell::Cell;

use rustc_hash::FxHashMap;

/// Looks for near names, within bounds: a site whose bibliography is missing has thousands of
/// names that lead nowhere, and the first ones tell enough.
#[derive(Debug)]
pub(crate) struct Nearest {
    budget: Cell<usize>,
}

impl Nearest {
    /// With the work that one run may spend on it.
    pub(crate) fn new() -> Self {
        Self { budget: Cell::new(1_000_000) }
    }

    /// Up to three of `names` that are near to `wanted`, the nearest first.
    pub(crate) fn of<'a>(&self, wanted: &str, names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
        let wanted = wanted.to_lowercase();
        let length = wanted.chars().count();
        let most = (length / 3).clamp(1, 4);
        let mut found: Vec<(usize, &str)> = Vec::new();
        for name in names {
            let Some(left) = self.budget.get().checked_sub(1) else { break };
            self.budget.set(left);
            let other = name.chars().count();
            let within = name.len() > wanted.len() && wanted.len() > 3 && name.contains(wanted.as_str());
            if other > 200 || length > 200 || (other.abs_diff(length) > most && !within) {
                continue;
            }
            let distance = strsim::osa_distance(&wanted, &name.to_lowercase());
            if distance <= most || within {
                found.push((distance, name));
            }
        }
        found.sort_unstable();
        found.dedup();
        found.into_iter().take(3).map(|(_, name)| name).collect()
    }

    /// What to do about `wanted`: the near names, where there are some, or else `otherwise`.
    pub(crate) fn help<'a>(
        &self,
        wanted: &str,
        names: impl Iterator<Item = &'a str>,
        otherwise: &str,
    ) -> String {
        match self.of(wanted, names).as_slice() {
            [] => otherwise.to_owned(),
            [one] => format!("did you mean `{one}`?"),
            [first, rest @ ..] => {
                let rest: Vec<_> = rest.iter().map(|name| format!("`{name}`")).collect();
                format!("did you mean `{first}`, or {}?", rest.join(" or "))
            }
        }
    }
}

impl Default for Nearest {
    fn default() -> Self {
        Self::new()
    }
}

/// Finds, among many names, one that a single slip of the hand makes of another.
#[derive(Debug, Default)]
pub(crate) struct OneSlip<'a> {
    /// Each name, and each name without one of its characters.
    shortened: FxHashMap<String, Vec<&'a str>>,
}

impl<'a> OneSlip<'a> {
    /// Adds a name.
    pub(crate) fn add(&mut self, name: &'a str) {
        for short in shortened(name) {
            let names = self.shortened.entry(short).or_default();
            if names.last() != Some(&name) {
                names.push(name);
            }
        }
    }

    /// The first of the names, in their own order, that is one slip from `wanted`: a letter more,
    /// less, other, or two exchanged. Short names and those with other digits are not near.
    pub(crate) fn near(&self, wanted: &str) -> Option<&'a str> {
        if wanted.chars().count() < 5 {
            return None;
        }
        let digits = |name: &str| name.chars().filter(|c| c.is_numeric()).collect::<String>();
        let candidates = shortened(wanted).filter_map(|short| self.shortened.get(&short)).flatten();
        candidates
            .filter(|name| strsim::osa_distance(name, wanted) == 1 && digits(name) == digits(wanted))
            .min()
            .copied()
    }
}

/// `name`, and `name` without each of its characters in turn. Long names are no slips.
fn shortened(name: &str) -> impl Iterator<Item = String> {
    let places = if name.len() > 60 { &name[..0] } else { name };
    let without = places.char_indices().map(move |(at, c)| {
        let mut short = name[..at].to_owned();
        short.push_str(&name[at + c.len_utf8()..]);
        short
    });
    without.chain([name.to_owned()])
}

#[cfg(test)]
mod tests {
    use super::{Nearest, OneSlip};

    #[test]
    fn the_nearest_come_first() {
        let names = ["kommersant-2010", "komersant-2010", "nytimes", "reuters-2010-03-18"];
        let near = |wanted| Nearest::new().of(wanted, names.into_iter());
        assert_eq!(near("kommersant-2011"), ["kommersant-2010", "komersant-2010"]);
        assert_eq!(near("Reuters"), ["reuters-2010-03-18"]);
        assert_eq!(near("zzz"), [""; 0]);
    }

    #[test]
    fn the_work_is_bounded() {
        let nearest = Nearest::new();
        let names: Vec<_> = (0..2_000).map(|n| format!("source-{n}")).collect();
        for _ in 0..100_000 {
            nearest.of("source-x", names.iter().map(String::as_str));
        }
        assert_eq!(nearest.budget.get(), 0);
    }

    #[test]
    fn one_slip_is_found() {
        let mut slips = OneSlip::default();
        for name in ["moscow", "nikolai-bordyuzha", "route-12"] {
            slips.add(name);
        }
        assert_eq!(slips.near("mocsow"), Some("moscow"));
        assert_eq!(slips.near("moscov"), Some("moscow"));
        assert_eq!(slips.near("nikolay-bordyuzha"), Some("nikolai-bordyuzha"));
        assert_eq!(slips.near("moscow"), None, "the same name is no slip");
        assert_eq!(slips.near("route-13"), None);
        assert_eq!(slips.near("minsk"), None);
    }
}
