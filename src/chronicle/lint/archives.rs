//! Kept copies: missing, malformed, or at odds with the day on which they were kept.

use url::Url;

use crate::base::code::Code;
use crate::chronicle::complaints::Complaints;
use crate::chronicle::model::{Chronicle, Source};
use crate::dates::bounds::{Bounds, Minute};
use crate::dates::zone::Zone;
use crate::syntax::fields::Step;

pub(crate) fn missing(chronicle: &Chronicle, complaints: &mut Complaints<'_>) {
    for source in chronicle.sources.values() {
        if source.fields.url.is_some() && source.fields.archived.is_none() {
            let message = format!("no copy of `{}` is kept", source.key);
            let (file, origin) = (source.file, &source.fields.origin);
            let said = complaints.at_field(Code::NotArchived, file, origin, &[Step::Key("url")], message);
            complaints.push(said);
        }
    }
}

pub(crate) fn malformed(chronicle: &Chronicle, complaints: &mut Complaints<'_>) {
    for source in chronicle.sources.values() {
        let Some(archived) = &source.fields.archived else { continue };
        let Some(Err((what, help))) = wayback(archived) else { continue };
        let message = format!("`{archived}` is no kept copy of the Wayback Machine");
        let (file, origin) = (source.file, &source.fields.origin);
        let said = complaints.at_field(Code::BadArchive, file, origin, &[Step::Key("archived")], message);
        complaints.push(said.label(what).help(help));
    }
}

pub(crate) fn dates(chronicle: &Chronicle, complaints: &mut Complaints<'_>) {
    let zone = chronicle.config.time_zone;
    for source in chronicle.sources.values() {
        let Some(Some(Ok(kept))) = source.fields.archived.as_deref().map(wayback) else { continue };
        if let Some((key, message, help)) = at_odds(source, kept, zone) {
            let (file, origin) = (source.file, &source.fields.origin);
            let said = complaints.at_field(Code::ArchiveDate, file, origin, &[Step::Key(key)], message);
            let archived = complaints.field(file, origin, &[Step::Key("archived")]);
            complaints
                .push(said.label("not the day in the address").related(archived, "this copy").help(help));
        }
    }
}

/// What is at odds with a copy that was kept at that minute of UTC.
fn at_odds(source: &Source, kept: Minute, zone: Zone) -> Option<(&'static str, String, String)> {
    let days = [kept.day_number(), zone.local(kept).day_number()];
    let day = |n: i64| {
        let day = Minute(n * 1440).day();
        format!("{:04}-{:02}-{:02}", day.year, day.month, day.day)
    };
    let meets = |bounds: &Bounds, by: fn(i64, i64) -> bool, edge: fn(&Bounds) -> Option<Minute>| {
        edge(bounds).is_none_or(|edge| days.iter().any(|&it| by(edge.day_number(), it)))
    };
    if let Some(archived_on) = &source.fields.archived_on {
        let bounds = archived_on.bounds(zone);
        let begun = meets(&bounds, |from, it| from <= it, |bounds| bounds.earliest.minute());
        let open = meets(&bounds, |to, it| it <= to, |bounds| bounds.latest.minute());
        if !(begun && open) {
            let message = format!(
                "the copy of `{}` was kept on {} by its address, and on {} by `archived-on`",
                source.key,
                day(days[1]),
                archived_on.as_written()
            );
            return Some((
                "archived-on",
                message,
                format!("write `archived-on: {}`, or correct the address", day(days[1])),
            ));
        }
    }
    let published = source.published.as_ref()?;
    if meets(published, |from, it| from <= it, |bounds| bounds.earliest.minute()) {
        return None;
    }
    let message =
        format!("the copy of `{}` was kept on {}, before it was published", source.key, day(days[1]));
    Some(("published", message, "correct the date or the address".to_owned()))
}

