//! `events.csv` and `sources.csv`: tables (RFC 4180), in UTF-8, with a line of names first.
//!
//! Several values of one cell are parted by `; `. A cell that a spreadsheet would take for a
//! formula has an apostrophe before it.

use std::borrow::Cow;
use std::io;

use crate::base::arena::Id;
use crate::chronicle::model::{Event, Source, Target};
use crate::dates::bounds::Bounds;
use crate::dates::date::Date;
use crate::render::exports::chronicle::date::end;
use crate::render::exports::chronicle::source::{kind, state, status};
use crate::render::lookup::Lookup;
use crate::syntax::fields::Correction;
use crate::syntax::source::creator::Creator;

const EVENT_COLUMNS: &[&str] = &[
    "id",
    "title",
    "date",
    "earliest",
    "latest",
    "date_as_written",
    "summary",
    "status",
    "corrections",
    "language",
    "background",
    "order_established",
    "places",
    "actors",
    "tags",
    "sources",
    "source_count",
    "first_report",
    "least_lag_days",
    "most_lag_days",
    "account_count",
    "part_of",
    "follows",
    "responds_to",
    "page",
];

const SOURCE_COLUMNS: &[&str] = &[
    "key",
    "type",
    "outlet",
    "outlet_id",
    "outlet_owner",
    "outlet_is_wire",
    "outlet_reliability",
    "published",
    "earliest",
    "latest",
    "title",
    "translated_title",
    "romanized_title",
    "author",
    "url",
    "url_status",
    "archived",
    "archived_on",
    "accessed",
    "page_in_source",
    "volume",
    "issue",
    "place",
    "publisher",
    "language",
    "via",
    "origin",
    "quotes",
    "status",
    "reliability",
    "note",
    "events",
    "event_count",
    "page",
];

/// Writes the table of events.
///
/// # Errors
/// What `out` refuses.
pub(super) fn events(site: &Lookup<'_>, base: Option<&str>, out: &mut dyn io::Write) -> io::Result<()> {
    let mut row = Row::default();
    head(EVENT_COLUMNS, &mut row, out)?;
    for (id, event) in site.chronicle.events.iter() {
        event_row(site, base, id, event, &mut row);
        row.end(out)?;
    }
    Ok(())
}

fn event_row(site: &Lookup<'_>, base: Option<&str>, id: Id<Event>, event: &Event, row: &mut Row) {
    let chronicle = site.chronicle;
    let fields = &*event.fields;
    row.cell(&event.id);
    row.cell(site.title(Target::Event(id)));
    row.cell(event.date.as_written());
    row.bounds(&event.bounds, event.date.has_time());
    row.optional(fields.date_as_written.as_deref());
    row.optional(fields.summary.as_deref());
    row.optional(fields.status.as_deref());
    row.several(fields.corrections.iter().map(correction));
    row.cell(fields.language.as_deref().unwrap_or(&chronicle.config.language));
    row.truth(event.background);
    row.truth(event.order_established);
    row.several(event.places.iter().map(|&place| site.title(Target::Place(place))));
    row.several(event.actors.iter().map(|&actor| site.title(Target::Actor(actor))));
    row.several(event.tags.iter().map(|&tag| site.title(Target::Tag(tag))));
    row.several(event.sources.iter().map(|&source| &*chronicle.sources[source].key));
    row.number(event.sources.len());
    row.optional(event.first_report.map(|report| &*chronicle.sources[report.source].key));
    let lag = event.first_report.and_then(|report| report.lag);
    row.optional(lag.map(|(least, _)| least.to_string()).as_deref());
    row.optional(lag.map(|(_, most)| most.to_string()).as_deref());
    row.number(event.accounts.len());
    for others in [&event.part_of, &event.follows, &event.responds_to] {
        row.several(others.iter().map(|&other| &*chronicle.events[other].id));
    }
    row.page(base, site.event_path(id));
}

/// A correction with its day: `2001-06-02: The day was given as 8 May.`
fn correction(it: &Correction) -> Cow<'_, str> {
    match &it.date {
        Some(date) => Cow::Owned(format!("{}: {}", date.as_written(), it.text)),
        None => Cow::Borrowed(&it.text),
    }
}

