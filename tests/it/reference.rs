//! The reference of front matter is made from the tables that front matter is read by.
//!
//! `UPDATE_EXPECT=1 cargo test --test it reference` writes it anew.

use std::fmt::Write;

use dateline::syntax::document::Kind;
use dateline::syntax::keys::{
    ACCOUNT_KEYS, ACTOR_KEYS, EVENT_KEYS, KeyDoc, OUTLET_KEYS, PAGE_KEYS, PLACE_KEYS, SOURCE_KEYS,
    SOURCE_KINDS, SOURCE_STATES, URL_STATES, Word,
};
use dateline::syntax::{front, source_list};
use expect_test::expect_file;

const HEAD: &str = "\
# Front matter

Front matter is the YAML at the head of a Markdown file, between two lines `---`. The first of them is the very first line
of the file. What a file is follows from its folder, and each kind has its own keys. **None is required but an event's
`title`.** A key that is not here is an error, with its place and the nearest known key; what is your own goes under `extra`.

This page is made from the program's own tables.

## How values are read

- **As they are written.** A title `2010` is the text `2010`, `no` in a list of countries is Norway, `0043` keeps its
  zeros, `7.10` its last one. YAML's guesses about numbers, dates and booleans do not count here.
- **One stands for a list of one.** `actors: un` is `actors: [un]`. A comma divides a list only in brackets:
  `places: Washington, D.C.` is one place, and in brackets it needs quotes, `[\"Washington, D.C.\", Moscow]`.
