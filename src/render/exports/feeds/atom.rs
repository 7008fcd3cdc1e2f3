//! `feed.xml`: the chronicle's events as they became known (Atom, RFC 4287).

use std::fmt::Write;

use crate::base::arena::Id;
use crate::base::hash::Sha;
use crate::base::snapshot::Day;
use crate::chronicle::model::{Event, Target};
use crate::render::escape::escape_to;
use crate::render::link::encoded;
use crate::render::lookup::Lookup;

/// What stands for a day that is not known: a feed must name one.
const NO_DAY: Day = Day { year: 1970, month: 1, day: 1 };

/// The feed. No clock is read: an entry was last changed when its latest source may first have
/// been published.
pub(crate) fn feed(site: &Lookup<'_>, base: Option<&str>) -> String {
    let chronicle = site.chronicle;
    let config = &*chronicle.config;
    let mut events: Vec<_> = chronicle.events.iter().map(|(id, event)| (updated(site, event), id)).collect();
    events.sort_by(|a, b| b.cmp(a));
    events.truncate(config.feed_length);
    let author = config.author.as_deref().unwrap_or(&config.title);
    let newest = events.first().map_or(NO_DAY, |(day, _)| *day);
    let seed = base.unwrap_or(&config.title);

    let mut xml =
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"".to_owned();
    attribute(&mut xml, "xml:lang", &config.language);
    xml.push_str(">\n");
    element(&mut xml, "title", &config.title);
    if let Some(description) = &config.description {
        element(&mut xml, "subtitle", description);
    }
    element(&mut xml, "id", &uuid(seed, ""));
    element(&mut xml, "updated", &stamp(newest));
    let _ = writeln!(xml, "<author>{}</author>", inner("name", author));
    let root = base.unwrap_or("");
    link(&mut xml, "alternate", &format!("{root}{}", if base.is_some() { "" } else { "index.html" }));
    if base.is_some() {
        link(&mut xml, "self", &format!("{root}feed.xml"));
    }
    element(&mut xml, "generator", "Dateline");
    for (day, id) in events {
        entry(site, root, seed, day, id, &mut xml);
    }
    xml.push_str("</feed>\n");
    xml
}

fn entry(site: &Lookup<'_>, root: &str, seed: &str, day: Day, id: Id<Event>, xml: &mut String) {
    let event = &site.chronicle.events[id];
    xml.push_str("<entry>\n");
    element(xml, "title", site.title(Target::Event(id)));
    element(xml, "id", &uuid(seed, &event.id));
    element(xml, "updated", &stamp(day));
    link(xml, "alternate", &format!("{root}{}", encoded(&event.path)));
    let mut summary = site.event_date(id).words.clone();
    if let Some(told) = &event.fields.summary {
        summary.push_str(". ");
        summary.push_str(told);
    }
    element(xml, "summary", &summary);
    for &tag in &event.tags {
        xml.push_str("<category");
        attribute(xml, "term", site.title(Target::Tag(tag)));
        xml.push_str("/>\n");
    }
    xml.push_str("</entry>\n");
}

/// The day on which what is told of an event was complete: that of its latest source.
fn updated(site: &Lookup<'_>, event: &Event) -> Day {
    let published = event.sources.iter().filter_map(|&source| site.chronicle.sources[source].published);
    let published = published.filter_map(|bounds| bounds.earliest.day().or(bounds.latest.day()));
    let happened = event.bounds.latest.day().or(event.bounds.earliest.day());
    published.chain(happened).filter(|day| (1..=9999).contains(&day.year)).max().unwrap_or(NO_DAY)
}

/// A day as RFC 3339 has it; its first second, since a chronicle knows no more.
fn stamp(day: Day) -> String {
    format!("{:04}-{:02}-{:02}T00:00:00Z", day.year, day.month, day.day)
}

/// An id that stays the same wherever the feed lies: a UUID (RFC 9562, version 8) made of the
/// site's address, or of its title where it has none, and of the event's id.
fn uuid(seed: &str, id: &str) -> String {
    let Sha(digest) = Sha::of(format!("dateline\0{seed}\0{id}").as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let mut uuid = "urn:uuid:".to_owned();
    for (n, byte) in bytes.iter().enumerate() {
        if matches!(n, 4 | 6 | 8 | 10) {
            uuid.push('-');
        }
        let _ = write!(uuid, "{byte:02x}");
    }
    uuid
}

fn inner(name: &str, text: &str) -> String {
    let mut xml = format!("<{name}>");
    escape_to(text, &mut xml);
    let _ = write!(xml, "</{name}>");
    xml
}

fn element(xml: &mut String, name: &str, text: &str) {
    xml.push_str(&inner(name, text));
    xml.push('\n');
}

fn attribute(xml: &mut String, name: &str, value: &str) {
    let _ = write!(xml, " {name}=\"");
    escape_to(value, xml);
    xml.push('"');
}

fn link(xml: &mut String, rel: &str, href: &str) {
    xml.push_str("<link");
    attribute(xml, "rel", rel);
    attribute(xml, "href", href);
    xml.push_str("/>\n");
}
