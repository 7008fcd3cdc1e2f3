//! What kind of date it is: what marks and sentences about its certainty go by.

use edtf_core::{Edtf, Interval, IntervalEndpoint, Precision, Set, SetElement, SetKind, YearKind};

use crate::dates::bounds;
use crate::dates::date::{Date, Value};

/// What kind of date it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Form {
    /// How far it is known.
    pub kind: Kind,
    /// Whether any part of it is an estimate: `~` or `%`.
    pub approximate: bool,
    /// Whether any part of it is in doubt: `?` or `%`.
    pub uncertain: bool,
}

/// How far a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `unknown`: not at all.
    Unknown,
    /// A single date or moment.
    One(Unit),
    /// It lasted: `2010-03-02/2010-03-18`. Each end.
    Interval(End, End),
    /// It lasted until then; its beginning is open: `../2010-03-15`.
    Until(End),
    /// It has gone on since then; its end is open: `2010-03-15/..`.
    Since(End),
    /// One day, that one or an earlier: `[..2010-03-15]`.
    By(Unit),
    /// One day, that one or a later: `[2010-03-15..]`.
    From(Unit),
    /// One of several dates: `[1667,1668]`.
    OneOf,
    /// Each of several dates: `{1667,1668}`.
    AllOf,
}

/// The unit to which a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// A minute of a day.
    Minute,
    /// A day.
    Day,
    /// A month; some day in it.
    Month,
    /// A season, quarter, third or half of a year.
    Part,
    /// A year; some month or day in it.
    Year,
    /// Ten years: `201X`; some month or day in them.
    Decade,
    /// A hundred years: `20XX`; some month or day in them.
    Century,
    /// Another stretch, with as much of it left open as its bounds say: `1985-04-1X`, `1XXX`,
    /// `1950S2`.
    Stretch,
}

/// One end of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum End {
    /// Known to that unit.
    At(Unit),
    /// Then or before.
    OrEarlier(Unit),
    /// Then or after.
    OrLater(Unit),
    /// There is none: `..`.
    Open,
    /// There is one, and it is not known.
    Unknown,
}

impl Date {
    /// What kind of date it is.
    pub fn form(&self) -> Form {
        let minute = Unit::Minute;
        let kind = match self.value() {
            Value::Unknown => Kind::Unknown,
            Value::Minute(_) => Kind::One(minute),
            Value::Minutes(..) => Kind::Interval(End::At(minute), End::At(minute)),
            Value::Edtf(Edtf::DateTime(_)) => Kind::One(minute),
            Value::Edtf(Edtf::Date(date)) => Kind::One(unit(date)),
            Value::Edtf(Edtf::Interval(Interval { start, end })) => match (end_of(start), end_of(end)) {
                (End::Open, end) => Kind::Until(end),
                (start, End::Open) => Kind::Since(start),
                (start, end) => Kind::Interval(start, end),
            },
            Value::Edtf(Edtf::Set(Set { kind, elements })) => match (kind, &elements[..]) {
                (_, [SetElement::Date(date)]) => Kind::One(unit(date)),
                (SetKind::OneMember, [SetElement::OnOrBefore(date)]) => Kind::By(unit(date)),
                (SetKind::OneMember, [SetElement::OnOrAfter(date)]) => Kind::From(unit(date)),
                (SetKind::OneMember, _) => Kind::OneOf,
                (SetKind::AllMembers, _) => Kind::AllOf,
            },
        };
        Form { kind, approximate: self.is_approximate(), uncertain: self.is_uncertain() }
    }
}

fn end_of(end: &IntervalEndpoint) -> End {
    match end {
        IntervalEndpoint::Date(date) => End::At(unit(date)),
        IntervalEndpoint::OnOrBefore(date) => End::OrEarlier(unit(date)),
        IntervalEndpoint::OnOrAfter(date) => End::OrLater(unit(date)),
        IntervalEndpoint::Open => End::Open,
        IntervalEndpoint::Unknown => End::Unknown,
    }
}

