//! `[checks]` and `[thresholds]`: how much each check weighs, and how much evidence there has to be.

use std::collections::BTreeMap;
use std::fmt;

use toml::de::{DeTable, DeValue};

use crate::base::code::Code;
use crate::base::diagnostic::{Fault, Level};
use crate::base::span::{Place, Span};
use crate::config::reader::{Reader, Value};
use crate::config::settings::Setting;

/// The levels that a site sets; `None` where it turns a check off.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Levels(BTreeMap<Code, Option<Level>>);

impl Levels {
    /// The level that the site sets for a code; `None` where it sets none.
    pub fn set(&self, code: Code) -> Option<Option<Level>> {
        self.0.get(&code).copied()
    }

    /// Whether the site turns a check off.
    pub fn is_off(&self, code: Code) -> bool {
        self.set(code) == Some(None)
    }
}

/// What a threshold measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// `min-cited-statements`
    CitedStatements,
    /// `min-sourced-events`
    SourcedEvents,
    /// `min-independent-events`
    IndependentEvents,
    /// `min-archived-sources`
    ArchivedSources,
    /// `min-verified-quotations`
    VerifiedQuotations,
}

impl Measure {
    /// Every measure, with its name in `site.toml`.
    pub const ALL: &'static [(&'static str, Self)] = &[
        ("min-cited-statements", Self::CitedStatements),
        ("min-sourced-events", Self::SourcedEvents),
        ("min-independent-events", Self::IndependentEvents),
        ("min-archived-sources", Self::ArchivedSources),
        ("min-verified-quotations", Self::VerifiedQuotations),
    ];

    /// The name.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, it)| *it == self).expect("each stands in the list").0
    }
}

/// A share of a whole, exact to a millionth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Share(u32);

impl Share {
    const WHOLE: u32 = 1_000_000;

    /// From a decimal number of 0 to 1, with at most six places after the point.
    pub fn read(text: &str) -> Option<Self> {
        let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || !digits(part) || part.len() > 6 {
            return None;
        }
        let millionths = whole.parse::<u32>().ok()?.checked_mul(Self::WHOLE)?;
        let millionths = millionths.checked_add(format!("{part:0<6}").parse().ok()?)?;
        (millionths <= Self::WHOLE).then_some(Self(millionths))
    }

    /// The share that `part` is of `whole`, rounded down; of nothing, everything.
    pub fn of(part: u64, whole: u64) -> Self {
        let millionths = u128::from(part) * u128::from(Self::WHOLE);
        let share = millionths.checked_div(u128::from(whole)).unwrap_or(u128::from(Self::WHOLE));
        // Shown to a hundredth of a percent.
        Self(u32::try_from(share).unwrap_or(Self::WHOLE) / 100 * 100)
    }

    /// Whether `part` of `whole` is at least as much. Of nothing, everything is there.
    pub fn is_reached(self, part: u64, whole: u64) -> bool {
        u128::from(part) * u128::from(Self::WHOLE) >= u128::from(whole) * u128::from(self.0)
    }
}

/// In percent, without a needless place after the point.
impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = format!("{}.{:04}", self.0 / 10_000, self.0 % 10_000);
        write!(f, "{} %", text.trim_end_matches('0').trim_end_matches('.'))
    }
}

/// The least share that a site asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Threshold {
    /// Of what.
    pub measure: Measure,
    /// How much.
    pub least: Share,
    /// Where that is said.
    pub place: Place,
}

const LEVELS: &str = "`off`, `hint`, `warning` or `error`";

