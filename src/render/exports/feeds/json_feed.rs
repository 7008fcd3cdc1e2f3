//! `feed.json`: the feed as JSON Feed, version 1.1.

use serde::Serialize;

use crate::render::exports::feeds::{Feed, Item, stamp};
use crate::render::lookup::Lookup;

#[derive(Serialize)]
struct FeedJson<'a> {
    version: &'static str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    home_page_url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    feed_url: Option<String>,
    language: &'a str,
    authors: [AuthorJson<'a>; 1],
    /// For those who write readers, as the format has it.
    user_comment: String,
    items: Vec<ItemJson<'a>>,
}

#[derive(Serialize)]
struct AuthorJson<'a> {
    name: &'a str,
}

#[derive(Serialize)]
struct ItemJson<'a> {
    id: String,
    /// Only where the site has an address: a path is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    title: &'a str,
    content_text: &'a str,
    date_published: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    tags: &'a [&'a str],
    /// What the format has no word for.
    _dateline: ExtensionJson<'a>,
}

#[derive(Serialize)]
struct ExtensionJson<'a> {
    /// The event's id.
    id: &'a str,
    /// Its date, as its author wrote it: EDTF, or a minute.
    date: &'a str,
}

/// The feed.
pub(crate) fn json_feed(site: &Lookup<'_>, base: Option<&str>) -> String {
    let feed = Feed::new(site, base);
    let config = &*site.chronicle.config;
    let json = FeedJson {
        version: "https://jsonfeed.org/version/1.1",
        title: &config.title,
        description: config.description.as_deref(),
        home_page_url: base,
        feed_url: base.map(|base| format!("{base}feed.json")),
        language: &config.language,
        authors: [AuthorJson { name: feed.author() }],
        user_comment: feed.limits(),
        items: feed.items.iter().map(|item| item_of(&feed, item)).collect(),
    };
    let mut text = serde_json::to_string(&json).expect("texts and lists have a JSON form");
    text.push('\n');
    text
}

fn item_of<'a>(feed: &Feed<'_>, item: &'a Item<'a>) -> ItemJson<'a> {
    ItemJson {
        id: feed.uuid(&item.event.id),
        url: feed.base.is_some().then_some(&*item.link),
        title: item.title,
        content_text: &item.summary,
        date_published: stamp(item.day),
        language: item.language,
        tags: &item.tags,
        _dateline: ExtensionJson { id: &item.event.id, date: item.event.date.as_written() },
    }
}