- **A date is EDTF**, and needs no quotes, `[1667,1668]` and `{1960,1961-12}` included. Only one that begins with `%` does.
  Every form stands in the [guide](../guide/writing.md#a-date).
- **Quotes** are for a value that holds `: ` or ` #`, or begins with one of ``[ ] { } , & * ! | > ' \" % @ ` ``, or with
  `- ` or `? `: `title: \"Moscow: a declaration\"`. Inside double quotes `\\` begins an escape; inside single quotes it is
  itself, and `''` is one quote.
- **Long texts** go on indented lines below `key: >` (lines are joined) or `key: |` (lines are kept).
- **Anchors** (`&name`), **aliases** (`*name`) and **merges** (`<<: *name`) work; tags (`!name`) mean nothing and are
  part of the text.
- **Bounds.** Front matter has at most 256 KiB, a file of sources at most 16 MiB; lists and maps lie at most 64 deep in each
  other; aliases may repeat a few times as much as is written, and no more.

All that is wrong in a file is said at once. A syntax error in one key does not hide what is wrong with the others.
";

const EVENT: &str = "\
title: The Strait Agreement is signed
date: 2001-05-09
actors: [ferry-union, Harbour Board]
places: Aldermouth
tags: [agreements]
sources: [tribune-2001-05-10]
follows: blockade
accounts:
  - figure: 300 people watched
    sources: [wire-2001-05-09]
  - figure: 500 people watched
    sources: [tribune-2001-05-10]
    note: Counts the boats as well.
";

const SOURCE: &str = "\
type: news
outlet: The Aldermouth Tribune
published: 2001-05-10
title: \"Signed: what the agreement says\"
author: [A. Writer, B. Writer]
url: https://example.org/2001/agreement
page: A4
";

const OUTLETS: &str = "\
strait-wire:
  name: Strait Wire
  owner: The Strait Council
  country: Aldermouth
  aliases: [STW, Agence du Détroit]
  wire: true
  reliability: careful, and close to the council
";

const SOURCE_LIST: &str = "\
wire-2001-05-09:
  type: agency
  outlet: Strait Wire
  published: 2001-05-09T18:40

courier-2001-05-10:
  outlet: The Courier
  published: 2001-05-10
  origin: wire-2001-05-09
";

const ACTOR: &str = "\
title: United Nations
kind: body
aliases: [UN, UNO]
";

const PLACE: &str = "\
title: Moscow
kind: city
lat: 55.7558
lon: 37.6173
";

const PAGE: &str = "\
title: How this chronicle is made
summary: What is counted as evidence, and what is not.
";

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

fn section(out: &mut String, title: &str, words: &str, keys: &[KeyDoc]) {
    let _ = writeln!(out, "\n## {title}\n\n{words}\n\n| key | takes | meaning |\n|---|---|---|");
    for key in keys {
        let _ = writeln!(out, "| `{}` | {} | {} |", key.name, cell(key.takes), cell(key.meaning));
    }
}

fn words<T>(out: &mut String, key: &str, words: &[Word<T>]) {
    let _ = writeln!(out, "\n### The words of `{key}`\n\n| word | meaning |\n|---|---|");
    for word in words {
        let _ = writeln!(out, "| `{}` | {} |", word.name, cell(word.meaning));
    }
}

fn example(out: &mut String, file: &str, yaml: &str) {
    let _ = writeln!(out, "\n`{file}`:\n\n```yaml\n---\n{yaml}---\n```");
}

#[test]
fn the_reference_is_as_the_tables() {
    let mut out = HEAD.to_owned();
    section(
        &mut out,
        "An event",
        "`events/**/*.md`, an event a file. In any Markdown file a heading with a date is an event too; its braces take \
         the same keys but `title`, `accounts`, `media` and `extra`, with lists divided by blanks or commas: \
         `## The agreement is signed {#agreement date=2001-05-09 tags=\"ferries law\"}`.",
        EVENT_KEYS,
    );
    example(&mut out, "content/events/2001-05-09-agreement.md", EVENT);
    section(
        &mut out,
        "An account",
        "One of an event's `accounts`: what one side says of it. Each has at least one of `date`, `place`, `actor`, \
         `figure` and `text`.",
        ACCOUNT_KEYS,
    );
    section(
        &mut out,
        "A source",
        "`sources/**/*.md`, a source a file, with a note on it as the text; or many in one file `sources/**/*.yaml`, a \
         map from key to fields. A source says at least one of `outlet`, `published`, `title`, `author` and `url`.",
        SOURCE_KEYS,
    );
    words(&mut out, "type", SOURCE_KINDS);
    words(&mut out, "status", SOURCE_STATES);
    words(&mut out, "url-status", URL_STATES);
    example(&mut out, "content/sources/tribune-2001-05-10.md", SOURCE);
    let _ = writeln!(out, "\n`content/sources/press.yaml`:\n\n```yaml\n{SOURCE_LIST}```");
    section(
        &mut out,
        "An outlet",
        "`outlets.yaml`, optional: a map from an outlet's id to its fields. A source's `outlet` names it by id, name or \
         alias, whatever the letter case. Each outlet has a page with all that is drawn from it, also one that the file \
         does not know.",
        OUTLET_KEYS,
    );
    let _ = writeln!(out, "\n`content/outlets.yaml`:\n\n```yaml\n{OUTLETS}```");
    section(&mut out, "An actor", "`actors/**/*.md`, optional: a name's own page.", ACTOR_KEYS);
    example(&mut out, "content/actors/un.md", ACTOR);
    section(&mut out, "A place", "`places/**/*.md`, optional: a name's own page.", PLACE_KEYS);
    example(&mut out, "content/places/moscow.md", PLACE);
    section(
        &mut out,
        "A page",
        "Any other `*.md`, and `index.md`, which introduces the home page.",
        PAGE_KEYS,
    );
    example(&mut out, "content/method.md", PAGE);
    expect_file!["../../docs/reference/front-matter.md"].assert_eq(&out);
}

#[test]
fn the_examples_of_the_reference_are_clean() {
    let examples = [
        (Kind::Event, EVENT),
        (Kind::Source, SOURCE),
        (Kind::Actor, ACTOR),
        (Kind::Place, PLACE),
        (Kind::Page, PAGE),
    ];
    for (kind, yaml) in examples {
        let text = format!("---\n{yaml}---\n");
        let (_, faults) = front::read(kind, &text, front::split(&text).yaml);
        assert_eq!(faults, [], "{text}");
    }
    let list = source_list::read(SOURCE_LIST);
    assert_eq!((list.sources.len(), list.faults.len()), (2, 0));
}
