//! The word that an author may have meant.

use crate::syntax::keys::KeyDoc;

/// A word in the spelling that keys have: `partOf`, `part_of` and `Part Of` are `part-of`.
pub(crate) fn spelled(word: &str) -> String {
    let mut spelled = String::new();
    let mut before_was_small = false;
    for c in word.trim().chars() {
        if matches!(c, '_' | ' ' | '-' | '.') {
            if !spelled.ends_with('-') {
                spelled.push('-');
            }
        } else {
            if c.is_uppercase() && before_was_small {
                spelled.push('-');
            }
            spelled.extend(c.to_lowercase());
        }
        before_was_small = c.is_lowercase();
    }
    spelled
}

/// The known key that `word` may be meant for.
pub(crate) fn key(word: &str, keys: &[KeyDoc]) -> Option<&'static str> {
    let spelled = spelled(word);
    let names = || keys.iter().map(|key| key.name);
    let also = |key: &&KeyDoc| key.also.contains(&spelled.as_str());
    names()
        .find(|name| *name == spelled || name.replace('-', "") == spelled.replace('-', ""))
        .or_else(|| names().find(|name| is_other_number(name, &spelled)))
        .or_else(|| keys.iter().find(also).map(|key| key.name))
        .or_else(|| nearest(&spelled, names()))
}

/// The one of `words` that `word` may be meant for.
pub(crate) fn nearest<'w>(word: &str, words: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    let word = word.to_lowercase();
    let allowed = (word.chars().count() / 3).clamp(1, 3);
    words
        .map(|other| (strsim::damerau_levenshtein(&word, other), other))
        .filter(|&(distance, other)| distance <= allowed && distance < other.chars().count())
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, other)| other)
}

/// Whether one is the plural of the other.
fn is_other_number(one: &str, other: &str) -> bool {
    let plural = |a: &str, b: &str| a.strip_suffix('s') == Some(b);
    plural(one, other) || plural(other, one)
}
