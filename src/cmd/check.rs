//! `dateline check`

use std::time::Instant;

use crate::analysis::analyze;
use crate::base::diagnostic::sort;
use crate::cmd::arguments::General;
use crate::cmd::console::Console;
use crate::cmd::progress::{Nowhere, Progress};
use crate::cmd::run::Run;
use crate::cmd::site::Site;
use crate::cmd::trouble::{Exit, Trouble};
use crate::render::site::{plan, rehearse};
use crate::report::counts::seconds;

/// Reports all that a build would report, and writes nothing. Where the site has templates of its own,
/// the pages are made and let go of, since what is wrong with a template shows only then.
///
/// # Errors
/// Why the site could not be looked at.
pub fn run(general: &General, console: Console) -> Result<Exit, Trouble> {
    let began = Instant::now();
    let site = Site::find(general)?;
    let mut progress = Progress::begin("reading", console.is_watched());
    let snapshot = site.read()?;
    progress.step("understanding", 0);
    let mut analysis = analyze(snapshot.clone());
    let mut diagnostics = std::mem::take(&mut analysis.diagnostics);
    let plan = plan(&analysis.chronicle, &snapshot).tell(&mut diagnostics);
    progress.step("trying the templates", plan.len());
    diagnostics.extend(rehearse(&analysis.chronicle, &snapshot, &plan, &progress.counting(&Nowhere))?);
    sort(&mut diagnostics);
    let run = Run::of(&analysis.chronicle, plan.len(), diagnostics);
    let steps = progress.end();
    run.print(&site, &snapshot, console)?;
    for (step, time) in steps {
        console.tell(format_args!("{step}: {}", seconds(time)))?;
    }
    console.say(run.counts(began.elapsed()))?;
    let exit = run.exit(general.strict);
    // As in a build.
    std::mem::forget((analysis, plan, snapshot, run));
    Ok(exit)
}
