//! The door to the disk: a site's folder is read here, its output is written here, and nowhere
//! else.
//!
//! - [`read`] makes a [`Snapshot`](crate::base::snapshot::Snapshot) of a site's folder.
//! - [`stage`] is a [`Sink`](crate::base::output::Sink) that lays a site out and then exchanges
//!   it for the one that stands; [`refused`] says why it does not.
//! - [`memory`] makes a build for which nothing has changed a mere walk.
//! - [`clean`] removes what builds have written.
//! - [`watch`] waits for changes.
//!
//! Each `io::Error` that leaves this room names the path that it happened at.

#![allow(clippy::disallowed_methods, reason = "this is the door that they name as the way out")]

mod calls;
pub mod clean;
#[cfg(test)]
mod drill;
mod encoding;
#[cfg(test)]
mod faults;
mod lock;
mod manifest;
pub mod memory;
mod place;
mod publish;
pub mod read;
mod refusal;
pub mod refused;
pub mod stage;
mod staging;
mod tree;
pub mod watch;
