//! First fit: the fewest rows in which stretches do not touch.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// The row of each stretch `(start, end)`, so that no two in one row come nearer than `gap`.
///
/// Stretches are taken in the order of their starts, ties in the given order; each goes to the
/// lowest row that is free. That needs no more rows than stretches lie over one point. O(n log n).
pub fn rows(stretches: &[(i32, i32)], gap: i32) -> Vec<usize> {
    let mut order: Vec<_> = (0..stretches.len()).collect();
    order.sort_by_key(|&n| stretches[n].0);
    let mut taken: BinaryHeap<Reverse<(i32, usize)>> = BinaryHeap::new();
    let mut free: BinaryHeap<Reverse<usize>> = BinaryHeap::new();
    let mut opened = 0;
    let mut rows = vec![0; stretches.len()];
    for n in order {
        let (start, end) = stretches[n];
        while let Some(&Reverse((until, row))) = taken.peek() {
            if until.saturating_add(gap) > start {
                break;
            }
            taken.pop();
            free.push(Reverse(row));
        }
        let row = free.pop().map_or_else(
            || {
                opened += 1;
                opened - 1
            },
            |Reverse(row)| row,
        );
        rows[n] = row;
        taken.push(Reverse((end.max(start), row)));
    }
    rows
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::{prop_assert, proptest};

    use super::rows;

    proptest! {
        #[test]
        fn nothing_in_a_row_touches_and_no_row_is_wasted(
            stretches in vec((0..1200_i32, 0..200_i32), 0..60), gap in 0..20_i32
        ) {
            let stretches: Vec<_> = stretches.into_iter().map(|(start, length)| (start, start + length)).collect();
            let rows = rows(&stretches, gap);
            for (a, one) in stretches.iter().enumerate() {
                for (b, other) in stretches.iter().enumerate().skip(a + 1) {
                    let apart = one.1 + gap <= other.0 || other.1 + gap <= one.0;
                    prop_assert!(rows[a] != rows[b] || apart, "{one:?} and {other:?} share row {}", rows[a]);
                }
            }
            let most = stretches.iter().map(|at| {
                stretches.iter().filter(|s| s.0 <= at.0 && at.0 < s.1 + gap.max(1)).count()
            }).max().unwrap_or(0);
            prop_assert!(rows.iter().max().map_or(0, |row| row + 1) <= most.max(1));
        }
    }
}
