//! The fields of an actor's or a place's own page.

use crate::base::code::Code;
use crate::syntax::fields::{NameFields, Origin, Step};
use crate::syntax::reading::checks;
use crate::syntax::reading::except;
use crate::syntax::reading::reader::Reader;

/// Reads an actor; or a place, which lies somewhere.
pub(crate) fn read(reader: &mut Reader<'_>, is_place: bool) -> NameFields {
    let life = |reader: &mut Reader<'_>, key| if is_place { None } else { reader.date(key) };
    let (lat, lon) = if is_place { coordinates(reader) } else { (None, None) };
    NameFields {
        origin: reader.origin.clone(),
        title: reader.text("title"),
        id: reader.id("id"),
        aliases: reader.texts("aliases"),
        kind: reader.text("kind"),
        born: life(reader, "born"),
        died: life(reader, "died"),
        lat,
        lon,
        summary: reader.text("summary"),
        except: except::read(reader),
        draft: reader.flag("draft"),
        language: reader.language("language"),
        extra: reader.extra("extra"),
    }
}

/// A name of which nothing is said.
pub(crate) fn nothing(origin: Origin) -> NameFields {
    NameFields {
        origin,
        title: None,
        id: None,
        aliases: Vec::new(),
        kind: None,
        born: None,
        died: None,
        lat: None,
        lon: None,
        summary: None,
        except: Vec::new(),
        draft: false,
        language: None,
        extra: serde_json::Map::new(),
    }
}

fn coordinates(reader: &mut Reader<'_>) -> (Option<Box<str>>, Option<Box<str>>) {
    let lat = degrees(reader, "lat", 90);
    let lon = degrees(reader, "lon", 180);
    let (has_lat, has_lon) = (reader.has("lat"), reader.has("lon"));
    if has_lat != has_lon {
        let (there, missing) = if has_lat { ("lat", "lon") } else { ("lon", "lat") };
        let fault = reader.say(
            &[Step::Key(there)],
            Code::WrongType,
            format!("`{there}` stands there without `{missing}`"),
        );
        fault.label = "half a position".into();
        fault.help = Some(format!("add `{missing}`").into());
        return (None, None);
    }
    (lat, lon)
}

fn degrees(reader: &mut Reader<'_>, key: &'static str, most: u16) -> Option<Box<str>> {
    let text = reader.text(key)?;
    let degrees = checks::degrees(&text, most);
    if degrees.is_none() {
        let message = format!("`{key}` takes degrees from -{most} to {most}");
        let fault = reader.say(&[Step::Key(key)], Code::WrongType, message);
        fault.label = "not such a number".into();
        let comma = checks::degrees(&text.replace(',', "."), most);
        fault.help = Some(match comma {
            Some(near) => format!("write `{near}`").into(),
            None => "write a decimal number, south and west with a minus: `-33.45`".into(),
        });
    }
    degrees
}
