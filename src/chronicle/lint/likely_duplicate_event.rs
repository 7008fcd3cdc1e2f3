//! Two events of one day that are likely the same one, told twice.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use crate::base::arena::Id;
use crate::base::code::Code;
use crate::chronicle::complaints::Complaints;
use crate::chronicle::model::{Chronicle, Event};

/// The words of a title by which it is known again, in the order of the alphabet: without letter
/// case, punctuation, and the short words that join others.
fn words(title: &str) -> Vec<String> {
    let mut words: Vec<String> = title
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() > 3 || word.contains(|c: char| c.is_numeric() || !c.is_ascii()))
        .map(str::to_lowercase)
        .collect();
    words.sort_unstable();
    words
}

/// The day, where it is one.
fn day(event: &Event) -> Option<i64> {
    let (from, to) = (event.bounds.earliest.minute()?, event.bounds.latest.minute()?);
    (from.day_number() == to.day_number()).then(|| from.day_number())
}

/// Those of one day's events that are called nearly the same, two by two.
fn alike(chronicle: &Chronicle, events: &[(i64, Id<Event>)], found: &mut Vec<(Id<Event>, Id<Event>)>) {
    let mut alike: FxHashMap<Vec<String>, Id<Event>> = FxHashMap::default();
    // By all words but one, with that one: a slip of the pen in it is looked for.
    let mut but_one: FxHashMap<Vec<String>, Vec<(String, Id<Event>)>> = FxHashMap::default();
    for &(_, id) in events {
        let words = words(&chronicle.events[id].title);
        if words.is_empty() {
            continue;
        }
        for n in 0..words.len() {
            let word = &words[n];
            if word.chars().count() > 4 && !word.contains(|c: char| c.is_numeric()) {
                let mut others = words.clone();
                let word = others.remove(n);
                but_one.entry(others).or_default().push((word, id));
            }
        }
        match alike.entry(words) {
            Entry::Occupied(first) => found.push((*first.get(), id)),
            Entry::Vacant(entry) => drop(entry.insert(id)),
        }
    }
    for mut group in but_one.into_values().filter(|group| group.len() > 1) {
        // What differs by one letter stands together in one of the two orders, but for what is
        // between; so near-equal ones are found without holding each against each.
        for reversed in [false, true] {
            if reversed {
                group.sort_by_cached_key(|(word, id)| (word.chars().rev().collect::<String>(), *id));
            } else {
                group.sort();
            }
            for pair in group.windows(2) {
                let [(a, first), (b, second)] = pair else { continue };
                if a != b && strsim::damerau_levenshtein(a, b) == 1 {
                    found.push((*first.min(second), *first.max(second)));
                }
            }
        }
    }
}

pub(crate) fn check(chronicle: &Chronicle, complaints: &mut Complaints<'_>) {
    let mut found = Vec::new();
    // A day at a time: the words of all titles at once are more than all else that the checks hold.
    let mut days: Vec<_> =
        chronicle.events.iter().filter_map(|(id, event)| Some((day(event)?, id))).collect();
    days.sort_unstable();
    for day in days.chunk_by(|(a, _), (b, _)| a == b).filter(|day| day.len() > 1) {
        alike(chronicle, day, &mut found);
    }
    found.sort_unstable();
    found.dedup();
    for (first, second) in found {
        let [first, second] = [first, second].map(|id| &chronicle.events[id]);
        let message = format!("`{}` and `{}` are likely one event", second.id, first.id);
        let (file, origin) = (second.file, &second.fields.origin);
        let said = complaints.at_head(Code::LikelyDuplicateEvent, file, origin, message);
        let other =
            complaints.field(first.file, &first.fields.origin, &[crate::syntax::fields::Step::Key("title")]);
        complaints.push(
            said.label("of the same day, and called nearly the same")
                .related(other, "the other")
                .help("tell it once; where they are two, give them titles that say so"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn titles_are_known_again_by_their_words() {
        assert_eq!(words("The declaration is signed"), words("Declaration signed."));
        assert_ne!(words("Session 1 opens"), words("Session 2 opens"));
        assert_eq!(words("宣言が署名される"), ["宣言が署名される"]);
    }
}
