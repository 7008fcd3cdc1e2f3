//! A YAML text as a tree whose scalars are as their author wrote them.

use std::borrow::Cow;
use std::cell::{Cell, OnceCell};
use std::fmt;
use std::panic::catch_unwind;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor,
};

use crate::syntax::yaml::bounds::{DEEPEST, most_work};
use crate::syntax::yaml::trouble::{KEY_IS_NO_TEXT, Limit, Trouble};

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Node<'t> {
    /// A scalar.
    Scalar(Scalar<'t>),
    /// A sequence.
    List(Vec<Self>),
    /// A mapping, in the order of the text; a key may stand in it twice.
    Map(Vec<Entry<'t>>),
}

/// A scalar.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Scalar<'t> {
    /// The text as written: `0x1F` and `~` stay that; quotes and escapes are resolved.
    pub(crate) text: Cow<'t, str>,
    /// What YAML takes it for.
    pub(crate) sort: Sort,
}

/// What YAML takes a scalar for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    /// Text.
    Text,
    /// Nothing: `~`, `null`, or no text at all.
    Null,
    /// `true` or `false`.
    Flag(bool),
    /// A whole number.
    Integer,
    /// Any other number.
    Decimal,
    /// Text that begins with what YAML takes for a tag, `!tag`.
    Tagged,
}

/// A key with its value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Entry<'t> {
    /// The key.
    pub(crate) key: Scalar<'t>,
    /// The value.
    pub(crate) value: Node<'t>,
}

/// Reads the one document of `text`, which is held to its bounds already. A text without a
/// document is an empty scalar.
pub(crate) fn read(text: &str) -> Result<Node<'_>, Trouble> {
    // The parser is not ours: what brings it down is a fault to tell, not the end of the program.
    catch_unwind(|| read_guarded(text)).unwrap_or_else(|_| Err(Trouble::parser_failed(text)))
}

fn read_guarded(text: &str) -> Result<Node<'_>, Trouble> {
    let state = State {
        text,
        left: Cell::new(most_work(text.len())),
        doubt: Cell::new(false),
        limit: Cell::new(None),
        has_odd_numbers: OnceCell::new(),
        has_words_for_nothing: OnceCell::new(),
    };
    let reading = Reading { state: &state, depth: 0 };
    let trouble = |error: &serde_yaml::Error| match state.limit.get() {
        Some(limit) => Trouble::limit(text, error, limit),
        None => Trouble::syntax(text, error),
    };
    let mut node =
        reading.deserialize(serde_yaml::Deserializer::from_str(text)).map_err(|error| trouble(&error))?;
    if state.doubt.get() {
        Again(&mut node)
            .deserialize(serde_yaml::Deserializer::from_str(text))
            .map_err(|error| trouble(&error))?;
    }
    Ok(node)
}

/// What is known while reading.
struct State<'t> {
    text: &'t str,
    /// How much may still be made: an alias stands for all that it leads to.
    left: Cell<usize>,
    /// Whether a scalar may have been written in another way than it was handed to us.
    doubt: Cell<bool>,
    limit: Cell<Option<Limit>>,
    has_odd_numbers: OnceCell<bool>,
    has_words_for_nothing: OnceCell<bool>,
}

impl State<'_> {
    fn spend<E: Error>(&self, work: usize) -> Result<(), E> {
        match self.left.get().checked_sub(work) {
            Some(left) => {
                self.left.set(left);
                Ok(())
            }
            None => {
                self.limit.set(Some(Limit::Aliases));
                Err(E::custom("too much"))
            }
        }
    }

    /// Whether a whole number may have been written otherwise than in plain decimals.
    fn has_odd_numbers(&self) -> bool {
        let odd = || ["+", "0x", "0o", "0b"].iter().any(|odd| self.text.contains(odd));
        *self.has_odd_numbers.get_or_init(odd)
    }

    /// Whether nothing may have been written in another way than by writing nothing.
    fn has_words_for_nothing(&self) -> bool {
        let words = || ["~", "null", "Null", "NULL"].iter().any(|word| self.text.contains(word));
        *self.has_words_for_nothing.get_or_init(words)
    }
}

