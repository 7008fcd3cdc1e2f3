//! Finds many passages in one long text.

use rustc_hash::FxHashSet;

/// How many bytes are looked up at once.
const WINDOW: usize = 8;
/// The shortest passage that every place of a text can be looked up for.
const SHORTEST: usize = 2 * WINDOW - 1;

/// A text in which passages are looked for.
pub(super) struct Finder<'t> {
    text: &'t str,
    /// The windows at each multiple of [`WINDOW`], with their places, in order. Empty where few
    /// passages are looked for, so that looking through the text is faster.
    windows: Vec<(u64, u32)>,
}

impl<'t> Finder<'t> {
    /// A finder for about so many passages.
    pub(super) fn new(text: &'t str, passages: usize) -> Self {
        const FEW: usize = 24;
        let mut windows = Vec::new();
        if passages > FEW {
            let bytes = text.as_bytes().chunks_exact(WINDOW).enumerate();
            windows = bytes
                .map(|(n, bytes)| (window(bytes), u32::try_from(n * WINDOW).unwrap_or(u32::MAX)))
                .collect();
            windows.sort_unstable();
        }
        Self { text, windows }
    }

    /// Where `passage` first stands at or after byte `from`, as whole words.
    pub(super) fn find(&self, passage: &str, from: usize) -> Option<usize> {
        if self.windows.is_empty() || passage.len() < SHORTEST {
            let mut from = from;
            loop {
                let at = from + self.text.get(from..)?.find(passage)?;
                if self.is_whole(passage, at) {
                    return Some(at);
                }
                from = at + passage.chars().next().map_or(1, char::len_utf8);
            }
        }
        (0..WINDOW).filter_map(|shift| self.aligned(passage, from, shift)).min()
    }

    /// The first place of the passage of which a window begins `shift` bytes into it.
    fn aligned(&self, passage: &str, from: usize, shift: usize) -> Option<usize> {
        let bytes = passage.as_bytes();
        let places = |at: usize| {
            let wanted = window(&bytes[at..at + WINDOW]);
            let start = self.windows.partition_point(|(window, _)| *window < wanted);
            let end = start + self.windows[start..].partition_point(|(window, _)| *window == wanted);
            (at, &self.windows[start..end])
        };
        // The rarest of the windows that lie alike.
        let lookups = (shift..=bytes.len() - WINDOW).step_by(WINDOW).map(places);
        let (at, places) = lookups.min_by_key(|(_, places)| places.len())?;
        let first = places.partition_point(|(_, place)| (*place as usize) < from + at);
        places[first..]
            .iter()
            .map(|(_, place)| *place as usize - at)
            .find(|&place| self.text.as_bytes()[place..].starts_with(bytes) && self.is_whole(passage, place))
    }

    /// Whether no word goes on before or after a passage. Scripts without letter case are not asked:
    /// they may put no space between words, or write small ones onto the next.
    fn is_whole(&self, passage: &str, at: usize) -> bool {
        let goes_on = |a: Option<char>, b: Option<char>| {
            let in_word = |c: char| c.is_lowercase() || c.is_uppercase() || c.is_ascii_digit();
            a.is_some_and(in_word) && b.is_some_and(in_word)
        };
        let before = self.text[..at].chars().next_back();
        let after = self.text[at + passage.len()..].chars().next();
        !goes_on(before, passage.chars().next()) && !goes_on(passage.chars().next_back(), after)
    }
}

fn window(bytes: &[u8]) -> u64 {
    u64::from_be_bytes(bytes.try_into().expect("a window has eight bytes"))
}

/// A text by its words, in which the passages are looked for that are like others.
pub(super) struct Likeness<'t> {
    text: &'t str,
    words: Vec<(usize, &'t str)>,
}

impl<'t> Likeness<'t> {
    /// Divides a text into its words.
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, words: words(text).collect() }
    }

    /// The stretch of the text that has most of the words of `passage`, and where it begins; where it
    /// has half of them.
    pub(super) fn nearest(&self, passage: &str) -> Option<(usize, &'t str)> {
        let wanted: FxHashSet<&str> = words(passage).map(|(_, word)| word).collect();
        let length = words(passage).count();
        let has = |n: usize| usize::from(wanted.contains(self.words[n].1));
        let (mut within, mut best) = (0, (0, 0));
        for n in 0..self.words.len() {
            within += has(n);
            if n >= length {
                within -= has(n - length);
            }
            if within > best.0 {
                best = (within, n);
            }
        }
        let (count, last) = best;
        if length == 0 || count * 2 < length {
            return None;
        }
        let mut first = (last + 1).saturating_sub(length);
        while has(first) == 0 {
            first += 1;
        }
        let (start, end) = (self.words[first].0, self.words[last].0 + self.words[last].1.len());
        Some((start, &self.text[start..end]))
    }
}

fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let start = text.as_ptr() as usize;
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(move |word| (word.as_ptr() as usize - start, word))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop_assert_eq, proptest};

    use super::{Finder, Likeness};

    #[test]
    fn words_are_found_whole() {
        let finder =
            |passages| Finder::new("the party said yes, and the art said no: a part of it", passages);
        for passages in [1, 1000] {
            assert_eq!(finder(passages).find("art", 0), Some(28));
            assert_eq!(finder(passages).find("a par", 0), None);
            assert_eq!(finder(passages).find("the party said yes", 0), Some(0));
            assert_eq!(finder(passages).find("the party said yes", 1), None);
        }
    }

    #[test]
    fn the_nearest_stretch_has_most_of_the_words() {
        let text = "It is a step. He called it a very large step for all of us, and left.";
        let likeness = Likeness::new(text);
        let near = likeness.nearest("a very big step for us");
        assert_eq!(near, Some((27, "a very large step for")));
        assert_eq!(likeness.nearest("nothing like this"), None);
        assert_eq!(Likeness::new("").nearest("x"), None);
    }

    proptest! {
        #[test]
        fn the_two_ways_of_looking_find_the_same(text in "[ab ]{0,200}", passage in "[ab]{15,18}", from in 0_usize..200) {
            let from = from.min(text.len());
            let [few, many] = [1, 1000].map(|n| Finder::new(&text, n).find(&passage, from));
            prop_assert_eq!(few, many);
        }

        #[test]
        fn what_stands_there_is_found(before in "[abc. ]{0,60}", passage in "[ab][ab ]{14,40}[ab]", after in "[abc. ]{0,60}") {
            let text = format!("{before} {passage} {after}");
            let found = Finder::new(&text, 1000).find(&passage, 0);
            prop_assert_eq!(found.is_some_and(|at| at <= before.len() + 1), true);
        }
    }
}
