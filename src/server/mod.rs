//! The door to the browser: serves a site from memory while it is written.
//!
//! - [`outputs`] is a [`Sink`](crate::base::output::Sink) that keeps what is made.
//! - [`serve`] serves it, tells browsers of each new build, and shows the errors over the last
//!   good site while there are some.
//!
//! Only what a build has made can be asked for, only by this machine, and only to be read.

#![allow(clippy::disallowed_methods, reason = "this is the door that they name as the way out")]

mod guard;
mod media;
pub mod outputs;
mod preview;
mod respond;
pub mod serve;
