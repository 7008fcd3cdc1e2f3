//! What a style sorts its list of sources by.

use hayagriva::citationberg::taxonomy::{NumberVariable, Variable};
use hayagriva::citationberg::{
    InheritableNameOptions, Layout, LayoutRenderingElement, NameAsSortOrder, Names, SortDirection, SortKey,
    Text, TextTarget,
};

use crate::cite::engine::Engine;
use crate::cite::run::{Part, Run};
use crate::cite::style::Prepared;

/// What a style sorts by, the weightiest first.
#[derive(Debug)]
pub(crate) struct Order(Vec<Key>);

#[derive(Debug)]
struct Key {
    /// What says it of a source; `None` where it is the date alone.
    said: Option<Engine>,
    descending: bool,
}

impl Order {
    /// The order of the style's list; `None` where it is that of the citations.
    pub(crate) fn of(engine: &Engine) -> Option<Self> {
        let sort = engine.style.bibliography.as_ref()?.sort.as_ref()?;
        let keys: Vec<_> = sort.keys.iter().filter_map(|key| self::key(engine, key)).collect();
        (!keys.is_empty()).then_some(Self(keys))
    }

    /// What the source is sorted by: each text with whether it counts backwards. What is empty goes
    /// last.
    pub(crate) fn keys(&self, source: &Prepared) -> Vec<(String, bool)> {
        let key = |key: &Key| {
            let text = match &key.said {
                None => source.when().to_owned(),
                Some(engine) => {
                    let runs = engine.citation(source.item(), None).unwrap_or_default();
                    sorted_by(&runs, source.when())
                }
            };
            (text, key.descending)
        };
        self.0.iter().map(key).collect()
    }
}

/// What is compared of a text: its letters without the marks before them, its dates as numbers.
fn sorted_by(runs: &[Run], when: &str) -> String {
    let mut text = String::new();
    let mut dated = false;
    for run in runs {
        if run.part != Part::Date {
            text.push_str(&run.text);
        } else if !dated {
            text.push_str(when);
            dated = true;
        }
    }
    text.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// A style that says nothing but what the key is about. The number of a citation is none: that is
/// the order of the page.
fn key(engine: &Engine, key: &SortKey) -> Option<Key> {
    let descending = key.sort_direction() == SortDirection::Descending;
    let inverted = InheritableNameOptions {
        name_as_sort_order: Some(NameAsSortOrder::All),
        ..InheritableNameOptions::default()
    };
    let (element, options) = match key {
        SortKey::Variable { variable: Variable::Number(NumberVariable::CitationNumber), .. } => return None,
        SortKey::Variable { variable: Variable::Date(_), .. } => return Some(Key { said: None, descending }),
        SortKey::Variable { variable: Variable::Name(name), .. } => {
            (LayoutRenderingElement::Names(Names::with_variables(vec![*name])), inverted)
        }
        SortKey::Variable { variable, .. } => {
            let target = TextTarget::Variable { var: *variable, form: Default::default() };
            (LayoutRenderingElement::Text(Text::with_target(target)), inverted)
        }
        SortKey::MacroName { name, names_min, names_use_first, names_use_last, .. } => {
            let options = InheritableNameOptions {
                et_al_min: *names_min,
                et_al_use_first: *names_use_first,
                et_al_use_last: *names_use_last,
                ..inverted
            };
            let target = TextTarget::Macro { name: name.clone() };
            (LayoutRenderingElement::Text(Text::with_target(target)), options)
        }
    };
    let mut style = engine.style.clone();
    style.bibliography = None;
    style.citation.sort = None;
    style.citation.layout = Layout::with_elements(vec![element]);
    style.citation.name_options = options;
    Some(Key { said: Some(engine.with(style)), descending })
}
