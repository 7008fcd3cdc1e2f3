//! What a date's mark looks like: how sure it is, told by shape and never by colour alone.

use std::fmt;

use edtf_core::{Edtf, SetElement};

use crate::chronicle::model::Event;
use crate::dates::bounds::{self, Bound, Bounds, Minute};
use crate::dates::date::{Date, Value};
use crate::dates::form::{End, Form, Kind, Unit};
use crate::dates::zone::Zone;

/// The look of a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Look {
    /// Its shape.
    pub shape: Shape,
    /// Whether it is drawn hollow: the date is in doubt, or only one of several is true.
    pub hollow: bool,
}

/// The shape of a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shape {
    /// The day or the minute is known.
    Dot,
    /// A stretch, with its two ends.
    Bar(Edge, Edge),
    /// Several dates, linked.
    Dots,
    /// Nothing is known.
    Nothing,
}

/// The end of a bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edge {
    /// It ends there.
    Sharp,
    /// It ends about there, or somewhere beyond.
    Faded,
    /// The latest or earliest that it can be.
    Foot,
    /// It has no end.
    Arrow,
    /// It has an end, and that is not known.
    Ragged,
}

impl Edge {
    /// Its name in a class.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sharp => "sharp",
            Self::Faded => "faded",
            Self::Foot => "foot",
            Self::Arrow => "arrow",
            Self::Ragged => "ragged",
        }
    }
}

impl fmt::Display for Look {
    /// As classes of a style sheet: `dot`, `bar from-faded to-foot`, `dots hollow`, `nothing`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.shape {
            Shape::Dot => f.write_str("dot")?,
            Shape::Bar(from, to) => write!(f, "bar from-{} to-{}", from.name(), to.name())?,
            Shape::Dots => f.write_str("dots")?,
            Shape::Nothing => f.write_str("nothing")?,
        }
        f.write_str(if self.hollow { " hollow" } else { "" })
    }
}

/// One of the dates that rival accounts give for an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rival<'a> {
    /// Which of the event's `accounts` says so, the first of several; `None` for the event's own
    /// date.
    pub account: Option<usize>,
    /// The date.
    pub date: &'a Date,
    /// The look of its mark.
    pub look: Look,
}

/// The dates on which accounts of `event` differ, each once: a mark for each of them, and a bracket
/// over all. Where only one account gives a date, the event's own stands against it, and comes
/// first. Empty where no two dates differ.
pub fn rivals(event: &Event) -> Vec<Rival<'_>> {
    let mut rivals: Vec<Rival<'_>> = Vec::new();
    for (n, account) in event.accounts.iter().enumerate() {
        let Some(date) = &event.fields.accounts[account.index].date else { continue };
        if rivals.iter().all(|rival| rival.date != date) {
            rivals.push(Rival { account: Some(n), date, look: look(date) });
        }
    }
    if rivals.len() == 1 && *rivals[0].date != event.date {
        rivals.insert(0, Rival { account: None, date: &event.date, look: look(&event.date) });
    }
    if rivals.len() < 2 {
        rivals.clear();
    }
    rivals
}

/// The look of `date`'s mark.
pub fn look(date: &Date) -> Look {
    let Form { kind, approximate, uncertain } = date.form();
    let soft = if approximate { Edge::Faded } else { Edge::Sharp };
    let end = |end: End| match end {
        End::At(_) => soft,
        End::OrEarlier(_) | End::OrLater(_) => Edge::Faded,
        End::Open => Edge::Arrow,
        End::Unknown => Edge::Ragged,
    };
    let shape = match kind {
        Kind::Unknown => Shape::Nothing,
        Kind::One(Unit::Minute | Unit::Day) if !approximate => Shape::Dot,
        Kind::One(_) => Shape::Bar(soft, soft),
        Kind::Interval(from, to) => Shape::Bar(end(from), end(to)),
        Kind::Until(to) => Shape::Bar(Edge::Arrow, end(to)),
        Kind::Since(from) => Shape::Bar(end(from), Edge::Arrow),
        Kind::By(_) => Shape::Bar(Edge::Faded, Edge::Foot),
        Kind::From(_) => Shape::Bar(Edge::Foot, Edge::Faded),
        Kind::OneOf | Kind::AllOf => Shape::Dots,
    };
    Look { shape, hollow: uncertain || kind == Kind::OneOf }
}

