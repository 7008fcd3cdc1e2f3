//! Whole sites: built by the program itself, edited, and built again.

mod broken;
mod harness;
mod hostile;
mod library;
mod papers;
mod same;
mod status;
mod tongues;
