//! The doors of the room: the plan of a site, and its making.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, ParallelIterator};

use crate::base::checked::Checked;
use crate::base::code::Code;
use crate::base::diagnostic::{Diagnostic, sort};
use crate::base::output::{Body, Sink};
use crate::base::path::OutPath;
use crate::base::plan::Plan;
use crate::base::snapshot::Snapshot;
use crate::chronicle::model::Chronicle;
use crate::render::feed::feed;
use crate::render::frame::{base_url, site_view};
use crate::render::host::{headers, robots, sitemap};
use crate::render::json;
use crate::render::link::encoded;
use crate::render::lookup::Lookup;
use crate::render::made::Made;
use crate::render::outline;
use crate::render::sheet::Sheet;
use crate::render::template::Templates;
use crate::render::ui::Ui;

/// The most failures of templates that are told: one fault in a template fails every page.
const MOST_FAILURES: usize = 5;

/// Every output of the site, with what makes it; with the outputs that collide.
pub fn plan(chronicle: &Chronicle, snapshot: &Snapshot) -> Checked<Plan<Made>> {
    outline::plan(chronicle, snapshot)
}

/// Makes every output of `plan` and hands it to `sink`, in no order and from several threads.
///
/// What is wrong with a template comes back as diagnostics, and its pages are left out.
///
/// # Errors
/// The sink's first refusal.
pub fn render(
    chronicle: &Chronicle,
    snapshot: &Snapshot,
    plan: &Plan<Made>,
    sink: &dyn Sink,
) -> io::Result<Vec<Diagnostic>> {
    let mut diagnostics = Vec::new();
    let words = Ui::load(snapshot, &chronicle.config.language).tell(&mut diagnostics);
    let site = Lookup::new(chronicle, &words);
    let mut templates = Templates::load(snapshot).tell(&mut diagnostics);
    let base = base_url(chronicle, snapshot);
    templates.set_global("site", &site_view(&site, plan, base.as_deref()));
    templates.set_global("w", &words.all());
    let press = Press {
        site: &site,
        snapshot,
        plan,
        templates: &templates,
        base: base.as_deref(),
        sink,
        stopped: AtomicBool::new(false),
    };
    let outputs: Vec<_> = plan.iter().collect();
    let made: Vec<_> = outputs
        .into_par_iter()
        .with_min_len(8)
        .map_init(Vec::new, |buffer, (path, made)| press.make(path, made, buffer))
        .collect::<io::Result<_>>()?;
    let mut failures: Vec<_> = made.into_iter().flatten().collect();
    if failures.iter().any(|failure| failure.code == Code::TemplateLimit) {
        failures.retain(|failure| failure.code == Code::TemplateLimit);
        failures.truncate(1);
    }
    sort(&mut failures);
    failures.truncate(MOST_FAILURES);
    diagnostics.extend(failures);
    Ok(diagnostics)
}

struct Press<'p> {
    site: &'p Lookup<'p>,
    snapshot: &'p Snapshot,
    plan: &'p Plan<Made>,
    templates: &'p Templates,
    base: Option<&'p str>,
    sink: &'p dyn Sink,
    /// Whether a template ran away, so that no more pages are worth making.
    stopped: AtomicBool,
}

impl Press<'_> {
    fn make(&self, path: &OutPath, made: &Made, buffer: &mut Vec<u8>) -> io::Result<Option<Diagnostic>> {
        buffer.clear();
        match made {
            Made::BuiltIn(bytes) => self.sink.put(path, Body::Bytes(bytes))?,
            Made::Text(_, text) => self.sink.put(path, Body::Bytes(text.as_bytes()))?,
            Made::Asset(_, file) => self.sink.put(path, Body::File(file))?,
            Made::Feed => self.sink.put(path, Body::Bytes(feed(self.site, self.base).as_bytes()))?,
            Made::Json => {
                let mut json = Vec::new();
                json::write(self.site, &mut json);
                self.sink.put(path, Body::Bytes(&json))?;
            }
            Made::Robots => self.sink.put(path, Body::Bytes(robots(self.base).as_bytes()))?,
            Made::Headers => self.sink.put(path, Body::Bytes(headers(self.site.chronicle).as_bytes()))?,
            Made::Sitemap => {
                let base = self.base.expect("a sitemap is planned only where there is a base address");
                self.sink.put(path, Body::Bytes(sitemap(self.plan, base).as_bytes()))?;
            }
            Made::NoJekyll => self.sink.put(path, Body::Bytes(b""))?,
            _ => return self.page(path, made, buffer),
        }
        Ok(None)
    }

    fn page(&self, path: &OutPath, made: &Made, buffer: &mut Vec<u8>) -> io::Result<Option<Diagnostic>> {
        if self.stopped.load(Ordering::Relaxed) {
            return Ok(None);
        }
        let encoded = encoded(path);
        let Some(sheet) = Sheet::new(self.site, self.snapshot, &encoded, made) else { return Ok(None) };
        match self.templates.render(sheet.template, &sheet.context(), self.snapshot, buffer) {
            Ok(()) => self.sink.put(path, Body::Bytes(buffer)).map(|()| None),
            Err(failure) => {
                if failure.code == Code::TemplateLimit {
                    self.stopped.store(true, Ordering::Relaxed);
                }
                Ok(Some(*failure))
            }
        }
    }
}
