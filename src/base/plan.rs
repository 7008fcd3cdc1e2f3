//! The whole site as a value, before a byte of it is made.

use std::collections::BTreeMap;

use crate::base::path::OutPath;

/// Each output path with what makes it.
#[derive(Debug, Clone)]
pub struct Plan<T> {
    outputs: BTreeMap<OutPath, T>,
    /// The folded form of each path, so that no two differ only by case or normalization.
    folded: BTreeMap<String, OutPath>,
}

/// Two things that would be written to one path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collision<T> {
    /// The path that was taken first; it may differ from `path` by case or normalization.
    pub taken: OutPath,
    /// The path that came second and was not added.
    pub path: OutPath,
    /// What would have made it.
    pub made_by: T,
}

impl<T> Plan<T> {
    /// An empty plan.
    pub fn new() -> Self {
        Self { outputs: BTreeMap::new(), folded: BTreeMap::new() }
    }

    /// Adds an output.
    ///
    /// # Errors
    /// The collision where the path is taken, also by one that differs only in case or Unicode
    /// normalization, or where one would have to be a folder of the other.
    pub fn add(&mut self, path: OutPath, made_by: T) -> Result<(), Collision<T>> {
        let folded = path.folded();
        if let Some(taken) = self.clash(&folded) {
            return Err(Collision { taken: taken.clone(), path, made_by });
        }
        self.folded.insert(folded, path.clone());
        self.outputs.insert(path, made_by);
        Ok(())
    }

    fn clash(&self, folded: &str) -> Option<&OutPath> {
        let parents = folded.match_indices('/').map(|(at, _)| &folded[..at]);
        let above = parents.chain([folded]).find_map(|path| self.folded.get(path));
        above.or_else(|| {
            let inside = format!("{folded}/");
            let (next, path) = self.folded.range(inside.clone()..).next()?;
            next.starts_with(&inside).then_some(path)
        })
    }

    /// What makes the output at `path`.
    pub fn get(&self, path: &OutPath) -> Option<&T> {
        self.outputs.get(path)
    }

    /// Each output, in the order of their paths.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&OutPath, &T)> {
        self.outputs.iter()
    }

    /// How many outputs there are.
    pub fn len(&self) -> usize {
        self.outputs.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.outputs.is_empty()
    }
}

impl<T> Default for Plan<T> {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::Plan;
    use crate::base::path::OutPath;

    #[test]
    fn paths_that_one_disk_would_confuse_collide() {
        let taken_by = |second: &str| {
            let mut plan = Plan::new();
            plan.add(OutPath::new("events/Émile.html").unwrap(), 1).unwrap();
            plan.add(OutPath::new(second).unwrap(), 2).err().map(|c| c.taken.to_string())
        };
        assert_eq!(taken_by("events/émile.html").as_deref(), Some("events/Émile.html"));
        assert_eq!(taken_by("events/E\u{301}mile.html").as_deref(), Some("events/Émile.html"));
        assert_eq!(taken_by("events").as_deref(), Some("events/Émile.html"));
        assert_eq!(taken_by("events/Émile.html/index.html").as_deref(), Some("events/Émile.html"));
        assert_eq!(taken_by("events/emile.html"), None);
        assert_eq!(taken_by("events/Émile.html2"), None);
    }
}
