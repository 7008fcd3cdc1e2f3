//! Takes what the files hold apart into events, sources, names and pages. Nothing is linked yet.

use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use crate::base::code::Code;
use crate::base::diagnostic::Diagnostic;
use crate::base::path::OutPath;
use crate::base::snapshot::Snapshot;
use crate::base::span::{FileId, Span};
use crate::chronicle::complaints::Complaints;
use crate::chronicle::content::{Parsed, ParsedFile, below};
use crate::chronicle::hidden::{Gate, Hidden, Reason, Waiting};
use crate::chronicle::slug;
use crate::dates::bounds::Bounds;
use crate::dates::date::Date;
use crate::syntax::document::{Document, Front, Kind};
use crate::syntax::fields::{EventFields, NameFields, Origin, OutletFields, PageFields, SourceFields, Step};

/// Everything that the files hold, in the order of the files.
#[derive(Default)]
pub(crate) struct Collected {
    pub(crate) events: Vec<NewEvent>,
    pub(crate) sources: Vec<NewSource>,
    pub(crate) actors: Vec<NewName>,
    pub(crate) places: Vec<NewName>,
    pub(crate) pages: Vec<NewPage>,
    /// What is known of outlets, each with its file.
    pub(crate) outlets: Vec<(FileId, Arc<OutletFields>)>,
    pub(crate) hidden: Hidden,
}

/// An event, by the file or the heading that it is.
pub(crate) struct NewEvent {
    pub(crate) file: FileId,
    pub(crate) document: Arc<Document>,
    /// Which of the document's sections; `None` for the file's own event.
    pub(crate) section: Option<u32>,
    pub(crate) fields: Arc<EventFields>,
    pub(crate) date: Date,
    /// The stretch of the date.
    pub(crate) bounds: Bounds,
    /// Filled in by [`identify`](crate::chronicle::identify).
    pub(crate) id: String,
}

pub(crate) struct NewSource {
    pub(crate) file: FileId,
    pub(crate) document: Option<Arc<Document>>,
    pub(crate) fields: Arc<SourceFields>,
    pub(crate) key: String,
}

pub(crate) struct NewName {
    pub(crate) file: FileId,
    pub(crate) document: Arc<Document>,
    pub(crate) fields: Arc<NameFields>,
    pub(crate) id: String,
    pub(crate) title: Box<str>,
}

pub(crate) struct NewPage {
    pub(crate) file: FileId,
    pub(crate) document: Arc<Document>,
    pub(crate) fields: Arc<PageFields>,
    pub(crate) title: Box<str>,
    pub(crate) path: OutPath,
}

impl NewPage {
    /// The path without `.html`, by which mentions may name it.
    pub(crate) fn id(&self) -> &str {
        self.path.as_str().trim_end_matches(".html")
    }
}

/// Takes the files apart.
pub(crate) fn collect(
    snapshot: &Snapshot,
    files: &[ParsedFile],
    gate: &Gate,
    complaints: &mut Complaints<'_>,
) -> Collected {
    let mut collector = Collector { snapshot, gate, complaints, to: Collected::default() };
    for ParsedFile { file, parsed } in files {
        match parsed {
            Parsed::Sources(list) => {
                for fields in &list.sources {
                    collector.source(*file, None, fields);
                }
            }
            Parsed::Outlets(list) => {
                collector.to.outlets.extend(list.outlets.iter().map(|fields| (*file, fields.clone())));
            }
            Parsed::Document(kind, document) => collector.document(*file, *kind, document),
        }
    }
    collector.to
}

struct Collector<'a, 'c> {
    snapshot: &'a Snapshot,
    gate: &'a Gate,
    complaints: &'a mut Complaints<'c>,
    to: Collected,
}

impl Collector<'_, '_> {
    fn stem(&self, file: FileId) -> &str {
        self.snapshot.file(file).path.stem()
    }

