//! `rss.xml`: the feed as RSS 2.0. Its `link` has to be an address, so it is made only where the
//! site has one.

use chrono::NaiveDate;

use crate::base::snapshot::Day;
use crate::render::escape::escape_to;
use crate::render::exports::feeds::{Feed, Item};
use crate::render::exports::xml::{attribute, comment, element};
use crate::render::lookup::Lookup;

/// The feed.
pub(crate) fn rss(site: &Lookup<'_>, base: &str) -> String {
    let feed = Feed::new(site, Some(base));
    let config = &*site.chronicle.config;
    let mut xml = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".to_owned();
    comment(&mut xml, &feed.limits());
    xml.push_str(
        "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n<channel>\n",
    );
    element(&mut xml, "title", &config.title);
    element(&mut xml, "link", base);
    // The element has to be there.
    element(&mut xml, "description", config.description.as_deref().unwrap_or(&config.title));
    element(&mut xml, "language", &config.language);
    element(&mut xml, "dc:creator", feed.author());
    element(&mut xml, "lastBuildDate", &stamp(feed.updated()));
    element(&mut xml, "generator", "Dateline");
    xml.push_str("<atom:link rel=\"self\" type=\"application/rss+xml\"");
    attribute(&mut xml, "href", &format!("{base}rss.xml"));
    xml.push_str("/>\n");
    for item in &feed.items {
        entry(&feed, item, &mut xml);
    }
    xml.push_str("</channel>\n</rss>\n");
    xml
}

fn entry(feed: &Feed<'_>, item: &Item<'_>, xml: &mut String) {
    xml.push_str("<item>\n");
    element(xml, "title", item.title);
    element(xml, "link", &item.link);
    xml.push_str("<guid isPermaLink=\"false\">");
    xml.push_str(&feed.uuid(&item.event.id));
    xml.push_str("</guid>\n");
    element(xml, "pubDate", &stamp(item.day));
    // Readers take it for HTML.
    let mut summary = String::with_capacity(item.summary.len());
    escape_to(&item.summary, &mut summary);
    element(xml, "description", &summary);
    for tag in &item.tags {
        element(xml, "category", tag);
    }
    xml.push_str("</item>\n");
}

/// A day as RFC 822 has it, with four digits of the year; its first second.
fn stamp(day: Day) -> String {
    let date = i32::try_from(day.year)
        .ok()
        .and_then(|year| NaiveDate::from_ymd_opt(year, u32::from(day.month), u32::from(day.day)));
    let date = date.expect("the day of an entry is one of the years 1 to 9999");
    date.format("%a, %d %b %Y 00:00:00 +0000").to_string()
}
