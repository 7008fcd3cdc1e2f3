//! What is going on, for work that lasts: on a terminal, and only after a second.

use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::base::output::{Body, Sink};
use crate::base::path::OutPath;

/// How long nothing is shown.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often what is shown is brought up to date.
const TICK: Duration = Duration::from_millis(100);

/// Shows how a run goes on. It takes its line away when it is dropped.
#[derive(Debug)]
pub struct Progress {
    now: Arc<Now>,
    painter: Option<(Sender<()>, JoinHandle<()>)>,
    /// How long each step took that is done.
    steps: Vec<(&'static str, Duration)>,
    began: Instant,
}

#[derive(Debug, Default)]
struct Now {
    step: Mutex<&'static str>,
    done: AtomicU64,
    /// How many there are to be done; 0 where that is not known.
    all: AtomicU64,
}

impl Progress {
    /// Begins with the step `step`. Nothing is shown unless somebody is `watched` to look on.
    pub fn begin(step: &'static str, watched: bool) -> Self {
        let now = Arc::new(Now { step: Mutex::new(step), ..Now::default() });
        let painter = watched.then(|| {
            let (stop, stopped) = mpsc::channel();
            let shown = now.clone();
            (stop, thread::spawn(move || paint(&shown, &stopped)))
        });
        Self { now, painter, steps: Vec::new(), began: Instant::now() }
    }

    /// Goes on to the step `step`, which has `all` parts; 0 where that is not known.
    pub fn step(&mut self, step: &'static str, all: usize) {
        let mut current = self.now.step.lock().expect("no holder of the lock panics");
        self.steps.push((*current, self.began.elapsed()));
        *current = step;
        drop(current);
        self.began = Instant::now();
        self.now.done.store(0, Ordering::Relaxed);
        self.now.all.store(all as u64, Ordering::Relaxed);
    }

    /// Ends, and tells how long each step took.
    pub fn end(mut self) -> Vec<(&'static str, Duration)> {
        self.step("", 0);
        std::mem::take(&mut self.steps)
    }

    /// `sink`, with each output that it takes counted as a part done.
    pub fn counting<'a>(&'a self, sink: &'a dyn Sink) -> Counting<'a> {
        Counting { sink, now: &self.now }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((stop, thread)) = self.painter.take() {
            drop(stop);
            // A painter that panicked has nothing more to show.
            let _ = thread.join();
        }
    }
}

fn paint(now: &Now, stopped: &mpsc::Receiver<()>) {
    let goes_on = |time| stopped.recv_timeout(time) == Err(RecvTimeoutError::Timeout);
    if !goes_on(PATIENCE) {
        return;
    }
    let style = |template| ProgressStyle::with_template(template).expect("the templates are valid");
    let (known, unknown) = (style("{spinner} {msg} {bar:30} {pos}/{len}"), style("{spinner} {msg}"));
    let bar = ProgressBar::hidden();
    let mut hidden = true;
    loop {
        let all = now.all.load(Ordering::Relaxed);
        bar.set_message(*now.step.lock().expect("no holder of the lock panics"));
        bar.set_position(now.done.load(Ordering::Relaxed));
        bar.set_length(all);
        bar.set_style(if all > 0 { known.clone() } else { unknown.clone() });
        // Only now, since each of the above draws.
        if std::mem::take(&mut hidden) {
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        bar.tick();
        if !goes_on(TICK) {
            break;
        }
    }
    bar.finish_and_clear();
}

/// A sink that counts.
#[derive(Clone, Copy)]
pub struct Counting<'a> {
    sink: &'a dyn Sink,
    now: &'a Now,
}

impl Sink for Counting<'_> {
    fn put(&self, path: &OutPath, body: Body<'_>) -> io::Result<()> {
        self.now.done.fetch_add(1, Ordering::Relaxed);
        self.sink.put(path, body)
    }
}

/// A sink that lets go of everything.
#[derive(Debug, Clone, Copy)]
pub struct Nowhere;

impl Sink for Nowhere {
    fn put(&self, _: &OutPath, _: Body<'_>) -> io::Result<()> {
        Ok(())
    }
}
