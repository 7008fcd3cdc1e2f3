//! What ICU has no words for: *about*, *by*, *until*, *some day in*, and their like.

use std::collections::BTreeMap;

use crate::dates::wording::text::{Text, holes};

macro_rules! keys {
    ($($key:ident $name:literal [$($hole:literal)*] $doc:literal;)*) => {
        /// A word or a pattern for dates. The name in the file of words, what stands in its
        /// braces, and what it is for:
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Key {
            $(#[doc = concat!("`", $name, "`: ", $doc)] $key,)*
        }

        impl Key {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$key,)*];

            /// The key in the file of words.
            pub fn name(self) -> &'static str {
                match self { $(Self::$key => $name,)* }
            }

            /// What may stand in the braces of its patterns, without `of-`.
            pub fn holes(self) -> &'static [&'static str] {
                match self { $(Self::$key => &[$($hole,)*],)* }
            }
        }
    };
}

keys! {
    Unknown "unknown" [] "a date of which nothing is known";
    Year "year" ["year"] "a year from 1000 to 9999, from what CLDR has for it";
    BigYear "big-year" ["n"] "a year after 9999";
    BigYearBc "big-year-bc" ["n"] "a year before 9999 BC";
    FirstDay "first-day" ["n"] "the number of a month's first day, as it stands in dates";
    Years "years" ["from" "to"] "from a year to a year, both from 1000 to 9999, as bare numbers";
    Days "days" ["from" "to"] "in the place of the day's number: from a day to a day of one month";
    Times "times" ["from" "to"] "from a time to a time of one day";
    Range "range" ["from" "to"] "from any date to any date";
    Moment "moment" ["date" "time"] "a day and a time of day";
    MomentZone "moment-zone" ["date" "time" "zone"] "the same, with the clock's distance from UTC";
    TimeZone "time-zone" ["time" "zone"] "a time of day with the clock's distance from UTC, without the day";
    Decade "decade" ["year"] "ten years; the first as a number";
    Century "century" ["n" "roman" "from" "to"] "a hundred years, by ordinal plural forms, with the first and the last year";
    SomeYear "some-year" [] "a year of four digits, none of them known";
    OneOfYears "one-of-years" ["range"] "one year of a range";
    OneOfMonths "one-of-months" ["range"] "one month of a range";
    OneOfDays "one-of-days" ["range"] "one day of a range";
    SomeMonth "some-month" ["date"] "one month of a year";
    SomeDay "some-day" ["date"] "one day of a month or year";
    DayOfSomeMonth "day-of-some-month" ["n" "date"] "a day by its number, of one month of a year";
    Partial "partial" ["date" "years"] "a day or month, of one of several years";
    Between "between" ["from" "to"] "some time between two days";
    Estimated "estimated" ["date" "range"] "a year known to some digits only, and what it may be";
    Spring "spring" ["year"] "EDTF 21";
    Summer "summer" ["year"] "EDTF 22";
    Autumn "autumn" ["year"] "EDTF 23";
    Winter "winter" ["year"] "EDTF 24";
    Northern "northern" ["date"] "a season of the northern hemisphere";
    Southern "southern" ["date"] "a season of the southern hemisphere";
    Quarter "quarter" ["n" "roman" "year"] "three months, by ordinal plural forms";
    Third "third" ["n" "roman" "year"] "four months, by ordinal plural forms";
    Half "half" ["n" "roman" "year"] "six months, by ordinal plural forms";
    About "about" ["date"] "`~`";
    Perhaps "perhaps" ["date"] "`?`";
    PerhapsAbout "perhaps-about" ["date"] "`%`";
    Noted "noted" ["date" "notes"] "a date with what is to be said of its parts";
    NoteSeparator "note-separator" [] "between such notes";
    DateAbout "date-approximate" [] "`~` on all of it";
    DatePerhaps "date-uncertain" [] "`?` on all of it";
    DateBoth "date-approximate-uncertain" [] "`%` on all of it";
    YearAbout "year-approximate" [] "`~` on the year";
    YearPerhaps "year-uncertain" [] "`?` on the year";
    YearBoth "year-approximate-uncertain" [] "`%` on the year";
    MonthAbout "month-approximate" [] "`~` on the month";
    MonthPerhaps "month-uncertain" [] "`?` on the month";
    MonthBoth "month-approximate-uncertain" [] "`%` on the month";
    PartAbout "part-approximate" [] "`~` on the season or other part of the year";
    PartPerhaps "part-uncertain" [] "`?` on it";
    PartBoth "part-approximate-uncertain" [] "`%` on it";
    DayAbout "day-approximate" [] "`~` on the day";
    DayPerhaps "day-uncertain" [] "`?` on the day";
    DayBoth "day-approximate-uncertain" [] "`%` on the day";
    By "by" ["date"] "one day, that one or an earlier";
    OrEarlier "or-earlier" ["date"] "then or before";
    OrLater "or-later" ["date"] "then or after";
    Until "until" ["date"] "went on until";
    UntilUnknown "until-unknown" ["date"] "went on until, from a time that is not known";
    Since "since" ["date"] "went on from";
    SinceUnknown "since-unknown" ["date"] "went on from, to a time that is not known";
    AllUntil "all-until" ["date"] "everything up to it";
    AllSince "all-since" ["date"] "everything from it on";
    SameDay "same-day" [] "how much later: not a day";
    DaysLater "days-later" ["n"] "how much later";
    DaysEarlier "days-earlier" ["n"] "how much earlier";
    UpToLater "up-to-later" ["n"] "how much later, at most";
    UpToEarlier "up-to-earlier" ["n"] "how much earlier, at most";
    BetweenLater "between-later" ["least" "n"] "how much later, at least and at most";
    BetweenEarlier "between-earlier" ["least" "n"] "how much earlier, at least and at most";
    KnownMinute "known-minute" [] "how well it is known: to the minute";
    KnownDay "known-day" [] "to the day";
    KnownMonth "known-month" [] "to the month";
    KnownPart "known-part" [] "to the season or another part of the year";
    KnownYear "known-year" [] "to the year";
    KnownDecade "known-decade" [] "to the decade";
    KnownCentury "known-century" [] "to the century";
    KnownStretch "known-stretch" ["from" "to"] "to lie between two days";
    KnownNot "known-not" [] "not at all";
    KnownBy "known-by" ["date"] "one day, that one or an earlier";
    KnownOrEarlier "known-or-earlier" ["date"] "one day, in that month or year or earlier";
    KnownFrom "known-from" ["date"] "one day, that one or a later";
    KnownOneOf "known-one-of" [] "one of several dates";
    KnownAllOf "known-all-of" [] "on each of several dates";
    KnownEndDays "known-end-days" [] "the first and the last day";
    KnownEnds "known-ends" ["begin" "end"] "the beginning and the end, each how well it is known";
    EndOpen "end-open" [] "a beginning or an end that is left open";
    EndUnknown "end-unknown" [] "a beginning or an end that is not known";
    EndOr "end-or" ["date"] "a beginning or an end that is known to one side only";
    Qualified "qualified" ["known" "notes"] "how well it is known, with what is in doubt";
    MarkBy "mark-by" [] "before a day in the margin: by";
    MarkFrom "mark-from" [] "that day or a later";
    MarkUntil "mark-until" [] "until";
    MarkSince "mark-since" [] "since";
    MarkAbout "mark-about" [] "about";
    MarkPerhaps "mark-perhaps" [] "perhaps";
    MarkPerhapsAbout "mark-perhaps-about" [] "perhaps about";
}

