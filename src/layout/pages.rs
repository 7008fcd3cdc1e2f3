//! Lists that are too long for one page, by year, then month, then day, then part.
//!
//! What a page may hold is a weight, told beforehand, so that the plan of a site knows its pages
//! before any of them is made. A list keeps its order; a page of a year, a month or a day is there
//! whether or not it had to be divided, so its address stays.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::snapshot::Day;
use crate::dates::bounds::{Bounds, Minute, Span};
use crate::dates::date::Date;
use crate::dates::zone::Zone;

/// Something to list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item<T> {
    /// What it is.
    pub id: T,
    /// When it begins.
    pub place: Place,
    /// How much of a page it takes, in bytes.
    pub weight: usize,
}

/// Where something stands among the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Its year; `None` where it has no date.
    pub year: Option<i64>,
    /// Its month, from 1, where it is known in which it begins.
    pub month: Option<u8>,
    /// Its day, where that is known too.
    pub day: Option<u8>,
}

/// The time that a page is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stretch {
    /// Several years, from one to another.
    Years(i64, i64),
    /// A year.
    Year(i64),
    /// A month of a year.
    Month(i64, u8),
    /// A day.
    Day(Day),
    /// What has no date.
    Undated,
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// What it is about.
    pub stretch: Stretch,
    /// Which part it is of that, from 1, and of how many.
    pub part: (usize, usize),
    /// What it lists by itself, in order.
    pub items: Vec<T>,
    /// All that its stretch holds, itself and on pages below it, in order.
    pub all: Arc<[T]>,
    /// The pages below it: of the years, months or days that it is divided into.
    pub below: Vec<usize>,
    /// The page above it.
    pub above: Option<usize>,
    /// The page before it: the part, or else of the stretch of the same kind.
    pub previous: Option<usize>,
    /// The page after it.
    pub next: Option<usize>,
}

/// The pages of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pages<T> {
    /// Every page; those above stand before those below.
    pub pages: Vec<Page<T>>,
    /// Those that nothing stands above, in order: the years, or groups of them; what has no date
    /// last.
    pub top: Vec<usize>,
}

/// The most links to years on one page.
const MOST_YEARS: usize = 300;

impl Place {
    /// Where a date stands: in the year in which its stretch begins or, where that is open or not
    /// known, ends; under a month or a day only where it surely begins in it.
    pub fn of(date: &Date, bounds: &Bounds, zone: Zone) -> Self {
        let year = bounds.earliest.day().or(bounds.latest.day()).map(|day| day.year);
        let (first, last) = Span::of(date.value(), zone).begin;
        let known = |minute: Minute| (Minute::FIRST..=Minute::LAST).contains(&minute).then(|| minute.day());
        let place = |month, day| Self { year, month, day };
        let (Some(first), Some(last)) = (known(first), known(last)) else { return place(None, None) };
        let month = (Some(first.year) == year && (first.year, first.month) == (last.year, last.month))
            .then_some(first.month);
        place(month, month.and((first.day == last.day).then_some(first.day)))
    }

    /// That of what has no date.
    pub const NOWHERE: Self = Self { year: None, month: None, day: None };
}

impl<T: Copy> Pages<T> {
    /// Divides `items`, in order, so that no page weighs more than `most` bytes, but for one that
    /// has a single item.
    pub fn of(items: &[Item<T>], most: usize) -> Self {
        let mut years: BTreeMap<(bool, Option<i64>), Vec<Item<T>>> = BTreeMap::new();
        for item in items {
            years.entry((item.place.year.is_none(), item.place.year)).or_default().push(*item);
        }
        let mut making = Making { pages: Vec::new(), most };
        let dated: Vec<_> = years.keys().filter_map(|(_, year)| *year).collect();
        let mut top = Vec::new();
        for (stretch, group) in groups(&dated) {
            let above = matches!(stretch, Stretch::Years(..)).then(|| {
                let all = group.iter().flat_map(|year| &years[&(false, Some(*year))]).map(|item| item.id);
                making.page(stretch, all.collect(), &[], None)
            });
            top.extend(above);
            for &year in group {
                let items = &years[&(false, Some(year))];
                let page = making.year(year, items, above);
                match above {
                    Some(above) => making.pages[above].below.push(page),
                    None => top.push(page),
                }
            }
        }
        if let Some(items) = years.get(&(true, None)) {
            top.push(making.parts(Stretch::Undated, items, items, None));
        }
        let mut pages = Self { pages: making.pages, top };
        pages.join();
        pages
    }

