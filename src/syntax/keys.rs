//! The keys that front matter and files of sources can have: one table for reading, for naming
//! the nearest one, and for the reference.

use crate::syntax::document::Kind;
use crate::syntax::fields::{SourceKind, SourceStatus, UrlStatus};

/// A key and what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyDoc {
    /// The key.
    pub name: &'static str,
    /// What its value is, in a few words.
    pub takes: &'static str,
    /// What it says, in a line.
    pub meaning: &'static str,
    /// What people write who mean this key.
    pub also: &'static [&'static str],
}

const fn key(name: &'static str, takes: &'static str, meaning: &'static str) -> KeyDoc {
    KeyDoc { name, takes, meaning, also: &[] }
}

impl KeyDoc {
    const fn also(self, also: &'static [&'static str]) -> Self {
        Self { also, ..self }
    }
}

const SUMMARY: KeyDoc = key("summary", "text", "One or two sentences, for lists.").also(&[
    "description",
    "abstract",
    "excerpt",
    "lead",
    "teaser",
]);
const DRAFT: KeyDoc = key("draft", "`true` or `false`", "Kept out of the site, and said so in every build.")
    .also(&["unpublished", "wip"]);
const PUBLISH_ON: KeyDoc = key("publish-on", "a day", "Kept out of the site until that day, and said so.")
    .also(&["publish-date", "embargo", "scheduled", "go-live"]);
const OLD_ADDRESSES: KeyDoc = key("aliases", "addresses", "Old addresses that lead here.").also(&[
    "redirect-from",
    "redirects",
    "permalink",
    "old-urls",
]);
const LANGUAGE: KeyDoc = key("language", "a language tag", "The language of the text: `ru`, `zh-Hant`. Its page is in that language, interface and dates and all, where there are words in it.")
    .also(&["lang", "locale", "langid"]);
const EXTRA: KeyDoc = key("extra", "a map", "Anything of your own, handed to templates.")
    .also(&["params", "custom", "data", "meta", "metadata"]);

const EXCEPT: KeyDoc = key(
    "except",
    "a map from a check's name to a reason",
    "Checks that it is excused from, each with the reason: `{single-source: \"no other report was found\"}`.",
)
.also(&["exceptions", "ignore", "allow", "suppress", "nolint", "excuse"]);

/// The keys of an event.
pub const EVENT_KEYS: &[KeyDoc] = &[
    key("title", "text", "What happened. Required.").also(&["name", "headline", "heading", "event"]),
    key("date", "a date", "When it happened, as far as that is known, or `unknown`.").also(&[
        "when",
        "day",
        "time",
        "year",
        "datetime",
        "start",
        "start-date",
        "on",
    ]),
    key("id", "an id", "The permanent id; the file's name without a leading date where absent.")
        .also(&["slug", "uid", "key", "anchor"]),
    SUMMARY,
    key("actors", "ids or names", "Who had a part in it.").also(&[
        "people",
        "persons",
        "who",
        "participants",
        "organizations",
        "bodies",
    ]),
    key("places", "ids or names", "Where it happened.")
        .also(&["location", "where", "venue", "city", "country"]),
    key("tags", "words", "Under what else it can be found.").also(&[
        "categories",
        "keywords",
        "topics",
        "labels",
    ]),
    key("sources", "keys of sources", "What bears the whole event, besides what its text cites.").also(&[
        "references",
        "refs",
        "citations",
        "bibliography",
        "evidence",
    ]),
    key("date-as-written", "text", "The original wording of the date.").also(&["date-text", "original-date"]),
    key("order", "a whole number", "The place among events whose dates do not settle it.")
        .also(&["weight", "position", "rank", "sort", "sequence"]),
    key("part-of", "ids of events", "What it is part of.").also(&["parent", "within", "belongs-to"]),
    key("follows", "ids of events", "What it follows from.").also(&[
        "after",
        "previous",
        "preceded-by",
        "caused-by",
    ]),
    key("responds-to", "ids of events", "What it responds to.").also(&[
        "in-response-to",
        "response-to",
        "reply-to",
        "answers",
    ]),
    key("accounts", "a list of accounts", "Rival versions of the event.")
        .also(&["versions", "claims", "disputed"]),
    key(
        "status",
        "a word",
        "How far it is settled: `confirmed`, `disputed`, `reported`, `predicted`, `retracted`, or a word of \
             the site's own list.",
    )
    .also(&["state", "certainty", "confirmed"]),
    key("corrections", "a list of corrections", "What was put right after it was published.").also(&[
        "correction",
        "errata",
        "changes",
        "updates",
    ]),
    EXCEPT,
    key("media", "a list of pictures", "Pictures of it. Not shown yet.")
        .also(&["images", "image", "photos", "figures"]),
    DRAFT,
    PUBLISH_ON,
    OLD_ADDRESSES,
    LANGUAGE,
    EXTRA,
];

