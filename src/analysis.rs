//! A site, understood: what `check`, `build` and `serve` all look at.
//!
//! ```
//! use std::sync::Arc;
//! use dateline::analysis::analyze;
//! use dateline::base::path::SitePath;
//! use dateline::base::snapshot::{Contents, Options, Snapshot, SourceFile};
//!
//! let event = "---\ntitle: The declaration is signed\ndate: 2010-03-18\n---\n\nIn Moscow.\n";
//! let file = SourceFile {
//!     path: SitePath::new("content/events/declaration.md"),
//!     contents: Contents::Text(event.into()),
//! };
//! let snapshot = Snapshot { files: vec![file], left_out: Vec::new(), now: 0, options: Options::default() };
//! let analysis = analyze(Arc::new(snapshot));
//! assert_eq!(&*analysis.chronicle.events.values()[0].id, "declaration");
//! ```

mod findings;
mod settle;
mod style;
mod thresholds;

use std::sync::Arc;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::analysis::findings::findings;
use crate::analysis::settle::settle;
use crate::analysis::thresholds::missed;
use crate::base::checked::Checked;
use crate::base::code::Code;
use crate::base::diagnostic::{Diagnostic, Level, sort};
use crate::base::path::OutPath;
use crate::base::snapshot::{Contents, LeftOut, LeftOutReason, Snapshot};
use crate::base::span::{FileId, Span};
use crate::chronicle::content::{Parsed, ParsedFile, Role, below, role};
use crate::chronicle::model::Chronicle;
use crate::chronicle::resolve::{Input, resolve};
use crate::config::Config;
use crate::config::read::read as read_config;
use crate::syntax::outlet_list;
use crate::syntax::parse::parse;
use crate::syntax::source::{bib, csl};
use crate::syntax::source_list;

/// What a site tells, and what there is to say about that.
#[derive(Debug)]
pub struct Analysis {
    /// What it was made from.
    pub snapshot: Arc<Snapshot>,
    /// What it tells, linked.
    pub chronicle: Chronicle,
    /// Everything that is to be said, in the order of files and places.
    pub diagnostics: Vec<Diagnostic>,
    /// The files that are published as they are, in the order of the snapshot.
    pub assets: Vec<(FileId, OutPath)>,
}

impl Analysis {
    /// How many diagnostics are of that level.
    pub fn count(&self, level: Level) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.is(level)).count()
    }
}

/// How a file is read: Markdown of some kind, or a list of sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Reading(Role);

impl Reading {
    /// Reads a text; the same text gives the same value.
    pub fn read(self, text: &str) -> Parsed {
        match self.0 {
            Role::Markdown(kind) => Parsed::Document(kind, Arc::new(parse(kind, text))),
            Role::Bib => Parsed::Sources(Arc::new(bib::read(text))),
            Role::Outlets => Parsed::Outlets(Arc::new(outlet_list::read(text))),
            Role::Csl => Parsed::Sources(Arc::new(csl::read(text))),
            Role::SourceList | Role::KeptText | Role::Asset => {
                Parsed::Sources(Arc::new(source_list::read(text)))
            }
        }
    }
}

/// Understands a site.
pub fn analyze(snapshot: Arc<Snapshot>) -> Analysis {
    let files = read_files(&snapshot, &|reading: Reading, text: &Arc<str>| reading.read(text));
    understand(snapshot, &files)
}

/// Reads every file of the site's content by `read`, in parallel.
pub fn read_files(
    snapshot: &Snapshot,
    read: &(dyn Fn(Reading, &Arc<str>) -> Parsed + Sync),
) -> Vec<ParsedFile> {
    let mut wanted = Vec::new();
    for (id, file) in snapshot.files() {
        let Some(role) = role(&file.path).filter(|role| !matches!(role, Role::Asset | Role::KeptText)) else {
            continue;
        };
        if let Some(text) = file.text() {
            wanted.push((id, Reading(role), text));
        }
    }
    wanted
        .into_par_iter()
        .map(|(file, reading, text)| ParsedFile { file, parsed: read(reading, text) })
        .collect()
}

/// Understands a site of which every file has been read.
pub fn understand(snapshot: Arc<Snapshot>, files: &[ParsedFile]) -> Analysis {
    // On a thread of the pool, which has room for it where it read files.
    rayon::scope(|_| understood(snapshot, files))
}

