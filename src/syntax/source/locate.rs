//! Where a field stands in an entry of `.bib` or CSL-JSON: looked for only when there is something
//! to say about it.

use crate::base::span::Span;
use crate::syntax::source::variable::{FIELDS, Variable};

/// Where the field that is our `key` has its name and its value in the entry.
pub(crate) fn field(text: &str, entry: Span, key: &str) -> Option<(Span, Span)> {
    let known = FIELDS.iter().find(|names| names.key == key);
    let variable = Variable::ALL.iter().find(|variable| variable.key() == Some(key));
    let mut names = vec![key];
    names.extend(known.iter().flat_map(|names| [names.csl, names.biblatex]));
    names.extend(
        variable.iter().flat_map(|variable| [variable.csl(), variable.biblatex().unwrap_or_default()]),
    );
    names.extend(match key {
        "published" => &["year"][..],
        "outlet" => &["journal"],
        "archived" => &["archiveurl", "archive-url"],
        "archived-on" => &["archivedate", "archive-date"],
        _ => &[],
    });
    names.iter().filter(|name| !name.is_empty()).find_map(|name| named(text, entry, name))
}

/// Where `name` stands before `=` or, in quotes, before `:`.
fn named(text: &str, entry: Span, name: &str) -> Option<(Span, Span)> {
    let within = entry.of(text);
    let lower = within.to_ascii_lowercase();
    let wanted = name.to_ascii_lowercase();
    for (at, found) in lower.match_indices(&wanted) {
        let before = within[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '_')) {
            continue;
        }
        let rest = &within[at + found.len()..];
        let rest = rest.strip_prefix('"').unwrap_or(rest);
        let Some(value) = rest.trim_start().strip_prefix(['=', ':']).map(str::trim_start) else { continue };
        let start = within.len() - value.len();
        let line = value.lines().next().unwrap_or("");
        let line = line.trim_end().trim_end_matches(',');
        let shift = entry.start as usize;
        let key = Span::new(shift + at, shift + at + found.len());
        return Some((key, Span::new(shift + start, shift + start + line.len())));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::field;
    use crate::base::span::Span;

    #[test]
    fn a_field_is_found_by_any_of_its_names() {
        let bib = "@misc{k,\n  subtitle = {No},\n  title = {Yes},\n  Date={2010}}";
        let of = |text: &str, key| {
            field(text, Span::new(0, text.len()), key)
                .map(|(key, value)| format!("{} {}", key.of(text), value.of(text)))
        };
        assert_eq!(of(bib, "title").as_deref(), Some("title {Yes}"));
        assert_eq!(of(bib, "published").as_deref(), Some("Date {2010}}"));
        assert_eq!(of(bib, "url"), None);
        let json = "{\"id\": \"a\",\n \"container-title\" : \"The Post\",\n \"URL\": \"x\"}";
        assert_eq!(of(json, "outlet").as_deref(), Some("container-title \"The Post\""));
    }
}
