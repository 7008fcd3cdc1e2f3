//! `site.toml` → [`Config`], with every fault in it.

use std::collections::BTreeSet;
use std::fmt::Display;

use icu_locale::Locale;
use serde_json::{Map, Number, Value as Json};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::base::checked::Checked;
use crate::base::code::Code;
use crate::base::diagnostic::{Diagnostic, Fault};
use crate::base::span::{FileId, Here, Place, Span};
use crate::config::settings::{self, SETTINGS, Setting};
use crate::config::value::{base_url, nearest, nearest_zone, unsafe_scheme};
use crate::config::{Config, NavigationItem};
use crate::dates::bounds::Bound;
use crate::dates::date::Date;
use crate::dates::zone::Zone;

/// The largest `site.toml` that is read, in bytes.
const LARGEST: usize = 1 << 20;

/// The most entries that a feed can have.
const LONGEST_FEED: usize = 1000;

/// Reads the settings from the text of `site.toml`, the file `file` of its snapshot. What is wrong
/// or absent has its default.
pub fn read(text: &str, file: FileId) -> Checked<Config> {
    let mut reader = Reader {
        text,
        file,
        line_ends: text.match_indices('\n').map(|(at, _)| at).collect(),
        config: Config::default(),
        faults: Vec::new(),
        broken: BTreeSet::new(),
        spans: Vec::new(),
    };
    reader.document();
    let faults = reader.faults.into_iter();
    let mut diagnostics: Vec<Diagnostic> = faults.map(|fault| fault.in_file(file, 0)).collect();
    diagnostics.sort_by_key(|d| d.place);
    Checked { value: reader.config, diagnostics }
}

struct Reader<'t> {
    text: &'t str,
    file: FileId,
    line_ends: Vec<usize>,
    config: Config,
    faults: Vec<Fault>,
    /// The lines, counted from 0, that are not valid TOML.
    broken: BTreeSet<usize>,
    /// Where each setting's value stands, by its name.
    spans: Vec<(&'static str, Span)>,
}

type Value<'i> = Spanned<DeValue<'i>>;

