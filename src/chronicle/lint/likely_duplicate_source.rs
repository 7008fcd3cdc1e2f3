//! Two sources that are likely one: by their addresses, or by outlet, date and title.

use rustc_hash::FxHashMap;

use crate::base::arena::Id;
use crate::base::code::Code;
use crate::chronicle::address::canonical;
use crate::chronicle::complaints::Complaints;
use crate::chronicle::model::{Chronicle, Source};
use crate::chronicle::slug::slug;
use crate::syntax::fields::Step;

pub(crate) fn check(chronicle: &Chronicle, complaints: &mut Complaints<'_>) {
    let mut by_address: FxHashMap<String, Id<Source>> = FxHashMap::default();
    let mut by_name: FxHashMap<String, Id<Source>> = FxHashMap::default();
    for (id, source) in chronicle.sources.iter() {
        let address = source.fields.url.as_deref().and_then(canonical);
        let first = address.and_then(|address| first_of(&mut by_address, address, id));
        if let Some(first) = first {
            say(chronicle, complaints, [first, id], "url", "their addresses lead to one page");
            continue;
        }
        if let Some(first) = name(source).and_then(|name| first_of(&mut by_name, name, id)) {
            say(chronicle, complaints, [first, id], "title", "they have the same outlet, date and title");
        }
    }
}

/// The first that has `name`; `None` where this one is it.
fn first_of(seen: &mut FxHashMap<String, Id<Source>>, name: String, id: Id<Source>) -> Option<Id<Source>> {
    let first = *seen.entry(name).or_insert(id);
    (first != id).then_some(first)
}

/// Outlet, date and title, as far as their writing matters.
fn name(source: &Source) -> Option<String> {
    let fields = &source.fields;
    let (outlet, published, title) =
        (fields.outlet.as_deref()?, fields.published.as_ref()?, fields.title.as_deref()?);
    Some(format!("{}\n{}\n{}", slug(outlet), published.as_written(), slug(title)))
}

fn say(
    chronicle: &Chronicle,
    complaints: &mut Complaints<'_>,
    [first, second]: [Id<Source>; 2],
    key: &str,
    why: &'static str,
) {
    let (first, second) = (&chronicle.sources[first], &chronicle.sources[second]);
    // Two with one key were told of already.
    if first.key == second.key {
        return;
    }
    let at = [Step::Key(key)];
    let related = complaints.field(first.file, &first.fields.origin, &at);
    let message = format!("the sources `{}` and `{}` are likely the same", first.key, second.key);
    let said =
        complaints.at_field(Code::LikelyDuplicateSource, second.file, &second.fields.origin, &at, message);
    complaints.push(said.related(related, "the other one").why(why).help("keep one of them, and cite that"));
}