/// What a pattern may have another text for: where it stands in another pattern's `{of-…}`, or
/// where a day, a month or a year is put in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Variant {
    /// `-of`
    Of,
    /// `-day`
    Day,
    /// `-month`
    Month,
    /// `-year`
    Year,
}

impl Variant {
    const ALL: [(Self, &'static str); 4] =
        [(Self::Of, "-of"), (Self::Day, "-day"), (Self::Month, "-month"), (Self::Year, "-year")];
}

/// What one language has for each [`Key`].
///
/// A pattern is for dates as they stand alone. `{of-date}` puts a date in as it stands after a
/// word: with its month as after a day (in Russian the genitive), and, where the file has a key
/// with `-of` after its name, with that in place of the plain one. A key with `-day`, `-month` or
/// `-year` after its name is for a date that is a day, a month or a year: *bis zum 15. März*, and
/// *bis März*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateWords {
    /// The CLDR locale for a language tag without a region, `en-GB` for `en`.
    locale: Box<str>,
    texts: Vec<Text>,
    variants: BTreeMap<(Key, Variant), Text>,
}

impl DateWords {
    /// The words from a table of texts, with `fallback` for what is missing. Tells which keys are
    /// missing.
    ///
    /// Without a fallback a missing text is shown as the key's name.
    pub fn new(
        locale: Option<&str>,
        table: &BTreeMap<String, Text>,
        fallback: Option<&Self>,
    ) -> (Self, Vec<String>) {
        let mut missing = Vec::new();
        let mut texts = Vec::with_capacity(Key::ALL.len());
        let mut variants = BTreeMap::new();
        for (at, key) in Key::ALL.iter().copied().enumerate() {
            let text = table.get(key.name());
            for (variant, suffix) in Variant::ALL {
                let own = table.get(&format!("{}{suffix}", key.name())).filter(|_| text.is_some());
                let other = fallback.filter(|_| text.is_none());
                let other = other.and_then(|words| words.variants.get(&(key, variant)));
                variants.extend(own.or(other).map(|text| ((key, variant), text.clone())));
            }
            if text.is_none() {
                missing.push(key.name().to_owned());
            }
            let text = text.or_else(|| Some(&fallback?.texts[at])).cloned();
            texts.push(text.unwrap_or_else(|| Text::One(key.name().into())));
        }
        let locale = locale.or(fallback.map(|words| &*words.locale)).unwrap_or("en");
        (Self { locale: locale.into(), texts, variants }, missing)
    }

    /// What is wrong with a table of texts: keys that are none, and braces that nothing fills.
    pub fn faults(table: &BTreeMap<String, Text>) -> Vec<String> {
        let mut faults = Vec::new();
        for (name, text) in table {
            let plain = Variant::ALL.iter().find_map(|(_, suffix)| name.strip_suffix(suffix)).unwrap_or(name);
            let named = |name: &str| Key::ALL.iter().find(|key| key.name() == name);
            let Some(key) = named(name).or_else(|| named(plain)) else {
                faults.push(name.clone());
                continue;
            };
            let known = |hole: &str| key.holes().contains(&hole.strip_prefix("of-").unwrap_or(hole));
            let strange = text.patterns().flat_map(holes).filter(|hole| !known(hole));
            faults.extend(strange.map(|hole| format!("{name}: {{{hole}}}")));
        }
        faults
    }

    pub(crate) fn locale(&self) -> &str {
        &self.locale
    }

    pub(crate) fn text(&self, key: Key) -> &Text {
        &self.texts[key as usize]
    }

    pub(crate) fn variant(&self, key: Key, variant: Variant) -> Option<&Text> {
        self.variants.get(&(key, variant))
    }
}
