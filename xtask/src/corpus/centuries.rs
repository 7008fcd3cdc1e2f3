//! A shape that chronicles have: centuries with little in them, years with much, days with more than a
//! page shows at once.

use super::random::Random;
use super::story::{EPOCH, day};

/// A stretch of the whole: how many of a thousand events lie in it, from which day to which, counted
/// from 0000-03-01.
struct Stretch {
    share: usize,
    from: usize,
    to: usize,
}

/// 1142-01-01, by the calendar of today.
const FIRST: usize = EPOCH - 302_421;

/// 1800-01-01: from here on there are papers.
const OF_THE_PRESS: usize = EPOCH - 62_091;

/// 1990-01-01.
const OF_OURS: usize = EPOCH + 7305;

/// In order of time. One year has a quarter of all, most of it in two months, and the day after those a
/// sixtieth.
const STRETCHES: [Stretch; 7] = [
    Stretch { share: 30, from: FIRST, to: OF_THE_PRESS },
    Stretch { share: 50, from: OF_THE_PRESS, to: EPOCH - 25_567 },
    Stretch { share: 120, from: EPOCH - 25_567, to: OF_OURS },
    Stretch { share: 300, from: OF_OURS, to: EPOCH + 16_071 },
    Stretch { share: 217, from: EPOCH + 16_071, to: EPOCH + 16_130 },
    Stretch { share: 16, from: EPOCH + 16_130, to: EPOCH + 16_130 },
    Stretch { share: 267, from: EPOCH + 16_130, to: EPOCH + 20_453 },
];

/// The day of the event in the place `n` of `all`, counted from 0000-03-01.
pub(super) fn day_of(n: usize, all: usize) -> usize {
    let mut place = n * 1000;
    for Stretch { share, from, to } in &STRETCHES {
        let room = share * all;
        if place < room {
            return from + place * (to - from) / room;
        }
        place -= room;
    }
    STRETCHES[STRETCHES.len() - 1].to
}

/// When the source in the place `n` of `all` was published: soon after the events of its time, and those
/// of times without a press by books of a later one.
pub(super) fn reported(random: &mut Random, n: usize, all: usize) -> String {
    let number = day_of(n, all);
    if number >= OF_THE_PRESS {
        return day(number + random.within(1, 4));
    }
    day(EPOCH - 40_000 + random.below(60_000))[..4].to_owned()
}

/// A date at or about a day, in one of all the forms that a date can be written in; the older, the less
/// is known.
pub(super) fn edtf(random: &mut Random, number: usize) -> String {
    let exact = day(number);
    let (month, year) = (&exact[..7], &exact[..4]);
    let later = |random: &mut Random, most: usize| day(number + random.within(1, most));
    let known = match number {
        ..OF_THE_PRESS => 10,
        OF_THE_PRESS..OF_OURS => 40,
        _ => 62,
    };
    if random.chance(known) {
        return exact;
    }
    match random.below(36) {
        0..3 => format!("{exact}T{:02}:{:02}", random.below(24), random.below(60)),
        3 => format!("{exact}T{:02}:30+05:30", random.below(24)),
        4 => format!("{exact}T09:00/{exact}T{:02}:15", random.within(10, 23)),
        5..10 => month.to_owned(),
        10..14 => year.to_owned(),
        14 => format!("{year}~"),
        15 => format!("{month}?"),
        16 => format!("{exact}%"),
        17 => format!("{year}-?{}", &exact[5..]),
        18 => format!("{}X", &exact[..3]),
        19 => format!("{}XX", &exact[..2]),
        20 => format!("{month}-XX"),
        21 => format!("{year}-XX-XX"),
        22 => format!("{year}-{}", random.within(21, 24)),
        23 => format!("{year}-{}", random.within(33, 41)),
        24..27 => format!("{exact}/{}", later(random, 40)),
        27 => format!("{month}/{}", &later(random, 400)[..7]),
        28 => format!("{exact}/.."),
        29 => format!("../{exact}"),
        30 => format!("{exact}/"),
        31 => format!("[..{exact}]"),
        32 => format!("[{exact},{}]", later(random, 30)),
        33 => format!("[{exact}..{}]", later(random, 9)),
        34 => format!("{{{exact},{}}}", later(random, 30)),
        _ => "unknown".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Order;
    use super::super::story::{Story, day};
    use super::{FIRST, STRETCHES, day_of};

    #[test]
    fn the_shares_are_a_thousand_and_follow_each_other() {
        assert_eq!(STRETCHES.iter().map(|stretch| stretch.share).sum::<usize>(), 1000);
        assert!(STRETCHES.windows(2).all(|pair| pair[0].to == pair[1].from));
        assert_eq!(day(FIRST), "1142-01-01");
    }

    #[test]
    fn centuries_years_and_a_day_are_as_dense_as_in_a_chronicle() {
        let days: Vec<String> = (0..2000).map(|n| day(day_of(n, 2000))).collect();
        assert!(days.is_sorted());
        let within =
            |from: &str, to: &str| days.iter().filter(|day| from <= &day[..] && &day[..] < to).count();
        assert!(days[0].starts_with("1142") && days[1999].starts_with("2025"));
        assert_eq!(within("1142", "1800"), 60);
        assert!((450..700).contains(&within("2014", "2015")), "{}", within("2014", "2015"));
        let most = days.chunk_by(|a, b| a == b).map(<[String]>::len).max();
        assert!(most.is_some_and(|most| (33..60).contains(&most)), "{most:?}");
    }

    #[test]
    fn dates_have_every_form_and_are_the_same_each_time() {
        let dates = |seed| {
            let story = Story::new(&Order { events: 3000, seed, drafts: 0, centuries: true });
            story.events.into_iter().map(|event| event.date).collect::<Vec<_>>()
        };
        let all = dates(1);
        assert_eq!(all, dates(1));
        let has = |form: fn(&str) -> bool| assert!(all.iter().any(|date| form(date)));
        has(|date| date.contains('T') && date.ends_with("+05:30"));
        has(|date| date.contains('T') && date.contains('/'));
        has(|date| date.ends_with('~'));
        has(|date| date.ends_with('?'));
        has(|date| date.ends_with('%'));
        has(|date| date.contains("-?"));
        has(|date| date.ends_with("XX") && date.len() == 4);
        has(|date| date.ends_with("X-XX") || date.ends_with("-XX-XX"));
        has(|date| date.starts_with("../"));
        has(|date| date.ends_with("/.."));
        has(|date| date.ends_with('/'));
        has(|date| date.starts_with("[.."));
        has(|date| date.starts_with('{'));
        has(|date| date == "unknown");
    }
}
