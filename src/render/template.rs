//! The templates: the built-in ones, a site's own in their place, and what goes wrong in them.

use std::collections::BTreeMap;
use std::io::{self, Write};

use include_dir::{Dir, include_dir};
use tera::{Context, ErrorKind, Tera};

use crate::base::checked::Checked;
use crate::base::code::Code;
use crate::base::diagnostic::Diagnostic;
use crate::base::hash::memo;
use crate::base::snapshot::Snapshot;
use crate::base::span::{FileId, Span};
use crate::render::escape::escape_for_template;
use crate::render::whole::whole;

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// The folder of a site's own templates.
pub(crate) const FOLDER: &str = "templates/";

/// The most bytes that one page may have.
const MOST_BYTES: usize = 64 << 20;

/// The most pieces that a template may write into one page: every tag and every run of text
/// between tags is one. It stands for time, which a build must not look at.
const MOST_WRITES: usize = 4_000_000;

/// All templates, ready to be rendered.
#[derive(Clone)]
pub(crate) struct Templates {
    tera: Tera,
    /// The file of each template that is the site's own.
    own: BTreeMap<String, FileId>,
    /// A hash of all sources, for memos.
    pub(crate) digest: u64,
}

/// The built-in templates: each name with its text, in the order of names.
pub(crate) fn built_in() -> BTreeMap<&'static str, &'static str> {
    fn collect(dir: &'static Dir<'static>, into: &mut BTreeMap<&'static str, &'static str>) {
        for file in dir.files() {
            let name = file.path().to_str().expect("the built-in templates have plain names");
            into.insert(name, file.contents_utf8().expect("the built-in templates are UTF-8"));
        }
        dir.dirs().for_each(|dir| collect(dir, into));
    }
    let mut files = BTreeMap::new();
    collect(&BUILT_IN, &mut files);
    files
}

impl Templates {
    /// The built-in templates, and the site's own in the place of those of the same name. A set
    /// that cannot be read is diagnosed, and the built-in ones are used.
    pub(crate) fn load(snapshot: &Snapshot) -> Checked<Self> {
        let mut diagnostics = Vec::new();
        let built_in = built_in();
        let mut sources: BTreeMap<String, &str> =
            built_in.iter().map(|(&name, &text)| (name.to_owned(), text)).collect();
        let mut own = BTreeMap::new();
        for (id, file) in snapshot.files() {
            let Some(name) = file.path.as_str().strip_prefix(FOLDER) else { continue };
            let Some(text) = file.text() else { continue };
            if is_page(name) && !built_in.contains_key(name) && !is_used(snapshot, &built_in, name) {
                diagnostics.push(unknown(id, name, &built_in));
            }
            own.insert(name.to_owned(), id);
            sources.insert(name.to_owned(), text);
        }
        let tera = match compile(sources.iter().map(|(name, text)| (name.as_str(), *text))) {
            Ok(tera) => tera,
            Err(error) => {
                diagnostics.push(diagnostic(&error, &own, snapshot, None));
                compile(built_in).expect("the built-in templates compile: tests see to it")
            }
        };
        Checked { value: Self { tera, own, digest: memo(&sources) }, diagnostics }
    }

    /// Whether that template is the site's own.
    pub(crate) fn is_own(&self, name: &str) -> bool {
        self.own.contains_key(name)
    }

    /// What every template sees, set once for the site.
    pub(crate) fn set_global<T: serde::Serialize>(&mut self, name: &'static str, value: &T) {
        self.tera.global_context().insert(name, value);
    }

    /// Renders a page into `out`, which is emptied first.
    ///
    /// # Errors
    /// What is wrong with the template, where it says so.
    pub(crate) fn render(
        &self,
        template: &str,
        context: &Context,
        snapshot: &Snapshot,
        out: &mut Vec<u8>,
    ) -> Result<(), Box<Diagnostic>> {
        out.clear();
        let mut writer = Bounded { out, writes: 0 };
        self.tera
            .render_to(template, context, &mut writer)
            .map_err(|error| Box::new(diagnostic(&error, &self.own, snapshot, Some(template))))
    }
}

fn compile<'t>(sources: impl IntoIterator<Item = (&'t str, &'t str)>) -> tera::TeraResult<Tera> {
    let mut tera = Tera::new();
    // Every template escapes, whatever it is called.
    tera.autoescape_on([""]);
    tera.set_escape_fn(escape_for_template);
    tera.register_filter("sentence", |text: &str, _: tera::Kwargs, _: &tera::State| begin_sentence(text));
    tera.register_filter("whole", |title: &tera::Value, _: tera::Kwargs, _: &tera::State| whole(title));
    tera.add_raw_templates(sources)?;
    Ok(tera)
}

/// Whether a file in `templates/` is meant as a template at all.
fn is_page(name: &str) -> bool {
    name.ends_with(".html") || name.ends_with(".xml") || name.ends_with(".txt")
}

