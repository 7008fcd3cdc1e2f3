//! The keys of sources in formats that allow fewer than we do.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::base::arena::{Arena, Id};
use crate::chronicle::model::Source;

/// The keys of the sources whose own cannot stand in BibTeX and BibLaTeX.
#[derive(Debug, Default)]
pub(crate) struct Keys(FxHashMap<Id<Source>, Box<str>>);

impl Keys {
    /// Makes them. A key is kept where it can be; else it is spelled in ASCII, and counted where
    /// another has that spelling, also but for case.
    pub(crate) fn new(sources: &Arena<Source>) -> Self {
        let kept = sources.values().iter().filter(|source| is_fit(&source.key));
        let mut taken: FxHashSet<String> = FxHashSet::default();
        let mut unfit = Vec::new();
        // What can be kept is kept, whatever comes before it.
        taken.extend(kept.map(|source| source.key.to_ascii_lowercase()));
        let mut seen: FxHashSet<String> = FxHashSet::default();
        for (id, source) in sources.iter() {
            if !is_fit(&source.key) || !seen.insert(source.key.to_ascii_lowercase()) {
                unfit.push((id, spelled(&source.key)));
            }
        }
        let mut keys = FxHashMap::default();
        for (id, spelled) in unfit {
            let mut key = spelled.clone();
            let mut n = 1;
            while !taken.insert(key.to_ascii_lowercase()) {
                n += 1;
                key = format!("{spelled}-{n}");
            }
            keys.insert(id, key.into());
        }
        Self(keys)
    }

    /// The key of a source.
    pub(crate) fn get<'k>(&'k self, id: Id<Source>, source: &'k Source) -> &'k str {
        self.0.get(&id).map_or(&source.key, |key| key)
    }
}

/// Whether a key can stay as it is.
pub(crate) fn is_fit(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(fits)
}

/// Whether a byte can stand in a key, for every program that reads one.
fn fits(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-_:./+".contains(&byte)
}

/// A key in ASCII: what does not fit is its number, as `u0416`, but for spaces and their like.
fn spelled(key: &str) -> String {
    let mut spelled = String::with_capacity(key.len() * 2);
    for c in key.chars() {
        match c {
            c if c.is_ascii() && fits(c as u8) => spelled.push(c),
            c if c.is_alphanumeric() => spelled.push_str(&format!("u{:04x}", c as u32)),
            _ => spelled.push('_'),
        }
    }
    if spelled.is_empty() { "source".to_owned() } else { spelled }
}

#[cfg(test)]
mod tests {
    use super::{fits, spelled};
    use crate::analysis::analyze;
    use crate::render::exports::references::keys::Keys;
    use crate::render::fixture::snapshot;
    use proptest::prelude::{prop_assert, proptest};

    fn keys(written: &[String]) -> Vec<String> {
        let yaml: String = written
            .iter()
            .map(|key| format!("{}:\n  outlet: x\n", serde_json::to_string(key).unwrap()))
            .collect();
        let analysis = analyze(snapshot(&[("content/sources/s.yaml", &yaml)]));
        let sources = &analysis.chronicle.sources;
        let keys = Keys::new(sources);
        sources.iter().map(|(id, source)| keys.get(id, source).to_owned()).collect()
    }

    #[test]
    fn a_key_that_fits_is_kept() {
        assert_eq!(spelled("Коммерсант 10%"), "u041au043eu043cu043cu0435u0440u0441u0430u043du0442_10_");
        let written = ["a:b/c", "Ж", "u0416", "a b", "a_b", "A"].map(str::to_owned);
        let made = keys(&written);
        for kept in ["a:b/c", "u0416", "a_b", "A", "u0416-2", "a_b-2"] {
            assert!(made.iter().any(|key| key == kept), "{kept}: {made:?}");
        }
    }

    proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
        #[test]
        fn no_two_are_alike_and_all_fit(written in proptest::collection::vec("[aAбß_ %{},#~2-]{1,4}", 1..30)) {
            let made = keys(&written);
            prop_assert!(made.iter().all(|key| key.bytes().all(fits)));
            let mut folded: Vec<_> = made.iter().map(|key| key.to_ascii_lowercase()).collect();
            folded.sort();
            folded.dedup();
            prop_assert!(folded.len() == made.len(), "{:?}", made);
        }
    }
}
