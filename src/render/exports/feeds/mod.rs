//! The feeds: the chronicle's events as they became known.
//!
//! No clock is read: an entry was last changed when its latest source may first have been
//! published. A feed's own dates are of what is told, never of what happened; that stands in words
//! at the head of each summary.

pub(crate) mod atom;
pub(crate) mod json_feed;
pub(crate) mod rss;

use std::fmt::Write;

use crate::base::arena::Id;
use crate::base::hash::Sha;
use crate::base::snapshot::Day;
use crate::chronicle::model::{Event, Target};
use crate::render::link::encoded;
use crate::render::lookup::Lookup;
use crate::render::view::status::of_event;

/// What stands for a day that is not known: a feed must name one.
const NO_DAY: Day = Day { year: 1970, month: 1, day: 1 };

/// A feed before it is written.
struct Feed<'a> {
    site: &'a Lookup<'a>,
    /// Where the site stands, with a last `/`.
    base: Option<&'a str>,
    /// The entries, newest first.
    items: Vec<Item<'a>>,
}

/// An entry.
struct Item<'a> {
    /// The event.
    event: &'a Event,
    /// The day on which what is told of it was complete.
    day: Day,
    title: &'a str,
    /// The language of that, where it is another than the feed's.
    language: Option<&'a str>,
    /// Its page: an address, or a path where the site has none.
    link: String,
    /// When it happened, in words, and its summary.
    summary: String,
    tags: Vec<&'a str>,
}

impl<'a> Feed<'a> {
    fn new(site: &'a Lookup<'a>, base: Option<&'a str>) -> Self {
        let chronicle = site.chronicle;
        let mut events: Vec<_> =
            chronicle.events.iter().map(|(id, event)| (updated(site, event), id)).collect();
        events.sort_by(|a, b| b.cmp(a));
        events.truncate(chronicle.config.feed_length);
        let items = events.into_iter().map(|(day, id)| Item::new(site, base.unwrap_or(""), day, id));
        Self { site, base, items: items.collect() }
    }

    /// The day of the newest entry.
    fn updated(&self) -> Day {
        self.items.first().map_or(NO_DAY, |item| item.day)
    }

    /// The name of the feed's author.
    fn author(&self) -> &'a str {
        let config = &self.site.chronicle.config;
        config.author.as_deref().unwrap_or(&config.title)
    }

    /// The site's own page.
    fn home(&self) -> &'a str {
        self.base.unwrap_or("index.html")
    }

    /// An id that stays the same wherever the feed lies: a UUID (RFC 9562, version 8) made of the
    /// site's address, or of its title where it has none, and of the event's id; empty for the
    /// feed itself.
    fn uuid(&self, id: &str) -> String {
        uuid(self.base.unwrap_or(&self.site.chronicle.config.title), id)
    }

    /// What the feed cannot say, in a sentence for those who read its source.
    fn limits(&self) -> String {
        format!(
            "The newest {} of {} events. The day of an entry is that of its latest report, at midnight UTC; when \
             it happened stands in words at the head of its summary. All of it: chronicle.json.",
            self.items.len(),
            self.site.chronicle.events.len()
        )
    }
}

impl<'a> Item<'a> {
    fn new(site: &'a Lookup<'a>, root: &str, day: Day, id: Id<Event>) -> Self {
        let event = &site.chronicle.events[id];
        // Nothing else says what zone a bare time is in.
        let mut summary = match event.date.is_in_site_zone() {
            true => site.wording().date_in(&event.date, site.chronicle.config.time_zone),
            false => site.event_date(id).words.clone(),
        };
        if let Some(told) = &event.fields.summary {
            summary.push_str(site.words.get("join_sentence"));
            summary.push_str(told);
        }
        if let Some(status) = of_event(site, event) {
            summary.push_str(" — ");
            summary.push_str(status.words());
        }
        for correction in &event.fields.corrections {
            summary.push_str(&format!(" — {}: {}", site.words.get("corrections"), correction.text));
        }
        Self {
            event,
            day,
            title: site.title(Target::Event(id)),
            language: Some(site.language_of(Target::Event(id)))
                .filter(|language| !language.eq_ignore_ascii_case(&site.chronicle.config.language)),
            link: format!("{root}{}", encoded(&event.path)),
            summary,
            tags: event.tags.iter().map(|&tag| site.title(Target::Tag(tag))).collect(),
        }
    }
}

/// The day on which what is told of an event was complete: that of its latest source.
pub(crate) fn updated(site: &Lookup<'_>, event: &Event) -> Day {
    let published = event.sources.iter().filter_map(|&source| site.chronicle.sources[source].published);
    let published = published.filter_map(|bounds| bounds.earliest.day().or(bounds.latest.day()));
    let happened = event.bounds.latest.day().or(event.bounds.earliest.day());
    published.chain(happened).filter(|day| (1..=9999).contains(&day.year)).max().unwrap_or(NO_DAY)
}

/// A day as RFC 3339 has it; its first second, since a chronicle knows no more.
fn stamp(day: Day) -> String {
    format!("{:04}-{:02}-{:02}T00:00:00Z", day.year, day.month, day.day)
}

/// A UUID (RFC 9562, version 8) made of `seed` and `id`, as a URN.
pub(crate) fn uuid(seed: &str, id: &str) -> String {
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
