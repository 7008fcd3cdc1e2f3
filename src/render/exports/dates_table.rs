//! Holds `docs/reference/export-dates.md` to what becomes of each form of date in each format, and
//! each format to no more than is known of the date.

use crate::dates::bounds::{Bound, Bounds};
use crate::dates::date::Date;
use crate::dates::zone::Zone;
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

fn built(dates: &[&str]) -> Built {
    let mut sources = String::new();
    let mut files = vec![("site.toml".to_owned(), "title = \"T\"\n".to_owned())];
    for (n, date) in dates.iter().enumerate() {
        sources.push_str(&format!("d{n}:\n  outlet: Paper\n  title: T\n  published: '{date}'\n"));
        let event = format!("---\ntitle: Event {n}\ndate: '{date}'\nsources: [d{n}]\n---\n");
        files.push((format!("content/events/e{n}.md"), event));
    }
    files.push(("content/sources/s.yaml".to_owned(), sources));
    let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    build(&files)
}

#[test]
fn the_page_on_dates_is_true() {
    let dates: Vec<&str> = DATES.split(' ').collect();
    let built = built(&dates);
    let mut page = HEAD.to_owned();
    for (n, date) in dates.iter().enumerate() {
        page.push_str(&row(&built, n, date));
    }
    expect_test::expect_file!["../../../docs/reference/export-dates.md"].assert_eq(&page);
}

/// A date as a format tells it in numbers: EDTF, and whether that is said to be an estimate.
struct Told {
    format: &'static str,
    edtf: String,
    circa: bool,
}

fn year(year: i64) -> String {
    if year < 0 { format!("-{:04}", -year) } else { format!("{year:04}") }
}

/// What each format tells of the `n`th date in numbers; what is in words tells no more than words do.
fn told(built: &Built, n: usize, written: &str) -> Vec<Told> {
    let mut all = Vec::new();
    let mut tell = |format, edtf: String, circa| all.push(Told { format, edtf, circa });
    let bib = record(built.page("sources.bib"), &format!("{{d{n},"), "\n}");
    if let Some(date) = between(&bib, "\n  date = {", "}") {
        tell("BibLaTeX", date.to_owned(), date.contains(['~', '?', '%']));
    }
    let bib = record(built.page("sources-bibtex.bib"), &format!("{{d{n},"), "\n}");
    let field = |name: &str| {
        let value = bib.lines().find_map(|line| line.trim().strip_prefix(name)?.strip_prefix(" = "))?;
        Some(value.trim_matches([',', '{', '}']))
    };
    if let Some(y) = field("year").and_then(|year| year.parse().ok()) {
        const MONTHS: &str = "jan feb mar apr may jun jul aug sep oct nov dec";
        let month = field("month").map(|name| MONTHS.split(' ').position(|it| it == name).unwrap() + 1);
        let month = month.map_or(String::new(), |month| format!("-{month:02}"));
        let day = field("day").map_or(String::new(), |day| format!("-{day:0>2}"));
        tell("BibTeX", format!("{}{month}{day}", year(y)), false);
    }
    let ris = record(built.page("sources.ris"), &format!("ID  - d{n}\r\n"), "ER  -");
    for line in ris.lines() {
        let parts: Vec<_> = match line.split_once("  - ") {
            Some(("PY", year)) => vec![year],
            Some(("DA", date)) => date.split('/').take(3).filter(|part| !part.is_empty()).collect(),
            _ => Vec::new(),
        };
        if !parts.is_empty() {
            tell("RIS", parts.join("-"), false);
        }
    }
    let items: serde_json::Value = serde_json::from_str(built.page("sources.csl.json")).unwrap();
    let item = items.as_array().unwrap().iter().find(|item| item["id"] == format!("d{n}")).unwrap();
    if let Some(ends) = item["issued"]["date-parts"].as_array() {
        let season =
            item["issued"]["season"].as_i64().map_or(String::new(), |season| format!("-{}", 20 + season));
        let end = |end: &serde_json::Value| {
            let parts: Vec<i64> = end.as_array().unwrap().iter().map(|part| part.as_i64().unwrap()).collect();
            // It has no year 0.
            let first = if parts[0] < 0 { parts[0] + 1 } else { parts[0] };
            let rest: String = parts[1..].iter().map(|part| format!("-{part:02}")).collect();
            format!("{}{rest}{season}", year(first))
        };
        let ends: Vec<_> = ends.iter().map(end).collect();
        tell("CSL-JSON", ends.join("/"), item["issued"]["circa"] == true);
    }
    let pages = [format!("sources/d{n}.html"), format!("events/e{n}.html")];
    for (page, name) in pages.iter().zip(["datePublished", "startDate"]) {
        let page = built.page(page);
        let date = between(page, &format!("\"{name}\":\""), "\"");
        let end = between(page, "\"endDate\":\"", "\"").filter(|_| name == "startDate");
        match (date, end) {
            (Some(from), Some(to)) if from != to => tell("JSON-LD", format!("{from}/{to}"), false),
            // What has a beginning and no end goes on.
            (Some(from), None) if name == "startDate" && written.contains('/') => {
                tell("JSON-LD", format!("{from}/.."), false);
            }
            (Some(date), _) => tell("JSON-LD", date.to_owned(), false),
            (None, Some(to)) => tell("JSON-LD", format!("../{to}"), false),
            (None, None) => {}
        }
    }
    let coins = between(built.page(&pages[0]), "&amp;rft.date=", "\"").unwrap_or_default();
    let coins = coins.split('&').next().unwrap_or_default();
    if !coins.is_empty() && coins.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
        tell("COinS", coins.to_owned(), false);
    }
    let entry = record(built.page("events.ics"), &format!("SUMMARY:Event {n}\r\n"), "END");
    if !entry.is_empty() {
        let events = built.page("events.ics");
        let at = events.find(&format!("SUMMARY:Event {n}\r\n")).unwrap();
        let start = events[..at].rsplit("BEGIN:VEVENT").next().unwrap();
        let stamp = |name: &str| {
            let line = start.lines().find(|line| line.starts_with(name))?;
            let digits = line.rsplit(':').next()?;
            let day = format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..8]);
            let time = digits.get(9..13).map_or(String::new(), |it| format!("T{}:{}Z", &it[..2], &it[2..]));
            Some(day + &time)
        };
        let from = stamp("DTSTART").unwrap();
        match stamp("DTEND") {
            // The end of an entry of whole days is the day after it.
            Some(to) if from.contains('T') => tell("calendar", format!("{from}/{to}"), false),
            Some(to) => tell("calendar", format!("{from}/{}", before(&to)), false),
            None => tell("calendar", from, false),
        }
    }
    all
}

