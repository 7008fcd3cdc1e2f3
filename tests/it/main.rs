//! The one integration binary: everything that is tested from outside a room.

#![allow(clippy::disallowed_methods, reason = "tests may touch the world")]

mod as_of;
mod checks;
mod chronicle;
mod cmd;
mod codes;
mod column;
mod commonmark;
mod disk;
mod edtf;
mod example;
mod front_matter;
mod kill;
mod lanes;
mod large;
mod memo;
mod page;
mod pandoc;
mod prose;
mod reference;
mod serve;
mod server;
mod settings;
mod sites;
mod source_formats;
mod spec;
mod stage;
mod tidy;
mod wording;
mod words;
