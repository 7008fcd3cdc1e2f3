//! Takes values out of a mapping by their keys, and notes what is wrong with them.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::base::code::Code;
use crate::base::diagnostic::Fault;
use crate::base::span::{Here, Place, Span};
use crate::dates::date::Date;
use crate::syntax::fields::{Origin, Step};
use crate::syntax::keys::{self, KeyDoc, Word};
use crate::syntax::reading::{checks, nearest};
use crate::syntax::yaml::explain::quoted;
use crate::syntax::yaml::node::{Entry, Node, Scalar, Sort};
use crate::syntax::yaml::place::Locator;

/// A mapping that is being read.
pub(crate) struct Reader<'a> {
    /// The whole file.
    pub(crate) text: &'a str,
    pub(crate) origin: &'a Origin,
    pub(crate) locator: &'a Locator<'a>,
    pub(crate) keys: &'static [KeyDoc],
    /// What the mapping is: "an event".
    pub(crate) what: &'static str,
    entries: Vec<&'a Entry<'a>>,
    /// Keys that stand there too, and whose values could not be read.
    broken: &'a [&'a str],
    /// The way from the origin to the mapping.
    way: Vec<Step<'a>>,
    /// What is to be said.
    pub(crate) faults: Vec<Fault>,
}

impl<'a> Reader<'a> {
    /// A reader of `entries`, which stand at `origin`. Says at once what is wrong with the keys.
    pub(crate) fn new(
        text: &'a str,
        origin: &'a Origin,
        locator: &'a Locator<'a>,
        (keys, what): (&'static [KeyDoc], &'static str),
        entries: &'a [Entry<'a>],
    ) -> Self {
        let mut reader = Self {
            text,
            origin,
            locator,
            keys,
            what,
            entries: Vec::new(),
            broken: &[],
            way: Vec::new(),
            faults: Vec::new(),
        };
        reader.take(entries);
        reader
    }

    /// A reader of a mapping within this one's, at `way`.
    fn within(
        &self,
        way: Vec<Step<'a>>,
        (keys, what): (&'static [KeyDoc], &'static str),
        entries: &'a [Entry<'a>],
    ) -> Self {
        let mut reader =
            Self { keys, what, entries: Vec::new(), broken: &[], way, faults: Vec::new(), ..*self };
        reader.take(entries);
        reader
    }

    fn take(&mut self, entries: &'a [Entry<'a>]) {
        self.entries = merged(entries);
        let mut times: FxHashMap<&str, usize> = FxHashMap::default();
        for entry in &self.entries {
            *times.entry(&entry.key.text).or_default() += 1;
        }
        for entry in &self.entries {
            let key = &*entry.key.text;
            let Some(times) = times.remove(key) else { continue };
            if times > 1 {
                self.faults.extend(self.duplicate(key));
            }
            if !self.keys.iter().any(|known| known.name == key) {
                self.faults.push(self.unknown(key));
            }
        }
    }

    fn duplicate(&self, key: &str) -> Vec<Fault> {
        let places = self.locator.keys(self.origin, &self.steps(&[Step::Key(key)]));
        let Some((first, others)) = places.split_first() else { return Vec::new() };
        let say = |span: &Span| {
            Fault::here(Code::DuplicateKey, *span, format!("`{key}` stands twice"))
                .label("again here")
                .related(Place { file: Here, span: *first }, "first here")
                .help("keep one of them")
        };
        others.iter().map(say).collect()
    }

    fn unknown(&self, key: &str) -> Fault {
        let span = self.locator.locate_key(self.origin, &self.steps(&[Step::Key(key)]));
        let fault = Fault::here(Code::UnknownKey, span, format!("`{key}` is not a key of {}", self.what));
        match (nearest::key(key, self.keys), keys::whose(key)) {
            (Some(near), _) => fault.label(format!("did you mean `{near}`?")).help(format!("write `{near}`")),
            (None, Some(whose)) => {
                fault.label("not here").why(format!("`{key}` is a key of {whose}")).help("remove the line")
            }
            (None, None) if self.keys.iter().any(|known| known.name == "extra") => {
                fault.label("not known").help("for something of your own, put it under `extra`")
            }
            (None, None) => fault.label("not known").help(format!("known are {}", listed(self.keys))),
        }
    }

    /// The way to `more` from the origin.
    fn steps<'s>(&'s self, more: &[Step<'s>]) -> Vec<Step<'s>> {
        self.way.iter().chain(more).copied().collect()
    }

    /// Where the value at `more` stands.
    pub(crate) fn span(&self, more: &[Step<'_>]) -> Span {
        if more.is_empty() && self.way.is_empty() {
            // All of an entry: its key is shown.
            return self.locator.locate_key(self.origin, more);
        }
        let steps: Vec<Step<'_>> = self.way.iter().chain(more).copied().collect();
        self.locator.locate(self.origin, &steps)
    }

    /// Notes a fault of the value at `more`.
    pub(crate) fn say(&mut self, more: &[Step<'_>], code: Code, message: String) -> &mut Fault {
        let span = self.span(more);
        self.faults.push(Fault::here(code, span, message));
        self.faults.last_mut().expect("it was pushed just now")
    }

    /// With keys that stand there too, and whose values could not be read.
    #[must_use]
    pub(crate) fn with_broken(self, broken: &'a [&'a str]) -> Self {
        Self { broken, ..self }
    }

    /// Whether the key stands there, with or without a value.
    pub(crate) fn has_key(&self, key: &str) -> bool {
        self.entries.iter().any(|entry| entry.key.text == key) || self.broken.contains(&key)
    }

    /// Whether the key has a value, good or bad.
    pub(crate) fn has(&self, key: &'static str) -> bool {
        self.node(key).is_some() || self.broken.contains(&key)
    }

    /// The key's value; `None` where the key is absent or has no value.
    fn node(&self, key: &'static str) -> Option<&'a Node<'a>> {
        debug_assert!(self.keys.iter().any(|known| known.name == key), "`{key}` is in no table");
        let entry = self.entries.iter().find(|entry| entry.key.text == key)?;
        match &entry.value {
            Node::Scalar(scalar) if scalar.text.trim().is_empty() => None,
            node => Some(node),
        }
    }

    /// The text at `key`.
    pub(crate) fn text(&mut self, key: &'static str) -> Option<Box<str>> {
        let node = self.node(key)?;
        self.scalar(node, &[Step::Key(key)], "a text")
    }

    /// The text that `node` is, or a fault.
    fn scalar(&mut self, node: &'a Node<'a>, at: &[Step<'_>], takes: &str) -> Option<Box<str>> {
        match node {
            Node::Scalar(scalar) => Some(scalar.text.trim().into()),
            Node::List(_) | Node::Map(_) => {
                self.wrong_shape(node, at, takes);
                None
            }
        }
    }

    fn wrong_shape(&mut self, node: &Node<'_>, at: &[Step<'_>], takes: &str) {
        let is = if matches!(node, Node::List(_)) { "a list" } else { "a map" };
        let written = self.span(at).of(self.text).to_owned();
        let name = named(at);
        let fault = self.say(at, Code::WrongType, format!("`{name}` takes {takes}, and this is {is}"));
        fault.label = is.into();
        let quoted = || format!("`{}` where the brackets are part of the text", quoted(&written));
        fault.help = Some(match node {
            Node::List(items) if let [Node::Scalar(one)] = &items[..] => {
                format!("write `{}`, or {}", one.text, quoted()).into()
            }
            _ if written.starts_with(['[', '{']) => format!("write one text, or {}", quoted()).into(),
            _ => format!("write {takes} in the line of `{name}:`").into(),
        });
    }

    /// The texts at `key`: a list, or one that stands alone.
    pub(crate) fn texts(&mut self, key: &'static str) -> Vec<Box<str>> {
        match self.node(key) {
            None => Vec::new(),
            Some(Node::List(items)) => {
                let mut texts = Vec::with_capacity(items.len());
                for (n, item) in items.iter().enumerate() {
                    let at = [Step::Key(key), Step::Item(n)];
                    texts.extend(self.scalar(item, &at, "texts").filter(|text| !text.is_empty()));
                }
                texts
            }
            Some(node) => {
                self.scalar(node, &[Step::Key(key)], "a text or a list of texts").into_iter().collect()
            }
        }
    }

    /// The date at `key`.
    pub(crate) fn date(&mut self, key: &'static str) -> Option<Date> {
        let at = [Step::Key(key)];
        let written = match self.node(key)? {
            Node::Scalar(scalar) => scalar.text.trim().to_owned(),
            // A set of dates is written as YAML writes a list or a map: take it as it stands.
            node @ (Node::List(_) | Node::Map(_)) => {
                let written = self.span(&at).of(self.text).to_owned();
                if !written.starts_with(['[', '{']) {
                    self.wrong_shape(node, &at, "a date");
                    let set = "write `[1667,1668]` for one of several dates, `{1667,1668}` for all of them";
                    self.faults.last_mut().expect("it was said just now").help = Some(set.into());
                    return None;
                }
                written
            }
        };
        match Date::parse(&written) {
            Ok(date) => Some(date),
            Err(bad) => {
                let fault = checks::bad_date(self.text, self.span(&at), key, &written, &bad);
                self.faults.push(fault);
                None
            }
        }
    }

    /// The day at `key`.
    pub(crate) fn day(&mut self, key: &'static str) -> Option<Date> {
        let date = self.date(key)?;
        if checks::is_day(date.as_written()) {
            return Some(date);
        }
        let fault = self.say(&[Step::Key(key)], Code::BadDate, format!("`{key}` takes a day"));
        fault.label = "not one day".into();
        fault.help = Some("write year, month and day: `2010-03-18`".into());
        None
    }

    /// The value at `key` as `read` takes it, or a fault that says what it takes.
    pub(crate) fn value<T>(
        &mut self,
        key: &'static str,
        takes: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.text(key)?;
        let value = read(&text);
        if value.is_none() {
            let fault = self.say(&[Step::Key(key)], Code::WrongType, format!("`{key}` takes {takes}"));
            fault.label = format!("not {takes}").into();
            fault.help = Some(format!("write {takes}, or remove the line").into());
        }
        value
    }

    /// The whole number at `key`.
    pub(crate) fn integer(&mut self, key: &'static str) -> Option<i64> {
        self.value(key, "a whole number", |text| text.parse().ok())
    }

    /// Whether the flag at `key` is set.
    pub(crate) fn flag(&mut self, key: &'static str) -> bool {
        self.value(key, "`true` or `false`", checks::flag).unwrap_or(false)
    }

    /// The one of `words` at `key`.
    pub(crate) fn one_of<T: Copy>(&mut self, key: &'static str, words: &[Word<T>]) -> Option<T> {
        let text = self.text(key)?;
        if let Some(word) = words.iter().find(|word| *word.name == *text) {
            return Some(word.value);
        }
        let spelled = nearest::spelled(&text);
        let near = words
            .iter()
            .find(|word| word.also.contains(&&*spelled))
            .map(|word| word.name)
            .or_else(|| nearest::nearest(&spelled, words.iter().map(|word| word.name)));
        let known = words.iter().map(|word| format!("`{}`", word.name)).collect::<Vec<_>>().join(", ");
        let fault = self.say(&[Step::Key(key)], Code::WrongType, format!("`{text}` is not a `{key}`"));
        match near {
            Some(near) => {
                fault.label = format!("did you mean `{near}`?").into();
                fault.help = Some(format!("write `{near}`; known are {known}").into());
            }
            None => {
                fault.label = "not known".into();
                fault.help = Some(format!("write one of {known}").into());
            }
        }
        None
    }

    /// The id at `key`.
    pub(crate) fn id(&mut self, key: &'static str) -> Option<Box<str>> {
        let text = self.text(key)?;
        match checks::id(&text) {
            Ok(()) => Some(text),
            Err(why) => {
                let fault = self.say(&[Step::Key(key)], Code::BadId, format!("`{text}` cannot be an id"));
                fault.label = why.into();
                fault.help = checks::as_id(&text).map(|near| format!("write `{near}`").into());
                None
            }
        }
    }

    /// The address at `key`, of a web page.
    pub(crate) fn url(&mut self, key: &'static str) -> Option<Box<str>> {
        let text = self.text(key)?;
        match checks::url(&text) {
            Ok(()) => Some(text),
            Err((why, help)) => {
                let fault =
                    self.say(&[Step::Key(key)], Code::BadUrl, format!("`{text}` is not a web address"));
                fault.label = why.into();
                fault.help = Some(help.into());
                None
            }
        }
    }

    /// The language at `key`.
    pub(crate) fn language(&mut self, key: &'static str) -> Option<Box<str>> {
        let text = self.text(key)?;
        match checks::language(&text) {
            Ok(()) => Some(text),
            Err(help) => {
                let fault =
                    self.say(&[Step::Key(key)], Code::WrongType, format!("`{text}` is not a language tag"));
                fault.label = "not BCP 47".into();
                fault.help = Some(help.into());
                None
            }
        }
    }

    /// The mappings at `key`, each with a reader of its own, whose faults come to this one.
    pub(crate) fn maps<T>(
        &mut self,
        key: &'static str,
        (keys, what): (&'static [KeyDoc], &'static str),
        mut read: impl FnMut(&mut Reader<'a>) -> T,
    ) -> Vec<T> {
        let Some(node) = self.node(key) else { return Vec::new() };
        let items = match node {
            Node::List(items) => items.iter().collect(),
            node => vec![node],
        };
        let mut values = Vec::new();
        for (n, item) in items.into_iter().enumerate() {
            let way = [Step::Key(key), Step::Item(n)];
            match item {
                Node::Map(entries) => {
                    let way = self.way.iter().copied().chain(way).collect();
                    let mut inner = self.within(way, (keys, what), entries);
                    values.push(read(&mut inner));
                    self.faults.append(&mut inner.faults);
                }
                Node::Scalar(_) | Node::List(_) => {
                    let fault = self.say(
                        &way,
                        Code::WrongType,
                        format!("each of `{key}` is a map with the keys of {what}"),
                    );
                    fault.label = "not a map".into();
                    fault.help = Some(format!("write `key: value` lines; known are {}", listed(keys)).into());
                }
            }
        }
        values
    }

    /// The entries of the map at `key`, each with its text: `None` where the key is absent. A text
    /// in the map's place, as a heading's braces have it, is divided at each `;` and then at the
    /// first `:`.
    pub(crate) fn reasons(&mut self, key: &'static str) -> Option<Vec<(Box<str>, Box<str>)>> {
        match self.node(key)? {
            Node::Map(entries) => {
                let mut reasons = Vec::with_capacity(entries.len());
                for entry in merged(entries) {
                    let name = &*entry.key.text;
                    let text = self.scalar(&entry.value, &[Step::Key(key), Step::Key(name)], "a reason");
                    reasons.extend(text.map(|text| (name.into(), text)));
                }
                Some(reasons)
            }
            Node::Scalar(scalar) if matches!(self.origin, Origin::Heading { .. }) => {
                let parts = scalar.text.split(';').filter(|part| !part.trim().is_empty());
                let one = |part: &str| {
                    let (name, reason) = part.split_once(':').unwrap_or((part, ""));
                    (name.trim().into(), reason.trim().into())
                };
                Some(parts.map(one).collect())
            }
            Node::Scalar(_) | Node::List(_) => {
                let fault = self.say(&[Step::Key(key)], Code::WrongType, format!("`{key}` takes a map"));
                fault.label = "not a map".into();
                fault.help = Some("write lines `check: \"the reason\"` below it, indented".into());
                None
            }
        }
    }

    /// Notes a fault of the key that `more` ends in.
    pub(crate) fn say_at_key(&mut self, more: &[Step<'_>], code: Code, message: String) -> &mut Fault {
        let span = self.locator.locate_key(self.origin, &self.steps(more));
        self.faults.push(Fault::here(code, span, message));
        self.faults.last_mut().expect("it was pushed just now")
    }

    /// The free map at `key`.
    pub(crate) fn extra(&mut self, key: &'static str) -> serde_json::Map<String, serde_json::Value> {
        match self.node(key) {
            None => serde_json::Map::new(),
            Some(Node::Map(entries)) => json_map(entries),
            Some(Node::Scalar(_) | Node::List(_)) => {
                let fault = self.say(&[Step::Key(key)], Code::WrongType, format!("`{key}` takes a map"));
                fault.label = "not a map".into();
                fault.help = Some("write `key: value` lines below it, indented".into());
                serde_json::Map::new()
            }
        }
    }
}

/// The entries with those of a merge key, `<<`, that they do not have themselves.
fn merged<'a>(entries: &'a [Entry<'a>]) -> Vec<&'a Entry<'a>> {
    let (merges, mut own): (Vec<_>, Vec<_>) = entries.iter().partition(|entry| entry.key.text == "<<");
    if merges.is_empty() {
        return own;
    }
    let mut known: FxHashSet<&str> = own.iter().map(|entry| &*entry.key.text).collect();
    for merge in merges {
        let maps = match &merge.value {
            Node::List(items) => items.iter().collect(),
            node => vec![node],
        };
        for map in maps {
            let Node::Map(others) = map else { continue };
            own.extend(others.iter().filter(|other| known.insert(&other.key.text)));
        }
    }
    own
}

/// A free map as JSON: whole numbers and flags are themselves, all else is text as written.
fn json_map(entries: &[Entry<'_>]) -> serde_json::Map<String, serde_json::Value> {
    merged(entries).into_iter().map(|entry| (entry.key.text.to_string(), json(&entry.value))).collect()
}

fn json(node: &Node<'_>) -> serde_json::Value {
    match node {
        Node::Map(entries) => json_map(entries).into(),
        Node::List(items) => items.iter().map(json).collect::<Vec<_>>().into(),
        Node::Scalar(Scalar { text, sort }) => match sort {
            Sort::Null => serde_json::Value::Null,
            Sort::Flag(flag) => (*flag).into(),
            Sort::Integer => text.parse::<i64>().map_or_else(|_| (&**text).into(), Into::into),
            Sort::Text | Sort::Decimal | Sort::Tagged => (&**text).into(),
        },
    }
}

/// The last key of a way.
fn named<'s>(way: &[Step<'s>]) -> &'s str {
    way.iter()
        .rev()
        .find_map(|step| match step {
            Step::Key(key) => Some(*key),
            Step::Item(_) => None,
        })
        .unwrap_or("")
}

fn listed(keys: &[KeyDoc]) -> String {
    keys.iter().map(|key| format!("`{}`", key.name)).collect::<Vec<_>>().join(", ")
}
