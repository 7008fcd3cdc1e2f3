//! What goes wrong in a test.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rustix::io::Errno;

use crate::disk::calls::Call;

/// A machine on which calls fail by plan.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    /// How many of the calls that are counted were made.
    pub(crate) made: Arc<AtomicUsize>,
    /// Of the calls of this kind, or of all, the one of that number fails, from 0.
    pub(crate) kth: Option<(Option<Call>, usize, Errno)>,
    /// From the call of that number on, all fail: what a kill leaves undone.
    pub(crate) dead_from: Option<usize>,
    /// Calls of these kinds are always refused.
    pub(crate) refused: Vec<(Call, Errno)>,
}

impl Faults {
    pub(crate) fn attempt(&self, call: Call) -> io::Result<()> {
        if let Some((_, errno)) = self.refused.iter().find(|(refused, _)| *refused == call) {
            return Err((*errno).into());
        }
        if let Some((kind, k, errno)) = self.kth
            && kind.is_none_or(|kind| kind == call)
            && self.made.fetch_add(1, Ordering::Relaxed) == k
        {
            return Err(errno.into());
        }
        if let Some(from) = self.dead_from
            && self.made.fetch_add(1, Ordering::Relaxed) >= from
        {
            return Err(Errno::INTR.into());
        }
        Ok(())
    }
}
