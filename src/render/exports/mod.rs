//! The chronicle in other formats than pages: feeds, tables, calendars, bibliographies.

pub(crate) mod chronicle;
pub(crate) mod feeds;