/// Reads a value whose kind is not known.
#[derive(Clone, Copy)]
struct Reading<'s, 't> {
    state: &'s State<'t>,
    depth: usize,
}

impl<'t> Reading<'_, 't> {
    fn scalar<E: Error>(self, text: Cow<'t, str>, sort: Sort) -> Result<Node<'t>, E> {
        self.state.spend(1 + text.len())?;
        Ok(Node::Scalar(Scalar { text, sort }))
    }

    fn whole<E: Error>(self, value: impl fmt::Display, sure: bool) -> Result<Node<'t>, E> {
        if !sure || self.state.has_odd_numbers() {
            self.state.doubt.set(true);
        }
        self.scalar(value.to_string().into(), Sort::Integer)
    }

    fn deeper<E: Error>(self) -> Result<Self, E> {
        if self.depth == DEEPEST {
            self.state.limit.set(Some(Limit::Depth));
            return Err(E::custom("too deep"));
        }
        self.state.spend(1)?;
        Ok(Self { depth: self.depth + 1, ..self })
    }
}

impl<'t> DeserializeSeed<'t> for Reading<'_, 't> {
    type Value = Node<'t>;

    fn deserialize<D: Deserializer<'t>>(self, deserializer: D) -> Result<Node<'t>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'t> Visitor<'t> for Reading<'_, 't> {
    type Value = Node<'t>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'t str) -> Result<Node<'t>, E> {
        self.scalar(text.into(), Sort::Text)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Node<'t>, E> {
        self.scalar(text.to_owned().into(), Sort::Text)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Node<'t>, E> {
        self.state.doubt.set(true);
        self.scalar(if value { "true" } else { "false" }.into(), Sort::Flag(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Node<'t>, E> {
        self.whole(value, true)
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Node<'t>, E> {
        self.whole(value, value < 0)
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Node<'t>, E> {
        self.whole(value, true)
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<Node<'t>, E> {
        self.whole(value, value < 0)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Node<'t>, E> {
        self.state.doubt.set(true);
        self.scalar(value.to_string().into(), Sort::Decimal)
    }

    fn visit_unit<E: Error>(self) -> Result<Node<'t>, E> {
        if self.state.has_words_for_nothing() {
            self.state.doubt.set(true);
        }
        self.scalar("".into(), Sort::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Node<'t>, E> {
        self.scalar("".into(), Sort::Null)
    }

    fn visit_seq<A: SeqAccess<'t>>(self, mut items: A) -> Result<Node<'t>, A::Error> {
        let inner = self.deeper()?;
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(inner)? {
            list.push(item);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'t>>(self, mut entries: A) -> Result<Node<'t>, A::Error> {
        let inner = self.deeper()?;
        let mut map = Vec::new();
        while let Some(key) = entries.next_key_seed(inner)? {
            let Node::Scalar(key) = key else {
                return Err(A::Error::custom(KEY_IS_NO_TEXT));
            };
            let value = entries.next_value_seed(inner)?;
            map.push(Entry { key, value });
        }
        Ok(Node::Map(map))
    }

    /// A value with a tag of its own, `!tag value`: tags mean nothing here, so a scalar's is taken
    /// for part of its text.
    fn visit_enum<A: EnumAccess<'t>>(self, tagged: A) -> Result<Node<'t>, A::Error> {
        let (tag, value) = tagged.variant_seed(Text)?;
        let mut node = value.newtype_variant_seed(self)?;
        if let Node::Scalar(scalar) = &mut node {
            self.state.spend(tag.len())?;
            let tag = tag.trim_start_matches('!');
            scalar.text = format!("!{tag} {}", scalar.text).into();
            scalar.sort = Sort::Tagged;
        }
        Ok(node)
    }
}

/// Reads a text.
struct Text;

impl<'t> DeserializeSeed<'t> for Text {
    type Value = Cow<'t, str>;

    fn deserialize<D: Deserializer<'t>>(self, deserializer: D) -> Result<Cow<'t, str>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'t> Visitor<'t> for Text {
    type Value = Cow<'t, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'t str) -> Result<Cow<'t, str>, E> {
        Ok(text.into())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Cow<'t, str>, E> {
        Ok(text.to_owned().into())
    }
}

/// Reads the text once more, now that it is known where its scalars are, and takes each of them
/// as it was written.
struct Again<'n, 't>(&'n mut Node<'t>);

/// The same for a scalar.
struct AgainScalar<'n, 't>(&'n mut Scalar<'t>);

impl<'t> DeserializeSeed<'t> for AgainScalar<'_, 't> {
    type Value = ();

    fn deserialize<D: Deserializer<'t>>(self, deserializer: D) -> Result<(), D::Error> {
        let text = Text.deserialize(deserializer)?;
        self.0.text = match (self.0.sort, self.0.text.split_once(' ')) {
            (Sort::Tagged, Some((tag, _))) => format!("{tag} {text}").into(),
            _ => text,
        };
        Ok(())
    }
}

impl<'t> DeserializeSeed<'t> for Again<'_, 't> {
    type Value = ();