impl Reader<'_> {
    pub(crate) fn checks(&mut self, table: &DeTable<'_>) {
        for (key, value) in table {
            let (name, at) = (key.get_ref(), Span::from(key.span()));
            let Some(code) = Code::named(name).filter(|code| code.is_check()) else {
                let fault = self.no_check(name, at);
                self.tell(fault);
                continue;
            };
            if let Some(level) = self.level(name, value) {
                self.config.checks.0.insert(code, level);
            }
        }
    }

    fn no_check(&self, name: &str, at: Span) -> Fault {
        let fault = Fault::here(Code::UnknownSetting, at, format!("no check is called `{name}`"));
        if Code::named(name).is_some() {
            let help = "what it tells of cannot stand: mend it where it is";
            return fault.label("its level cannot be set").help(help);
        }
        match Code::nearest_check(name) {
            Some(near) => fault.label("not known").help(format!("write `{}`", near.name())),
            None => {
                let all: Vec<_> = Code::checks().map(|code| format!("`{}`", code.name())).collect();
                fault.label("not known").help(format!("known are {}", all.join(", ")))
            }
        }
    }

    fn level(&mut self, name: &str, value: &Value<'_>) -> Option<Option<Level>> {
        let level = match value.get_ref() {
            DeValue::String(text) => match text.trim() {
                "off" => Some(None),
                "hint" => Some(Some(Level::Hint)),
                "warning" => Some(Some(Level::Warning)),
                "error" => Some(Some(Level::Error)),
                _ => None,
            },
            DeValue::Boolean(false) => Some(None),
            _ => None,
        };
        if level.is_none() {
            let written = Span::from(value.span()).of(self.text).to_owned();
            let help = format!("write {LEVELS}");
            self.bad(value, format!("`{name}` takes {LEVELS}"), format!("{written} is none of them"), help);
        }
        level
    }

    /// The words that an event's `status` can be.
    pub(crate) fn statuses(&mut self, setting: &Setting, value: &Value<'_>) -> Option<Vec<Box<str>>> {
        let DeValue::Array(items) = value.get_ref() else {
            self.wrong_type(setting.name, setting.kind, value);
            return None;
        };
        let mut words: Vec<Box<str>> = Vec::with_capacity(items.len());
        for item in items {
            words.extend(self.filled(setting, item));
        }
        (!words.is_empty()).then_some(words)
    }

    pub(crate) fn thresholds(&mut self, table: &DeTable<'_>) {
        for (key, value) in table {
            let (name, at) = (key.get_ref(), Span::from(key.span()));
            let Some((_, measure)) = Measure::ALL.iter().find(|(known, _)| known == name) else {
                let known: Vec<_> = Measure::ALL.iter().map(|(name, _)| *name).collect();
                self.unknown(name, at, &known, " in `thresholds`");
                continue;
            };
            let least = match value.get_ref() {
                DeValue::Float(number) => Share::read(number.as_str()),
                DeValue::Integer(number) => Share::read(number.as_str()),
                _ => None,
            };
            match least {
                Some(least) => {
                    let place = Place { file: self.file, span: value.span().into() };
                    self.config.thresholds.push(Threshold { measure: *measure, least, place });
                }
                None => {
                    let message = format!("`{name}` takes a share from `0` to `1`");
                    self.bad(value, message, "not such a share", "write for example `0.9` for nine of ten");
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::{Levels, Measure, Share};
    use crate::base::code::Code;
    use crate::base::diagnostic::Level;
    use crate::base::span::FileId;
    use crate::config::read::{check, read};

    #[test]
    fn levels_and_thresholds_are_read() {
        let text = "[checks]\nsingle-source = 'off'\nhome-page = 'error'\nbad-url = 'hint'\n\
                    [thresholds]\nmin-cited-statements = 0.95\nmin-sourced-events = 1\n";
        let config = read(text, FileId(0));
        assert_eq!(config.diagnostics, []);
        let config = config.value;
        assert!(config.checks.is_off(Code::SingleSource));
        assert_eq!(config.checks.set(Code::HomePage), Some(Some(Level::Error)));
        assert_eq!(config.checks.set(Code::BadUrl), Some(Some(Level::Hint)));
        assert_eq!(config.checks.set(Code::OneOrigin), None);
        assert_ne!(config.checks, Levels::default());
        let asked: Vec<_> = config.thresholds.iter().map(|it| (it.measure, it.least.to_string())).collect();
        let expected =
            [(Measure::CitedStatements, "95 %".to_owned()), (Measure::SourcedEvents, "100 %".to_owned())];
        assert_eq!(asked, expected);
    }

    #[test]
    fn what_is_no_check_no_level_and_no_share_is_told_with_what_was_meant() {
        check(
            "[checks]\nsingle_source = 'off'\nsingel-source = 'off'\nbad-date = 'hint'\nzzz = 'off'\n\
             home-page = 'warn'\none-origin = 3\n[thresholds]\nmin-cited-statement = 0.9\n\
             min-sourced-events = 1.5\nmin-independent-events = '90%'\n",
            expect![[r#"
                2:1 unknown-setting no check is called `single_source` [not known] write `single-source`
                3:1 unknown-setting no check is called `singel-source` [not known] write `single-source`
                4:1 unknown-setting no check is called `bad-date` [its level cannot be set] what it tells of cannot stand: mend it where it is
                5:1 unknown-setting no check is called `zzz` [not known] known are `missing-date`, `bad-url`, `unresolved-crossref`, `unknown-field`, `unknown-handle`, `citation-trap`, `unused-note`, `raw-html`, `ambiguous-outlet`, `unused-outlet`, `source-key-case`, `likely-duplicate-source`, `renamed-id`, `unresolved-name`, `unresolved-via`, `circular-reporting`, `unused-source`, `event-without-source`, `uncited-statement`, `single-source`, `one-origin`, `source-before-event`, `false-precision`, `likely-duplicate-event`, `order-not-established`, `misquotation`, `unused-kept-text`, `not-archived`, `bad-archive`, `archive-date`, `home-page`, `accessed-too-soon`, `outside-life`, `backwards-relation`, `retracted-source`, `unused-exception`
                6:13 bad-setting `home-page` takes `off`, `hint`, `warning` or `error` ['warn' is none of them] write `off`, `hint`, `warning` or `error`
                7:14 bad-setting `one-origin` takes `off`, `hint`, `warning` or `error` [3 is none of them] write `off`, `hint`, `warning` or `error`
                9:1 unknown-setting unknown setting `min-cited-statement` in `thresholds` [not known] write `min-cited-statements`
                10:22 bad-setting `min-sourced-events` takes a share from `0` to `1` [not such a share] write for example `0.9` for nine of ten
                11:26 bad-setting `min-independent-events` takes a share from `0` to `1` [not such a share] write for example `0.9` for nine of ten
            "#]],
        );
        check(
            "checks = 'off'\nthresholds = 0.9\n",
            expect![[r#"
            1:10 wrong-type `checks` takes a table of checks and levels [this is text] write for example `[checks]`, `single-source = "warning"`, `not-archived = "off"`
            2:14 wrong-type `thresholds` takes a table of shares from `0` to `1` [this is a number] write for example `[thresholds]`, `min-cited-statements = 0.9`
        "#]],
        );
    }

    #[test]
    fn shares_are_exact() {
        for (text, share) in
            [("0", "0 %"), ("1", "100 %"), ("0.9", "90 %"), ("0.123456", "12.3456 %"), ("1.000000", "100 %")]
        {
            assert_eq!(Share::read(text).map(|it| it.to_string()).as_deref(), Some(share), "{text}");
        }
        for text in ["", "-0.1", "1.1", "1.000001", "0.1234567", ".", "1e-1", "99999999999", "0,9"] {
            assert_eq!(Share::read(text), None, "{text}");
        }
        let third = Share::read("0.333333").expect("it is a share");
        assert!(third.is_reached(1, 3) && !third.is_reached(33, 100) && third.is_reached(0, 0));
    }
}
