//! The events as data for the theme's scripts: a row each, in files of so many.

use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::base::arena::Id;
use crate::chronicle::model::{Event, Source, Target};
use crate::dates::bounds::{Bound, Minute};
use crate::dates::form::{End, Kind, Unit};
use crate::render::lookup::Lookup;

/// How many rows a file has: `theme/filter.js` and `theme/search.js` know it too.
pub(crate) const ROWS: usize = 512;

/// A file of rows.
#[derive(Serialize)]
struct File<'a> {
    /// The names that its rows point into: actors, places, tags, outlets.
    names: [Vec<&'a str>; 4],
    /// In the chronicle's order.
    rows: Vec<Row<'a>>,
}

/// An event: the encoded path of its page, its title, its date in words; the first and the last day
/// that it may touch, counted from 1970-01-01; how sure its date is; the first day by which a
/// source had told of it; its actors, places, tags and outlets, as places in the file's lists; how far
/// it is settled, where its author says.
#[derive(Serialize)]
struct Row<'a>(
    &'a str,
    &'a str,
    &'a str,
    Option<i64>,
    Option<i64>,
    String,
    Option<i64>,
    Vec<usize>,
    Vec<usize>,
    Vec<usize>,
    Vec<usize>,
    Option<&'a str>,
);

/// `data/events-N.js`: the events from `n` times [`ROWS`] on.
pub(crate) fn rows(site: &Lookup<'_>, n: usize) -> Vec<u8> {
    let mut lists = Lists::default();
    let events = site.chronicle.events.ids().skip(n * ROWS).take(ROWS);
    let rows: Vec<_> = events.map(|id| row(site, &mut lists, id)).collect();
    let mut out = b"dateline.give(".to_vec();
    let file = File { names: lists.lists, rows };
    serde_json::to_writer(&mut out, &file).expect("texts and numbers are JSON, and memory takes them");
    out.extend_from_slice(b");\n");
    out
}

/// The names that the rows of a file point into.
#[derive(Default)]
struct Lists<'a> {
    lists: [Vec<&'a str>; 4],
    known: [FxHashMap<&'a str, usize>; 4],
}

impl<'a> Lists<'a> {
    /// The place of each of `names` in the `n`th list; those named twice once.
    fn places(&mut self, n: usize, names: impl Iterator<Item = &'a str>) -> Vec<usize> {
        let (list, known) = (&mut self.lists[n], &mut self.known[n]);
        let mut places: Vec<usize> = Vec::new();
        for name in names {
            let place = *known.entry(name).or_insert_with(|| {
                list.push(name);
                list.len() - 1
            });
            if !places.contains(&place) {
                places.push(place);
            }
        }
        places
    }
}

fn row<'a>(site: &'a Lookup<'_>, lists: &mut Lists<'a>, id: Id<Event>) -> Row<'a> {
    let chronicle = site.chronicle;
    let event = &chronicle.events[id];
    // An outlet has one name here, however its sources write it.
    let outlet = |source: &Id<Source>| Some(&*chronicle.outlets[chronicle.sources[*source].outlet?].title);
    Row(
        site.event_path(id),
        site.title(Target::Event(id)),
        &site.event_date(id).words,
        day(event.bounds.earliest),
        day(event.bounds.latest),
        sure(event),
        known(site, event),
        lists.places(0, event.actors.iter().map(|&id| &*chronicle.actors[id].title)),
        lists.places(1, event.places.iter().map(|&id| &*chronicle.places[id].title)),
        lists.places(2, event.tags.iter().map(|&id| &*chronicle.tags[id].title)),
        lists.places(3, event.sources.iter().filter_map(outlet)),
        event.fields.status.as_deref(),
    )
}

/// The day of a bound, where it has one that is told apart.
fn day(bound: Bound) -> Option<i64> {
    bound.minute().filter(|minute| !minute.is_saturated()).map(Minute::day_number)
}

/// The first day on whose evening a source had surely told of it, and those through which that one
/// is known had too: as a build as of a day reckons.
fn known(site: &Lookup<'_>, event: &Event) -> Option<i64> {
    let published = |source: &Id<Source>| {
        let mut chain = std::iter::successors(Some(*source), |id| site.chronicle.sources[*id].via);
        chain
            .try_fold(i64::MIN, |last, id| Some(last.max(day(site.chronicle.sources[id].published?.latest)?)))
    };
    event.sources.iter().filter_map(published).min()
}