/// The keys of one of an event's `accounts`.
pub const ACCOUNT_KEYS: &[KeyDoc] = &[
    key("date", "a date", "When it happened, by this account.").also(&["when", "day", "time"]),
    key("place", "an id or a name", "Where, by this account.").also(&["location", "where"]),
    key("actor", "an id or a name", "Who, by this account.").also(&["who", "person"]),
    key("figure", "text", "How many, by this account.").also(&["number", "count", "amount"]),
    key("text", "text", "What, in words.").also(&["claim", "version", "description", "statement"]),
    key("sources", "keys of sources", "What says so.").also(&["references", "refs", "citations"]),
    key("note", "text", "The editor's remark.").also(&["comment", "remark"]),
];

/// The keys of one of an event's `corrections`.
pub const CORRECTION_KEYS: &[KeyDoc] = &[
    key("date", "a date", "When it was put right.").also(&["on", "day", "when"]),
    key("text", "text", "What was changed.").also(&["what", "note", "change", "description"]),
];

/// The keys of a source.
pub const SOURCE_KEYS: &[KeyDoc] = &[
    key("key", "a key", "What citations use; the file's name where absent.").also(&[
        "id",
        "slug",
        "citekey",
        "citation-key",
    ]),
    key(
        "type",
        "one of [these words](#the-words-of-type)",
        "What kind of source it is; `news` where absent.",
    )
    .also(&["kind", "entrytype", "category"]),
    key("outlet", "text", "Who published it.").also(&[
        "container-title",
        "newspaper",
        "journal",
        "publication",
        "source",
        "journaltitle",
        "website",
        "magazine",
        "agency",
    ]),
    key("published", "a date", "When it was published.").also(&[
        "date",
        "issued",
        "year",
        "publication-date",
        "pubdate",
    ]),
    key("title", "text", "Its title, in its own language and script.").also(&["headline", "name"]),
    key("author", "names", "Who wrote it: one or several. `Family, Given` is a person; a body has no comma.")
        .also(&["by", "byline", "writer", "creator", "reporter"]),
    key("url", "an address", "Where it can be read.").also(&["link", "uri", "href", "web", "address"]),
    key("page", "text", "The page or pages.").also(&["pp"]),
    key("volume", "text", "The volume.").also(&["vol"]),
    key("issue", "text", "The issue.").also(&["no"]),
    key("place", "text", "Where it was published.").also(&["location", "publisher-place", "city"]),
    key("publisher", "text", "The publisher of the book or document.").also(&["press", "institution"]),
    key("language", "a language tag", "Its language: `ru`, `zh-Hant`.").also(&["lang", "langid", "locale"]),
    key("translated-title", "text", "The title in the site's language.").also(&[
        "title-translated",
        "translation",
        "english-title",
    ]),
    key("romanized-title", "text", "The title in Latin letters.").also(&[
        "title-romanized",
        "transliteration",
        "transliterated-title",
    ]),
    key("archived", "an address", "Where a copy is kept.").also(&[
        "archive",
        "archive-url",
        "archive-link",
        "archiveurl",
        "wayback",
    ]),
    key("archived-on", "a date", "When the copy was made.").also(&[
        "archive-date",
        "archivedate",
        "archived-date",
    ]),
    key("accessed", "a date", "When it was read.").also(&[
        "access-date",
        "accessdate",
        "retrieved",
        "urldate",
        "accessed-on",
        "visited",
    ]),
    key("url-status", "one of [these words](#the-words-of-url-status)", "How the address stands.")
        .also(&["link-status"]),
    key("via", "a key of a source", "The source through which this one is known: \"as cited in\".").also(&[
        "cited-in",
        "quoted-in",
        "through",
        "as-cited-in",
    ]),
    key("origin", "a key or a name", "The report that this one repeats, such as a wire story.")
        .also(&["wire", "repeats", "original"]),
    key("quote", "one or several texts", "The passage that matters.").also(&[
        "passage",
        "excerpt",
        "quotation",
    ]),
    key("status", "one of [these words](#the-words-of-status)", "What became of it after it was published.")
        .also(&["retraction"]),
    key("reliability", "text", "The editor's judgement of it.").also(&[
        "trust",
        "credibility",
        "grade",
        "confidence",
    ]),
    key("note", "text", "The editor's remark.").also(&["comment", "remark", "annotation"]),
    key("editor", "names", "Who edited it: one or several.").also(&["editors", "edited-by"]),
    key("translator", "names", "Who translated it: one or several.").also(&["translators", "translated-by"]),
    key("within", "text", "The book or the proceedings that it is a part of.").also(&[
        "booktitle",
        "book",
        "proceedings",
    ]),
    key("series", "text", "The series that it is part of.").also(&["collection", "collection-title"]),
    key("edition", "text", "The edition.").also(&["ed"]),
    key("section", "text", "The section of the newspaper, or of the law.").also(&["rubric", "column"]),
    key("number", "text", "The number of a report, a law or a document.").also(&[
        "report-number",
        "document-number",
        "docket",
    ]),
    key("genre", "text", "What it calls itself: `press release`, `PhD thesis`.").also(&["subtype"]),
    key("medium", "text", "What it was recorded on or sent by.").also(&["format", "howpublished"]),
    key("doi", "text", "Its DOI: `10.1000/182`."),
    key("isbn", "text", "Its ISBN."),
    key("issn", "text", "The ISSN of its outlet."),
    key("repository", "text", "The archive or library that holds it.").also(&["holding", "fonds"]),
    key("call-number", "text", "Its signature there.").also(&["shelfmark", "signature"]),
    key("original-title", "text", "The title of what it translates or reprints.").also(&["origtitle"]),
    key("short-title", "text", "Its title, made short.").also(&["title-short", "shorttitle"]),
    EXCEPT,
    DRAFT,
    OLD_ADDRESSES,
    EXTRA,
];

