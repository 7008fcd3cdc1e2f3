use std::fmt::Write;

use expect_test::{Expect, expect};
use proptest::prelude::{any, proptest};

use crate::syntax::fields::Step;
use crate::syntax::source::csl::read;
use crate::syntax::source::shown;

#[expect(clippy::needless_pass_by_value, reason = "so that calls read well")]
fn check(text: &str, expect: Expect) {
    expect.assert_eq(&shown::list(text, &read(text)));
}

#[test]
fn items_as_zotero_and_better_bibtex_export_them() {
    check(
        r#"[
  {
    "id": "http://zotero.org/users/123/items/ABCD2345",
    "type": "article-newspaper",
    "container-title": "Коммерсантъ",
    "language": "ru-RU",
    "note": "Archive-URL: https://web.archive.org/web/20100320000000/https://www.kommersant.ru/doc/1\nArchive-Date: 2010-03-20\nOriginal Title: Der Titel\nA remark: of the editor",
    "page": "1, 8",
    "section": "Политика",
    "source": "Kommersant.ru",
    "title": "<i>ОДКБ</i> и ООН < 3",
    "title-short": "ОДКБ",
    "URL": "https://www.kommersant.ru/doc/1",
    "author": [{"family": "Соловьев", "given": "Владимир"}, {"literal": "РИА Новости"}],
    "accessed": {"date-parts": [["2024", 5, 6]]},
    "issued": {"date-parts": [["2010", 3, 18]]}
  },
  {
    "id": "doe1984", "citation-key": "doe1984", "type": "chapter", "title": "Chapter", "container-title": "Book",
    "author": [{"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"}, {"family": "Estaing", "dropping-particle": "d'", "given": "V."}],
    "editor": [{"family": "Roe", "given": "R.", "suffix": "Jr."}], "publisher-place": "Oxford", "publisher": "OUP",
    "issued": {"date-parts": [[1984], [1986]], "circa": true}, "DOI": "https://doi.org/10.1/x", "ISBN": "978-1",
    "archive": "National Archive", "archive_location": "F. 5", "original-date": {"date-parts": [[1950]]}, "volume": 2,
    "custom": {"via": "http", "translated-title": "A chapter", "mine": [1]}, "categories": ["a", "b"], "x-odd": {"deep": true}, "x-empty": []
  }
]"#,
        expect![[r#"
            ABCD2345 (News, article-newspaper)
              outlet: Коммерсантъ
              published: 2010-03-18
              title: ОДКБ и ООН < 3
              author: Соловьев|Владимир
              author: {РИА Новости}
              url: https://www.kommersant.ru/doc/1
              page: 1, 8
              language: ru-RU
              archived: https://web.archive.org/web/20100320000000/https://www.kommersant.ru/doc/1
              archived-on: 2010-03-20
              accessed: 2024-05-06
              note: A remark: of the editor
              original-title: Der Titel
              section: Политика
              source: Kommersant.ru
              title-short: ОДКБ
            doe1984 (Book, chapter)
              published: 1984~/1986~
              title: Chapter
              author: Gogh|Vincent||van
              author: Estaing|V.|d'
              volume: 2
              place: Oxford
              publisher: OUP
              translated-title: A chapter
              via: http
              editor: Roe|R.|||Jr.
              archive: National Archive
              archive_location: F. 5
              container-title: Book
              DOI: 10.1/x
              ISBN: 978-1
              keyword: a, b
              original-date: 1950
              extra mine: [1]
              extra x-odd: {"deep":true}
            19:38 hint[unknown-field] this file has fields that are not known: `mine`, `x-odd`
                "\"doe1984\"" the first of them is here
                why: they are kept, for templates and exports
        "#]],
    );
}

#[test]
fn shapes_of_files() {
    check(
        r#"{"items": [{"id": 1, "title": "A"}]}"#,
        expect![[r#"
        1 (News, )
          title: A
    "#]],
    );
    check(
        r#"{"id": "one", "type": "webpage", "URL": "https://example.org"}"#,
        expect![[r#"
        one (Web, webpage)
          url: https://example.org
    "#]],
    );
    check(
        "{\"name\": \"no bibliography\"}",
        expect![[r#"
        1:1 error[csl-syntax] this file is not CSL-JSON
            "{" an object without items
            why: a `.json` file in `content/sources/` is read as a bibliography
            help: export it as CSL-JSON (in Zotero: “CSL JSON”), or move it out of `content/sources/`
    "#]],
    );
    check(
        "\"text\"",
        expect![[r#"
        1:1 error[csl-syntax] this file is not CSL-JSON
            "\"" neither a list nor an object
            why: a `.json` file in `content/sources/` is read as a bibliography
            help: export it as CSL-JSON (in Zotero: “CSL JSON”), or move it out of `content/sources/`
    "#]],
    );
    check("", expect![[r#""#]]);
    check(
        "[1, {\"title\": \"No id\"}]",
        expect![[r#"
        1:2 error[csl-syntax] an item of this list is no object
            "1" not an item of CSL-JSON
            help: remove it, or move the file out of `content/sources/` if it is no bibliography
        1:5 error[bad-id] a source has no key
            "{" no key
            why: citations name a source by its key; it is left out
            help: give it one: `@book{smith2010,`, or in JSON `"id": "smith2010"`
    "#]],
    );
}

#[test]
fn what_is_broken_does_not_touch_the_rest() {
    check(
        "[\n {\"id\": \"a\", \"title\": \"A\"},\n {\"id\": \"b\", \"title\": },\n {\"id\": \"a\", \"title\": \"Again\"},\n {\"id\": \"c d\", \"issued\": {\"raw\": \"2010-02-30\"}, \"URL\": \"javascript:x\", \"type\": \"odd\"},\n {\"id\": \"e\", \"issued\": {\"literal\": \"March 2010\"}, \"title\": \"E\"",
        expect![[r#"
            a (News, )
              title: A
            c d (News, )
              extra URL: "javascript:x"
              extra issued: "2010-02-30"
              extra type: "odd"
            3:23 error[csl-syntax] an item is not JSON
                "}" expected value
                why: it is left out; the rest of the file is read
                help: export the file again, or mend the item
            4:9 error[duplicate-source] two sources have the key `a`
                "\"a\"" not read
                2:9 "\"a\"" the first one
                why: a citation names its source by the key, so it belongs to one source alone
                help: give one of them another key
            5:9 error[bad-id] `c d` cannot be a source's key
                "\"c d\"" no blank and no brace can stand in a key
                help: write `c-d`
            5:9 hint[unknown-field] this file has fields that are not known: `type`
                "\"c d\"" the first of them is here
                why: they are kept, for templates and exports
            5:26 warning[bad-date] `2010-02-30` is not a date that `issued` can take
                "{\"raw\": \"2010-02-30\"}" that month has 28 days
                why: the source stands without it
                help: write `2010-02-28`
            5:56 warning[bad-url] `javascript:x` is not a web address
                "\"javascript:x\"" `javascript:` is not allowed
                why: it is shown, and is no link
                help: write an address that begins with `https://` or `http://`
            6:62 error[csl-syntax] an item is not JSON
                "\"" EOF while parsing an object
                why: it is left out; the rest of the file is read
                help: export the file again, or mend the item
        "#]],
    );
}

#[test]
fn ten_thousand_items_are_read_in_a_moment() {
    let mut text = String::from("[");
    for n in 0..10_000 {
        let comma = if n > 0 { "," } else { "" };
        let _ = write!(
            text,
            "{comma}\n{{\"id\": \"key{n}\", \"type\": \"article-newspaper\", \"title\": \"Title {n}\", \"container-title\": \"Post\", \"issued\": {{\"date-parts\": [[2010, 3, {}]]}}, \"author\": [{{\"family\": \"Doe\", \"given\": \"J.\"}}]}}",
            n % 28 + 1
        );
    }
    text.push(']');
    let list = read(&text);
    assert_eq!((list.sources.len(), list.faults.len()), (10_000, 0));
}

#[test]
fn hostile_files_end() {
    let depth = 200_000;
    let deep = format!("[{{\"id\": \"a\", \"x\": {}{}}}]", "[".repeat(depth), "]".repeat(depth));
    assert_eq!(read(&deep).sources.len(), 1);
    read(&"[".repeat(1 << 20));
    read(&"{\"a\":".repeat(1 << 18));
    read(&format!("[{}]", "\"".repeat(1 << 20)));
    let numbers = format!(
        "[{{\"id\": \"a\", \"issued\": {{\"date-parts\": [[{}, 1e999, -1]]}}, \"volume\": 1{}}}]",
        "9".repeat(400),
        "0".repeat(400)
    );
    assert_eq!(read(&numbers).sources.len(), 1);
    assert!(read(&format!("[{}]", "1,".repeat(depth))).faults.len() < 30);
}

/// Whatever is said stands at a place of the text.
fn places_fit(text: &str) {
    let list = read(text);
    for fault in &list.faults {
        let span = fault.place.expect("a fault of one file has a place").span;
        assert!(text.get(span.range()).is_some(), "{fault:?}");
    }
    for source in &list.sources {
        let span = source.origin.locate(text, &[Step::Key("published")]);
        assert!(text.get(span.range()).is_some());
    }
}

proptest! {
    #[test]
    fn whatever_the_file_is(text in "([\\[\\]{},:]|\"(id|title|issued|date-parts|author|family|note|items|x)\"|[0-9]|null|\"[a-z é\\\\\n]{0,4}\"| ){0,50}") {
        places_fit(&text);
    }

    #[test]
    fn whatever_a_field_says(value in any::<String>()) {
        let value = serde_json::to_string(&value).unwrap();
        read(&format!("[{{\"id\": {value}, \"title\": {value}, \"note\": {value}, \"issued\": {value}, \"author\": {value}, \"URL\": {value}}}]"));
    }
}
