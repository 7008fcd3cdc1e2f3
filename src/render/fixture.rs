//! Small sites for this room's tests.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex};

use crate::analysis::{Analysis, analyze};
use crate::base::checked::Checked;
use crate::base::diagnostic::Diagnostic;
use crate::base::output::{Body, Sink};
use crate::base::path::{OutPath, SitePath};
use crate::base::plan::Plan;
use crate::base::snapshot::{Contents, Options, Snapshot, SourceFile};
use crate::render::made::Made;
use crate::render::site::{plan, render};

/// A site that was made.
pub(crate) struct Built {
    /// Each output by its path.
    pub(crate) files: BTreeMap<String, String>,
    /// What was said by the plan and by the making.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Built {
    /// The output at `path`.
    pub(crate) fn page(&self, path: &str) -> &str {
        self.files.get(path).unwrap_or_else(|| panic!("no {path} in {:?}", self.files.keys()))
    }

    /// What stands between `start` and the next `end` after it, with both.
    pub(crate) fn part(&self, path: &str, start: &str, end: &str) -> String {
        let page = self.page(path);
        let from = page.find(start).unwrap_or_else(|| panic!("no {start} in {page}"));
        let to = page[from..].find(end).unwrap_or_else(|| panic!("no {end} after {start} in {page}"));
        page[from..from + to + end.len()].to_owned()
    }

    /// What was said, a line each.
    pub(crate) fn said(&self) -> String {
        self.diagnostics.iter().map(|it| format!("{}: {}\n", it.code.name(), it.message)).collect()
    }
}

/// The files of a site.
pub(crate) fn snapshot(files: &[(&str, &str)]) -> Arc<Snapshot> {
    let mut files: Vec<_> = files
        .iter()
        .map(|&(path, text)| SourceFile { path: SitePath::new(path), contents: Contents::Text(text.into()) })
        .collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Arc::new(Snapshot { files, left_out: Vec::new(), now: 0, options: Options::default() })
}

/// Plans and makes a site.
pub(crate) fn build(files: &[(&str, &str)]) -> Built {
    build_as(files, Options::default())
}

/// Plans and makes a site, as the command line asks.
pub(crate) fn build_as(files: &[(&str, &str)], options: Options) -> Built {
    let snapshot = Arc::unwrap_or_clone(snapshot(files));
    let analysis = analyze(Arc::new(Snapshot { options, ..snapshot }));
    let Checked { value: plan, mut diagnostics } = plan(&analysis.chronicle, &analysis.snapshot);
    let (files, said) = make(&analysis, &plan);
    diagnostics.extend(said);
    Built { files, diagnostics }
}

fn make(analysis: &Analysis, plan: &Plan<Made>) -> (BTreeMap<String, String>, Vec<Diagnostic>) {
    let taken = Taken::default();
    let said = render(&analysis.chronicle, &analysis.snapshot, plan, &taken).expect("memory refuses nothing");
    (taken.0.into_inner().expect("no holder of the lock panics"), said)
}

/// A sink in memory.
#[derive(Default)]
pub(crate) struct Taken(pub(crate) Mutex<BTreeMap<String, String>>);

impl Sink for Taken {
    fn put(&self, path: &OutPath, body: Body<'_>) -> io::Result<()> {
        let text = match body {
            Body::Bytes(bytes) => String::from_utf8_lossy(bytes).into_owned(),
            Body::Written(write) => {
                let mut bytes = Vec::new();
                write(&mut bytes)?;
                String::from_utf8_lossy(&bytes).into_owned()
            }
            Body::File(path) => format!("{path:?}"),
        };
        let before = self.0.lock().expect("no holder of the lock panics").insert(path.to_string(), text);
        assert!(before.is_none(), "{path} came twice");
        Ok(())
    }
}
