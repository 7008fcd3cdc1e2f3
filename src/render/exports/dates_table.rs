//! Holds `docs/reference/export-dates.md` to what becomes of each form of date in each format.

use crate::render::fixture::{Built, build};

/// One date of every form.
const DATES: &str = "2010-03-18 2010-03-18T14:05 2010-03-18T14:05+03:00 2010-03-18T14:05Z/2010-03-18T15:00Z\
    \u{20}2010-03-18T14:05Z/2010-03-19T15:00Z 2010-03 2010 0850 0000 -0043 -0043-03-15 9999-12-31 Y17E7 1984~ 1984? 1984%\
    \u{20}2010-03-18~ 2010-03-18? 2010-~03-18 2010-21 2010-24 2010-33 201X 20XX 1XXX XXXX 1950S2 2010-XX 2010-03-XX 2010-04-3X\
    \u{20}2010-03-1X 2010-XX-18 156X-12-25 2010-03-02/2010-03-18 2010-03-02/2010-04 2009/2011 2010-03-02/2010-03-18? 2010/ /2010\
    \u{20}2010/.. ../2010-03-15 ..2010/2012 2010/2012.. [..2010-03-15] [2010-03..] [2010-03-15,2010-03-17] [1667,1668]\
    \u{20}[1670..1672] {1667,1668} {..1984} [1984] unknown";

const HEAD: &str = "# Dates in exports

What becomes of each form of date in each format. None of them is ever more exact than the date is known: where a format
has no form for it, it has the words, where it can hold words, or nothing. This page is made from what the program does.

The words are those of the site's language. `chronicle.json` and the tables have every date as it was written. Feeds have
the day of the report, and the words. Years before the year 1 are those of EDTF (`-0043` is 44 before Christ) but in
CSL-JSON, which has no year 0.

| written | BibLaTeX `date` | BibTeX | RIS | CSL-JSON | JSON-LD | calendar |
|---|---|---|---|---|---|---|
";

/// What stands between `start` and the next `end`.
fn between<'t>(text: &'t str, start: &str, end: &str) -> Option<&'t str> {
    text.split_once(start)?.1.split(end).next()
}

/// The record of a source, so that nothing of the next one is taken for its own.
fn record(text: &str, from: &str, end: &str) -> String {
    text.split(from).nth(1).and_then(|rest| rest.split(end).next()).unwrap_or_default().to_owned()
}

fn row(built: &Built, n: usize, written: &str) -> String {
    let none = || "–".to_owned();
    let code = |text: &str| format!("`{}`", text.replace('|', "\\|"));
    let bib = record(built.page("sources.bib"), &format!("{{d{n},"), "\n}");
    let biblatex = match between(&bib, "\n  date = {", "}") {
        Some(date) => code(date),
        None => between(&bib, "  note = {Published: ", "}").map_or_else(none, |note| format!("note: {note}")),
    };
    let bib = record(built.page("sources-bibtex.bib"), &format!("{{d{n},"), "\n}");
    let fields = ["year", "month", "day"].into_iter().filter_map(|name| {
        let value = bib.lines().find_map(|line| line.trim().strip_prefix(name)?.strip_prefix(" = "))?;
        Some(format!("{name} {}", value.trim_matches([',', '{', '}'])))
    });
    let bibtex = fields.collect::<Vec<_>>().join(", ");
    let ris = record(built.page("sources.ris"), &format!("ID  - d{n}\r\n"), "ER  -");
    let tags = ris.lines().filter(|line| line.starts_with("PY") || line.starts_with("DA"));
    let ris = tags.map(|line| code(&line.replace("  - ", " "))).collect::<Vec<_>>().join(" ");
    let items: serde_json::Value = serde_json::from_str(built.page("sources.csl.json")).unwrap();
    let item = items.as_array().unwrap().iter().find(|item| item["id"] == format!("d{n}")).unwrap();
    let csl = item.get("issued").map_or_else(none, |date| match date["literal"].as_str() {
        Some(words) => format!("literal: {words}"),
        None => code(&date.to_string()),
    });
    let page = built.page(&format!("sources/d{n}.html"));
    let ld = between(page, "\"datePublished\":\"", "\"").map_or_else(none, code);
    let calendar = record(built.page("events.ics"), &format!("SUMMARY:Event {n}\r\n"), "END");
    let calendar = if calendar.is_empty() { none() } else { "yes".to_owned() };
    let or_none = |text: String| if text.is_empty() { none() } else { text };
    format!(
        "| {} | {biblatex} | {} | {} | {csl} | {ld} | {calendar} |\n",
        code(written),
        or_none(bibtex),
        or_none(ris)
    )
}

#[test]
fn the_page_on_dates_is_true() {
    let dates: Vec<&str> = DATES.split(' ').collect();
    let mut sources = String::new();
    let mut files = vec![("site.toml".to_owned(), "title = \"T\"\n".to_owned())];
    for (n, date) in dates.iter().enumerate() {
        sources.push_str(&format!("d{n}:\n  outlet: Paper\n  title: T\n  published: '{date}'\n"));
        let event = format!("---\ntitle: Event {n}\ndate: '{date}'\nsources: [d{n}]\n---\n");
        files.push((format!("content/events/e{n}.md"), event));
    }
    files.push(("content/sources/s.yaml".to_owned(), sources));
    let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let built = build(&files);
    let mut page = HEAD.to_owned();
    for (n, date) in dates.iter().enumerate() {
        page.push_str(&row(&built, n, date));
    }
    expect_test::expect_file!["../../../docs/reference/export-dates.md"].assert_eq(&page);
}