    /// The page that lists each item by itself, in the order of the pages.
    pub fn listed(&self) -> impl Iterator<Item = (T, usize)> {
        self.pages.iter().enumerate().flat_map(|(n, page)| page.items.iter().map(move |&id| (id, n)))
    }

    /// Says for each page what stands beside it. Years follow each other across groups; below
    /// them, what ends a month or a day leads on to what follows that.
    fn join(&mut self) {
        let years: Vec<usize> = self.firsts(|stretch| matches!(stretch, Stretch::Year(_) | Stretch::Undated));
        let groups: Vec<usize> = self.firsts(|stretch| matches!(stretch, Stretch::Years(..)));
        for row in [years, groups] {
            self.chain(&row);
        }
        for n in 0..self.pages.len() {
            let below = self.pages[n].below.clone();
            if matches!(self.pages[n].stretch, Stretch::Years(..)) || below.is_empty() {
                continue;
            }
            self.chain(&below);
            if let [first, .., last] | [first @ last] = below[..] {
                self.pages[first].previous = self.pages[n].previous;
                self.pages[last].next = self.pages[n].next;
            }
        }
        // The parts of one stretch stand one behind the other.
        for n in 1..self.pages.len() {
            let (part, of) = self.pages[n].part;
            if part > 1 {
                self.pages[n].previous = Some(n - 1);
                self.pages[n].next = if part == of { self.pages[n + 1 - of].next } else { Some(n + 1) };
            }
        }
        for n in 0..self.pages.len() {
            if let (1, 2..) = self.pages[n].part {
                self.pages[n].next = Some(n + 1);
            }
        }
    }

    /// The first parts of the stretches of a kind, in order.
    fn firsts(&self, is: impl Fn(Stretch) -> bool) -> Vec<usize> {
        let pages = self.pages.iter().enumerate();
        pages.filter(|(_, page)| page.part.0 == 1 && is(page.stretch)).map(|(n, _)| n).collect()
    }

    fn chain(&mut self, row: &[usize]) {
        for pair in row.windows(2) {
            self.pages[pair[0]].next = Some(pair[1]);
            // Its last part, where it has several.
            self.pages[pair[1]].previous = Some(pair[0] + self.pages[pair[0]].part.1 - 1);
        }
    }
}

/// Years in groups, with the stretch of each: every year alone, or, where they are many, by hundreds
/// or thousands, or, where they lie far apart, as many as a page has links.
fn groups(years: &[i64]) -> Vec<(Stretch, &[i64])> {
    if years.len() <= MOST_YEARS {
        return years.chunks(1).map(|year| (Stretch::Year(year[0]), year)).collect();
    }
    for size in [100, 1000] {
        let groups: Vec<_> = years.chunk_by(|a, b| a.div_euclid(size) == b.div_euclid(size)).collect();
        if groups.len() <= MOST_YEARS {
            // A round stretch, whatever lies in it, so that its address stays.
            let round = |group: &[i64]| {
                let from = group[0].div_euclid(size).saturating_mul(size);
                Stretch::Years(from, from.saturating_add(size - 1))
            };
            return groups.into_iter().map(|group| (round(group), group)).collect();
        }
    }
    let groups = years.chunks(MOST_YEARS);
    groups.map(|group| (Stretch::Years(group[0], group[group.len() - 1]), group)).collect()
}

fn ids<T: Copy>(items: &[Item<T>]) -> Arc<[T]> {
    items.iter().map(|item| item.id).collect()
}

struct Making<T> {
    pages: Vec<Page<T>>,
    most: usize,
}

impl<T: Copy> Making<T> {
    fn page(&mut self, stretch: Stretch, all: Arc<[T]>, own: &[Item<T>], above: Option<usize>) -> usize {
        self.pages.push(Page {
            stretch,
            part: (1, 1),
            items: own.iter().map(|item| item.id).collect(),
            all,
            below: Vec::new(),
            above,
            previous: None,
            next: None,
        });
        self.pages.len() - 1
    }

    fn fits(&self, items: &[Item<T>]) -> bool {
        items.len() < 2 || items.iter().map(|item| item.weight).sum::<usize>() <= self.most
    }

