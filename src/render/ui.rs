//! The interface's words, as pages use them.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

use crate::base::checked::Checked;
use crate::base::code::Code;
use crate::base::diagnostic::Diagnostic;
use crate::base::snapshot::Snapshot;
use crate::base::span::{FileId, Span};
use crate::syntax::fields::SourceKind;
use crate::syntax::source::creator::Creator;
use crate::words::{BadWords, Read, Words};

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/theme/words");

/// The numbers up to which a count is worded once for the site.
const COUNTED: usize = 128;

/// The things that pages count most.
const OFTEN: [&str; 3] = ["events", "sources", "citations"];

/// The words of the interface in the site's language.
pub(crate) struct Ui {
    /// The words.
    pub(crate) words: Words,
    /// Counts of what pages count most, by the thing and the number.
    counted: [Vec<String>; OFTEN.len()],
}

impl Ui {
    /// The words of `language`: the site's own, else the built-in ones, else English.
    pub(crate) fn load(snapshot: &Snapshot, language: &str) -> Checked<Self> {
        let english = english();
        let mut diagnostics = Vec::new();
        let words = match find(snapshot, language) {
            None if is_english(language) => english,
            None => {
                let message = format!("the interface has no words in `{language}`, so it speaks English");
                let help = format!("add theme/words/{}.toml, with the keys of en.toml", primary(language));
                diagnostics.push(Diagnostic::site(Code::MissingWords, message).help(help));
                english
            }
            Some((file, name, text)) => {
                // A site's own file may hold only what it words otherwise than we do.
                let ours = file.and_then(|_| built_in(primary(&language.to_ascii_lowercase())));
                let below = ours.and_then(|text| Words::parse(text, Some(&english)).ok());
                let below = below.map(|read| read.words);
                match Words::parse(text, Some(below.as_ref().unwrap_or(&english))) {
                    Ok(mut read) => {
                        if below.is_some() {
                            read.missing.clear();
                        }
                        diagnostics.extend(incomplete(&read, file, &name));
                        read.words
                    }
                    Err(bad) => {
                        diagnostics.push(unreadable(&bad, file, &name));
                        below.unwrap_or(english)
                    }
                }
            }
        };
        let counted = OFTEN.map(|key| (0..COUNTED).map(|n| words.count(key, n)).collect());
        Checked { value: Self { words, counted }, diagnostics }
    }

    /// The name of the file that has the words of `language`; `None` where there is none.
    pub(crate) fn file(snapshot: &Snapshot, language: &str) -> Option<String> {
        let english = is_english(language).then(|| "theme/words/en.toml".to_owned());
        find(snapshot, language).map(|(_, name, _)| name).or(english)
    }

    /// Every word by its key, for templates.
    pub(crate) fn all(&self) -> BTreeMap<&str, &str> {
        self.words.keys().map(|key| (key, self.words.ui(key))).collect()
    }

    /// The word of that key; the key itself where there is none.
    pub(crate) fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.words.ui(key)
    }

    /// The word of that key, with each `{name}` replaced.
    pub(crate) fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.words.with(key, values)
    }

    /// A number of things, in words: `3 sources`.
    pub(crate) fn count(&self, key: &str, n: usize) -> String {
        let known = OFTEN.iter().position(|often| *often == key).and_then(|at| self.counted[at].get(n));
        known.cloned().unwrap_or_else(|| self.words.count(key, n))
    }

    /// The accessible name of a citation mark.
    pub(crate) fn mark_name(&self, number: u32, label: &str) -> String {
        self.fill("mark_name", &[("number", &number.to_string()), ("source", label)])
    }

    /// A place in a source: `p. 3`.
    pub(crate) fn locator(&self, label: &str, value: &str) -> String {
        let many = label == "page" && value.contains(['-', '–', ',', '&']);
        let key = if many {
            "locator_pages".to_owned()
        } else {
            format!("locator_{}", label.replace([' ', '-'], "_"))
        };
        match self.words.ui(&key) {
            unknown if unknown == key => format!("{label} {value}"),
            _ => self.fill(&key, &[("value", value)]),
        }
    }

    /// Several authors, as a text names them.
    pub(crate) fn authors(&self, first: &Creator, rest: &[Creator]) -> String {
        match rest {
            [second] => self.fill("authors_two", &[("first", &first.shown()), ("second", &second.shown())]),
            _ => self.fill("authors_many", &[("first", &first.shown())]),
        }
    }

    /// The kind of a source.
    pub(crate) fn source_kind(&self, kind: SourceKind) -> &str {
        self.get(match kind {
            SourceKind::News => "kind_news",
            SourceKind::Agency => "kind_agency",
            SourceKind::Broadcast => "kind_broadcast",
            SourceKind::Document => "kind_document",
            SourceKind::Statement => "kind_statement",
            SourceKind::Analysis => "kind_analysis",
            SourceKind::Book => "kind_book",
            SourceKind::Article => "kind_article",
            SourceKind::Web => "kind_web",
            SourceKind::Post => "kind_post",
            SourceKind::Interview => "kind_interview",
            SourceKind::Dataset => "kind_dataset",
        })
    }
}

