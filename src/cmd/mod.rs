//! The commands: one file each, and what they share.

#![allow(clippy::disallowed_methods, reason = "a door: the command line is where the world comes in")]

pub mod arguments;
pub mod build;
pub mod check;
pub mod clean;
pub mod completions;
pub mod console;
pub mod explain;
pub mod init;
pub mod progress;
pub mod run;
pub mod serve;
pub mod site;
pub mod trouble;
