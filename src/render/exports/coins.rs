//! COinS: what a page's sources are to Zotero and its like, in the `title` of an empty element
//! (OpenURL COinS, Z39.88-2004).

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::base::arena::Id;
use crate::chronicle::model::Source;
use crate::render::exports::references::Told;
use crate::render::lookup::Lookup;
use crate::syntax::source::creator::{Creator, Role};

/// What stands as it is in a value of a query.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The description of a source. The Dublin Core form takes any of Zotero's types in `rft.type`;
/// that of journals would make an article of a journal of all of them.
pub(crate) fn coins(site: &Lookup<'_>, id: Id<Source>) -> String {
    let told = Told::new(site, id);
    let mut query =
        "ctx_ver=Z39.88-2004&rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Adc&rfr_id=info%3Asid%2Fdateline"
            .to_owned();
    let mut pair = |key: &str, value: Option<&str>| {
        let Some(value) = value.filter(|value| !value.trim().is_empty()) else { return };
        query.push_str("&rft.");
        query.push_str(key);
        query.push('=');
        // Zotero takes `+`, and `%2B` too, for a space.
        let value = value.replace('+', "%2B");
        query.extend(utf8_percent_encode(&value, KEPT));
    };
    pair("type", Some(told.kind.zotero));
    pair("title", Some(told.title()));
    pair("source", told.container());
    pair("publisher", told.publisher());
    for creator in told.fields.creators(Role::Author) {
        match creator {
            Creator::Person(person) => {
                let family = [person.non_dropping.as_deref(), Some(&*person.family)];
                let family: Vec<_> = family.into_iter().flatten().collect();
                pair("aulast", Some(&family.join(" ")));
                pair("aufirst", person.given.as_deref());
            }
            Creator::Whole(name) => pair("aucorp", Some(name)),
        }
    }
    let point = told.published.and_then(|known| known.exact());
    let iso = point.filter(|point| (1..=9999).contains(&point.year)).map(|point| point.iso());
    pair("date", iso.as_deref().or(told.published_in_words()));
    pair("volume", told.fields.volume.as_deref());
    pair("issue", told.fields.issue.as_deref());
    pair("pages", told.fields.page.as_deref());
    pair("place", told.fields.place.as_deref());
    pair("language", told.fields.language.as_deref());
    pair("identifier", told.fields.url.as_deref());
    query
}
