//! `feed.xml`: the feed as Atom (RFC 4287).

use crate::render::escape::escape_to;
use crate::render::exports::feeds::{Feed, Item, stamp};
use crate::render::exports::xml::{attribute, comment, element};
use crate::render::lookup::Lookup;

/// The feed.
pub(crate) fn atom(site: &Lookup<'_>, base: Option<&str>) -> String {
    let feed = Feed::new(site, base);
    let config = &*site.chronicle.config;
    let mut xml = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".to_owned();
    comment(&mut xml, &feed.limits());
    xml.push_str("<feed xmlns=\"http://www.w3.org/2005/Atom\"");
    attribute(&mut xml, "xml:lang", &config.language);
    xml.push_str(">\n");
    element(&mut xml, "title", &config.title);
    if let Some(description) = &config.description {
        element(&mut xml, "subtitle", description);
    }
    element(&mut xml, "id", &feed.uuid(""));
    element(&mut xml, "updated", &stamp(feed.updated()));
    xml.push_str("<author>");
    element(&mut xml, "name", feed.author());
    xml.push_str("</author>\n");
    link(&mut xml, "alternate", feed.home());
    if let Some(base) = base {
        link(&mut xml, "self", &format!("{base}feed.xml"));
    }
    element(&mut xml, "generator", "Dateline");
    for item in &feed.items {
        entry(&feed, item, &mut xml);
    }
    xml.push_str("</feed>\n");
    xml
}

fn entry(feed: &Feed<'_>, item: &Item<'_>, xml: &mut String) {
    xml.push_str("<entry>\n");
    xml.push_str("<title");
    if let Some(language) = item.language {
        attribute(xml, "xml:lang", language);
    }
    xml.push('>');
    escape_to(item.title, xml);
    xml.push_str("</title>\n");
    element(xml, "id", &feed.uuid(&item.event.id));
    element(xml, "updated", &stamp(item.day));
    link(xml, "alternate", &item.link);
    element(xml, "summary", &item.summary);
    for tag in &item.tags {
        xml.push_str("<category");
        attribute(xml, "term", tag);
        xml.push_str("/>\n");
    }
    xml.push_str("</entry>\n");
}

fn link(xml: &mut String, rel: &str, href: &str) {
    xml.push_str("<link");
    attribute(xml, "rel", rel);
    attribute(xml, "href", href);
    xml.push_str("/>\n");
}
