//! The fields of a source.

use crate::base::code::Code;
use crate::syntax::fields::{MoreFields, Origin, SourceFields, SourceKind, Step};
use crate::syntax::keys::{SOURCE_KINDS, SOURCE_STATES, URL_STATES};
use crate::syntax::reading::except;
use crate::syntax::reading::reader::Reader;
use crate::syntax::source::creator::{Creator, Role};
use crate::syntax::source::variable::Variable;

/// Reads a source. `named` is its key where a file of sources gives it one.
pub(crate) fn read(reader: &mut Reader<'_>, named: Option<&str>) -> SourceFields {
    let bare = |text: Box<str>| text.strip_prefix('@').map_or(text.clone(), Into::into);
    let fields = SourceFields {
        origin: reader.origin.clone(),
        key: key(reader, named),
        kind: reader.one_of("type", SOURCE_KINDS).unwrap_or_default(),
        outlet: reader.text("outlet"),
        published: reader.date("published"),
        title: reader.text("title"),
        author: creators(reader, "author"),
        url: reader.url("url"),
        page: reader.text("page"),
        volume: reader.text("volume"),
        issue: reader.text("issue"),
        place: reader.text("place"),
        publisher: reader.text("publisher"),
        language: reader.language("language"),
        translated_title: reader.text("translated-title"),
        romanized_title: reader.text("romanized-title"),
        archived: reader.url("archived"),
        archived_on: reader.date("archived-on"),
        accessed: reader.date("accessed"),
        url_status: reader.one_of("url-status", URL_STATES),
        via: reader.text("via").map(bare),
        repeats: reader.text("origin").map(bare),
        quotes: reader.texts("quote"),
        status: reader.one_of("status", SOURCE_STATES),
        except: except::read(reader),
        reliability: reader.text("reliability"),
        note: reader.text("note"),
        draft: reader.flag("draft"),
        aliases: reader.texts("aliases"),
        extra: reader.extra("extra"),
        more: more(reader).boxed(),
    };
    if !["outlet", "title", "url", "author", "published"].iter().any(|key| reader.has(key)) {
        let fault = reader.say(&[], Code::EmptySource, "a source says nothing of itself".to_owned());
        fault.label = "nothing to cite".into();
        fault.help = Some("give it at least an `outlet` and `published`, a `title` or a `url`".into());
    }
    fields
}

/// A source of which nothing is said.
pub(crate) fn nothing(origin: Origin) -> SourceFields {
    SourceFields {
        origin,
        key: None,
        kind: SourceKind::default(),
        outlet: None,
        published: None,
        title: None,
        author: Vec::new(),
        url: None,
        page: None,
        volume: None,
        issue: None,
        place: None,
        publisher: None,
        language: None,
        translated_title: None,
        romanized_title: None,
        archived: None,
        archived_on: None,
        accessed: None,
        url_status: None,
        via: None,
        repeats: None,
        quotes: Vec::new(),
        status: None,
        except: Vec::new(),
        reliability: None,
        note: None,
        draft: false,
        aliases: Vec::new(),
        extra: serde_json::Map::new(),
        more: None,
    }
}

fn creators(reader: &mut Reader<'_>, key: &'static str) -> Vec<Creator> {
    reader.texts(key).iter().map(|name| Creator::parse(name)).collect()
}

/// What few sources say.
fn more(reader: &mut Reader<'_>) -> MoreFields {
    let mut more = MoreFields::default();
    for (key, role) in [("editor", Role::Editor), ("translator", Role::Translator)] {
        more.creators.extend(creators(reader, key).into_iter().map(|name| (role, name)));
    }
    for &variable in Variable::ALL {
        if let Some(text) = variable.key().and_then(|key| reader.text(key)) {
            more.set(variable, text);
        }
    }
    more
}

fn key(reader: &mut Reader<'_>, named: Option<&str>) -> Option<Box<str>> {
    let written = reader.text("key");
    let Some(named) = named else {
        let key = written?;
        return is_key(reader, &key, &[Step::Key("key")]).then_some(key);
    };
    if let Some(other) = written.filter(|key| &**key != named) {
        let fault = reader.say(
            &[Step::Key("key")],
            Code::WrongType,
            format!("the source `{named}` has another `key`, `{other}`"),
        );
        fault.label = "not the key that it stands under".into();
        fault.help = Some("remove this line: the key is what the source stands under".into());
    }
    is_key(reader, named, &[]);
    Some(named.into())
}

/// Whether a citation can name the key: `@{odd key}` takes anything but blanks and braces.
fn is_key(reader: &mut Reader<'_>, key: &str, at: &[Step<'_>]) -> bool {
    let bad = key.chars().find(|c| c.is_whitespace() || c.is_control() || matches!(c, '{' | '}'));
    let Some(bad) = bad else { return true };
    let near: String = key
        .chars()
        .map(|c| if c.is_whitespace() || c.is_control() || matches!(c, '{' | '}') { '-' } else { c })
        .collect();
    let fault = reader.say(at, Code::BadId, format!("`{key}` cannot be a source's key"));
    fault.label = match bad {
        ' ' => "no blank can stand in a key".into(),
        bad => format!("no `{}` can stand in a key", bad.escape_default()).into(),
    };
    fault.help = Some(format!("write `{near}`").into());
    false
}
