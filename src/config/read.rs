//! `site.toml` → [`Config`], with every fault in it.

use toml::de::{DeTable, DeValue};

use crate::base::checked::Checked;
use crate::base::code::Code;
use crate::base::diagnostic::{Diagnostic, Fault};
use crate::base::span::{FileId, Place, Span};
use crate::config::reader::{Reader, Value};
use crate::config::settings::{self, SETTINGS, Setting};
use crate::config::{Config, StyleName};

/// The largest `site.toml` that is read, in bytes.
const LARGEST: usize = 1 << 20;

/// The most entries that a feed can have.
const LONGEST_FEED: usize = 1000;

/// Reads the settings from the text of `site.toml`, the file `file` of its snapshot. What is wrong
/// or absent has its default.
pub fn read(text: &str, file: FileId) -> Checked<Config> {
    let mut reader = Reader::new(text, file);
    reader.document();
    let faults = reader.faults.into_iter();
    let mut diagnostics: Vec<Diagnostic> = faults.map(|fault| fault.in_file(file, 0)).collect();
    diagnostics.sort_by_key(|d| d.place);
    Checked { value: reader.config, diagnostics }
}

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
        if !self.break_line(span) {
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
            "citation_style" => {
                let place = Place { file: self.file, span: value.span().into() };
                self.config.citation_style =
                    self.filled(setting, value).map(|name| StyleName { name, place });
            }
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
            "date_style" => {
                if let Some(style) = self.date_style(setting, value) {
                    self.config.date_style = style;
                }
            }
            "from" => self.config.from = self.date(setting, value),
            "to" => self.config.to = self.date(setting, value),
            "accent" => self.config.accent = self.accent(setting, value),
            "fonts" => self.config.fonts = self.fonts(setting, value),
            "width" => self.config.width = self.width(setting, value),
            "logo" => self.config.logo = self.logo(setting, value),
            "footer" => self.config.footer = self.footer(setting, value),
            "navigation" => self.config.navigation = self.navigation(setting, value),
            "raw_html" => match value.get_ref() {
                DeValue::Boolean(allowed) => self.config.raw_html = *allowed,
                _ => self.wrong_type(setting.name, setting.kind, value),
            },
            "publish_kept_texts" => match value.get_ref() {
                DeValue::Boolean(asked) => self.config.publish_kept_texts = *asked,
                _ => self.wrong_type(setting.name, setting.kind, value),
            },
            "event_exports" => match value.get_ref() {
                DeValue::Boolean(made) => self.config.event_exports = Some(*made),
                _ => self.wrong_type(setting.name, setting.kind, value),
            },
            "search" => match value.get_ref() {
                DeValue::Boolean(wanted) => self.config.search = *wanted,
                _ => self.wrong_type(setting.name, setting.kind, value),
            },
            "feed_length" => {
                if let Some(length) = self.feed_length(setting, value) {
                    self.config.feed_length = length;
                }
            }
            "evidence" => match value.get_ref() {
                DeValue::Boolean(made) => self.config.evidence = *made,
                _ => self.wrong_type(setting.name, setting.kind, value),
            },
            "statuses" => self.config.statuses = self.statuses(setting, value),
            "checks" => match value.get_ref() {
                DeValue::Table(table) => self.checks(table),
                _ => self.wrong_type(setting.name, setting.kind, value),
            },
            "thresholds" => match value.get_ref() {
                DeValue::Table(table) => self.thresholds(table),
                _ => self.wrong_type(setting.name, setting.kind, value),
            },
            "extra" => match value.get_ref() {
                DeValue::Table(table) => self.config.extra = self.free_table(table),
                _ => self.wrong_type(setting.name, setting.kind, value),
            },
            other => unreachable!("`{other}` is in the table of settings and is not read"),
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
}

/// Compares what is said of a text of `site.toml` with what is expected, a line each.
#[cfg(test)]
#[expect(clippy::needless_pass_by_value, reason = "as `expect!` makes it")]
pub(crate) fn check(text: &str, expected: expect_test::Expect) {
    let line = |d: &Diagnostic| {
        let span = d.place.expect("each has a place").span;
        let at = crate::base::span::LineCol::of(text, span.start);
        let help = d.help.as_deref().unwrap_or("-");
        format!("{}:{} {} {} [{}] {help}\n", at.line, at.col, d.code.name(), d.message, d.label)
    };
    let said: String = read(text, FileId(0)).diagnostics.iter().map(line).collect();
    expected.assert_eq(&said);
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::{check, read};
    use crate::base::span::FileId;
    use crate::config::Config;

    #[test]
    fn every_setting_is_read() {
        let text = r#"
            title = "T"
            description = "D"
            base_url = "https://example.org/a"
            language = "zh-hant"
            time_zone = "Europe/Moscow"
            date_style = "iso"
            author = "A"
            from = 2010-03-02
            to = "2010-03"
            navigation = [{ title = "Sources", to = "sources/index.html" }]
            citation_style = "apa"
            raw_html = true
            publish_kept_texts = true
            feed_length = 7
            evidence = false
            statuses = ["rumoured", "confirmed"]
            checks = { single-source = "error" }
            thresholds = { min-cited-statements = 0.9 }
            [extra]
            a = [1, 2.5, "x", { day = 2010-01-01 }]
        "#;
        let config = read(text, FileId(0));
        assert!(config.diagnostics.is_empty(), "{:?}", config.diagnostics);
        let config = config.value;
        assert_eq!(config.base_url.as_deref(), Some("https://example.org/a/"));
        assert_eq!(&*config.language, "zh-Hant");
        assert_eq!(config.time_zone.name(), "Europe/Moscow");
        assert_eq!(config.date_style, crate::dates::wording::style::Style::Iso);
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
                8:1 unknown-setting unknown setting `zzz` [not known] known are `title`, `description`, `base_url`, `language`, `time_zone`, `date_style`, `author`, `from`, `to`, `navigation`, `accent`, `fonts`, `width`, `logo`, `footer`, `citation_style`, `raw_html`, `publish_kept_texts`, `search`, `feed_length`, `event_exports`, `evidence`, `statuses`, `checks`, `thresholds`, `extra`; your own values belong into the table `extra`
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
