//! What is remembered from one build to the next within a process.

use std::sync::{Arc, Mutex};

use rustc_hash::FxHashMap;

use crate::analysis::{Analysis, Reading, read_files, understand};
use crate::base::hash::memo;
use crate::base::snapshot::Snapshot;
use crate::chronicle::content::Parsed;

/// Remembers the parses of the last snapshot, so that only texts that changed are parsed again.
///
/// A warm analysis is the same as one of a new session: a parse is a function of its text.
#[derive(Debug, Default)]
pub struct Session {
    parses: FxHashMap<(Reading, u64), Remembered>,
}

#[derive(Debug, Clone)]
struct Remembered {
    /// The text itself: a hash alone could deceive.
    text: Arc<str>,
    parsed: Parsed,
}

impl Session {
    /// Remembers nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Understands a site, and remembers the parses of its texts and of no others.
    pub fn analyze(&mut self, snapshot: Arc<Snapshot>) -> Analysis {
        let next = Mutex::new(FxHashMap::default());
        let files = read_files(&snapshot, &|reading, text| {
            let key = (reading, memo(&**text));
            let known = self.parses.get(&key).filter(|known| known.text == *text);
            let parsed = known.map_or_else(|| reading.read(text), |known| known.parsed.clone());
            let remembered = Remembered { text: text.clone(), parsed: parsed.clone() };
            next.lock().expect("no holder of the lock panics").insert(key, remembered);
            parsed
        });
        self.parses = next.into_inner().expect("no holder of the lock panics");
        understand(snapshot, &files)
    }
}