    fn year(&mut self, year: i64, items: &[Item<T>], above: Option<usize>) -> usize {
        self.divided(
            Stretch::Year(year),
            items,
            above,
            |place| place.month,
            |making, month, items, above| {
                let stretch = Stretch::Month(year, month);
                making.divided(
                    stretch,
                    items,
                    above,
                    |place| place.day,
                    |making, day, items, above| {
                        making.parts(Stretch::Day(Day { year, month, day }), items, items, above)
                    },
                )
            },
        )
    }

    /// The page of a stretch, and those below it where it is too heavy: one for each `key` that its
    /// items have, made by `make`. What has none stands on the page itself.
    fn divided(
        &mut self,
        stretch: Stretch,
        items: &[Item<T>],
        above: Option<usize>,
        key: impl Fn(Place) -> Option<u8>,
        mut make: impl FnMut(&mut Self, u8, &[Item<T>], Option<usize>) -> usize,
    ) -> usize {
        if self.fits(items) {
            return self.page(stretch, ids(items), items, above);
        }
        let (within, own): (Vec<_>, Vec<_>) =
            items.iter().copied().partition(|item| key(item.place).is_some());
        let page = self.parts(stretch, &own, items, above);
        let mut divisions: BTreeMap<u8, Vec<Item<T>>> = BTreeMap::new();
        for item in within {
            divisions.entry(key(item.place).unwrap_or_default()).or_default().push(item);
        }
        for (key, items) in divisions {
            let below = make(self, key, &items, Some(page));
            self.pages[page].below.push(below);
        }
        page
    }

    /// The pages of a stretch that is not divided by time, one behind the other; gives the first.
    fn parts(&mut self, stretch: Stretch, own: &[Item<T>], all: &[Item<T>], above: Option<usize>) -> usize {
        let (first, all) = (self.pages.len(), ids(all));
        let mut rest = own;
        loop {
            let mut weight = 0;
            let many = rest.iter().take_while(|item| {
                weight += item.weight;
                weight <= self.most
            });
            let (part, after) = rest.split_at(many.count().max(1).min(rest.len()));
            self.page(stretch, all.clone(), part, above);
            rest = after;
            if rest.is_empty() {
                break;
            }
        }
        let of = self.pages.len() - first;
        for (n, page) in self.pages[first..].iter_mut().enumerate() {
            page.part = (n + 1, of);
        }
        first
    }
}

#[cfg(test)]
mod tests {
    use super::{Item, Pages, Place, Stretch};
    use crate::base::snapshot::Day;
    use crate::dates::date::Date;
    use crate::dates::zone::Zone;
    use expect_test::{Expect, expect};
    use proptest::prelude::{ProptestConfig, Strategy, prop_assert, prop_assert_eq, proptest};
    use proptest::{collection, sample};

    fn place(date: &str) -> Place {
        let date = Date::parse(date).unwrap();
        if date.is_unknown() {
            return Place::NOWHERE;
        }
        Place::of(&date, &date.bounds(Zone::default()), Zone::default())
    }

    fn pages(dates: &[&str], most: usize) -> Pages<usize> {
        let item = |(id, date): (usize, &&str)| Item { id, place: place(date), weight: 10 };
        Pages::of(&dates.iter().enumerate().map(item).collect::<Vec<_>>(), most)
    }

    fn stretch(stretch: Stretch) -> String {
        match stretch {
            Stretch::Years(from, to) => format!("{from} to {to}"),
            Stretch::Year(year) => year.to_string(),
            Stretch::Month(year, month) => format!("{year}-{month}"),
            Stretch::Day(Day { year, month, day }) => format!("{year}-{month}-{day}"),
            Stretch::Undated => "undated".to_owned(),
        }
    }

    #[track_caller]
    fn check(dates: &[&str], most: usize, expected: &Expect) {
        let pages = pages(dates, most);
        let name = |n: usize| {
            let page = &pages.pages[n];
            let part = if page.part.1 > 1 { format!("/{}", page.part.0) } else { String::new() };
            format!("{}{part}", stretch(page.stretch))
        };
        let mut out = String::new();
        for (n, page) in pages.pages.iter().enumerate() {
            let items: Vec<_> = page.items.iter().map(|&n| dates[n]).collect();
            let near = |n: Option<usize>| n.map_or("-".to_owned(), name);
            let depth = std::iter::successors(page.above, |&n| pages.pages[n].above).count();
            out += &format!(
                "{:<24}{} of {}  < {} > {}\n",
                "  ".repeat(depth) + &name(n),
                items.join(" "),
                page.all.len(),
                near(page.previous),
                near(page.next)
            );
        }
        expected.assert_eq(&out);
    }

