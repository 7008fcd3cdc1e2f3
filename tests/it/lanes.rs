//! Marks of rival accounts, and lanes, over a chronicle that was read.

use std::sync::Arc;

use dateline::analysis::analyze;
use dateline::base::path::SitePath;
use dateline::base::snapshot::{Contents, Options, Snapshot, SourceFile};
use dateline::chronicle::model::Chronicle;
use dateline::dates::bounds::Bound;
use dateline::layout::lanes::{By, CELL, Drawn, Lane, PIXEL, counts, marks};
use dateline::layout::mark::{Shape, rivals};
use dateline::layout::zoom::{MOST, PARTS, pages};
use proptest::collection::vec;
use proptest::prelude::{Just, ProptestConfig, Strategy, prop_assert_eq, proptest};

/// A chronicle of that one file of events.
fn chronicle(path: &str, text: &str) -> Chronicle {
    let files = vec![SourceFile { path: SitePath::new(path), contents: Contents::Text(text.into()) }];
    analyze(Arc::new(Snapshot { files, left_out: vec![], now: 0, options: Options::default() })).chronicle
}

#[test]
fn rival_dates_have_a_mark_each() {
    let marks = |accounts: &str| {
        let text = format!("---\ntitle: It was\ndate: 2010-03-17/2010-03-18\naccounts: [{accounts}]\n---\n");
        let chronicle = chronicle("content/events/e.md", &text);
        let rivals = rivals(&chronicle.events.values()[0]);
        let rivals: Vec<_> = rivals
            .iter()
            .map(|rival| format!("{:?} {} {}", rival.account, rival.date.as_written(), rival.look))
            .collect();
        rivals.join("; ")
    };
    assert_eq!(
        marks("{date: 2010-03-18}, {date: 2010-03~}, {date: 2010-03-18}, {figure: '3'}"),
        "Some(0) 2010-03-18 dot; Some(1) 2010-03~ bar from-faded to-faded"
    );
    assert_eq!(
        marks("{figure: '3'}, {date: 2010-03-19?}"),
        "None 2010-03-17/2010-03-18 bar from-sharp to-sharp; Some(1) 2010-03-19? dot hollow"
    );
    assert_eq!(marks("{date: 2010-03-17/2010-03-18}, {figure: '3'}"), "");
    assert_eq!(marks("{figure: '3'}, {figure: '4'}"), "");
}

/// A chronicle of events with these dates, each with one of `actors` actors, in turn.
fn dated(dates: &[String], actors: usize) -> Chronicle {
    let file = |(n, date): (usize, &String)| SourceFile {
        path: SitePath::new(&format!("content/events/e{n:05}.md")),
        contents: Contents::Text(
            format!("---\ntitle: Event {n}\ndate: \"{date}\"\nactors: [A{}]\n---\n", n % actors).into(),
        ),
    };
    let files = dates.iter().enumerate().map(file).collect();
    analyze(Arc::new(Snapshot { files, left_out: vec![], now: 0, options: Options::default() })).chronicle
}

/// Dates of every shape.
fn date() -> impl Strategy<Value = String> {
    (1142..2025_i64, 1..=12_u8, 1..=28_u8, 0..14_usize).prop_map(|(year, month, day, form)| match form {
        0 => format!("{year}"),
        1 => format!("{year}~"),
        2 => format!("{year}-{month:02}"),
        3 => format!("[..{year}-{month:02}-{day:02}]"),
        4 => format!("[{year}-{month:02}-{day:02}..]"),
        5 => format!("{year}-{month:02}-{day:02}/.."),
        6 => format!("/{year}-{month:02}"),
        7 => format!("{year}-{month:02}/{}", year + 3),
        8 => format!("[{year},{}]", year + 2),
        9 => format!("{}X", year / 10),
        10 => format!("2010-{month:02}-{day:02}"),
        11 => "2010-03-18".to_owned(),
        _ => format!("{year}-{month:02}-{day:02}"),
    })
}

/// What of a lane's marks touches in its row, and what of its gathered marks.
fn touching(lane: &Lane) -> Vec<String> {
    let Drawn::Marks { rows, marks, more } = &lane.drawn else { return Vec::new() };
    let mut faults = Vec::new();
    let mut taken: Vec<_> = marks.iter().map(|mark| (mark.placed.row, mark.stretch())).collect();
    let reach = CELL * PIXEL / 2;
    taken.extend(more.iter().map(|more| (rows - 1, (more.x - reach, more.x + reach))));
    taken.sort_unstable();
    for pair in taken.windows(2) {
        if pair[0].0 == pair[1].0 && pair[0].1.1 > pair[1].1.0 {
            faults.push(format!("{:?} lies on {:?} in row {}", pair[0].1, pair[1].1, pair[0].0));
        }
    }
    if taken.iter().any(|&(row, _)| row >= *rows) {
        faults.push("a row that is not there".to_owned());
    }
    let shown = marks.len() + more.iter().map(|more| more.many).sum::<usize>();
    if shown != lane.many {
        faults.push(format!("{shown} are shown of {}", lane.many));
    }
    faults
}

