//! The elastic column and the strip, over a chronicle that was read.

use std::sync::Arc;

use dateline::analysis::analyze;
use dateline::base::path::SitePath;
use dateline::base::snapshot::{Contents, Options, Snapshot, SourceFile};
use dateline::chronicle::model::Chronicle;
use dateline::layout::column::{CAP, Row, column};
use dateline::layout::strip::{Drawn, strip};
use expect_test::expect;
use proptest::collection::vec;
use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

/// A chronicle of events with these dates.
fn chronicle(dates: &[&str]) -> Chronicle {
    let event = |(n, date): (usize, &&str)| format!("## Event {n} {{#e{n} date=\"{date}\"}}\n\nIt was.\n\n");
    let text: String = dates.iter().enumerate().map(event).collect();
    let path = SitePath::new("content/events.md");
    let files = vec![SourceFile { path, contents: Contents::Text(text.into()) }];
    analyze(Arc::new(Snapshot { files, left_out: vec![], now: 0, options: Options::default() })).chronicle
}

fn rows(dates: &[&str]) -> String {
    let chronicle = chronicle(dates);
    let events: Vec<_> = chronicle.events.ids().collect();
    let row = |row: Row| match row {
        Row::Event { id, order_open } => {
            let open = if order_open { "? " } else { "  " };
            format!("{open}{}\n", chronicle.events[id].date.as_written())
        }
        other => format!("{other:?}\n"),
    };
    column(&chronicle, &events).into_iter().map(row).collect()
}

#[test]
fn room_follows_time_up_to_a_cap() {
    expect![[r#"
        Year(2010)
        Burst { count: 3, unordered: true }
          2010-03-02
        ? 2010-03-02
        ? 2010-03-02
        Gap(Gap { days: 3, exact: true, steps: 0, broken: false })
          2010-03-05
        Unordered(2)
        ? [..2010-03-15]
        Gap(Gap { days: 3, exact: false, steps: 0, broken: false })
          2010-03-18
        Gap(Gap { days: 14, exact: false, steps: 2, broken: false })
          2010-04
        Gap(Gap { days: 14856, exact: false, steps: 8, broken: true })
        Year(2051)
          2051-01-01
    "#]]
    .assert_eq(&rows(&[
        "2010-03-02",
        "2010-03-02",
        "2010-03-02",
        "2010-03-05",
        "[..2010-03-15]",
        "2010-03-18",
        "2010-04",
        "2051-01-01",
    ]));
}

#[test]
fn an_order_that_is_not_established_is_said_once() {
    expect![[r#"
        Burst { count: 3, unordered: true }
          2010-03-02
        ? 2010-03-02
        ? 2010-03-02
        Gap(Gap { days: 3, exact: true, steps: 2, broken: false })
          2010-03-05
        Unordered(2)
        ? [..2010-03-15]
    "#]]
    .assert_eq(&rows(&["2010-03-02", "2010-03-02", "2010-03-02", "2010-03-05", "[..2010-03-15]"]));
    expect![[r#"
        Unordered(3)
          2010-03
        Burst { count: 2, unordered: false }
        ? 2010-03-02
        ? 2010-03-02
        Gap(Gap { days: 30, exact: false, steps: 2, broken: false })
          2010-04
    "#]]
    .assert_eq(&rows(&["2010-03-02", "2010-03-02", "2010-03", "2010-04"]));
}

#[test]
fn many_events_are_told_by_their_density() {
    let dates: Vec<_> =
        (0..300).map(|n| format!("{}-{:02}-{:02}", 1900 + n / 12, n % 12 + 1, n % 28 + 1)).collect();
    let chronicle = chronicle(&dates.iter().map(String::as_str).collect::<Vec<_>>());
    let events: Vec<_> = chronicle.events.ids().collect();
    let strip = strip(&chronicle, &events, 1180).expect("the dates are bounded");
    let Drawn::Density(bins) = strip.drawn else { panic!("so many have no room for a mark each") };
    assert_eq!(bins.iter().map(|bin| bin.events).sum::<usize>(), 300, "each is counted once");
    assert!(bins.windows(2).all(|pair| pair[0].x < pair[1].x));
}

proptest! {
    #[test]
    fn every_event_has_its_row_and_marks_do_not_overlap(days in vec((1..13_u8, 1..29_u8, 0..4_u8), 1..40)) {
        let date = |(month, day, kind): &(u8, u8, u8)| match kind {
            0 | 1 => format!("2010-{month:02}-{day:02}"),
            2 => format!("2010-{month:02}"),
            _ => format!("[..2010-{month:02}-{day:02}]"),
        };
        let dates: Vec<_> = days.iter().map(date).collect();
        let chronicle = chronicle(&dates.iter().map(String::as_str).collect::<Vec<_>>());
        let events: Vec<_> = chronicle.events.ids().collect();
        let rows = column(&chronicle, &events);
        let told: Vec<_> = rows.iter().filter_map(|row| if let Row::Event { id, .. } = row { Some(*id) } else { None }).collect();
        prop_assert_eq!(&told, &events);
        for row in &rows {
            if let Row::Gap(gap) = row {
                prop_assert!(gap.days > 0 && gap.steps <= CAP);
            }
        }
        let strip = strip(&chronicle, &events, 1180).expect("the dates are bounded");
        let Drawn::Marks { marks, .. } = &strip.drawn else { panic!("so few have a mark each") };
        for (n, one) in marks.iter().enumerate() {
            for other in &marks[n + 1..] {
                let ((a, b), (c, d)) = (one.extent(), other.extent());
                prop_assert!(one.row != other.row || b + 14 <= c || d + 14 <= a);
            }
        }
    }
}