/// One of the words that a key takes, and what it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word<T> {
    /// The word.
    pub name: &'static str,
    /// What it is read as.
    pub value: T,
    /// What it says, in a line.
    pub meaning: &'static str,
    /// What people write who mean this word.
    pub also: &'static [&'static str],
}

const fn word<T: Copy>(
    name: &'static str,
    value: T,
    meaning: &'static str,
    also: &'static [&'static str],
) -> Word<T> {
    Word { name, value, meaning, also }
}

/// The words of a source's `type`. What else is understood to mean them comes from CSL, BibLaTeX
/// and Zotero, among others.
pub const SOURCE_KINDS: &[Word<SourceKind>] = &[
    word(
        "news",
        SourceKind::News,
        "An article of the press.",
        &["newspaper", "newspaper-article", "article-newspaper", "magazine", "article-magazine", "press"],
    ),
    word("agency", SourceKind::Agency, "A wire report of a news agency.", &["wire", "news-agency"]),
    word("broadcast", SourceKind::Broadcast, "Radio or television.", &["tv", "radio", "video", "audio"]),
    word(
        "document",
        SourceKind::Document,
        "A document of a body: a treaty, a resolution, a report.",
        &["report", "treaty", "law", "legislation", "resolution"],
    ),
    word(
        "statement",
        SourceKind::Statement,
        "Words that a person or body gave out.",
        &["press-release", "speech", "communique"],
    ),
    word("analysis", SourceKind::Analysis, "A study, a commentary.", &["commentary", "opinion", "study"]),
    word("book", SourceKind::Book, "A book, or a part of one.", &["chapter", "monograph"]),
    word(
        "article",
        SourceKind::Article,
        "An article of a scholarly journal.",
        &["article-journal", "journal-article", "journal", "paper"],
    ),
    word(
        "web",
        SourceKind::Web,
        "A page of the web that is none of the others.",
        &["website", "webpage", "online", "web-page"],
    ),
    word(
        "post",
        SourceKind::Post,
        "A post on a blog or a social network.",
        &["blog", "post-weblog", "tweet", "toot"],
    ),
    word("interview", SourceKind::Interview, "An interview.", &["conversation"]),
    word("dataset", SourceKind::Dataset, "Data.", &["data", "database", "table"]),
];

