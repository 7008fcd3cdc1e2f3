//! The model: events, sources, actors, places, and the citations that join them.
//!
//! A [`Chronicle`](model::Chronicle) is made once, by `resolve`, and never changed after it. A
//! name that leads nowhere stays in it and is diagnosed once, so that every page still renders.

pub mod model;
