//! Where and when a site stands: its address, language, zone, the style of its dates, and the
//! sequence it is about.

use toml::de::DeValue;

use icu_locale::Locale;

use crate::base::code::Code;
use crate::base::diagnostic::Fault;
use crate::base::span::{Here, Place, Span};
use crate::config::reader::{Reader, Value};
use crate::config::settings::Setting;
use crate::config::value::{base_url, nearest, nearest_zone};
use crate::dates::bounds::Bound;
use crate::dates::date::Date;
use crate::dates::wording::style::Style;
use crate::dates::zone::Zone;

impl Reader<'_> {
    /// `base_url`, with its last `/`.
    pub(crate) fn base_url(&mut self, setting: &Setting, value: &Value<'_>) -> Option<Box<str>> {
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

    /// A language tag, in its canonical form.
    pub(crate) fn language(&mut self, setting: &Setting, value: &Value<'_>) -> Option<Box<str>> {
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

    /// A time zone, by its name.
    pub(crate) fn zone(&mut self, setting: &Setting, value: &Value<'_>) -> Option<Zone> {
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

    /// How dates are written.
    pub(crate) fn date_style(&mut self, setting: &Setting, value: &Value<'_>) -> Option<Style> {
        let text = self.text(setting.name, setting.kind, value)?;
        let style = Style::named(&text);
        if style.is_none() {
            let known = Style::ALL.map(|(name, _)| name);
            let help = match nearest(&text, &known) {
                Some(near) => format!("write `{near}`"),
                None => format!("write {}", setting.kind),
            };
            self.bad(value, format!("`date_style` cannot be `{text}`"), "no such style", help);
        }
        style
    }

    /// A date that is known.
    pub(crate) fn date(&mut self, setting: &Setting, value: &Value<'_>) -> Option<Date> {
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
    pub(crate) fn order_of_dates(&mut self) {
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
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::config::read::check;

    #[test]
    fn a_style_of_dates_is_one_of_four() {
        check(
            "date_style = 'isso'\n",
            expect![[r#"
                1:14 bad-setting `date_style` cannot be `isso` [no such style] write `iso`
            "#]],
        );
        check(
            "date_style = 'pretty'\n",
            expect![[r#"
                1:14 bad-setting `date_style` cannot be `pretty` [no such style] write `long`, `medium`, `short` or `iso`
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
}