/// The unit to which a single date is known.
pub(crate) fn unit(date: &edtf_core::Date) -> Unit {
    if date.year.significant_digits.is_some() {
        return Unit::Stretch;
    }
    let only = (!date.year.has_unspecified() && date.has_unspecified()).then(|| bounds::stretch(date));
    if only.is_some_and(|(earliest, latest)| earliest.day() == latest.day()) {
        return Unit::Day;
    }
    let unspecified =
        |field: Option<edtf_core::DateField>| field.is_none_or(|field| field.digits == [None, None]);
    if let YearKind::Standard { digits, .. } = date.year.kind {
        match digits {
            [Some(_), Some(_), Some(_), Some(_)] => {}
            [Some(_), Some(_), Some(_), None] => return Unit::Decade,
            [Some(_), Some(_), None, None] => return Unit::Century,
            _ => return Unit::Stretch,
        }
    }
    match date.precision() {
        Precision::Year => Unit::Year,
        Precision::Season => Unit::Part,
        _ if unspecified(date.month) && unspecified(date.day) => Unit::Year,
        Precision::Month if !date.has_unspecified() => Unit::Month,
        Precision::Day if !date.has_unspecified() => Unit::Day,
        Precision::Day
            if unspecified(date.day) && date.month.is_some_and(|month| !month.has_unspecified()) =>
        {
            Unit::Month
        }
        _ => Unit::Stretch,
    }
}

#[cfg(test)]
mod tests {
    use crate::dates::date::Date;
    use expect_test::expect;

    #[test]
    fn each_date_has_a_kind() {
        let tried = "unknown 2010-03-18 2010-03-18T14:05 2010-03 2010-21 2010-33 2010 201X 20XX 1XXX XXXX 1950S2 2010-XX\
            \u{20}2010-03-XX 2010-04-3X 2010-03-1X 156X-12-25 2010-XX-18 2010-03-02/2010-03-18 2010/ /2010 ../2010 2010/..\
            \u{20}..2010/2012 2010/2012.. 2010-03-18T14:05/2010-03-18T15:00 [..2010-03-15] [..2010] [2010-03..] [1667,1668]\
            \u{20}[1670..1672] {1667,1668} {..1984} [1984] Y17E7 1984~ 1984? 2004-06-%11";
        let mut said = String::new();
        for text in tried.split(' ') {
            let form = Date::parse(text).unwrap().form();
            let about = if form.approximate { " ~" } else { "" };
            let perhaps = if form.uncertain { " ?" } else { "" };
            said.push_str(&format!("{text}: {:?}{about}{perhaps}\n", form.kind));
        }
        expect![[r#"
            unknown: Unknown
            2010-03-18: One(Day)
            2010-03-18T14:05: One(Minute)
            2010-03: One(Month)
            2010-21: One(Part)
            2010-33: One(Part)
            2010: One(Year)
            201X: One(Decade)
            20XX: One(Century)
            1XXX: One(Stretch)
            XXXX: One(Stretch)
            1950S2: One(Stretch)
            2010-XX: One(Year)
            2010-03-XX: One(Month)
            2010-04-3X: One(Day)
            2010-03-1X: One(Stretch)
            156X-12-25: One(Decade)
            2010-XX-18: One(Stretch)
            2010-03-02/2010-03-18: Interval(At(Day), At(Day))
            2010/: Interval(At(Year), Unknown)
            /2010: Interval(Unknown, At(Year))
            ../2010: Until(At(Year))
            2010/..: Since(At(Year))
            ..2010/2012: Interval(OrEarlier(Year), At(Year))
            2010/2012..: Interval(At(Year), OrLater(Year))
            2010-03-18T14:05/2010-03-18T15:00: Interval(At(Minute), At(Minute))
            [..2010-03-15]: By(Day)
            [..2010]: By(Year)
            [2010-03..]: From(Month)
            [1667,1668]: OneOf
            [1670..1672]: OneOf
            {1667,1668}: AllOf
            {..1984}: AllOf
            [1984]: One(Year)
            Y17E7: One(Year)
            1984~: One(Year) ~
            1984?: One(Year) ?
            2004-06-%11: One(Day) ~ ?
        "#]]
        .assert_eq(&said);
    }
}