    fn deserialize<D: Deserializer<'t>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.0 {
            Node::Scalar(scalar) => AgainScalar(scalar).deserialize(deserializer),
            Node::List(_) => deserializer.deserialize_seq(self),
            Node::Map(_) => deserializer.deserialize_map(self),
        }
    }
}

impl<'t> Visitor<'t> for Again<'_, 't> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the value that was read before")
    }

    fn visit_seq<A: SeqAccess<'t>>(self, mut items: A) -> Result<(), A::Error> {
        if let Node::List(list) = self.0 {
            for node in list {
                items.next_element_seed(Again(node))?;
            }
        }
        // Lets the sequence see its own end.
        items.next_element::<serde::de::IgnoredAny>()?;
        Ok(())
    }

    fn visit_map<A: MapAccess<'t>>(self, mut entries: A) -> Result<(), A::Error> {
        if let Node::Map(map) = self.0 {
            for Entry { key, value } in map {
                entries.next_key_seed(AgainScalar(key))?;
                entries.next_value_seed(Again(value))?;
            }
        }
        entries.next_key::<serde::de::IgnoredAny>()?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Entry, Node, Sort, read};

    #[test]
    fn a_second_reading_finds_what_the_first_found() {
        let text = "a: true\nb: [c, ~, {d: 0x1F, 1.50: e}]\n!t f: !x 0o7\ng: *h\n"
            .replace("*h", "&h [1e3, +1]\ni: *h");
        let Ok(Node::Map(map)) = read(&text) else { panic!("{:?}", read(&text)) };
        let shown: Vec<_> = map.iter().map(shown).collect();
        assert_eq!(
            shown,
            ["a: true", "b: [c, ~, {d: 0x1F, 1.50: e}]", "!t f: !x 0o7", "g: [1e3, +1]", "i: [1e3, +1]"]
        );
        assert!(matches!(&map[0].value, Node::Scalar(scalar) if scalar.sort == Sort::Flag(true)));
    }

    fn shown(entry: &Entry<'_>) -> String {
        format!("{}: {}", entry.key.text, text(&entry.value))
    }

    fn text(node: &Node<'_>) -> String {
        match node {
            Node::Scalar(scalar) => scalar.text.to_string(),
            Node::List(items) => format!("[{}]", items.iter().map(text).collect::<Vec<_>>().join(", ")),
            Node::Map(map) => format!("{{{}}}", map.iter().map(shown).collect::<Vec<_>>().join(", ")),
        }
    }
}
