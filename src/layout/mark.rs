//! What a date's mark looks like: how sure it is, told by shape and never by colour alone.

use edtf_core::{Edtf, SetElement};

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

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::{look, stretches};
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
            let look = look(&date);
            let hollow = if look.hollow { ", hollow" } else { "" };
            format!(
                "{text}: {:?}{hollow}, {} stretch(es)\n",
                look.shape,
                stretches(&date, Zone::default()).len()
            )
        })
        .collect();
        expect![[r#"
            2010-03-18: Dot, 1 stretch(es)
            2010-03-18T14:05: Dot, 1 stretch(es)
            2010-03-18?: Dot, hollow, 1 stretch(es)
            2010-03-18~: Bar(Faded, Faded), 1 stretch(es)
            2010-03: Bar(Sharp, Sharp), 1 stretch(es)
            1984: Bar(Sharp, Sharp), 1 stretch(es)
            1984~: Bar(Faded, Faded), 1 stretch(es)
            1984?: Bar(Sharp, Sharp), hollow, 1 stretch(es)
            1984%: Bar(Faded, Faded), hollow, 1 stretch(es)
            201X: Bar(Sharp, Sharp), 1 stretch(es)
            2010-03-02/2010-03-18: Bar(Sharp, Sharp), 1 stretch(es)
            ../2010-03-15: Bar(Arrow, Sharp), 1 stretch(es)
            2010-03-15/..: Bar(Sharp, Arrow), 1 stretch(es)
            /2010-03-15: Bar(Ragged, Sharp), 1 stretch(es)
            2010-03-15/: Bar(Sharp, Ragged), 1 stretch(es)
            [..2010-03-15]: Bar(Faded, Foot), 1 stretch(es)
            [2010-03-15..]: Bar(Foot, Faded), 1 stretch(es)
            [1667,1668]: Dots, hollow, 2 stretch(es)
            {1667,1668..1670}: Dots, 2 stretch(es)
            2010-22: Bar(Sharp, Sharp), 1 stretch(es)
            unknown: Nothing, 1 stretch(es)
        "#]]
        .assert_eq(&table.concat());
    }
}
