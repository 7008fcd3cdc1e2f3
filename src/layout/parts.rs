//! Lists that are divided into parts by weight alone.

use std::ops::Range;

/// Divides things of these weights, in order, into parts that weigh no more than `most`; the first
/// has only `room`. A part has at least one thing, but for the first. There is always one part.
pub fn parts(weights: impl IntoIterator<Item = usize>, room: usize, most: usize) -> Vec<Range<usize>> {
    let mut parts = Vec::from([Range { start: 0, end: 0 }]);
    let (mut weight, mut most_now) = (0_usize, room.min(most));
    for (n, own) in weights.into_iter().enumerate() {
        let last = parts.last_mut().expect("there is always a part");
        weight = weight.saturating_add(own);
        if weight <= most_now {
            last.end = n + 1;
        } else {
            parts.push(n..n + 1);
            (weight, most_now) = (own, most);
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::parts;
    use proptest::collection;
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    #[test]
    fn the_first_part_has_less_room() {
        assert_eq!(parts([5, 5, 5, 5], 5, 10), [0..1, 1..3, 3..4]);
        assert_eq!(parts([5, 5], 0, 10), [0..0, 0..2]);
        assert_eq!(parts([], 0, 10), std::slice::from_ref(&(0..0)));
        assert_eq!(parts([50, 5, 50], 10, 10), [0..0, 0..1, 1..2, 2..3]);
    }

    proptest! {
        #[test]
        fn parts_cover_all_and_weigh_little(weights in collection::vec(0..40usize, 0..50), room in 0..60usize, most in 1..60usize) {
            let parts = parts(weights.iter().copied(), room, most);
            let covered: Vec<_> = parts.iter().cloned().flatten().collect();
            prop_assert_eq!(covered, (0..weights.len()).collect::<Vec<_>>());
            for (n, part) in parts.iter().enumerate() {
                let weight: usize = weights[part.clone()].iter().sum();
                prop_assert!(part.len() < 2 || weight <= most);
                prop_assert!(n > 0 || weight <= room);
            }
        }
    }
}
