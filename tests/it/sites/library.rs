//! Large bibliographies of real shape: nothing is lost; and broken ones: nothing fails but what is
//! broken.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::harness::Site;

/// An entry of a `.bib` file of each kind that libraries hold, by its number.
fn bib_entry(n: usize, out: &mut String) {
    let (year, day) = (1900 + n % 120, n % 28 + 1);
    let _ = match n % 10 {
        0 => writeln!(
            out,
            "@article{{b{n},\n  entrysubtype = {{newspaper}},\n  author = {{{{\\v C}}apek, Karel and M{{\\\"u}}ller, Zo{{\\\"e}}}},\n  \
             title = {{Report {n}: {{\\'E}}t{{\\'e}} \\& {{\\ss}}}},\n  journaltitle = {{The Paper {}}},\n  \
             date = {{{year}-03-{day:02}}},\n  url = {{https://example.org/b/{n}?a=1\\&b=2}},\n}}",
            n % 37
        ),
        1 => writeln!(
            out,
            "@book{{b{n}, author = \"Doe, Jane\", title = \"Volume {n}\", publisher = quay # \" Press\", year = {year}, isbn = {{978-3-16-148410-{}}} }}",
            n % 10
        ),
        2 => writeln!(
            out,
            "@inbook{{b{n},\n  crossref = {{b{}}},\n  title = {{Chapter {n}}},\n  pages = {{{}--{}}},\n}}",
            n - 1,
            n,
            n + 9
        ),
        3 => writeln!(
            out,
            "@online{{b{n}, title = {{Page {n}}}, date = {{{year}-03/{year}-04}}, urldate = {{2020-01-{day:02}}}, url = {{https://example.org/{n}}}}}"
        ),
        4 => writeln!(
            out,
            "@ARTICLE{{b{n},title={{Note {n}}},month=mar,year={year},journal={{Annals}},volume={{{n}}},number=2}}"
        ),
        5 => writeln!(
            out,
            "@misc{{b{n},\n  title = {{Sheet {n}}},\n  howpublished = {{Leaflet}},\n  note = {{Archived: https://web.archive.org/web/20100320000000/https://example.org/{n}\nVia: b{}}},\n}}",
            n - 1
        ),
        6 => writeln!(
            out,
            "@inproceedings{{b{n}, xdata = {{shared}}, author = {{van der Berg, Jan and others}}, title = {{Paper {n}}}, date = {{{year}~}}}}"
        ),
        7 => writeln!(
            out,
            "@report{{b{n}, institution = {{Strait Council}}, title = {{Report no. {n}}}, type = {{Report}}, number = {{{n}}}, date = {{{year}}}}}"
        ),
        8 => writeln!(
            out,
            "% A remark between entries.\n@phdthesis{{b{n}, author = {{Иванова, Анна}}, title = {{Диссертация {n}}}, school = {{Университет}}, year = {year}, langid = {{russian}}, keywords = {{a, b}}}}"
        ),
        _ => writeln!(
            out,
            "@customa{{b{n}, title = {{Odd {n}}}, shelf = {{A {n}}}, date = {{{year}-21}}, file = {{:/home/me/{n}.pdf:PDF}}, except = {{unused-source: kept for later}}}}"
        ),
    };
}

