//! onside: a keyboard-driven stakeholder map in the terminal.

pub mod cli;
pub mod document;
pub mod model;
pub mod settings;
pub mod store;
pub mod text;
