//! What single values have to be.

use std::ops::Range;

use icu_locale::LanguageIdentifier;
use url::Url;

use crate::base::code::Code;
use crate::base::diagnostic::Fault;
use crate::base::path::OutPath;
use crate::base::span::Span;
use crate::dates::date::BadDate;

/// A flag: `true` and `false`, or what people write for them.
pub(crate) fn flag(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" => Some(true),
        "false" | "no" | "off" => Some(false),
        _ => None,
    }
}

/// Whether a date that is one is no more and no less than a day: `2010-03-18`.
pub(crate) fn is_day(written: &str) -> bool {
    let parts: Vec<_> = written.split('-').collect();
    let digits = |part: &str, n| part.len() == n && part.bytes().all(|b| b.is_ascii_digit());
    matches!(parts[..], [year, month, day] if digits(year, 4) && digits(month, 2) && digits(day, 2))
}

/// What is wrong with an id: it is a part of a path and stands between `[[` and `]]`.
pub(crate) fn id(text: &str) -> Result<(), String> {
    if let Some(c) = text.chars().find(|&c| !is_in_ids(c)) {
        return Err(match c {
            ' ' => "no blank can stand in an id".to_owned(),
            _ => format!("no `{}` can stand in an id", c.escape_default()),
        });
    }
    if text.starts_with(['.', '_']) {
        return Err("an id begins with a letter or a digit".to_owned());
    }
    OutPath::new(text).map(|_| ()).map_err(|bad| bad.to_string())
}

fn is_in_ids(c: char) -> bool {
    !c.is_whitespace()
        && !c.is_control()
        && (!c.is_ascii() || c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '~'))
}

/// The nearest text that can be an id.
pub(crate) fn as_id(text: &str) -> Option<String> {
    let mut near = String::new();
    for c in text.chars() {
        if is_in_ids(c) {
            near.extend(c.to_lowercase());
        } else if !near.is_empty() && !near.ends_with('-') {
            near.push('-');
        }
    }
    let near = near.trim_matches(['-', '.', '_']);
    id(near).is_ok().then(|| near.to_owned())
}

/// What is wrong with a web address, and what to do about it.
pub(crate) fn url(text: &str) -> Result<(), (String, String)> {
    let fault = |label: &str, help: String| Err((label.to_owned(), help));
    if let Some(c) = text.chars().find(|c| c.is_whitespace()) {
        let with = if c == ' ' { "%20" } else { "%0A" };
        return fault("a blank within", format!("write `{with}` for a blank that belongs to it"));
    }
    match Url::parse(text) {
        Ok(url) if matches!(url.scheme(), "http" | "https") && url.has_host() => Ok(()),
        Ok(url) => fault(
            &format!("`{}:` is not allowed", url.scheme()),
            "write an address that begins with `https://` or `http://`".to_owned(),
        ),
        Err(_) if !text.contains("://") && looks_like_host(text) => {
            fault("no scheme", format!("write `https://{}`", text.trim_start_matches('/')))
        }
        Err(error) => fault(
            &error.to_string(),
            "write the whole address, as the browser shows it: `https://example.org/page`".to_owned(),
        ),
    }
}

fn looks_like_host(text: &str) -> bool {
    let host = text.trim_start_matches('/').split('/').next().unwrap_or("");
    host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
}

/// What to do about a language tag that is none (BCP 47, of which a language of two or three
/// letters is asked).
pub(crate) fn language(text: &str) -> Result<(), String> {
    let near = text.replace('_', "-");
    let well_formed =
        LanguageIdentifier::try_from_str(&near).is_ok_and(|tag| matches!(tag.language.as_str().len(), 2 | 3));
    match (well_formed, near == text) {
        (true, true) => Ok(()),
        (true, false) => Err(format!("write `{near}`")),
        (false, _) => Err("write a tag such as `en`, `ru`, `hy`, `zh-Hant` or `pt-BR`".to_owned()),
    }
}

/// A decimal number of degrees, up to `most` on either side of nothing.
pub(crate) fn degrees(text: &str, most: u16) -> Option<Box<str>> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !is_number(whole) || !is_number(part) {
        return None;
    }
    let whole: u16 = whole.parse().ok()?;
    let over = whole > most || (whole == most && part.bytes().any(|b| b != b'0'));
    (!over).then(|| text.into())
}

/// A date that is none: `span` is where `written` stands, in quotes or bare.
pub(crate) fn bad_date(text: &str, span: Span, key: &str, written: &str, bad: &BadDate) -> Fault {
    let span = part(text, span, written, &bad.at);
    let fault = Fault::here(Code::BadDate, span, format!("`{written}` is not a date that `{key}` can take"))
        .label(bad.reason.clone());
    match &bad.nearest {
        Some(near) => fault.help(format!("write `{near}`")),
        None => fault.help("write it as far as it is known: `2010-03-18`, `2010-03`, `2010~`, or `unknown`"),
    }
}

/// The part `at` of `written`, which stands at `span`; all of it where that cannot be told.
fn part(text: &str, span: Span, written: &str, at: &Range<usize>) -> Span {
    let raw = span.of(text);
    let inner = raw.trim_matches(['"', '\'']);
    if inner.trim() != written || at.start > at.end || written.get(at.clone()).is_none() {
        return span;
    }
    let lead = raw.find(written).unwrap_or(0) + span.start as usize;
    if at.is_empty() && at.start < written.len() {
        return Span::new(lead + at.start, lead + at.start + 1);
    }
    if at.is_empty() {
        return Span::new(lead, lead + written.len());
    }
    Span::new(lead + at.start, lead + at.end)
}
