//! What a page tells in the vocabulary of schema.org, as JSON-LD.
//!
//! It says only what the vocabulary has words for: a date where ISO 8601 can say it exactly. EDTF
//! stays in `chronicle.json`.

use serde_json::{Map, Value, json};

use crate::base::arena::Id;
use crate::chronicle::model::{Account, Event, Name, Source, Target};
use crate::dates::date::Date;
use crate::render::exports::known::{Edge, Known, Shape};
use crate::render::exports::references::Told;
use crate::render::link::Folder;
use crate::render::lookup::Lookup;
use crate::render::made::Made;
use crate::syntax::source::creator::{Creator, Role};

/// The object of the page that `made` makes, as text that can stand in a `<script>`; `None` where
/// it has none. Addresses are whole where the site has one, else relative to the page.
pub(crate) fn json_ld(
    site: &Lookup<'_>,
    base: Option<&str>,
    folder: Folder<'_>,
    made: &Made,
) -> Option<String> {
    let teller = Teller { site, base, folder };
    let mut object = match made {
        Made::Home => teller.home(),
        Made::Event(id) => teller.event(*id),
        Made::Source(id) => teller.source_page(*id),
        _ => return None,
    };
    object.insert("@context".into(), json!("https://schema.org"));
    let text = serde_json::to_string(&object).expect("texts and numbers are JSON");
    // Nothing in it may end the element, or begin another.
    Some(text.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026"))
}

struct Teller<'a> {
    site: &'a Lookup<'a>,
    base: Option<&'a str>,
    folder: Folder<'a>,
}

type Object = Map<String, Value>;

/// An object of a type.
fn object(kind: &str) -> Object {
    Object::from_iter([("@type".to_owned(), json!(kind))])
}

/// Sets what is there.
fn put<T: Into<Value>>(object: &mut Object, name: &str, value: Option<T>) {
    if let Some(value) = value {
        object.insert(name.into(), value.into());
    }
}

/// Sets a list where it has anything.
fn put_all(object: &mut Object, name: &str, values: Vec<Value>) {
    if !values.is_empty() {
        object.insert(name.into(), Value::Array(values));
    }
}

