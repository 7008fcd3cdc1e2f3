//! `dateline build`

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::analysis::analyze;
use crate::base::code::Code;
use crate::base::diagnostic::{Diagnostic, sort};
use crate::base::snapshot::Snapshot;
use crate::base::span::FileId;
use crate::chronicle::model::Chronicle;
use crate::cmd::arguments::{FormatName, General};
use crate::cmd::console::Console;
use crate::cmd::progress::Progress;
use crate::cmd::run::Run;
use crate::cmd::site::Site;
use crate::cmd::trouble::{Exit, Trouble};
use crate::disk::memory::Memory;
use crate::disk::refused::Refused;
use crate::disk::stage::{Stage, Written};
use crate::render::site::{plan, render};
use crate::report::counts::{number, seconds};
use crate::report::human::Hints;

/// Builds the site.
///
/// # Errors
/// Why it could not be built. The site that stood before stands as it stood.
pub fn run(general: &General, console: Console) -> Result<Exit, Trouble> {
    let began = Instant::now();
    let site = Site::find(general)?;
    let mut progress = Progress::begin("reading", console.is_watched());
    let mut snapshot = site.read()?;
    let memory = Memory::of(&snapshot, &site.root, &site.output);
    if let Some(run) = memory.recall().and_then(|text| Run::from_text(&text)) {
        let steps = progress.end();
        return end(&site, &snapshot, &run, &Outcome::Unchanged, &steps, (began, general.strict, console));
    }

    progress.step("understanding", 0);
    let mut analysis = analyze(snapshot.clone());
    let mut diagnostics = std::mem::take(&mut analysis.diagnostics);
    let plan = plan(&analysis.chronicle, &snapshot).tell(&mut diagnostics);
    sort(&mut diagnostics);
    let mut run = Run::of(&analysis.chronicle, plan.len(), diagnostics);
    let mut outcome = Outcome::Faulty;
    if !run.fails(general.strict) {
        progress.step("writing", plan.len());
        // The texts are understood: only those that a complaint shows a line of are held on to.
        let mut told = told_of(&run.diagnostics, general.format);
        if analysis.chronicle.style.is_some() {
            // A style may yet fail on a source.
            told.extend(analysis.chronicle.sources.values().iter().map(|source| source.file));
        }
        snapshot = Arc::new(snapshot.without_texts("content/", |file| told.contains(&file)));
        analysis.snapshot = snapshot.clone();
        let stage = Stage::begin(&site.output, &site.root)?;
        run.diagnostics.extend(render(&analysis.chronicle, &snapshot, &plan, &progress.counting(&stage))?);
        sort(&mut run.diagnostics);
        if !run.fails(general.strict) {
            progress.step("publishing", 0);
            // On a thread of the pool: there lies the room that the pages had, which have been let go of.
            let written = rayon::scope(|_| stage.finish())?;
            run.outputs = written.written + written.unchanged;
            outcome = Outcome::Written(written);
            rayon::scope(|_| memory.store(&holds(&analysis.chronicle, &snapshot, &run), &run.to_text()));
        }
    }
    let steps = progress.end();
    let exit = end(&site, &snapshot, &run, &outcome, &steps, (began, general.strict, console));
    // The system takes a program's memory back all at once: piece by piece is slow.
    std::mem::forget((analysis, plan, snapshot, run));
    exit
}

/// The files that `diagnostics` have something to say about, as far as `format` shows it.
fn told_of(diagnostics: &[Diagnostic], format: FormatName) -> HashSet<FileId> {
    let mut hints = Hints::default();
    let shown = move |it: &&Diagnostic| format != FormatName::Human || hints.shows(it);
    let places =
        |it: &Diagnostic| it.place.into_iter().chain(it.related.iter().map(|it| it.0)).collect::<Vec<_>>();
    diagnostics.iter().filter(shown).flat_map(places).map(|place| place.file).collect()
}

/// What became of the output.
enum Outcome {
    /// It is new.
    Written(Written),
    /// There was nothing to do.
    Unchanged,
    /// There are faults, so it stands as it stood.
    Faulty,
}

fn end(
    site: &Site,
    snapshot: &Snapshot,
    run: &Run,
    outcome: &Outcome,
    steps: &[(&'static str, Duration)],
    (began, strict, console): (Instant, bool, Console),
) -> Result<Exit, Trouble> {
    run.print(site, snapshot, console)?;
    for (step, time) in steps {
        console.tell(format_args!("{step}: {}", seconds(*time)))?;
    }
    let (output, files) = (site.output_shown(), number(run.outputs, "file"));
    match outcome {
        Outcome::Faulty => {
            let stands = if site.output.exists() { "stands as it stood" } else { "was not made" };
            console.say(format_args!("Nothing was written: `{output}` {stands}."))?;
        }
        Outcome::Unchanged => {
            console.say(format_args!(
                "Nothing has changed: {files} in `{output}`, open `{output}index.html`."
            ))?;
        }
        Outcome::Written(Written { written, unchanged, removed, left }) => {
            console.say(format_args!(
                "The site is in `{output}`: {files}, open `{output}index.html`.\n\
                 {written} written, {unchanged} unchanged, {removed} removed."
            ))?;
            if let Some(left) = left {
                console.say(format_args!("Something old could not be cleared away: {left}."))?;
            }
        }
    }
    console.say(run.counts(began.elapsed()))?;
    Ok(run.exit(strict))
}

/// For which times the same files make the same site: always, but where something has a day to
/// wait for; then as long as it is the same day in the site's zone.
fn holds(chronicle: &Chronicle, snapshot: &Snapshot, run: &Run) -> Range<i64> {
    let waits = run.diagnostics.iter().any(|it| it.code == Code::NotYetPublished);
    let has_day = chronicle.events.values().iter().any(|event| event.fields.publish_on.is_some())
        || chronicle.pages.values().iter().any(|page| page.fields.publish_on.is_some());
    if !waits && !has_day {
        return i64::MIN..i64::MAX;
    }
    let (zone, now) = (chronicle.config.time_zone, snapshot.now);
    let today = zone.day_at(now);
    // No day is longer than 26 hours, in whatever zone.
    let nearby = |step: i64| {
        let (mut same, mut other) = (0, 26 * 3600);
        while other - same > 1 {
            let middle = (same + other) / 2;
            if zone.day_at(now + step * middle) == today { same = middle } else { other = middle }
        }
        now + step * same
    };
    nearby(-1)..nearby(1) + 1
}

impl From<Refused> for Trouble {
    fn from(refused: Refused) -> Self {
        let trouble = Self::new(refused.to_string());
        match refused.help() {
            Some(help) => trouble.help(help),
            None => trouble,
        }
    }
}