/// Whether another template of the site names it, to include it or to build on it.
fn is_used(snapshot: &Snapshot, built_in: &BTreeMap<&str, &str>, name: &str) -> bool {
    let quoted = [format!("\"{name}\""), format!("'{name}'"), format!("`{name}`")];
    let names = |text: &str| quoted.iter().any(|quoted| text.contains(quoted));
    let own = snapshot.files().filter(|(_, file)| file.path.as_str().starts_with(FOLDER));
    own.filter_map(|(_, file)| file.text()).any(|text| names(text))
        || built_in.values().any(|text| names(text))
}

fn unknown(file: FileId, name: &str, built_in: &BTreeMap<&str, &str>) -> Diagnostic {
    let near = built_in.keys().map(|known| (strsim::normalized_damerau_levenshtein(known, name), known));
    let near = near.filter(|(like, _)| *like > 0.6).max_by(|a, b| a.0.total_cmp(&b.0));
    let diagnostic = Diagnostic::at(
        Code::UnknownTemplate,
        file,
        Span::point(0),
        format!("nothing uses the template `{name}`"),
    )
    .why("a file in templates/ replaces the built-in template of the same name, or is named by another template");
    match near {
        Some((_, known)) => diagnostic.help(format!("rename it to `{known}`, or remove it")),
        None => diagnostic.help("name it after a built-in template, include it in another, or remove it"),
    }
}

/// A writer that stops a template which makes too much.
struct Bounded<'b> {
    out: &'b mut Vec<u8>,
    writes: usize,
}

impl Write for Bounded<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writes += 1;
        if self.writes > MOST_WRITES || self.out.len() + bytes.len() > MOST_BYTES {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.out.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    /// Takes all at once, as the other does.
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.write(bytes).map(drop)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What is wrong with a template, with its place where the engine tells one.
fn diagnostic(
    error: &tera::Error,
    own: &BTreeMap<String, FileId>,
    snapshot: &Snapshot,
    rendered: Option<&str>,
) -> Diagnostic {
    let whole = |name: &str, code: Code, message: String| match own.get(name) {
        Some(&file) => Diagnostic::at(code, file, Span::point(0), message),
        None => Diagnostic::site(code, message),
    };
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let (message, known) = what_and_known(report.message());
            let name = report.filename();
            let name = if name.is_empty() { rendered.unwrap_or(name) } else { name };
            let Some(&file) = own.get(name) else {
                return Diagnostic::site(Code::TemplateError, format!("in the template `{name}`: {message}"));
            };
            let range = report.span().range.clone();
            let span = Span::new(range.start, range.end);
            let fits = snapshot.text(file).get(span.range()).is_some();
            let diagnostic = Diagnostic::at(
                Code::TemplateError,
                file,
                if fits { span } else { Span::point(0) },
                message.clone(),
            );
            let diagnostic = match near(&message, &known) {
                Some(name) => diagnostic.help(format!("write `{name}`")),
                None => diagnostic.help("docs/reference/view.md lists what each template gets"),
            };
            if known.is_empty() {
                diagnostic
            } else {
                diagnostic.why(format!("there are only {}", known.join(", ")))
            }
        }
        ErrorKind::Io(io::ErrorKind::FileTooLarge) => {
            let name = rendered.unwrap_or_default();
            whole(name, Code::TemplateLimit, format!("the template `{name}` makes too much"))
                .why("a page may have 64 MiB, and a template may write 4 million pieces into it")
                .help("look for loops within loops")
        }
        ErrorKind::CircularExtend { tpl, .. } => {
            whole(tpl, Code::TemplateError, format!("the template `{tpl}` extends itself"))
        }
        ErrorKind::CircularInclude { tpl, .. } => {
            whole(tpl, Code::TemplateError, format!("the template `{tpl}` includes itself"))
        }
        ErrorKind::MissingParent { current, parent } => whole(
            current,
            Code::TemplateError,
            format!("the template `{current}` extends `{parent}`, which does not exist"),
        ),
        _ => from_report(&error.to_string(), own, snapshot, rendered),
    }
}

/// The engine reports some faults only as text: `error: MESSAGE`, then `--> FILE:LINE:COLUMN`.
fn from_report(
    report: &str,
    own: &BTreeMap<String, FileId>,
    snapshot: &Snapshot,
    rendered: Option<&str>,
) -> Diagnostic {
    let mut lines = report.lines();
    let message = sentence(lines.next().unwrap_or_default().trim_start_matches("error: "));
    let place = lines.next().and_then(|line| line.trim_start().strip_prefix("--> "));
    let place = place.and_then(|place| {
        let mut parts = place.rsplitn(3, ':');
        let column: usize = parts.next()?.parse().ok()?;
        let line: usize = parts.next()?.parse().ok()?;
        let file = *own.get(parts.next()?)?;
        let text = snapshot.text(file);
        let start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
        let within = text.get(start..)?.chars().take(column - 1).map(char::len_utf8).sum::<usize>();
        Some((file, start + within))
    });
    match place {
        Some((file, at)) => Diagnostic::at(Code::TemplateError, file, Span::point(at), message)
            .help("docs/reference/view.md lists what each template gets"),
        None => match rendered.and_then(|name| own.get(name)) {
            Some(&file) => Diagnostic::at(Code::TemplateError, file, Span::point(0), message),
            None => Diagnostic::site(Code::TemplateError, message),
        },
    }
}