/// Writes the table of sources.
///
/// # Errors
/// What `out` refuses.
pub(super) fn sources(site: &Lookup<'_>, base: Option<&str>, out: &mut dyn io::Write) -> io::Result<()> {
    let mut row = Row::default();
    head(SOURCE_COLUMNS, &mut row, out)?;
    for (id, source) in site.chronicle.sources.iter() {
        source_row(site, base, id, source, &mut row);
        row.end(out)?;
    }
    Ok(())
}

fn source_row(site: &Lookup<'_>, base: Option<&str>, id: Id<Source>, source: &Source, row: &mut Row) {
    let chronicle = site.chronicle;
    let fields = &*source.fields;
    row.cell(&source.key);
    row.cell(kind(fields.kind));
    row.optional(fields.outlet.as_deref());
    let outlet = source.outlet.map(|id| &chronicle.outlets[id]);
    let own = outlet.and_then(|outlet| outlet.own.as_deref());
    row.optional(outlet.map(|outlet| &*outlet.id));
    row.optional(own.and_then(|own| own.owner.as_deref()));
    match own {
        Some(own) => row.truth(own.wire),
        None => row.cell(""),
    }
    row.optional(own.and_then(|own| own.reliability.as_deref()));
    row.optional(fields.published.as_ref().map(Date::as_written));
    match &source.published {
        Some(bounds) => row.bounds(bounds, fields.published.as_ref().is_some_and(Date::has_time)),
        None => {
            row.cell("");
            row.cell("");
        }
    }
    row.optional(fields.title.as_deref());
    row.optional(fields.translated_title.as_deref());
    row.optional(fields.romanized_title.as_deref());
    row.several(fields.author.iter().map(Creator::shown));
    row.optional(fields.url.as_deref());
    row.optional(fields.url_status.map(status));
    row.optional(fields.archived.as_deref());
    row.optional(fields.archived_on.as_ref().map(Date::as_written));
    row.optional(fields.accessed.as_ref().map(Date::as_written));
    row.optional(fields.page.as_deref());
    row.optional(fields.volume.as_deref());
    row.optional(fields.issue.as_deref());
    row.optional(fields.place.as_deref());
    row.optional(fields.publisher.as_deref());
    row.optional(fields.language.as_deref());
    row.optional(source.via.map(|via| &*chronicle.sources[via].key));
    row.optional(fields.repeats.as_deref());
    row.several(fields.quotes.iter().map(|quote| &**quote));
    row.optional(fields.status.map(state));
    row.optional(fields.reliability.as_deref());
    row.optional(fields.note.as_deref());
    row.several(source.events.iter().map(|&event| &*chronicle.events[event].id));
    row.number(source.events.len());
    row.page(base, site.source_path(id));
}

fn head(columns: &[&str], row: &mut Row, out: &mut dyn io::Write) -> io::Result<()> {
    columns.iter().for_each(|column| row.cell(column));
    row.end(out)
}

/// A line of the table, as it grows.
#[derive(Default)]
struct Row(String);

impl Row {
    fn cell(&mut self, text: &str) {
        if !self.0.is_empty() {
            self.0.push(',');
        }
        let text = harmless(text);
        // A quoted cell is never nothing, so that a line of empty cells still has its commas.
        if text.is_empty() || text.contains([',', '"', '\n']) {
            self.0.push('"');
            self.0.push_str(&text.replace('"', "\"\""));
            self.0.push('"');
        } else {
            self.0.push_str(&text);
        }
    }

    fn optional(&mut self, text: Option<&str>) {
        self.cell(text.unwrap_or_default());
    }

    fn several(&mut self, texts: impl Iterator<Item = impl AsRef<str>>) {
        let mut cell = String::new();
        for text in texts {
            if !cell.is_empty() {
                cell.push_str("; ");
            }
            cell.push_str(text.as_ref());
        }
        self.cell(&cell);
    }

    fn number(&mut self, number: usize) {
        self.cell(&number.to_string());
    }

    fn truth(&mut self, truth: bool) {
        self.cell(if truth { "true" } else { "false" });
    }