/// The day before a day.
fn before(day: &str) -> String {
    let day = Date::parse(day).unwrap().bounds(Zone::default()).earliest.minute().unwrap();
    let day = crate::dates::bounds::Minute(day.0 - 1).day();
    format!("{:04}-{:02}-{:02}", day.year, day.month, day.day)
}

/// Whether all that a date may be lies within what is told of it.
fn lies_within(known: &Bounds, told: &Bounds) -> bool {
    let begins = match (told.earliest, known.earliest) {
        (Bound::At(told), Bound::At(known)) => told <= known,
        (Bound::At(_), _) => false,
        _ => true,
    };
    let ends = match (told.latest, known.latest) {
        (Bound::At(told), Bound::At(known)) => known <= told,
        (Bound::At(_), _) => false,
        _ => true,
    };
    begins && ends
}

#[test]
fn no_format_tells_more_than_is_known() {
    let dates: Vec<&str> = DATES.split(' ').collect();
    let built = built(&dates);
    let zone = Zone::default();
    let mut formats = std::collections::BTreeMap::new();
    for (n, written) in dates.iter().enumerate() {
        let date = Date::parse(written).unwrap();
        let form = date.form();
        let qualified = form.approximate || form.uncertain;
        for Told { format, edtf, circa } in told(&built, n, written) {
            let told =
                Date::parse(&edtf).unwrap_or_else(|bad| panic!("{written} in {format}: {edtf}: {bad:?}"));
            let within = lies_within(&date.bounds(zone), &told.bounds(zone));
            assert!(within, "{written} is {edtf} in {format}");
            assert!(circa || !qualified, "{written} is sure in {format}: {edtf}");
            *formats.entry(format).or_insert(0) += 1;
        }
        // The tables have what its author wrote, and the stretch of that.
        let line = |table: &str, first: &str| {
            let begins = format!("{first},");
            built.page(table).lines().find(|line| line.starts_with(&begins)).unwrap().to_owned()
        };
        for line in [line("events.csv", &format!("e{n}")), line("sources.csv", &format!("d{n}"))] {
            let plain = line.replace('"', "");
            assert!(plain.contains(written.trim_start_matches('-')), "{written}: {line}");
        }
    }
    let expected = ["BibLaTeX", "BibTeX", "COinS", "CSL-JSON", "JSON-LD", "RIS", "calendar"];
    assert_eq!(formats.keys().copied().collect::<Vec<_>>(), expected);
    assert!(formats.values().all(|many| *many > 5), "{formats:?}");
}
