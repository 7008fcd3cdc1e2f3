//! The fields of an event.

use crate::base::code::Code;
use crate::base::diagnostic::Level;
use crate::syntax::fields::{AccountFields, Correction, EventFields, Origin, Step};
use crate::syntax::keys::{ACCOUNT_KEYS, CORRECTION_KEYS};
use crate::syntax::reading::except;
use crate::syntax::reading::reader::Reader;

/// Reads an event.
pub(crate) fn read(reader: &mut Reader<'_>) -> EventFields {
    if reader.has("media") {
        let fault =
            reader.say(&[Step::Key("media")], Code::UnknownKey, "`media` is not shown yet".to_owned());
        fault.level = Level::Warning;
        fault.label = "left out of the site".into();
        fault.help = Some("put pictures in the text meanwhile: `![what it shows](picture.jpg)`".into());
    }
    EventFields {
        origin: reader.origin.clone(),
        title: reader.text("title"),
        date: reader.date("date"),
        has_date_key: reader.has("date"),
        id: reader.id("id"),
        summary: reader.text("summary"),
        actors: reader.texts("actors"),
        places: reader.texts("places"),
        tags: reader.texts("tags"),
        sources: keys(reader),
        date_as_written: reader.text("date-as-written"),
        order: reader.integer("order"),
        part_of: reader.texts("part-of"),
        follows: reader.texts("follows"),
        responds_to: reader.texts("responds-to"),
        accounts: reader.maps("accounts", (ACCOUNT_KEYS, "an account"), account),
        status: reader.text("status"),
        corrections: corrections(reader),
        except: except::read(reader),
        draft: reader.flag("draft"),
        publish_on: reader.day("publish-on"),
        aliases: reader.texts("aliases"),
        language: reader.language("language"),
        extra: reader.extra("extra"),
    }
}

/// An event of which nothing is said.
pub(crate) fn nothing(origin: Origin) -> EventFields {
    EventFields {
        origin,
        title: None,
        date: None,
        has_date_key: false,
        id: None,
        summary: None,
        actors: Vec::new(),
        places: Vec::new(),
        tags: Vec::new(),
        sources: Vec::new(),
        date_as_written: None,
        order: None,
        part_of: Vec::new(),
        follows: Vec::new(),
        responds_to: Vec::new(),
        accounts: Vec::new(),
        status: None,
        corrections: Vec::new(),
        except: Vec::new(),
        draft: false,
        publish_on: None,
        aliases: Vec::new(),
        language: None,
        extra: serde_json::Map::new(),
    }
}

fn account(reader: &mut Reader<'_>) -> AccountFields {
    let account = AccountFields {
        date: reader.date("date"),
        place: reader.text("place"),
        actor: reader.text("actor"),
        figure: reader.text("figure"),
        text: reader.text("text"),
        sources: keys(reader),
        note: reader.text("note"),
    };
    if !["date", "place", "actor", "figure", "text"].iter().any(|key| reader.has(key)) {
        let fault = reader.say(&[], Code::WrongType, "an account says nothing".to_owned());
        fault.label = "no version of anything".into();
        fault.help = Some("give it a `date`, `place`, `actor`, `figure` or `text`".into());
    }
    account
}

fn corrections(reader: &mut Reader<'_>) -> Vec<Correction> {
    reader.maps("corrections", (CORRECTION_KEYS, "a correction"), |reader| {
        let correction =
            Correction { date: reader.date("date"), text: reader.text("text").unwrap_or_default() };
        for key in ["date", "text"] {
            if !reader.has(key) {
                let fault = reader.say(&[], Code::WrongType, format!("a correction has no `{key}`"));
                fault.label = format!("no `{key}`").into();
                fault.help =
                    Some("write `date`, the day of the correction, and `text`, what was changed".into());
            }
        }
        correction
    })
}

/// `sources`: keys, also where they are written as they are cited.
fn keys(reader: &mut Reader<'_>) -> Vec<Box<str>> {
    let mut keys = reader.texts("sources");
    for key in &mut keys {
        if let Some(bare) = key.strip_prefix('@') {
            *key = bare.into();
        }
    }
    keys
}