/// The minute, in UTC, at which the Wayback Machine kept a copy; `None` for an address elsewhere.
///
/// # Errors
/// What is wrong with it, and what to do: it has to be `/web/`, 14 digits, perhaps two letters and
/// `_`, `/` and the address of the original.
fn wayback(address: &str) -> Option<Result<Minute, (&'static str, &'static str)>> {
    const WHOLE: &str =
        "write the address of one copy: `https://web.archive.org/web/20100318120000/https://…`";
    let url = Url::parse(address).ok()?;
    let host = url.host_str()?;
    if !matches!(host, "web.archive.org" | "archive.org" | "www.archive.org") {
        return None;
    }
    let path = url.path();
    if host != "web.archive.org" && !path.starts_with("/web/") {
        return None;
    }
    let Some(rest) = path.strip_prefix("/web/") else {
        let what = if path.starts_with("/save") { "the order to keep one" } else { "not below `/web/`" };
        return Some(Err((what, WHOLE)));
    };
    let Some((stamp, original)) = rest.split_once('/') else {
        return Some(Err(("no original address", WHOLE)));
    };
    if stamp.contains('*') {
        return Some(Err(("a list of copies", WHOLE)));
    }
    let digits = stamp.len() - stamp.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let flag = &stamp[digits..];
    let is_flag = flag.is_empty()
        || flag
            .strip_suffix('_')
            .is_some_and(|name| name.len() == 2 && name.bytes().all(|b| b.is_ascii_lowercase()));
    if !is_flag {
        return Some(Err(("no time of keeping", WHOLE)));
    }
    if digits != 14 {
        return Some(Err(("the time of keeping has not 14 digits", WHOLE)));
    }
    if !original.contains('.') {
        return Some(Err(("no original address", WHOLE)));
    }
    Some(minute(&stamp[..14]).ok_or(("no such time", WHOLE)))
}

/// The minute that 14 digits name: year, month, day, hour, minute, second.
fn minute(stamp: &str) -> Option<Minute> {
    let number = |from: usize, to: usize| stamp[from..to].parse::<u8>().ok();
    let (hour, minute, second) = (number(8, 10)?, number(10, 12)?, number(12, 14)?);
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let date = format!("{}-{}-{}T{:02}:{:02}Z", &stamp[..4], &stamp[4..6], &stamp[6..8], hour, minute);
    let date = crate::dates::date::Date::parse(&date).ok()?;
    date.bounds(Zone::default()).earliest.minute()
}

#[cfg(test)]
mod tests {
    use super::wayback;

    #[test]
    fn addresses_of_kept_copies() {
        let says = |address: &str| match wayback(address) {
            None => "elsewhere".to_owned(),
            Some(Ok(minute)) => format!("{:?}", minute.day()),
            Some(Err((what, _))) => what.to_owned(),
        };
        let day = "Day { year: 2010, month: 3, day: 18 }";
        assert_eq!(says("https://web.archive.org/web/20100318120000/https://example.org/a"), day);
        assert_eq!(says("http://web.archive.org/web/20100318120000id_/http://example.org/"), day);
        assert_eq!(says("https://archive.org/web/20100318120000/example.org"), day);
        assert_eq!(says("https://archive.org/details/book"), "elsewhere");
        assert_eq!(says("https://archive.example/abc"), "elsewhere");
        for (path, what) in [
            ("save/https://example.org", "the order to keep one"),
            ("web/*/https://example.org", "a list of copies"),
            ("web/2010*/https://example.org", "a list of copies"),
            ("web/2010/https://example.org", "the time of keeping has not 14 digits"),
            ("web/https://example.org/a", "no time of keeping"),
            ("web/20100318120000", "no original address"),
            ("web/20101318120000/https://example.org", "no such time"),
            ("web/20100318240000/https://example.org", "no such time"),
            ("", "not below `/web/`"),
        ] {
            assert_eq!(says(&format!("https://web.archive.org/{path}")), what, "{path}");
        }
    }
}