    #[test]
    fn what_fits_has_a_page_for_each_year() {
        check(
            &["2009-01-01", "2010", "2010-03-01", "unknown"],
            100,
            &expect![[r#"
            2009                    2009-01-01 of 1  < - > 2010
            2010                    2010 2010-03-01 of 2  < 2009 > undated
            undated                 unknown of 1  < 2010 > -
        "#]],
        );
    }

    #[test]
    fn a_year_is_divided_and_what_is_vague_stands_on_its_own_page() {
        check(
            &[
                "2009",
                "2010",
                "2010-01-05",
                "2010-02",
                "2010-02-01",
                "2010-02-01",
                "2010-02-01",
                "2010-02-27/2010-03-02",
                "2010-03-04/",
                "../2010-05-06",
                "2011",
            ],
            20,
            &expect![[r#"
                2009                    2009 of 1  < - > 2010
                2010                    2010 ../2010-05-06 of 9  < 2009 > 2011
                  2010-1                2010-01-05 of 1  < 2009 > 2010-2
                  2010-2                2010-02 of 5  < 2010-1 > 2010-3
                    2010-2-1/1          2010-02-01 2010-02-01 of 3  < 2010-1 > 2010-2-1/2
                    2010-2-1/2          2010-02-01 of 3  < 2010-2-1/1 > 2010-2-27
                    2010-2-27           2010-02-27/2010-03-02 of 1  < 2010-2-1/2 > 2010-3
                  2010-3                2010-03-04/ of 1  < 2010-2 > 2011
                2011                    2011 of 1  < 2010 > -
            "#]],
        );
    }

    #[test]
    fn many_years_stand_in_groups() {
        let dates: Vec<_> = (0..400).map(|n| format!("{:04}", 1000 + n * 2)).collect();
        let pages = pages(&dates.iter().map(String::as_str).collect::<Vec<_>>(), 100);
        let top: Vec<_> = pages.top.iter().map(|&n| stretch(pages.pages[n].stretch)).collect();
        assert_eq!(
            top.join(", "),
            "1000 to 1099, 1100 to 1199, 1200 to 1299, 1300 to 1399, 1400 to 1499, 1500 to 1599, 1600 to 1699, 1700 to 1799"
        );
        let far: Vec<_> = (0..700).map(|n| format!("Y{}", 10_000 + n * 5000)).collect();
        let far = super::Pages::of(
            &far.iter().map(|date| Item { id: (), place: place(date), weight: 1 }).collect::<Vec<_>>(),
            9,
        );
        assert_eq!(far.top.len(), 3);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn every_item_stands_once_and_no_page_is_too_heavy(
            items in collection::vec(
                (sample::select(vec!["2010", "2010-03", "2010-03-04", "2010-03-05", "2011-12-31", "-0004", "unknown", "../2010", "2010-03-04T10:00", "Y123456"]), 1..60usize),
                0..60,
            ).prop_map(|items| items.into_iter().enumerate().map(|(id, (date, weight))| Item { id, place: place(date), weight }).collect::<Vec<_>>()),
            most in 1..200usize,
        ) {
            let pages = Pages::of(&items, most);
            let mut seen: Vec<_> = pages.listed().map(|(id, _)| id).collect();
            seen.sort_unstable();
            prop_assert_eq!(seen, (0..items.len()).collect::<Vec<_>>());
            for (n, page) in pages.pages.iter().enumerate() {
                let weight: usize = page.items.iter().map(|&id| items[id].weight).sum();
                prop_assert!(page.items.len() < 2 || weight <= most);
                prop_assert!(page.items.is_sorted());
                prop_assert!(page.above.is_none_or(|above| above < n));
                for beside in [page.previous, page.next].into_iter().flatten() {
                    prop_assert!(beside < pages.pages.len() && beside != n);
                }
            }
            let again = Pages::of(&items, most);
            prop_assert_eq!(pages, again);
        }
    }
}
