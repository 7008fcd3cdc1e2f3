//! `[extra]`: values of the author's own, as JSON.

use serde_json::{Map, Number, Value as Json};
use toml::de::{DeTable, DeValue};

use crate::base::span::Span;
use crate::config::reader::{Reader, Value};

impl Reader<'_> {
    /// A table of one's own.
    pub(crate) fn free_table(&mut self, table: &DeTable<'_>) -> Map<String, Json> {
        let entries = table.iter();
        entries.filter_map(|(key, value)| Some((key.get_ref().to_string(), self.free(value)?))).collect()
    }

    /// A value of one's own, as JSON.
    fn free(&mut self, value: &Value<'_>) -> Option<Json> {
        Some(match value.get_ref() {
            DeValue::String(text) => Json::String(text.to_string()),
            DeValue::Boolean(truth) => Json::Bool(*truth),
            DeValue::Datetime(date) => Json::String(date.to_string()),
            DeValue::Array(items) => Json::Array(items.iter().filter_map(|item| self.free(item)).collect()),
            DeValue::Table(table) => Json::Object(self.free_table(table)),
            DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
                Ok(number) => Json::Number(number.into()),
                Err(_) => return self.no_number(value),
            },
            DeValue::Float(number) => {
                let number = number.as_str().replace('_', "").parse().ok().and_then(Number::from_f64);
                match number {
                    Some(number) => Json::Number(number),
                    None => return self.no_number(value),
                }
            }
        })
    }

    fn no_number(&mut self, value: &Value<'_>) -> Option<Json> {
        let written = Span::from(value.span()).of(self.text);
        let help = "write a smaller number, or put it in quotes";
        self.bad(value, format!("`{written}` is no number that can be kept"), "out of range", help);
        None
    }
}