    fn document(&mut self, file: FileId, kind: Kind, document: &Arc<Document>) {
        let why = match &document.front {
            // A file of events under headings alone is a page of its own.
            Front::Event(fields) if !fields.has_date_key && !document.sections.is_empty() => {
                self.idle_keys(file, fields);
                self.page(file, document, &Arc::new(page_fields(fields)))
            }
            Front::Event(fields) => self.event(file, document, fields),
            Front::Source(fields) => self.source(file, Some(document), fields),
            Front::Name(fields) => self.name(file, kind, document, fields),
            Front::Page(fields) => self.page(file, document, fields),
        };
        self.sections(file, document, why.as_ref());
    }

    /// Tells of keys that only an event has, in a file that is a page of events.
    fn idle_keys(&mut self, file: FileId, fields: &EventFields) {
        let keys = [
            ("id", fields.id.is_some()),
            ("date-as-written", fields.date_as_written.is_some()),
            ("actors", !fields.actors.is_empty()),
            ("places", !fields.places.is_empty()),
            ("tags", !fields.tags.is_empty()),
            ("sources", !fields.sources.is_empty()),
            ("order", fields.order.is_some()),
            ("part-of", !fields.part_of.is_empty()),
            ("follows", !fields.follows.is_empty()),
            ("responds-to", !fields.responds_to.is_empty()),
            ("accounts", !fields.accounts.is_empty()),
            ("status", fields.status.is_some()),
            ("corrections", !fields.corrections.is_empty()),
        ];
        for (key, _) in keys.iter().filter(|(_, stands)| *stands) {
            let message = format!("`{key}` belongs to no event");
            let steps = [Step::Key(key)];
            let said = self.complaints.at_field(Code::MissingDate, file, &fields.origin, &steps, message);
            let why = "the file has no date, so it is a page, and its headings with dates are the events";
            let help = "give the file a `date`, or move the key into the braces of the headings";
            self.complaints.push(said.why(why).help(help));
        }
    }

    fn event(&mut self, file: FileId, document: &Arc<Document>, fields: &Arc<EventFields>) -> Option<Reason> {
        let stem = self.stem(file).to_owned();
        let what = title_or(fields.title.as_deref(), document, &stem);
        let why = self.keeps_out(file, &fields.origin, &what, fields.draft, fields.publish_on.as_ref());
        match &why {
            Some(why) => {
                self.to.hidden.hide_file(file, why);
                self.to.hidden.hide_event(fields.id.as_deref().unwrap_or(slug::without_date(&stem)), why);
            }
            None => self.add_event(file, document, None, fields),
        }
        why
    }

    fn add_event(
        &mut self,
        file: FileId,
        document: &Arc<Document>,
        section: Option<u32>,
        fields: &Arc<EventFields>,
    ) {
        let date = fields.date.clone().unwrap_or_else(Date::unknown);
        let bounds = date.bounds(self.gate.zone);
        self.to.events.push(NewEvent {
            file,
            document: document.clone(),
            section,
            fields: fields.clone(),
            date,
            bounds,
            id: String::new(),
        });
    }

    /// The headings that are events. What lies in something that is left out is left out with it.
    fn sections(&mut self, file: FileId, document: &Arc<Document>, above: Option<&Reason>) {
        let mut hidden: Vec<Option<Reason>> = Vec::with_capacity(document.sections.len());
        for (n, section) in document.sections.iter().enumerate() {
            let fields = &section.fields;
            let title = fields.title.as_deref().unwrap_or("");
            let outer = section.parent.map_or(above, |p| hidden[p as usize].as_ref()).cloned();
            let why = outer.or_else(|| {
                self.keeps_out(file, &fields.origin, title, fields.draft, fields.publish_on.as_ref())
            });
            match &why {
                Some(why) => {
                    let id = fields.id.as_deref().map_or_else(|| slug::of_title(title), slug::slug);
                    self.to.hidden.hide_event(&id, why);
                }
                None => {
                    let n = u32::try_from(n).expect("a text has fewer than 2^32 headings");
                    self.add_event(file, document, Some(n), fields);
                }
            }
            hidden.push(why);
        }
    }

