//! One date, as written and as understood.

use std::ops::Range;

use edtf_core::Edtf;

use crate::dates::bounds::Bounds;
use crate::dates::zone::Zone;

/// A date as an author may write it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date {
    written: Box<str>,
    value: Value,
}

/// What a date says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// `unknown`.
    Unknown,
    /// An EDTF expression of level 0 to 2 without a time of day.
    Edtf(Edtf),
    /// A minute of a day: `2010-03-18T14:05`.
    Minute(Moment),
    /// From one minute to another: `2010-03-18T14:05/2010-03-18T15:00`.
    Minutes(Moment, Moment),
}

/// A minute as written: a day, a time, and the offset from UTC where one is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Moment {
    /// The astronomical year.
    pub year: i64,
    /// The month, from 1.
    pub month: u8,
    /// The day, from 1.
    pub day: u8,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// Minutes east of UTC; `None` where the time is in the site's zone.
    pub offset: Option<i16>,
}

/// Why a text is not a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadDate {
    /// The bytes of the text that are wrong.
    pub at: Range<usize>,
    /// What is wrong with them, in a few words.
    pub reason: String,
    /// The nearest valid writing, where one is near.
    pub nearest: Option<String>,
}

impl Date {
    /// Reads a date.
    ///
    /// # Errors
    /// What is wrong, where, and the nearest valid writing.
    pub fn parse(text: &str) -> Result<Self, BadDate> {
        let written = text.trim();
        let value = if written == "unknown" {
            Value::Unknown
        } else {
            Value::Edtf(Edtf::parse(written).map_err(|error| BadDate {
                at: error.offset..text.len(),
                reason: error.message.to_owned(),
                nearest: None,
            })?)
        };
        Ok(Self { written: written.into(), value })
    }

    /// The date `unknown`.
    pub fn unknown() -> Self {
        Self { written: "unknown".into(), value: Value::Unknown }
    }

    /// The date as its author wrote it; valid EDTF but for minutes and `unknown`.
    pub fn as_written(&self) -> &str {
        &self.written
    }

    /// What the date says.
    pub fn value(&self) -> &Value {
        &self.value
    }

    /// Whether nothing is known of the date.
    pub fn is_unknown(&self) -> bool {
        self.value == Value::Unknown
    }

    /// The stretch in which it lies, in `zone`.
    pub fn bounds(&self, _zone: Zone) -> Bounds {
        Bounds {
            earliest: crate::dates::bounds::Bound::Unknown,
            latest: crate::dates::bounds::Bound::Unknown,
        }
    }
}
