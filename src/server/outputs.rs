//! A site in memory.

use std::collections::HashMap;
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::SystemTime;

use axum::body::Bytes;

use crate::base::output::{Body, Sink};
use crate::base::path::OutPath;

/// What is served at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Output {
    /// These bytes.
    Bytes(Bytes),
    /// What stands in this file when it is asked for. The rest tells one state of it from another.
    File(PathBuf, Option<(u64, SystemTime)>),
}

/// The outputs of one build, by path.
pub(crate) type Site = HashMap<OutPath, Output>;

/// Takes the outputs of a build, to be served. See [`Server::outputs`](super::serve::Server::outputs).
#[derive(Debug, Default)]
pub struct Outputs {
    /// Those of the build before: what is the same is held once.
    before: Arc<Site>,
    now: Mutex<Site>,
}

impl Outputs {
    pub(crate) fn over(before: Arc<Site>) -> Self {
        Self { before, now: Mutex::default() }
    }

    /// Takes over what the build before made for `path`. False where it made nothing for it.
    pub fn keep(&self, path: &OutPath) -> bool {
        let Some(output) = self.before.get(path) else { return false };
        self.add(path, output.clone());
        true
    }

    /// The outputs; and whether they are other than those of the build before.
    pub(crate) fn finish(self) -> (Site, bool) {
        let now = self.now.into_inner().expect("nobody panics while it is locked");
        let changed = now != *self.before;
        (now, changed)
    }

    fn add(&self, path: &OutPath, output: Output) {
        self.now.lock().expect("nobody panics while it is locked").insert(path.clone(), output);
    }
}

impl Sink for Outputs {
    fn put(&self, path: &OutPath, body: Body<'_>) -> io::Result<()> {
        let output = match (body, self.before.get(path)) {
            (Body::Bytes(bytes), Some(Output::Bytes(before))) if bytes == before => {
                Output::Bytes(before.clone())
            }
            (Body::Bytes(bytes), _) => Output::Bytes(Bytes::copy_from_slice(bytes)),
            (Body::Written(write), _) => {
                let mut bytes = Vec::new();
                write(&mut bytes)?;
                Output::Bytes(bytes.into())
            }
            (Body::File(path), _) => {
                let state = path.metadata().and_then(|it| Ok((it.len(), it.modified()?)));
                Output::File(path.to_path_buf(), state.ok())
            }
        };
        self.add(path, output);
        Ok(())
    }

    fn keep(&self, path: &OutPath) -> bool {
        Self::keep(self, path)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Output, Outputs};
    use crate::base::output::{Body, Sink};
    use crate::base::path::OutPath;

    #[test]
    fn what_is_the_same_is_held_once() {
        let (a, b) = (OutPath::new("a.html").unwrap(), OutPath::new("b.html").unwrap());
        let first = Outputs::default();
        first.put(&a, Body::Bytes(b"a")).unwrap();
        first.put(&b, Body::Bytes(b"b")).unwrap();
        let (first, changed) = first.finish();
        assert!(changed);
        let first = Arc::new(first);

        let second = Outputs::over(Arc::clone(&first));
        second.put(&a, Body::Bytes(b"a")).unwrap();
        assert!(second.keep(&b));
        assert!(!second.keep(&OutPath::new("c.html").unwrap()));
        let (second, changed) = second.finish();
        assert!(!changed);
        let at = |site: &super::Site| match &site[&a] {
            Output::Bytes(bytes) => bytes.as_ptr(),
            Output::File(..) => unreachable!("it was put as bytes"),
        };
        assert_eq!(at(&first), at(&second));

        let third = Outputs::over(Arc::new(second));
        third.keep(&a);
        assert!(third.finish().1, "one is missing");
    }
}
