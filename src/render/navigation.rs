//! Where the links lead that `site.toml` puts at the head of each page.

use crate::base::code::Code;
use crate::base::diagnostic::Diagnostic;
use crate::base::path::OutPath;
use crate::base::plan::Plan;
use crate::base::span::Place;
use crate::chronicle::model::{Chronicle, Target};
use crate::config::Config;
use crate::config::looks::{Asset, Font};
use crate::render::made::Made;

/// How alike two paths have to be for one to be meant by the other.
const ALIKE: f64 = 0.6;

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Lead<'a> {
    /// Out of the site.
    Address(&'a str),
    /// To a thing, by its id.
    Thing(Target),
    /// To an output, with the fragment and its `#`; empty where there is none.
    Path(OutPath, &'a str),
    /// To what cannot be a path.
    Nowhere,
}

impl<'a> Lead<'a> {
    /// Where `to` leads.
    pub(crate) fn of(chronicle: &Chronicle, to: &'a str) -> Self {
        if to.contains("://") || to.starts_with("mailto:") || to.starts_with("tel:") {
            return Self::Address(to);
        }
        if let Some(target) = by_id(chronicle, to) {
            return Self::Thing(target);
        }
        let (path, fragment) = to.split_at(to.find('#').unwrap_or(to.len()));
        let path = path.trim_start_matches('/');
        let index = if path.is_empty() || path.ends_with('/') { "index.html" } else { "" };
        OutPath::new(&format!("{path}{index}")).map_or(Self::Nowhere, |path| Self::Path(path, fragment))
    }
}

/// Tells of each link that leads to no output of the site.
pub(crate) fn check(chronicle: &Chronicle, plan: &Plan<Made>, diagnostics: &mut Vec<Diagnostic>) {
    let config = &*chronicle.config;
    let footer = config.footer.iter().flat_map(|footer| &footer.links);
    for item in config.navigation.iter().flatten().chain(footer) {
        let is_there = match Lead::of(chronicle, &item.to) {
            Lead::Address(_) | Lead::Thing(_) => true,
            Lead::Path(path, fragment) => match plan.get(&path) {
                Some(made) => {
                    diagnostics.extend(no_anchor(chronicle, made, &path, fragment, item.place));
                    true
                }
                None => false,
            },
            Lead::Nowhere => false,
        };
        if !is_there {
            let otherwise = "write the path of a page (`sources/index.html`), an id, or an address";
            diagnostics.push(nothing_at(plan, &item.to, item.place, "", otherwise));
        }
    }
    for file in files(config) {
        let is_there = OutPath::new(file.published()).is_ok_and(|path| plan.get(&path).is_some());
        if !is_there {
            let folder = if file.path.starts_with("content/") { "content/" } else { "" };
            diagnostics.push(nothing_at(
                plan,
                &file.path,
                file.place,
                folder,
                "add the file, or correct the path",
            ));
        }
    }
}

/// That a text has no place of that fragment. What places our own pages have is not asked.
fn no_anchor(
    chronicle: &Chronicle,
    made: &Made,
    path: &OutPath,
    fragment: &str,
    place: Place,
) -> Option<Diagnostic> {
    let text = match made {
        Made::Event(id) => &chronicle.events[*id].text,
        Made::Page(id) => &chronicle.pages[*id].text,
        Made::Home => &chronicle.pages[chronicle.home?].text,
        Made::Actor(id) => &chronicle.actors[*id].own.as_ref()?.text,
        Made::Place(id) => &chronicle.places[*id].own.as_ref()?.text,
        _ => return None,
    };
    let id = percent_encoding::percent_decode_str(fragment.strip_prefix('#')?).decode_utf8_lossy();
    let anchors = &text.prose().anchors;
    // The parts that pages of ours have besides the text.
    if id.is_empty() || id.starts_with("content") || anchors.iter().any(|anchor| *anchor.id == *id) {
        return None;
    }
    let like = |anchor: &str| strsim::normalized_damerau_levenshtein(anchor, &id);
    let near = anchors.iter().map(|anchor| (like(&anchor.id), &anchor.id)).filter(|(like, _)| *like > ALIKE);
    let help = match near.max_by(|a, b| a.0.total_cmp(&b.0)) {
        Some((_, near)) => format!("did you mean `#{near}`?"),
        None => "correct what stands behind the `#`".to_owned(),
    };
    let message = format!("`{path}` has no place `#{id}`");
    let said = Diagnostic::at(Code::BrokenAnchor, place.file, place.span, message);
    Some(said.label("no such place").help(help))
}

/// The files that settings name.
fn files(config: &Config) -> Vec<&Asset> {
    let fonts = [&config.fonts.text, &config.fonts.labels].into_iter().flatten();
    let faces = fonts.flat_map(|font| match font {
        Font::Files(faces) => &faces[..],
        Font::System(_) => &[],
    });
    let mut files: Vec<&Asset> = faces.map(|face| &face.file).collect();
    files.extend(config.logo.iter().flat_map(|logo| std::iter::once(&logo.file).chain(&logo.dark)));
    files
}

/// That nothing is at `path`, which `place` names; `folder` stands there before paths of the output.
fn nothing_at(plan: &Plan<Made>, path: &str, place: Place, folder: &str, otherwise: &str) -> Diagnostic {
    let said = Diagnostic::at(Code::BrokenLink, place.file, place.span, format!("nothing is at `{path}`"));
    let wanted = path.strip_prefix(folder).unwrap_or(path);
    let like = |known: &OutPath| strsim::normalized_damerau_levenshtein(known.as_str(), wanted);
    let near = plan.iter().map(|(known, _)| (like(known), known)).filter(|(like, _)| *like > ALIKE);
    let help = match near.max_by(|a, b| a.0.total_cmp(&b.0)) {
        Some((_, known)) => format!("did you mean `{folder}{known}`?"),
        None => otherwise.to_owned(),
    };
    said.label("leads nowhere").help(help)
}

/// The thing of that id.
fn by_id(chronicle: &Chronicle, id: &str) -> Option<Target> {
    let event = chronicle.events.iter().find(|(_, event)| &*event.id == id);
    let page = || chronicle.pages.iter().find(|(_, page)| &*page.id == id);
    let actor = || chronicle.actors.iter().find(|(_, actor)| &*actor.id == id);
    let place = || chronicle.places.iter().find(|(_, place)| &*place.id == id);
    let source = || chronicle.sources.iter().find(|(_, source)| &*source.key == id);
    event
        .map(|(id, _)| Target::Event(id))
        .or_else(|| page().map(|(id, _)| Target::Page(id)))
        .or_else(|| actor().map(|(id, _)| Target::Actor(id)))
        .or_else(|| place().map(|(id, _)| Target::Place(id)))
        .or_else(|| source().map(|(id, _)| Target::Source(id)))
}

#[cfg(test)]
mod tests {
    use crate::render::fixture::build;

    #[test]
    fn a_place_that_a_link_names_is_looked_for() {
        let link = |to: &str| format!("[[navigation]]\ntitle = 'X'\nto = '{to}'\n");
        let all = [
            "method.html#how-it-was-made",
            "method.html#how-it-was-maid",
            "#x",
            "index.html#content-sequence",
        ];
        let toml: String = all.iter().map(|to| link(to)).collect();
        let built = build(&[
            ("site.toml", &toml),
            ("content/index.md", "Hello.\n"),
            ("content/method.md", "# Method\n\n## How it was made\n\nText.\n"),
            ("content/events/a.md", "---\ntitle: T\ndate: 2010\n---\n"),
        ]);
        expect_test::expect![[r#"
            broken-anchor: `method.html` has no place `#how-it-was-maid`
            broken-anchor: `index.html` has no place `#x`
        "#]]
        .assert_eq(&built.said());
        let help = built.diagnostics[0].help.as_deref();
        assert_eq!(help, Some("did you mean `#how-it-was-made`?"));
    }
}