/// The engine's message, and the names that it says there are: `… is not defined. Available
/// fields: a, b`.
fn what_and_known(message: &str) -> (String, Vec<&str>) {
    let Some((what, rest)) = message.split_once(". Available ") else {
        return (sentence(message), Vec::new());
    };
    let names = rest.split_once(": ").map_or("", |(_, names)| names);
    (sentence(what), names.trim_end_matches('.').split(", ").filter(|name| !name.is_empty()).collect())
}

/// The name nearest to the first that the message has between backticks.
fn near<'k>(message: &str, known: &[&'k str]) -> Option<&'k str> {
    let written = message.split('`').nth(1)?;
    let like = known.iter().map(|name| (strsim::normalized_damerau_levenshtein(written, name), *name));
    like.filter(|(like, _)| *like > 0.6).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, name)| name)
}

/// A message as ours are: it begins small and has no full stop.
fn sentence(message: &str) -> String {
    let message = message.trim_end_matches('.');
    let mut chars = message.chars();
    let Some(first) = chars.next() else { return "the template cannot be read".to_owned() };
    first.to_lowercase().chain(chars).collect()
}

/// `text` with its first letter large, as a sentence begins; the rest is left as it is.
fn begin_sentence(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}

#[cfg(test)]
mod tests {
    use super::{built_in, compile};
    use crate::base::span::LineCol;
    use crate::render::fixture::{build, snapshot};

    #[test]
    fn the_built_in_templates_compile() {
        if let Err(error) = compile(built_in()) {
            panic!("{error}");
        }
    }

    /// What is said of a site with these templates, each with its place.
    fn said(templates: &[(&str, &str)]) -> Vec<String> {
        let mut files = vec![("content/events/a.md", "---\ntitle: A & B\ndate: 2010\n---\n")];
        files.extend(templates);
        let snapshot = snapshot(&files);
        let built = build(&files);
        let line = |it: &crate::base::diagnostic::Diagnostic| {
            let place = it.place.map(|place| {
                let LineCol { line, col } = LineCol::of(snapshot.text(place.file), place.span.start);
                format!("{}:{line}:{col}: ", snapshot.file(place.file).path)
            });
            format!("{}{}: {}", place.unwrap_or_default(), it.code.name(), it.message)
        };
        built.diagnostics.iter().map(line).collect()
    }

    #[test]
    fn a_template_of_the_site_goes_before_the_built_in_one() {
        let built = build(&[
            ("content/events/a.md", "---\ntitle: A & B\ndate: 2010\n---\n"),
            ("templates/event.html", "{{ event.title }} {{ site.title }} {{ mine }}"),
            ("templates/parts/x.html", "x"),
        ]);
        assert_eq!(built.said().lines().count(), 2, "{}", built.said());
        let built = build(&[
            ("content/events/a.md", "---\ntitle: A & B\ndate: 2010\n---\n"),
            ("templates/event.html", "{{ event.title }}{% include \"parts/x.html\" %}"),
            ("templates/parts/x.html", "<{{ event.date.words }}>"),
        ]);
        assert_eq!(built.said(), "");
        assert_eq!(built.page("events/a.html"), "A &amp; B<2010>");
    }

    #[test]
    fn faults_are_told_with_their_place() {
        let one = |name: &str, text: &str| said(&[(name, text)]).join("\n");
        assert_eq!(
            one("templates/event.html", "<p>\n  {{ event.titel }}"),
            "templates/event.html:2:12: template-error: field `titel` is not defined"
        );
        assert!(
            one("templates/event.html", "a\n{% if %}")
                .starts_with("templates/event.html:2:7: template-error: ")
        );
        let filter = one("templates/event.html", "é {{ event.title | nope }}");
        assert!(
            filter.starts_with("templates/event.html:1:20: template-error: unknown filter `nope`"),
            "{filter}"
        );
        assert_eq!(
            one("templates/event.html", "{% extends \"bas.html\" %}"),
            "templates/event.html:1:1: template-error: the template `event.html` extends `bas.html`, which does not exist"
        );
        assert_eq!(
            one("templates/evnt.html", ""),
            "templates/evnt.html:1:1: unknown-template: nothing uses the template `evnt.html`"
        );
    }

    #[test]
    fn a_template_that_runs_away_is_stopped() {
        let text =
            "{% for a in range(end=100000) %}{% for b in range(end=100000) %}.{% endfor %}{% endfor %}";
        assert_eq!(
            said(&[("templates/event.html", text)]),
            ["templates/event.html:1:1: template-limit: the template `event.html` makes too much"]
        );
    }
}
