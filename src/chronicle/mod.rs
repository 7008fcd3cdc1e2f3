//! The model: events, sources, actors, places, and the citations that join them.
//!
//! A [`Chronicle`](model::Chronicle) is made once, by `resolve`, and never changed after it. A
//! name that leads nowhere stays in it and is diagnosed once, so that every page still renders.

mod address;
pub mod as_of;
mod assembly;
mod cast;
mod circles;
mod collect;
pub(crate) mod complaints;
pub mod content;
mod directory;
pub mod evidence;
pub mod falls;
pub mod findings;
mod hidden;
mod identify;
mod kept;
mod lint;
mod marks;
pub mod model;
mod names;
mod near;
mod order;
mod outlets;
pub mod paths;
mod relations;
mod repeats;
mod reports;
pub mod resolve;
mod settled;
mod site_map;
pub mod slug;
mod via;
