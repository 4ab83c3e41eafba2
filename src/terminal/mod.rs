//! The terminal: what is written to it and what is read from it.

pub mod backend;
pub mod input;
pub mod wake;