impl Reader<'_> {
    fn document(&mut self) {
        if self.text.len() > LARGEST {
            let fault = Fault::here(Code::FileTooLarge, Span::point(0), "`site.toml` is larger than 1 MiB");
            self.faults.push(fault.help("move long texts into `content/`"));
            return;
        }
        let (table, errors) = DeTable::parse_recoverable(self.text);
        for error in &errors {
            self.syntax(error.message(), error.span());
        }
        for (key, value) in table.get_ref() {
            self.setting(key.get_ref(), key.span().into(), value);
        }
        self.order_of_dates();
    }

    /// A fault of the syntax; only the first of each line, since one slip brings others after it.
    fn syntax(&mut self, message: &str, span: Option<std::ops::Range<usize>>) {
        let span = span.map_or_else(|| Span::point(self.text.len()), Span::from);
        if !self.broken.insert(self.line_of(span)) {
            return;
        }
        let (what, rest) = message.split_once(", expected ").unwrap_or((message, ""));
        let fault = Fault::here(Code::TomlSyntax, span, format!("`site.toml` is not valid TOML: {what}"));
        let fault = match what {
            "string values must be quoted" => fault.help("put the text in quotes"),
            "duplicate key" => fault.help("take one of the two out"),
            _ => fault,
        };
        self.faults.push(match rest {
            "" => fault,
            "nothing" => fault.label("nothing can stand here"),
            expected => fault.label(format!("expected {expected}")),
        });
    }

    /// The line on which a span begins, counted from 0.
    fn line_of(&self, span: Span) -> usize {
        self.line_ends.partition_point(|&end| end < span.start as usize)
    }

    /// Adds a fault, unless the line is broken already: then the value is not what was written.
    fn tell(&mut self, fault: Fault) {
        if !fault.place.is_some_and(|place| self.broken.contains(&self.line_of(place.span))) {
            self.faults.push(fault);
        }
    }

    fn setting(&mut self, key: &str, at: Span, value: &Value<'_>) {
        let Some(setting) = settings::named(key) else {
            let known: Vec<_> = SETTINGS.iter().map(|setting| setting.name).collect();
            self.unknown(key, at, &known, "");
            return;
        };
        self.spans.push((setting.name, value.span().into()));
        match setting.name {
            "title" => {
                if let Some(title) = self.filled(setting, value) {
                    self.config.title = title;
                }
            }
            "description" => self.config.description = self.filled(setting, value),
            "author" => self.config.author = self.filled(setting, value),
            "citation_style" => self.config.citation_style = self.filled(setting, value),
            "base_url" => self.config.base_url = self.base_url(setting, value),
            "language" => {
                if let Some(language) = self.language(setting, value) {
                    self.config.language = language;
                }
            }
            "time_zone" => {
                if let Some(zone) = self.zone(setting, value) {
                    self.config.time_zone = zone;
                }
            }
            "from" => self.config.from = self.date(setting, value),
            "to" => self.config.to = self.date(setting, value),
            "navigation" => self.config.navigation = self.navigation(setting, value),
            "raw_html" => match value.get_ref() {
                DeValue::Boolean(allowed) => self.config.raw_html = *allowed,
                _ => self.wrong_type(setting.name, setting.kind, value),
            },
            "feed_length" => {
                if let Some(length) = self.feed_length(setting, value) {
                    self.config.feed_length = length;
                }
            }
            "extra" => match value.get_ref() {
                DeValue::Table(table) => self.config.extra = self.free_table(table),
                _ => self.wrong_type(setting.name, setting.kind, value),
            },
            other => unreachable!("`{other}` is in the table of settings and is not read"),
        }
    }

    fn unknown(&mut self, key: &str, at: Span, known: &[&str], within: &str) {
        let fault = Fault::here(Code::UnknownSetting, at, format!("unknown setting `{key}`{within}"));
        let fault = match nearest(key, known) {
            Some(near) => fault.label("not known").help(format!("write `{near}`")),
            None => {
                let all: Vec<_> = known.iter().map(|name| format!("`{name}`")).collect();
                let help = format!("known are {}", all.join(", "));
                let free = "; your own values belong into the table `extra`";
                fault.label("not known").help(if within.is_empty() { help + free } else { help })
            }
        };
        self.tell(fault);
    }

    fn wrong_type(&mut self, name: &str, kind: &str, value: &Value<'_>) {
        let is = match value.get_ref() {
            DeValue::String(_) => "text",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        let fault = Fault::here(Code::WrongType, value.span().into(), format!("`{name}` takes {kind}"));
        let fault = fault.label(format!("this is {is}"));
        let is_text = matches!(value.get_ref(), DeValue::String(_));
        self.tell(match settings::named(name) {
            _ if kind == "text" && !is_text => fault.help("put the value in quotes"),
            Some(setting) => {
                fault.help(format!("write for example `{}`", setting.example.replace('\n', "`, `")))
            }
            None => fault,
        });
    }

    fn bad(
        &mut self,
        value: &Value<'_>,
        message: impl Into<String>,
        why: impl Display,
        help: impl Into<String>,
    ) {
        let fault = Fault::here(Code::BadSetting, value.span().into(), message);
        self.tell(fault.label(why.to_string()).help(help));
    }

    fn text(&mut self, name: &str, kind: &str, value: &Value<'_>) -> Option<Box<str>> {
        if let DeValue::String(text) = value.get_ref() {
            return Some(text.trim().into());
        }
        self.wrong_type(name, kind, value);
        None
    }

    /// A text that is not empty.
    fn filled(&mut self, setting: &Setting, value: &Value<'_>) -> Option<Box<str>> {
        let text = self.text(setting.name, setting.kind, value)?;
        if text.is_empty() {
            let help = "write something, or take the line out";
            self.bad(value, format!("`{}` is empty", setting.name), "nothing in it", help);
            return None;
        }
        Some(text)
    }

    fn base_url(&mut self, setting: &Setting, value: &Value<'_>) -> Option<Box<str>> {
        let text = self.text(setting.name, setting.kind, value)?;
        match base_url(&text) {
            Ok(url) => Some(url),
            Err(why) => {
                let help = if text.contains("://") {
                    "write where the site will stand, such as `https://example.org/chronicle/`".to_owned()
                } else {
                    format!("write `https://{}/`", text.trim_matches('/'))
                };
                self.bad(value, format!("`base_url` cannot be `{text}`"), why, help);
                None
            }
        }
    }

    fn language(&mut self, setting: &Setting, value: &Value<'_>) -> Option<Box<str>> {
        let text = self.text(setting.name, setting.kind, value)?;
        match Locale::try_from_str(&text.replace('_', "-")) {
            Ok(locale) if !locale.id.language.is_unknown() => Some(locale.to_string().into()),
            _ => {
                let help = "write a tag such as `en`, `ru` or `zh-Hant`";
                self.bad(value, format!("`{text}` is not a language tag"), "not a BCP 47 tag", help);
                None
            }
        }
    }

    fn zone(&mut self, setting: &Setting, value: &Value<'_>) -> Option<Zone> {
        let text = self.text(setting.name, setting.kind, value)?;
        let zone = Zone::named(&text);
        if zone.is_none() {
            let help = match nearest_zone(&text) {
                Some(near) => format!("write `{near}`"),
                None => "write a region and a city, such as `Europe/Moscow`".to_owned(),
            };
            let why = "not a name of the IANA time zone database";
            self.bad(value, format!("unknown time zone `{text}`"), why, help);
        }
        zone
    }

    fn date(&mut self, setting: &Setting, value: &Value<'_>) -> Option<Date> {
        let written = match value.get_ref() {
            DeValue::String(text) => text.trim().to_owned(),
            // As it stands: a bare date of TOML, or a year.
            DeValue::Datetime(_) | DeValue::Integer(_) => Span::from(value.span()).of(self.text).to_owned(),
            _ => {
                self.wrong_type(setting.name, setting.kind, value);
                return None;
            }
        };
        match Date::parse(&written) {
            Ok(date) if date.is_unknown() => {
                let help = "write a date, or take the line out";
                self.bad(value, format!("`{}` has to be known", setting.name), "no date", help);
                None
            }
            Ok(date) => Some(date),
            Err(bad) => {
                let message = format!("`{}` is not a date: {}", setting.name, bad.reason);
                // Where the text stands as it is, without escapes, its wrong part can be shown.
                let raw = Span::from(value.span());
                let inner = raw.of(self.text).find(&written).filter(|_| !bad.at.is_empty());
                let at = inner.map_or(raw, |by| Span::from(bad.at).shifted(raw.start as usize + by));
                let fault = Fault::here(Code::BadDate, at, message);
                self.tell(match bad.nearest {
                    Some(near) => fault.help(format!("write `{} = \"{near}\"`", setting.name)),
                    None => fault.help("write a date such as `\"2010-03-18\"`, `\"2010-03\"` or `\"2010\"`"),
                });
                None
            }
        }
    }

    /// The sequence cannot end before it begins.
    fn order_of_dates(&mut self) {
        let (Some(from), Some(to)) = (&self.config.from, &self.config.to) else { return };
        let zone = self.config.time_zone;
        let (Bound::At(begin), Bound::At(end)) = (from.bounds(zone).earliest, to.bounds(zone).latest) else {
            return;
        };
        if begin > end {
            let span =
                |name| self.spans.iter().find(|(of, _)| *of == name).map_or(Span::point(0), |(_, at)| *at);
            let fault = Fault::here(Code::BadSetting, span("to"), "`to` lies before `from`");
            let from = Place { file: Here, span: span("from") };
            let fault = fault.label("the end").related(from, "the beginning");
            self.tell(fault.help("exchange the two dates"));
        }
    }

    fn feed_length(&mut self, setting: &Setting, value: &Value<'_>) -> Option<usize> {
        let DeValue::Integer(number) = value.get_ref() else {
            self.wrong_type(setting.name, setting.kind, value);
            return None;
        };
        let length = usize::from_str_radix(number.as_str(), number.radix()).ok();
        let length = length.filter(|length| (1..=LONGEST_FEED).contains(length));
        if length.is_none() {
            let message = format!("`feed_length` cannot be `{number}`");
            self.bad(value, message, "out of range", format!("write {}", setting.kind));
        }
        length
    }

    fn navigation(&mut self, setting: &Setting, value: &Value<'_>) -> Option<Vec<NavigationItem>> {
        let DeValue::Array(items) = value.get_ref() else {
            self.wrong_type(setting.name, setting.kind, value);
            return None;
        };
        Some(items.iter().filter_map(|item| self.navigation_item(setting, item)).collect())
    }

    fn navigation_item(&mut self, setting: &Setting, item: &Value<'_>) -> Option<NavigationItem> {
        let DeValue::Table(table) = item.get_ref() else {
            self.wrong_type(setting.name, setting.kind, item);
            return None;
        };
        for key in table.keys().filter(|key| !matches!(key.get_ref().as_ref(), "title" | "to")) {
            self.unknown(key.get_ref(), key.span().into(), &["title", "to"], " in `navigation`");
        }
        let title = self.part(item, table, "title", "Sources");
        let (to, span) = self.part(item, table, "to", "sources/index.html")?;
        if let Some(scheme) = unsafe_scheme(&to) {
            let fault = Fault::here(Code::UnsafeLink, span, format!("a link cannot begin with `{scheme}:`"));
            let help = "write an address that begins with `https:`, `http:`, `mailto:` or `tel:`";
            self.tell(fault.label("not allowed").help(help));
            return None;
        }
        Some(NavigationItem { title: title?.0, to, place: Place { file: self.file, span } })
    }

    /// A text that a link in the navigation has to have, and where it stands.
    fn part(
        &mut self,
        item: &Value<'_>,
        table: &DeTable<'_>,
        name: &str,
        example: &str,
    ) -> Option<(Box<str>, Span)> {
        let Some((_, value)) = table.iter().find(|(key, _)| key.get_ref() == name) else {
            let message = format!("a link in `navigation` has no `{name}`");
            let help = format!("write `{name} = \"{example}\"`");
            self.bad(item, message, format!("`{name}` is missing"), help);
            return None;
        };
        let text = self.text(name, "text", value)?;
        if text.is_empty() {
            self.bad(value, format!("`{name}` is empty"), "nothing in it", "write something");
            return None;
        }
        Some((text, value.span().into()))
    }

    fn free_table(&mut self, table: &DeTable<'_>) -> Map<String, Json> {
        let entries = table.iter();
        entries.filter_map(|(key, value)| Some((key.get_ref().to_string(), self.free(value)?))).collect()
    }

    /// A value of one's own, as JSON.
    fn free(&mut self, value: &Value<'_>) -> Option<Json> {
        Some(match value.get_ref() {
            DeValue::String(text) => Json::String(text.to_string()),
            DeValue::Boolean(truth) => Json::Bool(*truth),
            DeValue::Datetime(date) => Json::String(date.to_string()),
            DeValue::Array(items) => Json::Array(items.iter().filter_map(|item| self.free(item)).collect()),
            DeValue::Table(table) => Json::Object(self.free_table(table)),
            DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
                Ok(number) => Json::Number(number.into()),
                Err(_) => return self.no_number(value),
            },
            DeValue::Float(number) => {
                let number = number.as_str().replace('_', "").parse().ok().and_then(Number::from_f64);
                match number {
                    Some(number) => Json::Number(number),
                    None => return self.no_number(value),
                }
            }
        })
    }

    fn no_number(&mut self, value: &Value<'_>) -> Option<Json> {
        let written = Span::from(value.span()).of(self.text);
        let help = "write a smaller number, or put it in quotes";
        self.bad(value, format!("`{written}` is no number that can be kept"), "out of range", help);
        None
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::read;
    use crate::base::span::{FileId, LineCol};
    use crate::config::Config;

    fn faults(text: &str) -> String {
        let line = |d: &crate::base::diagnostic::Diagnostic| {
            let span = d.place.expect("each has a place").span;
            let LineCol { line, col } = LineCol::of(text, span.start);
            let help = d.help.as_deref().unwrap_or("-");
            format!("{line}:{col} {} {} [{}] {help}\n", d.code.name(), d.message, d.label)
        };
        read(text, FileId(0)).diagnostics.iter().map(line).collect()
    }

    #[expect(clippy::needless_pass_by_value, reason = "as `expect!` makes it")]
    fn check(text: &str, expected: Expect) {
        expected.assert_eq(&faults(text));
    }

    #[test]
    fn every_setting_is_read() {
        let text = r#"
            title = "T"
            description = "D"
            base_url = "https://example.org/a"
            language = "zh-hant"
            time_zone = "Europe/Moscow"
            author = "A"
            from = 2010-03-02
            to = "2010-03"
            navigation = [{ title = "Sources", to = "sources/index.html" }]
            citation_style = "apa"
            raw_html = true
            feed_length = 7
            [extra]
            a = [1, 2.5, "x", { day = 2010-01-01 }]
        "#;
        let config = read(text, FileId(0));
        assert!(config.diagnostics.is_empty(), "{:?}", config.diagnostics);
        let config = config.value;
        assert_eq!(config.base_url.as_deref(), Some("https://example.org/a/"));
        assert_eq!(&*config.language, "zh-Hant");
        assert_eq!(config.time_zone.name(), "Europe/Moscow");
        assert_eq!(config.from.map(|d| d.as_written().to_owned()).as_deref(), Some("2010-03-02"));
        assert_eq!(config.to.map(|d| d.as_written().to_owned()).as_deref(), Some("2010-03"));
        assert_eq!(config.navigation.map(|n| n.len()), Some(1));
        assert_eq!((config.raw_html, config.feed_length), (true, 7));
        assert_eq!(
            serde_json::Value::from(config.extra).to_string(),
            r#"{"a":[1,2.5,"x",{"day":"2010-01-01"}]}"#
        );
    }

    #[test]
    fn an_empty_file_is_a_valid_one() {
        let config = read("", FileId(0));
        assert_eq!((config.value, config.diagnostics.len()), (Config::default(), 0));
        assert_eq!(read("\u{feff}title = 'x'\r\n", FileId(0)).diagnostics.len(), 0);
    }

    #[test]
    fn all_faults_come_at_once_with_their_places() {
        check(
            "titel = 'x'\nbase-url = 'example.org'\nbase_url = 'example.org/x'\nlanguage = 'english'\n\
             time_zone = 'Moscow'\nraw_html = 'yes'\nfeed_length = 0\nzzz = 1\nauthor = 7\ntitle = ''\n\
             from = '2010-13'\n[extra]\nn = 99999999999999999999\n",
            expect![[r#"
                1:1 unknown-setting unknown setting `titel` [not known] write `title`
                2:1 unknown-setting unknown setting `base-url` [not known] write `base_url`
                3:12 bad-setting `base_url` cannot be `example.org/x` [it has no scheme and host] write `https://example.org/x/`
                4:12 bad-setting `english` is not a language tag [not a BCP 47 tag] write a tag such as `en`, `ru` or `zh-Hant`
                5:13 bad-setting unknown time zone `Moscow` [not a name of the IANA time zone database] write `Europe/Moscow`
                6:12 wrong-type `raw_html` takes `true` or `false` [this is text] write for example `raw_html = true`
                7:15 bad-setting `feed_length` cannot be `0` [out of range] write a whole number from 1 to 1000
                8:1 unknown-setting unknown setting `zzz` [not known] known are `title`, `description`, `base_url`, `language`, `time_zone`, `author`, `from`, `to`, `navigation`, `citation_style`, `raw_html`, `feed_length`, `extra`; your own values belong into the table `extra`
                9:10 wrong-type `author` takes text [this is a number] put the value in quotes
                10:9 bad-setting `title` is empty [nothing in it] write something, or take the line out
                11:14 bad-date `from` is not a date: there is no month `13` [] write `from = "2010-12"`
                13:5 bad-setting `99999999999999999999` is no number that can be kept [out of range] write a smaller number, or put it in quotes
            "#]],
        );
    }

    #[test]
    fn syntax_errors_have_a_place_and_do_not_hide_the_rest() {
        check(
            "title = \nlanguage = \"en\ntitel = 'x'\n[navigation\n",
            expect![[r#"
                1:9 toml-syntax `site.toml` is not valid TOML: string values must be quoted [expected literal string] put the text in quotes
                2:15 toml-syntax `site.toml` is not valid TOML: invalid basic string [expected `"`] -
                3:1 unknown-setting unknown setting `titel` [not known] write `title`
                4:12 toml-syntax `site.toml` is not valid TOML: unclosed table [expected `]`] -
            "#]],
        );
        check(
            "title = 'a'\ntitle = 'b'\n",
            expect![[r#"
                2:1 toml-syntax `site.toml` is not valid TOML: duplicate key [] take one of the two out
            "#]],
        );
    }

    #[test]
    fn navigation_is_checked_link_by_link() {
        check(
            "[[navigation]]\ntitle = 'A'\nurl = 'a.html'\n[[navigation]]\ntitle = 1\nto = ''\n",
            expect![[r#"
                1:1 bad-setting a link in `navigation` has no `to` [`to` is missing] write `to = "sources/index.html"`
                3:1 unknown-setting unknown setting `url` in `navigation` [not known] known are `title`, `to`
                5:9 wrong-type `title` takes text [this is a number] put the value in quotes
                6:6 bad-setting `to` is empty [nothing in it] write something
            "#]],
        );
        check(
            "navigation = ['Sources']\n",
            expect![[r#"
            1:15 wrong-type `navigation` takes a list of tables with `title` and `to` [this is text] write for example `[[navigation]]`, `title = "Sources"`, `to = "sources/index.html"`
        "#]],
        );
    }

    #[test]
    fn a_sequence_does_not_end_before_it_begins() {
        check(
            "from = '2010-03-18'\nto = '2010-03-02'\n",
            expect![[r#"
            2:6 bad-setting `to` lies before `from` [the end] exchange the two dates
        "#]],
        );
    }

    #[test]
    fn hostile_texts_end_with_a_word() {
        for text in [
            "a = ".to_owned() + &"[".repeat(100_000),
            "[".repeat(100_000),
            "a.".repeat(100_000),
            "title = '\u{0}\u{1b}'".to_owned(),
            "x".repeat(2 << 20),
        ] {
            assert!(!read(&text, FileId(0)).diagnostics.is_empty());
        }
    }
}