/// The stretches that `date`'s mark covers, in order: one, or one for each date of a set. *About*
/// reaches as far as its halo does.
pub fn stretches(date: &Date, zone: Zone) -> Vec<Bounds> {
    let Value::Edtf(Edtf::Set(set)) = date.value() else { return vec![date.halo(zone)] };
    let at = |minute: Minute| Bound::At(minute);
    let mut stretches: Vec<_> = set
        .elements
        .iter()
        .map(|element| match element {
            SetElement::Date(date) => {
                let (from, to) = bounds::stretch(date);
                Bounds { earliest: at(from), latest: at(to) }
            }
            SetElement::OnOrBefore(date) => {
                Bounds { earliest: Bound::Open, latest: at(bounds::stretch(date).1) }
            }
            SetElement::OnOrAfter(date) => {
                Bounds { earliest: at(bounds::stretch(date).0), latest: Bound::Open }
            }
            SetElement::Range(from, to) => {
                Bounds { earliest: at(bounds::stretch(from).0), latest: at(bounds::stretch(to).1) }
            }
        })
        .collect();
    stretches.sort_by_key(|b| (b.earliest.minute(), b.latest.minute()));
    stretches
}

/// The most days of a bar that takes no step, one step, and so on: beside days a week, a month, a
/// season, half a year, a year, ten and a hundred.
const DAYS: [i64; 8] = [3, 10, 31, 100, 200, 366, 3_660, 36_600];

/// The steps of a bar of which an end is open or not known.
const ENDLESS: u8 = 5;

/// How long `date`'s mark is where it stands among events and no axis measures it: from 0, for a
/// few days, to 8, for more than a century. It grows with the unit to which the date is known.
pub fn steps(date: &Date, zone: Zone) -> u8 {
    let halo = date.halo(zone);
    let (Bound::At(from), Bound::At(to)) = (halo.earliest, halo.latest) else { return ENDLESS };
    let days = to.day_number().saturating_sub(from.day_number()).saturating_add(1);
    DAYS.iter().filter(|&&most| days > most).count() as u8
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::{look, steps, stretches};
    use crate::dates::date::Date;
    use crate::dates::zone::Zone;

    #[test]
    fn every_form_has_its_shape() {
        let table: Vec<_> = [
            "2010-03-18",
            "2010-03-18T14:05",
            "2010-03-18?",
            "2010-03-18~",
            "2010-03",
            "1984",
            "1984~",
            "1984?",
            "1984%",
            "201X",
            "2010-03-02/2010-03-18",
            "../2010-03-15",
            "2010-03-15/..",
            "/2010-03-15",
            "2010-03-15/",
            "[..2010-03-15]",
            "[2010-03-15..]",
            "[1667,1668]",
            "{1667,1668..1670}",
            "2010-22",
            "unknown",
        ]
        .iter()
        .map(|text| {
            let date = Date::parse(text).expect("it is a date");
            let many = stretches(&date, Zone::default()).len();
            format!("{text}: {}, {many} stretch(es)\n", look(&date))
        })
        .collect();
        expect![[r#"
            2010-03-18: dot, 1 stretch(es)
            2010-03-18T14:05: dot, 1 stretch(es)
            2010-03-18?: dot hollow, 1 stretch(es)
            2010-03-18~: bar from-faded to-faded, 1 stretch(es)
            2010-03: bar from-sharp to-sharp, 1 stretch(es)
            1984: bar from-sharp to-sharp, 1 stretch(es)
            1984~: bar from-faded to-faded, 1 stretch(es)
            1984?: bar from-sharp to-sharp hollow, 1 stretch(es)
            1984%: bar from-faded to-faded hollow, 1 stretch(es)
            201X: bar from-sharp to-sharp, 1 stretch(es)
            2010-03-02/2010-03-18: bar from-sharp to-sharp, 1 stretch(es)
            ../2010-03-15: bar from-arrow to-sharp, 1 stretch(es)
            2010-03-15/..: bar from-sharp to-arrow, 1 stretch(es)
            /2010-03-15: bar from-ragged to-sharp, 1 stretch(es)
            2010-03-15/: bar from-sharp to-ragged, 1 stretch(es)
            [..2010-03-15]: bar from-faded to-foot, 1 stretch(es)
            [2010-03-15..]: bar from-foot to-faded, 1 stretch(es)
            [1667,1668]: dots hollow, 2 stretch(es)
            {1667,1668..1670}: dots, 2 stretch(es)
            2010-22: bar from-sharp to-sharp, 1 stretch(es)
            unknown: nothing, 1 stretch(es)
        "#]]
        .assert_eq(&table.concat());
    }

    #[test]
    fn a_bar_grows_with_the_unit() {
        let steps = |text| steps(&Date::parse(text).expect("it is a date"), Zone::default());
        let grown = ["2010-03-02/2010-03-04", "2010-03-1X", "2010-03", "2010-22", "2010-41", "2010", "201X"];
        assert_eq!(grown.map(steps), [0, 1, 2, 3, 4, 5, 6]);
        assert_eq!(["20XX", "1XXX", "2010-03/..", "unknown"].map(steps), [7, 8, 5, 5]);
    }
}
