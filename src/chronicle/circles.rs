//! Finds what leads back to itself.

/// The circles in a graph, given as where each node leads: every set of nodes that all reach each
/// other, and every node that leads to itself. Each in the order of its nodes, and in the order of
/// their first ones.
///
/// Tarjan's algorithm, without recursion: a chain may be as long as a site.
pub(crate) fn circles(leads_to: &[Vec<u32>]) -> Vec<Vec<u32>> {
    const NEW: u32 = u32::MAX;
    let count = leads_to.len();
    let mut number = vec![NEW; count];
    let mut lowest = vec![0; count];
    let mut on_stack = vec![false; count];
    let mut stack: Vec<u32> = Vec::new();
    let mut path: Vec<(u32, usize)> = Vec::new();
    let mut next = 0;
    let mut found = Vec::new();
    for root in 0..count {
        if number[root] != NEW || leads_to[root].is_empty() {
            continue;
        }
        path.push((index(root), 0));
        while let Some(&(node, edge)) = path.last() {
            let at = node as usize;
            if edge == 0 {
                number[at] = next;
                lowest[at] = next;
                next += 1;
                stack.push(node);
                on_stack[at] = true;
            }
            if let Some(&to) = leads_to[at].get(edge) {
                path.last_mut().expect("the loop looks at its last").1 += 1;
                let to_at = to as usize;
                if number[to_at] == NEW {
                    path.push((to, 0));
                } else if on_stack[to_at] {
                    lowest[at] = lowest[at].min(number[to_at]);
                }
                continue;
            }
            path.pop();
            if let Some(&(above, _)) = path.last() {
                lowest[above as usize] = lowest[above as usize].min(lowest[at]);
            }
            if lowest[at] == number[at] {
                let start = stack.iter().rposition(|&n| n == node).expect("a node leaves after its own root");
                let mut members = stack.split_off(start);
                for &member in &members {
                    on_stack[member as usize] = false;
                }
                if members.len() > 1 || leads_to[at].contains(&node) {
                    members.sort_unstable();
                    found.push(members);
                }
            }
        }
    }
    found.sort_unstable();
    found
}

/// Takes the edges within each circle away, so that whoever follows the rest comes to an end.
pub(crate) fn cut(leads_to: &mut [Vec<u32>], circles: &[Vec<u32>]) {
    let mut circle_of = vec![0; leads_to.len()];
    for (n, circle) in circles.iter().enumerate() {
        for &member in circle {
            circle_of[member as usize] = n + 1;
        }
    }
    for circle in circles {
        for &member in circle {
            let own = circle_of[member as usize];
            leads_to[member as usize].retain(|&to| circle_of[to as usize] != own);
        }
    }
}

fn index(n: usize) -> u32 {
    u32::try_from(n).expect("fewer than 2^32 things in a site")
}

#[cfg(test)]
mod tests {
    use super::{circles, cut};
    use proptest::prelude::{prop_assert, proptest};

    #[test]
    fn circles_are_found_once_each() {
        let graph = vec![vec![1], vec![2], vec![0, 3], vec![4], vec![], vec![5], vec![7], vec![6, 3]];
        assert_eq!(circles(&graph), [vec![0, 1, 2], vec![5], vec![6, 7]]);
    }

    #[test]
    fn long_chains_do_not_exhaust_the_stack() {
        let mut chain: Vec<Vec<u32>> = (0..200_000).map(|n| vec![n + 1]).collect();
        chain.push(Vec::new());
        assert!(circles(&chain).is_empty());
        chain[200_000].push(0);
        assert_eq!(circles(&chain)[0].len(), 200_001);
    }

    proptest! {
        #[test]
        fn nothing_goes_round_after_a_cut(
            mut graph in proptest::collection::vec(proptest::collection::vec(0u32..12, 0..4), 12),
        ) {
            let found = circles(&graph);
            cut(&mut graph, &found);
            prop_assert!(circles(&graph).is_empty());
        }
    }
}
