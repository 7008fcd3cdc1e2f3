//! The manual's page of source formats is made from the tables that they are read and written by.
//!
//! `UPDATE_EXPECT=1 cargo test --test it source_formats` writes it anew.

use std::fmt::Write;

use dateline::syntax::keys::SOURCE_KINDS;
use dateline::syntax::source::item_type::ITEM_TYPES;
use dateline::syntax::source::variable::{FIELDS, Variable};
use expect_test::expect_file;

const HEAD: &str = "\
# Sources from other programs

Besides [YAML and Markdown](front-matter.md#a-source), `content/sources/` may hold bibliographies as other programs export
them, in any number of files and folders. They are read as they are and never written. A source has one key whatever
format it comes from, and two with one key are an error that names both places.

| file | is read as |
|---|---|
| `.yaml`, `.yml` | a map from key to fields |
| `.md` | one source, with a note on it |
| `.bib` | BibTeX or BibLaTeX |
| `.json` | CSL-JSON, as Zotero (“CSL JSON”) and Better BibTeX export it |

A file has at most 16 MiB. What is wrong with one entry does not touch the others: it is told of with its line, and the
rest is there. Whatever no field of ours has is kept in the source's `extra`, for templates and exports, and listed once
a file ([`unknown-field`](../codes/unknown-field.md)).

## BibTeX and BibLaTeX

- LaTeX is decoded: accents, dashes, quotes, `\\&` and its like; of other commands the text is kept.
- `@string` works wherever it stands, and so do `jan` to `dec`. `@comment`, `@preamble` and lines that begin with `%` are
  passed over.
- `xdata` and `crossref` are followed within the file, with biber's standard inheritance: the title of a `@book` is the
  `booktitle` of its chapters.
- Dates are EDTF, ranges included; `year` and `month` in every common writing: `mar`, `3`, `18 # \"~\" # mar`.
- Names: `Family, Given`, `Given von Family`, `{A Body}`, `and others`, and biber's `family=…, given=…`.
- An entry begins on a line of its own with `@type{` and ends where its braces close, or before the next such line.
- Encoding: UTF-8, with or without a byte-order mark; or what a byte-order mark or `% Encoding: ISO-8859-5` in the
  first lines says; or else Windows-1252, with a [warning](../codes/not-utf8.md).
- Not read, because it is about somebody's disk and not about the source: `file`, `timestamp`, `owner`, `groups` and the like.

```
@article{solovyev2010,
  entrysubtype = {newspaper},
  author       = {Solovyev, Vladimir},
  title        = {A declaration is signed},
  journaltitle = {Kommersant},
  date         = {2010-03-18},
  url          = {https://example.org/doc/1},
  langid       = {russian},
  archived     = {https://web.archive.org/web/20100320000000/https://example.org/doc/1},
  via          = {monitor2010},
}
```

## CSL-JSON

- A list of items, an object with `items`, or one item. The key is `citation-key`, or else `id`, of which Zotero's address
  is taken off.
- Every form of a date: `date-parts` with one end or two, as numbers or texts, `season`, `circa`, `raw`, `literal`, and a
  plain text; EDTF wherever there is text.
- Names with `family`, `given`, particles and `suffix`, or `literal`.
- `custom` is looked through for our keys; what else is in it is kept.

## What neither format has a field for

`outlet`, `via`, `origin`, `quote`, `reliability`, `translated-title`, `romanized-title`, `archived`, `archived-on`,
`url-status` and `except` can be written under these names: as a field in `.bib`, as a member or within `custom` in
CSL-JSON, and in both as a line of the `note`, which is Zotero's “Extra”:

```
Archived: https://web.archive.org/web/20100320000000/https://example.org/doc/1
Archived-On: 2010-03-20
Via: monitor2010
Except: single-source: no other report was found
Original-Title: Декларация
```

Such lines may also name a variable of CSL or a creator's role, as Zotero has it (`Translator: Doe || Jane`). All other
lines are the source's note.
";

fn code(text: &str) -> String {
    if text.is_empty() || text.starts_with('(') { text.to_owned() } else { format!("`{text}`") }
}

fn row(out: &mut String, cells: &[&str]) {
    let cells: Vec<String> = cells.iter().map(|cell| code(cell)).collect();
    let _ = writeln!(out, "| {} |", cells.join(" | "));
}

#[test]
fn the_page_is_as_the_tables() {
    let mut out = HEAD.to_owned();
    out.push_str(
        "\n## Fields\n\nWhat a field of ours is called elsewhere; an empty place means that the format has none. The same \
         table is gone by in reading and in exports. RIS has one tag for several things, and Zotero names fields by the \
         item's type: the commonest is given.\n\n| ours | CSL | BibLaTeX | RIS | Zotero |\n|---|---|---|---|---|\n",
    );
    for names in FIELDS {
        row(&mut out, &[names.key, names.csl, names.biblatex, names.ris, names.zotero]);
    }
    for variable in Variable::ALL {
        let of = |name: Option<&'static str>| name.unwrap_or_default();
        row(
            &mut out,
            &[
                of(variable.key()),
                variable.csl(),
                of(variable.biblatex()),
                of(variable.ris()),
                of(variable.zotero()),
            ],
        );
    }
    out.push_str(
        "\n## Types\n\nA source of a file that says its type in CSL's or BibLaTeX's words keeps that for exports; `type` is \
         what readers see.\n\n| ours | CSL | BibLaTeX | RIS | Zotero |\n|---|---|---|---|---|\n",
    );
    for word in SOURCE_KINDS {
        for it in ITEM_TYPES.iter().filter(|it| it.kind == word.value) {
            row(&mut out, &[word.name, it.csl, it.biblatex, it.ris, it.zotero]);
        }
    }
    expect_file!["../../docs/reference/sources.md"].assert_eq(&out);
}