    fn bounds(&mut self, bounds: &Bounds, with_time: bool) {
        self.optional(end(bounds.earliest, with_time).as_deref());
        self.optional(end(bounds.latest, with_time).as_deref());
    }

    fn page(&mut self, base: Option<&str>, path: &str) {
        self.cell(&format!("{}{path}", base.unwrap_or_default()));
    }

    fn end(&mut self, out: &mut dyn io::Write) -> io::Result<()> {
        self.0.push_str("\r\n");
        out.write_all(self.0.as_bytes())?;
        self.0.clear();
        Ok(())
    }
}

/// A text that no spreadsheet takes for a formula, and without the control characters that a line
/// of text cannot hold.
fn harmless(text: &str) -> Cow<'_, str> {
    let is_control = |c: char| c.is_control() && c != '\n';
    let text = if text.contains(is_control) {
        Cow::Owned(text.replace("\r\n", "\n").replace(is_control, " "))
    } else {
        Cow::Borrowed(text)
    };
    // Some take the wide forms for the narrow ones, and look behind spaces.
    let begins = text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '|', '%']);
    if begins && text.parse::<i64>().is_err() { Cow::Owned(format!("'{text}")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::{EVENT_COLUMNS, Row, SOURCE_COLUMNS, harmless};
    use crate::render::fixture::build;
    use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

    #[test]
    fn formulas_are_only_text() {
        for formula in
            ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", " =1", "\r=1", "＝1", "-0043-03-15", "\n=1"]
        {
            assert!(harmless(formula).starts_with('\''), "{formula:?}");
        }
        for text in ["-2", "2010-03-18", "a=b", "", "+7"] {
            assert_eq!(harmless(text), text);
        }
    }

    #[test]
    fn a_table_has_a_line_for_each() {
        let built = build(&[
            (
                "content/events/a.md",
                "---\ntitle: 'He said \"no\", twice'\ndate: -0043-03-15\nsources: [s]\n---\n",
            ),
            ("content/sources/s.yaml", "s:\n  outlet: =HYPERLINK(\"x\")\n  published: 2010-03~\n"),
        ]);
        let events = built.page("events.csv");
        assert!(
            events.contains("\r\na,\"He said \"\"no\"\", twice\",'-0043-03-15,'-0043-03-15,'-0043-03-15,"),
            "{events}"
        );
        let sources = built.page("sources.csv");
        assert!(
            sources.contains(
                "\r\ns,news,\"'=HYPERLINK(\"\"x\"\")\",hyperlink-x,\"\",\"\",\"\",2010-03~,2010-03-01,"
            ),
            "{sources}"
        );
        for (table, columns) in [(events, EVENT_COLUMNS), (sources, SOURCE_COLUMNS)] {
            assert_eq!(table.split("\r\n").next().unwrap().split(',').count(), columns.len());
            assert_eq!(read(table)[1].len(), columns.len());
        }
    }

    /// A reader of RFC 4180, by its grammar.
    fn read(table: &str) -> Vec<Vec<String>> {
        let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
        let mut chars = table.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '"' if quoted && chars.next_if_eq(&'"').is_some() => cell.push('"'),
                '"' => quoted = !quoted,
                ',' if !quoted => row.push(std::mem::take(&mut cell)),
                '\r' if !quoted && chars.next_if_eq(&'\n').is_some() => {
                    row.push(std::mem::take(&mut cell));
                    rows.push(std::mem::take(&mut row));
                }
                c => cell.push(c),
            }
        }
        rows
    }

    proptest! {
        #[test]
        fn a_cell_comes_back_as_it_was_put(cells in proptest::collection::vec(any::<String>(), 1..5)) {
            let mut row = Row::default();
            cells.iter().for_each(|cell| row.cell(cell));
            let mut bytes = Vec::new();
            row.end(&mut bytes).unwrap();
            let back = read(std::str::from_utf8(&bytes).unwrap());
            prop_assert_eq!(back.len(), 1);
            prop_assert_eq!(back[0].len(), cells.len());
            for (cell, back) in cells.iter().zip(&back[0]) {
                prop_assert_eq!(&*harmless(cell), back);
                let formula = back.trim_start().starts_with(['=', '@']);
                prop_assert!(!formula);
            }
        }
    }
}
