use std::fmt::Write;

use expect_test::{Expect, expect};
use proptest::prelude::{ProptestConfig, any, proptest};

use crate::syntax::fields::Step;
use crate::syntax::source::bib::read;
use crate::syntax::source::shown;

#[expect(clippy::needless_pass_by_value, reason = "so that calls read well")]
fn check(text: &str, expect: Expect) {
    expect.assert_eq(&shown::list(text, &read(text)));
}

#[test]
fn a_press_source_as_zotero_exports_it() {
    check(
        r#"
@article{solovyev_2010,
  entrysubtype = {newspaper},
  title = {{ОДКБ} подписала декларацию с~{ООН}},
  author = {Соловьев, Владимир and {РИА Новости} and de la Fuente, Juan and others},
  date = {2010-03-18},
  journaltitle = {Коммерсантъ},
  number = {47},
  pages = {1, 8--9},
  url = {https://www.kommersant.ru/doc/1338917?a=b\_c&d=%20},
  urldate = {2024-05-06},
  langid = {russian},
  keywords = {ODKB,UN},
  file = {/home/me/Zotero/storage/AB/x.html},
  note = {Archive-URL: https://web.archive.org/web/20100320000000/https://www.kommersant.ru/doc/1338917
Archive-Date: 2010-03-20
A remark: of the editor.},
}
"#,
        expect![[r#"
            solovyev_2010 (News, article-newspaper)
              outlet: Коммерсантъ
              published: 2010-03-18
              title: ОДКБ подписала декларацию с ООН
              author: Соловьев|Владимир
              author: {РИА Новости}
              author: Fuente|Juan|de la
              url: https://www.kommersant.ru/doc/1338917?a=b_c&d=%20
              page: 1, 8–9
              issue: 47
              language: ru
              archived: https://web.archive.org/web/20100320000000/https://www.kommersant.ru/doc/1338917
              archived-on: 2010-03-20
              accessed: 2024-05-06
              note: A remark: of the editor.
              keyword: ODKB,UN
        "#]],
    );
}

#[test]
fn latex_strings_and_months_are_undone() {
    check(
        "@STRING{np = \"Neue {\\\"U}bersicht\"}\n@string(both = np # { \\& more})\n\
         @Article(mueller, author = \"M{\\\"u}ller, J{\\\"o}rg and {\\'E}mile Zol{\\'a}\", title = {The \\emph{great} ``year'' \\$5 \\textit{and} $x^2$ \\ss},\n\
         journal = both, year = 1999, month = 18 # \"~\" # mar, volume = 3, note = unknownstring)\n\
         @misc{web, howpublished = {\\url{https://example.org/a_b}}, title = {A page}, year = {c. 2010}}\n",
        expect![[r#"
            mueller (Article, article-journal)
              outlet: Neue Übersicht & more
              published: 1999-03-18
              title: The great “year” $5 and x^2 ß
              author: Müller|Jörg
              author: Zolá|Émile
              volume: 3
              note: unknownstring
            web (Web, webpage)
              published: 2010~
              title: A page
              url: https://example.org/a_b
            4:73 warning[bib-syntax] no `@string` defines `unknownstring`
                "unknownstring" taken as it stands
                help: define it further up, or put the text in braces
        "#]],
    );
}

#[test]
fn entries_inherit_and_name_what_is_missing() {
    check(
        "@inproceedings{a, crossref = {p}, title = {A}, pages = {1--2}}\n\
         @proceedings{p, title = {Proceedings}, subtitle = {All}, editor = {Doe, Jane}, year = {2001}, publisher = {Pub}, url = {https://p.org}}\n\
         @inbook{b, crossref = {book}, title = {B}, xdata = {x, none}}\n\
         @book{book, author = {Roe, Ann}, title = {Book}, date = {1999}}\n\
         @xdata{x, location = {Paris}, xdata = {y}}\n@xdata{y, publisher = {Gallimard}, xdata = {x}}\n\
         @article{c, crossref = {c}, title = {C}}\n",
        expect![[r#"
            a (Article, paper-conference)
              published: 2001
              title: A
              page: 1–2
              publisher: Pub
              editor: Doe|Jane
              container-title: Proceedings: All
            p (Book, book)
              published: 2001
              title: Proceedings: All
              url: https://p.org
              publisher: Pub
              editor: Doe|Jane
            b (Book, chapter)
              published: 1999
              title: B
              author: Roe|Ann
              place: Paris
              publisher: Gallimard
              container-title: Book
            book (Book, book)
              published: 1999
              title: Book
              author: Roe|Ann
            c (Article, article-journal)
              title: C
            3:52 warning[unresolved-crossref] `xdata` names `none`, which is not in this file
                "{x, none}" not found
                why: what the entry should have from there is missing
                help: put that entry into this file, or remove the field
            6:44 warning[unresolved-crossref] `xdata` leads back to this entry, through `x`
                "{x}" in a circle
                help: remove one of the references
            7:24 warning[unresolved-crossref] `crossref` leads back to this entry, through `c`
                "{c}" in a circle
                help: remove one of the references
        "#]],
    );
}

#[test]
fn what_is_broken_does_not_touch_the_rest() {
    check(
        "@article{good, title = {Good}, year = {2010}}\n\
         @article{comma title = {No comma}}\n\
         @article{equals, title {No equals}}\n\
         @article{open, title = {Open,\n\
         @article{after, title = {After}, foo = {1}, foo = {2}, odd-field = {x}}\n\
         @article{good, title = {Again}}\n\
         @article{, title = {No key}}\n\
         @widget{w, title = {Brace \\}}, date = {2010-02-30}, url = {javascript:alert(1)}}\n\
         @article{dollar, title = {A $ sign}, date = {18 March 2010}, language = {Klingonian}}\n",
        expect![[r#"
            good (Article, article-journal)
              published: 2010
              title: Good
            after (Article, article-journal)
              title: After
              extra foo: "1"
              extra odd-field: "x"
            w (Document, document)
              title: Brace }
              extra date: "2010-02-30"
              extra url: "javascript:alert(1)"
            dollar (Article, article-journal)
              published: 2010-03-18
              title: A $ sign
              extra language: "Klingonian"
            2:16 error[bib-syntax] an entry cannot be read
                "t" a comma is missing before this
                why: it is left out; the rest of the file is read
                help: put a comma after each field, and one after the key
            3:24 error[bib-syntax] an entry cannot be read
                "{" no `=`
                why: it is left out; the rest of the file is read
                help: write `field = {text}`
            4:1 error[bib-syntax] an entry does not end
                "@article{" its brace is never closed
                why: it is left out; the rest of the file is read
                help: close each brace that is opened in it
            5:10 hint[unknown-field] this file has fields that are not known: `foo`, `language`, `odd-field`
                "after" the first of them is here
                why: they are kept, for templates and exports
            5:45 warning[duplicate-key] `foo` stands twice in this entry
                "foo" not read
                5:40 "{1}" this one is
                help: keep one of them
            6:10 error[duplicate-source] two sources have the key `good`
                "good" not read
                1:10 "good" the first one
                why: a citation names its source by the key, so it belongs to one source alone
                help: give one of them another key
            7:10 error[bad-id] a source has no key
                "" no key
                why: citations name a source by its key; it is left out
                help: give it one: `@book{smith2010,`, or in JSON `"id": "smith2010"`
            8:1 hint[unknown-field] this file has types of entry that are not known: `widget`
                "@widget" the first of them is here
                why: they are read as `@misc`
            8:39 warning[bad-date] `2010-02-30` is not a date that `date` can take
                "{2010-02-30}" that month has 28 days
                why: the source stands without it
                help: write `2010-02-28`
            8:59 warning[bad-url] `javascript:alert(1)` is not a web address
                "{javascript:alert(1)}" `javascript:` is not allowed
                why: it is shown, and is no link
                help: write an address that begins with `https://` or `http://`
            9:26 warning[bib-syntax] the LaTeX of `title` cannot be read
                "{A $ sign}" unexpected end of file
                why: it is shown as it stands
                help: close each brace and each `$`, and end no text with a backslash
        "#]],
    );
    check("no entry at all", expect![[r#""#]]);
}

#[test]
fn rarer_types_and_fields_are_held_by_their_variables() {
    check(
        "@incollection{ch, author = {Doe, Jane}, title = {Chapter}, booktitle = {Book}, editor = {Roe, R.}, publisher = {P}, address = {Oxford}, isbn = {978}, series = {S}, number = {4}, doi = {https://doi.org/10.1/X}, edition = {2}}\n\
         @phdthesis{th, author = {family=Gogh, given=Vincent, prefix=van, useprefix=true}, title = {Thesis}, school = {University}, year = 2001}\n\
         @online{on, title = {Page}, organization = {Site}, date = {2010-03-02/2010-03-18}, via = {ch}, origin = {@wire}, quote = {Words}, archiveurl = {https://a.org/x}, archivedate = {2011}}\n\
         @techreport{r, title = {Report}, institution = {UN}, number = {A/1}, type = {Resolution}, date = {2010~}}\n",
        expect![[r#"
            ch (Book, chapter)
              title: Chapter
              author: Doe|Jane
              place: Oxford
              publisher: P
              editor: Roe|R.
              collection-number: 4
              collection-title: S
              container-title: Book
              DOI: 10.1/X
              edition: 2
              ISBN: 978
            th (Document, thesis)
              published: 2001
              title: Thesis
              author: Gogh|Vincent||van
              publisher: University
              genre: PhD thesis
            on (Web, webpage)
              outlet: Site
              published: 2010-03-02/2010-03-18
              title: Page
              archived: https://a.org/x
              archived-on: 2011
              via: ch
              origin: wire
              quote: Words
            r (Document, report)
              published: 2010~
              title: Report
              publisher: UN
              genre: Resolution
              number: A/1
        "#]],
    );
}

#[test]
fn ten_thousand_entries_are_read_in_a_moment() {
    let mut text = String::from("@string{post = {The Post}}\n");
    for n in 0..10_000 {
        let _ = writeln!(
            text,
            "@article{{key{n}, title = {{{{Ti}}tle {n} of M\\\"uller}}, author = {{Doe, Jane and Roe, R.}}, journaltitle = post,\n date = {{2010-03-{:02}}}, url = {{https://example.org/{n}}}, crossref = {{key0}}}}",
            n % 28 + 1
        );
    }
    let list = read(&text);
    assert_eq!((list.sources.len(), list.faults.len()), (10_000, 1), "the first refers to itself");
}

#[test]
fn hostile_files_end() {
    let depth = 200_000;
    let deep = format!("@a{{k, t = {}x{}}}", "{".repeat(depth), "}".repeat(depth));
    assert_eq!(read(&deep).faults.len(), 1);
    let commands = format!("@a{{k, t = {{{}x{}}}}}", "\\'{".repeat(depth), "}".repeat(depth));
    assert_eq!(read(&commands).faults.len(), 1);
    let many = format!("@a{{k, t = {{{}}}}}", "{a}$b$".repeat(depth));
    assert_eq!(read(&many).faults.len(), 1);
    let fields: String = (0..depth).map(|n| format!("f{n}=1,")).collect();
    assert_eq!(read(&format!("@a{{k,{fields}}}")).sources.len(), 1);
    let doubling: String = (1..60).map(|n| format!("@string{{s{n} = s{0} # s{0}}}", n - 1)).collect();
    let text = format!("@string{{s0 = {{0123456789}}}}{doubling}@string{{s1 = s1 # s1}}@a{{k, t = s59}}");
    let title = read(&text).sources[0].title.as_ref().map_or(0, |title| title.len());
    assert!(title <= 64 << 10, "{title}");
    let xdata: String = (0..300)
        .map(|n| {
            format!("@xdata{{x{n}, xdata = {{{}}}}}", (0..300).map(|n| format!("x{n},")).collect::<String>())
        })
        .collect();
    read(&format!("{xdata}@a{{k, xdata = {{x0, x1}}}}"));
    read(&"@".repeat(1 << 20));
    read(&"@a{\n".repeat(100_000));
    read(&"%@a{".repeat(100_000));
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
    #![proptest_config(ProptestConfig::with_cases(512))]
    #[test]
    fn whatever_the_file_is(text in "(@(article|string|xdata|comment|preamble)\\{|[a-z]{1,3}|title = |author = |date=|crossref=| # |[{}()\",=\\\\%$~@#\n é'-]|and |2010){0,60}") {
        places_fit(&text);
    }

    #[test]
    fn whatever_stands_in_a_field(value in any::<String>()) {
        read(&format!("@article{{k, author = {{{value}}}, title = \"{value}\", date = {{{value}}}, url = {{{value}}}}}"));
    }
}
