//! Sources as BibTeX, for styles and programs that know no BibLaTeX.

use crate::render::exports::known::Point;
use crate::render::exports::references::Told;
use crate::render::exports::references::tex::{field, kept, names, notes, url, written};
use crate::syntax::source::creator::Role;
use crate::syntax::source::variable::Variable;

/// What stands at the head of a file.
pub(crate) const HEAD: &str = "% BibTeX, in UTF-8. A date that is not a certain day, month or year stands in `year`, in words; its styles know no\n\
% `day`. There is no place for the day of access, the kept copy, the kind of press source and the language of a title: sources.bib,\n\
% for BibLaTeX, has them.\n";

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// BibTeX's entry type.
fn entry_type(biblatex: &str) -> &'static str {
    match biblatex {
        "article" | "review" => "article",
        "book" | "collection" => "book",
        "incollection" | "inreference" => "incollection",
        "inproceedings" => "inproceedings",
        "report" => "techreport",
        "thesis" => "phdthesis",
        "booklet" => "booklet",
        "unpublished" => "unpublished",
        _ => "misc",
    }
}

/// Writes an entry.
pub(super) fn entry(told: &Told<'_>, out: &mut String) {
    let fields = told.fields;
    let entry_type = entry_type(told.kind.biblatex);
    out.push_str("\n@");
    out.push_str(entry_type);
    out.push('{');
    out.push_str(told.bib_key);
    out.push_str(",\n");
    for (name, role) in [("author", Role::Author), ("editor", Role::Editor)] {
        if let Some(names) = names(told, role) {
            written(name, &names, out);
        }
    }
    kept("title", told.title(), out);
    if let Some(container) = told.container() {
        let name = match entry_type {
            "article" => "journal",
            "incollection" | "inproceedings" => "booktitle",
            _ => "howpublished",
        };
        kept(name, container, out);
    }
    if let Some(publisher) = told.publisher() {
        let name = match entry_type {
            "techreport" => "institution",
            "phdthesis" => "school",
            "misc" if told.container().is_none() => "howpublished",
            _ => "publisher",
        };
        kept(name, publisher, out);
    }
    date(told, out);
    let plain = [
        ("address", fields.place.as_deref()),
        ("volume", fields.volume.as_deref()),
        ("number", fields.issue.as_deref().or(fields.get(Variable::Number))),
        ("pages", fields.page.as_deref()),
        ("edition", fields.get(Variable::Edition)),
        ("chapter", fields.get(Variable::ChapterNumber)),
        ("series", fields.get(Variable::CollectionTitle)),
        ("isbn", fields.get(Variable::Isbn)),
        ("issn", fields.get(Variable::Issn)),
    ];
    for (name, value) in plain {
        if let Some(value) = value {
            field(name, value, out);
        }
    }
    for (name, value) in [("doi", fields.get(Variable::Doi)), ("url", fields.url.as_deref())] {
        if let Some(value) = value {
            url(name, value, out);
        }
    }
    notes(&told.notes(), out);
    out.push_str("}\n");
}

fn date(told: &Told<'_>, out: &mut String) {
    let Some(known) = &told.published else { return };
    match known.exact().filter(|point| (1..=9999).contains(&point.year)) {
        Some(Point { year, month, day }) => {
            written("year", &year.to_string(), out);
            let Some(month) = month else { return };
            let name = MONTHS[usize::from(month) - 1];
            out.push_str(&format!("  month = {name},\n"));
            // Not one of BibTeX's own fields, but known to what reads more than its styles do.
            if let Some(day) = day {
                written("day", &day.to_string(), out);
            }
        }
        None => {
            if let Some(words) = told.published_in_words() {
                field("year", words, out);
            }
        }
    }
}