/// What is wrong with the pages of a chronicle.
fn faults(chronicle: &Chronicle) -> Vec<String> {
    let pages = pages(chronicle);
    let mut faults = Vec::new();
    let mut shown: Vec<_> = pages.iter().flat_map(|page| page.events.iter().copied()).collect();
    shown.sort_unstable();
    if shown != chronicle.events.ids().take(chronicle.dated).collect::<Vec<_>>() {
        faults.push("an event is on no page, or on two".to_owned());
    }
    for (n, page) in pages.iter().enumerate() {
        let of_parts = page.parts.iter().map(|&part| pages[part].many).sum::<usize>();
        if page.many != page.events.len() + of_parts {
            faults.push(format!("page {n} says {} and has {of_parts}", page.many));
        }
        if page.many <= MOST && !page.parts.is_empty() {
            faults.push(format!("page {n} of {} events is divided", page.many));
        }
        if page.parts.len() == 1 || page.parts.len() as i64 > PARTS {
            faults.push(format!("page {n} has {} parts", page.parts.len()));
        }
        for &part in &page.parts {
            let (whole, part) = (page.period, pages[part].period.expect("a part is a period"));
            if whole.is_some_and(|whole| part.first() < whole.first() || part.last() > whole.last()) {
                faults.push(format!("{part:?} is no part of {whole:?}"));
            }
        }
        let lanes = if page.parts.is_empty() {
            marks(chronicle, &page.events, Some(page), Some(By::Actors))
        } else {
            counts(chronicle, &pages, n, Some(By::Actors))
        };
        let lanes = lanes.into_iter().flat_map(|lanes| lanes.lanes);
        faults.extend(lanes.flat_map(|lane| touching(&lane)));
    }
    faults
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn nothing_touches_and_nothing_is_lost(dates in vec(date(), 1..220), actors in 1..20_usize) {
        prop_assert_eq!(faults(&dated(&dates, actors)), Vec::<String>::new());
    }

    #[test]
    fn a_mark_covers_what_its_date_does(dates in vec(date(), 1..40)) {
        let chronicle = dated(&dates, 1);
        let ids: Vec<_> = chronicle.events.ids().collect();
        let Some(lanes) = marks(&chronicle, &ids, None, None) else { return Ok(()) };
        let Drawn::Marks { marks, .. } = &lanes.lanes[0].drawn else { panic!("no marks") };
        for mark in marks {
            let date = &chronicle.events[mark.placed.event].date;
            let bounds = date.halo(chronicle.config.time_zone);
            let x = |bound: Bound, end| bound.minute().map_or(end, |minute| lanes.scale.x(minute));
            let (start, end) = mark.placed.extent();
            prop_assert_eq!(start, x(bounds.earliest, 0), "{}", date.as_written());
            // A day is a point, where it begins.
            if mark.placed.parts[0].look.shape != Shape::Dot {
                prop_assert_eq!(end, x(bounds.latest, lanes.scale.width()), "{}", date.as_written());
            }
        }
    }

    #[test]
    fn the_order_in_which_events_come_is_nothing(
        (dates, order) in vec(date(), 1..80).prop_flat_map(|dates| {
            let order: Vec<_> = (0..dates.len()).collect();
            (Just(dates), Just(order).prop_shuffle())
        })
    ) {
        let chronicle = dated(&dates, 3);
        let ids: Vec<_> = chronicle.events.ids().collect();
        let mixed: Vec<_> = order.iter().map(|&n| ids[n]).collect();
        let by = Some(By::Actors);
        prop_assert_eq!(marks(&chronicle, &ids, None, by), marks(&chronicle, &mixed, None, by));
    }
}

#[test]
fn ten_thousand_events_of_nine_centuries_have_few_pages() {
    let date = |n: i64| match n {
        0..33 => "1999-05-09".to_owned(),
        _ if n % 4 == 0 => format!("{}", 1142 + n * 37 % 883),
        _ => format!("{}-{:02}-{:02}", 1960 + n % 60, n % 12 + 1, n % 28 + 1),
    };
    let chronicle = dated(&(0..10_000).map(date).collect::<Vec<_>>(), 40);
    assert_eq!(faults(&chronicle), Vec::<String>::new());
    let pages = pages(&chronicle);
    let divided = pages.iter().filter(|page| !page.parts.is_empty()).count();
    assert!(divided <= 3 * 10_000 / MOST && pages.len() < 500, "{divided} of {}", pages.len());
    assert!(pages.iter().all(|page| page.events.len() <= MOST), "each event has a mark");
}
