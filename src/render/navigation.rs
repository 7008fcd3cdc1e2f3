//! Where the links lead that `site.toml` puts at the head of each page.

use crate::base::code::Code;
use crate::base::diagnostic::Diagnostic;
use crate::base::path::OutPath;
use crate::base::plan::Plan;
use crate::chronicle::model::{Chronicle, Target};
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
    for item in chronicle.config.navigation.iter().flatten() {
        let is_there = match Lead::of(chronicle, &item.to) {
            Lead::Address(_) | Lead::Thing(_) => true,
            Lead::Path(path, _) => plan.get(&path).is_some(),
            Lead::Nowhere => false,
        };
        if !is_there {
            let message = format!("nothing is at `{}`", item.to);
            let said = Diagnostic::at(Code::BrokenLink, item.place.file, item.place.span, message);
            let like = |path: &OutPath| strsim::normalized_damerau_levenshtein(path.as_str(), &item.to);
            let near = plan.iter().map(|(path, _)| (like(path), path)).filter(|(like, _)| *like > ALIKE);
            let help = match near.max_by(|a, b| a.0.total_cmp(&b.0)) {
                Some((_, path)) => format!("did you mean `{path}`?"),
                None => "write the path of a page (`sources/index.html`), an id, or an address".to_owned(),
            };
            diagnostics.push(said.label("leads nowhere").help(help));
        }
    }
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
