//! The fields of a page.

use crate::syntax::fields::{Origin, PageFields};
use crate::syntax::reading::except;
use crate::syntax::reading::reader::Reader;

/// Reads a page.
pub(crate) fn read(reader: &mut Reader<'_>) -> PageFields {
    PageFields {
        origin: reader.origin.clone(),
        title: reader.text("title"),
        summary: reader.text("summary"),
        except: except::read(reader),
        draft: reader.flag("draft"),
        publish_on: reader.day("publish-on"),
        aliases: reader.texts("aliases"),
        language: reader.language("language"),
        extra: reader.extra("extra"),
    }
}

/// A page of which nothing is said.
pub(crate) fn nothing(origin: Origin) -> PageFields {
    PageFields {
        origin,
        title: None,
        summary: None,
        except: Vec::new(),
        draft: false,
        publish_on: None,
        aliases: Vec::new(),
        language: None,
        extra: serde_json::Map::new(),
    }
}