fn english() -> Words {
    let text = built_in("en").expect("English is built in");
    Words::parse(text, None).expect("the built-in words can be read: tests see to it").words
}

fn built_in(name: &str) -> Option<&'static str> {
    BUILT_IN.get_file(format!("{name}.toml"))?.contents_utf8()
}

fn primary(language: &str) -> &str {
    language.split(['-', '_']).next().unwrap_or(language)
}

fn is_english(language: &str) -> bool {
    primary(language).eq_ignore_ascii_case("en")
}

/// The file of a language's words: its own, or that of its primary tag; the site's before ours.
fn find<'s>(snapshot: &'s Snapshot, language: &str) -> Option<(Option<FileId>, String, &'s str)> {
    let lower = language.to_ascii_lowercase();
    let names = [language, lower.as_str(), primary(&lower)];
    for name in names {
        let path = format!("theme/words/{name}.toml");
        if let Some((file, source)) = snapshot.find(&path)
            && let Some(text) = source.text()
        {
            return Some((Some(file), path, text));
        }
        if name != "en"
            && let Some(text) = built_in(name)
        {
            return Some((None, path, text));
        }
    }
    None
}

fn incomplete(read: &Read, file: Option<FileId>, name: &str) -> Vec<Diagnostic> {
    let tell = |what: &str, keys: &[String], why: &'static str, help: &'static str| {
        let shown = keys.iter().take(8).map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
        let more = keys.len().saturating_sub(8);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let message = format!("{name} {what} {shown}{more}");
        at(file, message).why(why).help(help)
    };
    let mut told = Vec::new();
    if !read.missing.is_empty() {
        told.push(tell("lacks", &read.missing, "English words stand in their place", "add these keys"));
    }
    if !read.strange.is_empty() {
        let why = "nothing reads these keys, or fills what stands in their braces";
        told.push(tell("has", &read.strange, why, "compare with the built-in en.toml"));
    }
    told
}

fn unreadable(bad: &BadWords, file: Option<FileId>, name: &str) -> Diagnostic {
    let mut diagnostic = at(file, format!("{name} cannot be read: {bad}"));
    if let Some(place) = &mut diagnostic.place {
        place.span = Span::from(bad.at.clone());
    }
    diagnostic.why("the interface speaks English until it can be").help("compare with the built-in en.toml")
}

fn at(file: Option<FileId>, message: String) -> Diagnostic {
    match file {
        Some(file) => Diagnostic::at(Code::MissingWords, file, Span::point(0), message),
        None => Diagnostic::site(Code::MissingWords, message),
    }
}

#[cfg(test)]
mod tests {
    use super::Ui;
    use crate::base::path::SitePath;
    use crate::base::snapshot::{Contents, Options, Snapshot, SourceFile};

    fn load(language: &str, file: &str, text: &str) -> (String, Vec<String>) {
        let file = SourceFile { path: SitePath::new(file), contents: Contents::Text(text.into()) };
        let snapshot = Snapshot { files: vec![file], left_out: vec![], now: 0, options: Options::default() };
        let ui = Ui::load(&snapshot, language);
        let said = ui.diagnostics.into_iter().map(|it| it.message).collect();
        (ui.value.get("chronology").to_owned(), said)
    }

    #[test]
    fn a_site_words_only_what_it_words_otherwise() {
        let text = "language = \"en\"\n[ui]\nchronology = \"Events\"\n";
        assert_eq!(load("en", "theme/words/en.toml", text), ("Events".to_owned(), vec![]));
        let text = "language = \"eo\"\n[ui]\nchronology = \"Kronologio\"\n";
        let (word, said) = load("eo", "theme/words/eo.toml", text);
        assert_eq!(word, "Kronologio");
        assert!(
            said[0].starts_with("theme/words/eo.toml lacks"),
            "a language of its own is told what it lacks"
        );
    }
}