/// The words of a source's `status`.
pub const SOURCE_STATES: &[Word<SourceStatus>] = &[
    word(
        "retracted",
        SourceStatus::Retracted,
        "Who published it took it back.",
        &["withdrawn", "recalled", "true", "yes"],
    ),
    word(
        "corrected",
        SourceStatus::Corrected,
        "Who published it put it right later.",
        &["amended", "updated"],
    ),
];

/// The words of a source's `url-status`.
pub const URL_STATES: &[Word<UrlStatus>] = &[
    word("live", UrlStatus::Live, "It can be read there.", &["ok", "alive", "online"]),
    word("dead", UrlStatus::Dead, "It is not there any more.", &["broken", "unfit", "usurped", "gone"]),
    word("paywalled", UrlStatus::Paywalled, "It is there for those who pay.", &["paywall", "subscription"]),
    word("moved", UrlStatus::Moved, "It now stands at another address.", &["redirected"]),
];

/// The keys of an outlet in `outlets.yaml`.
pub const OUTLET_KEYS: &[KeyDoc] = &[
    key("name", "text", "Its name; the id where absent.").also(&["title", "label"]),
    key("owner", "text", "Who owns it.").also(&["owned-by", "proprietor"]),
    key("country", "text", "Where it is at home.").also(&["place", "location"]),
    key("language", "a language tag", "In what it is written: `ru`, `zh-Hant`.").also(&["lang", "locale"]),
    key("aliases", "names", "Other names that sources have for it.").also(&["names", "also-known-as", "aka"]),
    key("wire", "`true` or `false`", "Whether it is a news agency.").also(&["agency", "news-agency"]),
    key("reliability", "text", "The editor's grade of it.").also(&["grade", "trust", "credibility"]),
    key("url", "an address", "Its own site.").also(&["link", "site", "website"]),
    key("note", "text", "The editor's remark.").also(&["comment", "remark"]),
    EXCEPT,
    EXTRA,
];

/// The keys of an actor's own page.
pub const ACTOR_KEYS: &[KeyDoc] = &[
    NAME_TITLE,
    NAME_ID,
    NAME_ALIASES,
    NAME_KIND,
    key("born", "a date", "When a person was born, or a body founded: an event before it is told of.")
        .also(&["birth", "birth-date", "founded", "established", "from"]),
    key("died", "a date", "When a person died, or a body ended: an event after it is told of.").also(&[
        "death",
        "death-date",
        "dissolved",
        "ended",
        "until",
    ]),
    SUMMARY,
    EXCEPT,
    DRAFT,
    LANGUAGE,
    EXTRA,
];

