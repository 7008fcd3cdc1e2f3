//! The site: what each output is made from, and the making.
//!
//! [`site::plan`] says which outputs there are before a byte is made; [`site::render`] makes them,
//! in parallel, and hands each to a sink. A page is a function of its view, which templates get and
//! can ask for nothing more.

mod bidi;
mod called;
mod clocks;
mod collate;
mod dated;
mod describe;
mod escape;
mod exports;
#[cfg(test)]
mod fixture;
mod fold;
mod frame;
mod host;
mod laid;
mod lanes;
mod letters;
mod link;
mod lists;
mod looks;
mod lookup;
pub mod made;
mod names;
mod navigation;
mod origin;
mod outline;
mod pen;
mod policy;
mod prose;
mod quoted;
mod rows;
mod script;
mod search;
mod shared;
mod sheet;
pub mod site;
mod strip;
mod styled;
mod template;
mod theme;
mod timeline;
mod tongue;
mod ui;
mod view;
mod weight;
mod whole;
