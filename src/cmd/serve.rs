//! `dateline serve`

use std::sync::Arc;
use std::time::{Instant, SystemTime};

use crate::base::diagnostic::{Diagnostic, Level, sort};
use crate::base::snapshot::{Contents, Snapshot, SourceFile};
use crate::cmd::arguments::{General, Serve};
use crate::cmd::console::Console;
use crate::cmd::run::Run;
use crate::cmd::site::Site;
use crate::cmd::trouble::{Exit, Trouble};
use crate::disk::watch::Watch;
use crate::render::site::{Pages, plan, render_changed};
use crate::report;
use crate::report::places::Places;
use crate::server::serve::{Server, Settings, start};
use crate::session::Session;

/// Serves the site from memory, and builds it again whenever it changes, until it is interrupted.
///
/// # Errors
/// Where the site cannot be read at first, watched, or served.
pub fn run(serve: &Serve, general: &General, console: Console) -> Result<Exit, Trouble> {
    let site = Site::find(general)?;
    // Watched before it is read, so that no change falls between the two.
    let mut watch = Watch::start(&site.root, &site.output, false)?;
    let server = start(Settings { ip: serve.host, port: serve.port })?;
    let stopper = watch.stopper();
    server.on_interrupt(move || stopper.stop());
    let (strict, session) = (general.strict, Session::new());
    let mut preview = Preview { site, server, console, strict, session, pages: Pages::default(), seen: None };
    preview.build()?;
    console.say(format_args!("Serving at {} — Ctrl-C to stop.", preview.server.url()))?;
    for note in [preview.server.note(), watch.note()].into_iter().flatten() {
        console.say(note)?;
    }
    while watch.wait() {
        if let Err(trouble) = preview.build() {
            // Half of a save may be all that there is just now: the next change mends it.
            console.trouble(&trouble);
            preview.server.trouble(&trouble.message);
        }
    }
    Ok(Exit::Clean)
}

struct Preview {
    site: Site,
    server: Server,
    console: Console,
    strict: bool,
    session: Session,
    /// What the pages that are shown were made of.
    pages: Pages,
    /// What was built last, and when each of its assets had been changed.
    seen: Option<(Arc<Snapshot>, Vec<Option<SystemTime>>)>,
}

impl Preview {
    /// Builds the site, unless it is as it was.
    fn build(&mut self) -> Result<(), Trouble> {
        let began = Instant::now();
        let snapshot = self.site.read()?;
        let changed = changed(&snapshot);
        if self.seen.as_ref().is_some_and(|(seen, before)| *before == changed && is_same(seen, &snapshot)) {
            return Ok(());
        }
        let mut analysis = self.session.analyze(snapshot.clone());
        let mut diagnostics = std::mem::take(&mut analysis.diagnostics);
        let plan = plan(&analysis.chronicle, &snapshot).tell(&mut diagnostics);
        sort(&mut diagnostics);
        let mut run = Run::of(&analysis.chronicle, plan.len(), diagnostics);
        if !run.fails(self.strict) {
            let outputs = self.server.outputs();
            let made = render_changed(&analysis.chronicle, &snapshot, &plan, &outputs, &self.pages)?;
            let pages = made.tell(&mut run.diagnostics);
            sort(&mut run.diagnostics);
            if !run.fails(self.strict) {
                self.server.publish(outputs);
                self.pages = pages;
            }
        }
        if run.fails(self.strict) {
            self.server.trouble(&self.panel(&run, &snapshot));
        }
        run.print(&self.site, &snapshot, self.console)?;
        self.console.say(run.counts(began.elapsed()))?;
        self.seen = Some((snapshot, changed));
        Ok(())
    }

    /// What makes the run fail, as plain text.
    fn panel(&self, run: &Run, snapshot: &Snapshot) -> String {
        let least = if self.strict { Level::Warning } else { Level::Error };
        let faults: Vec<Diagnostic> =
            run.diagnostics.iter().filter(|it| it.level >= least && it.excepted.is_none()).cloned().collect();
        let mut text = Vec::new();
        let places = Places::new(snapshot, &self.site.prefix());
        report::write(&mut text, &faults, &places, report::Format::Human).expect("memory takes all");
        let text = String::from_utf8(text).expect("text is written");
        anstream::adapter::strip_str(&text).to_string()
    }
}

/// When each asset was changed last, in the order of their paths.
fn changed(snapshot: &Snapshot) -> Vec<Option<SystemTime>> {
    let time = |file: &SourceFile| match &file.contents {
        Contents::Asset { on_disk, .. } => Some(on_disk.metadata().and_then(|it| it.modified()).ok()),
        _ => None,
    };
    snapshot.files.iter().filter_map(time).collect()
}

/// Whether two snapshots make the same site, as far as that can be told without reading assets.
fn is_same(a: &Snapshot, b: &Snapshot) -> bool {
    let same = |a: &Contents, b: &Contents| match (a, b) {
        (Contents::Text(a), Contents::Text(b)) => a == b,
        (Contents::Asset { bytes: a, .. }, Contents::Asset { bytes: b, .. })
        | (Contents::TooLarge { bytes: a }, Contents::TooLarge { bytes: b }) => a == b,
        (Contents::NotUtf8 { text: a, at: n }, Contents::NotUtf8 { text: b, at: m }) => a == b && n == m,
        (Contents::Guessed { text: a, .. }, Contents::Guessed { text: b, .. }) => a == b,
        _ => false,
    };
    let left_out =
        |s: &Snapshot| s.left_out.iter().map(|it| (it.path.clone(), it.reason)).collect::<Vec<_>>();
    a.files.len() == b.files.len()
        && a.files.iter().zip(&b.files).all(|(a, b)| a.path == b.path && same(&a.contents, &b.contents))
        && left_out(a) == left_out(b)
}