/// How sure its date is, a letter for each thing that can be said of it: `d` to the day, `l` less than
/// that, `a` about, `u` uncertain, `o` an end open or not known, `s` one of several, `n` none at all;
/// and `r` where accounts differ.
fn sure(event: &Event) -> String {
    let form = event.date.form();
    let exact = |end: End| matches!(end, End::At(Unit::Day | Unit::Minute));
    let known = |end: End| matches!(end, End::At(_));
    let doubted = form.approximate || form.uncertain;
    let kind = match form.kind {
        Kind::Unknown => 'n',
        Kind::OneOf => 's',
        Kind::Until(_) | Kind::Since(_) | Kind::By(_) | Kind::From(_) => 'o',
        Kind::Interval(from, to) if !known(from) || !known(to) => 'o',
        // What is about or in doubt is sure to no unit.
        _ if doubted => ' ',
        Kind::One(Unit::Minute | Unit::Day) => 'd',
        Kind::Interval(from, to) if exact(from) && exact(to) => 'd',
        Kind::One(_) | Kind::Interval(..) | Kind::AllOf => 'l',
    };
    let said = [
        (kind, kind != ' '),
        ('a', form.approximate),
        ('u', form.uncertain),
        ('r', !event.accounts.is_empty()),
    ];
    said.iter().filter(|(_, holds)| *holds).map(|(letter, _)| letter).collect()
}

#[cfg(test)]
mod tests {
    use crate::render::fixture::build;

    /// The rows of a site with these events, each with its date, and what else its front matter has.
    fn rows(events: &[(&str, &str)]) -> serde_json::Value {
        let files: Vec<_> = events
            .iter()
            .enumerate()
            .map(|(n, (date, more))| {
                (format!("content/events/e{n}.md"), format!("---\ntitle: E{n}\ndate: '{date}'\n{more}---\n"))
            })
            .collect();
        let mut all: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        all.push((
            "content/sources/s.yaml",
            "a:\n  outlet: Interfax\n  published: 2010-03\nb:\n  outlet: Интерфакс\n  published: 2010-03-20\n\
             c:\n  title: A book\nd:\n  published: 1990\n  via: c\n",
        ));
        all.push(("content/outlets.yaml", "interfax: {name: Interfax, aliases: [Интерфакс]}\n"));
        let built = build(&all);
        assert_eq!(built.said(), "");
        let data = built.page("data/events-0.js");
        let json = data.strip_prefix("dateline.give(").and_then(|rest| rest.strip_suffix(");\n")).unwrap();
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn a_row_says_what_filters_ask() {
        let more = "actors: [Ann, Bo]\ntags: [words]\nplaces: [Moscow]\nsources: [a, b, c, d]\n";
        let data = rows(&[("1970-01-02", more), ("1970-01-03/..", "actors: [Bo]\nstatus: disputed\n")]);
        let expected = serde_json::json!({
            "names": [["Ann", "Bo"], ["Moscow"], ["words"], ["Interfax"]],
            "rows": [
                ["events/e0.html", "E0", "2 January 1970", 1, 1, "d", 14688, [0, 1], [0], [0], [0], null],
                ["events/e1.html", "E1", "from 3 January 1970 on", 2, null, "o", null, [1], [], [], [], "disputed"],
            ],
        });
        assert_eq!(data, expected);
    }

    #[test]
    fn every_date_is_as_sure_as_it_is() {
        let rival = "accounts:\n  - {figure: '1'}\n  - {figure: '2'}\n";
        let data = rows(&[
            ("0900", ""),
            ("0901~", ""),
            ("0902-01-01?", ""),
            ("0903%", ""),
            ("[0904,0905]", ""),
            ("0906-01-01/0906-02", ""),
            ("0907-01-01/0907-01-02", rival),
            ("0908~/..", ""),
            ("unknown", ""),
        ]);
        let sure: Vec<_> =
            data["rows"].as_array().unwrap().iter().map(|row| row[5].as_str().unwrap()).collect();
        assert_eq!(sure, ["l", "a", "u", "au", "s", "l", "dr", "oa", "n"]);
    }
}
