//! Dateline: Markdown in, a timeline that shows its evidence out.
//!
//! Text in, value out; the value carries its own complaints; only the outermost rooms touch the
//! world. In reading order:
//!
//! `read → Snapshot → parse → Document → resolve → Chronicle → plan → Plan → render → Output → Sink`

pub mod analysis;
pub mod base;
pub mod chronicle;
pub mod cite;
pub mod cmd;
pub mod config;
pub mod dates;
pub mod disk;
pub mod layout;
pub mod render;
pub mod report;
pub mod server;
pub mod session;
pub mod syntax;
pub mod words;