    fn source(
        &mut self,
        file: FileId,
        document: Option<&Arc<Document>>,
        fields: &Arc<SourceFields>,
    ) -> Option<Reason> {
        let key = composed(fields.key.as_deref().unwrap_or_else(|| self.stem(file)));
        let why = self.keeps_out(file, &fields.origin, &key, fields.draft, None);
        match &why {
            Some(why) => {
                if document.is_some() {
                    self.to.hidden.hide_file(file, why);
                }
                self.to.hidden.hide_source(&key, why);
            }
            None => self.to.sources.push(NewSource {
                file,
                document: document.cloned(),
                fields: fields.clone(),
                key,
            }),
        }
        why
    }

    fn name(
        &mut self,
        file: FileId,
        kind: Kind,
        document: &Arc<Document>,
        fields: &Arc<NameFields>,
    ) -> Option<Reason> {
        let stem = self.stem(file).to_owned();
        let title = title_or(fields.title.as_deref(), document, &stem);
        let id = slug::slug(fields.id.as_deref().unwrap_or(&stem));
        let why = self.keeps_out(file, &fields.origin, &title, fields.draft, None);
        if let Some(why) = &why {
            self.to.hidden.hide_file(file, why);
            let names = fields.aliases.iter().map(|alias| &**alias);
            for name in names.chain([&*id, &*title]) {
                self.to.hidden.hide_name(name, why);
            }
        } else {
            let to = if kind == Kind::Place { &mut self.to.places } else { &mut self.to.actors };
            to.push(NewName { file, document: document.clone(), fields: fields.clone(), id, title });
        }
        why
    }

    fn page(&mut self, file: FileId, document: &Arc<Document>, fields: &Arc<PageFields>) -> Option<Reason> {
        let source_path = &self.snapshot.file(file).path;
        let below = below(source_path).expect("only content is parsed");
        let id = below.rfind('.').map_or(below, |dot| &below[..dot]);
        let title = title_or(fields.title.as_deref(), document, source_path.stem());
        let path = match OutPath::new(&format!("{id}.html")) {
            Ok(path) => path,
            Err(why) => {
                let message = format!("`{source_path}` cannot be published: {why}");
                let said = Diagnostic::at(Code::BadFileName, file, Span::point(0), message);
                self.complaints.push(said.help("give the file another name"));
                return Some("cannot be published under its name".into());
            }
        };
        let why = self.keeps_out(file, &fields.origin, &title, fields.draft, fields.publish_on.as_ref());
        match &why {
            Some(why) => {
                self.to.hidden.hide_file(file, why);
                self.to.hidden.hide_name(id, why);
            }
            None => self.to.pages.push(NewPage {
                file,
                document: document.clone(),
                fields: fields.clone(),
                title,
                path,
            }),
        }
        why
    }

    fn keeps_out(
        &mut self,
        file: FileId,
        origin: &Origin,
        what: &str,
        draft: bool,
        publish_on: Option<&Date>,
    ) -> Option<Reason> {
        self.gate.keeps_out(&Waiting { file, origin, what, draft, publish_on }, self.complaints)
    }
}

/// `text` in NFC.
pub(crate) fn composed(text: &str) -> String {
    if text.is_ascii() { text.to_owned() } else { text.nfc().collect() }
}

fn title_or(title: Option<&str>, document: &Document, stem: &str) -> Box<str> {
    title.or(document.prose.first_heading.as_deref()).unwrap_or(stem).into()
}

/// What a file of events says about itself, as a page.
fn page_fields(fields: &EventFields) -> PageFields {
    PageFields {
        origin: fields.origin.clone(),
        title: fields.title.clone(),
        summary: fields.summary.clone(),
        except: fields.except.clone(),
        draft: fields.draft,
        publish_on: fields.publish_on.clone(),
        aliases: fields.aliases.clone(),
        language: fields.language.clone(),
        extra: fields.extra.clone(),
    }
}
