//! A YAML file of sources: a map from key to fields.

use std::sync::Arc;

use crate::base::code::Code;
use crate::base::diagnostic::Fault;
use crate::base::span::{Here, Place, Span};
use crate::syntax::document::SourceList;
use crate::syntax::fields::{Origin, Step};
use crate::syntax::keys::SOURCE_KEYS;
use crate::syntax::reading::reader::Reader;
use crate::syntax::reading::source;
use crate::syntax::yaml::bounds::SOURCE_FILE_BYTES;
use crate::syntax::yaml::mend::read_map;
use crate::syntax::yaml::node::{Entry, Node};
use crate::syntax::yaml::place::Locator;

/// Reads a file of sources. What is wrong with one of them does not touch the others.
pub fn read(text: &str) -> SourceList {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let block = Span::new(start, text.len());
    let mut mended = read_map(block.of(text), block.start as usize, SOURCE_FILE_BYTES);
    let locator = Locator::new(text, block);
    let mut list = SourceList {
        sources: Vec::with_capacity(mended.entries.len()),
        faults: std::mem::take(&mut mended.faults),
    };
    if let Some(instead) = mended.instead {
        let span = locator.locate(&Origin::Yaml { block, entry: None }, &[]);
        let message = format!("a file of sources is a map from key to fields, and this is {instead}");
        let fault = Fault::here(Code::WrongType, span, message)
            .label(instead)
            .help("write `key:`, and below it the source's fields, indented");
        list.faults.push(fault);
    }
    let mut seen = rustc_hash::FxHashSet::default();
    let mut twice = rustc_hash::FxHashSet::default();
    for entry in &mended.entries {
        if !seen.insert(&*entry.key.text) {
            if twice.insert(&*entry.key.text) {
                list.faults.extend(duplicate(&locator, block, &entry.key.text));
            }
            continue;
        }
        read_entry(text, block, &locator, entry, &mut list);
    }
    list.faults.sort_by_key(|fault| fault.place);
    list
}

fn read_entry<'a>(
    text: &'a str,
    block: Span,
    locator: &'a Locator<'a>,
    entry: &'a Entry<'a>,
    list: &mut SourceList,
) {
    let key = &*entry.key.text;
    let origin = Origin::Yaml { block, entry: Some(key.into()) };
    let fields = match &entry.value {
        Node::Map(fields) => fields.as_slice(),
        Node::Scalar(scalar) if scalar.text.is_empty() => &[],
        Node::Scalar(_) | Node::List(_) => {
            let span = locator.locate(&origin, &[]);
            let fault = Fault::here(Code::WrongType, span, format!("the source `{key}` has no fields"))
                .label("not a map")
                .help("write its fields below its key, indented: `outlet: …`, `published: …`");
            list.faults.push(fault);
            return;
        }
    };
    let mut reader = Reader::new(text, &origin, locator, (SOURCE_KEYS, "a source"), fields);
    list.sources.push(Arc::new(source::read(&mut reader, Some(key))));
    list.faults.append(&mut reader.faults);
}

fn duplicate(locator: &Locator<'_>, block: Span, key: &str) -> Vec<Fault> {
    let places = locator.keys(&Origin::Yaml { block, entry: None }, &[Step::Key(key)]);
    let Some((first, others)) = places.split_first() else { return Vec::new() };
    let say = |span: &Span| {
        Fault::here(Code::DuplicateKey, *span, format!("the source `{key}` stands twice in this file"))
            .label("again here")
            .related(Place { file: Here, span: *first }, "first here")
            .help("give one of them another key, or remove it")
    };
    others.iter().map(say).collect()
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::read;
    use crate::syntax::tests::shown;

    #[expect(clippy::needless_pass_by_value, reason = "so that calls read well")]
    fn check(text: &str, expect: Expect) {
        let list = read(text);
        let keys: Vec<_> = list.sources.iter().filter_map(|source| source.key.as_deref()).collect();
        expect.assert_eq(&format!("{keys:?}\n{}", shown(text, &list.faults)));
    }

    #[test]
    fn sources_are_read_by_their_keys() {
        check(
            "\u{feff}# Wire\nreuters-1: {outlet: Reuters, published: 2010-03-18}\n2010:\n  title: \"7.10\"\nno: {url: \"https://a.org\"}\n",
            expect![[r#"
                ["reuters-1", "2010", "no"]
            "#]],
        );
        check(
            "",
            expect![[r#"
            []
        "#]],
        );
        check(
            "# nothing yet\n",
            expect![[r#"
            []
        "#]],
        );
    }

    #[test]
    fn a_broken_source_does_not_touch_the_others() {
        check(
            "a: {outlet: A}\nb:\n  outlet: B: C\n  published: 2010\nc:\n  outlet: C\n  published: 2010-02-31\n\
             d:\ne: text\na: {outlet: Z}\nf f: {outlet: F, key: g}\ng: {outlet: G, outlet: H}\n",
            expect![[r#"
                ["a", "c", "d", "f f", "g"]
                3:12 error[yaml-syntax] an unquoted value has a colon and a blank in it
                    ":" the end of a key, to YAML
                    help: put the value in quotes: `"B: C"`
                7:22 error[bad-date] `2010-02-31` is not a date that `published` can take
                    "31" that month has 28 days
                    help: write `2010-02-28`
                8:1 error[empty-source] a source says nothing of itself
                    "d" nothing to cite
                    help: give it at least an `outlet` and `published`, a `title` or a `url`
                9:4 error[wrong-type] the source `e` has no fields
                    "text" not a map
                    help: write its fields below its key, indented: `outlet: …`, `published: …`
                10:1 error[duplicate-key] the source `a` stands twice in this file
                    "a" again here
                    1:1 "a" first here
                    help: give one of them another key, or remove it
                11:1 error[bad-id] `f f` cannot be a source's key
                    "f f" no blank can stand in a key
                    help: write `f-f`
                11:23 error[wrong-type] the source `f f` has another `key`, `g`
                    "g" not the key that it stands under
                    help: remove this line: the key is what the source stands under
                12:16 error[duplicate-key] `outlet` stands twice
                    "outlet" again here
                    12:5 "outlet" first here
                    help: keep one of them
            "#]],
        );
        check(
            "- key: a\n  outlet: A\n",
            expect![[r#"
            []
            1:1 error[wrong-type] a file of sources is a map from key to fields, and this is a list
                "- key: a" a list
                help: write `key:`, and below it the source's fields, indented
        "#]],
        );
    }

    #[test]
    fn places_in_a_long_file_are_exact() {
        let mut text = String::new();
        for n in 0..5_000 {
            text.push_str(&format!("k{n}:\n  outlet: É\n  published: 2010-02-3{}\n", n % 10));
        }
        let list = read(&text);
        assert_eq!((list.sources.len(), list.faults.len()), (5_000, 5_000));
        for (n, fault) in list.faults.iter().enumerate() {
            let at = fault.place.expect("it stands in the file").span;
            assert_eq!(at.of(&text), format!("3{}", n % 10));
        }
    }
}