/// An item of CSL-JSON as Zotero and Better BibTeX write it, by its number.
fn csl_item(n: usize) -> String {
    let (year, day) = (1900 + n % 120, n % 28 + 1);
    let id = match n % 3 {
        0 => format!(r#""id": "http://zotero.org/users/1/items/c{n}""#),
        1 => format!(r#""id": "x", "citation-key": "c{n}""#),
        _ => format!(r#""id": "c{n}""#),
    };
    let rest = match n % 6 {
        0 => format!(
            r#""type": "article-newspaper", "title": "Report {n} <i>on</i> “it”", "container-title": "Paper {}", "author": [{{"family": "Çelik", "given": "Öykü"}}], "issued": {{"date-parts": [[{year}, 3, {day}]]}}"#,
            n % 41
        ),
        1 => {
            format!(
                r#""type": "book", "title": "Book {n}", "author": [{{"literal": "The Council"}}], "issued": {{"date-parts": [["{year}"], ["{}"]]}}, "ISBN": "1"#,
                year + 1
            ) + "\""
        }
        2 => format!(
            r#""type": "webpage", "title": "Page {n}", "URL": "https://example.org/c/{n}", "issued": {{"raw": "{year}-03"}}, "note": "Archive-URL: https://web.archive.org/web/20100320000000/https://example.org/c/{n}\nOriginal-Title: Страница {n}\nAn old page.""#
        ),
        3 => format!(
            r#""type": "article-journal", "title": "Study {n}", "issued": {{"literal": "{year}?"}}, "custom": {{"reliability": "B", "shelf": "{n}"}}, "page": "1-9""#
        ),
        4 => format!(
            r#""type": "broadcast", "title": "News {n}", "issued": {{"date-parts": [[{year}]], "circa": true}}, "except": "unused-source: kept for later""#
        ),
        _ => format!(
            r#""type": "legal_case", "title": "Case {n}", "authority": "Court", "issued": {{"date-parts": [[{year}, 6]]}}, "odd-field": {{"deep": [{n}]}}"#
        ),
    };
    format!("{{{id}, {rest}}}")
}

/// A site of so many entries of each format, in two files each.
fn library(many: usize) -> Site {
    let site = Site::empty();
    site.write("site.toml", "[checks]\nsource-before-event = \"off\"\n");
    let mut all = Vec::new();
    for part in 0..2 {
        let numbers = (1..=many).filter(|n| (n / 10) % 2 == part);
        let mut bib = format!(
            "% Encoding: UTF-8\n@string{{quay = {{Quay}}}}\n@xdata{{shared{part}, location = {{Oslo}}}}\n@xdata{{shared, booktitle = {{Proceedings}}}}\n@comment{{b0, x}}\n"
        );
        let mut items = Vec::new();
        for n in numbers {
            bib_entry(n, &mut bib);
            items.push(csl_item(n));
            // Those that nothing is to rest on say so.
            all.extend((n % 10 != 9).then(|| format!("b{n}")));
            all.extend((n % 6 != 4).then(|| format!("c{n}")));
        }
        site.write(&format!("content/sources/part{part}.bib"), bib);
        site.write(&format!("content/sources/part{part}.json"), format!("[\n{}\n]\n", items.join(",\n")));
    }
    for (n, keys) in all.chunks(100).enumerate() {
        let keys = keys.join(", ");
        site.write(
            &format!("content/events/e{n}.md"),
            format!("---\ntitle: E {n}\ndate: 2021\nsources: [{keys}]\n---\n"),
        );
    }
    site
}

/// Every source of the chronicle, by its key.
fn sources(built: &super::harness::Built) -> Vec<Value> {
    let chronicle: Value = serde_json::from_str(built.text("chronicle.json")).unwrap();
    chronicle["sources"].as_array().unwrap().clone()
}

#[test]
fn a_library_of_thousands_of_entries_loses_none() {
    let many = 500;
    let site = library(many);
    let built = site.build();
    built.ends(0);
    let sources = sources(&built);
    let keys: BTreeSet<_> = sources.iter().map(|source| source["key"].as_str().unwrap()).collect();
    let expected: BTreeSet<_> = (1..=many).flat_map(|n| [format!("b{n}"), format!("c{n}")]).collect();
    assert_eq!(keys, expected.iter().map(String::as_str).collect());
    let of = |key: &str| sources.iter().find(|source| source["key"] == key).unwrap();
    let says = |key: &str, name: &str| of(key)[name].as_str().unwrap_or("").to_owned();
    for n in (1..=many).step_by(10) {
        let titles = [
            "Report",
            "Volume",
            "Chapter",
            "Page",
            "Note",
            "Sheet",
            "Paper",
            "Report no.",
            "Диссертация",
            "Odd",
        ];
        for (kind, title) in titles.iter().enumerate() {
            let n = n / 10 * 10 + kind;
            if (1..=many).contains(&n) {
                let expected =
                    if kind == 0 { format!("Report {n}: Été & ß") } else { format!("{title} {n}") };
                assert_eq!(says(&format!("b{n}"), "title"), expected);
            }
        }
    }
    assert!(of("b10").to_string().contains("Čapek") && of("b10").to_string().contains("Müller"));
    assert!(of("b11").to_string().contains("Quay Press"));
    // What has no place in the chronicle's own file is in the others.
    let items: Vec<Value> = serde_json::from_str(built.text("sources.csl.json")).unwrap();
    let has = |key: &str, parts: &[&str]| {
        let item = items.iter().find(|item| item["id"] == key).unwrap().to_string() + &of(key).to_string();
        assert!(parts.iter().all(|part| item.contains(part)), "{parts:?}\n{item}");
    };
    has("b11", &["Quay Press", "978-3-16-148410-1"]);
    // A chapter has its book's title, author and publisher.
    has("b12", &["Doe", "Chapter 12", "\"container-title\":\"Volume 11\"", "Quay Press", "12–21"]);
    has("b13", &["1913-03/1913-04", "2020-01-14"]);
    has("b15", &["web.archive.org", "\"via\":\"b14\"", "Leaflet"]);
    has("b16", &["Proceedings", "1916~", "van der"]);
    has("b17", &["Strait Council", "\"number\":\"17\""]);
    has("b18", &["Университет", "Анна"]);
    has("c1", &["1901/1902", "The Council"]);
    has("c2", &["Страница 2", "An old page.", "web.archive.org"]);
    has("c3", &["1903?", "\"reliability\":\"B\""]);
    has("c4", &["1904~"]);
    // What is known by no name of ours is listed once a file, and kept.
    let said = format!("{}{}", built.stdout, built.stderr);
    assert_eq!(said.matches("unknown-field").count(), 6, "{said}");
    assert!(of("b19").to_string().contains("A 19") && of("c5").to_string().contains("deep"), "{}", of("c5"));
}

#[test]
fn ten_thousand_entries_are_checked() {
    let built = library(5_000).run(&["check", "--format", "short"]);
    built.ends(0).says(&["10000 sources"]);
}

/// Numbers that are the same in each run.
struct Random(u64);

impl Random {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % most.max(1) as u64).unwrap()
    }
}

/// Breaks a text in some places, as editors, mergers and disks do.
fn broken(text: &str, random: &mut Random) -> Vec<u8> {
    const SCRAPS: &[&str] = &[
        "{", "}", "\"", "@", "\\", "#", ",", "=", "[", "]", "\0", "\u{feff}", "\n\n", "%", "\\\"{", "@book{",
        "null", "1e999", "ü",
    ];
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..=random.below(6) {
        let at = random.below(bytes.len());
        let end = (at + random.below(40)).min(bytes.len());
        match random.below(5) {
            0 => drop(bytes.drain(at..end)),
            1 => bytes.truncate(at),
            2 => {
                let again = bytes[at..end].to_vec();
                bytes.splice(at..at, again);
            }
            3 => bytes[at] = u8::try_from(random.below(256)).unwrap(),
            _ => drop(bytes.splice(at..at, SCRAPS[random.below(SCRAPS.len())].bytes())),
        }
        if bytes.is_empty() {
            break;
        }
    }
    bytes
}

#[test]
fn six_hundred_broken_files_are_read_and_told_of() {
    let site = Site::empty();
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    let mut lines = std::collections::BTreeMap::new();
    for n in 0..600 {
        let (name, text) = if n % 2 == 0 {
            let mut bib = String::from("@string{quay = {Quay}}\n");
            (n..n + 10).for_each(|n| bib_entry(n + 1, &mut bib));
            (format!("f{n}.bib"), bib.replace("{b", &format!("{{k{n}-")))
        } else {
            let items: Vec<_> = (n..n + 8).map(csl_item).collect();
            let json = format!("[\n{}\n]\n", items.join(",\n"));
            (
                format!("f{n}.json"),
                json.replace("\"c", &format!("\"k{n}-")).replace("items/c", &format!("items/k{n}-")),
            )
        };
        let bytes = broken(&text, &mut random);
        lines.insert(
            format!("content/sources/{name}"),
            bytes.iter().filter(|byte| **byte == b'\n').count() + 1,
        );
        site.write(&format!("content/sources/{name}"), bytes);
    }
    let begun = Instant::now();
    let built = site.run(&["check", "--format", "json"]);
    // A file that keeps the program busy would do so for hours.
    assert!(begun.elapsed() < Duration::from_secs(300), "{:?}", begun.elapsed());
    assert_eq!(built.code, 1, "{}", built.stderr);
    let said: Vec<Value> = built.stdout.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    assert!(said.len() > 300, "{} lines\n{}", said.len(), built.stdout);
    let mut told = BTreeSet::new();
    for one in &said {
        assert_ne!(one["code"], "parser-panic", "{one}");
        let Some(file) = one["file"].as_str().filter(|file| lines.contains_key(*file)) else { continue };
        let line = one["line"].as_u64().unwrap_or_else(|| panic!("no line: {one}"));
        assert!((1..=lines[file] as u64).contains(&line), "{one}");
        told.insert(file.to_owned());
    }
    assert!(told.len() > 400, "{} files were told of", told.len());
}

#[test]
fn a_style_that_fails_is_told_of_at_the_source() {
    let site = Site::empty();
    site.write("site.toml", "citation_style = \"theme/house.csl\"\n[checks]\nnot-archived = \"off\"\n");
    site.write(
        "theme/house.csl",
        "<style xmlns=\"http://purl.org/net/xbiblio/csl\" class=\"in-text\" version=\"1.0\"><info><title>H</title>\
         <id>h</id><updated>2020-01-01T00:00:00+00:00</updated></info><citation><layout><text variable=\"title\"/>\
         </layout></citation><bibliography><layout><text variable=\"title\"/></layout></bibliography></style>",
    );
    site.write("content/events/e.md", "---\ntitle: E\ndate: 2010\n---\n\nSo [@a; @b].\n");
    site.write("content/sources/s.yaml", "# Papers\na:\n  title: T\nb:\n  outlet: O\n");
    // There is nothing else to say of that file.
    let built = site.build();
    built.ends(0).says(&["style-failed", "s.yaml:4:1", "`b`"]);
    assert_eq!(built.stdout.matches("warning[").count() + built.stderr.matches("warning[").count(), 1);
}