impl Teller<'_> {
    /// The address of an output.
    fn address(&self, path: &str) -> String {
        match self.base {
            Some(base) => format!("{base}{path}"),
            None => self.folder.link(path).to_string(),
        }
    }

    fn home(&self) -> Object {
        let config = &*self.site.chronicle.config;
        let mut home = object("CollectionPage");
        put(&mut home, "name", Some(&*config.title));
        put(&mut home, "description", config.description.as_deref());
        put(&mut home, "inLanguage", Some(&*config.language));
        put(&mut home, "url", self.base);
        let author = config.author.as_deref().map(|name| json!({ "@type": "Organization", "name": name }));
        put(&mut home, "publisher", author);
        put(&mut home, "temporalCoverage", self.scope());
        let mut list = object("ItemList");
        list.insert("numberOfItems".into(), json!(self.site.chronicle.events.len()));
        list.insert("itemListOrder".into(), json!("https://schema.org/ItemListOrderAscending"));
        home.insert("mainEntity".into(), Value::Object(list));
        home
    }

    /// The time that the site is about, as ISO 8601 has an interval.
    fn scope(&self) -> Option<String> {
        let config = &self.site.chronicle.config;
        let zone = config.time_zone;
        let end = |date: &Option<Date>| match date {
            Some(date) => date.iso(zone),
            None => Some("..".to_owned()),
        };
        (config.from.is_some() || config.to.is_some()).then_some(())?;
        Some(format!("{}/{}", end(&config.from)?, end(&config.to)?))
    }

    fn event(&self, id: Id<Event>) -> Object {
        let chronicle = self.site.chronicle;
        let event = &chronicle.events[id];
        let mut told = object("Event");
        put(&mut told, "name", Some(self.site.title(Target::Event(id))));
        put(&mut told, "description", event.fields.summary.as_deref());
        put(&mut told, "url", Some(self.address(self.site.event_path(id))));
        let (start, end) = self.dates(&event.date);
        put(&mut told, "startDate", start);
        put(&mut told, "endDate", end);
        let places = event
            .places
            .iter()
            .map(|&place| self.name("Place", &chronicle.places[place], Target::Place(place)));
        put_all(&mut told, "location", places.collect());
        let actors = event.actors.iter().map(|&actor| {
            let name = &chronicle.actors[actor];
            let kind = name.own.as_ref().and_then(|own| own.fields.kind.as_deref());
            let kind = match kind {
                Some("person") => "Person",
                Some("state" | "country") => "Country",
                Some("body" | "organization" | "organisation" | "company" | "party") => "Organization",
                _ => "Thing",
            };
            self.name(kind, name, Target::Actor(actor))
        });
        put_all(&mut told, "about", actors.collect());
        let tags: Vec<_> = event.tags.iter().map(|&tag| self.site.title(Target::Tag(tag))).collect();
        put(&mut told, "keywords", (!tags.is_empty()).then(|| tags.join(", ")));
        let within = event.part_of.iter().map(|&other| {
            let name = self.site.title(Target::Event(other));
            json!({ "@type": "Event", "name": name, "url": self.address(self.site.event_path(other)) })
        });
        put_all(&mut told, "superEvent", within.collect());
        let sources = event.sources.iter().map(|&source| Value::Object(self.source(source)));
        let claims = event.accounts.iter().map(|account| self.claim(event, account));
        put_all(&mut told, "subjectOf", sources.chain(claims).collect());
        told
    }

    /// When something began and ended, where ISO 8601 can say that.
    fn dates(&self, date: &Date) -> (Option<String>, Option<String>) {
        let zone = self.site.chronicle.config.time_zone;
        if let Some(iso) = date.iso(zone) {
            return (Some(iso), None);
        }
        let known = Known::of(date, zone);
        let iso = |edge| match edge {
            Edge::At(point) if (1..=9999).contains(&point.year) => Some(point.iso()),
            _ => None,
        };
        match known.shape {
            Shape::Point(point) if !known.qualified => (iso(Edge::At(point)), None),
            Shape::Range(from, to) if !known.qualified => (iso(from), iso(to)),
            _ => (None, None),
        }
    }

    fn name(&self, kind: &str, name: &Name, target: Target) -> Value {
        let mut told = object(kind);
        put(&mut told, "name", Some(&*name.title));
        put(&mut told, "url", Some(self.address(self.site.path(target))));
        let fields = name.own.as_ref().map(|own| &own.fields);
        if kind == "Place"
            && let Some((lat, lon)) =
                fields.and_then(|fields| fields.lat.as_deref().zip(fields.lon.as_deref()))
        {
            let position = json!({ "@type": "GeoCoordinates", "latitude": lat, "longitude": lon });
            told.insert("geo".into(), position);
        }
        Value::Object(told)
    }

    /// What one side says of an event.
    fn claim(&self, event: &Event, account: &Account) -> Value {
        let chronicle = self.site.chronicle;
        let fields = &event.fields.accounts[account.index];
        let date = fields.date.as_ref().map(|date| self.site.other_date(date).words);
        let place = account.place.map(|id| &*chronicle.places[id].title).or(fields.place.as_deref());
        let actor = account.actor.map(|id| &*chronicle.actors[id].title).or(fields.actor.as_deref());
        let parts = [date.as_deref(), fields.figure.as_deref(), place, actor, fields.text.as_deref()];
        let parts: Vec<_> = parts.into_iter().flatten().collect();
        let mut claim = object("Claim");
        put(&mut claim, "text", Some(parts.join("; ")));
        put(&mut claim, "abstract", fields.note.as_deref());
        let by = account.sources.iter().map(|&source| json!({ "@id": self.id(source) }));
        put_all(&mut claim, "appearance", by.collect());
        Value::Object(claim)
    }

    /// By what a source is named on every page.
    fn id(&self, id: Id<Source>) -> String {
        format!("{}#source", self.address(self.site.source_path(id)))
    }

    fn source_page(&self, id: Id<Source>) -> Object {
        let mut page = object("WebPage");
        put(&mut page, "name", Some(self.site.label(id)));
        put(&mut page, "url", Some(self.address(self.site.source_path(id))));
        page.insert("mainEntity".into(), Value::Object(self.source(id)));
        page
    }

    fn source(&self, id: Id<Source>) -> Object {
        let told = Told::new(self.site, id);
        let fields = told.fields;
        let kind = kind(told.kind.csl);
        let mut source = object(kind);
        put(&mut source, "@id", Some(self.id(id)));
        put(&mut source, "headline", Some(told.title()));
        put(&mut source, "alternativeHeadline", fields.translated_title.as_deref());
        let publisher = fields.outlet.as_deref().or(fields.publisher.as_deref());
        put(&mut source, "publisher", publisher.map(|name| json!({ "@type": "Organization", "name": name })));
        let authors = fields.creators(Role::Author).map(|creator| match creator {
            Creator::Person(_) => json!({ "@type": "Person", "name": creator.shown() }),
            Creator::Whole(name) => json!({ "@type": "Organization", "name": name }),
        });
        put_all(&mut source, "author", authors.collect());
        let published =
            fields.published.as_ref().and_then(|date| self.dates(date).0.filter(|_| !is_range(date)));
        put(&mut source, "datePublished", published);
        put(&mut source, "inLanguage", fields.language.as_deref());
        put(&mut source, "url", fields.url.as_deref());
        put(&mut source, "archivedAt", fields.archived.as_deref());
        source
    }
}

fn is_range(date: &Date) -> bool {
    date.as_written().contains('/')
}

/// The type of schema.org that is nearest to one of CSL.
fn kind(csl: &str) -> &'static str {
    match csl {
        "article-newspaper" | "article-magazine" => "NewsArticle",
        "article-journal" | "paper-conference" => "ScholarlyArticle",
        "article" | "review" | "review-book" => "Article",
        "book" | "classic" => "Book",
        "chapter" => "Chapter",
        "dataset" => "Dataset",
        "report" => "Report",
        "thesis" => "Thesis",
        "webpage" => "WebPage",
        "post" => "SocialMediaPosting",
        "post-weblog" => "BlogPosting",
        "legislation" | "bill" | "regulation" => "Legislation",
        "map" => "Map",
        "motion_picture" => "Movie",
        "manuscript" => "Manuscript",
        "software" => "SoftwareApplication",
        _ => "CreativeWork",
    }
}
