//! Sites that stand in a test's text.

use std::path::PathBuf;
use std::sync::Arc;

use dateline::base::path::SitePath;
use dateline::base::snapshot::{Contents, Options, Snapshot, SourceFile};

/// The site whose files are written one after the other, each under a line `== path`: below
/// `content/`, or `site.toml`. The day is 2010-04-01. Where `site.toml` is not among them, what is
/// said of weak evidence is left out: tests of other things would be full of it.
pub(crate) fn site(text: &str) -> Arc<Snapshot> {
    let mut files: Vec<_> = text.split("== ").skip(1).map(file).collect();
    if !files.iter().any(|file| file.path.as_str() == "site.toml") {
        let weak = [
            "event-without-source",
            "uncited-statement",
            "single-source",
            "one-origin",
            "source-before-event",
            "order-not-established",
            "not-archived",
        ];
        let off: String = weak.iter().map(|check| format!("{check} = 'off'\n")).collect();
        files.push(file(&format!("site.toml\n[checks]\n{off}")));
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Arc::new(Snapshot { files, left_out: Vec::new(), now: 1_270_080_000, options: Options::default() })
}

fn file(text: &str) -> SourceFile {
    let (path, text) = text.split_once('\n').expect("a path has a line of its own");
    let path = if path == "site.toml" { path.to_owned() } else { format!("content/{path}") };
    let text_files = ["md", "markdown", "yaml", "yml", "json", "bib", "toml", "txt"];
    let contents = if path.rsplit('.').next().is_some_and(|end| text_files.contains(&end)) {
        Contents::Text(text.trim_end_matches('\n').into())
    } else {
        Contents::Asset { bytes: 1, on_disk: PathBuf::from(&path) }
    };
    SourceFile { path: SitePath::new(&path), contents }
}