fn understood(snapshot: Arc<Snapshot>, files: &[ParsedFile]) -> Analysis {
    let mut diagnostics = Vec::new();
    let config = Arc::new(config(&snapshot).tell(&mut diagnostics));
    for ParsedFile { file, parsed } in files {
        let faults = match parsed {
            Parsed::Document(_, document) => &document.faults,
            Parsed::Sources(list) => &list.faults,
            Parsed::Outlets(list) => &list.faults,
        };
        diagnostics.extend(faults.iter().map(|fault| fault.clone().in_file(*file, 0)));
    }
    let mut assets = Vec::new();
    for (id, file) in snapshot.files() {
        diagnostics.extend(unreadable(id, &file.contents));
        let Some(below) = below(&file.path) else { continue };
        if role(&file.path) != Some(Role::Asset) {
            continue;
        }
        match OutPath::new(below) {
            Ok(path) => assets.push((id, path)),
            Err(why) => {
                let message = format!("`{}` cannot be published: {why}", file.path);
                let said = Diagnostic::at(Code::BadFileName, id, Span::point(0), message);
                diagnostics.push(said.help("give the file another name"));
            }
        }
    }
    diagnostics.extend(snapshot.left_out.iter().map(left_out));
    if !snapshot.files.iter().any(|file| below(&file.path).is_some()) {
        let said = Diagnostic::site(Code::NoContent, "there is nothing in `content/`");
        diagnostics.push(said.help("begin with `dateline init`, or write `content/events/a-first-event.md`"));
    }
    let style = style::style(&config, &snapshot, &mut diagnostics);
    let input = Input { snapshot: &snapshot, config: &config, style: style.as_ref(), files };
    let mut chronicle = resolve(input).tell(&mut diagnostics);
    settle(&mut diagnostics, &chronicle, &snapshot);
    sort(&mut diagnostics);
    chronicle.findings = findings(&diagnostics, &chronicle);
    diagnostics.extend(missed(&chronicle));
    sort(&mut diagnostics);
    Analysis { snapshot, chronicle, diagnostics, assets }
}

fn config(snapshot: &Snapshot) -> Checked<Config> {
    let mut config = match snapshot.find("site.toml") {
        Some((id, file)) => read_config(file.text().map_or("", |text| text), id),
        None => Checked::clean(Config::default()),
    };
    if let Some(base_url) = &snapshot.options.base_url {
        config.value.base_url = Some(base_url.as_str().into());
    }
    config
}

fn unreadable(id: FileId, contents: &Contents) -> Option<Diagnostic> {
    match contents {
        Contents::NotUtf8 { at, .. } => {
            let at = *at as usize;
            Some(
                Diagnostic::at(Code::NotUtf8, id, Span::new(at, at + 1), "this file is not UTF-8")
                    .label("the first byte that is not")
                    .help("save the file as UTF-8 in your editor"),
            )
        }
        Contents::Guessed { text, from, at } => {
            let at = *at as usize;
            let end = text[at..].chars().next().map_or(at, |c| at + c.len_utf8());
            let message = format!("this file is not UTF-8; it is read as {from}");
            Some(
                Diagnostic::at(Code::NotUtf8, id, Span::new(at, end), message)
                    .level(Level::Warning)
                    .label("read as this")
                    .help(
                        "save it as UTF-8, or say in its first line what it is in: `% Encoding: ISO-8859-1`",
                    ),
            )
        }
        Contents::TooLarge { bytes } => {
            let message = format!("this file is too large to be read: {bytes} bytes");
            Some(
                Diagnostic::at(Code::FileTooLarge, id, Span::point(0), message)
                    .help("divide it into several files"),
            )
        }
        Contents::Text(_) | Contents::Asset { .. } => None,
    }
}

fn left_out(it: &LeftOut) -> Diagnostic {
    let path = &it.path;
    let said = |code, message: String| Diagnostic::site(code, message);
    match it.reason {
        LeftOutReason::Hidden => {
            said(Code::FileLeftOut, format!("`{path}` is left out: its name begins with `.` or `_`"))
                .help("to publish it, give it another name")
        }
        LeftOutReason::Leftover => {
            said(Code::FileLeftOut, format!("`{path}` is left out: an editor or a desktop left it there"))
        }
        LeftOutReason::Special => {
            said(Code::FileLeftOut, format!("`{path}` is left out: it is neither a file nor a folder"))
                .level(Level::Warning)
        }
        LeftOutReason::Unreadable => {
            said(Code::FileLeftOut, format!("`{path}` cannot be read: permission was denied"))
                .level(Level::Error)
                .help("let yourself read it, or take it out of the site's folder")
        }
        LeftOutReason::Link => said(
            Code::RefusedLink,
            format!("`{path}` is a symbolic link that leads out of the site, in a circle, or to nothing"),
        )
        .help("put the file itself in its place"),
        LeftOutReason::BadName => said(Code::BadFileName, format!("`{path}` cannot be published under its name"))
            .help("give it a name without control characters, `\\`, `:`, `*`, `?`, `\"`, `<`, `>` and `|`, that Windows does not reserve"),
    }
}
