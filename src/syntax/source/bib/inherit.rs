//! What an entry has from the entries that it refers to: `xdata`, and `crossref` with biber's
//! standard inheritance (biblatex manual, appendix B).

use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::base::code::Code;
use crate::base::diagnostic::{Fault, Level};
use crate::base::span::Span;
use crate::syntax::source::bib::decode::{Entry, Field};

/// How much comparing of fields one file may ask for: a list of a thousand `xdata` in each of a
/// thousand entries would ask for more than a file says.
const MOST_WORK: usize = 50_000_000;

/// How many entries may hand down to each other in a row.
const LONGEST: usize = 8;

/// The fields that belong to one entry alone.
const OWN: &[&str] = &[
    "ids",
    "crossref",
    "xref",
    "xdata",
    "entryset",
    "entrysubtype",
    "execute",
    "label",
    "options",
    "presort",
    "related",
    "relatedoptions",
    "relatedstring",
    "relatedtype",
    "shorthand",
    "shorthandintro",
    "sortkey",
    "pages",
    "doi",
    "url",
    "urldate",
    "keywords",
    "abstract",
    "file",
    "note",
    "annotation",
];

/// Of a whole and its part: what the title of the whole is to the part.
const WHOLES: &[(&[&str], &[&str], &str)] = &[
    (
        &[
            "book",
            "collection",
            "reference",
            "proceedings",
            "mvbook",
            "mvcollection",
            "mvreference",
            "mvproceedings",
        ],
        &[
            "inbook",
            "incollection",
            "inreference",
            "inproceedings",
            "bookinbook",
            "suppbook",
            "suppcollection",
            "conference",
        ],
        "book",
    ),
    (
        &["mvbook", "mvcollection", "mvreference", "mvproceedings"],
        &["book", "collection", "reference", "proceedings"],
        "main",
    ),
    (&["periodical"], &["article", "suppperiodical"], "journal"),
];

/// The entries of a file by their keys.
pub(super) type ByKey<'e> = FxHashMap<&'e str, &'e Entry>;

/// What entries have from each other, gone through once for each entry that others refer to.
pub(super) struct Heritage<'e> {
    all: &'e ByKey<'e>,
    done: FxHashMap<&'e str, Rc<[Field]>>,
    /// The keys of the entries that are being gone through.
    open: Vec<&'e str>,
    budget: usize,
    /// What is to be said of references.
    pub(super) faults: Vec<Fault>,
}

impl<'e> Heritage<'e> {
    pub(super) fn new(all: &'e ByKey<'e>) -> Self {
        Self { all, done: FxHashMap::default(), open: Vec::new(), budget: MOST_WORK, faults: Vec::new() }
    }

    /// The fields of an entry with those that it inherits.
    pub(super) fn fields(&mut self, entry: &'e Entry) -> Rc<[Field]> {
        if let Some(done) = self.done.get(&*entry.key) {
            return done.clone();
        }
        let mut fields = entry.fields.clone();
        self.open.push(&entry.key);
        for field in &entry.fields {
            let is_data = field.name == "xdata";
            if !is_data && field.name != "crossref" {
                continue;
            }
            for key in field.text.split(',').map(str::trim).filter(|key| !key.is_empty()) {
                self.inherit(entry, field, is_data, key, &mut fields);
            }
        }
        self.open.pop();
        fields.into()
    }

    fn inherit(&mut self, entry: &Entry, from: &Field, is_data: bool, key: &str, fields: &mut Vec<Field>) {
        let Some(&parent) = self.all.get(key) else {
            return self.faults.push(missing(&from.name, key, from.span));
        };
        if self.open.contains(&&*parent.key) || self.open.len() > LONGEST {
            return self.faults.push(circle(&from.name, key, from.span));
        }
        let of_parent = self.fields(parent);
        self.done.entry(&parent.key).or_insert_with(|| of_parent.clone());
        let Some(left) = self.budget.checked_sub(1 + of_parent.len() * fields.len()) else { return };
        self.budget = left;
        for handed in of_parent.iter() {
            let name = match is_data {
                true => Some(handed.name.clone()),
                false => handed_down(parent, entry, &handed.name),
            };
            if let Some(name) = name.filter(|name| !fields.iter().any(|own| own.name == *name)) {
                fields.push(Field { name, span: from.span, ..handed.clone() });
            }
        }
    }
}

/// Whether an entry refers to others at all.
pub(super) fn refers(entry: &Entry) -> bool {
    entry.fields.iter().any(|field| matches!(&*field.name, "crossref" | "xdata"))
}

/// What a field of the whole is to the part; `None` where it is nothing to it.
fn handed_down(whole: &Entry, part: &Entry, name: &str) -> Option<String> {
    if OWN.contains(&name) {
        return None;
    }
    let has_author = part.fields.iter().any(|field| field.name == "author");
    let (whole, part) = (&*whole.kind, &*part.kind);
    let kind = WHOLES.iter().find(|(wholes, parts, _)| wholes.contains(&whole) && parts.contains(&part));
    let Some((.., prefix)) = kind else { return Some(name.to_owned()) };
    match name {
        "title" | "subtitle" | "titleaddon" => Some(format!("{prefix}{name}")),
        "shorttitle" => None,
        "author" if *prefix == "book" && matches!(part, "inbook" | "bookinbook" | "suppbook") => {
            // Who wrote the whole wrote a part that names nobody else.
            Some(if has_author { "bookauthor" } else { "author" }.to_owned())
        }
        "author" if *prefix == "book" => None,
        _ => Some(name.to_owned()),
    }
}

fn missing(name: &str, key: &str, span: Span) -> Fault {
    Fault::here(Code::UnresolvedCrossref, span, format!("`{name}` names `{key}`, which is not in this file"))
        .label("not found")
        .why("what the entry should have from there is missing")
        .help("put that entry into this file, or remove the field")
}

fn circle(name: &str, key: &str, span: Span) -> Fault {
    Fault::here(Code::UnresolvedCrossref, span, format!("`{name}` leads back to this entry, through `{key}`"))
        .level(Level::Warning)
        .label("in a circle")
        .help("remove one of the references")
}
