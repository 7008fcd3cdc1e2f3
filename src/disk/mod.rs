//! The door to the disk: a site's folder is read here, its output is written here, and nowhere
//! else.
//!
//! - [`read`] makes a [`Snapshot`](crate::base::snapshot::Snapshot) of a site's folder.
//!
//! Each `io::Error` that leaves this room names the path that it happened at.

#![allow(clippy::disallowed_methods, reason = "this is the door that they name as the way out")]

pub mod read;
mod refusal;