/// The keys of a place's own page.
pub const PLACE_KEYS: &[KeyDoc] = &[
    NAME_TITLE,
    NAME_ID,
    NAME_ALIASES,
    NAME_KIND,
    key("lat", "degrees", "Degrees north, -90 to 90.").also(&["latitude"]),
    key("lon", "degrees", "Degrees east, -180 to 180.").also(&["longitude", "lng", "long"]),
    SUMMARY,
    EXCEPT,
    DRAFT,
    LANGUAGE,
    EXTRA,
];

const NAME_TITLE: KeyDoc = key("title", "text", "The name.").also(&["name", "label"]);
const NAME_ID: KeyDoc =
    key("id", "an id", "The permanent id; the file's name where absent.").also(&["slug", "uid", "key"]);
const NAME_ALIASES: KeyDoc = key("aliases", "names", "Other names.").also(&[
    "names",
    "other-names",
    "also-known-as",
    "aka",
    "alternatives",
]);
const NAME_KIND: KeyDoc =
    key("kind", "text", "What it is: person, body, state, city, …").also(&["type", "category", "role"]);

/// The keys of a page.
pub const PAGE_KEYS: &[KeyDoc] = &[
    key("title", "text", "Its title; the first heading of level 1 where absent.")
        .also(&["name", "headline", "heading"]),
    SUMMARY,
    EXCEPT,
    DRAFT,
    PUBLISH_ON,
    OLD_ADDRESSES,
    LANGUAGE,
    EXTRA,
];

/// The keys of a file of that kind.
pub fn of(kind: Kind) -> &'static [KeyDoc] {
    match kind {
        Kind::Event => EVENT_KEYS,
        Kind::Source => SOURCE_KEYS,
        Kind::Actor => ACTOR_KEYS,
        Kind::Place => PLACE_KEYS,
        Kind::Page => PAGE_KEYS,
    }
}

/// What has that key, of all that is read.
pub(crate) fn whose(name: &str) -> Option<&'static str> {
    let tables = [
        (EVENT_KEYS, "an event"),
        (SOURCE_KEYS, "a source"),
        (PLACE_KEYS, "a place"),
        (ACTOR_KEYS, "an actor"),
        (ACCOUNT_KEYS, "an account"),
    ];
    tables.iter().find(|(keys, _)| keys.iter().any(|key| key.name == name)).map(|(_, what)| *what)
}

#[cfg(test)]
mod tests {
    use super::{ACCOUNT_KEYS, ACTOR_KEYS, EVENT_KEYS, KeyDoc, PAGE_KEYS, PLACE_KEYS, SOURCE_KEYS};

    const TABLES: &[(&[KeyDoc], &str)] = &[
        (
            EVENT_KEYS,
            "title date id summary actors places tags sources date-as-written order part-of follows \
             responds-to accounts media draft publish-on aliases extra",
        ),
        (ACCOUNT_KEYS, "date place actor figure text sources note"),
        (
            SOURCE_KEYS,
            "key type outlet published title author url page volume issue place publisher language \
             translated-title romanized-title archived archived-on accessed url-status via origin quote \
             reliability note extra",
        ),
        (ACTOR_KEYS, "title aliases kind"),
        (PLACE_KEYS, "title aliases kind lat lon"),
        (PAGE_KEYS, "title"),
    ];

    #[test]
    fn every_key_of_the_format_is_known() {
        for (table, keys) in TABLES {
            for key in keys.split(' ') {
                assert!(table.iter().any(|known| known.name == key), "`{key}` is missing");
            }
        }
    }

    #[test]
    fn no_word_is_meant_for_two_keys() {
        for (table, _) in TABLES {
            let mut words: Vec<_> =
                table.iter().flat_map(|key| key.also).chain(table.iter().map(|key| &key.name)).collect();
            let all = words.len();
            words.sort_unstable();
            words.dedup();
            assert_eq!(words.len(), all, "{words:?}");
        }
    }
}
